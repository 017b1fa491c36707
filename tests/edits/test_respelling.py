from __future__ import annotations

from pathlib import Path

from collab_cli.graph.bound_digests import bound_digests
from collab_cli.graph.digest import digest
from tests.conftest import MakeWorkspace
from tests.edits.renames import files, refusal, rename, told
from tests.rules.worlds import green_demo, world_of


def test_agreements_hold_on_and_broken_ones_stay_broken(tmp_path: Path) -> None:
    root = green_demo(
        tmp_path,
        {
            "charters/sales.yaml": lambda text: text.replace(
                'date: 2025-02-21, digest: "8a6811b27591"', 'date: 2025-02-21, digest: "000000000000"', 1
            )
        },
    )
    planned = rename(world_of(root), "person:zhang-wei", "wei")
    after = rename(planned.after, "department:production", "works")
    workspace = after.after.workspace
    stale = [each.digest for each in bound_digests(workspace) if each.digest != digest(workspace.find(each.ref))]  # type: ignore[arg-type]
    assert stale == ["000000000000"]


def test_an_editorial_change_carries_over_what_it_carried_over(make_workspace: MakeWorkspace) -> None:
    charter = (
        "title: Sales\nduties:\n  - id: selling\n    raci: {sales: AR}\n"
        'approvals: [{department: sales, by: ann, date: 2025-01-02, digest: "aaaaaaaaaaaa"}]\n'
        'change_log: [{date: 2025-01-03, by: ann, editorial: {from: "aaaaaaaaaaaa", to: "PRESENT"}}]\n'
    )
    people = {"people.yaml": "- {id: ann, name: Ann, department: sales}\n"}
    departments = {"departments.yaml": "- {id: sales, name: Sales, head: ann}\n"}
    first = world_of(make_workspace({**people, **departments, "charters/sales.yaml": charter}))
    present = digest(first.workspace.records["charter"]["sales"])
    world = world_of(
        make_workspace({**people, **departments, "charters/sales.yaml": charter.replace("PRESENT", present)})
    )
    planned = rename(world, "department:sales", "trade")
    after = digest(planned.after.workspace.records["charter"]["trade"])
    assert after != present
    text = files(planned.after)["charters/trade.yaml"].decode()
    assert text == charter.replace("PRESENT", after).replace("{sales: AR}", "{trade: AR}").replace(
        "department: sales", "department: trade"
    )


def test_comments_quotes_and_layout_stay(make_workspace: MakeWorkspace) -> None:
    people = (
        "\ufeff# people\r\n-   id:  'ann'   # the first\r\n    name: Ann\r\n    manager: \"bob\" # ann's\r\n"
        "-   {id: bob, name: Bob, 'x-note': ann}\r\n"
    )
    charter = (
        "title: P\ntype: process\nowner: ann\nduties:\n- id: one\n  raci:\n    'person:ann': A\n    person:bob: R\n"
    )
    world = world_of(make_workspace({"people.yaml": people, "charters/p.yaml": charter}))
    planned = rename(world, "person:ann", "anna")
    new = files(planned.after)
    assert new["people.yaml"].decode() == people.replace("'ann'", "'anna'")
    assert new["charters/p.yaml"].decode() == charter.replace("owner: ann", "owner: anna").replace(
        "person:ann", "person:anna"
    )


def test_references_in_faulty_records_are_changed_too(make_workspace: MakeWorkspace) -> None:
    broken = "titel: A\nlevel: company\nowner: ann\nguardrails: [{metric: rate, at_most: x}]\n"
    world = world_of(
        make_workspace(
            {
                "people.yaml": "- {id: ann, name: Ann, departmnt: x}\n",
                "metrics.yaml": '- {id: rate, name: Rate, unit: "%", owner: ann, points: [{date: 1, value: 1}]}\n',
                "goals/a.yaml": broken,
            }
        )
    )
    faults = len(world.faults)
    planned = rename(world, "metric:rate", "ratio")
    assert files(planned.after)["goals/a.yaml"].decode() == broken.replace("rate", "ratio", 1)
    assert len(planned.after.faults) == faults > 3


def test_agreements_on_a_record_with_faults_are_not_lost(make_workspace: MakeWorkspace) -> None:
    parent = 'title: A\nlevel: company\nperiod: "2025"\nowner: ann\ncommitment: maybe\n'
    child = (
        'title: B\nlevel: company\nperiod: "2025"\nowner: bob\n'
        'contributes_to: [{goal: a, parent_digest: "aaaaaaaaaaaa"}]\n'
    )
    world = world_of(
        make_workspace(
            {
                "people.yaml": "- {id: ann, name: Ann}\n- {id: bob, name: Bob}\n",
                "goals/a.yaml": parent,
                "goals/b.yaml": child,
            }
        )
    )
    assert refusal(world, "person:ann", "anna") == (
        "goal:a has faults, so the agreements on it cannot be carried over: goals/a.yaml:5;"
        " mend it first; collab check names them"
    )
    assert told(*rename(world, "person:bob", "rob").notes) == "1 reference is changed with it"


def test_a_key_that_is_there_already(make_workspace: MakeWorkspace) -> None:
    world = world_of(
        make_workspace(
            {
                "departments.yaml": "- {id: sales, name: Sales}\n",
                "charters/sales.yaml": "title: S\nduties:\n  - {id: a, raci: {sales: A, trade: R}}\n",
            }
        )
    )
    assert refusal(world, "department:sales", "trade") == (
        "charters/trade.yaml:3 names trade beside it already; remove that entry first"
    )
