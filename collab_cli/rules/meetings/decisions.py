"""Decisions: somebody carries them out, and everybody can read why."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.findings import Fault
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.model.fields import field_word
from collab_cli.model.meeting import Decision, Meeting
from collab_cli.rules.rule import rule


@rule(
    code="M407",
    slug="decision-without-owner",
    term="Decision without owner",
    severity="warning",
    profile="strict",
    handbook="4.1",
    target="meeting:2025-06-30-weekly",
)
def decision_without_owner(world: World) -> Iterator[Fault]:
    """A decision has nobody who sees to it, or no reason.

    What it finds
        A decision in minutes that are no draft, without `owner` or without `rationale`.

    Why it matters
        A decision nobody owns is not carried out, and one without a reason is taken again.

    Example
        # meetings/2025-06-30-weekly.yaml
        title: {zh: 跨部门周例会, en: Weekly meeting}
        series: weekly
        date: 2025-06-30
        present: [li-na, zhang-wei, wang-qiang, liu-fang, chen-jie]
        agenda: [Reports]
        decisions:
          - {id: dec1, text: Samples go out with every offer}
        next_meeting: 2025-07-07
        status: published

    Instead
        # meetings/2025-06-30-weekly.yaml
        title: {zh: 跨部门周例会, en: Weekly meeting}
        series: weekly
        date: 2025-06-30
        present: [li-na, zhang-wei, wang-qiang, liu-fang, chen-jie]
        agenda: [Reports]
        decisions:
          - {id: dec1, text: Samples go out with every offer, rationale: Colours are asked for, owner: chen-jie}
        next_meeting: 2025-07-07
        status: published

    How to mend it
        Ask who sees that it is carried out and write `owner`; write under `rationale` what spoke for it, in one
        sentence.
    """
    for meeting in world.all(Meeting):
        if meeting.value.status == "cancelled":
            continue
        for index, decision in enumerate(meeting.value.decisions):
            missing = [name for name in ("owner", "rationale") if not getattr(decision, name)]
            if missing:
                message = msg(
                    "decision {id} of {meeting} has no {missing}: {text}",
                    id=decision.id,
                    meeting=meeting.titled,
                    missing=tuple(field_word(Decision, name) for name in missing),
                    text=decision.text,
                )
                hint = msg("name who sees to it, and why it was decided")
                yield Fault(meeting.place("decisions", index, missing[0]), message, hint, (meeting.ref,))
