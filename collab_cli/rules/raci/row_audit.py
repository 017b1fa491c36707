"""Does every duty have one who answers and one who does it: the row audit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from collab_cli.analyses.row_flaws import lacks_responsible
from collab_cli.findings import Fault, Related
from collab_cli.graph.letters import responsible_letter
from collab_cli.graph.matrix import MatrixRow, Row
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.rules.raci.judged_rows import judged_rows, names
from collab_cli.rules.raci.letter_edits import write_letters
from collab_cli.rules.rule import rule


@rule(
    code="R301",
    slug="no-accountable",
    term="No Accountable",
    severity="error",
    profile="starter",
    handbook="6.2",
    target="charter:sales/customer-development",
)
def no_accountable(world: World) -> Iterator[Fault]:
    """A row has letters but nobody is accountable.

    What it finds
        A row of an effective charter or of an active project that gives letters to parties, but no A.

    Why it matters
        Nobody decides, and nothing follows when the work is not done.

    Example
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: customer-development, raci: {sales: R, marketing: C}}

    Instead
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: customer-development, raci: {sales: AR, marketing: C}}

    How to mend it
        Give the A to one party: the one whose head decides, and who is asked when the duty is not done. If it also does
        the work, write `AR`.
    """
    for row in judged_rows(world):
        if row.letters and not row.parties("A"):
            message = msg("nobody is accountable for {row}", row=row.titled)
            yield Fault(row.first.raci_place, message, msg("give one party an A"), row.records, row.related)


@rule(
    code="R302",
    slug="multiple-accountable",
    term="Multiple Accountable",
    severity="error",
    profile="starter",
    handbook="6.2",
    target="charter:sales/customer-development",
)
def multiple_accountable(world: World) -> Iterator[Fault]:
    """One charter makes several people accountable for one duty.

    What it finds
        One row, or two rows of one charter for the same activity, with an A for parties that stand for
        different people. A department stands for its head, a role for its holder.

    Why it matters
        Several masters give different orders, and each can point to the other.

    Example
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: customer-development, raci: {sales: AR, marketing: A}}

    Instead
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: customer-development, raci: {sales: AR, marketing: C}}

    How to mend it
        Keep the A for one party and give the others R or C. If each decides on a part of its own, make two duties of
        the row.
    """
    for matrix_row in judged_rows(world):
        for rows in _rows_by_record(matrix_row):
            parties = (party for row in rows for party, cell in row.letters.items() if "A" in cell)
            owners = tuple(world.parties.accountable_people(parties).values())
            if len(owners) > 1:
                message = msg("{row} has more than one A: {owners}", row=matrix_row.titled, owners=names(world, owners))
                activity = (matrix_row.activity.ref,) if matrix_row.activity is not None else ()
                records = (*activity, *(row.ref for row in rows))
                related = tuple(Related(row.raci_place) for row in rows[1:])
                yield Fault(rows[0].raci_place, message, msg("keep one A"), records, related)


def _rows_by_record(matrix_row: MatrixRow) -> Iterable[list[Row]]:
    """Return the rows with an A, one list for each charter or project they stand in."""
    found: dict[str, list[Row]] = {}
    for row in matrix_row.rows:
        if any("A" in cell for cell in row.letters.values()):
            found.setdefault(row.owner.ref, []).append(row)
    return found.values()


@rule(
    code="R303",
    slug="no-responsible",
    term="No Responsible",
    severity="error",
    profile="starter",
    fix="suggested",
    handbook="6.2",
    target="charter:sales/customer-development",
)
def no_responsible(world: World) -> Iterator[Fault]:
    """A row has letters but nobody does the work.

    What it finds
        A row of an effective charter or of an active project that gives letters to parties, but no R (in the
        framework daci no D). Where `accountable_implies_responsible` is set, an A counts as R too.

    Why it matters
        A duty that nobody carries out is not done.

    Example
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: customer-development, raci: {sales: A, marketing: C}}

    Instead
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: customer-development, raci: {sales: AR, marketing: C}}

    How to mend it
        Give R (in the framework daci D) to the party that does the work; if that is the accountable one, write `AR`.
    """
    letter = responsible_letter(world.settings)
    for row in judged_rows(world):
        if not lacks_responsible(world, row):
            continue
        message = msg("nobody does the work of {row}", row=row.titled)
        hint = msg("give one party {letter}", letter=letter)
        cells = [(one, party) for one in row.rows for party, cell in one.letters.items() if cell == "A"]
        fixes = write_letters(*cells[0], "A" + letter) if len(cells) == 1 else ()
        yield Fault(row.first.raci_place, message, hint, row.records, row.related, fixes)


@rule(
    code="R312",
    slug="unassigned-row",
    term="Unassigned row",
    severity="error",
    profile="basic",
    fix="suggested",
    handbook="6.2",
    target="charter:sales/customer-development",
)
def unassigned_row(world: World) -> Iterator[Fault]:
    """A duty is written down but given to nobody.

    What it finds
        A row of an effective charter or of an active project without `raci`, or with an empty one.

    Why it matters
        What is given to nobody is managed by nobody.

    Example
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: customer-development, scope: All product lines}

    Instead
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: customer-development, scope: All product lines, raci: {sales: AR, marketing: C}}

    How to mend it
        Write `raci` with one A and at least one R. If nobody wants the duty, let the head of the company decide; if it
        is no longer needed, delete the row.
    """
    for row in judged_rows(world):
        if not any(one.row.raci for one in row.rows):
            message = msg("{row} is given to nobody", row=row.titled)
            first = row.first
            both = "A" + responsible_letter(world.settings)
            fixes = write_letters(first, first.owner.id, both) if first.department_charter else ()
            yield Fault(first.raci_place, message, msg("write raci with one A"), row.records, row.related, fixes)
