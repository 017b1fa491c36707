"""What a file of a workspace holds, by its path, or by what is in it where the path is not known."""

from __future__ import annotations

from typing import Any

from collab_cli.model.fields import FieldType, ListType, StructType, fields_of, is_common
from collab_cli.model.kind import Kind
from collab_cli.model.kinds import all_kinds, kind_of_folder
from collab_cli.model.settings import Settings
from collab_cli.model.settings_file import SETTINGS_PATH


def type_of_file(path: str) -> FieldType | None:
    """Return the type of a file: of a record, a register or the settings; None for one that is none of these.

    Folders around the workspace may stand before the path.
    """
    *folders, name = path.split("/")
    if not name.endswith(".yaml"):
        return None
    kind = next((kind for folder in folders if (kind := kind_of_folder(folder)) is not None), None)
    if kind is not None:
        return StructType(kind.struct)
    register = kind_of_folder(name.removesuffix(".yaml"))
    if register is not None:
        return ListType(StructType(register.struct))
    return StructType(Settings) if name == SETTINGS_PATH else None


def kind_of_content(plain: Any) -> Kind | None:
    """Return the kind whose record, or entries of whose register, a content looks like; None if it is like none.

    It has all the fields the kind requires, and more fields of its own than of any other kind.
    """
    entries = plain if isinstance(plain, list) else [plain]
    if not entries or not all(isinstance(entry, dict) for entry in entries):
        return None
    names = {name for entry in entries for name in entry}
    found: list[tuple[int, Kind]] = []
    for kind in all_kinds():
        infos = [info for info in fields_of(kind.struct) if not is_common(info)]
        required = {info.name for info in infos if info.required}
        if all(required <= set(entry) for entry in entries):
            known = {info.name for info in infos}
            found.append((len(names & known) * 2 - len(known) // 8 - 3 * len(names - known), kind))
    return max(found, key=lambda each: each[0])[1] if found else None
