"""Is every cell of the matrix sound: one letter, and somebody behind every A."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.analyses.gaps import vacancy
from collab_cli.findings import Fault
from collab_cli.graph.letters import LETTER_ORDER, responsible_letter
from collab_cli.graph.world import World
from collab_cli.messages import Message, msg
from collab_cli.rules.raci.judged_rows import judged_rows
from collab_cli.rules.raci.letter_edits import write_letters
from collab_cli.rules.rule import rule


@rule(
    code="R319",
    slug="accountable-not-resolvable",
    term="Accountable not resolvable",
    severity="error",
    profile="starter",
    absence=("department", "person", "role"),
    handbook="6.2",
    target="charter:sales/customer-development",
)
def accountable_not_resolvable(world: World) -> Iterator[Fault]:
    """An A leads to nobody who could answer.

    What it finds
        A party that holds A and is a department that is closed or has no active head, a role that is not held
        by exactly one active person, or a person who left.

    Why it matters
        An A is worth as much as the person behind it.

    Example
        # departments.yaml
        - {id: sales, name: Sales}
        - {id: production, name: Production, head: wang-qiang}
        - {id: marketing, name: Marketing, head: liu-fang}

    Instead
        # departments.yaml
        - {id: sales, name: Sales, head: zhang-wei}
        - {id: production, name: Production, head: wang-qiang}
        - {id: marketing, name: Marketing, head: liu-fang}

    How to mend it
        Name an active head of the department, let exactly one person hold the role, or give the A to somebody who is
        there.
    """
    for matrix_row in judged_rows(world):
        told: set[str] = set()
        for row in matrix_row.rows:
            for party, cell in row.letters.items():
                if "A" not in cell or party in told or vacancy(world, party) is None:
                    continue
                told.add(party)
                message, hint = _nobody_behind(world, party)
                what = msg("{problem}, but is to answer for {row}", problem=message, row=matrix_row.titled)
                yield Fault(row.raci_place, what, hint, (*matrix_row.records, world.parties.ref(party)))


def _nobody_behind(world: World, party: str) -> tuple[Message, Message]:
    name = world.parties.name(party)
    match vacancy(world, party):
        case "left":
            return msg("{person} has left", person=name), msg("give the A to somebody else")
        case "several":
            return msg("{role} is held by several people", role=name), msg("let one person hold it, or name a person")
        case "nobody":
            return msg("{role} is held by nobody", role=name), msg("let one person hold it, or name a person")
        case "closed":
            return msg("{department} is closed", department=name), msg("give the A to another department")
        case _:
            return msg("{department} has no active head", department=name), msg("name its head")


@rule(
    code="R329",
    slug="conflicting-letters",
    term="Conflicting letters in a cell",
    severity="error",
    profile="starter",
    fix="suggested",
    handbook="6.2",
    target="charter:sales/customer-development",
)
def conflicting_letters(world: World) -> Iterator[Fault]:
    """A party has letters in one row that do not go together.

    What it finds
        A cell with a repeated letter, or with a combination other than `AR` (in the framework daci `AD`).

    Why it matters
        One part in each duty: who is responsible is asked and told anyway.

    Example
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: customer-development, raci: {sales: AR, marketing: CI}}

    Instead
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: customer-development, raci: {sales: AR, marketing: C}}

    How to mend it
        Keep one letter, the strongest that is true; only `AR` (in the framework daci `AD`) may stand together. Who
        holds A or R is heard and told anyway.
    """
    pair = "A" + responsible_letter(world.settings)
    for matrix_row in judged_rows(world):
        for row in matrix_row.rows:
            for party, cell in row.letters.items():
                if len(cell) < 2 or sorted(cell) == sorted(pair):
                    continue
                kept = pair if set(pair) <= set(cell) else min(cell, key=LETTER_ORDER.index)
                message = msg(
                    "{party} has {letters} in {row}",
                    party=world.parties.name(party),
                    letters=cell,
                    row=matrix_row.titled,
                )
                hint = msg("keep one letter; only {pair} may stand together", pair=pair)
                records = (*matrix_row.records, world.parties.ref(party))
                yield Fault(row.raci_place, message, hint, records, fixes=write_letters(row, party, kept))
