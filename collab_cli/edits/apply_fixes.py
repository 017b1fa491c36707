"""Apply the fixes of findings in memory, one step after the other; what comes of them is one change to be saved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from collab_cli.documents.nodes import Document
from collab_cli.documents.patching import apply_patches
from collab_cli.documents.reader import read_document
from collab_cli.documents.save import Write
from collab_cli.edits.plan import Planned
from collab_cli.edits.proving import prove
from collab_cli.errors import CollabError
from collab_cli.findings import Fix, Patch
from collab_cli.graph.bound_digests import bound_digests
from collab_cli.graph.world import World
from collab_cli.messages import Message, msg
from collab_cli.sources.entry_faults import Unreadable


class _Trial(NamedTuple):
    """Fixes that can stand together, the bytes they give to files, and the world as it is then."""

    fixes: tuple[Fix, ...]
    files: dict[str, bytes]
    world: World


class Mending:
    """A workspace while it is mended: ``world`` is how it is with the fixes applied so far, ``count`` how many.

    Nothing is written; ``planned`` is the change to be saved.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.count = 0
        owners = world.owners()
        self._beside = {owners.path: owners.data} if owners is not None else {}
        self._before: dict[str, bytes | None] = {}
        self._after: dict[str, bytes] = {}

    def apply(self, fixes: Sequence[Fix], *, keep_agreements: bool = True) -> int:
        """Apply ``fixes``, which were made for ``world``, and return how many were applied.

        Left out are those that touch what an earlier one touches, those that would make a new structure fault and,
        with ``keep_agreements``, those that change a text an agreement in force is bound to. Raises CollabError when
        a file is no more what ``world`` was read from.
        """
        apart = _apart(fixes)
        found = self._most(apart, None, keep_agreements) if apart else None
        if found is None:
            return 0
        self._after |= found.files
        self.world = found.world
        self.count += len(found.fixes)
        return len(found.fixes)

    def tried(self, fix: Fix) -> tuple[Write, ...]:
        """Return what ``fix`` would write, nothing where its result would not pass the structure rules."""
        trial = self._trial((fix,), keep_agreements=False)
        written = trial.files if trial is not None else {}
        return tuple(Write(path, data, self._read(path)) for path, data in written.items())

    def ends_agreement(self, fix: Fix) -> bool:
        """Return whether ``fix``, which can be applied, changes a text an agreement in force is bound to."""
        return self._trial((fix,), keep_agreements=True) is None

    def planned(self, sentence: Message) -> Planned:
        """Return all that was applied as one change."""
        writes = tuple(
            Write(path, data, self._before[path]) for path, data in self._after.items() if data != self._before[path]
        )
        return Planned(writes, self.world, sentence)

    def _most(self, fixes: tuple[Fix, ...], kept: _Trial | None, keep_agreements: bool) -> _Trial | None:
        """Return the trial of ``kept`` and as many of ``fixes`` as can join it, halving where they cannot."""
        together = (kept.fixes if kept is not None else ()) + fixes
        trial = self._trial(together, keep_agreements)
        if trial is not None or len(fixes) == 1:
            return trial or kept
        middle = len(fixes) // 2
        return self._most(fixes[middle:], self._most(fixes[:middle], kept, keep_agreements), keep_agreements)

    def _trial(self, fixes: tuple[Fix, ...], keep_agreements: bool) -> _Trial | None:
        files = self._files(fixes)
        try:
            after = prove(self.world.workspace.snapshot, files, self.world.as_of, self.world)
        except CollabError:
            return None
        if keep_agreements and not self.world.once(_in_force) <= after.once(_in_force):
            return None
        return _Trial(fixes, files, after)

    def _files(self, fixes: Sequence[Fix]) -> dict[str, bytes]:
        patches: dict[str, list[Patch]] = defaultdict(list)
        for fix in fixes:
            for patch in fix.patches:
                patches[patch.path].append(patch)
        return {path: apply_patches(self._document(path, found), found) for path, found in patches.items()}

    def _document(self, path: str, patches: Sequence[Patch]) -> Document:
        """Return the file the patches were made for, empty for one they make."""
        data, known = self._read(path), self.world.workspace.documents.get(path)
        if known is not None or path in self._beside:
            is_as_read = data == (known.data if known is not None else self._beside[path])
        else:  # a new file, or one that could not be read: its fixes come from reading it
            fixes = read_document(path, data).faults if data is not None else ()
            offered = [patch for fault in fixes for fix in fault.fixes for patch in fix.patches]
            is_as_read = data is None or all(patch in offered for patch in patches)
        if not is_as_read:
            raise CollabError(
                msg("{path} has changed since it was read, so nothing was written", path=path),
                msg("look at the change, then run the command again"),
            )
        return Document(path, data or b"")

    def _read(self, path: str) -> bytes | None:
        """Return a file with the fixes applied so far, None if there is none; it is read once."""
        if path in self._after:
            return self._after[path]
        if path not in self._before:
            self._before[path] = self._bytes(path)
        return self._before[path]

    def _bytes(self, path: str) -> bytes | None:
        snapshot = self.world.workspace.snapshot
        if path in self._beside:
            return self._beside[path]
        if path not in snapshot.paths:
            return None
        try:
            return snapshot.read(path)
        except Unreadable as problem:
            raise CollabError(problem.fault.message, problem.fault.hint) from None


def _apart(fixes: Sequence[Fix]) -> tuple[Fix, ...]:
    """Return the fixes without those that touch, or border on, what an earlier one changes."""
    taken: dict[str, list[Patch]] = defaultdict(list)
    apart = []
    for fix in fixes:
        if any(_meet(patch, other) for patch in fix.patches for other in taken[patch.path]):
            continue
        apart.append(fix)
        for patch in fix.patches:
            taken[patch.path].append(patch)
    return tuple(apart)


def _meet(one: Patch, other: Patch) -> bool:
    return one.start <= other.end and other.start <= one.end


def _in_force(world: World) -> frozenset[tuple[str, str, str]]:
    """Return the agreements bound to the present text of what they are about: file, record and digest."""
    workspace = world.workspace
    found = set()
    for each in bound_digests(workspace):
        record = workspace.find(each.ref)
        if record is not None and world.digest(record) == each.digest:
            found.add((each.path, each.ref, each.digest))
    return frozenset(found)
