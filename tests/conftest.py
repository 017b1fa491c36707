"""Small worlds for tests: workspaces written from text, commands run in process, surroundings that never leak in."""

from __future__ import annotations

import gc
import io
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from itertools import count
from pathlib import Path
from typing import Protocol

import coverage
import pytest

from collab_cli.cli.app import run
from collab_cli.cli.command_table import Table
from collab_cli.cli.context import Context, Terminal

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
TODAY = date(2025, 6, 30)

MINIMAL_SETTINGS = """\
schema: 1
company: {name: {zh: 示例制造公司, en: Example Manufacturing}}
locale: en
periods: [{id: "2025", start: 2025-01-01, end: 2025-12-31}]
"""

_KEPT = ("PATH", "SYSTEMROOT", "PATHEXT", "TMPDIR", "TEMP", "TMP")


@dataclass(frozen=True)
class Result:
    """What a command did: its exit code and what it wrote."""

    code: int
    out: str
    err: str
    data: bytes


class MakeWorkspace(Protocol):
    """Write files below a fresh folder and return it; ``collab.yaml`` is added unless given."""

    def __call__(self, files: Mapping[str, str | bytes] = ..., /) -> Path: ...


class RunCollab(Protocol):
    """Run a command in process, with surroundings of its own."""

    def __call__(
        self,
        *args: str,
        cwd: Path | None = ...,
        stdin: str = ...,
        env: Mapping[str, str] | None = ...,
        terminal: bool = ...,
        width: int = ...,
        today: date = ...,
        table: Table | None = ...,
    ) -> Result: ...


@pytest.fixture(scope="session")
def new_homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return the homes of the tests, one after another: ``mktemp`` would look for each at all that were made before."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def environment(
    new_homes: Iterator[Path], tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> dict[str, str]:
    """Give every test a home of its own and none of the caller's settings; returns what is set."""
    home = next(new_homes)
    home.mkdir()
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    settings = {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_STATE_HOME": str(home / "state"),
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "PROMPT_TOOLKIT_NO_CPR": "1",  # dialogues need not wait for a terminal that tells no cursor position
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CEILING_DIRECTORIES": str(tmp_path_factory.getbasetemp()),
        "GIT_AUTHOR_NAME": "Zhang Wei",
        "GIT_AUTHOR_EMAIL": "zhang.wei@example.com",
        "GIT_COMMITTER_NAME": "Zhang Wei",
        "GIT_COMMITTER_EMAIL": "zhang.wei@example.com",
    }
    for name in list(os.environ):
        if name not in kept and not name.startswith("PYTEST"):
            monkeypatch.delenv(name)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    return kept | settings


@pytest.fixture
def make_workspace(tmp_path: Path) -> MakeWorkspace:
    """Return the function that writes a workspace."""
    made = 0

    def make(files: Mapping[str, str | bytes] | None = None, /) -> Path:
        nonlocal made
        made += 1
        root = tmp_path / f"workspace{made if made > 1 else ''}"
        for path, text in {"collab.yaml": MINIMAL_SETTINGS, **(files or {})}.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text if isinstance(text, bytes) else text.encode())
        return root

    return make


class MakeDemo(Protocol):
    """Make the demo company, a git repository of two commits, in ``tmp_path/demo`` and return it."""

    def __call__(self, lang: str = ...) -> Path: ...


@pytest.fixture(scope="session")
def made_demos() -> dict[str, Path]:
    """Return the demo companies made so far, by language: making one takes git a third of a second."""
    return {}


@pytest.fixture
def make_demo(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, made_demos: dict[str, Path], run_collab: RunCollab
) -> MakeDemo:
    """Return the function that makes the demo company."""

    def make(lang: str = "en") -> Path:
        if lang not in made_demos:
            folder = tmp_path_factory.mktemp(f"demo-{lang}")
            assert run_collab("init", "demo", "--demo", "--lang", lang, cwd=folder).code == 0
            made_demos[lang] = folder / "demo"
        return Path(shutil.copytree(made_demos[lang], tmp_path / "demo", symlinks=True))

    return make


@pytest.fixture
def run_collab(tmp_path: Path, environment: dict[str, str]) -> RunCollab:
    """Return the function that runs a command."""

    def run_it(
        *args: str,
        cwd: Path | None = None,
        stdin: str = "",
        env: Mapping[str, str] | None = None,
        terminal: bool = False,
        width: int = 80,
        today: date = TODAY,
        table: Table | None = None,
    ) -> Result:
        out, err = io.BytesIO(), io.BytesIO()
        context = make_context(
            cwd or tmp_path,
            environ={**environment, **(env or {})},
            stdin=stdin,
            out=out,
            err=err,
            terminal=Terminal(terminal, terminal, terminal, width),
            today=today,
        )
        code = run(list(args), context, table)
        context.stdout.flush()
        context.stderr.flush()
        data = out.getvalue()
        return Result(code, data.decode(errors="replace"), err.getvalue().decode(), data)

    return run_it


def make_context(
    cwd: Path,
    *,
    environ: Mapping[str, str] | None = None,
    stdin: str = "",
    out: io.BytesIO | None = None,
    err: io.BytesIO | None = None,
    terminal: Terminal | None = None,
    today: date = TODAY,
) -> Context:
    """Return surroundings whose clock stands still at noon UTC of ``today``."""

    def now(zone: tzinfo) -> datetime:
        return datetime.combine(today, time(12), UTC).astimezone(zone)

    return Context(
        now,
        io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"),
        io.TextIOWrapper(out or io.BytesIO(), encoding="utf-8", newline="\n"),
        io.TextIOWrapper(err or io.BytesIO(), encoding="utf-8", newline="\n"),
        environ if environ is not None else {},
        cwd,
        terminal or Terminal(),
    )


def shared(*parts: str) -> Path:
    """Return a file or folder of the shared test data; skip the test where there is none."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"no shared test data {'/'.join(parts)}")
    return path


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Stop the measurement a worker began when it was started: pytest-cov begins one more now and saves only that.

    Left alone, the first goes on whenever the second is paused, and what is marked with ``no_cover`` is measured.
    """
    begun = coverage.Coverage.current()
    if begun is not None and hasattr(session.config, "workerinput"):
        begun.stop()


def pytest_collection_finish() -> None:
    """Leave what was collected, thousands of tests that stay to the end, out of every look for garbage from now on."""
    gc.collect()
    gc.freeze()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes the golden cases anew."""
    parser.addoption("--rewrite-cases", action="store_true", help="write the answers of tests/cases anew")
