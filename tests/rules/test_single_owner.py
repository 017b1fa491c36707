from pathlib import Path

import pytest

from collab_cli.model.action import Action
from collab_cli.rules.single_owner import owner_fault
from tests.rules.chinese import chinese
from tests.rules.worlds import small_company, world_of


@pytest.mark.parametrize(
    ("owner", "said"),
    [
        ("[sales, person:li-na, nobody-there]", "事项 (a) 的责任人写成了列表：销售部、李娜和 nobody-there"),
        ("[]", "事项 (a) 没有责任人"),
        ("role:general-manager", "事项 (a) 的责任人是总经理，而不是一个人"),
        ("", "事项 (a) 没有责任人"),
        ("{id: li-na}", "事项 (a) 没有责任人"),
    ],
)
def test_says_what_stands_in_place_of_a_person(tmp_path: Path, owner: str, said: str) -> None:
    world = world_of(small_company(tmp_path, {"actions/a.yaml": f"title: 事项\nowner: {owner}\n"}))
    action = world.get(Action, "a")
    assert action is not None
    assert chinese().say(owner_fault(world, action)) == said
