from __future__ import annotations

from collab_cli.cli.part_words import PARTS
from collab_cli.model.kinds import all_kinds


def test_every_list_of_every_kind_has_its_words() -> None:
    """Help is shown without loading the model, so the words stand twice."""
    declared = {kind.name: list(kind.parts) for kind in all_kinds() if kind.parts}
    assert {kind: list(words) for kind, words in PARTS.items()} == declared


def test_an_entry_is_named_behind_its_record() -> None:
    assert PARTS["goal"]["kr"].one == "increase-revenue kr2"
    assert PARTS["meeting"]["agenda-item"].one == "2025-07-14-xdept-weekly 1"
