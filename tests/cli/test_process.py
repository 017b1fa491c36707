"""The real process: its streams, its end, whatever the surroundings."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from collab_cli import __version__
from tests.conftest import MINIMAL_SETTINGS, MakeWorkspace

COLLAB = [sys.executable, "-m", "collab_cli"]
posix = pytest.mark.skipif(os.name != "posix", reason="signals and pipes of POSIX")


def start(
    *args: str, env: dict[str, str], code: str | None = None, stdout: int = subprocess.PIPE
) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", code, *args] if code else [*COLLAB, *args]
    return subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.PIPE)


@pytest.mark.parametrize("locale", [{"LANG": "C"}, {"LC_ALL": "POSIX"}, {"PYTHONIOENCODING": "latin-1"}])
def test_streams_are_utf_8_in_any_locale(environment: dict[str, str], locale: dict[str, str]) -> None:
    with start("--lang", "zh", "无此命令", env={**environment, **locale}) as process:
        out, err = process.communicate()
    assert (process.returncode, out) == (2, b"")
    assert err.decode() == "collab：错误：collab 没有命令 无此命令；用 collab --help 查看全部命令\n"


def test_version(environment: dict[str, str]) -> None:
    with start("--version", env=environment) as process:
        assert process.communicate() == (f"collab {__version__}\n".encode(), b"")
    assert process.returncode == 0


@posix
def test_a_closed_pipe_ends_quietly(environment: dict[str, str]) -> None:
    read, write = os.pipe()
    os.close(read)
    for words in (["--help"], ["--version"]):
        with start(*words, env=environment, stdout=write) as process:
            _, err = process.communicate()
        assert (process.returncode, err) == (0, b"")
    os.close(write)


@posix
def test_streams_closed_from_the_start(environment: dict[str, str]) -> None:
    for closed in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-"):
        for words, code in (("--help", 0), ("nonsense", 2), ("--version", 0)):
            command = f'"$0" -m collab_cli {words} {closed}'
            done = subprocess.run(
                ["sh", "-c", command, sys.executable], env=environment, capture_output=True, check=False
            )
            assert done.returncode == code, (closed, words, done)
            assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("words", ["--help", "--version"])
def test_a_full_disk_is_one_line(environment: dict[str, str], words: str) -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    with start(words, env=environment, stdout=full) as process:
        _, err = process.communicate()
    os.close(full)
    assert process.returncode == 2
    assert err == b"collab: error: the output could not be written: No space left on device\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("redirection", ["2>/dev/full", "2>&-"])
def test_notes_nobody_can_read_change_neither_answer_nor_exit_code(
    environment: dict[str, str], make_workspace: MakeWorkspace, redirection: str
) -> None:
    root = make_workspace({"collab.yaml": MINIMAL_SETTINGS + "as_of: 2025-06-30\n"})  # which a note tells
    for words, code, out in (("check", 0, b"no finding in 0 records\n"), ("check --at", 2, b"")):
        command = f'"$0" -m collab_cli {words} {redirection}'
        done = subprocess.run(
            ["sh", "-c", command, sys.executable],
            env={**environment, "PYTHONPATH": str(Path(__file__).parents[2])},
            cwd=root,
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stdout) == (code, out)


@posix
def test_a_closed_pipe_for_notes_stops_nothing(environment: dict[str, str], make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"collab.yaml": MINIMAL_SETTINGS + "as_of: 2025-06-30\n"})
    read, write = os.pipe()
    os.close(read)
    for words, code, out in ((["check"], 0, b"no finding in 0 records\n"), (["nonsense"], 2, b"")):
        done = subprocess.run(
            [*COLLAB, *words, "-C", str(root)], env=environment, stdout=subprocess.PIPE, stderr=write, check=False
        )
        assert (done.returncode, done.stdout) == (code, out)
    os.close(write)


def test_when_even_the_funnel_fails_the_exit_code_is_3(environment: dict[str, str]) -> None:
    for fault in ("MemoryError", "SystemExit(1)"):
        code = (
            f"from collab_cli.cli import app\ndef fail(*_):\n    raise {fault}\napp.run = fail\napp.main(['check'])\n"
        )
        with start(env=environment, code=code) as process:
            out, err = process.communicate()
        name = fault.partition("(")[0]
        assert (process.returncode, out, err.decode()) == (3, b"", f"collab: error: internal error {name}\n")


@posix
def test_ctrl_c_is_130(environment: dict[str, str]) -> None:
    code = (
        "import signal, sys, time\n"
        "from collab_cli.cli import app, overview\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job ignores it\n"
        "def wait(*_):\n"
        "    print('waiting', flush=True)\n"
        "    time.sleep(60)\n"
        "overview.overview = wait\n"
        "app.main(['--help'])\n"
    )
    with start(env=environment, code=code) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"waiting\n"
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (130, b"collab: interrupted\n")


@posix
def test_the_current_folder_may_be_gone(environment: dict[str, str], tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    command = 'rmdir "$1" && "$0" -m collab_cli --help'
    done = subprocess.run(
        ["sh", "-c", command, sys.executable, str(gone)],
        cwd=gone,
        env={**environment, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_columns_of_a_terminal_are_those_it_says(environment: dict[str, str]) -> None:
    with start("--help", env={**environment, "COLUMNS": "50"}) as process:
        out, _ = process.communicate()
    assert max(map(len, out.decode().splitlines())) > 50  # not a terminal: laid out for 80
