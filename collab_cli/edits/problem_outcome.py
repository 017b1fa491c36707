"""What became of a problem of a report: a decision, an action, taken higher or parked, and where it is taken up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from collab_cli.documents.writer import Value
from collab_cli.edits.part_list import part_list
from collab_cli.edits.plan import Plan
from collab_cli.errors import CollabError
from collab_cli.messages import msg
from collab_cli.model.action import KIND as ACTION
from collab_cli.model.fields import fields_of
from collab_cli.model.issue import KIND as ISSUE
from collab_cli.model.kind import Kind
from collab_cli.model.meeting import Meeting, ReportIssue
from collab_cli.model.record import Record

_DISPOSITIONS: Final = ("decision", "action", "escalated", "parked")
"""What can become of a problem."""
_KINDS: Final[Mapping[str, Kind]] = {"action": ACTION, "escalated": ISSUE}
"""The kind of record that takes a problem up."""


@dataclass(frozen=True, slots=True)
class SaidOutcome:
    """What was said of a problem, as typed: what became of it, and the decision, action or issue that takes it up."""

    disposition: str | None = None
    ref: str | None = None


def outcome_fields(
    plan: Plan, meeting: Record[Meeting], said: SaidOutcome, before: Mapping[str, Any]
) -> dict[str, Value]:
    """Return the fields of a problem that say what became of it, ``before`` being what it says so far.

    Raise CollabError for a reference that names nothing of the kind, or nothing without what became of it.
    """
    disposition = said.disposition or before.get("disposition")
    if disposition is None:
        raise CollabError(
            msg("{option} needs {other}", option="--ref", other="--disposition"),
            msg("say what became of the problem: {words}", words=_DISPOSITIONS),
        )
    found: dict[str, Value] = {"disposition": str(disposition)}
    if said.ref is not None:
        found["ref"] = _ref(plan, meeting, str(disposition), said.ref.strip())
    return found


def problem_meant(known: Sequence[Any], text: str) -> int | None:
    """Return the place of the problem ``text`` means: by what it says, its number from 1, or a word of one alone.

    None where it is a new one; raise CollabError for a number that none has, and for a word of several.
    """
    texts = [str(entry.get("text", "")) if isinstance(entry, dict) else "" for entry in known]
    word = text.strip()
    if word in texts:
        return texts.index(word)
    if word.isascii() and word.isdigit():
        if not 1 <= int(word) <= len(texts):
            raise CollabError(
                msg("the report has no problem {number}", number=word),
                msg("count them from 1 to {last}", last=len(texts)) if texts else msg("write what the problem is"),
            )
        return int(word) - 1
    found = [at for at, each in enumerate(texts) if word.casefold() in each.casefold()]
    if len(found) > 1:
        raise CollabError(
            msg("{text} can mean several problems: {problems}", text=text, problems=tuple(texts[at] for at in found)),
            msg("name one by its number: {numbers}", numbers=tuple(str(at + 1) for at in found)),
        )
    return found[0] if found else None


def write_outcome(plan: Plan, path: str, route: tuple[str | int, ...], outcome: Mapping[str, Value]) -> None:
    """Plan what became of the problem at ``route``; a reference that belongs to another outcome goes."""
    order = tuple(info.name for info in fields_of(ReportIssue))
    before = plan.changes.plain(path, route)
    if "ref" not in outcome and "ref" in before and before.get("disposition") != outcome["disposition"]:
        plan.changes.unset(path, (*route, "ref"))
    for name, value in outcome.items():
        plan.changes.set(path, (*route, name), value, order)


def _ref(plan: Plan, meeting: Record[Meeting], disposition: str, text: str) -> str:
    """Return the reference as files hold it: `dec1`, `action:...` or `issue:...`."""
    plain = text.replace("：", ":")
    head, colon, rest = plain.partition(":")
    named = next((kind for kind in (ACTION, ISSUE) if colon and head.strip() == kind.name), None)
    if named is not None:
        return f"{named.name}:{plan.names.id_of(named, rest.strip())}"
    if disposition == "decision" or plain in {decision.id for decision in meeting.value.decisions}:
        decisions = part_list(meeting, "decisions")
        return str(decisions.entries(plan)[decisions.index(plan, plain)]["id"])
    kind = _KINDS.get(disposition)
    if kind is None:
        raise CollabError(
            msg("{text} names no decision, action or issue", text=text),
            msg("write {examples}", examples=("dec1", "action:ID", "issue:ID")),
        )
    return f"{kind.name}:{plan.names.one_of(kind, plain, lambda each: each.value.status not in kind.closed)}"
