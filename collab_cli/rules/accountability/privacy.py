"""Records that judge named persons stay out of the common history."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.findings import Fault, Place
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.model.evaluation import Evaluation
from collab_cli.model.record import Record
from collab_cli.model.workspace import RESTRICTED
from collab_cli.rules.rule import rule


@rule(
    code="E810",
    slug="exposed-personal-record",
    term="Personal record exposed",
    severity="error",
    profile="starter",
    drafts=True,
    handbook="6.3",
    target="evaluation:chen-jie-2025",
)
def exposed_personal_record(world: World) -> Iterator[Fault]:
    """An evaluation judges a named person outside the restricted folder.

    What it finds
        An evaluation of a person, or a consequence that names a person, in a file outside `restricted/`.

    Why it matters
        Everybody who can read the repository reads it, and the history of a repository cannot forget.

    Example
        # evaluations/chen-jie-2025.yaml
        title: First half of 2025
        subject: person:chen-jie
        period: "2025"
        evaluator: zhang-wei
        ratings:
          - {duty: sales/complaint-handling, rating: 4, evidence: [Register of complaints]}

    Instead
        # restricted/evaluations/chen-jie-2025.yaml
        title: First half of 2025
        subject: person:chen-jie
        period: "2025"
        evaluator: zhang-wei
        ratings:
          - {duty: sales/complaint-handling, rating: 4, evidence: [Register of complaints]}

    How to mend it
        Move the file to the same path below `restricted/`, and keep that folder out of the common repository. What was
        committed before stays in the history: tell whoever looks after the repository.
    """
    for evaluation in world.all(Evaluation):
        if evaluation.restricted:
            continue
        if evaluation.value.subject.startswith("person:"):
            yield _exposed(evaluation, evaluation.place("subject"))
            continue
        for index, consequence in enumerate(evaluation.value.consequences):
            if consequence.person is not None:
                yield _exposed(evaluation, evaluation.place("consequences", index, "person"))


def _exposed(evaluation: Record[Evaluation], place: Place) -> Fault:
    """Say so without a title or a name: the message is read by everybody who sees the check run."""
    message = msg("the evaluation {id} judges a named person outside {folder}/", id=evaluation.id, folder=RESTRICTED)
    hint = msg("move it to {path}; what was committed stays in the history", path=f"{RESTRICTED}/{evaluation.path}")
    return Fault(place, message, hint, (evaluation.ref,))
