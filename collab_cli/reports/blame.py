"""Each field of a record with its value, and when, by whom and in which commit it got that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from numbers import Number
from typing import Any

from collab_cli.analyses.changes.origins import Origin
from collab_cli.graph.world import World
from collab_cli.messages import Param, msg
from collab_cli.model.field_types import Name, Part
from collab_cli.page import Block, Cell, Heading, Report, Styled, Table, Text
from collab_cli.reports.change_subject import called
from collab_cli.reports.change_value import told
from collab_cli.reports.field_values import field_label, shown
from collab_cli.reports.log import SHORT_ID, commit_data
from collab_cli.reports.records import field_data

SCHEMA = "collab/blame/v1"


def build(world: World, ref: str, part: str | None, name: Param, origins: Sequence[Origin]) -> Report:
    """Return the ``origins`` of the fields of the record ``ref``, or of its ``part``, which people call ``name``."""
    blocks: list[Block] = [Heading(msg("Where the fields of {record} come from", record=name))]
    for part_id, of_part in groupby(origins, key=lambda origin: origin.part_id):
        fields = tuple(of_part)
        if part_id is not None and part is None:
            blocks.append(Heading(called(world, fields[0].owner), 2))
        blocks.append(_table(world, fields))
    if any(origin.step is None for origin in origins):
        note = msg("this clone is shallow: get the older commits with `git fetch --unshallow`")
        blocks.append(Text(Styled(note, "warn")))
    record = {"record": ref, "part": part, "fields": [_field_data(origin) for origin in origins]}
    return Report(SCHEMA, tuple(blocks), record)


def _table(world: World, origins: Iterable[Origin]) -> Table:
    columns = (msg("Field"), msg("Current value"), msg("Since"), msg("Set by"), msg("Commit"))
    return Table(columns, tuple(tuple(_row(world, origin)) for origin in origins))


def _row(world: World, origin: Origin) -> Iterator[Cell]:
    yield Styled(field_label(type(origin.owner), origin.field), "muted")
    yield _value(world, origin)
    if origin.step is None:
        yield from (Styled("?", "warn"), "", "")
    elif origin.step.commit is None:
        yield from (Styled(msg("uncommitted"), "warn"), "", "")
    else:
        commit = origin.step.commit
        yield from (f"{commit.made:%Y-%m-%d}", commit.author, Styled(commit.id[:SHORT_ID], "muted"))


def _value(world: World, origin: Origin) -> Param:
    value: Any = origin.value
    items = value if isinstance(value, list) else [value]
    if any(isinstance(item, Part) and not isinstance(item, Name) for item in items) or isinstance(value, Number):
        return told(world, value, origin.field, origin.owner)
    return shown(world, value, origin.field)


def _field_data(origin: Origin) -> dict[str, Any]:
    step = origin.step
    return {
        "part": origin.part_id,
        "field": origin.field.name,
        "value": field_data(origin.value),
        "is_committed": step is None or step.commit is not None,
        **(commit_data(step) if step is not None else dict.fromkeys(("commit", "author", "email", "date", "subject"))),
    }
