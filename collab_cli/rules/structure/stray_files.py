"""Files and folders that look like records and are read by nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from collab_cli.findings import Fault, Place
from collab_cli.graph.world import World
from collab_cli.i18n import LanguageCode, language
from collab_cli.messages import Message, msg
from collab_cli.model.field_types import ID_PATTERN
from collab_cli.model.kinds import all_kinds
from collab_cli.model.slug import is_device_name, slug_of
from collab_cli.model.workspace import RESTRICTED
from collab_cli.rules.rule import rule

_SUFFIX = re.compile(r"(\.ya?ml(\.txt)?)$", re.IGNORECASE)
_ID = re.compile(ID_PATTERN)
_OTHER_NAMES = {"minutes": "meetings", "会议": "meetings", "说明书": "charters"}
"""Words people use for a kind that are not its name."""

_SHORT_NAME = 8
"""Names with fewer letters are near another only at one edit, longer ones at two."""


@rule(
    code="S018",
    slug="stray-file",
    term="Stray file",
    severity="warning",
    profile="starter",
    drafts=True,
    fix="suggested",
)
def stray_file(world: World) -> Iterator[Fault]:
    """A file looks like a record, but nobody reads it.

    What it finds
        A file with another spelling of `.yaml` in the folder of a kind, and a file or folder at the root whose
        name is nearly that of a kind's register or folder, or the name of the kind itself in English or Chinese:
        `goal/`, `peoples.yaml`, `minutes/`, `人员.yaml`.

    Why it matters
        Somebody wrote a record, and it counts nowhere.

    Example
        # skill.yaml
        - {id: teamwork, name: {zh: 团队协作, en: Teamwork}}

    Instead
        # skills.yaml
        - {id: teamwork, name: {zh: 团队协作, en: Teamwork}}

    How to mend it
        Rename it as the finding says, or move what it holds to the register or folder of the kind. If it holds no
        records, give it a name that is further from those of the kinds.
    """
    snapshot = world.workspace.snapshot
    for path in snapshot.strays:
        better = _better_path(path)
        if better is not None:
            yield _fault(path, msg("{path} is read by nobody", path=path), better, is_taken=better in snapshot.paths)
    for folder in snapshot.folders:
        if folder not in (*_folders(), RESTRICTED):
            near = _near(folder)
            if near is not None:
                message = msg("nobody reads the folder {folder}", folder=folder)
                yield _fault(folder, message, near, is_taken=near in snapshot.folders)


def _fault(path: str, message: Message, better: str, *, is_taken: bool) -> Fault:
    hint = msg("rename it to {name}", name=better)
    if is_taken:
        hint = msg("move what it holds to {name}", name=better)
    return Fault(Place(path), message, hint)


def _better_path(path: str) -> str | None:
    """Return the path under which a stray file would be read, or None where it is no slip."""
    inside = path.removeprefix(RESTRICTED + "/")
    top, slash, _ = inside.partition("/")
    if slash:
        return _with_valid_id(_SUFFIX.sub("", path)) + ".yaml" if top in _folders() else None
    name = _SUFFIX.sub("", inside)
    near = name if name in _folders() else _near(name)
    return f"{path.removesuffix(inside)}{near}.yaml" if near is not None else None


def _with_valid_id(path: str) -> str:
    """Return a path without its suffix whose file name is a valid id, made from what is written where it is none."""
    folder, slash, name = path.rpartition("/")
    is_valid = _ID.match(name) is not None and not is_device_name(name)
    return folder + slash + (name if is_valid else slug_of(name))


def _near(name: str) -> str | None:
    """Return the folder of the kind that is called so, or whose name is at most two edits away, one if short."""
    called = _called("en" if name.isascii() else "zh").get(name.casefold())
    if called is not None or not name.isascii():
        return called
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    limit = 1 if len(name) < _SHORT_NAME else 2
    found = process.extractOne(name.casefold(), _folders(), scorer=DamerauLevenshtein.distance, score_cutoff=limit)
    return str(found[0]) if found else None


@cache
def _called(code: LanguageCode) -> Mapping[str, str]:
    """Return the folders of the kinds by what people call them in a language: `person`, `minutes`, `人员`."""
    names = dict(_OTHER_NAMES)
    for kind in all_kinds():
        labels = (language(code).say(label) for label in (kind.one, kind.many))
        names |= dict.fromkeys((kind.name, kind.folder, *labels), kind.folder)
    return names


@cache
def _folders() -> tuple[str, ...]:
    return tuple(kind.folder for kind in all_kinds())
