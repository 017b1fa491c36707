from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from collab_cli.cli.options import PAGES, chosen_format, date_of, one_of
from collab_cli.errors import CollabError
from collab_cli.i18n import language
from tests.cli.toy_commands import TABLE
from tests.conftest import RunCollab

SAY = language("en").say


@pytest.mark.parametrize("text", ["2025-06-30", "2025/6/30", "2025.6.30", "2025年6月30日", "２０２５-６-３０"])
def test_as_of_is_read_as_people_type_dates(text: str) -> None:
    assert date_of("--as-of")(text) == date(2025, 6, 30)


@pytest.mark.parametrize("text", ["", "soon", "2025-02-30", "30.6.2025", "6月30日"])
def test_a_wrong_as_of_is_one_line(run_collab: RunCollab, text: str) -> None:
    result = run_collab("check", "--as-of", text, table=TABLE)
    assert (result.code, result.out) == (2, "")
    assert result.err == f"collab: error: --as-of cannot be {text}; write a date such as 2025-06-30\n"


def test_one_of() -> None:
    parse = one_of("--fail-on", ("error", "warning"))
    assert parse("warning") == "warning"
    with pytest.raises(CollabError) as caught:
        parse("Error")
    assert SAY(caught.value.message) == "--fail-on cannot be Error"


def test_one_of_takes_the_words_pages_show() -> None:
    parse = one_of("--reason", ("market_change", "correction"), "adjustment.reason")
    assert [parse(word) for word in ("市场变化", "market change", "Correction", "correction")] == [
        *("market_change", "market_change", "correction", "correction"),
    ]
    with pytest.raises(CollabError) as caught:
        parse("天气")
    assert SAY(caught.value.message) == "--reason cannot be 天气"


def test_json_is_short_for_format_json() -> None:
    assert chosen_format(None, False) == "text"
    assert chosen_format(None, False, "markdown") == "markdown"
    assert chosen_format("html", False) == "html"
    assert chosen_format(None, True) == chosen_format("json", True) == "json"
    with pytest.raises(CollabError) as caught:
        chosen_format("html", True)
    assert SAY(caught.value.message) == "--json and --format html contradict each other"


@pytest.mark.parametrize(
    ("format", "json", "name", "chosen"),
    [
        (None, False, "a.CSV", "csv"),
        ("csv", False, "a.csv", "csv"),
        ("csv", False, "a.dat", "csv"),
        ("csv", False, "a.txt", "csv"),
        ("markdown", False, "a.markdown", "markdown"),
        (None, True, "a.json", "json"),
    ],
)
def test_the_name_of_a_file_tells_the_format(format: str | None, json: bool, name: str, chosen: str) -> None:
    assert chosen_format(format, json, output=Path(name)) == chosen


@pytest.mark.parametrize(
    ("format", "json", "name", "fault", "hint"),
    [
        (
            "csv", False, "y.html",
            "y.html ends in .html but the format is csv",
            "give the file another ending, or leave out the format",
        ),
        (
            None, True, "y.html",
            "y.html ends in .html but the format is json",
            "give the file another ending, or leave out the format",
        ),
        (None, False, ".", ". is a folder", "name a file"),
        ("csv", False, "a/..", "a/.. is a folder", "name a file"),
        (
            None, False, "a.csv",
            "this answer cannot be written as csv",
            "choose one of text, json, markdown, html, docx",
        ),
        (
            None, False, "a.doc",
            "a.doc does not say in which format to write",
            "end its name in one of .txt, .json, .md, .html, .docx, or add --format",
        ),
    ],
)  # fmt: skip
def test_a_file_that_does_not_fit_is_refused(format: str | None, json: bool, name: str, fault: str, hint: str) -> None:
    with pytest.raises(CollabError) as caught:
        chosen_format(format, json, output=Path(name), offered=PAGES)
    assert caught.value.hint is not None
    assert (SAY(caught.value.message), SAY(caught.value.hint)) == (fault, hint)
