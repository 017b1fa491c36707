"""The file of accepted findings: read for every check, written where a person asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from collab_cli.cli.context import Context
from collab_cli.cli.writing import Saving, check_saving, finish
from collab_cli.errors import CollabError, ExitCode
from collab_cli.messages import msg, msgn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from collab_cli.cli.opening import Opened
    from collab_cli.rules.baseline import Baseline
    from collab_cli.rules.engine import Outcome


def check_update(saving: Saving, others: Iterable[tuple[str, object]], *, format: str) -> None:
    """Raise CollabError for options, each with what is given, that leave a part of the findings out or change them."""
    for option, given in others:
        if given:
            raise CollabError(
                msg(
                    "--update-baseline accepts all present findings, so {option} is too much",
                    option=option,
                ),
                msg("leave out one of the two"),
            )
    if format != "text":
        raise CollabError(
            msg("--update-baseline writes a file, in one format alone"), msg("leave out --format and --json")
        )


@dataclass(frozen=True, slots=True)
class Accepted:
    """What may hide findings (``baseline``), and how many more the change accepts (``added``), which hide nothing."""

    baseline: Baseline | None = None
    added: int = 0

    def tell(self, context: Context) -> None:
        """Say what the change accepts, where it does."""
        from collab_cli.rules.baseline import BASELINE_FILE

        if self.added:
            context.say(
                msgn(
                    "the change adds {count} accepted finding to {file}; it hides nothing until the base has it",
                    "the change adds {count} accepted findings to {file}; they hide nothing until the base has them",
                    self.added,
                    file=BASELINE_FILE,
                )
            )


def read_accepted(context: Context, opened: Opened, base: str | None = None) -> Accepted:
    """Return what the baseline file accepts, as it was at the revision looked at.

    Against the commit ``base`` nobody accepts findings of their own change: what the file accepted there already, and
    still does, counts. Raises CollabError for a file that cannot be used; one of the base that cannot accepts nothing.
    """
    from collab_cli.rules.baseline import Baseline

    now = _baseline_at(opened, opened.revision)
    if now is None or base is None:
        return Accepted(now)
    try:
        before = _baseline_at(opened, base)
    except CollabError as problem:
        context.say(msg("of the base: {problem}; it accepts nothing", problem=problem.message))
        before = None
    agreeing = now.agreeing(before or Baseline({}))
    return Accepted(agreeing, now.size - agreeing.size)


def _baseline_at(opened: Opened, commit: str | None) -> Baseline | None:
    """Return the baseline of a commit, of the working tree for None; None if there is none."""
    from collab_cli.rules.baseline import BASELINE_FILE, read_baseline
    from collab_cli.sources.root_file import read_committed_file, read_root_file

    if commit is None:
        data = read_root_file(opened.root, BASELINE_FILE)
    else:
        from collab_cli.sources.history import require_history

        data = read_committed_file(require_history(opened.root), commit, BASELINE_FILE)
    return None if data is None else read_baseline(data)


def save_baseline(context: Context, opened: Opened, outcome: Outcome, saving: Saving) -> None:
    """Write the file that accepts what a check has found, or remove it where there is nothing to accept.

    Raises CollabError, with nothing written, where a rule failed itself: nobody knows what it would have found.
    """
    from collab_cli.documents.save import Write
    from collab_cli.edits.plan import Planned
    from collab_cli.rules.baseline import BASELINE_FILE, NEVER_ACCEPTED, baseline_of
    from collab_cli.sources.root_file import read_root_file

    if outcome.crashed:
        raise CollabError(
            msg("{code} failed itself, so nobody can tell what is to be accepted", code=outcome.crashed[0].code),
            msg("see what {command} says", command="`collab check`"),
            code=ExitCode.INTERNAL,
        )
    findings = outcome.findings
    check_saving(opened.root, (BASELINE_FILE,), saving)
    baseline = baseline_of(findings)
    before = read_root_file(opened.root, BASELINE_FILE)
    after = baseline.data if baseline.counts else None
    count = baseline.size
    sentence = msgn("accepted {count} finding as it is", "accepted {count} findings as they are", count)
    if after is None:
        sentence = msg("removed {path}: there is nothing to accept", path=BASELINE_FILE)
    writes = (Write(BASELINE_FILE, after, before),) if after != before else ()
    refused = sum(finding.code in NEVER_ACCEPTED for finding in findings)
    if refused:
        context.say(
            msgn(
                "{count} finding cannot be accepted; {command} shows it",
                "{count} findings cannot be accepted; {command} shows them",
                refused,
                command="collab check",
            )
        )
    finish(context, opened.root, Planned(writes, opened.world, sentence, touched=(BASELINE_FILE,)), saving)
