"""What a person is to learn: skills the post needs, and courses planned."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.analyses.owed.owed import Owed, Why
from collab_cli.graph.world import World
from collab_cli.model.person import Person
from collab_cli.model.role import Role
from collab_cli.model.skill import Skill
from collab_cli.model.training import Training


def learning_of(world: World, person: str) -> Iterator[Owed]:
    """Yield the courses planned with a person, and the skills the post needs at a level not reached."""
    for training in world.all(Training):
        value = training.value
        if value.status != "planned" or value.date < world.as_of:
            continue
        trains = value.trainer is not None and value.trainer.person == person
        if trains or person in value.attendees:
            why: Why = "trainer" if trains else "course"
            days = (value.date - world.as_of).days
            yield Owed("training", why, training, f"collab training show {training.id}", value.date, days)
    own = world.get(Person, person)
    role = world.get(Role, own.value.role) if own is not None else None
    if own is None or role is None:
        return
    for skill_id, needs in role.value.required_skills.items():
        has, skill = own.value.skills.get(skill_id, 0), world.get(Skill, skill_id)
        if skill is not None and has < needs:
            yield Owed("training", "skill", skill, f"collab skill show {skill.id}", has=has, needs=needs)
