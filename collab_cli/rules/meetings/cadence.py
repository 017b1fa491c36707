"""Cadence: departments meet regularly, and no slot of a series passes without a word."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from collab_cli.analyses.meeting_figures import is_active, past_slots
from collab_cli.findings import Fault, Place, Severity
from collab_cli.graph.world import World
from collab_cli.messages import Message, Param, msg, msgn
from collab_cli.model.record import Record
from collab_cli.model.series import Series
from collab_cli.model.settings_file import SETTINGS_PATH
from collab_cli.rules.rule import rule

_NAMED = 5
"""How many missed slots a message names."""


@rule(
    code="M401",
    slug="cadence-breach",
    term="Cadence breach",
    severity="warning",
    profile="standard",
    day=True,
    needs=("series",),
    absence=("meeting",),
    fix="suggested",
    handbook="3.1, 4.1",
    target="series:weekly",
)
def cadence_breach(world: World) -> Iterator[Fault]:
    """A series passed a week or month without a meeting, and nobody said why.

    What it finds
        A series with a week or month that is over, from `starts` to `ends`, and has no published or approved meeting:
        a warning, and an error when two of them follow each other. What is under `skips`, a meeting that was cancelled
        and a week without a working day are no breach.

    Why it matters
        A regular meeting that is left out without a word soon is no regular meeting, and what is to be said between
        departments waits.

    Example
        # series/weekly.yaml
        name: {zh: 跨部门周例会, en: Weekly meeting}
        cadence: {unit: week, weekday: mon}
        starts: 2025-06-16
        chair: li-na
        secretary: chen-jie
        required: [sales, production, marketing]

    Instead
        # series/weekly.yaml
        name: {zh: 跨部门周例会, en: Weekly meeting}
        cadence: {unit: week, weekday: mon}
        starts: 2025-06-16
        skips:
          - {date: 2025-06-16, reason: Everybody was at the trade fair}
        chair: li-na
        secretary: chen-jie
        required: [sales, production, marketing]

    How to mend it
        If people met, write the minutes and publish them. If not, say why with `collab series skip`; a meeting that was
        already prepared is cancelled with its reason. A rhythm nobody keeps is to be changed.
    """
    for series in world.all(Series):
        if series.value.status == "ended" and series.value.ends is None:
            continue
        slots = [slot for slot in past_slots(world, series) if slot.takes_place]
        missed = [slot for slot in slots if slot.is_missed(world.as_of)]
        if not missed:
            continue
        in_a_row = any(one.is_missed(world.as_of) and two.is_missed(world.as_of) for one, two in pairwise(slots))
        message = _breach(series, tuple(slot.planned for slot in missed))
        command = f"collab series skip {series.id} --date {missed[-1].planned.isoformat()} --reason TEXT"
        hint = msg("publish the minutes, or say why with {command}", command=command)
        severity = Severity.ERROR if in_a_row else Severity.WARNING
        yield Fault(series.place("cadence"), message, hint, (series.ref,), severity=severity)


def _breach(series: Record[Series], planned: tuple[Param, ...]) -> Message:
    if len(planned) <= _NAMED:
        return msg("{series} has no minutes for {days}", series=series.titled, days=planned)
    return msgn(
        "{series} has no minutes for {count} slot, the last ones planned for {days}",
        "{series} has no minutes for {count} slots, the last ones planned for {days}",
        len(planned),
        series=series.titled,
        days=planned[-_NAMED:],
    )


@rule(
    code="M416",
    slug="no-cross-department-series",
    term="No regular meeting",
    severity="info",
    profile="strict",
    needs=("series",),
    absence=("series",),
    fix="suggested",
    handbook="3.1",
    target="series:weekly",
)
def no_cross_department_series(world: World) -> Iterator[Fault]:
    """Departments have no regular meeting with each other.

    What it finds
        Two or more active departments, and no active series with two or more of them under `required`.

    Why it matters
        Where departments meet only when something has gone wrong, they learn of each other's plans too late.

    Example
        # series/weekly.yaml
        name: {zh: 销售周例会, en: Weekly sales meeting}
        cadence: {unit: week, weekday: mon}
        starts: 2025-06-23
        chair: zhang-wei
        secretary: chen-jie
        required: [sales]

    Instead
        # series/weekly.yaml
        name: {zh: 跨部门周例会, en: Weekly meeting}
        cadence: {unit: week, weekday: mon}
        starts: 2025-06-23
        chair: li-na
        secretary: chen-jie
        required: [sales, production, marketing]

    How to mend it
        Add a series with `collab series add`, and name the departments that have to report under `required`.
    """
    if len(world.parties.active_departments) < 2:
        return
    active = [series for series in world.all(Series) if series.value.status == "active"]
    if any(sum(is_active(world, one) for one in set(series.value.required)) > 1 for series in active):
        return
    hint = msg("add a series with {command}", command="collab series add")
    records = tuple(series.ref for series in active)
    yield Fault(Place(SETTINGS_PATH, 1, 1), msg("no series brings two departments together"), hint, records)
