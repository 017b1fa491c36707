"""The state verbs of resource requests: asked for, decided on, handed out, given back."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from collab_cli.edits.stamps import Put, by
from collab_cli.edits.state_verb import BY, Move, StateVerb, VerbOption
from collab_cli.errors import CollabError
from collab_cli.messages import msg

_BY = VerbOption(BY, "approver", "Who decides; else you, by git's identity")


def _approved(move: Move) -> Any:
    """Return the amount given, else all that was asked for."""
    return move.given.get("qty") or move.value.requested.qty


def _allocated(move: Move) -> Any:
    """Return the amount given, else all that was approved."""
    return move.given.get("qty") or (move.value.approved or move.value.requested).qty


def _unit(move: Move) -> str | None:
    unit: str | None = move.value.requested.unit
    return unit


def _in_full_or_partly(move: Move) -> str:
    return "approved" if _approved(move) >= move.value.requested.qty else "partly"


def _is_something(move: Move) -> None:
    amount = move.given.get("qty")
    if isinstance(amount, Decimal) and amount <= 0:
        raise CollabError(msg("{qty} is nothing", qty=amount), msg("give an amount above 0"))


def _is_approved(move: Move) -> None:
    approved = move.value.approved
    if approved is not None and _allocated(move) > approved.qty:
        raise CollabError(
            msg("{qty} is more than the {approved} approved", qty=_allocated(move), approved=approved.qty),
            msg("hand out no more than that"),
        )


VERBS = (
    StateVerb(
        "resource",
        "submit",
        "Put a resource request to who decides on it.",
        ("collab resource submit sample-test-equipment  # a draft no more",),
        lambda move: msg("submitted {resource}", resource=move.titled),
        start=("draft",),
        to=("submitted",),
    ),
    StateVerb(
        "resource",
        "approve",
        "Approve a resource request, in full or in part.",
        (
            "collab resource approve sample-test-equipment  # all that was asked for",
            "collab resource approve sample-test-equipment --qty 1 --by li-na  # a part of it",
        ),
        lambda move: msg("approved {resource}", resource=move.titled),
        start=("submitted",),
        to=("approved", "partly"),
        choose=_in_full_or_partly,
        options=(VerbOption("qty", "approved.qty", "How much is approved; else all that was asked for"), _BY),
        stamps=(Put("approved", {"qty": _approved, "unit": _unit}), Put("approver", by)),
        conditions=(_is_something,),
    ),
    StateVerb(
        "resource",
        "reject",
        "Reject a resource request.",
        ("collab resource reject sample-test-equipment --by li-na  # nothing is approved",),
        lambda move: msg("rejected {resource}", resource=move.titled),
        start=("submitted",),
        to=("rejected",),
        options=(_BY,),
        stamps=(Put("approver", by),),
    ),
    StateVerb(
        "resource",
        "allocate",
        "Note that what was approved has been handed out.",
        ("collab resource allocate sample-test-equipment --qty 1  # one piece of it",),
        lambda move: msg("allocated {resource}", resource=move.titled),
        start=("approved", "partly"),
        to=("allocated",),
        options=(VerbOption("qty", "allocated.qty", "How much was handed out; else all that was approved"),),
        stamps=(Put("allocated", {"qty": _allocated, "unit": _unit}),),
        conditions=(_is_something, _is_approved),
    ),
    StateVerb(
        "resource",
        "release",
        "Note that a resource has been given back.",
        ("collab resource release sample-test-equipment  # others can have it now",),
        lambda move: msg("released {resource}", resource=move.titled),
        start=("allocated",),
        to=("released",),
    ),
)
