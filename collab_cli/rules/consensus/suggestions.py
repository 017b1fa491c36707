"""Suggestions: whoever brings something in learns what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.findings import Fault
from collab_cli.graph.world import World
from collab_cli.messages import Message, Param, msg
from collab_cli.model.meeting import Meeting, Opinion
from collab_cli.model.person import Person
from collab_cli.model.proposal import Proposal
from collab_cli.rules.rule import rule


@rule(
    code="P205",
    slug="undisposed-suggestion",
    term="Undisposed suggestion",
    severity="warning",
    profile="standard",
    handbook="4.1, 5.2",
    target="proposal:price-list",
)
def undisposed_suggestion(world: World) -> Iterator[Fault]:
    """A suggestion was noted, and nobody says what became of it.

    What it finds
        An idea of a proposal that is accepted or rejected, or an opinion in published or approved minutes, without
        `disposition`.

    Why it matters
        Who never gets an answer stops making suggestions.

    Example
        # proposals/price-list.yaml
        title: {zh: 新价目表, en: New price list}
        subjects: []
        type: decision
        affected: [sales]
        ideas:
          - {by: chen-jie, text: Try it in one region first}
        positions:
          - {department: sales, by: zhang-wei, date: 2025-06-10, position: agree}
        status: accepted
        decided: 2025-06-12

    Instead
        # proposals/price-list.yaml
        title: {zh: 新价目表, en: New price list}
        subjects: []
        type: decision
        affected: [sales]
        ideas:
          - {by: chen-jie, text: Try it in one region first, disposition: parked, reason: After the autumn fair}
        positions:
          - {department: sales, by: zhang-wei, date: 2025-06-10, position: agree}
        status: accepted
        decided: 2025-06-12

    How to mend it
        Note whether it is accepted, rejected, parked or merged with another one: an idea with `collab proposal
        dispose`, an opinion under `disposition` in the minutes. Say why to the person who brought it in.
    """
    hint = msg("say what became of it, and why")
    for proposal in world.all(Proposal):
        if proposal.value.status not in ("accepted", "rejected"):
            continue
        for index, idea in enumerate(proposal.value.ideas):
            if idea.disposition is None:
                message = msg(
                    "the idea of {person} in {record} has no answer",
                    person=world.name(Person, idea.by),
                    record=proposal.titled,
                )
                yield Fault(proposal.place("ideas", index, "disposition"), message, hint, (proposal.ref,))
    for meeting in world.all(Meeting):
        if meeting.value.status not in ("published", "approved"):
            continue
        for index, opinion in enumerate(meeting.value.opinions):
            if opinion.disposition is None:
                message = _unanswered(world, meeting.titled, opinion)
                yield Fault(meeting.place("opinions", index, "disposition"), message, hint, (meeting.ref,))


def _unanswered(world: World, meeting: Param, opinion: Opinion) -> Message:
    if opinion.by is not None:
        return msg("the opinion of {who} in {record} has no answer", who=world.name(Person, opinion.by), record=meeting)
    if opinion.department is not None:
        name = world.parties.name(opinion.department)
        return msg("the opinion of {who} in {record} has no answer", who=name, record=meeting)
    return msg("an opinion in {record} has no answer", record=meeting)
