"""How much of all work lies on one department."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from collab_cli.analyses.workload import column_loads, share_limits, too_often
from collab_cli.findings import Fault
from collab_cli.graph.letters import responsible_letter
from collab_cli.graph.world import World
from collab_cli.messages import Bilingual, Message, msg
from collab_cli.rules.raci.judged_rows import column_records, department_place, percent
from collab_cli.rules.rule import rule

_Says = Callable[[str | Bilingual, int, int, Decimal], Message]


@rule(
    code="R309",
    slug="accountability-overload",
    term="Accountability overload",
    severity="warning",
    profile="standard",
    handbook="6.1",
    thresholds=("max-a-share", "load-min-rows"),
    target="department:sales",
)
def accountability_overload(world: World) -> Iterator[Fault]:
    """One department answers for too much.

    What it finds
        A department that is A in more than the share of all rows of the effective charters; where there are
        few departments the limit is one and a half times an equal part. Only with enough rows to compare.

    Why it matters
        Every decision waits at one desk.

    Example
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: customer-development, raci: {sales: AR}}
          - {id: complaint-handling, raci: {sales: AR}}
          - {id: price-list, raci: {sales: AR}}
          - {id: order-entry, raci: {sales: AR}}
          - {id: tenders, raci: {sales: AR}}

    Instead
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: customer-development, raci: {sales: AR}}
          - {id: complaint-handling, raci: {sales: AR}}

    How to mend it
        Give the A of some duties to departments nearer to the work; this one may keep a C. If it is meant to be so,
        raise the limit in collab.yaml or waive the finding.
    """
    yield from _overloaded(world, "A", _answers, msg("hand some of them over"))


@rule(
    code="R320",
    slug="responsibility-overload",
    term="Responsibility overload",
    severity="warning",
    profile="standard",
    handbook="6.1",
    thresholds=("max-r-share", "load-min-rows"),
    target="department:sales",
)
def responsibility_overload(world: World) -> Iterator[Fault]:
    """One department does too much of all work.

    What it finds
        A department that is R (in the framework daci D) in more than the share of all rows of the effective
        charters. Only with enough rows to compare.

    Why it matters
        It is unlikely to manage all of it.

    Example
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: customer-development, raci: {sales: AR}}
          - {id: complaint-handling, raci: {sales: AR}}
          - {id: price-list, raci: {sales: AR}}
          - {id: order-entry, raci: {sales: AR}}
          - {id: tenders, raci: {sales: AR}}

    Instead
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: customer-development, raci: {sales: AR}}
          - {id: complaint-handling, raci: {sales: AR}}

    How to mend it
        Give the R of some duties to other departments. If the load is meant to be so, raise the limit in collab.yaml or
        waive the finding.
    """
    yield from _overloaded(world, responsible_letter(world.settings), _does, msg("hand some of them over"))


@rule(
    code="R324",
    slug="consulted-everywhere",
    term="Consultation overload",
    severity="info",
    profile="standard",
    handbook="6.1",
    thresholds=("max-c-share", "load-min-rows", "crowd-min-parties"),
    target="department:sales",
)
def consulted_everywhere(world: World) -> Iterator[Fault]:
    """One department is asked about too much.

    What it finds
        A department that is C in more than the share of all rows of the effective charters, with enough rows
        to compare and enough departments to speak of a crowd.

    Why it matters
        It slows everybody, itself included.

    Example
        # collab.yaml
        schema: 1
        company: {name: Brook Hardware, head: li-na}
        periods: [{id: "2025", start: 2025-01-01, end: 2025-12-31}]
        check: {thresholds: {crowd-min-parties: 3}}
        # charters/marketing.yaml
        title: Charter of Marketing
        status: effective
        duties:
          - {id: market-research, raci: {marketing: AR, sales: C}}
          - {id: brand-promotion, raci: {marketing: AR, sales: C}}

    Instead
        # collab.yaml
        schema: 1
        company: {name: Brook Hardware, head: li-na}
        periods: [{id: "2025", start: 2025-01-01, end: 2025-12-31}]
        check: {thresholds: {crowd-min-parties: 3}}
        # charters/marketing.yaml
        title: Charter of Marketing
        status: effective
        duties:
          - {id: market-research, raci: {marketing: AR, sales: C}}
          - {id: brand-promotion, raci: {marketing: AR, sales: I}}

    How to mend it
        Turn C into I where its answer is not waited for, or write down rules that others can follow without asking.
    """
    yield from _overloaded(world, "C", _is_asked, msg("turn C into I where nobody needs to be asked"))


def _overloaded(world: World, letter: str, says: _Says, hint: Message) -> Iterator[Fault]:
    """Yield a fault for every column that holds ``letter`` in more rows than its limit allows."""
    loads, limits = world.once(column_loads), world.once(share_limits)
    for department in column_records(world):
        load = loads[department.id]
        if letter in too_often(limits, load):
            message = says(department.name, load.counts[letter], load.total, percent(limits[letter]))
            yield Fault(department_place(department), message, hint, (department.ref,))


def _answers(department: str | Bilingual, count: int, total: int, limit: Decimal) -> Message:
    return msg(
        "{department} answers for {count} of {all} duties, the limit is {limit} %",
        department=department,
        count=count,
        all=total,
        limit=limit,
    )


def _does(department: str | Bilingual, count: int, total: int, limit: Decimal) -> Message:
    return msg(
        "{department} does the work of {count} of {all} duties, the limit is {limit} %",
        department=department,
        count=count,
        all=total,
        limit=limit,
    )


def _is_asked(department: str | Bilingual, count: int, total: int, limit: Decimal) -> Message:
    return msg(
        "{department} is consulted on {count} of {all} duties, the limit is {limit} %",
        department=department,
        count=count,
        all=total,
        limit=limit,
    )
