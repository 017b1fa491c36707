"""``collab check``: find what is wrong in the records."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, cast

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.context import Context
from collab_cli.cli.options import (
    CHECKS,
    HOSTED,
    AsOf,
    At,
    Commit,
    CommitMessage,
    DryRun,
    Json,
    Output,
    choice_option,
    chosen_format,
    format_option,
)
from collab_cli.errors import CollabError, ExitCode
from collab_cli.findings import Severity
from collab_cli.messages import msg, msgn

if TYPE_CHECKING:
    from collab_cli.cli.check_base import Judge
    from collab_cli.cli.opening import Opened
    from collab_cli.findings import Fault
    from collab_cli.rules.rule import Profile

app = Commands()

PROFILES = ("starter", "basic", "standard", "strict")
SEVERITIES = ("error", "warning", "info")


@app.verb(
    "check",
    examples=(
        "collab check  # the whole workspace",
        "collab check charters/ --select R313,R315  # overlaps and gaps in the charters",
        "collab check --base main  # fail only for what is new against that branch",
        "collab check --update-baseline  # accept what is there: from now on only new findings fail",
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
    base: Annotated[
        str | None,
        typer.Option(
            "--base",
            metavar="REV|auto",
            help="Fail only for what is new against this revision; auto: the one the build server tells, else the "
            "default branch",
        ),
    ] = None,
    update_baseline: Annotated[
        bool,
        typer.Option(
            "--update-baseline", help="Accept all present findings: write their list, which every check reads"
        ),
    ] = False,
    no_baseline: Annotated[bool, typer.Option("--no-baseline", help="Show the accepted findings too")] = False,
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
    format: Annotated[str | None, format_option(*CHECKS)] = None,
    json: Json = False,
    output: Output = None,
) -> int:
    """Find what is wrong in the records: form, gaps, overlaps, what is overdue.

    With --base, findings that were there at the last commit in common with that revision are not shown and fail
    nothing; those mended since are listed. Rules about changes run only then.

    Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 the check could not be done, 3 a fault of collab.
    """
    context: Context = ctx.obj
    from collab_cli.cli.baseline_saving import Accepted, check_update, read_accepted, save_baseline
    from collab_cli.cli.check_base import Judge, open_base
    from collab_cli.cli.fixing import Fixing, check_fixing, mend
    from collab_cli.cli.opening import open_workspace
    from collab_cli.cli.writing import Saving
    from collab_cli.model.settings_file import UnusableSettings
    from collab_cli.rules.selection import select_rules
    from collab_cli.rules.structure.settings import check_rule_names

    chosen = chosen_format(format, json, output=output, offered=CHECKS)
    fixing = Fixing(fix, interactive, Saving(dry_run, commit, message))
    if update_baseline:
        given = (("--select", select), ("--ignore", ignore), ("--base", base), ("--at", at), ("--fix", fix))
        check_update(fixing.saving, (("PATH", paths), *given, ("--interactive", interactive)), format=chosen)
    else:
        check_fixing(context, fixing, at=at, format=chosen, output=output)
    shown = _Shown(chosen, output, show_all, fail_on)
    names = [_names(given) for given in (select, ignore)]
    try:
        opened = open_workspace(context, as_of=as_of, at=at)
        workspace = opened.world.workspace
        misnamed = check_rule_names(workspace.settings_document)
    except UnusableSettings as problem:
        return _refuse(context, problem.faults, problem.text, shown)
    if misnamed:
        return _refuse(context, misnamed, workspace.settings_document.text, shown)
    wanted = cast("Profile | None", profile)  # the option accepts nothing else
    selection = select_rules(workspace.settings, profile=wanted, select=names[0], ignore=names[1])
    limits = _inside(context, opened.root, paths or [])
    compared = None if base is None else open_base(context, opened, base)
    accepted = Accepted()
    if not (no_baseline or update_baseline):
        accepted = read_accepted(context, opened, compared.commit if compared is not None else None)
        accepted.tell(context)
    judge = Judge(selection, limits, compared, accepted.baseline)
    if fix:
        opened, outcome = mend(context, opened, judge.check, fixing)
    else:
        outcome = judge.check(opened.world)
    if update_baseline:
        save_baseline(context, opened, outcome, fixing.saving)
        return ExitCode.OK
    ran = len(judge.rules) - len(outcome.not_checked)
    context.say_more(msgn("{count} rule run", "{count} rules run", ran))
    if outcome.outside:
        count = outcome.outside
        context.say(msgn("{count} finding outside these paths", "{count} findings outside these paths", count))
    if not dry_run:
        _report(context, opened, judge, profile or workspace.settings.check.profile, shown)
    if outcome.crashed:
        return ExitCode.INTERNAL
    least = SEVERITIES.index(fail_on)
    failed = any(SEVERITIES.index(finding.severity.value) <= least for finding in outcome.findings)
    return ExitCode.FINDINGS if failed else ExitCode.OK


class _Shown(NamedTuple):
    """How the answer is wanted, and from which severity on findings fail the check."""

    format: str
    output: Path | None
    show_all: bool
    fail_on: str


def _report(context: Context, opened: Opened, judge: Judge, profile: str, shown: _Shown) -> None:
    from collab_cli.model.source_lines import source_lines
    from collab_cli.reports.check import Since, build

    workspace = opened.world.workspace
    judged, base = judge.judged, judge.base
    outcome = judged.outcome
    since = None
    if base is not None:
        folds = shown.format == "text" and context.width is not None and not shown.show_all
        since = Since(base.commit, judged.known, judged.fixed, folds=folds)
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
        accepted=judged.accepted,
        gone=judged.gone,
        since=since,
    )
    if shown.format in HOSTED:
        from collab_cli.cli.check_run import check_run

        report = replace(report, run=check_run(opened, judge.rules, outcome, Severity(shown.fail_on)))
    answer(context, report, shown.format, show_all=shown.show_all, output=shown.output)


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


def _refuse(context: Context, faults: tuple[Fault, ...], text: str, shown: _Shown) -> int:
    """Show why collab.yaml, whose text is ``text``, cannot be used as findings: the check could not be done."""
    from collab_cli.model.settings_file import SETTINGS_PATH
    from collab_cli.page import CheckRun
    from collab_cli.reports.check import build_refusal
    from collab_cli.rules.engine import as_findings

    sources = {(SETTINGS_PATH, number): line for number, line in enumerate(text.splitlines(), start=1)}
    report = build_refusal(as_findings(faults), sources)
    if shown.format in HOSTED:
        from collab_cli.cli.check_run import folder_in_repository

        folder = folder_in_repository(context.workspace_root())
        report = replace(report, run=CheckRun(folder, texts={SETTINGS_PATH: text}, is_done=False))
    answer(context, report, shown.format, show_all=True, output=shown.output)
    return ExitCode.REFUSED
