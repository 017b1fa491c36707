"""Under which accounts departments and people are known to the git host."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from collab_cli.graph.world import World
from collab_cli.model.department import Department
from collab_cli.model.person import Person

HOSTS: Final = ("github", "gitlab", "gitee", "gitea", "gitcode", "codeberg", "bitbucket", "git")
"""The keys of a person's `contacts` that hold an account of a git host."""

_NAME: Final = "[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?"
_ACCOUNT: Final = re.compile(f"@?{_NAME}(?:/{_NAME})*")
_ADDRESS: Final = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class Accounts:
    """Accounts with their `@`: ``team`` of a department, ``user`` of a person, and the person's ``address``."""

    team: str | None = None
    user: str | None = None
    address: str | None = None

    @property
    def best(self) -> str | None:
        """Return under which of them somebody is told: as a person, else with the department, else by mail."""
        return self.user or self.team or self.address


def accounts(world: World, department: str | None, person: str | None) -> Accounts:
    """Return the accounts of a department and of a person; what cannot be one is left out."""
    unit = world.get(Department, department)
    somebody = world.get(Person, person)
    team = _account(unit.value.vcs_team) if unit is not None else None
    if somebody is None:
        return Accounts(team)
    contacts, words = somebody.value.contacts, somebody.value.git
    named = [contacts[host] for host in HOSTS if host in contacts] + [word for word in words if word.startswith("@")]
    users = [account for account in map(_account, named) if account is not None]
    addresses = [word.strip() for word in words if _ADDRESS.fullmatch(word.strip())]
    return Accounts(team, users[0] if users else None, addresses[0] if addresses else None)


def _account(text: str | None) -> str | None:
    """Return an account with its `@`, None for a text that cannot be one."""
    stripped = (text or "").strip()
    return f"@{stripped.removeprefix('@')}" if _ACCOUNT.fullmatch(stripped) else None
