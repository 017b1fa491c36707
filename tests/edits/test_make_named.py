from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.edits.add_record import Said, plan_add
from collab_cli.edits.make_named import MayMake, maker
from collab_cli.edits.plan import Planned
from tests.conftest import MakeWorkspace
from tests.edits.plans import english, kind, plan_of, refusal, written


def added(root: Path, of: str, may_make: MayMake = lambda kind, text: True, /, **fields: str) -> Planned:
    plan = plan_of(root)
    said = Said(kind(of), {field: (text,) for field, text in fields.items()})
    plan.names.make = maker(plan, said, may_make)
    return plan_add(plan, said).planned


def test_the_head_of_a_new_department_belongs_to_it(make_workspace: MakeWorkspace) -> None:
    planned = added(make_workspace(), "department", name="销售部", head="张伟", deputy="陈杰")
    assert written(planned) == {
        "people.yaml": "- id: zhang-wei\n  name: 张伟\n  department: xiao-shou-bu\n"
        "- id: chen-jie\n  name: 陈杰\n  department: xiao-shou-bu\n",
        "departments.yaml": "- id: xiao-shou-bu\n  name: 销售部\n  head: zhang-wei\n  deputy: chen-jie\n",
    }
    assert [english(note) for note in planned.notes] == ["added the person 张伟 too", "added the person 陈杰 too"]


def test_the_same_name_is_made_once(make_workspace: MakeWorkspace) -> None:
    planned = added(make_workspace(), "department", name="销售部", head="张伟", deputy="张伟")
    assert written(planned)["people.yaml"].count("张伟") == 1


def test_what_it_needs_is_taken_from_the_one_that_names_it(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"departments.yaml": "- {id: sales, name: Sales}\n"})
    planned = added(root, "person", name="张伟", department="sales", manager="李娜", role="经理")
    assert written(planned)["people.yaml"] == (
        "- id: li-na\n  name: 李娜\n  department: sales\n"
        "- id: zhang-wei\n  name: 张伟\n  department: sales\n  role: jing-li\n  manager: li-na\n"
    )
    assert written(planned)["roles.yaml"] == "- id: jing-li\n  name: 经理\n  department: sales\n"


def test_nothing_is_made_that_nobody_wants(make_workspace: MakeWorkspace) -> None:
    asked: list[str] = []

    def may_make(which: object, text: str) -> bool:
        asked.append(text)
        return False

    line = refusal(lambda: added(make_workspace(), "department", may_make, name="销售部", head="张伟"))
    assert line == "there is no person 张伟; collab person list shows what there is"
    assert asked == ["张伟"]


def test_what_needs_more_than_a_title_is_added_first(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"people.yaml": "- {id: li-na, name: 李娜}\n"})
    assert refusal(lambda: added(root, "meeting", title="x", series="周例会")) == (
        "the series 周例会 is not there yet, and adding it needs Cadence, Starts, Chair and Secretary; "
        "add it first with collab series add"
    )


@pytest.mark.parametrize("text", ["nobody!", "zhang wei"])
def test_names_of_any_form_make_a_record(make_workspace: MakeWorkspace, text: str) -> None:
    planned = added(make_workspace(), "department", name="Sales", head=text)
    assert text in written(planned)["people.yaml"]
