from __future__ import annotations

from collab_cli.graph.reference_fields import QuickLook, referring_fields
from collab_cli.model.action import Action
from collab_cli.model.charter import Charter
from collab_cli.model.field_types import RefersToParty
from collab_cli.model.fields import TextType
from collab_cli.model.metric import Metric
from collab_cli.model.responsibility_row import ResponsibilityRow
from tests.conftest import ROOT
from tests.rules.worlds import world_of


def test_the_fields_references_can_stand_in() -> None:
    named = [info.name for info in referring_fields(Action)]
    assert "owner" in named
    assert "origin" in named
    assert "title" not in named
    assert "duties" in [info.name for info in referring_fields(Charter)]
    assert "links" not in [info.name for info in referring_fields(Metric)]


def test_every_text_is_judged_once_for_each_type() -> None:
    judged: list[tuple[str, object]] = []

    def is_good(text: str, wanted: TextType) -> bool:
        judged.append((text, type(wanted.refers)))
        return text != "nobody"

    look = QuickLook(is_good)
    row = ResponsibilityRow(id="visits", raci={"sales": "AR", "production": "C"})
    charter = Charter(title="C", duties=[row, ResponsibilityRow(id="signing", raci={"sales": "AR"})])
    assert look.all_good(charter)
    assert judged == [("sales", RefersToParty), ("production", RefersToParty)]
    assert look.all_good(charter)
    assert len(judged) == 2
    bad = ResponsibilityRow(id="visits", raci={"sales": "AR", "nobody": "C"})
    assert not look.all_good(bad)
    assert not look.all_good(Charter(title="C", duties=[row, bad]))


def test_of_sound_files_nobody_asks_for_places() -> None:
    world = world_of(ROOT / "templates" / "demo" / "green")
    documents = world.workspace.documents
    assert [path for path, document in documents.items() if "root" in vars(document)] == ["collab.yaml"]
