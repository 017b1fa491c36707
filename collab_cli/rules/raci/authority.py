"""Does who answers for a matter also decide in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from collab_cli.findings import Fault, Related
from collab_cli.graph.matrix import MatrixRow, Row
from collab_cli.graph.world import World
from collab_cli.messages import forms_of, msg
from collab_cli.rules.raci.judged_rows import judged_rows
from collab_cli.rules.rule import rule

_Right = tuple[MatrixRow, Row, int]
"""A decision right: the matrix row and the written row it stands in, and its number there."""


@rule(
    code="R321",
    slug="accountability-without-authority",
    term="Accountability without authority",
    severity="info",
    profile="strict",
    handbook="6.1",
    target="charter:sales/complaint-handling",
)
def accountability_without_authority(world: World) -> Iterator[Fault]:
    """Who answers for a matter may not decide in it, somebody else may.

    What it finds
        A row with an A and without `decision_rights`, whose activity (id, name or alias) the `decision_rights` of a row
        with the A of another person name.

    Why it matters
        Whoever answers without power can only pass the blame on.

    Example
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: complaint-handling, raci: {sales: AR, production: C}}
        # charters/production.yaml
        title: Charter of Production
        status: effective
        duties:
          - id: production-planning
            raci: {production: AR, sales: C}
            decision_rights: [Refunds in complaint handling]

    Instead
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - id: complaint-handling
            raci: {sales: AR, production: C}
            decision_rights: [Refunds up to 5000 yuan]
        # charters/production.yaml
        title: Charter of Production
        status: effective
        duties:
          - id: production-planning
            raci: {production: AR, sales: C}
            decision_rights: [Refunds in complaint handling]

    How to mend it
        Write under `decision_rights` what the accountable party may decide by itself, and take it out of the other row;
        or give the A to whoever decides.
    """
    rows = tuple(judged_rows(world))
    rights: tuple[_Right, ...] = tuple(
        (matrix_row, row, index)
        for matrix_row in rows
        if matrix_row.parties("A")
        for row in matrix_row.rows
        for index in range(len(row.row.decision_rights))
    )
    for matrix_row in rows if rights else ():
        accountable = matrix_row.parties("A")
        if not accountable or any(any(row.row.decision_rights) for row in matrix_row.rows):
            continue
        own = frozenset(world.parties.accountable_people(accountable))
        named = _named_by(matrix_row)
        for other, row, index in rights:
            theirs = world.parties.accountable_people(other.parties("A"))
            if own.isdisjoint(theirs) and named.search(row.row.decision_rights[index]):
                message = msg(
                    "{party} answers for {row}, but the right to decide in it stands in {other}",
                    party=world.parties.name(accountable[0]),
                    row=matrix_row.titled,
                    other=other.titled,
                )
                hint = msg("write decision_rights, or give the A to whoever decides")
                related = (Related(row.place("decision_rights", index)),)
                yield Fault(matrix_row.first.raci_place, message, hint, (*matrix_row.records, row.ref), related)
                break


def _named_by(matrix_row: MatrixRow) -> re.Pattern[str]:
    """Return what finds the id, a name or an alias of a row in a text; Latin ones as whole words."""
    activity = matrix_row.activity
    texts = [matrix_row.first.activity]
    for name in (activity.name if activity is not None else None, *(row.row.title for row in matrix_row.rows)):
        texts += forms_of(name)
    if activity is not None:
        texts += activity.value.aliases
    whole = (re.escape(text.strip()) for text in texts if text.strip())
    ends = (f"(?<![a-z0-9-]){one}(?![a-z0-9-])" if one[:1].isascii() else one for one in whole)
    return re.compile("|".join(ends), re.IGNORECASE)
