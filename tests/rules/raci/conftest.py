"""A small company whose charters each test writes itself."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Protocol

import pytest

from collab_cli.findings import Finding
from collab_cli.i18n import Language
from collab_cli.rules.engine import Outcome
from tests.conftest import MakeWorkspace
from tests.house.catalogues import compiled, read_parts
from tests.rules.worlds import AS_OF, check

BASE = {
    "departments.yaml": """\
- {id: sales, name: {zh: 销售部, en: Sales}, head: zhang-wei}
- {id: production, name: {zh: 生产部, en: Production}, head: wang-qiang}
- {id: marketing, name: {zh: 市场部, en: Marketing}, head: liu-fang}
""",
    "people.yaml": """\
- {id: zhang-wei, name: Zhang Wei, department: sales, role: key-account}
- {id: chen-jie, name: Chen Jie, department: sales}
- {id: wang-qiang, name: Wang Qiang, department: production}
- {id: liu-fang, name: Liu Fang, department: marketing}
""",
    "roles.yaml": "- {id: key-account, name: Key account manager, department: sales}\n",
    "activities.yaml": """\
- {id: market-research, name: {zh: 市场调研, en: Market research}, required: false}
- {id: tenders, name: {zh: 投标, en: Tenders}, required: false}
""",
}


class Check(Protocol):
    """Check the small company with these files; departments, people and catalogue are there unless given."""

    def __call__(self, files: Mapping[str, str], /, *select: str, as_of: date = ...) -> Outcome: ...


@pytest.fixture
def checked(make_workspace: MakeWorkspace) -> Check:
    """Return the function that checks the small company."""

    def run(files: Mapping[str, str], /, *select: str, as_of: date = AS_OF) -> Outcome:
        outcome = check(make_workspace({**BASE, **files}), as_of, select=select)
        assert not outcome.crashed
        return outcome

    return run


def charter(*rows: str, head: str = "status: effective") -> str:
    """Return the text of a charter: the rows from line 4 on, each starting in column 6."""
    duties = "".join(f"  - {{{row}}}\n" for row in rows)
    return f"title: Charter\n{head}\n{'duties:' if rows else 'duties: []'}\n{duties}"


def settings(text: str) -> str:
    """Return a collab.yaml with further lines."""
    return f"schema: 1\ncompany: {{name: Example}}\nperiods: []\n{text}\n"


def told(outcome: Outcome) -> list[tuple[str, str]]:
    """Return place and message of the findings, in English."""
    english = Language("en", ())
    return [(str(finding.place), english.say(finding.message)) for finding in outcome.findings]


def in_chinese(finding: Finding) -> str:
    """Return message and hint as the catalogue parts say them."""
    catalogue = gettext.GNUTranslations(BytesIO(compiled(read_parts())["collab.mo"]))
    chinese = Language("zh", (catalogue,))
    assert finding.hint is not None
    return f"{chinese.say(finding.message)}；{chinese.say(finding.hint)}"
