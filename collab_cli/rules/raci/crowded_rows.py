"""Are too many or too few people drawn into a duty."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from collab_cli.findings import Fault
from collab_cli.graph.letters import responsible_letter
from collab_cli.graph.matrix import MatrixRow
from collab_cli.graph.world import World
from collab_cli.messages import Message, msg
from collab_cli.rules.raci.judged_rows import columns_of, judged_rows
from collab_cli.rules.rule import rule


@rule(
    code="R304",
    slug="too-many-responsible",
    term="Too many Responsible",
    severity="warning",
    profile="standard",
    handbook="6.2",
    thresholds=("raci.max_r",),
    target="charter:sales/customer-development",
)
def too_many_responsible(world: World) -> Iterator[Fault]:
    """More parties do the work of one duty than it bears.

    What it finds
        A row with more R (in the framework daci more D) than `max_r` under `raci` in collab.yaml.

    Why it matters
        Work of many is work of nobody; a duty that needs so many hands is several duties.

    Example
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: customer-development, raci: {sales: AR, production: R, marketing: R, "person:chen-jie": R}}

    Instead
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: customer-development, raci: {sales: AR, production: C, marketing: R}}

    How to mend it
        Keep R for those who really do the work and give the others C or I, or split the duty into rows with fewer R
        each.
    """
    letter, hint = responsible_letter(world.settings), msg("split the duty")
    yield from _too_many(world, letter, world.threshold("raci.max_r"), hint)


@rule(
    code="R305",
    slug="excess-consulted",
    term="Excess Consulted",
    severity="warning",
    profile="standard",
    handbook="6.2",
    thresholds=("max-consulted", "crowd-min-parties"),
    target="charter:sales/customer-development",
)
def excess_consulted(world: World) -> Iterator[Fault]:
    """Too many are to be asked before anything happens.

    What it finds
        A row with more C than the limit, or with a C for more than half of the departments where there are
        enough of them to speak of a crowd.

    Why it matters
        Every C is a wait; decisions get slow.

    Example
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - id: customer-development
            raci:
              sales: AR
              production: C
              marketing: C
              person:chen-jie: C
              person:zhou-min: C
              role:general-manager: C

    Instead
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: customer-development, raci: {sales: AR, marketing: C, production: I}}

    How to mend it
        Turn C into I for everybody whose answer is not waited for. If many have to be heard again and again, put the
        matter on the agenda of a meeting.
    """
    limit = world.threshold("max-consulted")
    columns = len(world.parties.columns)

    def says(row: MatrixRow) -> Message | None:
        departments = len(columns_of(world, row.parties("C")))
        if columns >= world.threshold("crowd-min-parties") and 2 * departments > columns:
            return msg("{row} consults {count} of {all} departments", row=row.titled, count=departments, all=columns)
        return None

    yield from _too_many(world, "C", limit, msg("turn C into I where nobody needs to be asked"), says)


@rule(
    code="R306",
    slug="excess-informed",
    term="Excess Informed",
    severity="info",
    profile="standard",
    handbook="6.2",
    thresholds=("max-informed",),
    target="charter:sales/customer-development",
)
def excess_informed(world: World) -> Iterator[Fault]:
    """Too many are told about a duty.

    What it finds
        A row with more I than the limit.

    Why it matters
        Who is told everything reads nothing.

    Example
        # collab.yaml
        schema: 1
        company: {name: Brook Hardware, head: li-na}
        periods: [{id: "2025", start: 2025-01-01, end: 2025-12-31}]
        check: {thresholds: {max-informed: 1}}
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: customer-development, raci: {sales: AR, marketing: I, production: I}}

    Instead
        # collab.yaml
        schema: 1
        company: {name: Brook Hardware, head: li-na}
        periods: [{id: "2025", start: 2025-01-01, end: 2025-12-31}]
        check: {thresholds: {max-informed: 1}}
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: customer-development, raci: {sales: AR, marketing: I}}

    How to mend it
        Keep I for those who act on the news; the others can read it in the minutes or a channel.
    """
    yield from _too_many(world, "I", world.threshold("max-informed"), msg("inform only those who act on it"))


def _nothing_else(row: MatrixRow) -> None:
    """Say nothing of a row within the limit."""


def _too_many(
    world: World,
    letter: str,
    limit: Decimal,
    hint: Message,
    otherwise: Callable[[MatrixRow], Message | None] = _nothing_else,
) -> Iterator[Fault]:
    """Yield a fault for every row with more of a letter than the limit; of others with what ``otherwise`` says."""
    for row in judged_rows(world):
        count = len(row.parties(letter))
        if count > limit:
            message: Message | None = msg(
                "{row} has {count} {letter}, the limit is {limit}",
                row=row.titled,
                count=count,
                letter=letter,
                limit=limit,
            )
        else:
            message = otherwise(row)
        if message is not None:
            yield Fault(row.first.raci_place, message, hint, row.records, row.related)


@rule(
    code="R307",
    slug="nobody-consulted-or-informed",
    term="Isolated row",
    severity="info",
    profile="standard",
    handbook="1.2, 6.2",
    target="charter:sales/customer-development",
)
def nobody_consulted_or_informed(world: World) -> Iterator[Fault]:
    """A duty is done without a word to anybody else.

    What it finds
        A row with an A or R (in the framework daci a D), and neither C nor I.

    Why it matters
        Departments that neither ask nor tell each other meet their walls.

    Example
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: customer-development, raci: {sales: AR}}

    Instead
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: customer-development, raci: {sales: AR, marketing: C}}

    How to mend it
        Ask whose work depends on the duty: C for who is heard before, I for who is told afterwards. If it really
        concerns nobody else, waive the finding and say so.
    """
    letter = responsible_letter(world.settings)
    for row in judged_rows(world):
        if (row.parties("A") or row.parties(letter)) and not row.parties("C") and not row.parties("I"):
            message = msg("nobody is consulted or informed about {row}", row=row.titled)
            yield Fault(row.first.raci_place, message, msg("add a C or an I"), row.records, row.related)


@rule(
    code="R311",
    slug="crowded-row",
    term="Full row",
    severity="info",
    profile="standard",
    handbook="6.2",
    thresholds=("crowd-min-parties",),
    target="charter:sales/customer-development",
)
def crowded_row(world: World) -> Iterator[Fault]:
    """Every department takes part in one duty.

    What it finds
        A row in which every department has a letter, where there are enough of them to speak of a crowd.

    Why it matters
        Where everybody is in everything, letters say nothing.

    Example
        # collab.yaml
        schema: 1
        company: {name: Brook Hardware, head: li-na}
        periods: [{id: "2025", start: 2025-01-01, end: 2025-12-31}]
        check: {thresholds: {crowd-min-parties: 3}}
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: customer-development, raci: {sales: AR, marketing: C, production: I}}

    Instead
        # collab.yaml
        schema: 1
        company: {name: Brook Hardware, head: li-na}
        periods: [{id: "2025", start: 2025-01-01, end: 2025-12-31}]
        check: {thresholds: {crowd-min-parties: 3}}
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: customer-development, raci: {sales: AR, marketing: C}}

    How to mend it
        Take out the letters of departments that neither work on it, nor are asked, nor act on the news. A duty that
        really concerns everybody is often several duties.
    """
    columns = world.parties.columns
    if len(columns) < world.threshold("crowd-min-parties"):
        return
    for row in judged_rows(world):
        if len(columns_of(world, tuple(row.letters))) == len(columns):
            message = msg("every department has a letter in {row}", row=row.titled)
            hint = msg("leave out those who are not needed")
            yield Fault(row.first.raci_place, message, hint, row.records, row.related)
