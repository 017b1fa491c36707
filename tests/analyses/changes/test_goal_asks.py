from tests.analyses.changes.agreed_company import agreements, appended, asked, proposed
from tests.analyses.changes.two_states import COMPANY, Files, rewritten, with_files

SELL, GROW = "goals/2025/sell.yaml", "goals/2025/grow.yaml"
AGREED = proposed(COMPANY, "goal:sell", "goal:grow")


def lowered(files: Files = COMPANY) -> Files:
    return rewritten(SELL, ("target: 20", "target: 18"), files=files)


def test_owner_and_department_of_a_changed_goal_are_asked_once() -> None:
    assert asked(COMPANY, lowered()) == ["goal:sell sales/zhang-wei [goal-owner, goal-department] missing"]


def test_so_are_the_departments_that_agreed_to_it() -> None:
    assert asked(AGREED, lowered(AGREED)) == [
        "goal:sell sales/zhang-wei [goal-owner, goal-department, agreed-before] older",
        "goal:sell marketing/liu-fang [agreed-before] older",
    ]


def test_a_later_proposal_answers() -> None:
    assert [line.rpartition(" ")[2] for line in asked(AGREED, proposed(lowered(AGREED), "goal:sell"))] == ["given"] * 2


def test_an_open_proposal_answers_for_those_who_agree_in_it() -> None:
    said = "positions: [{department: marketing, by: liu-fang, date: 2025-06-20, position: agree}]\n"
    after = proposed(lowered(AGREED), "goal:sell", status="open", more=said)
    lines = asked(AGREED, after)
    assert lines == [
        "goal:sell sales/zhang-wei [goal-owner, goal-department, agreed-before] missing",
        "goal:sell marketing/liu-fang [agreed-before] given",
    ]


def test_the_owner_of_a_goal_of_the_company_is_asked_as_a_person() -> None:
    after = rewritten(GROW, ("target: 100", "target: 90"))
    assert asked(COMPANY, after) == ["goal:grow -/li-na [goal-owner] missing"]
    agreed = rewritten(GROW, ("target: 100", "target: 90"), files=AGREED)
    assert asked(AGREED, agreed)[0] == "goal:grow -/li-na [goal-owner] older"
    signed = proposed(after, "goal:grow", status="open", more="signoffs: [{by: li-na, date: 2025-06-20, via: oa}]\n")
    ask = agreements(COMPANY, signed).asks[0]
    assert ask.given is not None
    assert (ask.answer, ask.given.by, ask.given.via) == ("given", "li-na", "oa")


def test_old_and_new_owner_are_asked() -> None:
    after = rewritten(SELL, ("owner: zhang-wei", "owner: liu-fang"))
    assert asked(COMPANY, after) == [
        "goal:sell -/liu-fang [goal-owner] missing",
        "goal:sell sales/zhang-wei [goal-owner, goal-department] missing",
    ]


def test_only_active_goals_ask_for_agreement() -> None:
    draft = rewritten(SELL, ("status: active", "status: draft"))
    assert asked(draft, lowered(draft)) == []
    assert asked(draft, COMPANY) == ["goal:sell sales/zhang-wei [goal-owner, goal-department] missing"]


def test_check_ins_and_acknowledgements_ask_nobody() -> None:
    after = rewritten(SELL, ("unit: orders}", "unit: orders, checkins: [{date: 2025-06-30, value: 15}]}"))
    assert asked(COMPANY, appended(after, SELL, "acknowledgements: [{person: li-na, date: 2025-06-01}]\n")) == []


def test_those_who_agreed_are_asked_when_a_goal_is_taken_away() -> None:
    assert asked(AGREED, with_files({SELL: None}, AGREED)) == [
        "goal:sell (gone) sales/zhang-wei [goal-owner, goal-department, agreed-before] missing",
        "goal:sell (gone) marketing/liu-fang [agreed-before] missing",
    ]
