"""Is anything left that nobody owns, or described where it does not belong."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.analyses.gaps import departments_without_charter, duties_outside_catalogue, uncovered_activities
from collab_cli.documents.nodes import Sequence
from collab_cli.documents.splice import append_item
from collab_cli.findings import Fault, Fix, Place
from collab_cli.graph.letters import responsible_letter
from collab_cli.graph.matrix import Row
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.model.department import Department
from collab_cli.model.field_types import Name
from collab_cli.model.settings_file import SETTINGS_PATH
from collab_cli.rules.raci.judged_rows import department_place
from collab_cli.rules.rule import rule


@rule(
    code="R315",
    slug="uncovered-activity",
    term="Uncovered activity",
    severity="error",
    profile="starter",
    needs=("activity",),
    absence=("charter",),
    fix="suggested",
    handbook="2.3, 6.2",
    target="activity:complaint-handling",
)
def uncovered_activity(world: World) -> Iterator[Fault]:
    """Something the company needs stands in no charter.

    What it finds
        An activity of the catalogue that is required and that no row of an effective charter is about. A step
        within the activity does not cover it.

    Why it matters
        It is a gap: until somebody is named, the head of the company answers for it.

    Example
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: customer-development, raci: {sales: AR, marketing: C}}

    Instead
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: customer-development, raci: {sales: AR, marketing: C}}
          - {id: complaint-handling, raci: {sales: AR, production: C}}

    How to mend it
        Add a row for it, with one A, to the charter of the department that takes it over, and have that charter
        approved. If the company can do without it, take `required: true` out of activities.yaml.
    """
    for activity in uncovered_activities(world):
        message = msg("{activity} is required but no effective charter covers it", activity=activity.titled)
        yield Fault(Place(SETTINGS_PATH), message, msg("add a duty to one charter"), (activity.ref,))


@rule(
    code="R316",
    slug="missing-charter",
    term="Missing charter",
    severity="error",
    profile="standard",
    needs=("charter",),
    absence=("charter",),
    fix="suggested",
    handbook="6.1",
    target="department:production",
)
def missing_charter(world: World) -> Iterator[Fault]:
    """A department has no charter in force.

    What it finds
        An active department that is not part of another one and has no effective charter of type department.

    Why it matters
        Its duties are not written down, so nobody can rely on them.

    Example
        # charters/production.yaml (removed)

    Instead
        # charters/production.yaml
        title: Charter of Production
        status: effective
        duties:
          - {id: production-planning, raci: {production: AR, sales: C}}

    How to mend it
        Write its duties down in the file the finding names, have it approved and set `status: effective`. A department
        that is part of another one names that under `parent` and needs no charter of its own.
    """
    for department in departments_without_charter(world):
        message = msg("{department} has no effective charter", department=department.name)
        hint = msg("write {path} and have it approved", path=f"charters/{department.id}.yaml")
        yield Fault(department_place(department), message, hint, (department.ref,))


@rule(
    code="R328",
    slug="duty-outside-catalogue",
    term="Uncatalogued duty",
    severity="warning",
    profile="standard",
    needs=("activity",),
    absence=("activity",),
    fix="suggested",
    handbook="6.1",
    target="charter:sales/price-list",
)
def duty_outside_catalogue(world: World) -> Iterator[Fault]:
    """A duty is in no catalogue.

    What it finds
        A row of the effective charter of a department whose activity is not in the catalogue. Steps within an
        activity belong to that one.

    Why it matters
        Gaps and overlaps are exact only for what the catalogue knows.

    Example
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: price-list, title: Price list, raci: {sales: AR, marketing: C}}

    Instead
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: customer-development, raci: {sales: AR, marketing: C}}

    How to mend it
        Add the activity to activities.yaml, or write under `activity` the entry that means the same. A step of a larger
        duty names that under `within`.
    """
    for row in duties_outside_catalogue(world):
        message = msg("{row} is not in the catalogue of activities", row=row.titled)
        hint = msg("add it to activities.yaml, or write the activity it is part of")
        yield Fault(row.first.place("activity"), message, hint, row.records, fixes=_add_activity(world, row.first))


def _add_activity(world: World, row: Row) -> tuple[Fix, ...]:
    """Return the edit that enters what a row is about in the register of activities, where there is one."""
    register = world.workspace.documents.get("activities.yaml")
    if register is None or not isinstance(register.root, Sequence):
        return ()
    title = row.row.title or row.activity
    name = (
        {key: text for key, text in (("zh", title.zh), ("en", title.en)) if text} if isinstance(title, Name) else title
    )
    patch = append_item(register, register.root, {"id": row.activity, "name": name})
    return (Fix(False, msg("add {id} to {path}", id=row.activity, path=register.path), (patch,)),)


@rule(
    code="R334",
    slug="owner-absent-from-own-charter",
    term="Foreign duty",
    severity="warning",
    profile="standard",
    handbook="6.1",
    target="charter:sales/customer-development",
)
def owner_absent_from_own_charter(world: World) -> Iterator[Fault]:
    """A department describes work it neither does nor answers for.

    What it finds
        A row of the effective charter of a department in which that department, its sub-departments and its
        people included, holds neither R nor A.

    Why it matters
        A charter states one's own duties; about those of others it can only be wrong one day.

    Example
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: customer-development, raci: {marketing: AR, sales: C}}

    Instead
        # charters/sales.yaml
        title: Charter of Sales
        status: effective
        duties:
          - {id: customer-development, raci: {sales: AR, marketing: C}}

    How to mend it
        Move the row to the charter of the department that does the work or answers for it. If it is this department's
        duty after all, give it R or A.
    """
    letter = responsible_letter(world.settings)
    for matrix_row in world.matrix.rows:
        for row in matrix_row.rows:
            department = world.get(Department, row.owner.id)
            if not row.department_charter or department is None or not matrix_row.letters:
                continue
            own = (cell for party, cell in row.letters.items() if world.parties.counts_for(party, department.id))
            if not any("A" in cell or letter in cell for cell in own):
                message = msg(
                    "{department} has neither {letter} nor A in {row} of its own charter",
                    department=department.name,
                    letter=letter,
                    row=matrix_row.titled,
                )
                hint = msg("move it to the charter of the department that does it")
                records = (matrix_row.activity.ref, row.ref) if matrix_row.activity is not None else (row.ref,)
                yield Fault(row.raci_place, message, hint, records)
