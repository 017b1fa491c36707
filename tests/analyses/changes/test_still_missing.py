from collab_cli.analyses.changes.find_changes import find_changes
from collab_cli.analyses.changes.still_missing import still_missing
from collab_cli.analyses.changes.who_agrees import who_agrees
from collab_cli.rules.compared import Compared
from collab_cli.rules.engine import run_rules
from collab_cli.rules.selection import select_rules
from tests.analyses.changes.agreed_company import appended, approved, proposed, with_more_scope
from tests.analyses.changes.two_states import COMPANY, Files, rewritten, with_files, world_with

AGREED = approved(COMPANY, "sales", "sales", "marketing")
SELL = "goals/2025/sell.yaml"


def missing(before: Files, after: Files) -> list[tuple[str, str, tuple[str, ...]]]:
    one, other = world_with(before), world_with(after)
    changes = find_changes(one, other)
    found = run_rules(other, select_rules(other.settings, select=["D951", "D953"]), (), Compared(one, other)).findings
    lacking = still_missing(other, who_agrees(one, other, changes), changes, found, "main")
    return [(each.lack, each.record.ref, each.commands) for each in lacking]


def test_agreements_come_first_and_readings_last_each_with_its_command() -> None:
    assert missing(AGREED, with_more_scope(AGREED)) == [
        ("agreement", "charter:sales", ("collab charter approve sales --department sales --by zhang-wei",)),
        ("agreement", "charter:sales", ("collab charter approve sales --department marketing --by liu-fang",)),
        ("wording", "charter:sales", ("collab charter approve sales --editorial --by zhang-wei",)),
        ("version", "charter:sales", ("collab check --fix --base main",)),
        ("reading", "charter:sales", ("collab charter ack sales --by wang-qiang",)),
    ]


def test_other_letters_are_no_wording() -> None:
    after = rewritten("charters/sales.yaml", ("marketing: C", "marketing: R"), files=AGREED)
    assert "wording" not in {lack for lack, _, _ in missing(AGREED, after)}


def test_a_charter_that_lost_or_gained_a_duty_is_not_reworded() -> None:
    row = "  - {id: price-list, title: Price list, scope: All prices, raci: {sales: AR, production: I}}\n"
    lost = rewritten("charters/sales.yaml", (row, ""), files=AGREED)
    assert "wording" not in {lack for lack, _, _ in missing(AGREED, lost)}
    moved = appended(lost, "charters/marketing.yaml", row)
    moved = {**moved, "charters/marketing.yaml": str(COMPANY["charters/marketing.yaml"]) + row}
    assert "wording" not in {lack for lack, _, _ in missing(AGREED, moved)}


def test_a_person_whose_own_part_changes_says_so_by_reading() -> None:
    people = rewritten("people.yaml", ("- {id: li-na, name: Li Na}", "- {id: li-na, name: Li Na, department: sales}"))
    after = rewritten("charters/sales.yaml", ("{sales: AR, marketing: C}", "{sales: R, person:li-na: A, marketing: C}"))
    after = {**after, "people.yaml": people["people.yaml"]}
    assert ("part", "charter:sales", ("collab charter ack sales --by li-na",)) in missing(people, after)


def test_a_goal_is_put_to_the_departments_in_a_proposal_and_then_closed() -> None:
    lowered = rewritten(SELL, ("target: 20", "target: 18"))
    assert missing(COMPANY, lowered) == [
        ("vote", "goal:sell", ("collab proposal open Sell --subject goal:sell",)),
        ("reason", "goal:sell", ("collab goal adjust sell/kr1 target=18 --was 20 --reason REASON",)),
    ]
    adjusted = appended(lowered, SELL, "adjustments: [{date: 2025-06-20, field: kr1.target, from: 20, to: 18}]\n")
    opened = proposed(adjusted, "goal:sell", status="open")
    position = "collab proposal position plan agree --department sales --by zhang-wei"
    assert missing(COMPANY, opened) == [("agreement", "goal:sell", (position,))]
    agreed = "positions:\n- {department: sales, by: zhang-wei, date: 2025-06-20, position: agree}\n"
    others = ("agreement", "goal:sell", ("collab proposal status plan",))
    assert missing(COMPANY, proposed(adjusted, "goal:sell", status="open", more=agreed)) == [others]
    agreed += "- {department: marketing, by: liu-fang, date: 2025-06-20, position: agree}\n"
    closing = ("decision", "goal:sell", ("collab proposal close plan",))
    assert missing(COMPANY, proposed(adjusted, "goal:sell", status="open", more=agreed)) == [closing]


def test_several_goals_go_into_one_proposal() -> None:
    lowered = rewritten(SELL, ("target: 20", "target: 18"))
    lowered = rewritten("goals/2025/grow.yaml", ("target: 100", "target: 90"), files=lowered)
    commands = {each[2] for each in missing(COMPANY, lowered) if each[0] == "vote"}
    opening = "collab proposal open 'Grow, Sell' --subject goal:grow --subject goal:sell"
    assert commands == {(opening,)}


def test_who_is_not_heard_in_a_proposal_signs_it() -> None:
    agreed = proposed(COMPANY, "goal:sell")
    lowered = rewritten(SELL, ("target: 20", "target: 18"), files=agreed)
    alone = proposed(lowered, "goal:sell", status="open")
    alone = rewritten("proposals/2025/plan.yaml", ("[sales, marketing]", "[sales]"), files=alone)
    accepted = {**alone, "proposals/2025/earlier.yaml": agreed["proposals/2025/plan.yaml"]}
    commands = [each[2] for each in missing(agreed, accepted)]
    sign = ("collab proposal sign plan --by liu-fang",)
    assert commands[1] == sign
    signed = appended(accepted, "proposals/2025/plan.yaml", "signoffs: [{by: liu-fang, date: 2025-06-20}]\n")
    assert sign not in [each[2] for each in missing(agreed, signed)]


def test_a_person_signs_a_proposal() -> None:
    lowered = rewritten("goals/2025/grow.yaml", ("target: 100", "target: 90"))
    found = missing(COMPANY, proposed(lowered, "goal:grow", status="open"))
    assert found[0] == ("agreement", "goal:grow", ("collab proposal sign plan --by li-na",))


def test_a_receiver_accepts() -> None:
    handoff = "title: Forecast\nfrom: sales\nto: production\nitem: Forecast\nstatus: agreed\n"
    found = missing(COMPANY, with_files({"handoffs/forecast.yaml": handoff}))
    assert found == [("agreement", "handoff:forecast", ("collab handoff accept forecast --by wang-qiang",))]


def test_no_command_is_named_where_nobody_can_run_it() -> None:
    gone = missing(COMPANY, with_files({"charters/marketing.yaml": None}))
    assert gone == [("agreement", "charter:marketing", ())] * 2
    headless = rewritten("departments.yaml", (", head: liu-fang", ""))
    assert ("agreement", "charter:sales", ()) in missing(headless, with_more_scope(headless))


def test_nothing_is_missing_where_nobody_asks_for_agreement() -> None:
    starter = appended(COMPANY, "collab.yaml", "check: {profile: starter}\n")
    assert {lack for lack, _, _ in missing(starter, with_more_scope(starter))} == {"version", "reading"}
