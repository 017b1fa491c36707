"""Saving in real processes: without rights, and many at once."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from collab_cli.documents.durable import TEMPORARY
from tests.conftest import ROOT

DENIED = """
import os, sys
import filelock
from pathlib import Path
from datetime import UTC, datetime
from collab_cli.documents.save import Write, save_all
from collab_cli.documents.store import Store
from collab_cli.errors import CollabError
from collab_cli.i18n import language
from collab_cli.messages import msg
when = datetime(2025, 6, 30, tzinfo=UTC)
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
root, store, path = Path(sys.argv[1]), Store(Path(sys.argv[2])), sys.argv[3]
try:
    save_all(root, [Write(path, b"a: 2\\n", None)], store=store, wait=0, sentence=msg("did it"), when=when)
except CollabError as error:
    print(language("en").say(error.message))
"""


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
@pytest.mark.parametrize(
    ("closed", "mode", "said"),
    [
        ("w", 0o555, "nothing was changed: "),
        ("w/goals", 0o555, "nothing was changed: "),
        ("state", 0o555, "the workspace cannot be locked: "),
        ("state/lock", 0o444, "the workspace cannot be locked: "),
        ("state/lock", 0o000, "the workspace cannot be locked: "),
        ("state/journal", 0o555, "nothing was changed, because the journal cannot be written: "),
        ("w/goals", 0o000, "nothing was changed: "),
    ],
)
def test_missing_rights_are_told_without_traceback(closed: str, mode: int, said: str) -> None:
    with tempfile.TemporaryDirectory(prefix="collab-rights-") as name:  # one that a user without rights may enter
        top = Path(name)
        (top / "w" / "goals").mkdir(parents=True)
        (top / "state").mkdir()
        (top / "state" / "journal").mkdir()
        if closed == "state/lock":
            (top / closed).write_bytes(b"")
        for path in (top, *top.rglob("*")):
            path.chmod(0o777)
        (top / closed).chmod(mode)
        path_in_w = "g.yaml" if closed == "w" else "goals/g.yaml"
        try:
            command = [sys.executable, "-c", DENIED, str(top / "w"), str(top / "state"), path_in_w]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        finally:
            (top / closed).chmod(0o777)
        if "ModuleNotFoundError" in done.stderr or "Permission denied: '/" in done.stderr:
            pytest.skip("the program itself cannot be read without rights here")
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == f"{said}{os.strerror(errno.EACCES)}\n"
        assert not (top / "w" / path_in_w).exists()


MEMORY = Path("/dev/shm")
"""Where Linux keeps files in memory."""


def figures(module: str, *options: str, in_memory: bool = False) -> dict[str, Any]:
    """Return what a script of the benchmarks found; it forks its processes, so it is one of its own.

    ``in_memory`` is for what does not depend on when the disk has the bytes: it need not wait for the disk.
    """
    command = [sys.executable, "-m", f"benchmarks.{module}", *options]
    environment = dict(os.environ)
    if in_memory and os.access(MEMORY, os.W_OK):
        environment = {**environment, "TMPDIR": str(MEMORY)}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=environment, timeout=600)
    assert done.stderr == ""
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
def test_kills_at_random_moments_lose_nothing() -> None:
    found = figures("kills", "--kills", "200", "--seed", "7")

    assert (found["kills"], found["faults"]) == (200, [])
    # How many saves end before a kill, and how many kills meet a save, is a matter of the machine; that some do is not.
    assert found["saves"] > 0
    assert found["hit"]["with a pending entry"] > 0
    assert found["hit"]["with temporaries"] > 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
def test_parallel_writers_lose_nothing_and_readers_see_whole_files() -> None:
    found = figures("writers", "--writers", "8", "--edits", "100", "--readers", "8", in_memory=True)

    del found["seconds"]
    assert found == {"edits": 800, "present": 800, "readers with errors": 0, "writers with errors": 0}


def test_parallel_commands_add_all_their_goals(tmp_path: Path) -> None:
    def collab(*args: str) -> list[str]:
        return [sys.executable, "-m", "collab_cli", "-C", str(tmp_path / "w"), *args]

    subprocess.run(
        [sys.executable, "-m", "collab_cli", "init", str(tmp_path / "w"), "--demo"], check=True, capture_output=True
    )
    loop = (
        "import subprocess, sys\nfor n in range(2): subprocess.run([*sys.argv[2:], f'{sys.argv[1]}-{n}'], check=True)"
    )
    add = collab("goal", "add", "--title", "Grow", "--level", "company", "--id")
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", loop, f"par-{worker}", *add], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        for worker in range(6)
    ]

    said = [worker.communicate()[1] for worker in workers]
    assert [worker.returncode for worker in workers] == [0] * 6
    assert not any(b"error" in each or b"Traceback" in each for each in said)
    assert len(list((tmp_path / "w" / "goals").rglob("par-*.yaml"))) == 12
    assert not list((tmp_path / "w").rglob(f"{TEMPORARY}*"))
