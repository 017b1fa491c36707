"""Does work in a process get from one step to the next."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.analyses.process_steps import broken_handovers, handovers, processes
from collab_cli.findings import Fault, Related
from collab_cli.graph.letters import responsible_letter
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.rules.raci.letter_edits import write_letters
from collab_cli.rules.rule import rule


@rule(
    code="R330",
    slug="broken-handoff-chain",
    term="Broken hand-off",
    severity="error",
    profile="standard",
    handbook="2.3, 6.1",
    target="charter:complaints/diagnose",
)
def broken_handoff_chain(world: World) -> Iterator[Fault]:
    """A step hands its output to a step nobody carries out.

    What it finds
        A row of an effective process charter with an `output` and a receiver (`next`, else the next row) that
        has no R (in the framework daci no D).

    Why it matters
        Work falls between departments at the hand-over.

    Example
        # charters/complaints.yaml
        title: Complaints
        type: process
        owner: zhang-wei
        status: effective
        duties:
          - {id: register, within: complaint-handling, raci: {sales: AR, production: I}, output: Complaint sheet}
          - {id: diagnose, within: complaint-handling, raci: {production: A, sales: I}}

    Instead
        # charters/complaints.yaml
        title: Complaints
        type: process
        owner: zhang-wei
        status: effective
        duties:
          - {id: register, within: complaint-handling, raci: {sales: AR, production: I}, output: Complaint sheet}
          - {id: diagnose, within: complaint-handling, raci: {production: AR, sales: I}}

    How to mend it
        Give a party R (in the framework daci D) in the row that takes over. If the work goes to another step, correct
        `next` of the row that hands over.
    """
    letter = responsible_letter(world.settings)
    for giver, receiver in broken_handovers(world):
        message = msg(
            "{receiver} takes over from {giver}, but nobody does the work",
            receiver=receiver.matrix_row.titled,
            giver=giver.matrix_row.titled,
        )
        hint = msg("give one party {letter}", letter=letter)
        related = (Related(giver.row.raci_place),)
        yield Fault(receiver.row.raci_place, message, hint, (receiver.row.ref, giver.row.ref), related)


@rule(
    code="R331",
    slug="unannounced-handoff",
    term="Unannounced hand-off",
    severity="info",
    profile="standard",
    fix="suggested",
    handbook="2.1, 6.1",
    target="charter:complaints/register",
)
def unannounced_handoff(world: World) -> Iterator[Fault]:
    """A department takes over work without having been told of it.

    What it finds
        A row of an effective process charter that hands an `output` to a receiver, where a department that is
        R (in the framework daci D) of the receiver has no letter in the row that hands over.

    Why it matters
        The receiver does not learn that work is ready.

    Example
        # charters/complaints.yaml
        title: Complaints
        type: process
        owner: zhang-wei
        status: effective
        duties:
          - {id: register, within: complaint-handling, raci: {sales: AR, marketing: I}, output: Complaint sheet}
          - {id: diagnose, within: complaint-handling, raci: {production: AR, sales: I}}

    Instead
        # charters/complaints.yaml
        title: Complaints
        type: process
        owner: zhang-wei
        status: effective
        duties:
          - {id: register, within: complaint-handling, raci: {sales: AR, production: I}, output: Complaint sheet}
          - {id: diagnose, within: complaint-handling, raci: {production: AR, sales: I}}

    How to mend it
        Add an I for the department that takes over to the row that hands over, or a C if it has a say in what it gets.
    """
    letter = responsible_letter(world.settings)
    told: set[tuple[str, str]] = set()
    for giver, receiver in handovers(world):
        involved = {world.parties.column(party) for party in giver.matrix_row.letters}
        for party in receiver.matrix_row.parties(letter):
            department = world.parties.department(party)
            if department is None or world.parties.column(party) in involved:
                continue
            if (giver.row.id, department) in told:
                continue
            told.add((giver.row.id, department))
            name = world.parties.name(department)
            message = msg(
                "{department} takes over from {row}, but has no letter in it",
                department=name,
                row=giver.matrix_row.titled,
            )
            records = (giver.row.ref, receiver.row.ref, f"department:{department}")
            fixes = write_letters(giver.row, department, "I")
            related = (Related(receiver.row.raci_place),)
            yield Fault(
                giver.row.raci_place,
                message,
                msg("add an I for {department}", department=name),
                records,
                related,
                fixes,
            )


@rule(
    code="R333",
    slug="dead-end-step",
    term="Dead end in a process",
    severity="warning",
    profile="standard",
    handbook="6.1",
    target="charter:complaints/diagnose",
)
def dead_end_step(world: World) -> Iterator[Fault]:
    """A step of a process is never reached, or its work gets lost.

    What it finds
        A row of an effective process charter other than the first that no other row leads to; or one other
        than the last with `next: []` and no `output`.

    Why it matters
        The step is not carried out, or what it makes reaches nobody.

    Example
        # charters/complaints.yaml
        title: Complaints
        type: process
        owner: zhang-wei
        status: effective
        duties:
          - {id: register, within: complaint-handling, raci: {sales: AR, production: I}, next: [answer]}
          - {id: diagnose, within: complaint-handling, raci: {production: AR, sales: I}}
          - {id: answer, within: complaint-handling, raci: {sales: AR, production: I}}

    Instead
        # charters/complaints.yaml
        title: Complaints
        type: process
        owner: zhang-wei
        status: effective
        duties:
          - {id: register, within: complaint-handling, raci: {sales: AR, production: I}, next: [diagnose]}
          - {id: diagnose, within: complaint-handling, raci: {production: AR, sales: I}}
          - {id: answer, within: complaint-handling, raci: {sales: AR, production: I}}

    How to mend it
        Name the step under `next` of the one before it, or delete it. For a step that leads nowhere, write its
        `output`, or the following step under `next`.
    """
    for steps in processes(world):
        reached = {target for index, step in enumerate(steps) for target in step.leads_to if target != index}
        for index, step in enumerate(steps):
            row = step.row
            if index > 0 and index not in reached:
                message = msg("no step leads to {row}", row=step.matrix_row.titled)
                yield Fault(row.first_place, message, msg("name it under next of another step"), (row.ref,))
            if index < len(steps) - 1 and row.row.next == [] and not row.row.output:
                message = msg("{row} leads to no step and has no output", row=step.matrix_row.titled)
                yield Fault(row.place("next"), message, msg("name its output or the next step"), (row.ref,))
