"""Do both sides of a shared duty know of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from collab_cli.findings import Fault, Fix
from collab_cli.graph.letters import responsible_letter
from collab_cli.graph.matrix import MatrixRow, Row
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.model.department import Department
from collab_cli.rules.raci.letter_edits import write_letters
from collab_cli.rules.rule import rule


@rule(
    code="R325",
    slug="one-sided-sharing",
    term="One-sided sharing",
    severity="warning",
    profile="strict",
    absence=("charter",),
    fix="safe",
    handbook="6.2",
    target="charter:sales/customer-development",
)
def one_sided_sharing(world: World) -> Iterator[Fault]:
    """A duty is shared with a department that knows nothing of it.

    What it finds
        A department under `shared_with` that takes no part in the row (no A, R, S or C) and does not share the same
        activity with the department of the charter in its own.

    Why it matters
        Only one side knows of the joint work, so it stays undone.

    Example
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - id: customer-development
            raci: {sales: AR, production: C}
            shared_with:
              - {department: marketing, split: {lead: Visits and offers, assist: Leads from fairs}}

    Instead
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - id: customer-development
            raci: {sales: AR, production: C, marketing: C}
            shared_with:
              - {department: marketing, split: {lead: Visits and offers, assist: Leads from fairs}}

    How to mend it
        Give the other department a C in the row, or R if it does part of the work; `collab check --fix` adds the C. If
        nothing is shared, take the entry of `shared_with` out.
    """
    for matrix_row in world.matrix.rows:
        for row in matrix_row.rows:
            for index, entry in enumerate(row.row.shared_with):
                department = world.get(Department, entry.department)
                if department is None or _takes_part(world, matrix_row, department.id):
                    continue
                if _is_mirrored(world, row, department.id):
                    continue
                message = msg(
                    "{row} is shared with {department}, which has no part in it",
                    row=matrix_row.titled,
                    department=department.name,
                )
                hint = msg("give it a C, or take it out of shared_with")
                activity = (matrix_row.activity.ref,) if matrix_row.activity is not None else ()
                records = (*activity, row.ref, department.ref)
                place = row.place("shared_with", index, "department")
                yield Fault(place, message, hint, records, fixes=_add_c(row, department.id))


def _takes_part(world: World, matrix_row: MatrixRow, department: str) -> bool:
    letters = {"A", responsible_letter(world.settings), "S", "C"}
    return any(
        letters.intersection(cell) and world.parties.counts_for(party, department)
        for party, cell in matrix_row.letters.items()
    )


def _is_mirrored(world: World, row: Row, department: str) -> bool:
    """Return whether the charter of a department shares what a row is about with the department of that row."""
    return any(
        other.department_charter
        and other.owner.id == department
        and other.activity == row.activity
        and any(entry.department == row.owner.id for entry in other.row.shared_with)
        for matrix_row in world.matrix.rows
        for other in matrix_row.rows
    )


def _add_c(row: Row, department: str) -> tuple[Fix, ...]:
    """Return the edit that gives a department a C; one it has a letter of its own instead of is for people to judge."""
    fixes = write_letters(row, department, "C")
    return tuple(replace(fix, safe=department not in row.row.raci) for fix in fixes)
