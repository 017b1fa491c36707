from datetime import date
from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.goals.goal_files import goal
from tests.rules.worlds import Found, check, found, set_check, small_company

ONE_KNOWS = "acknowledgements: [{person: liu-fang, date: 2025-02-01}]"


def test_g116_asks_the_people_of_the_department(tmp_path: Path) -> None:
    outcome = check(small_company(tmp_path, {"goals/a.yaml": goal("A", "active", ONE_KNOWS)}))
    text = "1 of 2 people have acknowledged A (a); let the others confirm that they know it"
    assert found(outcome, "G116") == [Found("G116", "info", "goals/a.yaml:6:19", text, ("goal:a",))]
    assert in_chinese(outcome, "G116") == ["A (a)：2 人中 1 人已阅知；请其余人员确认阅知"]


def test_g116_keeps_to_its_limit(tmp_path: Path) -> None:
    root = small_company(tmp_path, {"goals/a.yaml": goal("A", "active", ONE_KNOWS)})
    set_check(root, "thresholds: {ack-coverage: 0.5}")
    assert found(check(root), "G116") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (goal("A", "active", ONE_KNOWS, "owner: liu-fang", level="person"), 0),
        (goal("A", "active", "owner: liu-fang", level="person"), 1),
        (goal("A", "active", level="team"), 1),
        (goal("A", "proposed"), 0),
        (goal("A", "active", level="company"), 0),
    ],
)
def test_g116_asks_whom_a_goal_concerns(tmp_path: Path, text: str, count: int) -> None:
    assert len(found(check(small_company(tmp_path, {"goals/a.yaml": text})), "G116")) == count


@pytest.mark.parametrize(("day", "count"), [(date(2025, 1, 31), 0), (date(2025, 2, 1), 1)])
def test_g116_leaves_time_to_tell(tmp_path: Path, day: date, count: int) -> None:
    root = small_company(tmp_path, {"goals/a.yaml": goal("A")})
    assert [one.records for one in found(check(root, day), "G116")] == [("goal:a",)] * count


@pytest.mark.parametrize(("day", "count"), [(date(2025, 6, 19), 0), (date(2025, 6, 20), 1)])
def test_g116_counts_from_the_decision(tmp_path: Path, day: date, count: int) -> None:
    proposal = (
        'title: P\ntype: goal_set\nsubjects: [{ref: "goal:a"}]\naffected: [marketing]\nstatus: accepted\n'
        "decided: 2025-05-20\n"
    )
    root = small_company(tmp_path, {"goals/a.yaml": goal("A"), "proposals/p.yaml": proposal})
    assert [one.records for one in found(check(root, day), "G116")] == [("goal:a",)] * count


def test_g116_sees_no_word_that_is_still_to_come(tmp_path: Path) -> None:
    said = "acknowledgements: [{person: liu-fang, date: 2025-02-01}, {person: zhou-min, date: 2025-07-01}]"
    root = small_company(tmp_path, {"goals/a.yaml": goal("A", "active", said)})
    assert len(found(check(root), "G116")) == 1
    assert [one.records for one in found(check(root, date(2025, 7, 1)), "G116")] == []
