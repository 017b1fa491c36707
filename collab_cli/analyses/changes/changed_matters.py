"""The matters in which somebody holds other letters than before, with the departments concerned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from collab_cli.analyses.changes.letters import LetterChange, letter_changes
from collab_cli.analyses.changes.new_names import NewNames
from collab_cli.graph.world import World
from collab_cli.messages import Titled

_INFORMED = frozenset("I")


@dataclass(frozen=True, slots=True)
class ChangedMatter:
    """A matter with other letters: ``agree`` are the departments that gained or lost a letter other than I, and those
    that answered or answer for it where that changed; ``told`` those that have to be told.

    ``people`` are those who gained or lost such a letter themselves and are no head of a department; where theirs
    did so as well, it agrees too.
    """

    change: LetterChange
    titled: Titled
    agree: tuple[str, ...]
    told: tuple[str, ...]
    people: tuple[str, ...] = ()


def changed_matters(before: World, after: World, names: NewNames) -> tuple[ChangedMatter, ...]:
    """Return the matters with other letters, in path order after the change, then those that are gone."""
    found = []
    for change in letter_changes(before, after, names):
        old, new = _by_department(before, after, names, change.old), _by_department(before, after, names, change.new)
        both = {*old, *new}
        agree = {one for one in both if old.get(one, _NONE) - _INFORMED != new.get(one, _NONE) - _INFORMED}
        owners, owners_now = _holding("A", old), _holding("A", new)
        if owners != owners_now:
            agree |= owners | owners_now
        departments, people = _by_party(before, after, change)
        agree |= departments
        told = {one for one in both - agree if old.get(one, _NONE) != new.get(one, _NONE)}
        titled = _titled(before, after, change)
        found.append(ChangedMatter(change, titled, _sorted(after, agree), _sorted(after, told), people))
    return tuple(found)


_NONE: frozenset[str] = frozenset()
Letters = dict[str, frozenset[str]]


def _by_department(before: World, after: World, names: NewNames, letters: object) -> Letters:
    """Return the letters of each department; of one that is gone, under the id it had."""
    assert isinstance(letters, dict)
    found: Letters = {}
    for party, cell in letters.items():
        department = after.parties.department(party) or before.parties.department(party)
        if department is not None:
            found[department] = found.get(department, _NONE) | frozenset(cell)
    return found


def _by_party(before: World, after: World, change: LetterChange) -> tuple[set[str], tuple[str, ...]]:
    """Return the departments and the people that gained or lost a letter other than I.

    Parties one person answers for count as one; the head of a department counts as the department.
    """
    parties = after.parties
    holding: dict[str, list[set[str]]] = {}
    named: dict[str, list[str]] = {}
    for side, letters in enumerate((change.old, change.new)):
        for party, cell in letters.items():
            known = parties if parties.department(party) is not None else before.parties
            answering = known.answering(party)
            holding.setdefault(answering, [set(), set()])[side].update(set(cell) - _INFORMED)
            named.setdefault(answering, []).append(party)
    departments: set[str] = set()
    people: dict[str, None] = {}
    for answering, (old, new) in holding.items():
        if old == new:
            continue
        for party in named[answering]:
            person, department = answering.removeprefix("person:"), parties.department(party)
            if ":" not in party:
                departments.add(party)
            elif department is not None and person in (answering, parties.accountable_person(department)):
                departments.add(department)
            elif parties.is_active_person(person):
                people[person] = None
    return departments, tuple(people)


def _holding(letter: str, letters: Letters) -> set[str]:
    return {department for department, cell in letters.items() if letter in cell}


def _titled(before: World, after: World, change: LetterChange) -> Titled:
    """Return what people call a matter."""
    world = after if change.rows_after else before
    row = (change.rows_after or change.rows_before)[0]
    return world.matrix.of_row[row.id].titled


def _sorted(world: World, departments: Iterable[str]) -> tuple[str, ...]:
    """Return departments in the order of the register, those that are gone last."""
    wanted = set(departments)
    known = [department.id for department in world.parties.active_departments if department.id in wanted]
    return (*known, *sorted(wanted.difference(known)))
