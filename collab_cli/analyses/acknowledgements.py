"""Who must know a charter, and who has read which version of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Literal

from collab_cli.graph.agreements import affected_departments, owning_department
from collab_cli.graph.world import World
from collab_cli.model.charter import Charter, CharterAcknowledgement
from collab_cli.model.department import Department
from collab_cli.model.person import Person
from collab_cli.model.record import Record

Concern = Literal["owning", "affected", "informed"]
"""Why a department must know a charter: it is its own, it holds a letter other than I, or it holds I alone."""
_PLACES: Final = Decimal("1e-9")


@dataclass(frozen=True, slots=True)
class Reader:
    """An active person who must know a charter; ``entry`` is the newest word of having read it, if there is one."""

    person: str
    entry: CharterAcknowledgement | None
    is_present: bool


@dataclass(frozen=True, slots=True)
class Readership:
    """The active persons of a department who must know a charter, those of its sub-departments included."""

    department: str
    concern: Concern
    readers: tuple[Reader, ...]

    @property
    def known(self) -> int:
        """Return how many have acknowledged the present version."""
        return sum(reader.is_present for reader in self.readers)

    @property
    def share(self) -> Decimal:
        """Return the share that has acknowledged the present version, as limits compare it; 1 where nobody has to."""
        if not self.readers:
            return Decimal(1)
        return (Decimal(self.known) / len(self.readers)).quantize(_PLACES, ROUND_HALF_UP)

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the persons who still have to read the present version."""
        return tuple(reader.person for reader in self.readers if not reader.is_present)


def readers(world: World, charter: Record[Charter]) -> tuple[Readership, ...]:
    """Return who must know a charter, by department: the owning one, those affected, those only informed.

    Within each concern departments come in the order of the register; closed departments are left out.
    """
    owning = owning_department(world.parties, charter)
    affected = affected_departments(world.parties, charter)
    held = {world.parties.department(party) for row in charter.value.duties for party in row.raci}
    concerns: dict[str, Concern] = {}
    for department in world.all(Department):
        if department.value.status != "active":
            continue
        if department.id == owning:
            concerns[department.id] = "owning"
        elif department.id in affected:
            concerns[department.id] = "affected"
        elif department.id in held:
            concerns[department.id] = "informed"
    order = ("owning", "affected", "informed")
    ranked = sorted(concerns.items(), key=lambda item: order.index(item[1]))
    return tuple(Readership(one, concern, department_readers(world, charter, one)) for one, concern in ranked)


def department_readers(world: World, charter: Record[Charter], department_id: str) -> tuple[Reader, ...]:
    """Return the active persons who count for a department, each with the newest acknowledgement of a charter."""
    newest: dict[str, CharterAcknowledgement] = {}
    for entry in charter.value.acknowledgements:
        known = newest.get(entry.person)
        if known is None or (known.version or 0) <= (entry.version or 0):
            newest[entry.person] = entry
    version = charter.value.version
    read = {entry.person for entry in charter.value.acknowledgements if entry.version == version}
    return tuple(
        Reader(person, newest.get(person), person in read) for person in world.once(staff).get(department_id, ())
    )


def staff(world: World) -> dict[str, list[str]]:
    """Return the active persons who count for each department: its own, and those of the departments below it."""
    found: dict[str, list[str]] = {}
    for person in world.all(Person):
        if person.value.status != "active":
            continue
        department = world.parties.department(f"person:{person.id}")
        while department is not None:
            found.setdefault(department, []).append(person.id)
            department = world.parties.parent(department)
    return found
