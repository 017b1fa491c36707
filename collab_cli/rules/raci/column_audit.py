"""Does every department have its part: the column audit."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.analyses.workload import column_loads
from collab_cli.findings import Fault
from collab_cli.graph.letters import responsible_letter
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.rules.raci.judged_rows import column_records, compared, department_place, percent
from collab_cli.rules.rule import rule


@rule(
    code="R308",
    slug="idle-party",
    term="Empty column",
    severity="warning",
    profile="standard",
    needs=("charter",),
    absence=("charter", "department"),
    handbook="6.1",
    target="department:production",
)
def idle_party(world: World) -> Iterator[Fault]:
    """A department does nothing and answers for nothing.

    What it finds
        An active department that has, its sub-departments included, neither R nor A in any row of the
        effective charters. Steps within an activity are not counted.

    Why it matters
        Either its duties are not written down, or it is not needed.

    Example
        # charters/production.yaml
        title: Charter of Production
        status: effective
        duties:
          - {id: production-planning, raci: {sales: AR, production: C}}

    Instead
        # charters/production.yaml
        title: Charter of Production
        status: effective
        duties:
          - {id: production-planning, raci: {production: AR, sales: C}}

    How to mend it
        Write down in a charter what the department does and give it A or R there. If it has no work any more, write
        `status: closed`; if it belongs to another one, name that under `parent`.
    """
    letter, loads = responsible_letter(world.settings), world.once(column_loads)
    for department in column_records(world):
        if not loads[department.id].busy:
            message = msg(
                "{department} has neither {letter} nor A in any duty", department=department.name, letter=letter
            )
            hint = msg("give it a duty, or close it")
            yield Fault(department_place(department), message, hint, (department.ref,))


@rule(
    code="R310",
    slug="involved-in-everything",
    term="Full column",
    severity="info",
    profile="standard",
    handbook="6.1",
    thresholds=("max-involved-share", "crowd-min-parties"),
    target="department:sales",
)
def involved_in_everything(world: World) -> Iterator[Fault]:
    """A department has a letter in nearly every duty.

    What it finds
        A department with a letter in more than the share of the rows of the effective charters, where there
        are enough departments to speak of a crowd. Steps within an activity are not counted.

    Why it matters
        Who is in everything has no focus.

    Example
        # collab.yaml
        schema: 1
        company: {name: Brook Hardware, head: li-na}
        periods: [{id: "2025", start: 2025-01-01, end: 2025-12-31}]
        check: {thresholds: {crowd-min-parties: 3}}

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
          - {id: market-research, raci: {marketing: AR, production: I}}
          - {id: brand-promotion, raci: {marketing: AR, sales: I}}

    How to mend it
        Go through its letters: take out those nobody would miss, and turn a C that is never asked into I.
    """
    if len(world.parties.columns) < world.threshold("crowd-min-parties"):
        return
    limit, loads = world.threshold("max-involved-share"), world.once(column_loads)
    for department in column_records(world):
        load = loads[department.id]
        if load.rows and load.involved_share > compared(limit):
            message = msg(
                "{department} takes part in {count} of {all} duties, the limit is {limit} %",
                department=department.name,
                count=load.rows,
                all=load.total,
                limit=percent(limit),
            )
            hint = msg("take its letter out where it is not needed")
            yield Fault(department_place(department), message, hint, (department.ref,))


@rule(
    code="R332",
    slug="informed-only-party",
    term="Informed-only column",
    severity="info",
    profile="standard",
    absence=("charter", "department"),
    handbook="6.1",
    target="department:marketing",
)
def informed_only_party(world: World) -> Iterator[Fault]:
    """A department is only ever told.

    What it finds
        An active department that has letters in the effective charters, all of them I. Steps within an
        activity are not counted.

    Why it matters
        A department that is never asked and never acts may not be part of the work at all.

    Example
        # charters/marketing.yaml (removed)
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: customer-development, raci: {sales: AR, marketing: I}}

    Instead
        # charters/marketing.yaml (removed)
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: customer-development, raci: {sales: AR, marketing: C}}

    How to mend it
        Give it C or R where it really takes part. If nothing in the company needs it there, take its letters out.
    """
    loads = world.once(column_loads)
    for department in column_records(world):
        if loads[department.id].is_only_informed:
            message = msg("{department} is only informed, never asked, and does nothing", department=department.name)
            hint = msg("give it a part, or leave it out")
            yield Fault(department_place(department), message, hint, (department.ref,))
