"""Do two departments claim one duty, or tell different things about it."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.analyses.contested_duties import contested_duties
from collab_cli.analyses.overlap import find_overlaps
from collab_cli.findings import Fault, Related
from collab_cli.graph.letters import responsible_letter
from collab_cli.graph.matrix import MatrixRow, Row
from collab_cli.graph.world import World
from collab_cli.messages import Bilingual, Message, msg
from collab_cli.rules.raci.judged_rows import names, percent
from collab_cli.rules.raci.letter_edits import keep_one_owner
from collab_cli.rules.rule import rule

OFFERED = 8
"""Of how many owners at most a fix offers to keep one: of more nobody can choose."""


@rule(
    code="R313",
    slug="duplicate-ownership",
    term="Duplicate ownership",
    severity="error",
    profile="starter",
    fix="suggested",
    handbook="3.3, 6.2",
    target="charter:marketing/market-research",
    other="charter:sales/market-research",
)
def duplicate_ownership(world: World) -> Iterator[Fault]:
    """Two charters make different people accountable for one duty.

    What it finds
        Rows of two or more charters about one activity whose A lead to different people; or two duties that
        are equal by alias or glossary and have different accountable people. Neither counts where the scopes
        are disjoint. Declared sharing is no excuse: one leads, the other assists. Any number of duties of one
        wording is reported once, at the first; a waiver `with` a second row covers it when each two of its rows
        have such a verdict.

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

    How to mend it
        Move the A to one department and give the other R or C. If each answers for a part of its own, say which with
        `scope: {areas: [...]}` in both rows. If they are not the same duty, enter a waiver that names the other row
        under `with`.
    """
    hint = msg("keep one A or split the scopes")
    for one in contested_duties(world):
        first, *others = one.rows
        owners = one.owners
        message = _owned_twice(first, others, names(world, owners))
        related = (
            *first.related,
            *(place for row in others for place in (Related(row.first.raci_place), *row.related)),
        )
        written = tuple(each for row in one.rows for each in row.rows)
        fixes = () if others and len(owners) > OFFERED else tuple(keep_one_owner(world, written, owners))
        yield Fault(first.first.raci_place, message, hint, one.records, related, fixes)


def _owned_twice(first: MatrixRow, others: list[MatrixRow], owners: tuple[str | Bilingual, ...]) -> Message:
    """Say that rows are one duty; rows of one id without a catalogue are told apart by title or charter."""
    if all(row.titled == first.titled for row in others):
        return msg("{row} is owned by {owners}", row=first.titled, owners=owners)
    if len(others) > 1:
        count = len(others)
        return msg(
            "{row} and {count} others are one duty, owned by {owners}", row=first.titled, count=count, owners=owners
        )
    (second,) = others
    if first.first.activity == second.first.activity:
        return msg(
            "{first} of {charter} and {second} of {other} are one duty, owned by {owners}",
            first=first.titled,
            charter=first.first.owner.name,
            second=second.titled,
            other=second.first.owner.name,
            owners=owners,
        )
    return msg(
        "{first} and {second} are one duty, owned by {owners}", first=first.titled, second=second.titled, owners=owners
    )


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
    target="charter:marketing/brand-promotion",
    other="charter:sales/regional-promotion",
)
def probable_overlap(world: World) -> Iterator[Fault]:
    """Duties of two departments read alike.

    What it finds
        Rows of the charters of two departments whose overlap score is at or above the limit. The score counts
        how alike the names are and which letters the two departments hold; it is 0 where the scopes are
        disjoint or a split of shared work is declared. Rows of one wording, or of the same two wordings, are
        reported once; a wording is reported with at most five of those before it.

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

    How to mend it
        If they are one duty, write the same `activity` in both rows and settle who has the A. If they share the work,
        write `shared_with` with a `split`; if they are different duties, enter a waiver that names the other row under
        `with`.
    """
    of_row = world.matrix.of_row
    for overlap in find_overlaps(world, world.threshold("overlap-warn"), unsure=True):
        first, second = of_row[overlap.first.id], of_row[overlap.second.id]
        message = msg(
            "{first} of {department} and {second} of {other} overlap by {share} %",
            first=first.titled,
            department=world.parties.name(overlap.first.owner.id),
            second=second.titled,
            other=world.parties.name(overlap.second.owner.id),
            share=percent(overlap.score),
        )
        hint = msg("write an alias if they are one duty, else the split under shared_with")
        further = (overlap.second, *overlap.others)
        records = [record for row in (overlap.first, *further) for record in _records(of_row[row.id], row)]
        related = tuple(Related(row.raci_place) for row in further)
        yield Fault(overlap.first.raci_place, message, hint, tuple(dict.fromkeys(records)), related)


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
    target="charter:complaints/answer",
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

    How to mend it
        Let the owners of the charters agree on one letter for each party and write it in all the rows. A row that is
        only a step of the duty names it under `within` instead of `activity`.
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
