"""The key result a person means by `GOAL/KR`, or by the goal alone where it has one."""

from __future__ import annotations

from dataclasses import dataclass

from collab_cli.edits.plan import Plan
from collab_cli.edits.states import allowed_moves, state_word
from collab_cli.errors import CollabError
from collab_cli.findings import Route
from collab_cli.graph.lookup import find_part, records_meant
from collab_cli.messages import Message, Titled, msg
from collab_cli.model.goal import KIND, Goal, KeyResult
from collab_cli.model.record import Record


@dataclass(frozen=True, slots=True)
class MeantKeyResult:
    """A key result of a goal; ``index`` is its place in the list of ``written``."""

    goal: Record[Goal]
    key_result: KeyResult
    index: int

    @property
    def ref(self) -> str:
        """Return it as `goal/part`."""
        return f"{self.goal.id}/{self.key_result.id}"

    @property
    def titled(self) -> Titled:
        """Return it as messages name it."""
        return Titled(self.key_result.title, self.ref)

    @property
    def record_path(self) -> str:
        """Return the path of the goal's file."""
        return self.goal.path

    @property
    def route(self) -> Route:
        """Return the way to it from the top of the file."""
        return (*self.goal.route, *self.goal.in_file("key_results", self.index))


def key_result_meant(plan: Plan, text: str) -> MeantKeyResult:
    """Return the key result of an active goal that ``text`` names; raise CollabError for anything else."""
    goal, part = goal_and_part(plan, text)
    check_is_tracked(goal)
    key_results = goal.written.key_results
    if part is None and len(key_results) != 1:
        raise which_key_result(goal)
    wanted = key_results[0].id if part is None else find_part(goal, part, plan.world.workspace)
    index = next(at for at, each in enumerate(key_results) if each.id == wanted)
    return MeantKeyResult(goal, key_results[index], index)


def goal_and_part(plan: Plan, text: str) -> tuple[Record[Goal], str | None]:
    """Return the goal and, where one is named behind `/`, the part meant, as typed."""
    whole, slash, part = text.removeprefix("goal:").partition("/")
    if slash and records_meant(plan.world.workspace, KIND, text):  # a title may have the sign
        whole, slash, part = text, "", ""
    record: Record[Goal] = plan.world.workspace.records[KIND.name][plan.names.id_of(KIND, whole.strip())]
    return record, part.strip() or None


def check_is_tracked(goal: Record[Goal]) -> None:
    """Raise CollabError, saying why, unless a goal takes check-ins: unless it is active."""
    if goal.value.status != "active":
        raise CollabError(
            msg(
                "{goal} is {state}, and only active goals take check-ins",
                goal=goal.titled,
                state=state_word(KIND, goal.value.status),
            ),
            allowed_moves(KIND, goal.id, goal.value.status),
        )


def which_key_result(goal: Record[Goal]) -> CollabError:
    """Return the error for a goal named without a key result that has none, or several."""
    key_results = goal.written.key_results
    if not key_results:
        command = f"collab goal kr add {goal.id} TITLE"
        return CollabError(
            msg("{goal} has no key result", goal=goal.titled), msg("add one with {command}", command=command)
        )
    named: tuple[Message, ...] = tuple(
        msg("{id} {title}", id=f"{goal.id}/{each.id}", title=each.title) for each in key_results
    )
    return CollabError(
        msg("{goal} has several key results", goal=goal.titled), msg("name one of {key_results}", key_results=named)
    )
