"""Who agreed to what: approvals of charters and accepted proposals, bound to the digests of the text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from benchmarks.company import HEAD, Company, Department, Fields
from benchmarks.duties import Duties, affected
from benchmarks.goals import Goals

if TYPE_CHECKING:
    from collab_cli.model.record import Record


def read_digests(root: Path) -> Mapping[str, str]:
    """Return the digest of every goal and charter in the workspace at ``root``, by ``kind:id``.

    The product computes them, since an agreement on anything else would be a finding (P209).
    """
    from collab_cli.graph.digest import digest
    from collab_cli.model.charter import Charter
    from collab_cli.model.goal import Goal
    from collab_cli.model.load_workspace import load_workspace
    from collab_cli.sources.snapshot import working_tree

    wanted = frozenset({"collab.yaml", "goals", "charters"})
    workspace = load_workspace(working_tree(root, wanted=lambda name: name in wanted))
    records: list[Record[Any]] = [*workspace.all(Goal), *workspace.all(Charter)]
    return {record.ref: digest(record) for record in records}


def approve(company: Company, duties: Duties, digests: Mapping[str, str]) -> None:
    """Add to each charter the approvals of the departments it concerns."""
    for charter, fields in duties.charters.items():
        owner = charter.removesuffix("-process")
        fields["approvals"] = [
            {
                "department": department,
                "by": company.by_id[department].head,
                "date": f"2025-02-{20 + number % 8}",
                "digest": digests[f"charter:{charter}"],
            }
            for number, department in enumerate(affected(fields, owner))
        ]


def stamp_links(goals: Goals, digests: Mapping[str, str]) -> None:
    """Add to each link upward the digest of the goal it leads to."""
    for fields in goals.records.values():
        for link in fields.get("contributes_to", ()):
            link["parent_digest"] = digests[f"goal:{link['goal']}"]


def propose(company: Company, goals: Goals, digests: Mapping[str, str], rng: Random) -> dict[str, Fields]:
    """Return one accepted proposal for the goals of each department, and one for those of the company."""
    whole = company.departments[: min(6, len(company.departments))]
    proposals = {"company-goals-2025": _proposal("公司目标 2025", goals.of(None), whole, digests, rng)}
    for department in company.departments:
        heard = [department, *(company.by_id[partner] for partner in department.partners[:2])]
        title = department.says(f"{department.zh}目标分解 2025", f"Goals of {department.en} 2025")
        subjects = goals.of(department.id)
        proposals[f"{department.id}-goals-2025"] = _proposal(title, subjects, heard, digests, rng)
    return proposals


def _proposal(
    title: str, subjects: list[str], heard: list[Department], digests: Mapping[str, str], rng: Random
) -> Fields:
    positions = [
        {"department": department.id, "by": department.head, "date": "2025-01-13", "position": "agree"}
        for department in heard
    ]
    ideas = [
        {"by": rng.choice(department.people), "text": "增设区域试点，先行验证", "disposition": "accepted"}
        for department in heard[:2]
    ]
    return {
        "title": title,
        "type": "goal_set",
        "method": "sign_off",
        "subjects": [{"ref": f"goal:{goal}", "digest": digests[f"goal:{goal}"]} for goal in subjects],
        "affected": [department.id for department in heard],
        "opened": "2025-01-06",
        "deadline": "2025-01-14",
        "decided": "2025-01-15",
        "review_on": "2025-12-15",
        "ideas": ideas,
        "positions": positions,
        "status": "accepted",
        "signoffs": [{"by": HEAD, "date": "2025-01-15"}],
    }
