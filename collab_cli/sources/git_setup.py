"""What a repository is told so that git merges and shows records by what they are: attributes and its own settings.

The attributes are a marked block at the top of ``.gitattributes`` beside ``collab.yaml``: they go to everybody, and
lines below it are stronger. The settings are those of this clone alone, as git takes no programs from others.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from collab_cli.errors import CollabError
from collab_cli.messages import msg
from collab_cli.sources.git_calls import GitFailed, run_git
from collab_cli.sources.history import History

ATTRIBUTES: Final = ".gitattributes"
BEGIN: Final = b"# collab begin: written by `collab git setup`, removed by `collab git setup --undo`"
END: Final = b"# collab end"
_WRITTEN = re.compile(rb"/\S+ merge=collab diff=collab")
_BOM = b"\xef\xbb\xbf"
_LIMIT = 1 << 20

_PROGRAM = 'c={program}; [ -x "$c" ] || c=collab; '
_DRIVER = (
    _PROGRAM + 'b=$(cksum <%A); "$c" git merge-driver -- %O %A %B %L %P %S %X %Y; s=$?; [ $s -eq 0 ] && exit 0; '
    '[ $s -eq 1 ] && [ "$(cksum <%A)" != "$b" ] && exit 1; '  # 1 without a result is a program that has failed
    'echo "collab: not merged by records but by lines:" %P >&2; '
    "exec git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B"
)
_TEXTCONV = "f() { " + _PROGRAM + '"$c" git textconv -- "$1" 2>/dev/null || cat -- "$1"; }; f'
_HUNK_HEADER = r"^ *- +(id: .*)$" + "\n" + r"^ *(.*(\(|（)[a-z0-9][a-z0-9-]*(\)|）))$"


class Setting(NamedTuple):
    """A setting of the repository, as it is and as it will be; None where there is none."""

    key: str
    before: str | None
    after: str | None


class Setup(NamedTuple):
    """What setting up a repository, or taking it back, changes: the attributes file and the settings."""

    path: Path
    before: bytes | None
    after: bytes | None
    settings: tuple[Setting, ...]

    @property
    def is_done(self) -> bool:
        """Return whether nothing is left to change."""
        return self.before == self.after and not self.settings


def plan_setup(history: History, patterns: Sequence[str], program: str) -> Setup:
    """Return what is to be changed so that git asks ``program`` about the files of ``patterns``.

    Raises CollabError where somebody has set up something else under these names, or a file cannot be read.
    """
    path, before = _attributes(history)
    lines = [BEGIN, *(f"{pattern} merge=collab diff=collab".encode() for pattern in patterns), END]
    rest = _without_block(before or b"", path)
    mark = _BOM if rest.startswith(_BOM) else b""
    after = mark + b"".join(line + b"\n" for line in lines) + rest[len(mark) :]
    settings = []
    there = _settings(history)
    for key, value in wanted_settings(program).items():
        found = there[key]
        if found is not None and found != value and not _is_ours(key, there):
            raise CollabError(
                msg("git has a setting {key} that is not from collab", key=key),
                msg("look at it with `git config --get {key}`; remove it if nobody needs it", key=key),
            )
        if found != value:
            settings.append(Setting(key, found, value))
    return Setup(path, before, after, tuple(settings))


def plan_undo(history: History) -> Setup:
    """Return what takes a setup back: the block and the settings it made, and nothing else; the driver goes last."""
    path, before = _attributes(history)
    rest = _without_block(before, path) if before is not None else None
    there = _settings(history)
    settings = tuple(
        Setting(key, value, None) for key, value in reversed(there.items()) if value and _is_written(key, there)
    )
    return Setup(path, before, rest if rest or before == b"" else None, settings)


def carry_out(history: History, setup: Setup) -> None:
    """Make the changes of a setup; raise CollabError where one cannot be made."""
    if setup.before != setup.after:
        _write(setup.path, setup.after)
    for setting in setup.settings:
        try:
            if setting.after is None:
                only = "^" + re.sub(r"([][\\.*+?(){}|^$])", r"\\\1", setting.before or "") + "$"
                run_git(history.root, "config", "--local", "--unset-all", setting.key, only)
            else:
                run_git(history.root, "config", "--local", "--replace-all", setting.key, setting.after)
        except GitFailed as failure:
            raise CollabError(msg("git cannot write its settings: {reason}", reason=failure.reason)) from None


def wanted_settings(program: str) -> Mapping[str, str]:
    """Return the settings of a repository that is set up, by their keys, in the order they are written.

    The driver is first: a name without one lets git break off every merge.
    """
    quoted = "'" + program.replace("'", "'\\''").replace("%", "%%") + "'"
    return MappingProxyType(
        {
            "merge.collab.driver": _DRIVER.replace("{program}", quoted),
            "merge.collab.name": "collab: merge by record and part",
            "diff.collab.textconv": _TEXTCONV.replace("{program}", quoted.replace("%%", "%")),
            "diff.collab.xfuncname": _HUNK_HEADER,
        }
    )


def is_half_set_up(history: History) -> bool:
    """Return whether this clone lacks the driver its attributes or its settings tell of."""
    try:
        _, data = _attributes(history)
    except CollabError:
        return False
    if data is None or _setting(history, "merge.collab.driver") is not None:
        return False
    return BEGIN in data or _setting(history, "merge.collab.name") is not None


def is_breaking(history: History) -> bool:
    """Return whether the settings name a driver there is none of, so that git breaks off every merge of records."""
    there = _settings(history)
    return there["merge.collab.driver"] is None and there["merge.collab.name"] is not None


def _is_ours(key: str, there: Mapping[str, str | None]) -> bool:
    """Return whether a setting is from here, perhaps from an earlier version: the program beside it is ours."""
    program = there["merge.collab.driver" if key.startswith("merge.") else "diff.collab.textconv"] or ""
    return _calls_collab(program) or there[key] == wanted_settings("")[key]


def _is_written(key: str, there: Mapping[str, str | None]) -> bool:
    """Return whether the setup wrote a setting as it is; a name without its driver would break merges, so it goes too.

    What somebody has put in its place is theirs.
    """
    value = there["merge.collab.driver" if key == "merge.collab.name" else key] or ""
    is_program = value.startswith(("c='", "f() { c='")) and _calls_collab(value)
    return is_program or there[key] == wanted_settings("")[key]


def _calls_collab(value: str) -> bool:
    return " git merge-driver " in value or " git textconv " in value


def _settings(history: History) -> dict[str, str | None]:
    return {key: _setting(history, key) for key in wanted_settings("")}


def _setting(history: History, key: str) -> str | None:
    try:
        found = run_git(history.root, "config", "--local", "--null", "--get", key)
    except GitFailed as failure:
        if failure.stderr:
            raise CollabError(msg("git cannot read its settings: {reason}", reason=failure.reason)) from None
        return None
    return found.decode("utf-8", "replace").rstrip("\0")


def _attributes(history: History) -> tuple[Path, bytes | None]:
    """Return the attributes file of the workspace and its content, None if there is none."""
    path = history.root / ATTRIBUTES
    try:
        status = os.lstat(path)
    except FileNotFoundError:
        return path, None
    if not stat.S_ISREG(status.st_mode) or status.st_size > _LIMIT:
        raise CollabError(
            msg("{path} is no plain file", path=ATTRIBUTES),
            msg("put a file in its place; git takes no attributes from it"),
        )
    try:
        return path, path.read_bytes()
    except OSError as error:
        raise CollabError(
            msg("{path} cannot be read: {reason}", path=ATTRIBUTES, reason=os.strerror(error.errno or 0))
        ) from None


def _without_block(data: bytes, path: Path) -> bytes:
    """Return the attributes without the lines of the block; raise CollabError if its end is missing.

    What others have written inside it stays.
    """
    start = data.find(BEGIN)
    if start < 0:
        return data
    end = data.find(END, start)
    if end < 0:
        raise CollabError(
            msg("{path} has the beginning of the block from `collab git setup` and not its end", path=path.name),
            msg("add the line {line} behind it, or delete the block", line=END.decode()),
        )
    after = data.find(b"\n", end)
    inside = data[start:end].splitlines(keepends=True)[1:]
    kept = b"".join(line for line in inside if line.strip() and not _WRITTEN.fullmatch(line.rstrip()))
    return data[:start] + kept + (data[after + 1 :] if after >= 0 else b"")


def _write(path: Path, data: bytes | None) -> None:
    """Put the attributes in place in one step, or remove the file."""
    temporary = path.with_name(f".collab-tmp-{os.getpid()}-attributes")
    try:
        if data is None:
            path.unlink()
            return
        try:
            temporary.write_bytes(data)
            if path.exists():
                temporary.chmod(stat.S_IMODE(path.stat().st_mode))
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise CollabError(
            msg("{path} cannot be written: {reason}", path=path.name, reason=os.strerror(error.errno or 0))
        ) from None
