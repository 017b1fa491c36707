"""Parties of a responsibility row: which person answers, which department they count for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from collab_cli.messages import Bilingual
from collab_cli.model.department import Department
from collab_cli.model.field_types import KindRecord
from collab_cli.model.person import Person
from collab_cli.model.record import Record
from collab_cli.model.role import Role
from collab_cli.model.workspace import Workspace


@dataclass(frozen=True)
class Parties:
    """Answers about parties: a bare id is a department, else `person:x` or `role:x`."""

    workspace: Workspace
    _accountable: dict[str, str | None] = field(default_factory=dict, init=False, repr=False, compare=False)
    _columns: dict[str, str | None] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def holders(self) -> Mapping[str, tuple[str, ...]]:
        """Return the active persons of each role, by role id."""
        found: dict[str, tuple[str, ...]] = {}
        for person in self.workspace.all(Person):
            role = person.value.role
            if role is not None and person.value.status == "active":
                found[role] = (*found.get(role, ()), person.id)
        return found

    @cached_property
    def active_departments(self) -> tuple[Record[Department], ...]:
        """Return the departments that are not closed, in path order."""
        return tuple(d for d in self.workspace.all(Department) if d.value.status == "active")

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Return the columns of the matrix: active departments, a sub-department counting with its parent."""
        return tuple(d.id for d in self.active_departments if self.top(d.id) == d.id)

    def is_active_person(self, person_id: str | None) -> bool:
        """Return whether the person is in the register and has not left."""
        person = self.workspace.get(Person, person_id)
        return person is not None and person.value.status == "active"

    def accountable_people(self, parties: Iterable[str]) -> Mapping[str, str]:
        """Return who answers (see `answering`), each with the first of ``parties`` that stands for them."""
        found: dict[str, str] = {}
        for party in parties:
            found.setdefault(self.answering(party), party)
        return found

    def accountable_person(self, party: str) -> str | None:
        """Return the one active person who answers for a party, or None if nobody or several do."""
        if party not in self._accountable:
            self._accountable[party] = self._find_accountable(party)
        return self._accountable[party]

    def _find_accountable(self, party: str) -> str | None:
        kind, _, rest = party.rpartition(":")
        if kind == "person":
            return rest if self.is_active_person(rest) else None
        if kind == "role":
            holders = self.holders.get(rest, ())
            return holders[0] if len(holders) == 1 else None
        department = self.workspace.get(Department, rest)
        if department is None or department.value.status != "active":
            return None
        return department.value.head if self.is_active_person(department.value.head) else None

    def speakers(self, department_id: str, day: date) -> tuple[str, ...]:
        """Return the active persons who speak for a department on a day, the head first.

        Those are the head, the deputy, and whoever an absence of the head on that day names.
        """
        department = self.workspace.get(Department, department_id)
        if department is None or department.value.status != "active":
            return ()
        head = self.workspace.get(Person, department.value.head)
        absences = head.value.absences if head is not None else ()
        named = (absence.deputy for absence in absences if absence.from_ <= day <= absence.to)
        found = dict.fromkeys((department.value.head, department.value.deputy, *named))
        return tuple(person for person in found if person is not None and self.is_active_person(person))

    def answering(self, party: str) -> str:
        """Return the person who answers for a party, or the party itself: what two parties are compared by.

        Parties that resolve to nobody stay apart; two parties of one person count once.
        """
        person = self.accountable_person(party)
        return f"person:{person}" if person is not None else party

    def department(self, party: str) -> str | None:
        """Return the department a party counts for, or None: its own, that of the person, that of the role."""
        kind, _, rest = party.rpartition(":")
        if kind == "person":
            person = self.workspace.get(Person, rest)
            return person.value.department if person else None
        if kind == "role":
            role = self.workspace.get(Role, rest)
            if role is None:
                return None
            holder = self.workspace.get(Person, next(iter(self.holders.get(rest, ())), None))
            return role.value.department or (holder.value.department if holder else None)
        return rest

    def column(self, party: str) -> str | None:
        """Return the column a party counts in: its department, or that one's highest parent."""
        if party not in self._columns:
            self._columns[party] = self._find_column(party)
        return self._columns[party]

    def _find_column(self, party: str) -> str | None:
        department = self.department(party)
        return self.top(department) if department is not None else None

    def counts_for(self, party: str, department_id: str) -> bool:
        """Return whether a party counts for a department: it is that one, or below it, or a person or role there."""
        current = self.department(party)
        while current is not None:
            if current == department_id:
                return True
            current = self.parent(current)
        return False

    def top(self, department_id: str) -> str:
        """Return the department that is a column and that one counts in: itself, or the highest of its parents."""
        while (above := self.parent(department_id)) is not None:
            department_id = above
        return department_id

    def parent(self, department_id: str) -> str | None:
        """Return the department one is part of, or None: no such record, a closed one, or one of the same circle."""
        department = self.workspace.get(Department, department_id)
        parent = self.workspace.get(Department, department.value.parent) if department is not None else None
        if parent is None or parent.value.status != "active" or department_id in self._in_circles:
            return None
        return parent.id

    @cached_property
    def circles(self) -> tuple[tuple[Record[Department], ...], ...]:
        """Return the circles of departments each below the next, each circle and all of them in path order."""
        found: list[tuple[Record[Department], ...]] = []
        judged: set[str] = set()
        for start in self.workspace.all(Department):
            way: dict[str, Record[Department]] = {}
            current: Record[Department] | None = start
            while current is not None and current.id not in way and current.id not in judged:
                way[current.id] = current
                current = self.workspace.get(Department, current.value.parent)
            if current is not None and current.id in way:
                members = set(list(way)[list(way).index(current.id) :])
                found.append(tuple(one for one in self.workspace.all(Department) if one.id in members))
            judged |= way.keys()
        return tuple(found)

    @cached_property
    def _in_circles(self) -> frozenset[str]:
        return frozenset(department.id for circle in self.circles for department in circle)

    @staticmethod
    def ref(party: str) -> str:
        """Return a party as a reference with its kind: `department:sales` for `sales`."""
        return party if ":" in party else f"department:{party}"

    def name(self, party: str) -> str | Bilingual:
        """Return what people call a party: the name of the department, person or role, else the id."""
        kind, _, rest = party.rpartition(":")
        struct = _STRUCTS.get(kind)
        record = self.workspace.get(struct, rest) if struct is not None else None
        return record.name if record is not None else rest


_STRUCTS: dict[str, type[KindRecord]] = {"": Department, "department": Department, "person": Person, "role": Role}
