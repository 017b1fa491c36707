from datetime import date
from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.worlds import Found, check, found, set_check, small_company

REF = ("proposal:p",)
SALES = "{department: sales, by: zhang-wei, date: 2025-06-10, position: agree}"
MARKETING = "{department: marketing, by: liu-fang, date: 2025-06-10, position: agree}"


def proposal(*lines: str, status: str = "accepted", method: str = "majority") -> dict[str, str | None]:
    head = f"title: Prices\nsubjects: []\ntype: decision\nmethod: {method}\naffected: [sales, marketing]\n"
    return {"proposals/p.yaml": f"{head}status: {status}\n" + "".join(f"{line}\n" for line in lines)}


@pytest.mark.parametrize(
    ("files", "text"),
    [
        (
            proposal(f"positions: [{SALES}]"),
            "only 50 % of the departments took a position, less than 100 %; ask Marketing",
        ),
        (proposal(), "only 0 % of the departments took a position, less than 100 %; ask Sales and Marketing"),
        (
            proposal(f"positions: [{SALES}]", "round: 2"),
            "only 0 % of the departments took a position, less than 100 %; ask Sales and Marketing",
        ),
        (proposal(f"positions: [{SALES}]", "quorum: 0.5"), None),
        (proposal(f"positions: [{SALES}, {MARKETING}]"), None),
        (proposal(method="lazy"), None),
        (proposal(status="rejected"), None),
        (proposal(status="open"), None),
    ],
)
def test_p202_asks_for_the_quorum(tmp_path: Path, files: dict[str, str | None], text: str | None) -> None:
    outcome = found(check(small_company(tmp_path, files)), "P202")
    assert [(one.severity, one.text, one.records) for one in outcome] == (
        [("error", f"Prices (p) is accepted, but {text}", REF)] if text else []
    )


def test_p202_keeps_to_its_limit_and_reads_in_chinese(tmp_path: Path) -> None:
    root = small_company(tmp_path, proposal(f"positions: [{SALES}]"))
    outcome = check(root)
    assert [one.place for one in found(outcome, "P202")] == ["proposals/p.yaml:7:1"]
    assert in_chinese(outcome, "P202") == ["Prices (p) 已通过，但表态的部门只有 50%，低于 100%；请市场部表态"]
    set_check(root, "thresholds: {proposal-quorum: 0.5}")
    assert found(check(root), "P202") == []


DECIDED = "Prices (p) is decided without a position of Marketing; ask what they think and record it"
LATE = "Prices (p) is past its deadline without a position of Marketing; ask what they think and record it"
POSITIONS = f"positions: [{SALES}]"


@pytest.mark.parametrize(
    ("files", "text"),
    [
        (proposal(POSITIONS), DECIDED),
        (proposal(POSITIONS, status="rejected"), DECIDED),
        (proposal(POSITIONS, status="withdrawn"), None),
        (proposal(POSITIONS, "deadline: 2025-06-29", status="open"), LATE),
        (proposal(POSITIONS, "deadline: 2025-06-30", status="open"), None),
        (proposal(POSITIONS, status="open"), None),
        (proposal(POSITIONS, method="lazy"), None),
        (proposal(f"positions: [{SALES}, {MARKETING}]"), None),
    ],
)
def test_p204_names_who_was_not_heard(tmp_path: Path, files: dict[str, str | None], text: str | None) -> None:
    expected = [Found("P204", "warning", "proposals/p.yaml:5:1", text, REF)] if text else []
    assert found(check(small_company(tmp_path, files)), "P204") == expected


def test_p204_reads_in_chinese(tmp_path: Path) -> None:
    root = small_company(tmp_path, proposal(POSITIONS, "deadline: 2025-06-29", status="open"))
    assert in_chinese(check(root), "P204") == ["Prices (p) 已过截止日期，市场部仍未表态；请其表态并记录"]
    assert found(check(root, date(2025, 6, 29)), "P204") == []


def voted(more: str) -> str:
    return f"positions: [{{department: marketing, by: liu-fang, date: 2025-06-10, {more}}}]"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ((voted("position: object"),), "Marketing objects to Prices (p) without a word why"),
        ((voted("position: reserve"),), "Marketing has reserves about Prices (p) without a word why"),
        ((voted("score: 2"),), "Marketing gives Prices (p) 2 of 5 points without a word why"),
        ((voted("score: 0, position: object"),), "Marketing objects to Prices (p) without a word why"),
        ((voted("score: 3"),), None),
        ((voted("position: object, comment: Too late"),), None),
        ((voted("position: object"), "objections: [{by: liu-fang, reason: Too late}]"), None),
        ((voted("position: object, round: 1"), "round: 2"), None),
        ((voted("position: abstain"),), None),
    ],
)
def test_p208_asks_why(tmp_path: Path, lines: tuple[str, ...], text: str | None) -> None:
    place = "proposals/p.yaml:7:14"
    expected = [Found("P208", "warning", place, f"{text}; ask Liu Fang for the reason", REF)] if text else []
    assert found(check(small_company(tmp_path, proposal(*lines, status="open"))), "P208") == expected


def test_p208_leaves_what_was_withdrawn_and_reads_in_chinese(tmp_path: Path) -> None:
    root = small_company(tmp_path / "a", proposal(voted("position: reserve"), status="withdrawn"))
    assert found(check(root), "P208") == []
    root = small_company(tmp_path / "b", proposal(voted("score: 1"), status="open"))
    assert in_chinese(check(root), "P208") == [
        "市场部给 Prices (p) 打了 1 分（满分 5 分），但没有说明原因；请刘芳说明原因"
    ]
