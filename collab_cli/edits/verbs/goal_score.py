"""The verb that closes a goal with its score (formulas.md F8)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from collab_cli.edits.stamps import Put, given
from collab_cli.edits.state_verb import Move, StateVerb, VerbOption
from collab_cli.errors import CollabError
from collab_cli.messages import Label, Message, Param, msg

if TYPE_CHECKING:
    from collab_cli.analyses.goals.roll_up import GoalProgress

_TENTH = Decimal("0.1")
_REACHED = {"committed": Decimal(1), "aspirational": Decimal("0.7")}
"""What a goal has to reach to count as achieved, by its commitment."""


def _progress(move: Move) -> GoalProgress:
    """Return how far the goal is at the end of its period, or today while that is still to come."""
    from collab_cli.analyses.goals.roll_up import progress_on

    day = move.world.as_of
    period = move.world.settings.period(move.value.period)
    if period is not None and period.end < day:
        day = period.end
    return progress_on(move.world.goal_tree, day)[move.record.id]


def _score(move: Move) -> Any:
    """Return the score: what is given, else the progress, rounded half up to one place."""
    if "score" in move.given or move.value.score is not None:
        return move.given.get("score", move.value.score)
    from collab_cli.model.exact_numbers import rounded

    reached = _progress(move).value
    return None if reached is None else rounded(reached).quantize(_TENTH, rounding=ROUND_HALF_UP)


def _state(move: Move) -> str:
    """Return whether the goal was achieved, or missed; one closed before keeps its state.

    A commitment is kept whole: 0.96 scores 1.0 and is missed all the same. An aspiration counts by its score.
    """
    if move.state != "active":
        return move.state
    reached = _score(move)
    if move.value.commitment == "committed" and "score" not in move.given:
        from collab_cli.model.exact_numbers import rounded

        progress = _progress(move).value
        reached = None if progress is None else rounded(progress)
    return "achieved" if reached is not None and reached >= _REACHED[move.value.commitment] else "missed"


def _is_unscored(move: Move) -> None:
    """A closed goal keeps its score and what was said; what was not said of its closing can follow."""
    follows = [key for key in ("cause", "next", "case") if key in move.given]
    if move.value.score is None:
        return
    if "score" in move.given or not follows or any(_is_said(move, key) for key in follows):
        raise CollabError(
            msg("{goal} is scored already: {score}", goal=move.titled, score=move.value.score),
            msg("a closed goal is not changed any more; {command} takes the last change back", command="collab undo"),
        )


def _is_over(move: Move) -> None:
    from collab_cli.analyses.goals.expected_progress import is_over

    period = move.world.settings.period(move.value.period)
    if period is None or move.state != "active" or "early" in move.given:
        return
    if not is_over(period, move.world.as_of) and move.world.as_of != period.end:
        raise CollabError(
            msg("{goal} runs until {day}", goal=move.titled, day=period.end),
            msg("score it then, or add --early to close it with what is reached today"),
        )


def _has_a_score(move: Move) -> None:
    if _score(move) is None:
        raise CollabError(
            msg("the progress of {goal} has no value, so no score follows from it", goal=move.titled),
            msg("give one with --score"),
        )


def _sentence(move: Move) -> Message:
    if move.value.score is not None:
        return msg("noted how the goal {goal} was closed", goal=move.titled)
    return msg(
        "closed the goal {goal} with the score {score}: {state}",
        goal=move.titled,
        score=f"{_score(move):f}",
        state=Label(_state(move), "goal.status"),
    )


def _told(move: Move) -> tuple[Message, ...]:
    """Tell what the score was made of, and what is still to be said of a goal that is closed."""
    if move.value.score is not None:
        return ()
    found: list[Message] = []
    reached, wanted = _progress(move).value, _REACHED[move.value.commitment]
    percent: Param = "-"
    if reached is not None:
        from collab_cli.model.exact_numbers import whole_percent

        percent = msg("{percent} %", percent=whole_percent(reached))
    if move.value.commitment == "committed":
        found.append(msg("its progress is {progress}; a committed goal is achieved at 100 %", progress=percent))
    else:
        found.append(
            msg("its progress is {progress}; an aspirational goal is achieved from {score} on", progress=percent,
                score=wanted)
        )  # fmt: skip
    missing = tuple(key for key in ("cause", "next") if key not in move.given and not _is_said(move, key))
    if missing:
        options = " ".join(f"--{key} {'TEXT' if key == 'cause' else 'keep|modify|drop'}" for key in missing)
        command = f"collab goal score {move.record.id} {options}"
        found.append(msg("its closing is not complete yet: {command}", command=command))
    return tuple(found)


def _is_said(move: Move, key: str) -> bool:
    return move.value.closing is not None and getattr(move.value.closing, key) is not None


VERBS = (
    StateVerb(
        "goal",
        "score",
        "Close a goal with its score.\n\n"
        "The score is the progress at the end of the period, rounded to one place. A committed goal is achieved at "
        "100 %, an aspirational one from a score of 0.7 on; else it is missed.",
        (
            "collab goal score strengthen-brand --cause 'The campaign came late' --next modify  # from its progress",
            "collab goal score strengthen-brand --score 0.6 --early --next drop  # by hand, before the end",
        ),
        _sentence,
        start=("active", "achieved", "missed"),
        to=("achieved", "missed"),
        choose=_state,
        options=(
            VerbOption("score", "score", "The score from 0 to 1; else computed from the progress"),
            VerbOption("cause", "closing.cause", "Why it came out as it did"),
            VerbOption("next", "closing.next", "What becomes of it"),
            VerbOption("case", "closing.case", "The case it is told in"),
            VerbOption("early", "", "Close it before its period is over, with what is reached today"),
        ),
        stamps=(
            Put("score", _score),
            Put("closing.cause", given("cause"), optional=True),
            Put("closing.next", given("next"), optional=True),
            Put("closing.case", given("case"), optional=True),
        ),
        conditions=(_is_unscored, _is_over, _has_a_score),
        notes=_told,
        asked=("cause", "next"),
    ),
)
