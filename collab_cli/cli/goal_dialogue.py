"""The short dialogue of ``collab goal add`` on a terminal: it asks for what was not said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from collab_cli.cli.context import Context
from collab_cli.edits.add_goal import NewGoal, check_given, periods_now
from collab_cli.edits.goal_answers import fault_of_id, fault_of_line, fault_of_title, fault_of_weight, gives_id
from collab_cli.errors import CollabError
from collab_cli.graph.world import World
from collab_cli.messages import Message, Param, msg
from collab_cli.model.goal import Goal
from collab_cli.model.record import Record

NOTHING = "-"
OPEN = ("draft", "proposed", "active")
"""The states of goals others can still serve."""

Find = Callable[[str], Message | None]


def ask_goal(context: Context, world: World, said: NewGoal) -> NewGoal:
    """Return ``said`` with the answers to what it leaves open.

    Raises CollabError, before anything is asked, for what was said and does not fit, and KeyboardInterrupt when
    the dialogue is left.
    """
    check_given(world, said)
    if not world.settings.periods:
        raise CollabError(msg("collab.yaml has no periods"), msg("add one under periods"))
    ask = _Asking(context)
    if not said.title.strip():
        said = replace(said, title=ask.text(msg("What is to be reached?"), fault_of_title))
    if said.id is None and not gives_id(said.title_en or said.title):
        question = msg("Which id is it to have, such as {example}?", example="increase-revenue")
        said = replace(said, id=ask.text(question, lambda text: fault_of_id(world, text)))
    if said.department is None and said.level != "company":
        choices: list[tuple[str, Param]] = [(NOTHING, msg("the whole company"))] if said.level is None else []
        choices += [(department.id, department.titled) for department in world.parties.active_departments]
        if choices and choices != [(NOTHING, msg("the whole company"))]:
            chosen = ask.choice(msg("Whose goal is it?"), choices)
            said = replace(said, department=None if chosen == NOTHING else chosen)
    if said.parent is None:
        said = replace(said, parent=_ask_parent(ask, world, said))
    if said.parent is not None and said.weight is None:
        question = msg("Which share of it does it carry, such as 0.3? (empty: not said)")
        said = replace(said, weight=ask.text(question, fault_of_weight))
    if said.parent is not None and said.how is None:
        said = replace(said, how=ask.text(msg("How does it serve that goal? (empty: later)"), fault_of_line))
    if said.period is None and said.parent is None:
        periods = [period.id for period in world.settings.periods]
        now = periods_now(world)
        said = replace(
            said, period=ask.choice(msg("For which period?"), [(p, p) for p in periods], next(iter(now), None))
        )
    return said


def _ask_parent(ask: _Asking, world: World, said: NewGoal) -> str | None:
    """Return the goal served: most company goals serve none, most goals of a department one of the company's."""
    served = [goal for goal in in_tree_order(world) if goal.value.status in OPEN]
    goals: list[tuple[str, Param]] = [(goal.id, goal.titled) for goal in served]
    none: list[tuple[str, Param]] = [] if said.weight or said.how else [(NOTHING, msg("none"))]
    if said.department is None:
        choices = [*none, *goals]
    else:
        companys = {goal.id for goal in served if goal.value.level == "company"}
        choices = [*sorted(goals, key=lambda choice: choice[0] not in companys), *none]
    if choices == none:
        return None
    chosen = ask.choice(msg("Which goal does it serve?"), choices, choices[0][0])
    return None if chosen == NOTHING else chosen


def in_tree_order(world: World) -> list[Record[Goal]]:
    """Return all goals, each before those that serve it and after what stands above it in the tree."""
    tree = world.goal_tree
    found: dict[str, Record[Goal]] = {}
    waiting = list(reversed(tree.roots))
    while waiting:
        goal = waiting.pop()
        if goal.id not in found:
            found[goal.id] = goal
            waiting += [link.child for link in reversed(tree.down.get(goal.id, ()))]
    return list(found.values())


class _Asking:
    """Questions in the language of the context; an answer that was refused is asked for again, with the reason."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def text(self, question: Message, find: Find) -> str:
        import questionary

        def check(answer: str) -> bool | str:
            fault = find(answer.strip())
            return True if fault is None else self._say(fault)

        found = questionary.text(self._say(question), validate=check, qmark="?").unsafe_ask()
        return str(found).strip()

    def choice(self, question: Message, choices: list[tuple[str, Param]], default: str | None = None) -> str:
        import questionary

        options = [questionary.Choice(self._context.language.show(label), value) for value, label in choices]
        hint = self._say(msg("(arrow keys, letters narrow the list down, Enter)"))
        asked: Any = questionary.select(
            self._say(question),
            options,
            default=default,
            qmark="?",
            instruction=hint,
            use_jk_keys=False,
            use_search_filter=True,
        )
        _narrow_by_any_letter(asked)
        return str(asked.unsafe_ask())

    def _say(self, message: Message) -> str:
        return self._context.language.say(message)


def _narrow_by_any_letter(asked: Any) -> None:
    """Let every letter narrow a list of choices down, Chinese too, and Enter take nothing when none is left.

    The library takes ASCII alone and would choose the first entry of the whole list.
    """
    from prompt_toolkit.filters import Condition
    from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
    from prompt_toolkit.keys import Keys
    from questionary.prompts.common import InquirerControl

    application = asked.application
    control = next(one for one in application.layout.find_all_controls() if isinstance(one, InquirerControl))
    keys = KeyBindings()

    @keys.add(Keys.Any)
    def _(event: Any) -> None:
        if event.data.isprintable():
            control.add_search_character(event.data)

    @keys.add(
        Keys.ControlM, eager=True, filter=Condition(lambda: bool(control.search_filter and not control.found_in_search))
    )
    def _(event: Any) -> None:
        event.app.output.bell()

    application.key_bindings = merge_key_bindings([application.key_bindings, keys])
