"""What a file says its marks mean."""

from __future__ import annotations

import pytest

from collab_cli.analyses.raci_tables.grid import Grid
from collab_cli.analyses.raci_tables.legend import joined, take_legend
from collab_cli.analyses.raci_tables.sheet import sheet_of
from collab_cli.errors import CollabError
from tests.analyses.raci_tables.table_files import rows_of


@pytest.mark.parametrize(
    ("written", "letters"),
    [
        ("● = R", {"●": "R"}),
        ("●：主责", {"●": "A"}),
        ("图例：●＝主责　▲＝执行　○＝知会", {"●": "A", "▲": "R", "○": "I"}),
        ("Legend: X = Responsible, ✓ = Accountable; O - Informed", {"x": "R", "✓": "A", "o": "I"}),
        ("●主责 ○知会", {"●": "A", "○": "I"}),
        ("● → A/R", {"●": "AR"}),
        ("★ 代表 批准，☆ 代表 咨询", {"★": "A", "☆": "C"}),
        ("主责=A，配合=C", {"主责": "A", "配合": "C"}),
        ("R = Responsible, A = Accountable", {"r": "R", "a": "A"}),
        ("图例 | ● | 主责 | ○ | 知会", {"●": "A", "○": "I"}),
        ("● | Accountable", {"●": "A"}),
    ],
)
def test_a_legend_is_read_and_used_up(written: str, letters: dict[str, str]) -> None:
    sheet = sheet_of(Grid("", rows_of(written)))
    assert take_legend(sheet, "ARCI").letters == letters
    assert not any(any(row) for row in sheet.texts)


@pytest.mark.parametrize(
    "written",
    ["Make an offer: sell", "Task | R | A | C", "Make | ● | R", "Note: ask Ann", "R: Review", "a = b", "=", "●"],
)
def test_what_is_no_legend_stays(written: str) -> None:
    sheet = sheet_of(Grid("", rows_of(written)))
    before = [list(row) for row in sheet.texts]
    assert take_legend(sheet, "ARCI").letters == {}
    assert sheet.texts == before


def test_a_mark_with_two_meanings_is_refused() -> None:
    with pytest.raises(CollabError):
        take_legend(sheet_of(Grid("", rows_of("● = R\n● = A"))), "ARCI")


def test_answers_come_first_and_reach_through_words() -> None:
    own = take_legend(sheet_of(Grid("", rows_of("● = 负责\n○ = 知会"))), "ARCI")
    other = take_legend(sheet_of(Grid("", rows_of("○ = R\n△ = 咨询"))), "ARCI")
    assert joined(own, [other], {}) == {"○": "I", "△": "C"}
    assert joined(own, [other], {"负责": "A", "△": "R"}) == {"●": "A", "○": "I", "△": "R", "负责": "A"}
