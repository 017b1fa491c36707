"""The answer to a what-if."""

from __future__ import annotations

from pathlib import Path

from collab_cli.analyses.what_if import WhatIf, what_if
from collab_cli.edits.merged_department import with_merged
from collab_cli.edits.simulated_change import without_party
from collab_cli.i18n import language
from collab_cli.messages import Items, Message, msg
from collab_cli.page import Facts, Heading, Styled, Table, Text
from collab_cli.reports.simulation import build
from tests.rules.worlds import green_demo, small_company, world_of


def test_where_nothing_differs_it_says_so(tmp_path: Path) -> None:
    world = world_of(green_demo(tmp_path / "demo"))
    report = build(world, world, ("--remove x",), WhatIf((), (), {}))
    assert report.schema == "collab/simulation/v1"
    assert report.page[1:] == (Text(msg("nothing changes")), Facts(((msg("Steps"), Items(("--remove x",))),)))
    assert list(report.record) == [
        "as_of",
        "steps",
        "unowned",
        "overloaded",
        "duplicated",
        "other",
        "duties",
        "people",
        "meetings",
        "goals",
        "posts",
        "work",
        "agreements",
        "resolved",
        "not_checked",
        "loads",
    ]


def test_the_verdict_is_the_first_sentence_and_each_group_a_table(tmp_path: Path) -> None:
    world = world_of(small_company(tmp_path))
    after = without_party(world, "person:chen-jie")
    report = build(world, after, ("--remove person:chen-jie",), what_if(world, after, (), ()))
    verdict, tables = report.page[1], [block for block in report.page if isinstance(block, Table)]
    assert isinstance(verdict, Text)
    assert isinstance(verdict.text, Message)
    assert language("en").say(verdict.text) == (
        "1 meeting would lose somebody, 1 post would be left empty and 2 other records name who is gone; "
        "nothing was written"
    )
    assert [len(table.rows) for table in tables] == [1, 1, 2]
    assert report.record["meetings"] == [
        {
            "record": "series:weekly",
            "field": "secretary",
            "party": "person:chen-jie",
            "path": "series/weekly.yaml",
            "line": 5,
        }
    ]


def test_loads_are_told_for_every_letter(tmp_path: Path) -> None:
    world = world_of(small_company(tmp_path))
    after = with_merged(world, "marketing", "sales")
    report = build(world, after, ("--merge marketing sales",), what_if(world, after, (), ()))
    assert report.page[-2] == Heading(msg("Load before and after"), 2)
    table = report.page[-1]
    assert isinstance(table, Table)
    rows = {key: row[1:] for key, row in zip(table.keys, table.rows, strict=True)}
    assert rows["marketing"] == ("2 -> -", "2 -> -", "1 -> -", "0 -> -")
    assert rows["sales"] == ("2 -> 4", "2 -> 4", "2 -> 1", "1 -> 0")


def test_what_was_not_checked_makes_the_count_incomplete(tmp_path: Path) -> None:
    world = world_of(green_demo(tmp_path / "demo"))
    report = build(world, world, ("--remove x",), WhatIf((), (), {}), ("R301", "R315"))
    verdict, warning = report.page[1], report.page[2]
    assert verdict == Text(msg("nothing changes as far as could be checked"))
    assert isinstance(warning, Text)
    assert isinstance(warning.text, Styled)
    assert isinstance(warning.text.text, Message)
    assert language("en").say(warning.text.text) == (
        "the count is incomplete; not checked, because records they depend on are faulty or cannot be read: R301, R315"
    )
    assert report.record["not_checked"] == ["R301", "R315"]
