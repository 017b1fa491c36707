"""What is open in who does what: activities, charters, letters and posts, with what fills each gap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from collab_cli.analyses.coverage import DutyCoverage, duty_coverage
from collab_cli.analyses.find_gaps import (
    KINDS,
    Gap,
    GapKind,
    OpenActivity,
    OpenDepartment,
    OpenPost,
    OpenRow,
    Uncatalogued,
    not_checked,
)
from collab_cli.analyses.row_flaws import Flaw
from collab_cli.analyses.stand_ins import Answering, answering
from collab_cli.graph.letters import responsible_letter
from collab_cli.graph.world import World
from collab_cli.messages import Items, Message, Param, msg, msgn
from collab_cli.model.activity import Activity
from collab_cli.model.charter import Charter
from collab_cli.page import Block, Branch, Cell, Code, Heading, Report, Styled, Table, Text, Tone, Tree
from collab_cli.reports.gap_remedies import Remedy, Stub, placeholders, remedy

SCHEMA = "collab/gaps/v1"

_HEADINGS: Final[dict[GapKind, Message]] = {
    "activity": msg("Activities nobody owns"),
    "department": msg("Departments without a charter"),
    "duty": msg("Duties without A or R"),
    "step": msg("Process steps without A or R"),
    "handoff": msg("Broken hand-offs"),
    "owner": msg("Nobody behind the A"),
    "issue": msg("Issues no duty covers"),
    "catalogue": msg("Duties outside the catalogue"),
}
_LESSER: Final = ("catalogue",)
_COUNTED: Final = ("charter", "activity", "department", "person", "role")
"""The kinds of records coverage and clarity are counted from."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which gaps are asked for; with YAML to write rather than commands, or all of them in one table.

    Those of a past state are told without what fills them: that is for the present files.
    """

    kind: str | None = None
    domain: str | None = None
    department: str | None = None
    stubs: bool = False
    as_table: bool = False
    is_past: bool = False

    @property
    def is_all(self) -> bool:
        """Return whether every gap is asked for."""
        return self.kind is None and self.domain is None and self.department is None

    def takes(self, gap: Gap) -> bool:
        """Return whether a gap is among those asked for."""
        if self.kind is not None and gap.kind != self.kind:
            return False
        if self.department is not None and gap.department != self.department:
            return False
        return self.domain is None or self.domain in gap.domains


def build(world: World, gaps: Iterable[Gap], wanted: Wanted) -> Report:
    """Return the gaps asked for, the gravest first, with what fills each; the head line is about all activities."""
    found = [(gap, remedy(world, gap)) for gap in gaps if wanted.takes(gap)]
    if wanted.is_past:
        found = [(gap, Remedy((), (), fills.proposal)) for gap, fills in found]
    unknown = {kind: rule for kind, rule in not_checked(world).items() if wanted.kind in (None, kind)}
    coverage, head = duty_coverage(world), _head(world)
    blocks: list[Block] = [Heading(msg("Gaps in {company}", company=world.settings.company.name))]
    has_records = bool(world.all(Charter)) or bool(world.all(Activity))
    if not (found or unknown or has_records or wanted.as_table):
        blocks.append(Text(_nothing_yet()))
        return Report(SCHEMA, tuple(blocks), _record(world, found, coverage, head, unknown))
    blocks.append(Text(_summary(world, found, coverage, unknown, is_all=wanted.is_all)))
    if unknown:
        codes = ", ".join(unknown.values())
        said = msg("not checked, because records they depend on are faulty or cannot be read: {codes}", codes=codes)
        blocks.append(Text(Styled(said, "warn")))
    if "person" not in world.workspace.unread and any(_falls_to_head(gap) for gap, _ in found):
        blocks.append(Text(_meanwhile(world, head)))
    if wanted.as_table:
        blocks.append(_table(world, found))
    else:
        blocks += _by_kind(world, found, stubs=wanted.stubs)
    if found and wanted.is_past:
        said = msg("what fills them is shown without {option}: it is for the present files", option="--at")
        blocks.append(Text(Styled(said, "muted")))
    return Report(SCHEMA, tuple(blocks), _record(world, found, coverage, head, unknown))


def _nothing_yet() -> Cell:
    command = "collab charter add ID"
    said = msg("nothing to judge yet: there is no charter and no activity; {command} makes a charter", command=command)
    return Styled(said, "warn")


def _summary(
    world: World,
    found: Sequence[tuple[Gap, Remedy]],
    coverage: DutyCoverage,
    unknown: Mapping[GapKind, str],
    *,
    is_all: bool,
) -> Cell:
    open_ones = sum(gap.kind not in _LESSER for gap, _ in found)
    lesser = len(found) - open_ones
    said = msg("no gap") if is_all else msg("no gap of those asked for")
    if open_ones:
        said = msgn("{count} gap", "{count} gaps", open_ones)
    if lesser:
        more = msgn("{count} duty outside the catalogue", "{count} duties outside the catalogue", lesser)
        said = msg("{gaps}, {more}", gaps=said, more=more)
    if not world.workspace.unread.isdisjoint(_COUNTED):
        said = msg("{gaps} in what can be read", gaps=said)
    elif coverage.coverage is None or coverage.clarity is None:
        said = msg("{gaps}; the catalogue has no activity that counts", gaps=said)
    else:
        said = msgn(
            "{gaps}; coverage {coverage} %, clarity {clarity} % of {count} activity",
            "{gaps}; coverage {coverage} %, clarity {clarity} % of {count} activities",
            len(coverage.activities),
            gaps=said,
            coverage=_percent(coverage.coverage),
            clarity=_percent(coverage.clarity),
        )
    return Styled(said, "bad" if open_ones else "warn" if lesser or unknown else "good")


def _falls_to_head(gap: Gap) -> bool:
    """Return whether the head of the company answers until a gap is filled."""
    if isinstance(gap.about, OpenRow):
        return not gap.about.row.parties("A")
    return gap.kind != "catalogue"


def _head(world: World) -> Answering | None:
    head = world.settings.company.head
    return answering(world, f"person:{head}") if head is not None else None


def _meanwhile(world: World, head: Answering | None) -> Cell:
    if head is None or head.now is None:
        return Styled(msg("until they are filled nobody answers: the company has no head who is there"), "warn")
    return msg(
        "until they are filled the head of the company answers: {head}", head=world.parties.name(f"person:{head.now}")
    )


def _table(world: World, found: Sequence[tuple[Gap, Remedy]]) -> Table:
    columns = (msg("Rule"), msg("What is open"), msg("Proposed"), msg("Written at"), msg("Command"))
    rows = []
    for gap, fills in found:
        proposal = _proposed(world, fills.proposal) if fills.proposal is not None else ""
        rows.append((", ".join(gap.rules), _said(world, gap), proposal, _place(gap), "; ".join(fills.commands)))
    return Table(columns, tuple(rows), "<<<<<", keys=tuple(gap.ref for gap, _ in found))


def _by_kind(world: World, found: Sequence[tuple[Gap, Remedy]], *, stubs: bool) -> Iterator[Block]:
    """Yield the gaps of each kind with what fills them; a command that fills two is shown once."""
    shown: dict[str, None] = {}
    for kind in KINDS:
        part = [(gap, fills) for gap, fills in found if gap.kind == kind]
        if not part:
            continue
        yield Heading(_HEADINGS[kind], 2)
        yield Tree(
            tuple(
                _branch(world, gap, fills, is_told=bool(fills.commands) and shown.keys() >= set(fills.commands))
                for gap, fills in part
            )
        )
        new = dict.fromkeys(one for _, fills in part for one in fills.commands if one not in shown)
        shown |= new
        text = (
            _yaml(fills for _, fills in part if not new.keys().isdisjoint(fills.commands)) if stubs else "\n".join(new)
        )
        if text:
            yield Code(text, "yaml" if stubs else "sh")
        if kind == "catalogue" and new and len(part) > 1 and not stubs:
            said = msg("{command} enters or names all of them at once", command="collab activity harvest")
            yield Text(Styled(said, "muted"))
    words = placeholders(shown)
    if words:
        yield Text(Styled(msg("words in capitals are for you to fill in: {words}", words=words), "muted"))


def _branch(world: World, gap: Gap, fills: Remedy, *, is_told: bool) -> Branch:
    said = msg("{codes} {said} ({place})", codes=Items(gap.rules), said=_said(world, gap), place=_place(gap))
    tone: Tone = "warn" if gap.kind in _LESSER else "bad"
    below: tuple[Branch, ...] = ()
    if is_told:
        below = (Branch((Styled(msg("filled by what is shown above"), "muted"),)),)
    elif fills.proposal is not None and not _is_own(gap, fills):
        below = (Branch((Styled(_proposal(world, gap, fills.proposal), "muted"),)),)
    return Branch((Styled(said, tone),), below)


def _is_own(gap: Gap, fills: Remedy) -> bool:
    """Return whether what is proposed is the department whose charter lacks something, which goes without saying."""
    return isinstance(gap.about, OpenDepartment | OpenRow) and fills.proposal == gap.department


def _proposal(world: World, gap: Gap, proposal: str) -> Message:
    name = _proposed(world, proposal)
    about = gap.about
    if isinstance(about, OpenActivity) and about.proposal is not None and about.proposal.department == proposal:
        return msg("proposal: {party}, which answers for {duty}", party=name, duty=about.proposal.because.name)
    return msg("proposal: {party}", party=name)


def _place(gap: Gap) -> str:
    return f"{gap.place.path}:{gap.place.line}"


def _proposed(world: World, proposal: str) -> Param:
    kind, _, rest = proposal.rpartition(":")
    return world.name(Activity, rest) if kind == "activity" else world.parties.name(proposal)


def _said(world: World, gap: Gap) -> Message:
    about = gap.about
    match about:
        case OpenActivity():
            if about.issue is None:
                assert about.activity is not None
                return msg("nobody owns {activity}", activity=about.activity.name)
            if about.activity is None:
                return msg("{issue} names no activity", issue=about.issue.name)
            return msg(
                "nobody owns {activity}, which {issue} is about",
                activity=about.activity.name,
                issue=about.issue.name,
            )
        case OpenDepartment():
            return msg("{department} has no charter in force", department=about.department.name)
        case OpenRow():
            return _lacking(world, about)
        case OpenPost():
            return _vacant(world, about)
        case Uncatalogued():
            return msg("{duty} is not in the catalogue", duty=about.row.name)


def _lacking(world: World, about: OpenRow) -> Message:
    letter = responsible_letter(world.settings)
    lacks: dict[Flaw, Param] = {
        "unassigned-row": msg("no letters"),
        "no-accountable": msg("no {letter}", letter="A"),
        "no-responsible": msg("no {letter}", letter=letter),
    }
    what: tuple[Param, ...] = tuple(lacks[flaw] for flaw in about.flaws)
    row = about.row.name
    if about.giver is None:
        return msg("{row} has {lacking}", row=row, lacking=what)
    giver = world.matrix.of_row[about.giver.id].name
    if what and about.flaws != ("no-responsible",):
        return msg("{row} takes over from {giver}, but has {lacking}", row=row, giver=giver, lacking=what)
    return msg("{row} takes over from {giver}, but nobody does it", row=row, giver=giver)


def _vacant(world: World, about: OpenPost) -> Message:
    party = world.parties.name(about.party)
    duties = msgn("{count} duty", "{count} duties", len(about.rows))
    match about.why:
        case "left":
            return msg("{party} has left, yet is to answer for {duties}", party=party, duties=duties)
        case "closed":
            return msg("{party} is closed, yet is to answer for {duties}", party=party, duties=duties)
        case "headless":
            return msg("{party} has no active head, yet is to answer for {duties}", party=party, duties=duties)
        case "nobody":
            return msg("nobody is {party}, who is to answer for {duties}", party=party, duties=duties)
        case _:
            return msg("several people are {party}, who is to answer for {duties}", party=party, duties=duties)


def _yaml(fills: Iterable[Remedy]) -> str:
    by_path: dict[tuple[str, str], dict[str, None]] = {}
    for stub in (stub for way in fills for stub in way.stubs):
        by_path.setdefault((stub.path, stub.under), {})[stub.text] = None
    parts = []
    for (path, under), texts in by_path.items():
        parts.append("\n".join((f"# {path}" + (f": {under}" if under else ""), *texts)))
    return "\n".join(parts)


def _percent(share: Decimal) -> Decimal:
    return (share * 100).quantize(Decimal(1), ROUND_HALF_UP)


def _record(
    world: World,
    found: Sequence[tuple[Gap, Remedy]],
    coverage: DutyCoverage,
    head: Answering | None,
    unknown: Mapping[GapKind, str],
) -> dict[str, Any]:
    is_counted = world.workspace.unread.isdisjoint(_COUNTED)
    now = head.now if head is not None else None
    return {
        "as_of": world.as_of,
        "activities": len(coverage.activities),
        "coverage": coverage.coverage if is_counted else None,
        "clarity": coverage.clarity if is_counted else None,
        "not_checked": list(unknown.values()),
        "unread_kinds": sorted(world.workspace.unread),
        "gaps": [
            {
                "kind": gap.kind,
                "rules": list(gap.rules),
                "ref": gap.ref,
                "message": _said(world, gap),
                "path": gap.place.path,
                "line": gap.place.line,
                "department": gap.department,
                "domains": sorted(gap.domains),
                "meanwhile": now if _falls_to_head(gap) else None,
                "proposal": fills.proposal,
                "because": _because(gap),
                "commands": list(fills.commands),
                "stubs": [_stub(stub) for stub in fills.stubs],
            }
            for gap, fills in found
        ],
    }


def _because(gap: Gap) -> str | None:
    """Return the row in force that suggested the department proposed for an activity."""
    about = gap.about
    return about.proposal.because.first.ref if isinstance(about, OpenActivity) and about.proposal is not None else None


def _stub(stub: Stub) -> dict[str, str]:
    return {"path": stub.path, "under": stub.under, "yaml": stub.text}
