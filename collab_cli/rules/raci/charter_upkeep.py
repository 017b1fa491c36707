"""Is a charter looked after: reviewed in time, and known to the people whose duties it states."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from collab_cli.analyses.acknowledgements import Readership, department_readers
from collab_cli.findings import Fault
from collab_cli.graph.matrix import is_effective
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.model.charter import Charter
from collab_cli.model.department import Department
from collab_cli.rules.rule import rule

_TIME_TO_READ = timedelta(days=30)


@rule(
    code="R322",
    slug="charter-review-overdue",
    term="Charter review overdue",
    severity="warning",
    profile="strict",
    day=True,
    handbook="6.1",
    target="charter:sales",
)
def charter_review_overdue(world: World) -> Iterator[Fault]:
    """A charter was to be reviewed by now.

    What it finds
        An effective charter whose `review_by` has passed.

    Why it matters
        Work changes; a charter nobody looks at describes the work of another year.

    Example
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        review_by: 2025-06-01
        duties:
          - {id: customer-development, raci: {sales: AR, marketing: C}}

    Instead
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        review_by: 2026-06-01
        duties:
          - {id: customer-development, raci: {sales: AR, marketing: C}}

    How to mend it
        Go through the charter with the departments it concerns, correct what has changed, and set `review_by` to the
        day of the next review.
    """
    for charter in world.all(Charter):
        due = charter.value.review_by
        if is_effective(charter, world.as_of) and due is not None and due < world.as_of:
            message = msg("{charter} was to be reviewed by {date}", charter=charter.titled, date=due)
            hint = msg("review it and set the next date")
            yield Fault(charter.place("review_by"), message, hint, (charter.ref,))


@rule(
    code="R323",
    slug="unacknowledged-charter",
    term="Unacknowledged charter",
    severity="info",
    profile="strict",
    day=True,
    absence=("person",),
    thresholds=("ack-coverage",),
    handbook="3.3",
    target="charter:sales",
)
def unacknowledged_charter(world: World) -> Iterator[Fault]:
    """Too few people have read the charter of their department.

    What it finds
        The effective charter of a department, more than 30 days after `effective_from`, whose present version fewer of
        the department's active people have acknowledged than the limit asks.

    Why it matters
        Nobody keeps to duties they have not read.

    Example
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        effective_from: 2025-02-01
        duties:
          - {id: customer-development, raci: {sales: AR, marketing: C}}
        acknowledgements:
          - {person: zhang-wei, date: 2025-02-03, version: 1}

    Instead
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        effective_from: 2025-02-01
        duties:
          - {id: customer-development, raci: {sales: AR, marketing: C}}
        acknowledgements:
          - {person: zhang-wei, date: 2025-02-03, version: 1}
          - {person: chen-jie, date: 2025-02-04, version: 1}

    How to mend it
        Have those who are missing read the charter and confirm it; each is an entry under `acknowledgements` with the
        present version.
    """
    limit = world.threshold("ack-coverage")
    for charter in world.all(Charter):
        starts, department = charter.value.effective_from, world.get(Department, charter.id)
        if charter.value.type != "department" or department is None or starts is None:
            continue
        if not is_effective(charter, world.as_of) or world.as_of <= starts + _TIME_TO_READ:
            continue
        staff = Readership(department.id, "owning", department_readers(world, charter, department.id))
        if staff.share < limit:
            message = msg(
                "{known} of {staff} people have acknowledged version {version} of {charter}",
                known=staff.known,
                staff=len(staff.readers),
                version=charter.value.version,
                charter=charter.titled,
            )
            hint = msg("have the others read and confirm it")
            yield Fault(charter.place("acknowledgements"), message, hint, (charter.ref,))
