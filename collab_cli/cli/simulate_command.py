"""``collab charter simulate``: what would happen if people left, departments merged, duties moved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.command_frame import GIVEN, Commands
from collab_cli.cli.completing import complete_ids
from collab_cli.cli.context import Context
from collab_cli.cli.extra_options import ExtraOption, given_options
from collab_cli.cli.options import PAGES, AsOf, At, Json, Output, chosen_format, format_option
from collab_cli.errors import CollabError, ExitCode
from collab_cli.messages import msg

if TYPE_CHECKING:
    from collab_cli.graph.world import World

_MERGE = "merge"


class Step(NamedTuple):
    """One change of the organisation: ``verb`` is `remove`, `merge` or `move`, ``second`` where a thing goes to."""

    verb: str
    first: str
    second: str = ""

    @property
    def typed(self) -> str:
        """Return the step as it can be typed."""
        if self.verb == "move":
            return f"--move {self.first}={self.second}"
        return " ".join(["--" + self.verb, self.first, self.second]).strip()


def add_simulate(app: Commands) -> None:
    """Add the command ``simulate`` to the commands for charters."""

    @app.verb(
        "simulate",
        examples=(
            "collab charter simulate --remove person:li-na  # what has nobody when she leaves",
            "collab charter simulate --merge marketing sales  # marketing goes into sales",
            "collab charter simulate --move sales/complaint-handling=marketing  # a duty goes to another charter",
        ),
        options=_options,
    )
    def simulate(
        ctx: typer.Context,
        remove: Annotated[
            list[str] | None,
            typer.Option(
                "--remove",
                metavar="PARTY",
                autocompletion=complete_ids("department"),
                help="A person, role or department that is gone",
            ),
        ] = None,
        move: Annotated[
            list[str] | None,
            typer.Option(
                "--move",
                metavar="DUTY=CHARTER",
                help="A duty, written CHARTER/DUTY, and the charter it goes to",
            ),
        ] = None,
        to: Annotated[
            list[str] | None,
            typer.Option(
                "--to",
                metavar="CHARTER",
                autocompletion=complete_ids("charter"),
                help="Where the duty of the --move before it goes, if that does not say so",
            ),
        ] = None,
        as_of: AsOf = None,
        at: At = None,
        format: Annotated[str | None, format_option(*PAGES)] = None,
        json: Json = False,
        output: Output = None,
    ) -> int:
        """Show what a change of the organisation would bring about; nothing is written.

        Steps are taken in the order they are named in, each option as often as needed.
        """
        context: Context = ctx.obj
        from collab_cli.analyses.what_if import what_if
        from collab_cli.cli.commands.record_kind import tell_unread_duties
        from collab_cli.cli.opening import open_workspace
        from collab_cli.reports.simulation import build
        from collab_cli.rules.engine import run_rules
        from collab_cli.rules.selection import select_rules

        chosen = chosen_format(format, json, output=output, offered=PAGES)
        merges: tuple[tuple[str, str], ...] = given_options(ctx).get(_MERGE, ())
        given = {"remove": remove or [], "move": move or [], "to": to or []}
        steps = tuple(_in_order(ctx.meta.get(GIVEN, ()), given, merges))
        if not steps:
            raise CollabError(
                msg("no change is named"),
                msg("name one with {options}", options=("--remove", "--merge", "--move")),
            )
        world = open_workspace(context, as_of=as_of, at=at).world
        tell_unread_duties(context, world.workspace.unread)
        after = world
        for step in steps:
            after = _taken(after, step)
        selection = select_rules(world.settings, profile="strict")
        one, other = run_rules(world, selection), run_rules(after, selection)
        found = what_if(world, after, one.findings, other.findings)
        left_out = (rule.code for each in (one, other) for rule in (*each.not_checked, *each.crashed))
        typed = tuple(step.typed for step in steps)
        report = build(world, after, typed, found, tuple(sorted(set(left_out))))
        answer(context, report, chosen, output=output)
        return ExitCode.INTERNAL if one.crashed or other.crashed else ExitCode.OK


def _options() -> tuple[ExtraOption, ...]:
    return (
        ExtraOption(
            _MERGE,
            ("--merge",),
            "DEPARTMENT OTHER",
            "The first department goes into the second",
            many=True,
            complete=complete_ids("department"),
            values=2,
        ),
    )


def _in_order(names: list[str], given: dict[str, list[str]], merges: tuple[tuple[str, str], ...]) -> Iterator[Step]:
    """Yield the steps in the order of their options; raise CollabError for a duty that goes nowhere, and the like."""
    values, pairs = {name: iter(texts) for name, texts in given.items()}, iter(merges)
    waiting: str | None = None
    for name in names:
        if name == "to":
            if waiting is None:
                raise CollabError(
                    msg("{option} stands alone", option="--to"),
                    msg("write {example}", example="--move CHARTER/DUTY --to CHARTER"),
                )
            yield Step("move", waiting, _filled("--to", next(values["to"])))
            waiting = None
            continue
        if waiting is not None and name in ("remove", "move", f"extra_{_MERGE}"):
            raise _nowhere(waiting)
        if name == "remove":
            yield Step("remove", _filled("--remove", next(values["remove"])))
        elif name == f"extra_{_MERGE}":
            first, second = next(pairs)
            yield Step("merge", _filled("--merge", first), _filled("--merge", second))
        elif name == "move":
            text = _filled("--move", next(values["move"]))
            duty, sign, target = (piece.strip() for piece in text.partition("="))
            if not sign:
                waiting = text
            elif duty and target:
                yield Step("move", duty, target)
            else:
                raise _nowhere(text)
    if waiting is not None:
        raise _nowhere(waiting)


def _filled(option: str, text: str) -> str:
    if not text.strip():
        raise CollabError(msg("{field} cannot be empty", field=option), msg("give it a value, or leave it out"))
    return text.strip()


def _nowhere(text: str) -> CollabError:
    return CollabError(
        msg("{text} names no duty and charter", text=text), msg("write {example}", example="CHARTER/DUTY=CHARTER")
    )


def _taken(world: World, step: Step) -> World:
    """Return the world after a step; raise CollabError where it cannot be taken."""
    from collab_cli.edits.merged_department import with_merged
    from collab_cli.edits.simulated_change import with_moved_duty, without_party

    if step.verb == "move":
        return with_moved_duty(world, step.first, step.second)
    if step.verb == "merge":
        return with_merged(world, step.first, step.second)
    return without_party(world, step.first)
