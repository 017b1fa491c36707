from __future__ import annotations

from datetime import date

import pytest

from collab_cli.cli.options import as_of_date, chosen_format, one_of
from collab_cli.errors import CollabError
from collab_cli.i18n import language
from tests.cli.toy_commands import TABLE
from tests.conftest import RunCollab

SAY = language("en").say


@pytest.mark.parametrize("text", ["2025-06-30", "2025/6/30", "2025.6.30", "2025年6月30日", "２０２５-６-３０"])
def test_as_of_is_read_as_people_type_dates(text: str) -> None:
    assert as_of_date(text) == date(2025, 6, 30)


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


def test_json_is_short_for_format_json() -> None:
    assert chosen_format(None, False) == "text"
    assert chosen_format(None, False, "markdown") == "markdown"
    assert chosen_format("html", False) == "html"
    assert chosen_format(None, True) == chosen_format("json", True) == "json"
    with pytest.raises(CollabError) as caught:
        chosen_format("html", True)
    assert SAY(caught.value.message) == "--json and --format html contradict each other"
