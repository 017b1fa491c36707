from __future__ import annotations

from typing import Any

import pytest

from collab_cli.findings import Fault
from collab_cli.graph.references import part_ids
from collab_cli.graph.world import World
from collab_cli.i18n import language
from collab_cli.model.action import Action
from collab_cli.model.charter import Charter
from collab_cli.model.field_types import KindRecord
from collab_cli.model.goal import Goal
from collab_cli.model.issue import Issue
from collab_cli.model.record import Record
from collab_cli.model.series import Series
from tests.conftest import MINIMAL_SETTINGS, ROOT, MakeWorkspace
from tests.rules.worlds import world_of
from tests.small_company import small_company

BASE = {
    "departments.yaml": "- {id: sales, name: {zh: 销售部, en: Sales}, head: li-na}\n- {id: production, name: P}\n",
    "people.yaml": "- {id: li-na, name: {zh: 李娜, en: Li Na}, department: sales}\n- {id: zhang-wei, name: 张伟}\n",
    "roles.yaml": "- {id: sales-head, name: Head of sales}\n",
    "charters/sales.yaml": "title: C\nduties:\n  - {id: signing, raci: {sales: AR}}\n  - {id: visits}\n",
}


def world(make_workspace: MakeWorkspace, files: dict[str, str]) -> World:
    return world_of(make_workspace({**BASE, **files}))


def told(faults: tuple[Fault, ...]) -> list[str]:
    """Return the faults as lines: place, code, message; hint [replacement, ! if safe]."""
    english = language("en")
    lines = []
    for fault in sorted(faults, key=lambda fault: (fault.place.path, fault.place.line, fault.place.column)):
        text = f"{fault.place} {fault.code} {english.say(fault.message)}"
        text = f"{text}; {english.say(fault.hint)}" if fault.hint is not None else text
        for fix in fault.fixes:
            text += f" [{fix.patches[0].replacement}{'!' if fix.safe else ''}]"
        lines.append(text)
    return lines


def action(line: str) -> dict[str, str]:
    return {"actions/a.yaml": f"title: Ask\n{line}\n"}


def only(found: World, struct: type[KindRecord]) -> Any:
    (record,) = found.workspace.all(struct)
    return record


def test_the_demo_has_no_dead_reference() -> None:
    assert world_of(ROOT / "templates" / "demo" / "green").faults == ()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "owner: zhang-wie",
            "2:8 S005 owner names person zhang-wie, which does not exist; did you mean zhang-wei [zhang-wei]",
        ),
        (
            "owner: Zhang-Wei",
            "2:8 S005 owner names person Zhang-Wei, which does not exist; did you mean zhang-wei [zhang-wei!]",
        ),
        ("owner: 张伟", "2:8 S005 owner names person 张伟, which does not exist; did you mean zhang-wei [zhang-wei]"),
        ("owner: Li Na", "2:8 S005 owner names person Li Na, which does not exist; did you mean li-na [li-na]"),
        (
            "owner: person:li-na",
            "2:8 S005 owner names person person:li-na, which does not exist; did you mean li-na [li-na]",
        ),
        (
            "owner: somebody",
            "2:8 S005 owner names person somebody, which does not exist; correct the id, or add the record",
        ),
        ("duty: sales/signng", "2:7 S005 C (sales) has no part signng; did you mean sales/signing [sales/signing]"),
        ("duty: sales/selling", "2:7 S005 C (sales) has no part selling; it has signing, visits"),
        (
            "duty: slaes/signing",
            "2:7 S005 duty names charter slaes, which does not exist; did you mean sales/signing [sales/signing]",
        ),
        (
            "origin: goal:none",
            "2:9 S005 origin names goal none, which does not exist; correct the id, or add the record",
        ),
        (
            "assist: [sales, person:zhang-wie]",
            "2:17 S005 assist names person zhang-wie, which does not exist; "
            "did you mean person:zhang-wei [person:zhang-wei]",
        ),
        (
            "assist: [Sales]",
            "2:10 S005 assist names department Sales, which does not exist; did you mean sales [sales!]",
        ),
        (
            "assist: [persn:li-na]",
            "2:10 S019 assist is `persn:li-na`, which names no department, person, role; "
            "write person:li-na [person:li-na]",
        ),
        (
            "assist: [team:sales]",
            "2:10 S019 assist is `team:sales`, which names no department, person, role; write sales [sales]",
        ),
        (
            "origin: charter:sales",
            "2:9 S019 origin is `charter:sales`, which names no meeting, goal, evaluation, issue, proposal, project; "
            "write kind and id, such as goal:increase-revenue",
        ),
        (
            "origin: nothing",
            "2:9 S019 origin is `nothing`, which names no meeting, goal, evaluation, issue, proposal, project; "
            "write kind and id, such as goal:increase-revenue",
        ),
    ],
)
def test_a_reference_that_leads_nowhere(make_workspace: MakeWorkspace, line: str, expected: str) -> None:
    assert told(world(make_workspace, action(line)).faults) == [f"actions/a.yaml:{expected}"]


def test_an_open_reference_without_its_kind_is_completed_where_only_one_fits(make_workspace: MakeWorkspace) -> None:
    goal = 'title: T\nlevel: company\nperiod: "2025"\n'
    files = {"goals/cut-costs.yaml": goal, **action("origin: cut-costs/kr1")}
    (line,) = told(world(make_workspace, files).faults)
    assert line.endswith("write goal:cut-costs/kr1 [goal:cut-costs/kr1]")


def test_what_is_dead_is_taken_out_of_the_value_and_stays_in_what_was_written(make_workspace: MakeWorkspace) -> None:
    found = world(make_workspace, action("owner: nobody\nassist: [sales, gone, production]"))
    record: Record[Action] = only(found, Action)
    assert (record.value.owner, record.value.assist) == (None, ["sales", "production"])
    assert (record.written.owner, record.written.assist) == ("nobody", ["sales", "gone", "production"])
    assert str(record.place("assist", 1)) == "actions/a.yaml:3:23"


def test_an_owner_that_is_a_department_or_role_is_left_to_the_rule_about_owners(make_workspace: MakeWorkspace) -> None:
    for owner in ("sales", "sales-head", "role:sales-head", "department:sales"):
        found = world(make_workspace, action(f"owner: {owner}"))
        assert found.faults == ()
        assert only(found, Action).value.owner is None
    assert [fault.code for fault in world(make_workspace, action("supervisor: sales")).faults] == ["S005"]


def test_an_entry_is_taken_out_whose_own_reference_is_dead(make_workspace: MakeWorkspace) -> None:
    text = (
        "title: I\nraised_by: li-na\nraised_at: 2025-06-30\n"
        "escalations: [{to: none, at: 2025-07-01}, {to: li-na, at: 2025-07-02}]\n"
    )
    found = world(make_workspace, {"issues/i.yaml": text})
    assert [escalation.to for escalation in only(found, Issue).value.escalations] == ["li-na"]


def test_a_record_whose_own_reference_is_dead_stays(make_workspace: MakeWorkspace) -> None:
    found = world(make_workspace, {"issues/i.yaml": "title: I\nraised_by: none\nraised_at: 2025-06-30\n"})
    assert only(found, Issue).value.raised_by == "none"
    assert [fault.records for fault in found.faults] == [("issue:i",)]


def test_a_dead_required_reference_hides_no_other(make_workspace: MakeWorkspace) -> None:
    series = (
        "name: S\ncadence: {unit: week}\nstarts: 2025-07-02\nchair: no-chair\nsecretary: no-secretary\n"
        "required: [sales, no-department]\n"
    )
    found = world(make_workspace, {"series/s.yaml": series})
    assert [line.partition(",")[0] for line in told(found.faults)] == [
        "series/s.yaml:4:8 S005 chair names person no-chair",
        "series/s.yaml:5:12 S005 secretary names person no-secretary",
        "series/s.yaml:6:19 S005 required names department no-department",
    ]
    assert only(found, Series).value.chair == "no-chair"


def test_a_part_with_a_dead_required_reference_hides_no_other(make_workspace: MakeWorkspace) -> None:
    approval = "approvals: [{department: no-department, by: nobody, date: 2025-01-01}]\n"
    found = world(make_workspace, {"charters/sales.yaml": "title: C\n" + approval})
    assert [line.partition(",")[0] for line in told(found.faults)] == [
        "charters/sales.yaml:2:26 S005 department names department no-department",
        "charters/sales.yaml:2:45 S005 by names person nobody",
    ]
    assert only(found, Charter).value.approvals == []


def test_parties_of_a_row_are_named_at_their_key(make_workspace: MakeWorkspace) -> None:
    text = "title: C\nduties:\n  - {id: signing, raci: {slaes: AR, person:li-na: C, role:none: I}}\n"
    found = world(make_workspace, {"charters/sales.yaml": text})
    assert told(found.faults) == [
        "charters/sales.yaml:3:26 S005 raci names department slaes, which does not exist; did you mean sales [sales]",
        "charters/sales.yaml:3:54 S005 raci names role none, which does not exist; correct the id, or add the record",
    ]
    assert found.faults[0].place.route == ("duties", "signing", "raci", "slaes")
    charter: Record[Charter] = only(found, Charter)
    assert charter.value.duties[0].raci == {"person:li-na": "C"}


def test_letters_and_party_the_wrong_way_round(make_workspace: MakeWorkspace) -> None:
    rows = ("{A: sales, r: P}", "{AR: nobody}", "{C: person:li-na}")
    text = "title: C\nduties:\n" + "".join(f"  - {{id: r{at}, raci: {row}}}\n" for at, row in enumerate(rows))
    found = world(make_workspace, {"charters/sales.yaml": text})
    assert told(found.faults) == [
        "charters/sales.yaml:3:21 S005 key and value are swapped in `A: sales`; write sales: A [sales]",
        "charters/sales.yaml:3:31 S005 key and value are swapped in `r: P`; write production: R [production]",
        "charters/sales.yaml:4:21 S005 raci names department AR, which does not exist; "
        "correct the id, or add the record",
        "charters/sales.yaml:5:21 S005 key and value are swapped in `C: person:li-na`; "
        "write person:li-na: C [person:li-na]",
    ]
    assert [patch.replacement for patch in found.faults[1].fixes[0].patches] == ["production", "R"]


def test_a_period_that_is_not_listed(make_workspace: MakeWorkspace) -> None:
    goal = "title: T\nlevel: company\nperiod: 2025-q9\n"
    assert told(world(make_workspace, {"goals/g.yaml": goal}).faults) == [
        "goals/g.yaml:3:9 S005 period names the period 2025-q9, which collab.yaml does not list; "
        "add it to periods, or use one of 2025"
    ]


def test_references_of_the_settings_are_looked_up(make_workspace: MakeWorkspace) -> None:
    settings_text = MINIMAL_SETTINGS.replace("}}\n", "}, head: nobody}\n", 1)
    found = world(make_workspace, {"collab.yaml": settings_text})
    assert [(fault.code, fault.place.route) for fault in found.faults] == [("S005", ("company", "head"))]


def test_a_text_is_a_reference_only_if_it_begins_with_a_kind(make_workspace: MakeWorkspace) -> None:
    goal = 'title: T\nlevel: company\nperiod: "2025"\ntensions: [{between: [kr1, "note: speed", "goal:none"]}]\n'
    found = world(make_workspace, {"goals/g.yaml": goal})
    assert [fault.place.route for fault in found.faults] == [("tensions", 0, "between", 2)]
    goal_record: Record[Goal] = only(found, Goal)
    assert goal_record.value.tensions[0].between == ["kr1", "note: speed"]


def test_nothing_is_said_of_kinds_with_ids_nobody_can_read(make_workspace: MakeWorkspace) -> None:
    files = {**action("owner: anybody\nassist: [sales]"), "people.yaml": "- {id: li-na, name: [}\n"}
    found = world(make_workspace, files)
    assert [fault.code for fault in found.faults] == ["S001"]
    assert only(found, Action).value.owner == "anybody"


def test_a_reference_to_a_record_that_is_not_sound_is_good(make_workspace: MakeWorkspace) -> None:
    files = {**action("goal: broken\norigin: goal:broken/kr1"), "goals/broken.yaml": "title: T\n"}
    assert {fault.code for fault in world(make_workspace, files).faults} == {"S002"}


def test_references_into_a_restricted_folder_that_is_not_read_are_not_followed(make_workspace: MakeWorkspace) -> None:
    files = {**action("origin: evaluation:e1"), "restricted/evaluations/e1.yaml": ""}
    found = world(make_workspace, files)
    assert found.faults == ()
    assert only(found, Action).value.origin is None


def test_the_parts_of_a_record(make_workspace: MakeWorkspace) -> None:
    assert part_ids(only(world(make_workspace, {}), Charter)) == ("signing", "visits")


def test_a_row_is_named_with_its_charter(make_workspace: MakeWorkspace) -> None:
    action = "title: T\nowner: zhang-wei\ndue: 2025-07-04\nduty: {}\n"
    files = {"actions/2025-06-01-a.yaml": action.format("sales"), "actions/2025-06-01-b.yaml": action.format("sales/x")}
    found = world_of(make_workspace(small_company(files)))
    english = language("en")
    assert [(f.code, english.say(f.message), english.say(f.hint)) for f in found.faults if f.hint] == [
        (
            "S005",
            "duty names Charter of Sales (sales) as a whole, not a row of it",
            "write sales/customer-development",
        ),
        ("S005", "Charter of Sales (sales) has no part x", "it has customer-development, complaint-handling"),
    ]


def test_a_department_of_a_row_is_written_without_its_kind(make_workspace: MakeWorkspace) -> None:
    text = "title: C\nduties:\n  - {id: signing, raci: {'department:sales': AR, 'role:sales-head': C}}\n"
    found = world(make_workspace, {"charters/sales.yaml": text})
    assert told(found.faults) == [
        "charters/sales.yaml:3:26 S019 raci is `department:sales`, but a department is written without its kind; "
        "write sales ['sales']"
    ]
    assert only(found, Charter).value.duties[0].raci == {"role:sales-head": "C"}


@pytest.mark.parametrize("nothing", ["null", "~", '""', "NULL"])
def test_a_reference_to_nothing_is_empty(make_workspace: MakeWorkspace, nothing: str) -> None:
    found = world(make_workspace, action(f"owner: {nothing}"))
    assert told(found.faults) == ["actions/a.yaml:2:8 S002 owner is empty; write a value, or remove it"]
    assert ("actions/a.yaml", ("owner",)) in found.workspace.absent


PARTIAL = """\
title: C
duties:
  - {id: broken, weight: x, supports: [nowhere]}
  - {title: lost, supports: [nowhere-too]}
  - {id: third, supports: [no-goal], raci: {nobody: A}}
"""


def test_references_of_a_record_with_faults_are_checked_where_they_stand(make_workspace: MakeWorkspace) -> None:
    found = world(make_workspace, {"charters/sales.yaml": PARTIAL})
    assert [line.partition(",")[0] for line in told(found.faults)] == [
        "charters/sales.yaml:3:26 S002 weight is `x`",
        "charters/sales.yaml:3:40 S005 supports names goal nowhere",
        "charters/sales.yaml:4:6 S002 id is missing; add id: market-research (The id of the row; of a duty",
        "charters/sales.yaml:4:30 S005 supports names goal nowhere-too",
        "charters/sales.yaml:5:28 S005 supports names goal no-goal",
        "charters/sales.yaml:5:45 S005 raci names department nobody",
    ]
    charter = only(found, Charter)
    assert [duty.id for duty in charter.value.duties] == ["broken", "third"]
    assert str(charter.place("duties", 1, "id")) == "charters/sales.yaml:5:10"
    assert not charter.is_whole


def test_a_part_that_is_faulty_can_be_referred_to(make_workspace: MakeWorkspace) -> None:
    goal = 'title: G\nlevel: company\nperiod: "2025"\nkey_results: [{id: kr1}]\n'
    found = world(make_workspace, {"goals/g.yaml": goal, **action("origin: goal:g/kr1")})
    assert [fault.code for fault in found.faults] == ["S002"]


def test_references_of_a_record_that_cannot_be_used_are_checked(make_workspace: MakeWorkspace) -> None:
    goal = 'title: G\nlevel: 部门级别\nowner: nobody\nperiod: "2024"\n'
    found = world(make_workspace, {"goals/g.yaml": goal})
    assert [fault.code for fault in found.faults] == ["S003", "S005", "S005"]
    assert found.workspace.all(Goal) == ()
    assert found.workspace.is_known("goal", "g")
