"""The owners file of a git host: whom it asks to review which file, from departments, charters and goals.

Its text is the same in every language: it is read by the host, and compared byte by byte.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from collab_cli.analyses.git_host_accounts import accounts
from collab_cli.graph.agreements import affected_departments, owning_department
from collab_cli.graph.world import World
from collab_cli.messages import forms_of
from collab_cli.model.charter import KIND as charter_kind
from collab_cli.model.charter import Charter
from collab_cli.model.department import Department
from collab_cli.model.goal import KIND as goal_kind
from collab_cli.model.goal import Goal
from collab_cli.model.record import Record
from collab_cli.model.settings_file import SETTINGS_PATH

Dialect = Literal["github", "gitlab"]
DIALECTS: Final[tuple[Dialect, ...]] = ("github", "gitlab")
PLACES: Final = ("CODEOWNERS", ".github/CODEOWNERS", ".gitlab/CODEOWNERS", "docs/CODEOWNERS")
"""Where hosts look for the file, from the top of the repository."""

ACCEPTED_FINDINGS: Final = "collab-baseline.json"
"""The file of accepted findings: who adds to it decides what no check tells any more."""

_MARK: Final = "# Made by: collab export codeowners --dialect "
_ABOUT: Final[Mapping[Dialect, tuple[str, ...]]] = {
    "github": (
        "# Departments, charters and goals say who owns what: change them and make this file anew.",
        "# GitHub asks one owner of a line to approve; collab review tells whether all have agreed.",
    ),
    "gitlab": (
        "# Departments, charters and goals say who owns what: change them and make this file anew.",
        "# Each section needs an approval of its own, so every department a change concerns has to agree.",
    ),
}
_PLAIN: Final = re.compile(r"[^A-Za-z0-9._/\u4e00-\u9fff-]")
_SECTION: Final = re.compile(r"[^\w .()&-]")
_COMPANY: Final = "Company"

Party = str
"""A department by its id, the head of the company as ""."""


@dataclass(frozen=True, slots=True)
class OwnersFile:
    """The text of an owners file, and who is asked for something in it and has no account."""

    text: str
    without_account: tuple[Party, ...]


def owners_file(world: World, dialect: Dialect, folder: str = "") -> OwnersFile:
    """Return the owners file of a workspace in ``folder`` of its repository, "" or ending in ``/``."""
    asked = _asked(world)
    known = {party: account for party in _parties(asked) if (account := _account(world, party)) is not None}
    make = _github if dialect == "github" else _gitlab
    head = (f"{_MARK}{dialect}", *_ABOUT[dialect])
    lines = (*head, *make(world, asked, known, f"/{folder}"))
    lacking = tuple(party for party in _parties(asked) if party not in known)
    return OwnersFile("".join(f"{line}\n" for line in lines), lacking)


def dialect_of(text: str) -> Dialect | None:
    """Return the dialect of an owners file this module made, None for one somebody else did."""
    first = text.partition("\n")[0].rstrip("\r")
    return next((dialect for dialect in DIALECTS if first == _MARK + dialect), None)


def _asked(world: World) -> dict[str, tuple[Party, ...]]:
    """Return who is asked about each file, by its path: the general ones first, so that a later line counts."""
    found: dict[str, dict[Party, None]] = {SETTINGS_PATH: {"": None}, ACCEPTED_FINDINGS: {"": None}}
    for path in sorted({record.path for record in _all_records(world) if "/" not in record.path}):
        found[path] = {"": None}
    for goal in world.all(Goal):
        own = (goal.value.department,) if goal.value.department is not None else ("",)
        found.setdefault(goal.path, {}).update(dict.fromkeys((*own, *goal.value.co_owners)))
    for charter in world.all(Charter):
        if charter.value.status != "superseded":
            owning = owning_department(world.parties, charter)
            first = (owning,) if owning is not None else ("",)
            parties = dict.fromkeys((*first, *affected_departments(world.parties, charter)))
            found.setdefault(charter.path, {}).update(parties)
    return {path: tuple(parties) for path, parties in found.items()}


def _all_records(world: World) -> Iterator[Record[Any]]:
    for records in world.workspace.records.values():
        yield from records.values()


def _parties(asked: Mapping[str, Iterable[Party]]) -> tuple[Party, ...]:
    """Return everybody who is asked, once, in the order of the file."""
    return tuple(dict.fromkeys(party for parties in asked.values() for party in parties))


def _account(world: World, party: Party) -> str | None:
    """Return the account of a department: its team, else its head; of the company, its head."""
    if not party:
        found = accounts(world, None, world.settings.company.head)
        return found.user or found.address
    department = world.get(Department, party)
    found = accounts(world, party, department.value.head if department is not None else None)
    return found.team or found.user or found.address


def _github(
    world: World, asked: Mapping[str, tuple[Party, ...]], known: Mapping[Party, str], top: str
) -> Iterator[str]:
    yield ""
    if "" in known:
        general = [f"{top}{folder}/" for folder in (goal_kind.folder, charter_kind.folder)]
        yield from (f"{_pattern(pattern)} {known['']}" for pattern in (PLACES[0], *general))
    for path, parties in asked.items():
        owners = tuple(dict.fromkeys(known[party] for party in parties if party in known))
        if owners:
            yield f"{_pattern(top + path)} {' '.join(owners)}"


def _gitlab(
    world: World, asked: Mapping[str, tuple[Party, ...]], known: Mapping[Party, str], top: str
) -> Iterator[str]:
    names = {party: _section(world, party) for party in known}
    seen = Counter(name.casefold() for name in names.values())
    for party, account in known.items():
        name = names[party]
        yield ""
        yield f"[{name} ({party})] {account}" if seen[name.casefold()] > 1 and party else f"[{name}] {account}"
        yield from () if party else (PLACES[0],)
        yield from (_pattern(top + path) for path, parties in asked.items() if party in parties)


def _section(world: World, party: Party) -> str:
    """Return what a section is called: the department by its name, without what means something in such a line."""
    department = world.get(Department, party)
    forms = forms_of(department.name) if department is not None else [_COMPANY]
    return " ".join(_SECTION.sub(" ", forms[-1]).split()) or party


def _pattern(path: str) -> str:
    """Return the pattern of a file; a character that may mean something there stands for any character."""
    return _PLAIN.sub("?", path)
