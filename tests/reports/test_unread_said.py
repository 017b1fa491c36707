"""Files that cannot be read are named, of many the first."""

from __future__ import annotations

from collab_cli.i18n import language
from collab_cli.reports.unread_said import files_said, unread_said
from tests.conftest import MakeWorkspace
from tests.rules.chinese import chinese
from tests.rules.worlds import world_of

EN = language("en")


def test_a_file_is_named(make_workspace: MakeWorkspace) -> None:
    world = world_of(make_workspace({"charters/sales.yaml": "foo: [\n"}))
    assert unread_said(world, "goal") is None
    said = unread_said(world, "goal", "charter")
    assert said is not None
    assert EN.say(said) == "charters/sales.yaml cannot be read; collab check says why"
    assert chinese().say(said) == "charters/sales.yaml 无法读取；运行 collab check 查看原因"


def test_of_many_the_first_are_named() -> None:
    said = files_said(("a.yaml", "b.yaml", "c.yaml", "d.yaml", "e.yaml"))
    assert EN.say(said) == "a.yaml, b.yaml, c.yaml, 2 more files cannot be read; collab check says why"
    assert chinese().say(said) == "a.yaml、b.yaml、c.yaml、另外 2 个文件 无法读取；运行 collab check 查看原因"
