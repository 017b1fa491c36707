"""References that are not good: what was looked for, and how to say it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from collab_cli.messages import Message, msg
from collab_cli.model.expectations import nearest
from collab_cli.model.kinds import kind_named
from collab_cli.model.record import Record


@dataclass(frozen=True, slots=True)
class Problem:
    """A reference that is not good: what was looked for, and among which ids.

    ``wrong_kind`` are the kinds that could stand there, ``bare`` the one that is written without its kind.
    """

    kind: str
    text: str
    candidates: tuple[str, ...]
    wrong_kind: tuple[str, ...] = ()
    bare: str = ""
    owner: Record[Any] | None = None


SILENT = Problem("", "", ())
"""A bad reference of which somebody else speaks."""
KIND_AND_ID = msg("write kind and id, such as {example}", example="goal:increase-revenue")


def says(problem: Problem, field: str) -> Message:
    """Return what is wrong with a reference that names nothing."""
    if problem.kind == "period":
        return msg("{field} names the period {id}, which collab.yaml does not list", field=field, id=problem.text)
    if problem.owner is not None and not problem.text:
        return msg("{field} names {record} as a whole, not a row of it", field=field, record=problem.owner.titled)
    if problem.owner is not None:
        return msg("{record} has no part {id}", record=problem.owner.titled, id=problem.text)
    kind = kind_named(problem.kind)
    assert kind is not None
    return msg("{field} names {kind} {id}, which does not exist", field=field, kind=kind.one, id=problem.text)


def without_kind(text: str, field: str) -> Message:
    """Return what to say of a reference that is written with a kind it does not need."""
    return msg("{field} is {text}, but a department is written without its kind", field=field, text=f"`{text}`")


def hint_for(problem: Problem, near: str | None) -> Message:
    """Return what to do about it; ``near`` is the reference that was probably meant."""
    if near is not None:
        return msg("did you mean {better}", better=near)
    if problem.owner is not None and not problem.text and problem.candidates:
        return msg("write {example}", example=f"{problem.owner.id}/{problem.candidates[0]}")
    if problem.owner is not None:
        return (
            msg("it has {parts}", parts=", ".join(problem.candidates)) if problem.candidates else msg("correct the id")
        )
    if problem.kind == "period":
        return msg("add it to periods, or use one of {ids}", ids=", ".join(sorted(problem.candidates)))
    return msg("correct the id, or add the record")


def alike(text: str, candidates: tuple[str, ...]) -> str | None:
    """Return the candidate that differs by case only, else by little of the spelling."""
    folded = text.casefold()
    same = next((candidate for candidate in candidates if candidate.casefold() == folded), None)
    return same or nearest(folded, list(candidates))


def corrected(text: str, problem: Problem, near: str) -> str:
    """Return the whole reference with ``near`` in place of the wrong end of it: the record or its part."""
    if problem.owner is not None:
        return f"{text.rpartition('/')[0]}/{near}"
    start = 0 if problem.text == text else text.find(":") + 1
    return text[:start] + near + text[start + len(problem.text) :]
