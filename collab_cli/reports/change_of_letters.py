"""Sentences on who holds which letter in a matter: who answers for it now, who is asked, who is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from collab_cli.analyses.changes.change import Change
from collab_cli.graph.letters import LETTER_ORDER, letter_names
from collab_cli.graph.world import World
from collab_cli.messages import Message, Param, Titled, msg, msgn
from collab_cli.model.activity import Activity
from collab_cli.model.responsibility_row import ResponsibilityRow
from collab_cli.reports.change_subject import owner_in, row_named
from collab_cli.reports.change_value import holdings, in_order

Letters = Mapping[str, str]


def sentence_of_letters(world: World, change: Change) -> Message:
    """Return who gained and who lost which letter in the matter of ``change``."""
    matter = matter_of(world, change)
    old, new = in_order(change.old), in_order(change.new)
    if not change.before and new:
        return msg("{matter} is new: {holdings}", matter=matter, holdings=holdings(world, new))
    if old and not change.after:
        return msg(
            "{matter} is nobody's duty any more, it was: {holdings}", matter=matter, holdings=holdings(world, old)
        )
    said = letters_said(world, matter, old, new)
    return said if said is not None else msg("The letters of {matter} change", matter=matter)


def letters_said(world: World, matter: Titled, old: Letters, new: Letters, *, names: bool = True) -> Message | None:
    """Return what differs between two sets of letters, None where nothing does.

    With ``names`` the sentence names the matter, else it goes on about one that was named.
    """
    said = _of_accountable(world, matter, old, new, names=names)
    for other in _of_others(world, old, new):
        if said is not None:
            said = msg("{change}; {more}", change=said, more=other)
        else:
            said = msg("{matter}: {change}", matter=matter, change=other) if names else other
    return said


def matter_of(world: World, change: Change) -> Titled:
    """Return the matter a change of letters is about: the activity, else the duty, the step or the task."""
    activity = world.get(Activity, change.matter)
    if activity is not None:
        return Titled(None if activity.name == activity.id else activity.name, activity.id)
    for spot in (*change.after, *change.before):
        row = owner_in(world, spot, ResponsibilityRow)
        if row is not None and spot.record is not None:
            return row_named(world, spot.record.id, row)
    return Titled(None, change.matter)


def _of_accountable(world: World, matter: Titled, old: Letters, new: Letters, *, names: bool) -> Message | None:
    had = [party for party, cell in old.items() if "A" in cell]
    has = [party for party, cell in new.items() if "A" in cell]
    gone, come = _names(world, had, has), _names(world, has, had)
    stay = tuple(world.parties.name(party) for party in has if party in had)
    if not gone and not come:
        return None
    if not had:
        return msgn(
            "{parties} is now accountable for {matter}, for which nobody was",
            "{parties} are now accountable for {matter}, for which nobody was",
            len(come),
            parties=come,
            matter=matter,
        )
    if not has:
        return msgn(
            "Nobody is accountable for {matter} any more, {parties} was",
            "Nobody is accountable for {matter} any more, {parties} were",
            len(gone),
            parties=gone,
            matter=matter,
        )
    if not stay and not names:
        return msg("accountable moves from {old} to {new}", old=gone, new=come)
    if not stay:
        return msg("Accountable for {matter} moves from {old} to {new}", matter=matter, old=gone, new=come)
    if not come and len(stay) == 1:
        return msg(
            "Accountable for {matter} leaves {old} and stays with {stay} alone", matter=matter, old=gone, stay=stay
        )
    if not come:
        return msg("Accountable for {matter} leaves {old} and stays with {stay}", matter=matter, old=gone, stay=stay)
    if not gone:
        return msgn(
            "{parties} becomes accountable for {matter} beside {stay}",
            "{parties} become accountable for {matter} beside {stay}",
            len(come),
            parties=come,
            matter=matter,
            stay=stay,
        )
    return msg(
        "Accountable for {matter} moves from {old} to {new} and stays with {stay}",
        matter=matter,
        old=gone,
        new=come,
        stay=stay,
    )


def _names(world: World, these: list[str], without: list[str]) -> tuple[Param, ...]:
    return tuple(world.parties.name(party) for party in these if party not in without)


def _of_others(world: World, old: Letters, new: Letters) -> Iterator[Message]:
    """Yield what changed beside accountability, parties with the same change together, the most involved first."""
    worker = "D" if any("D" in cell for cell in new.values()) else "R"
    gave_up = any(worker in cell and worker not in new.get(party, "") and "A" in cell for party, cell in old.items())
    groups: dict[tuple[str, str, bool, bool], list[str]] = {}
    for party in dict.fromkeys((*new, *old)):
        one, other = old.get(party, ""), new.get(party, "")
        lost, gained = "A" in one and "A" not in other, "A" in other and "A" not in one
        was, now = one.replace("A", ""), other.replace("A", "")
        if was == now and not (lost and now):
            continue
        if lost and not now:
            continue  # that it leaves is said
        if gained and (not now or (now == worker and (gave_up or not old))):
            continue  # the work moves along, or what was less is now more
        if lost and was == now:
            was = ""
        groups.setdefault((was, now, lost, gained), []).append(party)
    for (was, now, lost, gained), parties in sorted(groups.items(), key=lambda group: _weight(group[0])):
        yield _of_one(world, tuple(world.parties.name(party) for party in parties), was, now, lost=lost, gained=gained)


def _weight(change: tuple[str, str, bool, bool]) -> tuple[bool, int, int]:
    was, now, lost, gained = change
    return (not (lost or gained), LETTER_ORDER.find((now or was)[0]), not now)


def _of_one(world: World, parties: tuple[Param, ...], was: str, now: str, *, lost: bool, gained: bool) -> Message:
    """Return what becomes of parties that had the letters ``was`` and have ``now``, A left out."""
    old, new = letter_names(world.settings, was), letter_names(world.settings, now)
    count = len(parties)
    if lost and not was:
        return msgn("{parties} stays {new}", "{parties} stay {new}", count, parties=parties, new=new)
    if lost:
        return msgn("{parties} becomes {new}", "{parties} become {new}", count, parties=parties, new=new)
    if gained:
        return msgn("{parties} is {new} as well", "{parties} are {new} as well", count, parties=parties, new=new)
    if not was:
        return msgn("{parties} is now {new}", "{parties} are now {new}", count, parties=parties, new=new)
    if not now:
        return msgn("{parties} is no longer {old}", "{parties} are no longer {old}", count, parties=parties, old=old)
    return msgn(
        "{parties} is now {new} instead of {old}",
        "{parties} are now {new} instead of {old}",
        count,
        parties=parties,
        new=new,
        old=old,
    )
