from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.goals.goal_files import mend
from tests.rules.worlds import Found, check, found, small_company

REF = ("proposal:p",)


def proposal(*lines: str) -> dict[str, str | None]:
    head = "title: Prices\nsubjects: []\ntype: decision\naffected: []\n"
    return {"proposals/p.yaml": head + "".join(f"{line}\n" for line in lines)}


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("deadline: 2025-06-29",), "Prices (p) is open 1 day after its deadline"),
        (("deadline: 2025-06-20",), "Prices (p) is open 10 days after its deadline"),
        (("deadline: 2025-06-30",), None),
        (("deadline: 2025-06-20", "status: accepted"), None),
        ((), None),
    ],
)
def test_p206_counts_the_days_after_the_deadline(tmp_path: Path, lines: tuple[str, ...], text: str | None) -> None:
    outcome = check(small_company(tmp_path, proposal(*lines)))
    what = f"{text}; decide it or move the deadline"
    assert found(outcome, "P206") == ([Found("P206", "warning", "proposals/p.yaml:5:11", what, REF)] if text else [])


def test_p206_reads_in_chinese(tmp_path: Path) -> None:
    outcome = check(small_company(tmp_path, proposal("deadline: 2025-06-20")))
    assert in_chinese(outcome, "P206") == ["Prices (p) 过了截止日期 10 天仍未决；作出决定或推迟截止日期"]


ACCEPTED = ("status: accepted", "decided: 2025-06-12")


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (("method: consent", *ACCEPTED), 1),
        (("method: consent", *ACCEPTED, "review_on: 2025-09-01"), 0),
        (("method: consensus", *ACCEPTED), 0),
        (("method: consent",), 0),
    ],
)
def test_p207_asks_for_a_day_to_look_again(tmp_path: Path, lines: tuple[str, ...], count: int) -> None:
    outcome = check(small_company(tmp_path, proposal(*lines)))
    text = "Prices (p) is accepted by consent, with no day to look at it again; agree on the day to look at it again"
    assert found(outcome, "P207") == [Found("P207", "info", "proposals/p.yaml:1:1", text, REF)] * count


def test_p207_suggests_half_a_year(tmp_path: Path) -> None:
    root = small_company(tmp_path, proposal("method: consent", *ACCEPTED))
    outcome = check(root)
    assert in_chinese(outcome, "P207") == ["Prices (p) 以无异议方式通过，但没有复核日期；商定复核的日期"]
    (text,) = mend(root, outcome, "P207").values()
    assert "review_on: 2025-12-11\n" in text
    assert found(check(root), "P207") == []


def test_p207_suggests_no_day_where_none_was_decided(tmp_path: Path) -> None:
    outcome = check(small_company(tmp_path, proposal("method: consent", "status: accepted")))
    assert [finding.fixes for finding in outcome.findings if finding.code == "P207"] == [()]
