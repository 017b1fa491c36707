"""``collab charter overlaps``: which duties of different departments overlap, and the ways out."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Annotated

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.context import Context
from collab_cli.cli.options import (
    TABLES,
    AsOf,
    At,
    Json,
    Output,
    choice_option,
    chosen_format,
    department_option,
    domain_option,
    format_option,
)
from collab_cli.errors import CollabError
from collab_cli.messages import msg

if TYPE_CHECKING:
    from collab_cli.graph.matrix import Row
    from collab_cli.graph.world import World
    from collab_cli.reports.overlap_pairs import Known

_RULES = ("R313", "R314")


def add_overlaps(app: Commands) -> None:
    """Add the command ``overlaps`` to the commands for charters."""

    @app.verb(
        "overlaps",
        examples=(
            "collab charter overlaps  # duties that two departments claim, worst first",
            "collab charter overlaps --department sales --at-least 0.6  # the clearer ones of one department",
            "collab charter overlaps --semantic  # also what may mean the same in other words",
        ),
    )
    def overlaps(
        ctx: typer.Context,
        pair: Annotated[
            list[str] | None,
            typer.Argument(metavar="DUTY", help="Show the ways out of this pair: two duties, as charter/duty"),
        ] = None,
        at_least: Annotated[
            str | None,
            typer.Option("--at-least", metavar="SHARE", help="The lowest score, from 0 to 1; else overlap-info"),
        ] = None,
        department: Annotated[
            str | None,
            department_option("Only overlaps this department has part in"),
        ] = None,
        domain: Annotated[
            str | None,
            domain_option("Only duties of this domain of the activity catalogue"),
        ] = None,
        strength: Annotated[
            str | None,
            choice_option("--strength", ("exact", "equal", "similar"), "Only overlaps that are this sure"),
        ] = None,
        semantic: Annotated[
            bool, typer.Option("--semantic", help="Also propose duties that may mean the same in other words")
        ] = False,
        as_of: AsOf = None,
        at: At = None,
        format: Annotated[str | None, format_option(*TABLES)] = None,
        json: Json = False,
        output: Output = None,
    ) -> None:
        """List the duties of different departments that overlap, with both places and the words they share."""
        context: Context = ctx.obj
        from collab_cli.analyses.domains import find_domain
        from collab_cli.analyses.overlap import find_overlaps
        from collab_cli.cli.commands.record_kind import tell_unread_duties
        from collab_cli.cli.opening import open_workspace
        from collab_cli.graph.lookup import find_record
        from collab_cli.model.department import KIND
        from collab_cli.reports.overlap_pairs import Wanted
        from collab_cli.reports.overlaps import STRENGTHS, build

        chosen = chosen_format(format, json, output=output, offered=TABLES)
        limit = _share(at_least) if at_least is not None else None
        if pair and len(pair) != 2:
            raise CollabError(msg("a pair is two duties"), msg("name two duties as charter/duty, or none"))
        world = open_workspace(context, as_of=as_of, at=at).world
        tell_unread_duties(context, world.workspace.unread)
        wanted = Wanted(
            at_least=limit if limit is not None else world.threshold("overlap-info"),
            department=find_record(world.workspace, KIND, department).id if department is not None else None,
            domain=find_domain(world, domain) if domain is not None else None,
            strength=STRENGTHS[strength] if strength is not None else None,
            pair=_pair(world, pair) if pair else None,
            as_table=chosen in ("csv", "xlsx"),
            at=at,
        )
        proposals = None
        if semantic:
            from collab_cli.analyses.meaning import alike_in_meaning
            from collab_cli.analyses.sentence_encoder import SentenceEncoder

            proposals = alike_in_meaning(world, SentenceEncoder(), context.cache_home)
        found = find_overlaps(world, wanted.at_least) if wanted.pair is None else ()
        answer(context, build(world, found, wanted, _known(world), proposals), chosen, output=output)


def _share(text: str) -> Decimal:
    """Return the share typed, above 0 and at most 1; raise CollabError for anything else."""
    try:
        share = Decimal(text.strip().removesuffix("%")) / (100 if text.strip().endswith("%") else 1)
    except InvalidOperation:
        share = Decimal(0)
    if not share.is_finite() or not 0 < share <= 1:
        raise CollabError(
            msg("{option} cannot be {value}", option="--at-least", value=text),
            msg("write a share above 0 and up to 1, such as 0.6"),
        )
    return share


def _pair(world: World, typed: list[str]) -> tuple[Row, Row]:
    """Return the two duties meant, in path order; raise CollabError if they are one, or there is no such duty."""
    first, second = sorted((_duty(world, text) for text in typed), key=lambda row: (row.owner.path, row.index))
    if first.id == second.id:
        raise CollabError(msg("a pair is two duties"), msg("name another as the second"))
    return first, second


def _duty(world: World, text: str) -> Row:
    """Return the duty meant by `charter/duty`; raise CollabError if there is none."""
    from collab_cli.graph.lookup import find_with_part
    from collab_cli.model.charter import KIND

    record, part = find_with_part(world.workspace, KIND, text)
    row = world.matrix.of_row.get(f"{record.id}/{part}")
    for written in row.rows if row is not None else ():
        if written.id == f"{record.id}/{part}":
            return written
    raise CollabError(
        msg("{value} is no duty in force", value=text),
        msg("name it as charter/duty; {command} lists the overlaps", command="collab charter overlaps"),
    )


def _known(world: World) -> Known:
    """Return what the rules about overlaps say of this workspace, whatever the profile of the check."""
    from collab_cli.model.waiver import Waiver
    from collab_cli.reports.overlap_pairs import Known
    from collab_cli.rules.catalogue import rule_named
    from collab_cli.rules.engine import run_rules
    from collab_cli.rules.selection import select_rules, severities_of
    from collab_cli.rules.waiving import Waivers

    findings = run_rules(world, select_rules(world.settings, select=_RULES)).findings

    def reported(first: Row, second: Row) -> str | None:
        both = {first.ref, second.ref}
        codes = (finding.code for finding in findings if finding.code in _RULES and both <= set(finding.records))
        return min(codes, default=None)

    waivers = Waivers(world, severities_of(world.settings))
    verdicts = []
    for record in world.all(Waiver):
        rule = rule_named(record.value.rule)
        if record.value.with_ is not None and rule is not None and rule.code in _RULES and waivers.is_valid(record):
            verdicts.append(record)
    return Known(reported, tuple(verdicts))
