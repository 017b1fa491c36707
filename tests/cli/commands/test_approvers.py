"""``collab approvers``: its schema and formats."""

import json

from tests.conftest import MakeDemo, RunCollab


def test_the_approvers_of_the_demo(make_demo: MakeDemo, run_collab: RunCollab) -> None:
    demo = make_demo()
    found = json.loads(run_collab("approvers", "HEAD~1..HEAD", "--json", cwd=demo).out)
    assert (found["schema"], found["approval"]) == ("collab/approvers/v1", "departments")
    assert [(one["department"], one["team"], one["missing"]) for one in found["approvers"]] == [
        ("sales", "@acme/sales", []),
        ("production", "@acme/production", []),
        ("marketing", "@acme/marketing", []),
    ]
    table = run_collab("approvers", "--base", "HEAD~1", "--format", "csv", "--lang", "en", cwd=demo).out
    assert table.splitlines()[0] == "Department,Who,Team,User,Address,Still to agree to,id"
    assert len(table.splitlines()) == 4
