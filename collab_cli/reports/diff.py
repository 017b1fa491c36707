"""What changed between two states of a workspace, in sentences, the weightiest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, Literal

from collab_cli.analyses.changes.change import CATEGORIES, Category, Change, Changes, CommentWaiver, Spot
from collab_cli.analyses.changes.who_agrees import who_agrees
from collab_cli.graph.world import World
from collab_cli.messages import Items, Message, Param, msg, msgn
from collab_cli.model.action import HistoryEntry
from collab_cli.model.charter import Approval
from collab_cli.model.goal import Adjustment
from collab_cli.page import Block, Branch, Cell, Facts, Heading, Report, Styled, Table, Text, Tone, Tree
from collab_cli.reports.change_groups import Bundle, group_changes
from collab_cli.reports.change_of_charters import is_titled_as_before
from collab_cli.reports.change_of_goals import adjustment_of
from collab_cli.reports.change_sentences import in_brief, sentence
from collab_cli.reports.change_subject import label_in, owner_in
from collab_cli.reports.change_value import told
from collab_cli.reports.joint_world import joint_world
from collab_cli.reports.records import field_data
from collab_cli.reports.unread_said import files_said

SCHEMA = "collab/diff/v1"

Layout = Literal["tree", "lines", "sides"]
"""How a page is laid out: labels beside the sentences, behind them, or texts side by side as well."""

LABELS: Final[dict[Category, Message]] = {
    "accountability": msg("accountable"),
    "target": msg("target"),
    "terms": msg("terms"),
    "decision": msg("decision"),
    "consulted-informed": msg("consulted-informed"),
    "membership": msg("membership"),
    "added": msg("added"),
    "removed": msg("removed"),
    "schedule": msg("schedule"),
    "status": msg("status"),
    "contact": msg("contact"),
    "editorial": msg("editorial"),
}
"""What a change is about, as people are told it."""
TONES: Final[dict[Category, Tone]] = {
    "accountability": "bad",
    "target": "warn",
    "terms": "warn",
    "decision": "accent",
    "consulted-informed": "accent",
    "membership": "accent",
    "added": "good",
    "removed": "bad",
    "schedule": "",
    "status": "",
    "contact": "muted",
    "editorial": "muted",
}
_SIDES: Final = ("before", "after")
_TEXTS: Final = frozenset({"terms", "editorial"})
"""The categories of what is words: those agreements are bound to, and others."""
_MANY: Final = 2
"""From how many changes alike of one thing they are told in one line."""


def build(
    changes: Changes,
    before: World,
    after: World,
    *,
    labels: tuple[Param, Param],
    revisions: tuple[str | None, str | None] = (None, None),
    layout: Layout = "tree",
    verbose: bool = False,
) -> Report:
    """Return all ``changes`` by matter and record, each in a sentence; ``labels`` name the two sides, of ``revisions``.

    Of the agreements the changes need only the departments are named. ``verbose`` tells each text that is new, and
    the files that differ in layout only.
    """
    world = joint_world(before, after)
    told_all = [(change, sentence(change, before, after)) for change in changes]
    blocks: list[Block] = [Heading(msg("What changed from {before} to {after}", before=labels[0], after=labels[1]))]
    blocks.append(Text(Styled(_summary(changes), "strong" if changes else "good")))
    if changes.unread:
        blocks.append(Text(Styled(files_said(changes.unread), "warn")))
    asked, missing = _agreement(before, after, changes)
    if asked:
        blocks.append(Facts(tuple(_agreement_facts(world, asked, missing))))
    page = ChangeLines(world, {id(change): said for change, said in told_all}, layout, verbose)
    for section in group_changes(world, changes):
        blocks.append(Heading(section.heading, 2))
        blocks += page.bundles(section.bundles)
    if page.is_folded:
        note = msg("{command} tells every change by itself", command="collab diff --verbose")
        blocks.append(Text(Styled(note, "muted")))
    if changes.waivers:
        blocks.append(Heading(msg("Comments that silence rules"), 2))
        blocks.append(Tree(tuple(page.line(_waiver_said(waiver), "decision") for waiver in changes.waivers)))
    if changes.silent and verbose:
        blocks.append(Heading(msg("Layout only"), 2))
        blocks.append(Tree(tuple(Branch((path,)) for path in changes.silent)))
    return Report(
        SCHEMA, tuple(blocks), _record(changes, told_all, tuple(zip(labels, revisions, strict=True)), asked, missing)
    )


def _waiver_said(waiver: CommentWaiver) -> Message:
    place, codes = f"{waiver.place.path}:{waiver.place.line}", ", ".join(waiver.codes)
    if not waiver.is_new:
        return msg("{place} no longer silences {codes}", place=place, codes=codes)
    if not waiver.reason:
        return msg("{place} silences {codes} without a reason", place=place, codes=codes)
    return msg("{place} silences {codes}: “{reason}”", place=place, codes=codes, reason=waiver.reason)


def _summary(changes: Changes) -> Message:
    if not changes and changes.waivers:
        return msgn(
            "no record changed; {count} comment that silences rules did",
            "no record changed; {count} comments that silence rules did",
            len(changes.waivers),
        )
    if not changes and changes.unread:
        return msg("whether anything changed is not known")
    if not changes:
        if not changes.silent:
            return msg("nothing changed")
        return msgn(
            "nothing changed in meaning; {count} file differs in layout only",
            "nothing changed in meaning; {count} files differ in layout only",
            len(changes.silent),
        )
    refs = {record.ref for change in changes for record in change.records[:1]}
    count = len(refs) + any(change.spot.record is None for change in changes)
    counts = Counter(change.category for change in changes)
    return msgn(
        "{count} change in {records}: {parts}",
        "{count} changes in {records}: {parts}",
        len(changes.all),
        records=msgn("{count} record", "{count} records", count),
        parts=Items(
            tuple(
                msg("{number} {category}", number=counts[category], category=LABELS[category])
                for category in CATEGORIES
                if counts[category]
            )
        ),
    )


def _agreement(before: World, after: World, changes: Changes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the parties that have to agree, in the order of the register, and those of them that did not yet."""
    asks = who_agrees(before, after, changes).agreeing
    departments = [department.id for department in after.parties.active_departments]
    asked = {ask.department or f"person:{ask.head}" for ask in asks}
    missing = {ask.department or f"person:{ask.head}" for ask in asks if not ask.is_answered}
    order = [*departments, *sorted(asked.difference(departments))]
    return tuple(one for one in order if one in asked), tuple(one for one in order if one in missing)


def _agreement_facts(world: World, asked: tuple[str, ...], missing: tuple[str, ...]) -> Iterator[tuple[Param, Cell]]:
    yield msg("Must agree"), Items(tuple(world.parties.name(party) for party in asked))
    if missing:
        names = Items(tuple(world.parties.name(party) for party in missing))
        yield msg("Still missing"), Styled(names, "bad")
    else:
        yield msg("Still missing"), Styled(msg("nobody, all have agreed"), "good")


class ChangeLines:
    """Lays the changes of matters and records out; ``is_folded`` is true once several texts stand in one line."""

    def __init__(self, world: World, said: dict[int, Message], layout: Layout, verbose: bool) -> None:
        self._world = world
        self._said = said
        self._layout = layout
        self._verbose = verbose
        self.is_folded = False

    def bundles(self, bundles: Iterable[Bundle]) -> Iterator[Block]:
        """Yield the trees of a section, and behind each the texts side by side where that is wanted."""
        roots: list[Branch] = []
        for bundle in bundles:
            beside = self._beside(bundle) if self._layout == "sides" else ()
            roots.append(self.root(bundle, beside))
            if beside:
                yield Tree(tuple(roots))
                roots = []
                columns = (msg("Field"), msg("Before"), msg("After"))
                yield Table(columns, tuple(self._row(change) for change in beside))
        if roots:
            yield Tree(tuple(roots))

    def root(self, bundle: Bundle, beside: tuple[Change, ...] = ()) -> Branch:
        """Return what is told of a matter or record: one sentence alone, or several below its name."""
        rest = [change for change in bundle.changes if not any(change is one for one in beside)]
        shown = [change for change in rest if self._verbose or not self._is_echo(change, rest)]
        self.is_folded = self.is_folded or len(shown) < len(rest)
        if len(shown) == 1 and not beside:
            return self.line(self._said[id(shown[0])], shown[0].category)
        return Branch((Styled(bundle.title, "strong"),), tuple(self.branches(shown)))

    def branches(self, changes: Sequence[Change]) -> Iterator[Branch]:
        """Yield a line for each change of one matter or record, those told in one line together."""
        folded: set[int] = set()
        for change in changes:
            if id(change) in folded:
                continue
            alike = [one for one in changes if id(one) not in folded and self._fold_of(one) == self._fold_of(change)]
            if self._fold_of(change) is None or len(alike) < _MANY:
                yield self.line(in_brief(self._said[id(change)]), change.category)
                continue
            folded.update(map(id, alike))
            yield self.line(in_brief(self._together(alike)), change.category)

    def _is_echo(self, change: Change, changes: Sequence[Change]) -> bool:
        """Return whether a change only notes what another one tells, or what people would not see."""
        fields = {one.field.name for one in changes if one.act == "changed" and one.field is not None}
        match change.new:
            case HistoryEntry(note=None, due=due, status=status):
                return (due is not None and "due" in fields) or (status is not None and "status" in fields)
            case Adjustment():
                return any(adjustment_of(self._world, one) is change.new for one in changes)
        return is_titled_as_before(self._world, change)

    def _fold_of(self, change: Change) -> tuple[str, Any] | None:
        """Return what changes that are told in one line have in common, None for one that has a line of its own."""
        if isinstance(change.new, Approval):
            return self._said[id(change)].text, change.spot.ref
        is_new_text = change.act == "changed" and change.category in _TEXTS and not change.old and bool(change.new)
        if is_new_text and not self._verbose:
            return "text", change.category
        return None

    def _together(self, alike: list[Change]) -> Message:
        if isinstance(alike[0].new, Approval):
            departments = tuple(self._said[id(change)].params["department"] for change in alike)
            first = self._said[id(alike[0])]
            if "version" in first.params:
                version, what = first.params["version"], first.params["what"]
                return msg(
                    "{departments} approved version {version} of {what}",
                    departments=departments,
                    version=version,
                    what=what,
                )
            return Message(first.text, {**first.params, "department": departments})
        self.is_folded = True
        fields = tuple(label_in(self._world, change) for change in alike)
        return msg("{fields} written for the first time", fields=fields)

    def line(self, said: Param, category: Category) -> Branch:
        """Return a line of a tree: a sentence with what it is about."""
        label = LABELS[category]
        if self._layout == "lines":
            return Branch((msg("{said} [{category}]", said=said, category=label),))
        return Branch((said, Styled(label, TONES[category])))

    def _beside(self, bundle: Bundle) -> tuple[Change, ...]:
        """Return the changes of a bundle that are told as texts before and after: those written on both sides."""
        return tuple(
            change
            for change in bundle.changes
            if change.act == "changed"
            and change.category in _TEXTS
            and bool(change.old)
            and bool(change.new)
            and not _is_entry_order(change)
        )

    def _row(self, change: Change) -> tuple[Cell, ...]:
        assert change.field is not None
        sides = []
        for value, spots in ((change.old, change.before), (change.new, change.after)):
            owner = owner_in(self._world, spots[0], change.struct) if spots and change.struct is not None else None
            sides.append(_whole_text(self._world, change, value, owner))
        said = msg("{said} [{category}]", said=label_in(self._world, change), category=LABELS[change.category])
        return Styled(said, "muted"), *sides


def _is_entry_order(change: Change) -> bool:
    return isinstance(change.new, tuple)


def _whole_text(world: World, change: Change, value: Any, owner: Any) -> Cell:
    assert change.field is not None
    if value is None or value in ("", [], {}):
        return Styled("-", "muted")
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return Items(tuple(value))
    return told(world, value, change.field, owner)


def _record(
    changes: Changes,
    told_all: list[tuple[Change, Message]],
    sides: tuple[tuple[Param, str | None], ...],
    asked: tuple[str, ...],
    missing: tuple[str, ...],
) -> dict[str, Any]:
    counts = Counter(change.category for change in changes)
    return {
        **{side: {"name": name, "revision": commit} for side, (name, commit) in zip(_SIDES, sides, strict=True)},
        "count": len(changes.all),
        "categories": {category: counts[category] for category in CATEGORIES if counts[category]},
        "must_agree": list(asked),
        "not_agreed": list(missing),
        "changes": [_change_record(change, said) for change, said in told_all],
        "layout_only": list(changes.silent),
        "unread": list(changes.unread),
        "comment_waivers": [
            {
                "path": waiver.place.path,
                "line": waiver.place.line,
                "codes": list(waiver.codes),
                "reason": waiver.reason,
                "is_new": waiver.is_new,
            }
            for waiver in changes.waivers
        ],
    }


def _change_record(change: Change, said: Message) -> dict[str, Any]:
    part = change.spot.ref.partition("/")[2]
    return {
        "act": change.act,
        "category": change.category,
        "kind": change.kind.name if change.kind is not None else None,
        "records": [record.ref for record in change.records],
        "part": part or None,
        "field": change.field.name if change.field is not None else None,
        "matter": change.matter or None,
        "is_bound": change.is_bound,
        "old": _plain(change.old),
        "new": _plain(change.new),
        "before": [_place(spot) for spot in change.before],
        "after": [_place(spot) for spot in change.after],
        "sentence": said,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return field_data(value)


def _place(spot: Spot) -> dict[str, Any]:
    place = spot.place
    return {"record": spot.ref or None, "path": place.path, "line": place.line, "column": place.column}
