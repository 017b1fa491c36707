"""``collab review``: a change as it is put to those who decide."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.change_layout import change_layout
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.context import Context
from collab_cli.cli.options import CHECKS, HOSTED, AsOf, Json, Output, chosen_format, format_option, one_of
from collab_cli.errors import ExitCode
from collab_cli.findings import Severity

app = Commands()

FAILS = ("missing", "error")
"""What can be asked to fail a review: an agreement, a version or a reason that is missing, an error that is new."""


@app.verb(
    "review",
    examples=(
        "collab review  # this branch and what is not committed yet, against the default branch",
        "collab review HEAD~1..HEAD  # the last commit",
        "collab review --base auto --format markdown -o review.md  # a comment for a pull request",
    ),
)
def review(
    ctx: typer.Context,
    change: Annotated[
        str | None,
        typer.Argument(metavar="[BASE][..HEAD]", help="The change, as for git; else what this branch has changed"),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option("--base", metavar="REV|auto", help="What it is compared with; auto asks the build server"),
    ] = None,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-on",
            metavar="|".join(FAILS),
            parser=one_of("--fail-on", FAILS),
            autocompletion=lambda incomplete: [one for one in FAILS if one.startswith(incomplete)],
            help="End with exit code 1 if an agreement is missing, or an error is new; repeat it for both",
        ),
    ] = None,
    mention: Annotated[
        bool, typer.Option("--mention", help="Let the comment tell those asked, by their accounts")
    ] = False,
    as_of: AsOf = None,
    format: Annotated[str | None, format_option(*CHECKS)] = None,
    json: Json = False,
    output: Output = None,
) -> int:
    """Show what a change means, what it breaks, who must agree to it, and what is still missing.

    A change begins where its branch left the base. As Markdown it is made for a comment on a pull request: the first
    line is a mark by which a program finds the comment again, and nobody is told of it unless you say so.
    """
    context: Context = ctx.obj
    from collab_cli.cli.reviewing import open_change
    from collab_cli.cli.reviewing import review as look_at
    from collab_cli.reports.review import build, is_complete

    chosen = chosen_format(format, json, output=output, offered=CHECKS)
    opened = open_change(context, change, base, as_of)
    seen = look_at(opened)
    report = build(seen.found, layout=change_layout(context, chosen, output, beside=True), mentions=mention)
    if chosen in HOSTED:
        from collab_cli.cli.check_run import check_run

        report = replace(report, run=check_run(opened.opened, seen.rules, seen.outcome, Severity.ERROR))
    answer(context, report, chosen, output=output)
    if seen.outcome.crashed:
        return ExitCode.INTERNAL
    fails = fail_on or []
    is_worse = any(finding.severity is Severity.ERROR for finding in seen.outcome.findings)
    failed = ("missing" in fails and not is_complete(seen.found)) or ("error" in fails and is_worse)
    return ExitCode.FINDINGS if failed else ExitCode.OK
