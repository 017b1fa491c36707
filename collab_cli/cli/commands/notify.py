"""``collab notify``: digests for the groups of a chat; nothing leaves this machine without ``--send``."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_ids
from collab_cli.cli.context import Context
from collab_cli.cli.options import PAGES, AsOf, At, Json, Output, chosen_format, date_option, format_option
from collab_cli.errors import CollabError
from collab_cli.messages import msg

if TYPE_CHECKING:
    pass

app = Commands(
    examples=(
        "collab notify weekly --to dingtalk  # shows the messages; nothing is sent",
        "collab notify overdue --to dingtalk --send  # tells everybody who is late, with a mention",
        "collab notify agenda --to feishu --to wecom --json  # the next meeting, as the two chats would get it",
    )
)

To = Annotated[
    list[str] | None,
    typer.Option("--to", metavar="NAME", help="A target of notify in collab.yaml; can be given several times"),
]
Send = Annotated[bool, typer.Option("--send", help="Send it; else it is only shown")]


@app.verb(
    "weekly",
    examples=(
        "collab notify weekly --to dingtalk  # the last seven days, as the group would see them",
        "collab notify weekly --to dingtalk --from 2025-07-01 --send  # since a day, sent",
    ),
)
def weekly(
    ctx: typer.Context,
    to: To = None,
    send: Send = False,
    first: Annotated[date | None, date_option("--from", "The first day; else six days before the last")] = None,
    as_of: AsOf = None,
    at: At = None,
    format: Annotated[str | None, format_option(*PAGES)] = None,
    json: Json = False,
    output: Output = None,
) -> None:
    """Send the weekly digest: what was decided, done and left undone, and what comes next.

    Addresses and secrets come from the environment variables collab.yaml names, and are never shown. A message that is
    refused, or does not arrive, ends with exit code 2 and the reason.
    """
    context: Context = ctx.obj
    from collab_cli.analyses.week import week
    from collab_cli.cli.notify_sending import notify
    from collab_cli.cli.notify_target import notify_targets
    from collab_cli.cli.report_commands import check_order, world_of
    from collab_cli.reports.weekly import build

    chosen = chosen_format(format, json, output=output, offered=PAGES)
    world = world_of(context, as_of, at)
    targets = notify_targets(world.settings.notify, to or (), context.environ)
    check_order(first, world.as_of)
    report = build(world, week(world, first or world.as_of - timedelta(days=6)))
    notify(context, "weekly", lambda tool: report, targets, send=send, format=chosen, output=output)


@app.verb(
    "overdue",
    examples=(
        "collab notify overdue --to dingtalk  # who would be told what",
        "collab notify overdue --to dingtalk --send  # tell them, each mentioned by the user id under contacts",
    ),
)
def overdue(
    ctx: typer.Context,
    to: To = None,
    send: Send = False,
    as_of: AsOf = None,
    at: At = None,
    format: Annotated[str | None, format_option(*PAGES)] = None,
    json: Json = False,
    output: Output = None,
) -> None:
    """Send what is late, person by person: actions past their day and key results without a check-in.

    People are mentioned by the user id their `contacts` have for the chat tool. While nothing is late nothing is sent.
    A message that is refused, or does not arrive, ends with exit code 2 and the reason.
    """
    context: Context = ctx.obj
    from collab_cli.analyses.overdue_by_owner import overdue_by_owner
    from collab_cli.cli.notify_sending import notify
    from collab_cli.cli.notify_target import notify_targets
    from collab_cli.cli.report_commands import world_of
    from collab_cli.reports.notification import build_unsent
    from collab_cli.reports.overdue_digest import build

    chosen = chosen_format(format, json, output=output, offered=PAGES)
    world = world_of(context, as_of, at)
    targets = notify_targets(world.settings.notify, to or (), context.environ)
    found = overdue_by_owner(world)
    if send and not found:
        said = build_unsent("overdue", msg("nothing is overdue, so nothing was sent"))
        answer(context, said, chosen, output=output)
        return
    notify(context, "overdue", lambda tool: build(world, found, tool), targets, send=send, format=chosen, output=output)


@app.verb(
    "agenda",
    examples=(
        "collab notify agenda --to dingtalk  # the meeting that comes next",
        "collab notify agenda xdept-weekly --to dingtalk --send  # of one, sent",
    ),
)
def agenda(
    ctx: typer.Context,
    series: Annotated[
        str | None,
        typer.Argument(
            metavar="[SERIES]", autocompletion=complete_ids("series"), help="This series; else the one that meets next"
        ),
    ] = None,
    to: To = None,
    send: Send = False,
    as_of: AsOf = None,
    at: At = None,
    format: Annotated[str | None, format_option(*PAGES)] = None,
    json: Json = False,
    output: Output = None,
) -> None:
    """Send the agenda of the next meeting: when and where, and what is open, with minutes for each line.

    A message that is refused, or does not arrive, ends with exit code 2 and the reason.
    """
    context: Context = ctx.obj
    from collab_cli.analyses.next_meetings import next_meetings
    from collab_cli.cli.agenda_making import make_agenda
    from collab_cli.cli.notify_sending import notify
    from collab_cli.cli.notify_target import notify_targets
    from collab_cli.cli.report_commands import world_of
    from collab_cli.graph.lookup import find_record
    from collab_cli.model.series import KIND, Series
    from collab_cli.reports.agenda import build

    chosen = chosen_format(format, json, output=output, offered=PAGES)
    world = world_of(context, as_of, at)
    targets = notify_targets(world.settings.notify, to or (), context.environ)
    wanted = [find_record(world.workspace, KIND, series)] if series is not None else world.all(Series)
    coming = next_meetings(world, wanted)[:1]
    if not coming:
        raise CollabError(
            msg("no series has a meeting to come"), msg("{command} adds one", command="collab series add")
        )
    report = build(world, make_agenda(world, coming[0]))
    notify(context, "agenda", lambda tool: report, targets, send=send, format=chosen, output=output)
