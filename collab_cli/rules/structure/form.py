"""Is every record of the form its kind has: fields, types, words."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.findings import Fault, Related
from collab_cli.graph.letters import allowed_letters, meant_letters, unknown_letters
from collab_cli.graph.world import World
from collab_cli.messages import Message, msg
from collab_cli.rules.rule import rule
from collab_cli.rules.structure.written_rows import WrittenRow, written_rows


@rule(
    code="S002",
    slug="schema-violation",
    term="Schema violation",
    severity="error",
    profile="starter",
    drafts=True,
    fix="suggested",
    target="action:2025-06-24-ask-customer",
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

    How to mend it
        Correct the key or the value as the finding says, or add the field that is missing. Begin the names of fields of
        your own with `x-`.
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
    target="action:2025-06-24-ask-customer",
)
def invalid_value(world: World) -> Iterator[Fault]:
    """A value is none of those its field knows.

    What it finds
        A word outside the list of a field, a letter outside the framework of the responsibility matrix, or
        departments each of which is part of the next, in a circle: such a parent counts as none.

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

    How to mend it
        Write one of the words the finding lists. Which letters `raci` knows is set by `framework` under `raci` in
        collab.yaml.
    """
    yield from world.faults_of("S003")
    yield from _circles(world)
    allowed = allowed_letters(world.settings)
    for row in written_rows(world):
        for party, cell in row.raci.items():
            unknown = unknown_letters(cell, allowed)
            if unknown or not cell:
                meant = meant_letters(cell, allowed)
                hint = msg("use {letters}", letters=", ".join(allowed))
                if meant is not None:
                    hint = msg("write {text}", text=f"{party}: {meant}")
                fixes = row.write(party, meant) if meant is not None else ()
                place = row.cell_place(party)
                shown = unknown if meant is None and len(unknown) == 1 else cell
                yield Fault(place, _no_letters(world, row, party, shown), hint, (row.ref,), fixes=fixes)


def _circles(world: World) -> Iterator[Fault]:
    for first, *others in world.parties.circles:
        message = msg("{department} is part of itself", department=first.titled)
        if others:
            message = msg(
                "{department} is part of itself, by way of {others}",
                department=first.titled,
                others=tuple(other.titled for other in others),
            )
        hint = msg("correct the parent, or remove it where the highest department is")
        related = tuple(Related(other.place("parent")) for other in others)
        yield Fault(first.place("parent"), message, hint, tuple(one.ref for one in (first, *others)), related)


def _no_letters(world: World, row: WrittenRow, party: str, written: str) -> Message:
    name = world.parties.name(party)
    if not written:
        return msg("{party} has no letter in {row}", party=name, row=row.name)
    return msg(
        "{party} holds {letters} in {row}, which is no letter of {framework}",
        party=name,
        letters=f"`{written}`",
        row=row.name,
        framework=world.settings.raci.framework.upper(),
    )
