"""The journal of a workspace: what its last writing commands did, each with the bytes before and after.

An entry is written before the first file is touched, so that a broken-off write can be finished or taken back.
Its state is in its name: ``00000012.pending.json`` until all files are in place, then ``00000012.json``;
``00000012.left.json`` is one that was given up, because somebody had changed its files or put them back.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from collab_cli.documents.durable import (
    TEMPORARY,
    make_folders,
    move,
    read_file,
    remove,
    sync_folder,
    temporaries_in,
    write_new,
)
from collab_cli.errors import CollabError
from collab_cli.i18n import language
from collab_cli.messages import Message, msg

KEPT = 50
"""How many entries the journal keeps."""
SCHEMA = "collab/journal-entry/v1"

State = Literal["pending", "done", "left"]
_NAME = re.compile(r"(\d{8,})(?:\.(pending|left))?\.json")
_SUFFIX: Mapping[State, str] = {"pending": ".pending", "done": "", "left": ".left"}


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence in both languages, as it was said when the entry was made."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Change:
    """One file of an entry: its bytes before and after (None: no file), and its rights before."""

    path: str
    before: bytes | None
    after: bytes | None
    mode: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What one command wrote: when, its sentence, its files in the order they are put in place.

    ``folders`` are those made for it, outermost first. ``is_kept`` is false for what undo shall not take back;
    ``takes_back`` is the number of the entry that this one undoes.
    """

    number: int
    when: datetime
    sentence: Said
    changes: tuple[Change, ...]
    folders: tuple[str, ...] = ()
    is_kept: bool = True
    takes_back: int | None = None


class UnreadableEntry(CollabError):
    """An entry that is none: its file cannot be read, or holds something else."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            msg("the journal entry {path} cannot be read", path=str(path)), msg("move it away, then try again")
        )


class Journal:
    """The entries in one folder; every change of it needs the lock of the workspace."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def numbers(self, state: State) -> list[int]:
        """Return the numbers of the entries in a state, oldest first; raise OSError if they cannot be listed."""
        return sorted(number for number, found in self._names() if found == state)

    def read(self, number: int, state: State = "done") -> Entry:
        """Return an entry; raise UnreadableEntry if it is none."""
        path = self.path(number, state)
        try:
            data = read_file(path)
            return _entry(number, json.loads(data or b""))
        except (OSError, ValueError, LookupError, TypeError, AttributeError, binascii.Error) as error:
            raise UnreadableEntry(path) from error

    def begin(self, entry: Entry) -> Entry:
        """Write ``entry`` as pending, under the next number, and sync it; raise OSError, with nothing left behind."""
        for made in make_folders(self.folder):
            sync_folder(made.parent)
        for left in temporaries_in(self.folder):
            remove(left)
        number = max((number for number, _ in self._names()), default=0) + 1
        temporary = self.folder / f"{TEMPORARY}{os.getpid()}"
        path = self.path(number, "pending")
        try:
            write_new(temporary, _bytes(entry), 0o600)
            move(temporary, path)
            sync_folder(self.folder)
        except BaseException:
            for each in (temporary, path):
                with contextlib.suppress(OSError):
                    remove(each)
            raise
        return Entry(number, entry.when, entry.sentence, entry.changes, entry.folders, entry.is_kept, entry.takes_back)

    def finish(self, entry: Entry) -> None:
        """Note that all files of a pending entry are in place; raise OSError if that cannot be noted."""
        pending = self.path(entry.number, "pending")
        if entry.takes_back is not None:
            remove(self.path(entry.takes_back, "done"))
            with contextlib.suppress(OSError):  # one that stays is found finished by the next command
                remove(pending)
        elif entry.is_kept:
            move(pending, self.path(entry.number, "done"))
        else:
            remove(pending)
        with contextlib.suppress(OSError):  # the order of entries on the disk is kept by the next one
            sync_folder(self.folder)
            self._forget_old_ones()

    def is_finished(self, entry: Entry) -> bool:
        """Return whether ``finish`` has taken effect, though it may have been interrupted."""
        if entry.takes_back is not None:
            return not os.path.lexists(self.path(entry.takes_back, "done"))
        return not os.path.lexists(self.path(entry.number, "pending"))

    def drop(self, entry: Entry) -> None:
        """Forget a pending entry, of whose files none is in place; raise OSError if it stays."""
        remove(self.path(entry.number, "pending"))

    def leave(self, number: int) -> Path:
        """Give a pending entry up and keep it apart; return where. Raises OSError if that fails."""
        path = self.path(number, "left")
        move(self.path(number, "pending"), path)
        return path

    def resume(self, number: int) -> None:
        """Make an entry that was given up pending again; raise OSError if that fails."""
        move(self.path(number, "left"), self.path(number, "pending"))

    def path(self, number: int, state: State) -> Path:
        """Return where an entry in a state stands."""
        return self.folder / f"{number:08d}{_SUFFIX[state]}.json"

    def _names(self) -> list[tuple[int, State]]:
        try:
            names = os.listdir(self.folder)  # noqa: PTH208 (names are enough)
        except (FileNotFoundError, NotADirectoryError):
            return []
        found: list[tuple[int, State]] = []
        for name in names:
            match = _NAME.fullmatch(name)
            if match is not None:
                state: State = "pending" if match[2] == "pending" else "left" if match[2] == "left" else "done"
                found.append((int(match[1]), state))
        return found

    def _forget_old_ones(self) -> None:
        old = sorted((number, state) for number, state in self._names() if state != "pending")[:-KEPT]
        for number, state in old:
            remove(self.path(number, state))


def said(sentence: Message) -> Said:
    """Return ``sentence`` in both languages."""
    return Said(language("zh").say(sentence), language("en").say(sentence))


def _bytes(entry: Entry) -> bytes:
    files = [
        {"path": each.path, "before": _coded(each.before), "after": _coded(each.after), "mode": each.mode}
        for each in entry.changes
    ]
    record = {
        "schema": SCHEMA,
        "when": entry.when.isoformat(),
        "sentence": {"zh": entry.sentence.zh, "en": entry.sentence.en},
        "kept": entry.is_kept,
        "takes_back": entry.takes_back,
        "folders": list(entry.folders),
        "files": files,
    }
    return json.dumps(record, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass") + b"\n"


def _entry(number: int, record: Any) -> Entry:
    if record["schema"] != SCHEMA:
        raise ValueError(record["schema"])
    changes = tuple(
        Change(str(each["path"]), _decoded(each["before"]), _decoded(each["after"]), _whole(each["mode"]))
        for each in record["files"]
    )
    sentence = Said(str(record["sentence"]["zh"]), str(record["sentence"]["en"]))
    folders = tuple(str(folder) for folder in record["folders"])
    when = datetime.fromisoformat(record["when"])
    if when.tzinfo is None:
        raise ValueError(record["when"])
    return Entry(number, when, sentence, changes, folders, bool(record["kept"]), _whole(record["takes_back"]))


def _whole(value: Any) -> int | None:
    return None if value is None else int(value)


def _coded(data: bytes | None) -> str | None:
    return None if data is None else base64.b64encode(data).decode("ascii")


def _decoded(text: str | None) -> bytes | None:
    return None if text is None else base64.b64decode(text, validate=True)
