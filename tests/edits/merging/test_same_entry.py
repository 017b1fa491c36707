"""Which entry is which: ids, natural keys, renamed entries."""

from __future__ import annotations

from typing import Any

import pytest

from collab_cli.edits.merging.same_entry import field_below, item_below, key_of, keys_of, origins
from collab_cli.model.charter import Charter
from collab_cli.model.fields import FieldType, StructType
from collab_cli.model.goal import Goal
from collab_cli.model.meeting import Meeting


def item(struct: Any, field: str) -> FieldType | None:
    return item_below(field_below(StructType(struct), field))


@pytest.mark.parametrize(
    ("struct", "field", "entry", "key"),
    [
        (Charter, "duties", {"id": "a", "title": "A"}, ("id", "a")),
        (Charter, "approvals", {"department": "d", "by": "b", "date": "2025-01-01"}, ("key", "d", "b", "2025-01-01")),
        (Charter, "change_log", {"date": "2025-01-01", "note": "n"}, ("key", "2025-01-01")),
        (Goal, "contributes_to", {"goal": "g", "weight": "0.5"}, ("key", "g")),
        (Goal, "guardrails", {"name": "n", "at_most": "1"}, ("key", "n")),
        (Goal, "tensions", {"between": ["a", "b"]}, ("all", "{'between': ['a', 'b']}")),
        (Meeting, "agenda", "a point", ("text", "a point")),
        (Meeting, "reports", {"department": "sales", "progress": "p"}, ("key", "sales")),
        (Meeting, "reports", {"progress": "p"}, ("all", "{'progress': 'p'}")),
    ],
)
def test_what_names_an_entry(struct: Any, field: str, entry: Any, key: tuple[str, ...]) -> None:
    assert key_of(entry, item(struct, field)) == key


def test_names_that_come_again_are_numbered() -> None:
    assert keys_of(["a", "b", "a"], None) == [("text", "a"), ("text", "b"), ("text", "a", "2")]


def test_where_entries_come_from() -> None:
    base = [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}, {"id": "c", "title": "C"}]
    side = [{"id": "c", "title": "See"}, {"id": "x", "title": "B"}, {"id": "y", "title": "Y"}]
    assert origins(base, side, item(Charter, "duties")) == {0: 2, 1: 1}


def test_an_entry_with_all_new_but_the_id_s_place_is_another() -> None:
    base = [{"id": "a", "title": "A", "weight": "1"}]
    assert origins(base, [{"id": "b", "title": "B", "weight": "1"}], item(Charter, "duties")) == {}
    assert origins(base, [{"id": "b", "title": "A", "weight": "2"}], item(Charter, "duties")) == {0: 0}
