from __future__ import annotations

import io
import sys
from dataclasses import replace
from datetime import date, timedelta, timezone
from pathlib import Path

import pytest

from collab_cli.cli.context import Terminal
from collab_cli.cli.global_options import Flags
from collab_cli.errors import CollabError
from collab_cli.messages import msg
from tests.conftest import MakeWorkspace, make_context


def test_today_is_the_day_in_the_zone_asked_for(tmp_path: Path) -> None:
    context = make_context(tmp_path, today=date(2025, 6, 30))
    assert context.today(timezone(timedelta(hours=8))) == date(2025, 6, 30)
    assert context.today(timezone(timedelta(hours=13))) == date(2025, 7, 1)


@pytest.mark.parametrize(
    ("flag", "environ", "locale", "code"),
    [
        ("en", {"COLLAB_LANG": "zh"}, "zh", "en"),
        (None, {"COLLAB_LANG": "en", "LANG": "zh_CN.UTF-8"}, "zh", "en"),
        (None, {"COLLAB_LANG": "fr"}, "zh", "zh"),
        (None, {"LANG": "en_US.UTF-8"}, "'zh'", "zh"),
        (None, {"LANG": "zh_CN.UTF-8"}, "", "zh"),
        (None, {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "", "zh"),
        (None, {}, "", "en"),
    ],
)
def test_language_comes_from_flag_environment_workspace_environment(
    make_workspace: MakeWorkspace, flag: str | None, environ: dict[str, str], locale: str, code: str
) -> None:
    root = make_workspace({"collab.yaml": f"schema: 1\nlocale: {locale}\n", "goals/x.yaml": ""})
    context = make_context(root / "goals", environ=environ).with_flags(Flags(lang=flag))
    assert context.language.code == code


def test_language_of_an_unreadable_workspace_is_that_of_the_environment(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"collab.yaml": b"\xff\xfe\x00"})
    assert make_context(root, environ={"LANG": "zh_CN"}).language.code == "zh"
    nowhere = root / "missing"
    assert make_context(nowhere / "deeper", environ={"COLLAB_ROOT": str(nowhere)}).language.code == "en"


@pytest.mark.parametrize(
    ("flag", "environ", "terminal", "color"),
    [
        (None, {}, True, True),
        (None, {}, False, False),
        (None, {"NO_COLOR": "1"}, True, False),
        (None, {"NO_COLOR": ""}, True, True),
        (None, {"FORCE_COLOR": "1"}, False, True),
        (None, {"TERM": "dumb"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
        ("auto", {}, True, True),
    ],
)
def test_color(tmp_path: Path, flag: str | None, environ: dict[str, str], terminal: bool, color: bool) -> None:
    context = make_context(tmp_path, environ=environ, terminal=Terminal(stdout=terminal))
    assert context.with_flags(Flags(color=flag)).color is color


def test_only_a_terminal_has_a_width(tmp_path: Path) -> None:
    assert make_context(tmp_path).width is None
    assert make_context(tmp_path).help_width == 80
    wide = make_context(tmp_path, terminal=Terminal(stdout=True, width=200))
    assert (wide.width, wide.help_width) == (200, 100)
    assert make_context(tmp_path, terminal=Terminal(stdout=True, width=10)).help_width == 40


def test_a_prompt_needs_a_terminal_at_both_ends(tmp_path: Path) -> None:
    assert make_context(tmp_path, terminal=Terminal(stdin=True, stderr=True)).can_ask
    assert not make_context(tmp_path, terminal=Terminal(stdin=True)).can_ask


def test_directory_option(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"goals/a.yaml": ""})
    context = make_context(root.parent, environ={"COLLAB_ROOT": root.name})
    assert context.workspace_root() == root
    context = make_context(root, environ={"COLLAB_ROOT": "elsewhere"})
    with pytest.raises(CollabError):
        context.workspace_root()
    entered = context.with_flags(Flags(directory="goals")).enter_directory()
    assert entered.cwd == root / "goals"
    assert entered.workspace_root() == root
    assert context.enter_directory() is context
    for name in ("goals/a.yaml", "missing", "bad\0name"):
        with pytest.raises(CollabError):
            context.with_flags(Flags(directory=name)).enter_directory()


def test_talk_goes_to_standard_error(tmp_path: Path) -> None:
    said: list[str] = []
    for flags in (Flags(), Flags(verbose=True), Flags(quiet=True), Flags(quiet=True, verbose=True)):
        err = io.BytesIO()
        context = make_context(tmp_path, err=err).with_flags(flags)
        context.say(msg("interrupted"))
        context.say_more(msg("Environment"))
        context.stderr.flush()
        said.append(err.getvalue().decode())
    assert said == ["interrupted\n", "interrupted\nEnvironment\n", "", ""]


def test_talk_that_cannot_be_written_is_dropped(tmp_path: Path) -> None:
    closed = io.TextIOWrapper(io.BytesIO())
    closed.close()
    context = replace(make_context(tmp_path), stderr=closed)
    context.say(msg("interrupted"))
    context.tell("a line")


def test_text_and_bytes_keep_their_order_in_the_answer(tmp_path: Path) -> None:
    out = io.BytesIO()
    context = make_context(tmp_path, out=out)
    context.write("目标\n")
    context.write(b"\x00\xff")
    context.write("end")
    context.stdout.flush()
    assert out.getvalue() == "目标\n".encode() + b"\x00\xffend"


@pytest.mark.parametrize(
    ("environ", "folder"),
    [
        ({"XDG_CACHE_HOME": "/caches", "HOME": "/home/li"}, "/caches/collab"),
        ({"XDG_CACHE_HOME": "caches", "HOME": "/home/li"}, "/home/li/.cache/collab"),
        ({"HOME": "/home/li"}, "/home/li/.cache/collab"),
    ],
)
@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="caches lie elsewhere there")
def test_what_may_be_forgotten_lies_in_the_cache(environ: dict[str, str], folder: str, tmp_path: Path) -> None:
    assert make_context(tmp_path, environ=environ).cache_home == Path(folder)


def test_without_a_home_the_system_is_asked_for_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name, appauthor: tmp_path / name)
    assert make_context(tmp_path).cache_home == tmp_path / "collab"
