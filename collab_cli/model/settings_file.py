"""Load collab.yaml: the settings of a workspace, or every reason why they cannot be used."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from collab_cli.documents.nodes import Document, Mapping, Scalar, Sequence, place_at
from collab_cli.documents.reader import read_document
from collab_cli.errors import CollabError
from collab_cli.findings import Fault, Place
from collab_cli.messages import Message, msg
from collab_cli.model.expectations import nearest
from collab_cli.model.fields import FieldType, ListType, MapType, StructType, UnionType, fields_of
from collab_cli.model.settings import Settings
from collab_cli.model.shape import shape
from collab_cli.model.thresholds import THRESHOLDS, read_threshold
from collab_cli.sources.snapshot import Snapshot

SETTINGS_PATH = "collab.yaml"
SCHEMA = 1
"""The format version this tool reads."""
ENVIRONMENT_NAME_PATTERN = r"^[A-Z_][A-Z0-9_]{0,99}$"
_ENVIRONMENT_NAME = re.compile(ENVIRONMENT_NAME_PATTERN)


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """Usable settings, the file they stand in, and faults that do not keep them from being used."""

    settings: Settings
    document: Document
    faults: tuple[Fault, ...]


class UnusableSettings(CollabError):
    """collab.yaml cannot be used; ``faults`` says why, the message is the first of them; ``text`` is the file."""

    def __init__(self, faults: tuple[Fault, ...], text: str = "") -> None:
        first = faults[0]
        message = msg("{place}: {code}: {message}", place=str(first.place), code=first.code, message=first.message)
        super().__init__(message, first.hint)
        self.faults = faults
        self.text = text


def load_settings(snapshot: Snapshot) -> LoadedSettings:
    """Return the settings in ``snapshot``; raise UnusableSettings with all faults when they cannot be used."""
    unreadable = [fault for fault in snapshot.faults if fault.place.path == SETTINGS_PATH]
    if unreadable:
        raise UnusableSettings(tuple(unreadable))
    data = snapshot.read(SETTINGS_PATH)
    text = data.decode("utf-8-sig", "replace")
    reading = read_document(SETTINGS_PATH, data)
    document = reading.document
    if document is None:
        raise UnusableSettings(reading.faults, text)
    root = document.root
    if not isinstance(root, Mapping):
        message = msg("{path} holds no settings", path=SETTINGS_PATH)
        raise UnusableSettings(
            (Fault(Place(SETTINGS_PATH), message, msg("write at least schema, company and periods"), code="S002"),)
        )
    version_fault = _check_schema(root)
    if version_fault is not None:
        raise UnusableSettings((version_fault,), text)
    shaped = shape(root, reading.plain, Settings, document)
    faults = [_as_setting(fault) for fault in shaped.faults]
    only_unknown = all(_is_unknown(fault) for fault in faults)
    settings: Any = shaped.value if only_unknown else None  # a setting left out would change what is checked
    if settings is not None:
        faults += [*_check_no_periods(root), *_check_circles(root, settings), *_check_timezone(root, settings)]
        faults += [*_check_thresholds(root), *_check_notify(root)]
    fatal = [fault for fault in faults if fault.code == "S021"]
    if settings is None or fatal:
        raise UnusableSettings(tuple(faults), text)
    return LoadedSettings(settings, document, (*reading.faults, *faults))


def setting_place(document: Document, *route: str | int) -> Place:
    """Return where the value at ``route`` of collab.yaml stands; of a missing one, as ``place_at``."""
    return place_at(SETTINGS_PATH, document.root, route)


def setting_fault(root: Mapping, route: tuple[str | int, ...], message: Message, hint: Message | None) -> Fault:
    """Return an S021 at the value (or list entry) ``route`` leads to in collab.yaml."""
    return Fault(place_at(SETTINGS_PATH, root, route), message, hint, code="S021")


def _check_schema(root: Mapping) -> Fault | None:
    written = root.get("schema")
    text = written.text if isinstance(written, Scalar) else ""
    if text == str(SCHEMA):
        return None
    place = place_at(SETTINGS_PATH, root, ("schema",))
    if text.isascii() and text.isdigit() and int(text[:9]) > SCHEMA:
        message = msg("this workspace has format {found}, this collab reads format {known}", found=text, known=SCHEMA)
        return Fault(place, message, msg("install a newer collab"), code="S020")
    if written is None:
        return Fault(place, msg("the format version is missing"), msg("add the line schema: 1"), code="S020")
    return Fault(place, msg("schema holds no format version"), msg("write schema: 1"), code="S020")


def _as_setting(fault: Fault) -> Fault:
    """A wrong value under `check` or `raci` makes the gate lie, so it is a configuration error."""
    is_value = fault.place.route[:1] in (("check",), ("raci",)) and len(fault.place.route) > 1
    if _is_unknown(fault):
        return fault
    return replace(fault, code="S021") if is_value and fault.code in ("S002", "S003") else fault


def _is_unknown(fault: Fault) -> bool:
    """Return whether a fault is about a key that is no field: it hides no setting, as the check reports it."""
    wanted: FieldType = StructType(Settings)
    for step in fault.place.route:
        if isinstance(wanted, UnionType):
            wanted = next((option for option in wanted.options if isinstance(option, StructType)), wanted)
        if isinstance(wanted, StructType):
            field = next((info for info in fields_of(wanted.struct) if info.name == step), None)
            if field is None:
                return fault.code == "S002"
            wanted = field.type
        elif isinstance(wanted, ListType):
            wanted = wanted.item
        elif isinstance(wanted, MapType):
            wanted = wanted.value
    return False


def _check_no_periods(root: Mapping) -> list[Fault]:
    written = root.get("periods")
    if not isinstance(written, Sequence) or written.items:
        return []
    place, example = place_at(SETTINGS_PATH, root, ("periods",)), '{id: "2025", start: 2025-01-01, end: 2025-12-31}'
    hint = msg("write one such as {example}", example=example)
    return [Fault(place, msg("periods lists no period"), hint, code="S002")]


def _check_timezone(root: Mapping, settings: Settings) -> list[Fault]:
    try:
        ZoneInfo(settings.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        message = msg("there is no time zone {name}", name=settings.timezone)
        return [setting_fault(root, ("timezone",), message, msg("write one such as Asia/Shanghai"))]
    return []


def _check_circles(root: Mapping, settings: Settings) -> list[Fault]:
    """A period that is part of itself has no place among the others."""
    above = {period.id: period.parent for period in settings.periods}
    faults, told = [], set[str]()
    for index, period in enumerate(settings.periods):
        way, current = [period.id], period.parent
        while current is not None and current not in way:
            way.append(current)
            current = above.get(current)
        if current == period.id and period.id not in told:
            told.update(way)
            message = msg("the period {id} is part of itself", id=period.id)
            faults.append(setting_fault(root, ("periods", index, "parent"), message, msg("correct the parent")))
    return faults


def _check_thresholds(root: Mapping) -> list[Fault]:
    check = root.get("check")
    written = check.get("thresholds") if isinstance(check, Mapping) else None
    faults = []
    for name, (key, value) in written.entries.items() if isinstance(written, Mapping) else ():
        route = ("check", "thresholds", name)
        threshold = THRESHOLDS.get(name)
        if threshold is None:
            better = nearest(name, list(THRESHOLDS))
            hint = msg("did you mean {better}", better=better) if better else msg("collab explain lists the thresholds")
            place = Place(SETTINGS_PATH, key.line, key.column, route)
            faults.append(Fault(place, msg("there is no threshold {name}", name=name), hint, code="S021"))
            continue
        text = value.text if isinstance(value, Scalar) else ""
        if read_threshold(threshold, text) is None:
            message = msg("threshold {name} is {text}", name=name, text=f"`{text}`")
            hint = msg("write a value from {low} to {high}", low=str(threshold.low), high=str(threshold.high))
            if threshold.low is None:
                hint = msg("write a duration such as 4h, 2wd or 30d")
            faults.append(setting_fault(root, route, message, hint))
    return faults


def _check_notify(root: Mapping) -> list[Fault]:
    """A webhook address or a secret in the file is refused, and never repeated in a message."""
    notify = root.get("notify")
    faults = []
    for tool, (_, fields) in notify.entries.items() if isinstance(notify, Mapping) else ():
        for name, (_, value) in fields.entries.items() if isinstance(fields, Mapping) else ():
            if name == "kind":
                continue
            if isinstance(value, Scalar) and not value.is_empty and not _ENVIRONMENT_NAME.match(value.text):
                message = msg(
                    "{field} holds something other than the name of an environment variable", field=f"{tool}.{name}"
                )
                hint = msg("write a name such as COLLAB_WEBHOOK, and keep the address or secret in that variable")
                faults.append(setting_fault(root, ("notify", tool, name), message, hint))
    return faults
