"""``collab check``: find what is wrong in the records."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.context import Context
from collab_cli.cli.options import (
    AsOf,
    At,
    Commit,
    CommitMessage,
    DryRun,
    Json,
    choice_option,
    chosen_format,
    format_option,
)
from collab_cli.errors import CollabError, ExitCode
from collab_cli.messages import msg, msgn

if TYPE_CHECKING:
    from collab_cli.cli.opening import Opened
    from collab_cli.findings import Fault
    from collab_cli.rules.engine import Outcome
    from collab_cli.rules.rule import Profile

app = Commands()

PROFILES = ("starter", "basic", "standard", "strict")
SEVERITIES = ("error", "warning", "info")


@app.verb(
    "check",
    examples=(
        "collab check  # the whole workspace",
        "collab check charters/ --select R313,R315  # overlaps and gaps in the charters",
        "collab check --at HEAD~1 --json  # an earlier state, for a program",
        "collab check --fix --dry-run  # show what would be mended",
    ),
)
def check(
    ctx: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH", help="Show only findings about these files and folders")
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="RULES", help="Only these rules: codes, names, beginnings (R3), day or text"),
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="RULES", help="Not these rules, named as for --select")
    ] = None,
    profile: Annotated[
        str | None, choice_option("--profile", PROFILES, "How much is checked; else as collab.yaml says")
    ] = None,
    fail_on: Annotated[
        str, choice_option("--fail-on", SEVERITIES, "The least severity that ends with exit code 1")
    ] = "error",
    show_all: Annotated[
        bool, typer.Option("--all", help="Show every finding with its line, also where many are alike")
    ] = False,
    as_of: AsOf = None,
    at: At = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend what can be mended without changing a meaning, then check")
    ] = False,
    interactive: Annotated[
        bool, typer.Option("--interactive", help="With --fix: ask for each other change that is suggested")
    ] = False,
    dry_run: DryRun = False,
    commit: Commit = False,
    message: CommitMessage = None,
    format: Annotated[str | None, format_option("text", "json")] = None,
    json: Json = False,
) -> int:
    """Find what is wrong in the records: form, gaps, overlaps, what is overdue.

    Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 the check could not be done, 3 a fault of collab.
    """
    context: Context = ctx.obj
    from collab_cli.cli.fixing import Fixing, check_fixing, mend
    from collab_cli.cli.opening import open_workspace
    from collab_cli.cli.writing import Saving
    from collab_cli.model.settings_file import UnusableSettings
    from collab_cli.rules.engine import run_rules
    from collab_cli.rules.selection import select_rules
    from collab_cli.rules.structure.settings import check_rule_names

    chosen = chosen_format(format, json)
    fixing = Fixing(fix, interactive, Saving(dry_run, commit, message))
    check_fixing(context, fixing, at=at, format=chosen)
    names = [_names(given) for given in (select, ignore)]
    try:
        opened = open_workspace(context, as_of=as_of, at=at)
        workspace = opened.world.workspace
        misnamed = check_rule_names(workspace.settings_document)
    except UnusableSettings as problem:
        return _refuse(context, problem.faults, problem.text, chosen)
    if misnamed:
        return _refuse(context, misnamed, workspace.settings_document.text, chosen)
    wanted = cast("Profile | None", profile)  # the option accepts nothing else
    selection = select_rules(workspace.settings, profile=wanted, select=names[0], ignore=names[1])
    limits = _inside(context, opened.root, paths or [])
    if fix:
        opened, outcome = mend(context, opened, lambda world: run_rules(world, selection, limits), fixing)
    else:
        outcome = run_rules(opened.world, selection, limits)
    ran = len(selection.rules) - len(outcome.not_checked)
    context.say_more(msgn("{count} rule run", "{count} rules run", ran))
    if outcome.outside:
        count = outcome.outside
        context.say(msgn("{count} finding outside these paths", "{count} findings outside these paths", count))
    if not dry_run:
        _report(context, opened, outcome, profile or workspace.settings.check.profile, chosen, show_all)
    if outcome.crashed:
        return ExitCode.INTERNAL
    least = SEVERITIES.index(fail_on)
    failed = any(SEVERITIES.index(finding.severity.value) <= least for finding in outcome.findings)
    return ExitCode.FINDINGS if failed else ExitCode.OK


def _report(context: Context, opened: Opened, outcome: Outcome, profile: str, format: str, show_all: bool) -> None:
    from collab_cli.model.source_lines import source_lines
    from collab_cli.reports.check import build

    workspace = opened.world.workspace
    report = build(
        outcome.findings,
        source_lines(workspace, outcome.findings),
        records=workspace.record_count,
        profile=profile,
        as_of=opened.world.as_of,
        revision=opened.revision,
        not_checked=tuple((rule.code, rule.absence) for rule in outcome.not_checked),
        unread=tuple(sorted(workspace.unread)),
        waived=outcome.waived,
    )
    answer(context, report, format, show_all=show_all)


def _names(given: list[str] | None) -> tuple[str, ...]:
    """Return the rule names of a repeated option whose values may be lists."""
    return tuple(name.strip() for value in given or [] for name in value.split(",") if name.strip())


def _inside(context: Context, root: Path, paths: list[Path]) -> tuple[str, ...]:
    """Return ``paths`` relative to the root; raise CollabError for one that is not there."""
    found = []
    for path in paths:
        try:
            absolute = (context.cwd / path).resolve()
            is_there = absolute.is_relative_to(root.resolve()) and absolute.exists()
        except (OSError, RuntimeError):
            is_there = False
        if not is_there:
            message = msg("{path} is no file or folder of the workspace", path=str(path))
            raise CollabError(message, msg("name files and folders below {root}", root=str(root)))
        found.append(absolute.relative_to(root.resolve()).as_posix())
    return tuple(found)


def _refuse(context: Context, faults: tuple[Fault, ...], text: str, format: str) -> int:
    """Show why collab.yaml, whose text is ``text``, cannot be used as findings: the check could not be done."""
    from collab_cli.model.settings_file import SETTINGS_PATH
    from collab_cli.reports.check import build_refusal
    from collab_cli.rules.engine import as_findings

    sources = {(SETTINGS_PATH, number): line for number, line in enumerate(text.splitlines(), start=1)}
    answer(context, build_refusal(as_findings(faults), sources), format, show_all=True)
    return ExitCode.REFUSED
