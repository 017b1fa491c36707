from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from collab_cli.edits.decision_meant import decision_meant
from collab_cli.edits.link_decisions import plan_implemented_by, plan_supersede
from collab_cli.edits.plan import Planned
from tests.edits.plans import english, plan_of, refusal
from tests.rules.worlds import green_demo

OLD, NEW = "2025-07-07-xdept-weekly/dec1", "2025-07-14-xdept-weekly/dec1"
MINUTES = "meetings/2025/2025-07-14-xdept-weekly.yaml"
OLD_SAID = f"预测改为每周五 17 点前提交 ({OLD})"
NEW_SAID = f"预测改为每周四提交 ({NEW})"
DECISIONS = """\
decisions:
  - id: dec1
    text: 预测改为每周四提交
    owner: zhang-wei
  - {id: dec2, text: 抽检两次, changes: [charter:sales]}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return green_demo(tmp_path, {MINUTES: lambda text: text.replace("status: draft", DECISIONS + "status: draft")})


def lines(planned: Planned) -> list[str]:
    """Return the lines a change adds."""
    found = []
    for write in planned.writes:
        before = (write.expected or b"").decode().splitlines()
        found += [line for line in (write.data or b"").decode().splitlines() if line not in before]
    return found


def meant(root: Path, text: str) -> str:
    plan = plan_of(root)
    return decision_meant(plan.world, plan.names, text).ref.removeprefix("meeting:")


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        (OLD, OLD),
        (f"meeting:{OLD}", OLD),
        (f"meeting：{OLD}", OLD),
        ("2025-07-14/dec2", "2025-07-14-xdept-weekly/dec2"),
        ("抽检", "2025-07-14-xdept-weekly/dec2"),
        ("周五", OLD),
    ],
)
def test_a_decision_is_named_by_its_number_or_its_words(root: Path, text: str, ref: str) -> None:
    assert meant(root, text) == ref


def test_a_number_is_meant_itself_where_another_decision_quotes_it(root: Path) -> None:
    path = root / MINUTES
    path.write_text(path.read_text("utf-8").replace("text: 抽检两次", f"text: 取代 {OLD}"), "utf-8")
    assert meant(root, OLD) == meant(root, f"meeting:{OLD}") == OLD


def test_words_of_several_decisions_and_of_none(root: Path) -> None:
    assert refusal(lambda: meant(root, "预测")) == (
        f"预测 can mean several decisions: {NEW_SAID} and {OLD_SAID}; name one as {NEW}"
    )
    hint = "write minutes and number as in 2025-07-07-weekly/dec1; collab decision list --all shows what there is"
    for text in ("年会", "", "2025-07-07-xdept-weekly"):
        assert refusal(partial(meant, root, text)) == f"there is no decision {text}; {hint}"
    assert "has no part dec9" in refusal(lambda: meant(root, "2025-07-07-xdept-weekly/dec9"))


def test_words_mean_what_is_in_force(root: Path) -> None:
    path = root / MINUTES
    text = path.read_text("utf-8").replace("status: draft", "status: published")
    path.write_text(
        text.replace("    owner: zhang-wei", f"    owner: zhang-wei\n    supersedes: meeting:{OLD}"), "utf-8"
    )
    assert meant(root, "预测") == NEW


def test_a_decision_supersedes_an_older_one(root: Path) -> None:
    planned = plan_supersede(plan_of(root), "周五", NEW)
    assert english(planned.sentence) == f"{NEW_SAID} supersedes {OLD_SAID}"
    assert lines(planned) == [f"    supersedes: meeting:{OLD}"]
    (write,) = planned.writes
    (root / write.path).write_bytes(write.data or b"")
    assert plan_supersede(plan_of(root), OLD, NEW).writes == ()
    assert refusal(lambda: plan_supersede(plan_of(root), "2025-01-10-goal-workshop/dec1", NEW)) == (
        f"{NEW_SAID} supersedes meeting:{OLD} already; a decision takes the place of one; take another decision for "
        "the second"
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (NEW, OLD, f"{OLD_SAID} is older than {NEW_SAID}; name the old decision first, then the new one"),
        (OLD, OLD, f"{OLD_SAID} cannot supersede itself; name the old decision first, then the new one"),
        (
            "2025-01-10-goal-workshop/dec1",
            OLD,
            "the minutes 跨部门周例会 (2025-07-07-xdept-weekly) are approved and do not change; say it in a decision "
            "of the next minutes, or name an action that carries it out",
        ),
    ],
)
def test_what_cannot_supersede(root: Path, old: str, new: str, said: str) -> None:
    assert refusal(lambda: plan_supersede(plan_of(root), old, new)) == said


def test_decisions_do_not_supersede_each_other_in_a_circle(root: Path) -> None:
    other = "2025-07-14-xdept-weekly/dec2"
    (write,) = plan_supersede(plan_of(root), NEW, other).writes
    (root / write.path).write_bytes(write.data or b"")
    assert refusal(lambda: plan_supersede(plan_of(root), other, NEW)) == (
        f"抽检两次 ({other}) takes the place of {NEW_SAID} itself; name the old decision first, then the new one"
    )


def test_goals_and_charters_are_written_into_the_decision(root: Path) -> None:
    planned = plan_implemented_by(plan_of(root), NEW, ["increase-revenue", "charter:sales", "goal:increase-revenue"])
    assert english(planned.sentence).startswith(
        f"{NEW_SAID} is carried out by Increase revenue (increase-revenue) and "
    )
    assert lines(planned) == ["    changes: [goal:increase-revenue, charter:sales]"]
    again = plan_implemented_by(plan_of(root), "抽检", ["charter:sales", "charter:production"])
    assert lines(again) == ["  - {id: dec2, text: 抽检两次, changes: [charter:sales, charter:production]}"]


def test_an_action_gets_the_decision_as_its_origin(root: Path) -> None:
    assert plan_implemented_by(plan_of(root), OLD, ["action:2025-07-07-forecast-deadline"]).writes == ()
    action = root / "actions/2025/2025-07-07-forecast-deadline.yaml"
    text = action.read_text("utf-8")
    for origin in ("", "origin: meeting:2025-07-07-xdept-weekly\n"):
        action.write_text(text.replace(f"origin: meeting:{OLD}\n", origin), "utf-8")
        planned = plan_implemented_by(plan_of(root), OLD, ["action:2025-07-07-forecast-deadline"])
        assert lines(planned) == [f"origin: meeting:{OLD}"]  # approved minutes stay as they are
    assert refusal(lambda: plan_implemented_by(plan_of(root), OLD, ["action:2025-06-30-media-budget-plan"])) == (
        "补充投放预算方案 (2025-06-30-media-budget-plan) comes from goal:strengthen-brand/kr1 already; change that "
        f"with collab set action:2025-06-30-media-budget-plan origin=meeting:{OLD}"
    )


def test_what_carries_nothing_out(root: Path) -> None:
    assert "there is no record nonsense" in refusal(lambda: plan_implemented_by(plan_of(root), NEW, ["nonsense"]))
    assert "approved and do not change" in refusal(lambda: plan_implemented_by(plan_of(root), OLD, ["charter:sales"]))
