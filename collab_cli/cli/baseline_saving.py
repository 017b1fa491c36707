"""The file of accepted findings: read for every check, written where a person asks for it."""

from __future__ import annotations

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


def read_accepted(opened: Opened) -> Baseline | None:
    """Return what the baseline file accepts, as it was at the revision looked at; None if there is none.

    Raises CollabError for a file that cannot be used.
    """
    from collab_cli.rules.baseline import BASELINE_FILE, read_baseline
    from collab_cli.sources.root_file import read_committed_file, read_root_file

    if opened.revision is None:
        data = read_root_file(opened.root, BASELINE_FILE)
    else:
        from collab_cli.sources.history import require_history

        data = read_committed_file(require_history(opened.root), opened.revision, BASELINE_FILE)
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
    count = sum(baseline.counts.values())
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
