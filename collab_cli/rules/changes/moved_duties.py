"""What becomes of a duty that leaves its charter: does somebody take it over, and did both sides agree?"""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.findings import Fault, Place
from collab_cli.graph.matrix import Matrix, MatrixRow, Row
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.model.activity import Activity
from collab_cli.model.charter import Charter
from collab_cli.model.proposal import Proposal
from collab_cli.model.settings_file import SETTINGS_PATH
from collab_cli.rules.compared import Compared
from collab_cli.rules.rule import rule


@rule(
    code="D955",
    slug="orphaned-duty",
    term="Orphaned duty",
    severity="error",
    profile="strict",
    absence=("charter", "activity"),
    handbook="6.2",
    target="activity:complaint-handling",
    sees="base",
)
def orphaned_duty(compared: Compared) -> Iterator[Fault]:
    """A duty was taken away and nobody has it now.

    What it finds
        A row of a charter in force in the base that is gone, while its activity is still `required` and no charter in
        force has a row for it. One finding per activity.

    Why it matters
        A gap is made quietly, and found by a customer.

    Before
        # activities.yaml
        - {id: customer-development, name: Customer development}
        - {id: complaint-handling, name: Complaint handling, required: true}
        # charters/sales.yaml
        title: Charter of Sales
        version: 1
        status: effective
        duties:
          - {id: customer-development, raci: {sales: AR}}
          - {id: complaint-handling, raci: {sales: AR}}
        # charters/production.yaml
        title: Charter of Production
        version: 1
        status: effective
        duties:
          - {id: production-planning, raci: {production: AR}}

    Example
        # charters/sales.yaml
        title: Charter of Sales
        version: 2
        status: effective
        duties:
          - {id: customer-development, raci: {sales: AR}}

    Instead
        # charters/sales.yaml
        title: Charter of Sales
        version: 2
        status: effective
        duties:
          - {id: customer-development, raci: {sales: AR}}
        # charters/production.yaml
        title: Charter of Production
        version: 2
        status: effective
        duties:
          - {id: production-planning, raci: {production: AR}}
          - {id: complaint-handling, raci: {production: AR}}

    How to mend it
        Give the duty to another charter with `collab charter duty move`, put it back, or take `required` from the
        activity if it is no longer done.
    """
    covered = _by_activity(compared.world.matrix)
    for activity in compared.world.all(Activity):
        if not activity.value.required or activity.id in covered:
            continue
        old = _by_activity(compared.base.matrix).get((compared.before(activity) or activity).id, [])
        if not old:
            continue
        charter = compared.world.get(Charter, compared.new_id("charter", old[0].owner.id))
        message = msg(
            "{activity} was taken out of {charter} and is still required, and no charter in force covers it",
            activity=activity.titled,
            charter=old[0].owner.titled,
        )
        place = charter.key_place("duties") if charter is not None else Place(SETTINGS_PATH)
        yield Fault(place, message, msg("give it to another charter, or put it back"), (activity.ref, old[0].owner.ref))


def _by_activity(matrix: Matrix) -> dict[str, list[Row]]:
    """Return the written rows that cover an activity, by its id."""
    found: dict[str, list[Row]] = {}
    for matrix_row in matrix.rows:
        if matrix_row.activity is not None:
            found.setdefault(matrix_row.activity.id, []).extend(matrix_row.rows)
    return found


@rule(
    code="D956",
    slug="ownership-transfer-without-proposal",
    term="Silent transfer",
    severity="error",
    profile="strict",
    absence=("charter", "proposal"),
    handbook="6.2",
    target="charter:marketing",
    sees="base",
)
def ownership_transfer_without_proposal(compared: Compared) -> Iterator[Fault]:
    """A duty has changed hands without a proposal.

    What it finds
        An activity whose A has moved from one department to another since the base, without a proposal of type
        charter_change accepted since then that names one of the charters it stands in.

    Why it matters
        Both sides must agree, before it happens.

    Before
        # charters/sales.yaml
        title: Charter of Sales
        version: 1
        status: effective
        duties:
          - {id: customer-development, raci: {sales: AR}}
          - {id: brand-promotion, raci: {sales: AR}}
        # charters/marketing.yaml
        title: Charter of Marketing
        version: 1
        status: effective
        duties:
          - {id: market-research, raci: {marketing: AR}}

    Example
        # charters/sales.yaml
        title: Charter of Sales
        version: 2
        status: effective
        duties:
          - {id: customer-development, raci: {sales: AR}}
        # charters/marketing.yaml
        title: Charter of Marketing
        version: 2
        status: effective
        duties:
          - {id: market-research, raci: {marketing: AR}}
          - {id: brand-promotion, raci: {marketing: AR}}

    Instead
        # charters/sales.yaml
        title: Charter of Sales
        version: 2
        status: effective
        duties:
          - {id: customer-development, raci: {sales: AR}}
        # charters/marketing.yaml
        title: Charter of Marketing
        version: 2
        status: effective
        duties:
          - {id: market-research, raci: {marketing: AR}}
          - {id: brand-promotion, raci: {marketing: AR}}
        # proposals/brand-to-marketing.yaml
        title: Brand promotion goes to Marketing
        type: charter_change
        subjects:
          - {ref: "charter:marketing"}
        affected: [sales, marketing]
        positions:
          - {department: sales, by: zhang-wei, date: 2025-06-20, position: agree}
          - {department: marketing, by: liu-fang, date: 2025-06-20, position: agree}
        status: accepted
        decided: 2025-06-20

    How to mend it
        Open a proposal on the two charters with `collab proposal open` and have both departments accept it; or leave
        the duty where it is.
    """
    agreed = _agreed_since(compared)
    for matrix_row in compared.world.matrix.audited:
        old_rows = compared.base.matrix.by_key.get(compared.old_id("activity", matrix_row.key), ())
        old_owners = {compared.new_id("department", owner) for row in old_rows for owner in _owners(compared.base, row)}
        owners = _owners(compared.world, matrix_row)
        gained = [one for one in owners if one not in old_owners]
        lost = sorted(old_owners.difference(owners))
        if not gained or not lost:
            continue
        charters = {row.owner.ref for row in matrix_row.rows}
        charters |= {row.owner.ref for old in old_rows for row in old.rows}
        if charters & agreed:
            continue
        parties = compared.world.parties
        message = msg(
            "{matter} has moved from {old} to {new} without an accepted proposal",
            matter=matrix_row.titled,
            old=tuple(parties.name(one) for one in lost),
            new=tuple(parties.name(one) for one in gained),
        )
        hint = msg("have both sides accept a proposal of type charter_change on the charter")
        records = tuple(dict.fromkeys([*matrix_row.records, *(row.owner.ref for row in matrix_row.rows)]))
        yield Fault(matrix_row.first.raci_place, message, hint, records, matrix_row.related)


def _owners(world: World, row: MatrixRow) -> list[str]:
    """Return the departments that hold the A of a matrix row, each once."""
    departments = (world.parties.department(party) for party in row.parties("A"))
    return list(dict.fromkeys(one for one in departments if one is not None))


def _agreed_since(compared: Compared) -> set[str]:
    """Return the records named by proposals to change charters that have been accepted since the base."""
    found: set[str] = set()
    for proposal in compared.world.all(Proposal):
        before = compared.before(proposal) if proposal.value.status == "accepted" else None
        is_new = before is None or before.value.status != "accepted"
        if proposal.value.status == "accepted" and proposal.value.type == "charter_change" and is_new:
            found |= {subject.ref.partition("/")[0] for subject in proposal.value.subjects}
    return found
