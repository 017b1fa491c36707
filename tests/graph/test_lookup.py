from __future__ import annotations

import pytest

from collab_cli.errors import CollabError
from collab_cli.graph.lookup import find_record
from collab_cli.i18n import language
from collab_cli.model.kinds import kind_named
from collab_cli.model.load_workspace import load_workspace, wanted_top
from collab_cli.model.workspace import Workspace
from collab_cli.sources.snapshot import working_tree
from tests.conftest import MakeWorkspace
from tests.small_company import small_company

EN = language("en")


@pytest.fixture
def workspace(make_workspace: MakeWorkspace) -> Workspace:
    more = "title: Increase the margin\nlevel: company\nperiod: '2025'\naliases: [毛利]\n"
    root = make_workspace(small_company({"goals/increase-margin.yaml": more, "goals/broken.yaml": "title: [\n"}))
    return load_workspace(working_tree(root, wanted=wanted_top))


def found(workspace: Workspace, kind_name: str, text: str) -> str:
    kind = kind_named(kind_name)
    assert kind is not None
    return find_record(workspace, kind, text).id


@pytest.mark.parametrize(
    ("kind", "text", "record_id"),
    [
        ("goal", "increase-revenue", "increase-revenue"),
        ("goal", "goal:increase-revenue", "increase-revenue"),
        ("goal", "fewer", "fewer-returns"),
        ("goal", "增加销售额", "increase-revenue"),
        ("goal", "increase REVENUE", "increase-revenue"),
        ("goal", "毛利", "increase-margin"),
        ("person", "张伟", "zhang-wei"),
        ("department", "Sales", "sales"),
    ],
)
def test_found(workspace: Workspace, kind: str, text: str, record_id: str) -> None:
    assert found(workspace, kind, text) == record_id


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "increase-",
            "increase- can mean several goals: Increase the margin (increase-margin), "
            "Increase market share (increase-market-share) and Increase revenue (increase-revenue)",
            "name one by its id",
        ),
        ("increase-revenu3", "there is no goal increase-revenu3", "did you mean Increase revenue (increase-revenue)"),
        ("xyz", "there is no goal xyz", "collab goal list shows what there is"),
        ("", "there is no goal ", "collab goal list shows what there is"),
        ("broken", "the goal broken cannot be read", "collab check says why"),
    ],
)
def test_not_found(workspace: Workspace, text: str, message: str, hint: str) -> None:
    with pytest.raises(CollabError) as caught:
        found(workspace, "goal", text)
    assert EN.say(caught.value.message) == message
    assert caught.value.hint is not None and EN.say(caught.value.hint) == hint
