"""Many writers and readers at once: ``python -m benchmarks.writers --writers 8 --edits 100 --readers 8``.

Each writer adds lines to two files, both in one step; each reader reads them with the program's
reader all the while. Prints one line of JSON; ends with 1 if an edit is missing or a reader met an error.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from collab_cli.documents.reader import read_document
from collab_cli.documents.save import Write, save_all
from collab_cli.documents.store import Store
from collab_cli.errors import CollabError
from collab_cli.messages import msg

WHEN = datetime(2025, 6, 30, 12, tzinfo=UTC)
FILES = ("one.yaml", "two.yaml")


def write(root: Path, store: Store, name: str, edits: int) -> int:
    """Add ``edits`` lines to both files, one step each; plan again when somebody else was first. Return 0."""
    done = 0
    while done < edits:
        line = f"{name}-{done}: written\n".encode()
        writes = []
        for path in FILES:
            before = (root / path).read_bytes()
            writes.append(Write(path, before + line, before))
        try:
            save_all(root, writes, store=store, wait=300, sentence=msg("edited"), when=WHEN)
        except CollabError as error:
            if "has changed since" not in error.message.text:
                raise
            continue
        done += 1
    return 0


def read(root: Path, stop: Path) -> int:
    """Read the files until ``stop`` is there; return how often one was torn, faulty or had lost lines."""
    errors, lines = 0, dict.fromkeys(FILES, 0)
    while not stop.exists():
        for path in FILES:
            data = (root / path).read_bytes()
            reading = read_document(path, data)
            count = data.count(b"\n")
            errors += bool(reading.faults) or not data.endswith(b"\n") or count < lines[path]
            lines[path] = count
        time.sleep(0.02)
    return errors


def run(writers: int, edits: int, readers: int, folder: Path) -> dict[str, int]:
    """Return the figures: edits made and present, and errors of readers and writers."""
    root, store, stop = folder / "w", Store(folder / "store"), folder / "stop"
    root.mkdir()
    for path in FILES:
        (root / path).write_bytes(b"start: 1\n")
    reading = [_forked(partial(read, root, stop)) for _ in range(readers)]
    writing = [_forked(partial(write, root, store, f"w{n}", edits)) for n in range(writers)]
    failed = sum(_code(child) != 0 for child in writing)
    stop.touch()
    errors = sum(_code(child) != 0 for child in reading)
    wanted = {f"w{n}-{edit}" for n in range(writers) for edit in range(edits)}
    present = [
        {line.partition(":")[0] for line in (root / path).read_text(encoding="utf-8").splitlines()} for path in FILES
    ]
    there = len(wanted & present[0] & present[1])
    return {"edits": len(wanted), "present": there, "readers with errors": errors, "writers with errors": failed}


def _forked(work: Callable[[], int]) -> int:
    child = os.fork()
    if child:
        return child
    code = 9
    try:
        code = min(work(), 9)
    finally:
        os._exit(code)


def _code(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main() -> int:
    """Write and read, print the figures as JSON, and return the exit code."""
    parser = argparse.ArgumentParser(prog="benchmarks.writers", description="Many writers and readers at once.")
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--edits", type=int, default=100)
    parser.add_argument("--readers", type=int, default=8)
    options = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="collab-writers-") as folder:
        figures = run(options.writers, options.edits, options.readers, Path(folder))
    print(json.dumps({**figures, "seconds": round(time.monotonic() - began, 1)}))
    is_sound = figures["present"] == figures["edits"]
    return 0 if is_sound and not figures["readers with errors"] and not figures["writers with errors"] else 1


if __name__ == "__main__":
    sys.exit(main())
