"""What findings say in Chinese, read from the parts of the catalogue so that no compiled file is needed."""

from __future__ import annotations

import gettext
from functools import cache

from collab_cli.i18n import Language
from collab_cli.rules.engine import Outcome
from tests.house.catalogues import Entry, read_parts
from tests.rules.worlds import said


class _Parts(gettext.NullTranslations):
    def __init__(self, entries: list[Entry]) -> None:
        super().__init__()
        self._known = {entry.english: entry.chinese for entry in entries}

    def gettext(self, message: str) -> str:
        return self._known.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._known.get(msgid1, msgid1 if n == 1 else msgid2)


@cache
def chinese() -> Language:
    """Return Chinese as the parts have it."""
    return Language("zh", (_Parts([entry for entries in read_parts().values() for entry in entries]),))


def in_chinese(outcome: Outcome, code: str) -> list[str]:
    """Return message and hint of the findings of a rule in Chinese."""
    return [said(finding, chinese()) for finding in outcome.findings if finding.code == code]
