from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.worlds import Found, check, found, small_company

PATH = "proposals/prices.yaml"
REF = ("proposal:prices",)
HEAD = "title: {zh: 新价目表, en: Prices}\nsubjects: []\ntype: decision\naffected: [sales, marketing]\n"


def proposal(tmp_path: Path, text: str, status: str = "accepted") -> Path:
    return small_company(tmp_path, {PATH: HEAD + f"status: {status}\n" + text})


def test_p203_stands_at_the_status_of_an_open_objection(tmp_path: Path) -> None:
    root = proposal(
        tmp_path,
        "objections:\n"
        "  - {by: zhang-wei, status: resolved}\n"
        "  - {by: liu-fang, status: open}\n"
        "  - {by: zhou-min, reason: Too early}\n",
    )
    outcome = check(root, profile="starter")
    said = "Prices (prices) is accepted while the objection of {} is open; settle the objection and record how"
    assert found(outcome) == [
        Found("P203", "error", f"{PATH}:8:28", said.format("Liu Fang"), REF),
        Found("P203", "error", f"{PATH}:9:6", said.format("Zhou Min"), REF),
    ]
    assert in_chinese(outcome, "P203")[0] == "新价目表 (prices) 已通过，但刘芳的异议尚未处理；处理该异议并写明结果"


@pytest.mark.parametrize("status", ["resolved", "withdrawn", "overruled"])
def test_p203_takes_an_objection_as_settled(tmp_path: Path, status: str) -> None:
    text = (
        "positions: [{department: marketing, by: liu-fang, date: 2025-06-10, position: object}]\n"
        f"objections: [{{by: zhou-min, status: {status}}}]\n"
    )
    assert found(check(proposal(tmp_path, text)), "P203") == []


@pytest.mark.parametrize("status", ["open", "rejected", "withdrawn"])
def test_p203_is_about_accepted_proposals(tmp_path: Path, status: str) -> None:
    text = "objections: [{by: liu-fang}]\n"
    assert found(check(proposal(tmp_path, text, status)), "P203") == []


def test_p203_misses_the_objection_of_a_department_that_objects(tmp_path: Path) -> None:
    text = (
        "positions:\n"
        "  - {department: sales, by: zhang-wei, date: 2025-06-10, position: agree}\n"
        "  - {department: marketing, by: liu-fang, date: 2025-06-10, position: object}\n"
        "objections: [{by: zhang-wei, status: resolved}]\n"
    )
    outcome = check(proposal(tmp_path, text))
    message = "Prices (prices) is accepted although Marketing objects; record the objection and how it was settled"
    assert found(outcome, "P203") == [Found("P203", "error", f"{PATH}:8:71", message, REF)]


def test_p203_lets_the_speaker_object_for_a_department(tmp_path: Path) -> None:
    text = (
        "positions: [{department: marketing, by: li-na, date: 2025-06-10, position: object}]\n"
        "objections: [{by: li-na, status: overruled}]\n"
    )
    assert found(check(proposal(tmp_path, text)), "P203") == []


def test_p203_reads_the_newest_position_of_the_present_round(tmp_path: Path) -> None:
    text = (
        "round: 2\n"
        "positions:\n"
        "  - {department: sales, by: zhang-wei, date: 2025-06-20, position: object, round: 1}\n"
        "  - {department: marketing, by: liu-fang, date: 2025-06-21, position: object, round: 2}\n"
        "  - {department: marketing, by: liu-fang, date: 2025-06-22, position: agree, round: 2}\n"
        "  - {department: marketing, by: liu-fang, date: 2025-06-20, position: object, round: 2}\n"
    )
    assert found(check(proposal(tmp_path, text)), "P203") == []
    later = text.replace("2025-06-20, position: object, round: 2", "2025-06-22, position: object, round: 2")
    assert [one.place for one in found(check(proposal(tmp_path, later)), "P203")] == [f"{PATH}:11:71"]
