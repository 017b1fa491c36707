"""The short dialogue of ``collab goal add`` on a terminal: it asks for what was not said."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from collab_cli.cli.context import Context
from collab_cli.edits.add_goal import NewGoal, periods_now
from collab_cli.graph.world import World
from collab_cli.messages import Message, Param, msg
from collab_cli.model.goal import Goal

NOTHING = "-"


def ask_goal(context: Context, world: World, said: NewGoal) -> NewGoal:
    """Return ``said`` with the answers to at most six questions; raises KeyboardInterrupt when it is left."""
    ask = _Asking(context)
    said = replace(said, title=said.title or ask.text(msg("What is to be reached?")))
    if said.department is None and said.level is None:
        choices: list[tuple[str, Param]] = [(NOTHING, msg("the whole company"))]
        choices += [(department.id, department.titled) for department in world.parties.active_departments]
        chosen = ask.choice(msg("Whose goal is it?"), choices)
        said = replace(said, department=None if chosen == NOTHING else chosen)
    if said.parent is None:
        served = [goal for goal in world.workspace.all(Goal) if goal.value.status in ("draft", "proposed", "active")]
        choices = [*((goal.id, goal.titled) for goal in served), (NOTHING, msg("none"))]
        chosen = ask.choice(msg("Which goal does it serve?"), choices) if served else NOTHING
        said = replace(said, parent=None if chosen == NOTHING else chosen)
    if said.parent is not None and said.weight is None:
        said = replace(
            said, weight=ask.text(msg("Which share of it does it carry, such as 0.3? (empty: not said)"), needed=False)
        )
    if said.parent is not None and said.how is None:
        said = replace(said, how=ask.text(msg("How does it serve that goal? (empty: later)"), needed=False))
    if said.period is None and said.parent is None:
        periods = [period.id for period in world.settings.periods]
        now = periods_now(world)
        said = replace(
            said, period=ask.choice(msg("For which period?"), [(p, p) for p in periods], next(iter(now), None))
        )
    return said


class _Asking:
    """Questions in the language of the context; an answer that was refused is asked for again."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def text(self, question: Message, *, needed: bool = True) -> str:
        import questionary

        refusal = self._say(msg("write something, or leave with Ctrl-C"))
        check: Any = (lambda answer: bool(answer.strip()) or refusal) if needed else None
        found = questionary.text(self._say(question), validate=check, qmark="?").unsafe_ask()
        return str(found).strip()

    def choice(self, question: Message, choices: list[tuple[str, Param]], default: str | None = None) -> str:
        import questionary

        options = [questionary.Choice(self._context.language.show(label), value) for value, label in choices]
        hint = self._say(msg("(arrow keys, Enter)"))
        answer = questionary.select(
            self._say(question), options, default=default, qmark="?", instruction=hint
        ).unsafe_ask()
        return str(answer)

    def _say(self, message: Message) -> str:
        return self._context.language.say(message)
