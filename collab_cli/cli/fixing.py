"""``collab check --fix``: mend in memory what can be mended, until nothing is left, and save it once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from collab_cli.cli.context import Context
from collab_cli.cli.writing import Saving, check_saving, finish
from collab_cli.errors import CollabError
from collab_cli.messages import Param, msg, msgn

if TYPE_CHECKING:
    from pathlib import Path

    from collab_cli.cli.opening import Opened
    from collab_cli.edits.apply_fixes import Mending
    from collab_cli.findings import Finding, Fix
    from collab_cli.graph.world import World
    from collab_cli.rules.engine import Outcome

ROUNDS = 20
"""How often what is mended is checked anew: a fix can clear the way for another one."""
SKIP, STOP = "skip", "stop"

Check = Callable[["World"], "Outcome"]
"""Runs the rules that are wanted over a world."""


class Fixing(NamedTuple):
    """What a person wants mended: nothing, what is safe, or more where each is asked for; and how it is saved."""

    wanted: bool = False
    asks: bool = False
    saving: Saving = Saving()


def check_fixing(context: Context, fixing: Fixing, *, at: str | None, format: str, output: Path | None = None) -> None:
    """Raise CollabError for options that do not go together."""
    saving = fixing.saving
    if not fixing.wanted:
        alone = (
            ("--interactive", fixing.asks),
            ("--dry-run", saving.dry_run),
            ("--commit", saving.commit),
            ("-m", saving.message is not None),
        )
        for option, is_given in alone:
            if is_given:
                raise CollabError(msg("{option} goes with --fix", option=option), msg("leave it out, or add --fix"))
        return
    if at is not None:
        raise CollabError(
            msg("--fix cannot change an earlier state, which --at asks for"), msg("leave out one of the two")
        )
    if saving.dry_run and format != "text":
        raise CollabError(msg("--dry-run shows a diff, in no other format"), msg("leave out --format and --json"))
    if saving.dry_run and output is not None:
        raise CollabError(msg("--dry-run shows a diff and writes no file"), msg("leave out -o"))
    if fixing.asks and not context.can_ask:
        raise CollabError(msg("--interactive needs a terminal"), msg("leave it out: --fix alone asks nothing"))


def mend(context: Context, opened: Opened, check: Check, fixing: Fixing) -> tuple[Opened, Outcome]:
    """Mend a workspace, save it or show the diff, and return how it is then with what is still found in it.

    Raises CollabError, with nothing written, where it cannot be saved.
    """
    from collab_cli.edits.apply_fixes import Mending

    check_saving(opened.root, (), fixing.saving)
    mending = Mending(opened.world)
    outcome = _mend_safely(mending, check)
    if fixing.asks:
        outcome = _mend_as_asked(context, mending, check, outcome)
    held_back = sum(any(fix.safe for fix in finding.fixes) for finding in outcome.findings)
    if held_back and not fixing.asks:
        _say_held_back(context, held_back)
    if not mending.count:
        context.say(msg("nothing was mended") if held_back or fixing.asks else msg("there is nothing to mend safely"))
        return opened, outcome
    count = mending.count
    finish(
        context,
        opened.root,
        mending.planned(msgn("mended {count} finding", "mended {count} findings", count)),
        fixing.saving,
        is_answer=fixing.saving.dry_run,
    )
    if fixing.saving.dry_run:
        left = len(outcome.findings)
        context.say(msgn("this would mend {count} finding", "this would mend {count} findings", count))
        context.say(msgn("{count} finding would be left", "{count} findings would be left", left))
    return replace(opened, world=mending.world), outcome


def _say_held_back(context: Context, count: int) -> None:
    context.say(
        msgn(
            "{count} fix is held back: it would end an agreement, or break a structure rule; --interactive offers it",
            "{count} fixes are held back: they would end agreements, or break structure rules; --interactive offers "
            "them",
            count,
        )
    )


def _mend_safely(mending: Mending, check: Check) -> Outcome:
    """Apply safe fixes until there is none left, or none can be applied; return what is found then."""
    outcome = check(mending.world)
    for _ in range(ROUNDS):
        safe = [fix for finding in outcome.findings for fix in finding.fixes if fix.safe]
        if not safe or not mending.apply(safe):
            break
        outcome = check(mending.world)
    return outcome


def _mend_as_asked(context: Context, mending: Mending, check: Check, outcome: Outcome) -> Outcome:
    """Offer the other fixes one finding after the other; what is safe then is applied without asking."""
    skipped: set[tuple[str, str]] = set()
    while True:
        offer = next(filter(None, (_offer(mending, one, skipped) for one in outcome.findings)), None)
        if offer is None:
            return outcome
        finding, fixes = offer
        answer = _ask(context, mending, finding, fixes)
        if answer is None:
            return outcome
        if not answer or not mending.apply(answer, keep_agreements=False):
            skipped.add(_name(finding))
            continue
        outcome = _mend_safely(mending, check)


def _offer(mending: Mending, finding: Finding, skipped: set[tuple[str, str]]) -> tuple[Finding, list[Fix]] | None:
    """Return a finding with those of its fixes that can be applied; None where there are none, or it was skipped."""
    if not finding.fixes or _name(finding) in skipped:
        return None
    fixes = [fix for fix in finding.fixes if mending.tried(fix)]
    if not fixes:
        skipped.add(_name(finding))
        return None
    return finding, fixes


def _name(finding: Finding) -> tuple[str, str]:
    """Return what a finding is known by although lines above it change."""
    return finding.fingerprint, finding.message.text


def _ask(context: Context, mending: Mending, finding: Finding, fixes: list[Fix]) -> list[Fix] | None:
    """Show a finding and its fixes; return the one taken, nothing for none, None to stop asking."""
    from collab_cli.cli.asking import Asking
    from collab_cli.edits.saving import as_diff
    from collab_cli.model.source_lines import source_lines
    from collab_cli.page import FindingList, Report
    from collab_cli.renderers.patch_text import shown_patch
    from collab_cli.renderers.terminal import render

    color = context.color and context.terminal.stderr
    shown = FindingList((finding,), source_lines(mending.world.workspace, (finding,)), ())
    text = render(Report("", (shown,), {}), context.language, width=context.terminal.width, color=color, show_all=True)
    choices: list[tuple[str, Param]] = []
    for number, fix in enumerate(fixes):
        text += shown_patch(as_diff(mending.tried(fix)), color)
        choices.append((str(number), msg("apply: {fix}", fix=fix.title)))
        if mending.ends_agreement(fix):
            text += context.language.say(msg("this ends an agreement on the present text")) + "\n"
    context.tell("\n" + text.rstrip("\n"))
    choices += [(SKIP, msg("leave it as it is")), (STOP, msg("stop asking"))]
    answer = Asking(context).choice(msg("What is to be done?"), choices)
    if answer == STOP:
        return None
    return [] if answer == SKIP else [fixes[int(answer)]]
