from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from collab_cli.documents.journal import Change, Entry, Said
from collab_cli.i18n import language
from collab_cli.renderers import renderer
from collab_cli.reports.journal import build

ENTRY = Entry(
    7,
    datetime(2025, 6, 30, 22, 5, 9, tzinfo=UTC),
    Said("改了目标", "changed the goal"),
    (Change("a.yaml", b"", b"x"), Change("b.yaml", None, b""), Change("c.yaml", b"", None)),
)


def test_entries_are_listed_with_the_time_of_the_workspace() -> None:
    report = build([ENTRY], ZoneInfo("Asia/Shanghai"))

    assert report.record == {
        "entries": [
            {
                "when": "2025-07-01T06:05:09+08:00",
                "sentence": ENTRY.sentence,
                "files": [
                    {"path": "a.yaml", "change": "changed"},
                    {"path": "b.yaml", "change": "created"},
                    {"path": "c.yaml", "change": "removed"},
                ],
            }
        ]
    }
    render = renderer("text", terminal=False)
    text = render(report, language("en"), width=80, color=False, show_all=False)
    assert text == (
        "When              What was done     Files changed\n2025-07-01 06:05  changed the goal              3\n"
    )
    assert "改了目标" in render(report, language("zh"), width=80, color=False, show_all=False)


def test_an_empty_journal_says_so() -> None:
    report = build([], UTC)
    text = renderer("text", terminal=False)(report, language("en"), width=80, color=False, show_all=False)
    assert text == "there is nothing to undo\n"
