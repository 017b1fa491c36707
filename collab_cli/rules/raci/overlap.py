"""Do two departments claim one duty, or tell different things about it."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.analyses.overlap import duplicate_owners, find_overlaps
from collab_cli.findings import Fault, Related
from collab_cli.graph.letters import responsible_letter
from collab_cli.graph.matrix import MatrixRow, Row
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.rules.raci.judged_rows import names, percent
from collab_cli.rules.raci.letter_edits import keep_one_owner
from collab_cli.rules.rule import rule


@rule(
    code="R313",
    slug="duplicate-ownership",
    term="Duplicate ownership",
    severity="error",
    profile="starter",
    fix="suggested",
    handbook="3.3, 6.2",
)
def duplicate_ownership(world: World) -> Iterator[Fault]:
    """Two charters make different people accountable for one duty.

    What it finds
        Rows of two or more charters about one activity whose A lead to different people; or two duties that
        are equal by alias or glossary and have different accountable people. Neither counts where the scopes
        are disjoint. Declared sharing is no excuse: one leads, the other assists.

    Why it matters
        Work is done twice or by nobody, and each can point to the other.

    Example
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: market-research, raci: {sales: AR, production: I}}

        # charters/marketing.yaml
        title: Charter of Marketing
        status: effective
        duties:
          - {id: market-research, raci: {marketing: AR, sales: C}}

    Instead
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: customer-development, raci: {sales: AR, production: I}}

        # charters/marketing.yaml
        title: Charter of Marketing
        status: effective
        duties:
          - {id: market-research, raci: {marketing: AR, sales: C}}
    """
    hint = msg("keep one A or split the scopes")
    for row in world.matrix.rows:
        owners = tuple(world.parties.accountable_people(row.parties("A")).values())
        if len(owners) > 1 and len({one.owner.ref for one in row.rows if _has_accountable(one)}) > 1:
            message = msg("{row} is owned by {owners}", row=row.titled, owners=names(world, owners))
            fixes = tuple(keep_one_owner(world, row.rows, owners))
            yield Fault(row.first.raci_place, message, hint, row.records, row.related, fixes)
    for first, second in duplicate_owners(world):
        parties = (*first.parties("A"), *second.parties("A"))
        owners = tuple(world.parties.accountable_people(parties).values())
        message = msg(
            "{first} and {second} are one duty, owned by {owners}",
            first=first.titled,
            second=second.titled,
            owners=names(world, owners),
        )
        related = (*first.related, Related(second.first.raci_place), *second.related)
        fixes = tuple(keep_one_owner(world, (*first.rows, *second.rows), owners))
        yield Fault(first.first.raci_place, message, hint, (*first.records, *second.records), related, fixes)


def _has_accountable(row: Row) -> bool:
    return any("A" in cell for cell in row.letters.values())


@rule(
    code="R314",
    slug="probable-overlap",
    term="Probable overlap",
    severity="warning",
    profile="standard",
    fix="suggested",
    handbook="6.2",
    thresholds=("overlap-warn",),
)
def probable_overlap(world: World) -> Iterator[Fault]:
    """Duties of two departments read alike.

    What it finds
        Rows of the charters of two departments whose overlap score is at or above the limit. The score counts
        how alike the names are and which letters the two departments hold; it is 0 where the scopes are
        disjoint or a split of shared work is declared.

    Why it matters
        An overlap seen early costs a talk, seen late a dispute.

    Example
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: regional-promotion, title: Regional brand promotion, raci: {sales: AR, marketing: C}}

    Instead
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - id: regional-promotion
            title: Regional brand promotion
            raci: {sales: AR, marketing: C}
            shared_with:
              - {department: marketing, split: {lead: Fairs of the region, assist: Material and brand}}
    """
    certain = {frozenset((first.first.id, second.first.id)) for first, second in duplicate_owners(world)}
    of_row = world.matrix.of_row
    for overlap in find_overlaps(world, world.threshold("overlap-warn")):
        first, second = of_row[overlap.first.id], of_row[overlap.second.id]
        if first is second or frozenset((first.first.id, second.first.id)) in certain:
            continue
        message = msg(
            "{first} of {department} and {second} of {other} overlap by {share} %",
            first=first.titled,
            department=world.parties.name(overlap.first.owner.id),
            second=second.titled,
            other=world.parties.name(overlap.second.owner.id),
            share=percent(overlap.score),
        )
        hint = msg("write an alias if they are one duty, else the split under shared_with")
        records = (*_records(first, overlap.first), *_records(second, overlap.second))
        yield Fault(overlap.first.raci_place, message, hint, records, (Related(overlap.second.raci_place),))


def _records(matrix_row: MatrixRow, row: Row) -> tuple[str, ...]:
    return (matrix_row.activity.ref, row.ref) if matrix_row.activity is not None else (row.ref,)


@rule(
    code="R327",
    slug="contradicting-views",
    term="Contradicting views",
    severity="warning",
    profile="standard",
    fix="suggested",
    handbook="6.2",
)
def contradicting_views(world: World) -> Iterator[Fault]:
    """Two charters agree who answers for a duty, but not who takes part.

    What it finds
        Several rows about one activity with the same accountable person in which a party has different
        letters, or has R (in the framework daci D) in one and no letter in another.

    Why it matters
        Two truths about one duty: each department relies on its own.

    Example
        # charters/complaints.yaml
        title: Complaints
        type: process
        owner: zhang-wei
        status: effective
        duties:
          - {id: answer, activity: complaint-handling, raci: {sales: AR, production: I}}

    Instead
        # charters/complaints.yaml
        title: Complaints
        type: process
        owner: zhang-wei
        status: effective
        duties:
          - {id: answer, within: complaint-handling, raci: {sales: AR, production: I}}
    """
    for row in world.matrix.rows:
        views = [_view(world, one) for one in row.rows if _has_accountable(one)]
        if len(views) < 2 or len(world.parties.accountable_people(row.parties("A"))) != 1:
            continue
        parties = tuple(dict.fromkeys(party for view in views for party in view))
        torn = [party for party in parties if _is_torn([view.get(party, "") for view in views], world)]
        if torn:
            written = world.parties.accountable_people(row.letters)
            told = names(world, tuple(written[party] for party in torn))
            message = msg("the charters give {parties} different letters in {row}", parties=told, row=row.titled)
            yield Fault(row.first.raci_place, message, msg("agree on one view"), row.records, row.related)


def _view(world: World, row: Row) -> dict[str, str]:
    """Return the letters of a row by who answers for the party, so that a head and the department are one."""
    found: dict[str, str] = {}
    for party, cell in row.letters.items():
        person = world.parties.answering(party)
        found[person] = "".join(sorted(set(found.get(person, "") + cell)))
    return found


def _is_torn(cells: list[str], world: World) -> bool:
    held = {cell for cell in cells if cell}
    letter = responsible_letter(world.settings)
    return len(held) > 1 or ("" in cells and any(letter in cell for cell in held))
