"""Give ids another spelling wherever they are written: in the record itself and in every reference to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from collab_cli.edits.changes import Changes, Spelling
from collab_cli.edits.first_fault import first_fault
from collab_cli.errors import CollabError
from collab_cli.findings import Fault, Place, Route
from collab_cli.graph.bound_digests import bound_digests
from collab_cli.graph.digest import digest
from collab_cli.graph.uses import Written, all_uses
from collab_cli.messages import msg
from collab_cli.model.load_workspace import load_workspace, sound_files
from collab_cli.model.record import Record
from collab_cli.model.workspace import Workspace
from collab_cli.sources.snapshot import overlaid


@dataclass
class NewNames:
    """Which records and parts get which ids: by `kind:id`, and by that with the id of the part."""

    records: dict[str, str] = field(default_factory=dict)
    parts: dict[tuple[str, str], str] = field(default_factory=dict)
    _own: list[tuple[str, Spelling]] = field(default_factory=list)
    moves: dict[str, str] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)

    def record(self, written: Written, new_id: str) -> None:
        """Note that a record gets another id, and its file, if it has its own, the name of that."""
        self.records[written.ref] = new_id
        if written.route:
            self._own.append((written.path, Spelling((*written.route, "id"), new_id)))
        else:
            folder, slash, _ = written.path.rpartition("/")
            self.moves[written.path] = f"{folder}{slash}{new_id}.yaml"

    def part(self, written: Written, route: Route, old: str, new_id: str) -> None:
        """Note that the part of a record that stands at ``route`` gets another id."""
        self.parts[written.ref, old] = new_id
        self.touched.add(written.ref)
        self._own.append((written.path, Spelling((*route, "id"), new_id)))

    def write(self, workspace: Workspace, changes: Changes) -> int:
        """Plan all of it in ``changes`` and return how many references are written anew."""
        spellings: dict[str, list[Spelling]] = defaultdict(list)
        for path, spelling in self._own:
            spellings[path].append(spelling)
        count = 0
        for path, spelling, ref in self._references(workspace):
            spellings[path].append(spelling)
            self.touched.add(ref)
            count += 1
        for path, target in self.moves.items():
            changes.move(path, target)
        for path, found in spellings.items():
            changes.respell(self.path(path), found)
        return count

    def path(self, path: str) -> str:
        """Return the path a file has afterwards."""
        return self.moves.get(path, path)

    def ref(self, ref: str) -> str:
        """Return a record as it is referred to afterwards."""
        return f"{ref.partition(':')[0]}:{self.records[ref]}" if ref in self.records else ref

    def _references(self, workspace: Workspace) -> Iterator[tuple[str, Spelling, str]]:
        words = {ref.partition(":")[2] for ref in self.records} | {part for _, part in self.parts}
        for use in all_uses(workspace, words):
            new_id = self.records.get(use.target, use.target.partition(":")[2])
            part = self.parts.get((use.target, use.part), use.part) if use.part is not None else None
            text = use.spelled(new_id, part)
            if text != use.text:
                yield use.path, Spelling(use.route, text, use.is_key), use.ref

    def relocated(self, faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
        """Return ``faults`` where they are found afterwards, beside those as they are."""
        words: dict[str | int, str] = {}
        for ref, new_id in self.records.items():
            kind, _, old = ref.partition(":")
            words |= {old: new_id, ref: f"{kind}:{new_id}"}
        words |= {old: new_id for (_, old), new_id in self.parts.items()}

        def moved(place: Place) -> Place:
            route = tuple(words.get(step, step) for step in place.route)
            return Place(self.path(place.path), place.line, place.column, route)

        return (*faults, *(replace(fault, place=moved(fault.place)) for fault in faults))


def restamp(workspace: Workspace, changes: Changes, names: NewNames) -> int:
    """Plan the digests that agreements on what was only renamed are bound to, and return how many there are.

    What was bound to the text before is bound to the same text afterwards; what was not stays so. Raises CollabError
    where a record that is not whole has such digests: nobody could tell what they stand for.
    """
    bound = [each for each in bound_digests(workspace) if each.ref in names.touched]
    if not bound:
        return 0
    overlay = changes.overlay
    unchanged = {path: record for path, record in sound_files(workspace).items() if path not in overlay}
    after = load_workspace(overlaid(workspace.snapshot, overlay), read_before=unchanged)
    digests: dict[str, tuple[str, str]] = {}
    for ref in dict.fromkeys(each.ref for each in bound):
        found = _digests(workspace.find(ref), after.find(names.ref(ref)))
        if found is None:
            raise CollabError(
                msg(
                    "{record} has faults, so the agreements on it cannot be carried over: {place}",
                    record=ref,
                    place=first_fault(workspace, ref),
                ),
                msg("mend it first; {command} names them", command="collab check"),
            )
        digests[ref] = found
    spellings: dict[str, list[Spelling]] = defaultdict(list)
    for each in bound:
        before, now = digests[each.ref]
        if each.digest == before != now:
            spellings[names.path(each.path)].append(Spelling(each.route, now))
    for path, found_there in spellings.items():
        changes.respell(path, found_there)
    return sum(map(len, spellings.values()))


def _digests(before: Record[Any] | None, after: Record[Any] | None) -> tuple[str, str] | None:
    """Return the digests of a record before and after, None where it is not whole and they differ."""
    if before is None or after is None:
        return None
    found = digest(before), digest(after)
    return found if before.is_whole or found[0] == found[1] else None
