"""Is every record of the form its kind has: fields, types, words."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.findings import Fault
from collab_cli.graph.letters import allowed_letters, unknown_letters
from collab_cli.graph.matrix import Row
from collab_cli.graph.world import World
from collab_cli.messages import Titled, msg
from collab_cli.model.activity import Activity
from collab_cli.model.charter import Charter
from collab_cli.model.project import Project
from collab_cli.rules.rule import rule


@rule(
    code="S002",
    slug="schema-violation",
    term="Schema violation",
    severity="error",
    profile="starter",
    drafts=True,
    fix="suggested",
)
def schema_violation(world: World) -> Iterator[Fault]:
    """A record does not have the form of its kind.

    What it finds
        A required field that is missing, a key no field has, or a value of the wrong type. Chinese dates and
        full-width punctuation are named, and the line is shown as it was probably meant. Keys that start with
        `x-` are free.

    Why it matters
        A slip of typing loses data without a word.

    Example
        # actions/2025-06-24-ask-customer.yaml
        title: Ask customer K for the reason
        ower: chen-jie
        due: 2025年7月4日

    Instead
        # actions/2025-06-24-ask-customer.yaml
        title: Ask customer K for the reason
        owner: chen-jie
        due: 2025-07-04
    """
    yield from world.faults_of("S002")


@rule(
    code="S003",
    slug="invalid-value",
    term="Invalid enum value",
    severity="error",
    profile="starter",
    drafts=True,
    fix="suggested",
)
def invalid_value(world: World) -> Iterator[Fault]:
    """A value is none of those its field knows.

    What it finds
        A word outside the list of a field, or a letter outside the framework of the responsibility matrix.

    Why it matters
        A record in an unknown state drops out of every report without a word.

    Example
        # actions/2025-06-24-ask-customer.yaml
        title: Ask customer K for the reason
        owner: chen-jie
        due: 2025-07-04
        status: finished

    Instead
        # actions/2025-06-24-ask-customer.yaml
        title: Ask customer K for the reason
        owner: chen-jie
        due: 2025-07-04
        status: done
    """
    yield from world.faults_of("S003")
    allowed = allowed_letters(world.settings)
    for row in _rows(world):
        for party, cell in row.row.raci.items():
            unknown = unknown_letters(cell, allowed)
            if unknown or not cell:
                message = msg(
                    "{party} holds {letters} in {row}, which is no letter of {framework}",
                    party=world.parties.name(party),
                    letters=f"`{unknown}`",
                    row=_titled(world, row),
                    framework=world.settings.raci.framework.upper(),
                )
                hint = msg("use {letters}", letters=", ".join(allowed))
                place = row.owner.place(row.list_field, row.index, "raci", party)
                yield Fault(place, message, hint, (row.ref,))


def _rows(world: World) -> Iterator[Row]:
    """Yield all written rows, whatever the state of their charter or project."""
    for charter in world.all(Charter):
        for index, duty in enumerate(charter.value.duties):
            yield Row(charter, duty, index)
    for project in world.all(Project):
        for index, task in enumerate(project.value.tasks):
            yield Row(project, task, index)


def _titled(world: World, row: Row) -> Titled:
    activity = world.get(Activity, row.activity)
    return Titled(row.row.title or (activity.name if activity is not None else None), row.row.id)
