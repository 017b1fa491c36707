"""The key results whose check-in is due, as commands go through them."""

from __future__ import annotations

from collab_cli.analyses.goals.standing import goal_standings
from collab_cli.edits.key_result_meant import MeantKeyResult
from collab_cli.graph.world import World


def stale_key_results(world: World, person_id: str | None) -> tuple[MeantKeyResult, ...]:
    """Return the key results of active goals whose check-in is due, of one owner's goals or, without one, of all."""
    return tuple(
        MeantKeyResult(standing.goal, key_result.entry, index)
        for standing in world.once(goal_standings).values()
        if person_id is None or standing.goal.value.owner == person_id
        for index, key_result in enumerate(standing.key_results)
        if key_result.is_stale
    )
