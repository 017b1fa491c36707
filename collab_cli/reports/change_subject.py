"""What a change is about, by name: the record, the duty or key result in it, the entry of a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from collab_cli.analyses.changes.change import Change, Spot
from collab_cli.graph.world import World
from collab_cli.messages import Bilingual, Label, Message, Param, Titled, msg
from collab_cli.model.field_types import Name, Part
from collab_cli.model.fields import FieldInfo, fields_of
from collab_cli.model.responsibility_row import ResponsibilityRow
from collab_cli.reports.field_values import field_label, row_title, shown

HEADINGS = (
    "title",
    "name",
    "text",
    "department",
    "person",
    "goal",
    "ref",
    "duty",
    "by",
    "date",
    "from",
    "kind",
    "reason",
    "resolution",
)
"""The fields an entry of a list is called by, the first it has."""

P = TypeVar("P", bound=Part)

LONGEST = 30
"""How many characters of a text an entry is called by."""


@dataclass(frozen=True, slots=True)
class Step:
    """A part on the way into a record: ``field`` of ``struct`` leads to it; ``is_entry``: as an entry of a list."""

    struct: type[Part]
    field: FieldInfo
    part: Part
    is_entry: bool


def steps_of(world: World, spot: Spot) -> Iterator[Step]:
    """Yield the parts on the route of a spot, from the record, or collab.yaml, inwards."""
    owner = _whole(world, spot)
    info: FieldInfo | None = None
    value: Any = owner
    for key in spot.route:
        is_entry = isinstance(value, list)
        if isinstance(value, list):
            value = _entry(value, key)
        elif isinstance(value, Part):
            owner = value
            info = next((one for one in fields_of(type(owner)) if one.name == key), None)
            value = getattr(owner, info.attribute) if info is not None else None
        else:
            return
        if isinstance(value, Part) and not isinstance(value, Name) and info is not None:
            yield Step(type(owner), info, value, is_entry)


def _whole(world: World, spot: Spot) -> Part:
    return spot.record.written if spot.record is not None else world.settings


def _entry(entries: list[Any], key: str | int) -> Any:
    if isinstance(key, int):
        return entries[key] if 0 <= key < len(entries) else None
    return next((one for one in entries if getattr(one, "id", None) == key), None)


def owner_in(world: World, spot: Spot, struct: type[P]) -> P | None:
    """Return the innermost part of type ``struct`` on the route of a spot, the record itself included, or None."""
    found = [_whole(world, spot), *(step.part for step in steps_of(world, spot))]
    return next((part for part in reversed(found) if isinstance(part, struct)), None)


def owner_of(world: World, change: Change, spots: tuple[Spot, ...] = ()) -> Part | None:
    """Return what the field that changed belongs to, on the side of ``spots``, else where the change is told."""
    return owner_in(world, spots[0] if spots else change.spot, change.struct or Part)


def subject_of(world: World, change: Change) -> Param:
    """Return what a field that changed belongs to, as sentences name it."""
    spot = change.spot
    steps = list(steps_of(world, spot))
    last = max((index for index, step in enumerate(steps) if type(step.part) is change.struct), default=-1)
    return _named(world, spot, steps[: last + 1], without=change.field.name if change.field is not None else "")


def named(world: World, spot: Spot) -> Param:
    """Return the record or part a spot leads to, as sentences name it."""
    return _named(world, spot, list(steps_of(world, spot)))


def holder_of(world: World, spot: Spot) -> Param:
    """Return what holds the part a spot leads to: the record, or a part of it."""
    return _named(world, spot, list(steps_of(world, spot))[:-1])


def _named(world: World, spot: Spot, steps: list[Step], without: str = "") -> Param:
    """Return the last entry among ``steps`` by name, behind what it stands in; duties by their names alone.

    An entry that is called by the text of the field ``without`` is named by its id: the text is what is told of it.
    """
    record = spot.record
    entries = [step for step in steps if step.is_entry]
    said: Param = "collab.yaml"
    if record is not None:
        said = record.name if entries else record.titled
        if entries and isinstance(entries[0].part, ResponsibilityRow):
            said = row_named(world, record.id, entries.pop(0).part)
    for step in entries:
        own = getattr(step.part, "id", None)
        is_told = without == "text" and step is entries[-1] and own is not None
        part = own if is_told and own is not None else called(world, step.part) or field_label(step.struct, step.field)
        said = msg("{record} / {part}", record=said, part=part)
    return said


def row_named(world: World, charter: str, row: Part) -> Titled:
    """Return a duty, a step or a task by its title, with the id of its charter or project before its own."""
    assert isinstance(row, ResponsibilityRow)
    return Titled(row_title(world, row), f"{charter}/{row.id}")


def called(world: World, part: Part) -> Param:
    """Return what an entry of a list is called: the first of its headings, and its id where it has one."""
    infos = {info.name: info for info in fields_of(type(part))}
    heading = next((infos[name] for name in HEADINGS if name in infos and _has(part, infos[name])), None)
    said: Param = shown(world, getattr(part, heading.attribute), heading) if heading is not None else ""
    if isinstance(part, ResponsibilityRow):
        said = row_title(world, part) or ""
    if isinstance(said, str):
        said = " ".join(said.split())
        said = said if len(said) <= LONGEST else f"{said[:LONGEST].rstrip()}…"
    own = getattr(part, "id", None)
    if own is None:
        return said
    return Titled(said, own) if isinstance(said, str | Bilingual) and said else own


def _has(part: Part, info: FieldInfo) -> bool:
    return getattr(part, info.attribute) not in (None, "", [], {})


_LABELS: Final[Mapping[tuple[str, str], Message]] = {
    ("Absence", "from"): msg("Start of absence"),
    ("Absence", "to"): msg("End of absence"),
    ("Action", "assist"): msg("Help"),
    ("Approval", "by"): msg("Name of the signer"),
    ("Case", "shared_at"): msg("Occasion of sharing"),
    ("Channel", "response_sla"): msg("Time to answer"),
    ("CheckSettings", "ignore"): msg("List of ignored rules"),
    ("CheckSettings", "select"): msg("List of selected rules"),
    ("Consequence", "approved_by"): msg("Name of the approver"),
    ("Consequence", "reply_by"): msg("Time to reply"),
    ("Contribution", "how"): msg("Way of contributing"),
    ("Delivery", "accepted"): msg("Acceptance of the delivery"),
    ("Delivery", "delivered"): msg("Day of delivery"),
    ("Department", "vcs_team"): msg("Team on the code host"),
    ("Goal", "activated"): msg("First day in force"),
    ("Guardrail", "at_least"): msg("Lower bound"),
    ("Guardrail", "at_most"): msg("Upper bound"),
    ("Handoff", "from"): msg("Giving department"),
    ("Handoff", "sla"): msg("Time limit"),
    ("Handoff", "to"): msg("Receiving department"),
    ("Issue", "assigned"): msg("Present holder"),
    ("Issue", "caused_by"): msg("Source of the trouble"),
    ("Issue", "raised_at"): msg("Time raised"),
    ("Issue", "raised_by"): msg("Name of the reporter"),
    ("Issue", "resolved_at"): msg("Time of solution"),
    ("Issue", "sla"): msg("Time limit"),
    ("KeyResult", "additive"): msg("Adding up"),
    ("KeyResult", "high"): msg("Upper bound"),
    ("KeyResult", "low"): msg("Lower bound"),
    ("Learning", "post"): msg("Score after the course"),
    ("Learning", "pre"): msg("Score before the course"),
    ("Lesson", "applied_in"): msg("Place of use"),
    ("Lesson", "reason_not"): msg("Reason against use"),
    ("Meeting", "carried_over"): msg("Carried-over actions"),
    ("Meeting", "cc"): msg("Copy list"),
    ("Meeting", "issued_by"): msg("Name of the issuer"),
    ("Meeting", "present"): msg("Attendance"),
    ("Meeting", "previous_approved"): msg("Approval of the last minutes"),
    ("Meeting", "published"): msg("Day of publication"),
    ("Milestone", "done"): msg("Day of completion"),
    ("NamedPeriod", "evaluated"): msg("Need for evaluation"),
    ("Person", "git"): msg("Git accounts"),
    ("Person", "staff_no"): msg("Staff number"),
    ("Proposal", "decided"): msg("Day of decision"),
    ("Proposal", "opened"): msg("Opening day"),
    ("Proposal", "review_on"): msg("Day of review"),
    ("RaciSettings", "accountable_implies_responsible"): msg("A implies R"),
    ("RaciSettings", "max_r"): msg("Largest number of R"),
    ("Recognition", "decided_by"): msg("Name of the decider"),
    ("Recognition", "from"): msg("Giver"),
    ("Recognition", "to"): msg("Receiver"),
    ("Resource", "allocated"): msg("Amount allocated"),
    ("Resource", "approved"): msg("Amount approved"),
    ("Resource", "for"): msg("Use"),
    ("Resource", "needed_by"): msg("Day of need"),
    ("Resource", "requested"): msg("Amount requested"),
    ("Resource", "requested_by"): msg("Applicant"),
    ("ResponsibilityRow", "next"): msg("Following steps"),
    ("ResponsibilityRow", "within"): msg("Whole activity"),
    ("Series", "ends"): msg("End date"),
    ("Series", "required"): msg("List of required departments"),
    ("Series", "starts"): msg("Start date"),
    ("Settings", "as_of"): msg("Reference day"),
    ("Settings", "notify"): msg("Notification"),
    ("Settings", "raci"): msg("RACI settings"),
    ("SharedDocument", "last_reviewed"): msg("Day of the last review"),
    ("SharedDocument", "owner_dept"): msg("Owning department"),
    ("SharedDocument", "review_every"): msg("Review interval"),
    ("SharedDocument", "url"): msg("Web address"),
    ("SharedWith", "split"): msg("Boundary"),
    ("Split", "assist"): msg("part of the other department"),
    ("Split", "lead"): msg("own part"),
    ("Waiver", "approved_by"): msg("Name of the approver"),
    ("Waiver", "expires"): msg("Last day"),
    ("Waiver", "with"): msg("Other side"),
}
"""Labels that do not read well before "of"."""


def label_in(world: World, change: Change) -> Label | Message:
    """Return the label of the field that changed, behind those of the maps it stands in."""
    assert change.field is not None
    assert change.struct is not None
    said = _label(change.struct, change.field)
    steps = list(steps_of(world, change.spot))
    last = max((index for index, step in enumerate(steps) if type(step.part) is change.struct), default=-1)
    for step in reversed(steps[: last + 1]):
        if step.is_entry:
            break
        said = msg("{outer} / {inner}", outer=_label(step.struct, step.field), inner=said)
    return said


def _label(struct: type[Part], info: FieldInfo) -> Label | Message:
    return _LABELS.get((struct.__name__, info.name)) or field_label(struct, info)
