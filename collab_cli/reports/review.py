"""A change as it is put to those who decide: what it means, what it breaks, who must agree, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from collab_cli.analyses.changes.change import CATEGORIES, Change, Changes
from collab_cli.analyses.changes.changed_matters import ChangedMatter
from collab_cli.analyses.changes.editorial_entries import EditorialEntry
from collab_cli.analyses.changes.still_missing import Missing
from collab_cli.analyses.changes.who_agrees import Agreements, ApprovalClass
from collab_cli.findings import Finding, Severity
from collab_cli.graph.world import World
from collab_cli.messages import Items, Message, Param, msg, msgn
from collab_cli.model.goal import Goal
from collab_cli.page import Block, Cell, Facts, FindingList, Fold, Heading, Report, Styled, Table, Text
from collab_cli.reports.asked_people import agreement_table, ask_record, reading_table
from collab_cli.reports.change_of_letters import matter_of
from collab_cli.reports.change_subject import label_in, named, subject_of
from collab_cli.reports.change_value import holdings, in_order
from collab_cli.reports.diff import Layout
from collab_cli.reports.diff import build as build_diff
from collab_cli.reports.field_values import shown
from collab_cli.reports.joint_world import joint_world
from collab_cli.reports.lacking import lacking, missing_record, readings

SCHEMA = "collab/review/v1"

CLASSES: Final[dict[ApprovalClass, Message]] = {
    "none": msg("nobody: no goal, charter or hand-off changes that people agree to"),
    "editorial": msg("the owner of the charter: only the wording changes"),
    "consulted": msg("those asked: who is consulted or informed changes, and nobody's own duty"),
    "departments": msg("all departments concerned: duties, targets or terms change"),
    "company": msg("the company: a goal of the company changes, so its owner agrees with all departments concerned"),
}
"""Who has to approve a change, in a sentence."""
_OF_COMPANY: Final = msg("the company: its name or its head changes, so the heads before and after agree")
_UNKNOWN: Final = msg("nobody can tell")
_MINUTES: Final = "D954"
"""The rule that says that approved minutes were edited."""

_OPEN: Final = ("Responsibilities", "Goals")
"""The sections of what changed that are never folded away."""
_FEW: Final = 15
"""Up to how many changes none is folded away."""

Sources = Mapping[tuple[str, int], str]


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say of a change: findings that are ``new``, those that are ``fixed``, with the lines of both.

    ``not_checked`` are the codes of rules that could not be run, ``accepted`` counts what the baseline file accepts,
    ``newly_accepted`` what the change adds to it, which hides nothing.
    """

    new: tuple[Finding, ...] = ()
    fixed: tuple[Finding, ...] = ()
    known: int = 0
    sources: Sources = field(default_factory=dict)
    fixed_sources: Sources = field(default_factory=dict)
    not_checked: tuple[str, ...] = ()
    accepted: int = 0
    newly_accepted: int = 0


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A change between two worlds, called by ``labels``, with all that is known of it.

    ``hidden`` counts the changes of restricted records, which are not told.
    """

    before: World
    after: World
    labels: tuple[Param, Param]
    changes: Changes
    agreements: Agreements
    editorial: tuple[EditorialEntry, ...]
    judged: Judged
    missing: tuple[Missing, ...]
    hidden: int = 0


def build(found: Reviewed, *, layout: Layout = "tree", mentions: bool = False) -> Report:
    """Return the review of a change; ``mentions`` where the accounts of those asked are to be told of it."""
    title = msg("What changes from {before} to {after}", before=found.labels[0], after=found.labels[1])
    blocks: list[Block] = [Heading(title), Text(_verdict(found)), _facts(found)]
    blocks += _editorial(found)
    blocks += _meaning(found, layout)
    blocks += _findings(found.judged)
    blocks += _asks(found, mentions=mentions)
    blocks += _missing(found)
    return Report(SCHEMA, tuple(blocks), _record(found, layout), comment="review")


def _verdict(found: Reviewed) -> Cell:
    agreements, unanswered = found.agreements, found.agreements.unanswered
    errors = sum(finding.severity is Severity.ERROR for finding in found.judged.new)
    if not found.changes and not found.judged.new:
        return Styled(msg("nothing changes in meaning"), "good")
    parts: list[Param] = []
    if agreements.unknown:
        parts.append(msg("nobody can tell who must agree"))
    if unanswered and agreements.is_asked_for:
        count, asked = len(unanswered), len(agreements.notable)
        said = msgn(
            "{count} of {asked} agreements is missing", "{count} of {asked} agreements are missing", count, asked=asked
        )
        parts.append(said)
    others = len({(one.lack, one.record.ref) for one in found.missing if one.lack in ("decision", "version", "reason")})
    if others:
        parts.append(msgn("{count} other thing is missing", "{count} other things are missing", others))
    if errors:
        parts.append(msgn("{count} error is new", "{count} errors are new", errors))
    if parts:
        return Styled(Items(tuple(parts)), "bad")
    if agreements.is_about_company or len(agreements.notable) < len(agreements.agreeing):
        said = msg(
            "complete but for what no record holds: let them agree where the change is reviewed; no error is new"
        )
        return Styled(said, "good")
    if agreements.agreeing and agreements.is_asked_for:
        return Styled(msg("complete: all who must agree have agreed, and no error is new"), "good")
    return Styled(msg("complete: nobody has to agree, and no error is new"), "good")


def _facts(found: Reviewed) -> Facts:
    agreements, judged = found.agreements, found.judged
    pairs: list[tuple[Param, Cell]] = [(msg("Approval needed"), _approval(agreements))]
    if agreements.unknown:
        pairs.append((msg("Cannot be read"), Styled(Items(agreements.unknown), "bad")))
    minutes = tuple(finding.records[0] for finding in judged.new if finding.code == _MINUTES and finding.records)
    if minutes:
        names = Items(tuple(_titled(found.after, ref) for ref in dict.fromkeys(minutes)))
        pairs.append((msg("Approved minutes edited"), Styled(names, "bad")))
    if agreements.notable:
        total = len(agreements.notable)
        given = msg("{count} of {total}", count=total - len(agreements.unanswered), total=total)
        pairs.append((msg("Agreements given"), Styled(given, "bad" if agreements.unanswered else "good")))
    if not agreements.is_asked_for and agreements.agreeing:
        pairs.append((msg("Agreements asked for"), msg("no: P201 is not checked in this workspace")))
    pairs.append(
        (msg("Findings of the check"), msg("{new} new, {fixed} fixed", new=len(judged.new), fixed=len(judged.fixed)))
    )
    if judged.accepted:
        accepted = msgn("{count} finding", "{count} findings", judged.accepted)
        pairs.append((msg("Accepted in {file}", file="collab-baseline.json"), Styled(accepted, "warn")))
    if judged.newly_accepted:
        added = msgn(
            "{count} finding; it hides nothing here", "{count} findings; they hide nothing here", judged.newly_accepted
        )
        pairs.append((msg("Newly accepted in {file}", file="collab-baseline.json"), Styled(added, "bad")))
    if judged.not_checked:
        pairs.append((msg("Not checked"), Styled(Items(judged.not_checked), "warn")))
    if agreements.faulty:
        names = Items(tuple(record.titled for record in agreements.faulty))
        pairs.append((msg("With faults"), Styled(names, "bad")))
    if found.hidden:
        pairs.append(
            (msg("Restricted records"), msgn("{count} change not shown", "{count} changes not shown", found.hidden))
        )
    return Facts(tuple(pairs))


def _approval(agreements: Agreements) -> Cell:
    """Return who has to approve, in a sentence; where something cannot be read, nobody can tell."""
    if agreements.unknown:
        return Styled(_UNKNOWN, "bad")
    is_of_goals = any(
        isinstance(ask.record.value, Goal) and ask.record.value.level == "company" for ask in agreements.agreeing
    )
    if agreements.approval == "company" and not is_of_goals:
        return _OF_COMPANY
    return CLASSES[agreements.approval]


def _titled(world: World, ref: str) -> Param:
    record = world.workspace.find(ref.partition("/")[0])
    return record.titled if record is not None else ref


def _editorial(found: Reviewed) -> Iterator[Block]:
    """Yield the changes that are said to be of wording only, with both texts, so that nobody has to believe it."""
    if not found.editorial:
        return
    world = joint_world(found.before, found.after)
    yield Heading(msg("Said to be editorial: read both texts"), 2)
    told: set[str] = set()
    for one in found.editorial:
        by = world.parties.name(f"person:{one.entry.by}") if one.entry.by is not None else msg("nobody")
        said = msg("{charter}: by {person} on {date}", charter=one.charter.titled, person=by, date=one.entry.date)
        if one.entry.note:
            said = msg("{said}: {note}", said=said, note=one.entry.note)
        yield Text(said)
        if not one.is_wording:
            text = msg("it does not count: more than the wording changes, so all concerned are asked")
            yield Text(Styled(text, "bad"))
        elif not one.counts:
            text = msg("it does not count: only the owner can say so, of a change that leads to this text")
            yield Text(Styled(text, "bad"))
        rows: list[tuple[Cell, ...]] = []
        for change in one.texts if one.charter.ref not in told else ():
            if change.field is None:
                rows.append(_of_whole(world, change))
                continue
            where: Param = subject_of(world, change)
            if change.field is not None and change.struct is not None:
                where = msg("{subject}: {field}", subject=where, field=label_in(world, change))
            values = _differing(change.old, change.new)
            rows.append((where, *(shown(world, value, change.field) if value else "-" for value in values)))
        if rows:
            yield Table((msg("Where"), msg("Before"), msg("After")), tuple(rows))
        told.add(one.charter.ref)


def _of_whole(world: World, change: Change) -> tuple[Cell, ...]:
    """Return a duty by its name with who holds it before and after; of one that is there on one side only, so much."""
    where = matter_of(world, change) if change.act == "letters" else named(world, change.spot)
    held = []
    for value, spots in ((change.old, change.before), (change.new, change.after)):
        if change.act == "letters":
            held.append(holdings(world, in_order(value)) if value else "-")
        else:
            held.append(Items(tuple(named(world, spot) for spot in spots)) if spots else "-")
    return where, *held


def _differing(old: Any, new: Any) -> tuple[Any, Any]:
    """Return two values; of two lists what only one of them has, unless that is their order."""
    if not (isinstance(old, list) and isinstance(new, list)):
        return old, new
    one, other = ([item for item in own if item not in rest] for own, rest in ((old, new), (new, old)))
    return (one, other) if one or other else (old, new)


def _meaning(found: Reviewed, layout: Layout) -> Iterator[Block]:
    """Yield what changed in sentences: matters and goals open, the rest of a long change folded away."""
    yield Heading(msg("What it means"), 2)
    is_short = len(found.changes.all) <= _FEW
    folded: list[Block] = []
    headings: list[Param] = []
    is_folded = False
    for block in _told(found, layout).page[1:]:
        if isinstance(block, Heading):
            is_open = isinstance(block.text, Message) and block.text.text in _OPEN
            is_folded = not is_short and not is_open
            headings += [block.text] if is_folded else []
        told = replace(block, level=3) if isinstance(block, Heading) else block
        if is_folded:
            folded.append(told)
        else:
            yield told
    if folded:
        yield Fold(msg("Further: {sections}", sections=Items(tuple(headings))), tuple(folded))


def _told(found: Reviewed, layout: Layout) -> Report:
    """Return what changed; who has to agree is said in full elsewhere."""
    told = build_diff(found.changes, found.before, found.after, labels=found.labels, layout=layout)
    return replace(told, page=tuple(block for block in told.page if not isinstance(block, Facts)))


def _section(heading: Heading | None, under: list[Block], *, is_short: bool) -> Iterator[Block]:
    if heading is None:
        yield from under
    elif is_short or (isinstance(heading.text, Message) and heading.text.text in _OPEN):
        yield Heading(heading.text, 3)
        yield from under
    else:
        yield Fold(heading.text, tuple(under))


def _findings(judged: Judged) -> Iterator[Block]:
    yield Heading(msg("What it makes worse"), 2)
    closing = () if judged.new else (Styled(msg("nothing: no finding is new"), "good"),)
    yield FindingList(judged.new, judged.sources, closing, foldable=False)
    if judged.fixed:
        summary = msgn("What it mends: {count} finding", "What it mends: {count} findings", len(judged.fixed))
        fixed = FindingList(judged.fixed, judged.fixed_sources, foldable=False, is_settled=True)
        yield Fold(summary, (fixed,), level=2)


def _asks(found: Reviewed, *, mentions: bool) -> Iterator[Block]:
    agreements, world = found.agreements, joint_world(found.before, found.after)
    if agreements.matters:
        yield Heading(msg("Whose part changes"), 2)
        yield _matters(world, agreements.matters)
    if agreements.agreeing:
        yield Heading(msg("Who must agree"), 2)
        yield agreement_table(world, agreements.agreeing, mentions=mentions)
    if agreements.acknowledging:
        yield Heading(msg("Who is asked to read it"), 2)
        yield reading_table(world, agreements.acknowledging, mentions=mentions)
        yield from readings(found.missing)


def _matters(world: World, matters: tuple[ChangedMatter, ...]) -> Table:
    weighed = sorted(matters, key=lambda one: (CATEGORIES.index(one.change.category), not one.change.old))
    rows = tuple(
        (
            matter.titled.title or matter.titled.id,
            _people(world, matter.agree, matter.people),
            _people(world, matter.told),
        )
        for matter in weighed
    )
    columns = (msg("Duty"), msg("Must agree"), msg("To be informed"))
    return Table(columns, rows, keys=tuple(matter.change.key for matter in weighed))


def _people(world: World, departments: tuple[str, ...], people: tuple[str, ...] = ()) -> Param:
    """Return departments with those who answer for them, then ``people`` who answer for themselves."""
    said: list[Param] = []
    for department in departments:
        name, person = world.parties.name(department), world.parties.accountable_person(department)
        if person is None:
            said.append(name)
        else:
            who = world.parties.name(f"person:{person}")
            said.append(msg("{person} ({department})", person=who, department=name))
    said += [world.parties.name(f"person:{person}") for person in people]
    return Items(tuple(said)) if said else "-"


def _missing(found: Reviewed) -> Iterator[Block]:
    if not is_complete(found):
        yield Heading(msg("What is still missing"), 2)
        if found.agreements.unknown:
            yield Text(Styled(msg("Mend what cannot be read: until then nobody can tell who must agree"), "bad"))
        yield from lacking(joint_world(found.before, found.after), found.missing)


def _record(found: Reviewed, layout: Layout) -> dict[str, Any]:
    agreements, judged = found.agreements, found.judged
    told = _told(found, layout).record
    return {
        "before": found.labels[0],
        "after": found.labels[1],
        "as_of": found.after.as_of,
        "approval": agreements.approval if not agreements.unknown else None,
        "unknown": list(agreements.unknown),
        "asks_for_agreement": agreements.is_asked_for,
        "complete": is_complete(found),
        "editorial": [_entry_record(one) for one in found.editorial],
        "categories": told["categories"],
        "changes": told["changes"],
        "layout_only": told["layout_only"],
        "unread": told["unread"],
        "hidden": found.hidden,
        "new": judged.new,
        "fixed": judged.fixed,
        "known": judged.known,
        "accepted": judged.accepted,
        "newly_accepted": judged.newly_accepted,
        "not_checked": list(judged.not_checked),
        "matters": [
            {
                "matter": matter.change.key,
                "before": dict(matter.change.old),
                "after": dict(matter.change.new),
                "agree": list(matter.agree),
                "people": list(matter.people),
                "informed": list(matter.told),
            }
            for matter in agreements.matters
        ],
        "asks": [ask_record(found.after, ask) for ask in agreements.asks],
        "missing": [missing_record(one) for one in found.missing],
    }


def is_complete(found: Reviewed) -> bool:
    """Return whether it is known who must agree, and nothing is missing but readings."""
    return not found.agreements.unknown and all(one.lack in ("reading", "wording") for one in found.missing)


def _entry_record(one: EditorialEntry) -> dict[str, Any]:
    editorial = one.entry.editorial
    return {
        "charter": one.charter.id,
        "by": one.entry.by,
        "date": one.entry.date,
        "note": one.entry.note,
        "from": editorial.from_ if editorial is not None else None,
        "to": editorial.to if editorial is not None else None,
        "counts": one.counts,
    }
