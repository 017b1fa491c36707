"""The world as rules and reports see it: a workspace, its graph, and the day it is looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar

from collab_cli.findings import Fault
from collab_cli.graph.digest import digest
from collab_cli.graph.goal_tree import GoalTree, build_goal_tree
from collab_cli.graph.matrix import Matrix, build_matrix
from collab_cli.graph.parties import Parties
from collab_cli.graph.references import resolve_references
from collab_cli.messages import Bilingual
from collab_cli.model.field_types import KindRecord
from collab_cli.model.record import Record, T
from collab_cli.model.settings import Settings
from collab_cli.model.thresholds import number_of
from collab_cli.model.workspace import Workspace

Answer = TypeVar("Answer")


class Graph:
    """What links the records of a workspace, each part built when first asked for."""

    def __init__(self, workspace: Workspace, as_of: date) -> None:
        self._workspace = workspace
        self._as_of = as_of
        self._digests: dict[str, str] = {}
        self.listed: dict[tuple[type[KindRecord], bool], tuple[Record[Any], ...]] = {}
        self.answers: dict[tuple[Callable[[World], Any], bool], Any] = {}

    @cached_property
    def parties(self) -> Parties:
        """Return who the parties of responsibility rows are."""
        return Parties(self._workspace)

    @cached_property
    def matrix(self) -> Matrix:
        """Return the responsibility matrix of the effective charters."""
        return build_matrix(self._workspace, self._as_of)

    @cached_property
    def goal_tree(self) -> GoalTree:
        """Return the links between goals, drafts included."""
        return build_goal_tree(self._workspace)

    def digest(self, record: Record[Any]) -> str:
        """Return the digest of a record as written, computed once."""
        found = self._digests.get(record.ref)
        if found is None:
            found = self._digests[record.ref] = digest(record)
        return found


@dataclass(frozen=True, slots=True)
class OwnersText:
    """The owners file of a git host as it is written, which is no record."""

    path: str
    data: bytes


def no_owners() -> OwnersText | None:
    """Return None: nobody has looked for an owners file."""
    return None


DigestsBefore = Callable[[date, Sequence[Record[Any]]], Mapping[str, str] | None]
"""Returns, by `kind:id`, the digests records had at the last revision before a day; None where nothing tells them."""


def no_history(day: date, records: Sequence[Record[Any]]) -> Mapping[str, str] | None:
    """Return None: nobody has looked into a history."""
    return None


@dataclass(frozen=True)
class World:
    """Frozen input of every rule and report.

    ``faults`` are those of loading and of references. With ``drafts`` off, ``all`` leaves records of state
    draft out: most rules do not judge them. ``owners`` reads the owners file beside the records when it is asked,
    ``digests_before`` the history.
    """

    workspace: Workspace
    as_of: date
    faults: tuple[Fault, ...]
    graph: Graph
    drafts: bool = True
    owners: Callable[[], OwnersText | None] = no_owners
    digests_before: DigestsBefore = no_history

    @property
    def settings(self) -> Settings:
        """Return the settings of collab.yaml."""
        return self.workspace.settings

    @property
    def parties(self) -> Parties:
        """Return who the parties of responsibility rows are."""
        return self.graph.parties

    @property
    def matrix(self) -> Matrix:
        """Return the responsibility matrix of the effective charters."""
        return self.graph.matrix

    @property
    def goal_tree(self) -> GoalTree:
        """Return the links between goals, drafts included."""
        return self.graph.goal_tree

    def once(self, ask: Callable[[World], Answer]) -> Answer:
        """Return what ``ask`` answers about this world, worked out once for all rules and reports."""
        answers, key = self.graph.answers, (ask, self.drafts)
        if key not in answers:
            answers[key] = ask(self)
        found: Answer = answers[key]
        return found

    def without_drafts(self) -> World:
        """Return this world as rules see it that do not judge drafts."""
        return replace(self, drafts=False)

    def all(self, struct: type[T]) -> tuple[Record[T], ...]:
        """Return the records of a kind in path order, without drafts where those are not judged."""
        known = self.graph.listed
        key = (struct, self.drafts)
        if key not in known:
            records = self.workspace.all(struct)
            known[key] = records if self.drafts else tuple(record for record in records if not record.is_draft)
        return known[key]

    def get(self, struct: type[T], record_id: str | None) -> Record[T] | None:
        """Return the record of a kind with this id, draft or not, or None."""
        return self.workspace.get(struct, record_id)

    def name(self, struct: type[T], record_id: str) -> str | Bilingual:
        """Return what people call a record, or its id when it is not there."""
        record = self.workspace.get(struct, record_id)
        return record.name if record is not None else record_id

    def digest(self, record: Record[Any]) -> str:
        """Return the digest of a record as written."""
        return self.graph.digest(record)

    def faults_of(self, code: str) -> tuple[Fault, ...]:
        """Return the faults loading has found for a structure rule."""
        return tuple(fault for fault in self.faults if fault.code == code)

    def threshold(self, name: str) -> Decimal:
        """Return a threshold of rules.md section 15: the workspace's own value, else the default."""
        return number_of(self.settings, name)


def build_world(workspace: Workspace, as_of: date) -> World:
    """Return the world of a workspace on a day, references resolved."""
    resolved, faults = resolve_references(workspace)
    return World(resolved, as_of, (*workspace.faults, *faults), Graph(resolved, as_of))
