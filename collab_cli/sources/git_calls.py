"""Runs git on repositories nobody vouches for: plumbing only, no configured program, no network, no prompt.

GitPython is not asked here: importing it takes four times as long as starting Python, and its calls keep every
``GIT_`` variable a hook has set.
"""

from __future__ import annotations

import os
import subprocess
import weakref
from collections.abc import Mapping, Sequence
from pathlib import Path

from collab_cli.errors import CollabError
from collab_cli.messages import msg

_ARGUMENTS = (
    *("git", "--no-pager", "--no-replace-objects", "--literal-pathspecs", "--no-optional-locks"),
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "safe.bareRepository=explicit"),
    *("-c", "protocol.allow=never"),
    *("-c", "core.alternateRefsCommand=false"),
    *("-c", "log.showSignature=false"),
)
_ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ALLOW_PROTOCOL": "",  # a partial clone would fetch what it misses, by a program its config names
    "GIT_NO_LAZY_FETCH": "1",
    "LC_ALL": "C",
    "LANGUAGE": "C",
}
# What a hook or an alias has set for its own repository, and what would run programs or write files.
_DROPPED = frozenset(
    f"GIT_{name}"
    for name in (
        *("DIR", "WORK_TREE", "IMPLICIT_WORK_TREE", "COMMON_DIR", "INDEX_FILE", "PREFIX", "NAMESPACE", "GRAFT_FILE"),
        *("CONFIG", "CONFIG_PARAMETERS", "CONFIG_COUNT", "CONFIG_SYSTEM", "SHALLOW_FILE", "REPLACE_REF_BASE"),
        *("EXTERNAL_DIFF", "PAGER", "ASKPASS", "SSH", "SSH_COMMAND", "PROXY_COMMAND", "TEMPLATE_DIR", "EXEC_PATH"),
    )
)


def environment() -> dict[str, str]:
    """Return the environment of every call: the user's own without what belongs to another repository."""
    return {key: value for key, value in os.environ.items() if key not in _DROPPED} | _ENVIRONMENT


class GitFailed(Exception):
    """A call of git that ended with an error; ``reason`` is its first line on stderr."""

    def __init__(self, stderr: bytes) -> None:
        self.stderr = stderr.decode("utf-8", "replace")
        lines = [line.removeprefix("fatal: ").removeprefix("error: ") for line in self.stderr.splitlines() if line]
        self.reason = lines[0] if lines else "git failed"
        super().__init__(self.reason)


def not_installed() -> CollabError:
    """Return the error of a machine without git."""
    return CollabError(msg("git is not installed"), msg("install git; everything but history works without it"))


def run_git(
    cwd: Path,
    *arguments: str,
    git_dir: Path | None = None,
    given: bytes = b"",
    settings: Mapping[str, str] | None = None,
) -> bytes:
    """Return what git writes for ``arguments`` when ``given`` stands on its standard input.

    ``settings`` are variables laid over the environment of every call. Raises GitFailed, or CollabError when there
    is no git.
    """
    try:
        done = subprocess.run(
            _call(git_dir, arguments),
            cwd=cwd,
            env={**environment(), **(settings or {})},
            input=given,
            capture_output=True,
            check=False,
        )
    except (FileNotFoundError, PermissionError):
        raise not_installed() from None
    if done.returncode:
        raise GitFailed(done.stderr)
    return done.stdout


def _call(git_dir: Path | None, arguments: tuple[str, ...]) -> list[str]:
    return [*_ARGUMENTS, *([] if git_dir is None else [f"--git-dir={git_dir}"]), *arguments]


class ObjectReader:
    """One ``cat-file --batch`` that is asked for object after object; started when first needed."""

    def __init__(self, cwd: Path, git_dir: Path) -> None:
        self._cwd = cwd
        self._git_dir = git_dir
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def read(self, object_id: str, limit: int) -> tuple[str, bytes] | None:
        """Return type and content (at most ``limit`` bytes) of an object, None when the clone lacks it."""
        return self.read_all([object_id], limit)[0]

    def read_all(self, object_ids: Sequence[str], limit: int) -> list[tuple[str, bytes] | None]:
        """Return what ``read`` returns for each of a few ids (under 1,000), asked for at one go."""
        found: list[tuple[str, bytes] | None] = []
        try:
            process = self._running()
            self._ask(process, object_ids)
            for index in range(len(object_ids)):
                answer, size = self._answer(process, limit)
                found.append(answer)
                if size > limit:
                    self.close()  # cheaper than to wait for gigabytes nobody wants
                    rest = object_ids[index + 1 :]
                    return found + self.read_all(rest, limit) if rest else found
        except BrokenPipeError:
            self.close()
            raise CollabError(
                msg("git stopped while it was reading {object}", object=object_ids[len(found)]), msg("run `git fsck`")
            ) from None
        return found

    def _ask(self, process: subprocess.Popen[bytes], object_ids: Sequence[str]) -> None:
        assert process.stdin is not None
        process.stdin.write("".join(f"{object_id}\n" for object_id in object_ids).encode())
        process.stdin.flush()

    def _answer(self, process: subprocess.Popen[bytes], limit: int) -> tuple[tuple[str, bytes] | None, int]:
        """Return the next object and its whole size."""
        assert process.stdout is not None
        header = process.stdout.readline().split()
        if len(header) == 2 and header[1] == b"missing":
            return None, 0
        if len(header) != 3:
            raise BrokenPipeError
        size = int(header[2])
        data = process.stdout.read(min(size, limit))
        if size <= limit and len(data) + len(process.stdout.read(1)) != size + 1:
            raise BrokenPipeError
        return (header[1].decode(), data), size

    def close(self) -> None:
        """End the process, if it runs."""
        if self._process is not None and self._owner == os.getpid():
            _stop(self._process)
        self._process = None

    def _running(self) -> subprocess.Popen[bytes]:
        # A forked worker must not share the pipes of its parent.
        if self._process is None or self._owner != os.getpid():
            try:
                self._process = subprocess.Popen(
                    _call(self._git_dir, ("cat-file", "--batch")),
                    cwd=self._cwd,
                    env=environment(),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )
            except (FileNotFoundError, PermissionError):
                raise not_installed() from None
            self._owner = os.getpid()
            weakref.finalize(self, _stop, self._process)
        return self._process


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.returncode is None:
        process.kill()
    for stream in (process.stdin, process.stdout):
        if stream is not None and not stream.closed:
            try:
                stream.close()
            except BrokenPipeError:
                continue
    process.wait()
