"""``collab proposal open``: put goals, charters or hand-offs, as they are written now, to the departments concerned."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from collab_cli.cli.command_frame import Commands
from collab_cli.cli.context import Context
from collab_cli.cli.extra_options import ExtraOption, given_options
from collab_cli.cli.options import Commit, CommitMessage, DryRun
from collab_cli.errors import CollabError
from collab_cli.messages import msg

_LATER = frozenset({"title", "round", "decided", "meetings"})
"""Fields of a proposal that only follow when it is open."""


def add_open(app: Commands, name: str) -> None:
    """Add the command ``open`` to ``app`` if its kind is the proposal."""
    if name == "proposal":
        app.verb(
            "open",
            examples=(
                "collab proposal open 'Sales goal of 2025' --subject goal:increase-revenue --deadline 7/15  # one goal",
                "collab proposal open 新版职责说明书 --subject charter:sales --subject charter:marketing  # two",
            ),
            options=_options,
        )(_open)


def _open(
    ctx: typer.Context,
    title: Annotated[str, typer.Argument(metavar="TITLE", help="What it is called")],
    record_id: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Its id; else made from the title")
    ] = None,
    dry_run: DryRun = False,
    commit: Commit = False,
    message: CommitMessage = None,
) -> None:
    """Put goals, charters or hand-offs, as they are written now, to the departments concerned.

    Agreement is bound to that text. Who must be heard and the type follow from what is to be agreed, unless given.
    """
    context: Context = ctx.obj
    from collab_cli.cli.opening import open_workspace
    from collab_cli.cli.writing import Saving, finish, start_plan
    from collab_cli.edits.add_record import Said, plan_add
    from collab_cli.edits.new_proposal import heard_with
    from collab_cli.model.proposal import KIND

    said: dict[str, Any] = given_options(ctx)
    subjects = said.pop("subject", ())
    if not subjects and said.get("type") != "decision":
        raise CollabError(msg("a new proposal needs what is to be agreed"), msg("name it with --subject"))
    also = said.pop("also", ())
    if also and "affected" in said:
        raise CollabError(
            msg("{one} and {other} contradict each other", one="--affected", other="--also"), msg("give one of the two")
        )
    fields = {key: value if isinstance(value, tuple) else (value,) for key, value in said.items()}
    record = {"subjects": [{"ref": text} for text in subjects]}
    opened = open_workspace(context)
    plan = start_plan(context, opened.world)
    if also:
        fields["affected"] = heard_with(plan, subjects, also)
    added = plan_add(plan, Said(KIND, {"title": (title.strip(),), **fields}, record=record, id=record_id))
    finish(context, opened.root, added.planned, Saving(dry_run, commit, message))


def _options() -> tuple[ExtraOption, ...]:
    from collab_cli.cli.completing import complete_ids, complete_refs
    from collab_cli.cli.field_options import field_options
    from collab_cli.model.fields import fields_of, is_common
    from collab_cli.model.proposal import Proposal

    common = [info.name for info in fields_of(Proposal) if is_common(info)]
    subject = ExtraOption(
        "subject",
        ("--subject",),
        "REF",
        "What is to be agreed, as goal:ID, charter:ID or handoff:ID; repeat it for more",
        many=True,
        complete=complete_refs("goal", "charter", "handoff"),
    )
    also = ExtraOption(
        "also",
        ("--also",),
        "DEPARTMENT",
        "A department to be heard besides those it concerns; repeat it for more",
        many=True,
        complete=complete_ids("department"),
    )
    return (subject, also, *field_options(Proposal, skip=_LATER.union(common)))
