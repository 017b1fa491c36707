"""What the workspace would be after one department went into another: nothing is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from collab_cli.documents.nodes import Mapping as MappingNode
from collab_cli.documents.nodes import Scalar, Sequence, find
from collab_cli.edits.all_readable import check_all_readable
from collab_cli.edits.changes import Spelling
from collab_cli.edits.charter_log import log_charter_change
from collab_cli.edits.plan import Plan
from collab_cli.edits.proving import try_out
from collab_cli.edits.respelling import NewNames, restamp
from collab_cli.errors import CollabError
from collab_cli.findings import Route
from collab_cli.graph.letters import LETTER_ORDER
from collab_cli.graph.living_uses import is_living
from collab_cli.graph.uses import Use, all_uses
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.model.charter import Charter
from collab_cli.model.department import KIND as DEPARTMENT
from collab_cli.model.department import Department
from collab_cli.model.fields import fields_of
from collab_cli.model.goal import Goal
from collab_cli.model.handoff import Handoff
from collab_cli.model.record import Record

_FIELDS = tuple(info.name for info in fields_of(Charter))


def with_merged(world: World, gone: str, kept: str) -> World:
    """Return the world after a department went into another: all that names the one names the other, and it is closed.

    What was said or done on a day, closed records and waivers keep the old name; a hand-off between the two ends.
    Raises CollabError for one department twice, a closed one, a department part of the other, a duty whose id is
    taken there, and duties for which the other has no charter.
    """
    plan = Plan(world)
    one, other = plan.names.id_of(DEPARTMENT, gone), plan.names.id_of(DEPARTMENT, kept)
    _check(world, one, other)
    check_all_readable(world.workspace)
    merge = _Merge(plan, one, other)
    merge.check_duties()
    merge.rename()
    merge.move_duties()
    merge.close()
    return merge.finish()


def _check(world: World, one: str, other: str) -> None:
    parties = world.parties
    if one == other:
        raise CollabError(msg("{name} cannot go into itself", name=parties.name(one)), msg("name two departments"))
    for name in (one, other):
        department = world.get(Department, name)
        if department is None or department.value.status != "active":
            raise CollabError(msg("{department} is closed already", department=parties.name(name)), msg("name another"))
    if parties.counts_for(other, one):
        raise CollabError(
            msg("{kept} is part of {gone}", kept=parties.name(other), gone=parties.name(one)),
            msg("merge the part into the whole"),
        )


@dataclass
class _Merge:
    """One merge on its way: what is written anew, and what goes."""

    plan: Plan
    one: str
    other: str
    spellings: dict[str, list[Spelling]] = field(default_factory=lambda: defaultdict(list))
    going: dict[str, set[Route]] = field(default_factory=lambda: defaultdict(set))
    letters: list[tuple[str, Route, str]] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        world = self.plan.world
        self.source, self.target = world.get(Charter, self.one), world.get(Charter, self.other)
        is_named = self.source is None or self.one.encode() in self.source.document.data
        # Where both names matter the one stands, but for a charter that leaves its own department unnamed.
        self.uses = all_uses(world.workspace, (self.one,) if is_named else (self.one, self.other))
        going = self.source if self._duties_go() else None
        self.moved = tuple(row.id for row in going.value.duties) if going is not None else ()

    def check_duties(self) -> None:
        """Raise CollabError for duties that have no charter to go to, or an id that is taken there."""
        if not self.moved or self.source is None:
            return
        parties, target = self.plan.world.parties, self.target
        if target is None or target.value.status == "superseded":
            raise CollabError(
                msg(
                    "{kept} has no charter that could take the duties of {gone}",
                    kept=parties.name(self.other),
                    gone=parties.name(self.one),
                ),
                msg("make it with {command}", command=f"collab charter add --department {self.other}"),
            )
        taken = {row.id.casefold() for row in target.value.duties}
        for row in self.moved:
            if row.casefold() in taken:
                raise CollabError(
                    msg("{charter} has a duty {id} already", charter=target.titled, id=row),
                    msg("rename one of the two with {command}", command=f"collab rename {self.source.ref}/{row} NEW"),
                )

    def rename(self) -> None:
        """Plan the other name wherever the one is written; where both are, once."""
        duties: set[str] = set()
        for use in self.uses:
            if use.target == f"charter:{self.one}" and use.part in self.moved and not use.is_own:
                self.spellings[use.path].append(Spelling(use.route, use.spelled(self.other, use.part), use.is_key))
                duties.add(use.ref)
            elif use.target == f"department:{self.one}" and is_living(self.plan.world, use):
                if not use.ref.startswith("waiver:"):
                    self._rename(use)
                    self.changed.add(use.ref)
            elif use.target == f"department:{self.other}" and self._is_shared_within(use):
                self.going[use.path].add(use.route[:-1])
                self.changed.add(use.ref)
        self._co_owners()
        self.names = NewNames()
        self.names.touched = {ref for ref in duties if ref} - self.changed

    def _rename(self, use: Use) -> None:
        text = use.spelled(self.other, None)
        above = find(self.plan.world.workspace.documents[use.path].root, use.route[:-1])
        if use.is_key and isinstance(above, MappingNode):
            known = next((key for key in (self.other, f"department:{self.other}") if key in above.entries), None)
            if known is None:
                self.spellings[use.path].append(Spelling(use.route, text, is_key=True))
                return
            self.letters.append((use.path, (*use.route[:-1], known), _joined(above, known, str(use.route[-1]))))
            self.going[use.path].add(use.route)
        elif isinstance(above, Sequence) and text in _texts(above):
            self.going[use.path].add(use.route)
        elif self._is_shared_within(use) or self._is_shared_already(use):
            self.going[use.path].add(use.route[:-1])
        else:
            self.spellings[use.path].append(Spelling(use.route, text, use.is_key))

    def _is_shared_within(self, use: Use) -> bool:
        """Return whether a use says that one of the two shares a duty with the other."""
        return use.route[-3:-2] == ("shared_with",) and use.ref in (f"charter:{self.one}", f"charter:{self.other}")

    def _is_shared_already(self, use: Use) -> bool:
        return use.route[-3:-2] == ("shared_with",) and any(
            each.target == f"department:{self.other}" and each.path == use.path and each.route[:-2] == use.route[:-2]
            for each in self.uses
        )

    def _co_owners(self) -> None:
        """Plan that no goal of the merged department has it as a further owner."""
        both = {self.one, self.other}
        for use in self.uses:
            goal = self.plan.world.workspace.find(use.ref) if use.field == "co_owners" else None
            if goal is None or not isinstance(goal.value, Goal) or goal.value.department not in both:
                continue
            if use.target in {f"department:{name}" for name in both} and is_living(self.plan.world, use):
                self.spellings[use.path] = [each for each in self.spellings[use.path] if each.route != use.route]
                self.going[use.path].add(use.route)
                self.changed.add(use.ref)

    def move_duties(self) -> None:
        """Plan what ``rename`` found, then the duties in the other charter; their own stays as it was agreed."""
        changes = self.plan.changes
        for path, found in self.spellings.items():
            changes.respell(path, found)
        for path, route, cell in self.letters:
            changes.set(path, route, cell)
        for path, routes in self.going.items():
            for route in sorted(routes, key=_order, reverse=True):
                changes.unset(path, route)
        source, target = self.source, self.target
        if self.moved and source is not None and target is not None:
            rows = changes.plain(source.path, (*source.route, "duties"))
            changes.insert_all(target.path, (*target.route, "duties"), [(None, row) for row in rows], order=_FIELDS)
            log_charter_change(self.plan, target, self.one)
        if source is not None and source.value.type == "department":
            changes.replace_bytes(source.path, source.document.data)

    def close(self) -> None:
        """Plan that the one department is closed with its charter, and that hand-offs between the two end."""
        world = self.plan.world
        department = world.get(Department, self.one)
        if department is not None:
            self._put(department, "closed")
        if self.source is not None and self.source.value.type == "department":
            self._put(self.source, "superseded")
        for handoff in world.all(Handoff):
            if {handoff.value.from_, handoff.value.to} == {self.one, self.other}:
                self._put(handoff, "ended")

    def finish(self) -> World:
        """Return the world with all of it; agreements hold on where a duty is only named by its new place."""
        world, changes = self.plan.world, self.plan.changes
        restamp(world.workspace, changes, self.names)
        return try_out(world.workspace.snapshot, changes.overlay, world.as_of, world, changes.readings)[0]

    def _duties_go(self) -> bool:
        """Return whether the duties go: those in force do, and drafts to a draft."""
        source, target = self.source, self.target
        if source is None or source.value.type != "department":
            return False
        is_to_draft = target is None or target.value.status == "draft"
        return source.value.status == "effective" or (source.value.status == "draft" and is_to_draft)

    def _put(self, record: Record[Any], status: str) -> None:
        self.plan.changes.set(record.path, (*record.route, "status"), status)


def _joined(letters: MappingNode, *parties: str) -> str:
    """Return the letters of two parties as those of one; who does or answers is not also asked or informed."""
    cells: Mapping[str, Any] = letters.entries
    nodes = [cells[party][1] for party in parties]
    held = {letter for node in nodes if isinstance(node, Scalar) for letter in node.text if letter in LETTER_ORDER}
    doing = held - {"C", "I"}
    return "".join(sorted(doing or held & {"C"} or held, key=LETTER_ORDER.index))


def _texts(items: Sequence) -> set[str]:
    return {item.text for item in items.items if isinstance(item, Scalar)}


def _order(route: Route) -> tuple[tuple[bool, int, str], ...]:
    return tuple((isinstance(step, str), step if isinstance(step, int) else 0, str(step)) for step in route)
