"""A repository in which a duty is renamed, moved to another charter and changed on a branch, with known commits."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.conftest import MINIMAL_SETTINGS
from tests.sources.repositories import commit, git, make_repository, write

DEPARTMENTS = """\
- {id: sales, name: Sales}
- {id: marketing, name: Marketing}
"""
CHARTER = """\
title: {title}
version: 1
status: draft
duties:
"""
RESEARCH = """\
  - id: {id}
    title: Market research
    content: [Surveys every quarter in all regions we sell to, A yearly report]
    raci: {{{raci}}}
"""
OTHER = """\
  - id: other
    title: Something else entirely
    raci: {sales: AR}
"""


def charter(department: str, *duties: str) -> dict[str, str]:
    """Return the file of a charter with these duties."""
    text = CHARTER.format(title=f"Charter of {department}")
    return {f"charters/{department}.yaml": text + "".join(duties)}


def make_eventful_company(root: Path) -> Mapping[str, str]:
    """Make the repository and return its commits by what they did."""
    made: dict[str, str] = {}

    def done(what: str, files: dict[str, str], day: int) -> None:
        write(root, files)
        made[what] = commit(root, what, day=f"2025-01-{day:02}T12:00:00+08:00")

    make_repository(root)
    done("begin", {"collab.yaml": MINIMAL_SETTINGS, "departments.yaml": DEPARTMENTS}, 1)
    research = RESEARCH.format(id="research", raci="sales: AR")
    done(
        "written", {**charter("sales", research, OTHER), **charter("marketing", OTHER.replace("sales", "marketing"))}, 2
    )
    done("layout", charter("sales", "  # a comment\n" + research, OTHER), 3)
    informed = RESEARCH.format(id="research", raci="sales: AR, marketing: I")
    done("informed", charter("sales", informed, OTHER), 4)
    named = informed.replace("id: research", "id: market-research")
    done("renamed", charter("sales", named, OTHER), 5)
    git(root, "checkout", "--quiet", "-b", "topic")
    reworded = named.replace("A yearly report", "A report every spring")
    done("reworded", charter("sales", reworded, OTHER), 6)
    git(root, "checkout", "--quiet", "main")
    other = OTHER.replace("Something else entirely", "Another matter")
    done("aside", charter("sales", named, other), 7)
    git(root, "merge", "--quiet", "--no-ff", "-m", "merge", "topic", day="2025-01-08T12:00:00+08:00")
    made["merge"] = git(root, "rev-parse", "HEAD")
    moved = reworded.replace("sales: AR, marketing: I", "marketing: AR, sales: C")
    here = charter("marketing", OTHER.replace("sales", "marketing"), moved)
    done("moved", {**charter("sales", other), **here}, 9)
    (root / "charters/marketing.yaml").unlink()
    files = {"charters/brand/marketing.yaml": here["charters/marketing.yaml"]}
    done("another folder", files, 10)
    later = moved.replace("all regions", "each region")
    done("retold", {"charters/brand/marketing.yaml": files["charters/brand/marketing.yaml"].replace(moved, later)}, 11)
    return made
