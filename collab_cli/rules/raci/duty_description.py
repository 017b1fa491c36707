"""Is a duty described so that one can work by it."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.findings import Fault
from collab_cli.graph.matrix import MatrixRow, Row
from collab_cli.graph.world import World
from collab_cli.messages import Message, msg
from collab_cli.model.charter import Charter
from collab_cli.model.department import Department
from collab_cli.model.responsibility_row import ResponsibilityRow, Scope, Standard
from collab_cli.rules.rule import rule


@rule(
    code="R317",
    slug="incomplete-duty",
    term="Incomplete duty description",
    severity="warning",
    profile="standard",
    fix="suggested",
    handbook="6.1",
    target="charter:sales/customer-development",
)
def incomplete_duty(world: World) -> Iterator[Fault]:
    """A duty lacks one of its four parts.

    What it finds
        A row of the effective charter of a department or process in which `scope`, `content`, `workflow` or
        `standards` is missing or empty. One finding a row names all that is missing.

    Why it matters
        Scope, content, workflow and standards are what a charter is for; without them each reads what suits.

    Example
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: customer-development, scope: All product lines, raci: {sales: AR, marketing: C}}

    Instead
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - id: customer-development
            scope: All product lines
            content: [Follow up leads, Visit customers]
            workflow: [Lead, Visit, Offer]
            standards: [At least 8 new customers a month]
            raci: {sales: AR, marketing: C}

    How to mend it
        Add the parts the finding names: `scope` (how far it reaches), `content` (what is done), `workflow` (in which
        steps), `standards` (how good it has to be). A few words each will do to begin with.
    """
    for matrix_row, row in _charter_rows(world):
        charter = row.owner.written
        if isinstance(charter, Charter) and charter.type != "project":
            missing = [
                said for name, said in _missing_parts(charter.duties[row.index]) if not _is_faulty(world, row, name)
            ]
            if missing:
                message = msg("{row} lacks {parts}", row=matrix_row.titled, parts=tuple(missing))
                hint = msg("write down what is missing")
                yield Fault(row.first_place, message, hint, _records(matrix_row, row))


@rule(
    code="R318",
    slug="unmeasurable-standard",
    term="Unmeasurable standard",
    severity="info",
    profile="strict",
    handbook="6.1, 6.3",
    target="charter:sales/customer-development",
)
def unmeasurable_standard(world: World) -> Iterator[Fault]:
    """The standards of a duty cannot be measured.

    What it finds
        A row of an effective charter with `standards`, none of which has a number, a date or a metric.

    Why it matters
        Whether the work was good enough is then a matter of opinion.

    Example
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: customer-development, standards: [Many new customers], raci: {sales: AR, marketing: C}}

    Instead
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: customer-development, standards: [At least 8 new customers a month], raci: {sales: AR, marketing: C}}

    How to mend it
        Write at least one standard with a number or a date, or name the metric the work is measured by.
    """
    for matrix_row, row in _charter_rows(world):
        standards = [standard for standard in row.row.standards if standard]
        if standards and not any(_is_measurable(standard) for standard in standards):
            message = msg("no standard of {row} can be measured", row=matrix_row.titled)
            hint = msg("write one with a number, a date or a metric")
            yield Fault(row.place("standards"), message, hint, _records(matrix_row, row))


@rule(
    code="R326",
    slug="shared-without-boundary",
    term="Shared without boundary",
    severity="warning",
    profile="standard",
    handbook="6.2",
    target="charter:sales/customer-development",
)
def shared_without_boundary(world: World) -> Iterator[Fault]:
    """A duty is shared without saying who does what.

    What it finds
        An entry of `shared_with` without `lead` or without `assist` under `split`.

    Why it matters
        Joint work without a boundary is a dispute to come.

    Example
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: customer-development, raci: {sales: AR, marketing: C}, shared_with: [{department: marketing}]}

    Instead
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - id: customer-development
            raci: {sales: AR, marketing: C}
            shared_with:
              - {department: marketing, split: {lead: Visits and offers, assist: Leads from fairs}}

    How to mend it
        Write under `split` what the department of the charter does (`lead`) and what the other one does (`assist`). If
        there is nothing to divide, take the entry of `shared_with` out.
    """
    for matrix_row, row in _charter_rows(world):
        for index, entry in enumerate(row.row.shared_with):
            department = world.get(Department, entry.department)
            missing = [part for part in ("lead", "assist") if not getattr(entry.split, part, None)]
            if not missing or department is None:
                continue
            route = ("split",) if entry.split is None else ("split", missing[0])
            message = msg(
                "{row} is shared with {department} without saying who leads and who assists",
                row=matrix_row.titled,
                department=department.name,
            )
            hint = msg("write split with lead and assist")
            records = (*_records(matrix_row, row), department.ref)
            yield Fault(row.place("shared_with", index, *route), message, hint, records)


def _charter_rows(world: World) -> Iterator[tuple[MatrixRow, Row]]:
    for matrix_row in world.matrix.rows:
        for row in matrix_row.rows:
            yield matrix_row, row


def _records(matrix_row: MatrixRow, row: Row) -> tuple[str, ...]:
    return (matrix_row.activity.ref, row.ref) if matrix_row.activity is not None else (row.ref,)


def _is_faulty(world: World, row: Row, part: str) -> bool:
    """Return whether a part is missing only because what is written there has another form, which is reported."""
    place = row.place(part)
    return (place.path, place.route) in world.workspace.absent


def _missing_parts(row: ResponsibilityRow) -> tuple[tuple[str, Message], ...]:
    scope = row.scope
    has_scope = bool(scope.text or scope.areas or scope.excludes) if isinstance(scope, Scope) else bool(scope)
    parts = (
        (has_scope, "scope", msg("scope")),
        (any(row.content), "content", msg("content")),
        (any(row.workflow), "workflow", msg("workflow")),
        (any(row.standards), "standards", msg("standards")),
    )
    return tuple((name, said) for is_there, name, said in parts if not is_there)


def _is_measurable(standard: str | Standard) -> bool:
    if isinstance(standard, str):
        return any(character.isdecimal() for character in standard)
    has_number = any(character.isdecimal() for character in standard.text or "")
    return standard.metric is not None or standard.target is not None or has_number
