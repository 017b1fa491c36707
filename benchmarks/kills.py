"""Kill writers at random moments and see what is left: ``python -m benchmarks.kills --kills 10000 --seed 1``.

One process imports the program once and forks a writer for every kill. The writer adds files, edits one file and
changes several files as one step, each change saved by the program; it is killed with signal 9 at a random
moment. Then every file must be whole, as before or as after; what the writer was told to be saved must be there;
and after the next save, or ``collab doctor --fix``, a step of several files must be done whole or not at all.
Prints one line of JSON; ends with 1 if anything was torn, lost or mixed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from collab_cli.documents.durable import temporaries_below
from collab_cli.documents.journal import Journal
from collab_cli.documents.save import Write, last_entry, save_all
from collab_cli.documents.settling import mend
from collab_cli.documents.store import Store
from collab_cli.errors import CollabError
from collab_cli.messages import msg

WHEN = datetime(2025, 6, 30, 12, tzinfo=UTC)
SEVERAL = ("group/one.yaml", "two.yaml", "group/inner/three.yaml", "four.yaml")
FRESH_AFTER = 100
"""Kills after which the writers begin in an empty workspace."""


class World:
    """A workspace and its store, with what the writers must have left in it."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "w"
        self.store = Store(folder / "store")
        self.root.mkdir(parents=True)
        self.added = 0
        self.lines = 0
        self.generation = 0

    def save(self, writes: list[Write], name: str) -> None:
        """Save ``writes`` as one step."""
        save_all(self.root, writes, store=self.store, wait=30, sentence=msg(name), when=WHEN)

    def add(self) -> None:
        """Write one new file."""
        self.save([Write(f"goals/g{self.added}.yaml", content(self.added), None)], "added")
        self.added += 1

    def edit(self) -> None:
        """Add one line to a file."""
        before = self.read("edited.yaml")
        self.save([Write("edited.yaml", (before or b"") + line(self.lines), before)], "edited")
        self.lines += 1

    def change_several(self) -> None:
        """Give four files their next content in one step; in every third one of them is away."""
        after = self.generation + 1
        writes = [Write(path, several(path, after), self.read(path)) for path in SEVERAL]
        self.save([write for write in writes if write.data != write.expected], "several")
        self.generation = after

    def read(self, path: str) -> bytes | None:
        """Return what a file holds, None if it is not there."""
        file = self.root / path
        return file.read_bytes() if file.exists() else None


def content(number: int) -> bytes:
    """Return the whole content of an added file."""
    return f"title: Goal {number}\n".encode() + b"note: " + b"x" * (number % 7 * 700) + b"\nend: true\n"


def line(number: int) -> bytes:
    """Return one line of the edited file."""
    return f"line-{number}: {'y' * 200}\n".encode()


def several(path: str, generation: int) -> bytes | None:
    """Return what a file of the group holds in a generation, None where it is away."""
    if generation == 0 or (path == "two.yaml" and generation % 3 == 0):
        return None
    return f"file: {path}\ngeneration: {generation}\npad: {'z' * (generation % 5 * 900)}\nend: true\n".encode()


STEPS: tuple[tuple[bytes, Callable[[World], None]], ...] = (
    (b"a", World.add),
    (b"e", World.edit),
    (b"s", World.change_several),
)


def write_until_killed(world: World, seed: int, told: int) -> None:
    """Save one step after another, telling each that is done through the pipe ``told``."""
    rng = random.Random(seed)
    os.write(told, b".")
    while True:
        letter, step = rng.choice(STEPS)
        step(world)
        os.write(told, letter)


def kill_one(world: World, seed: int, delay: float) -> None:
    """Fork a writer, kill it ``delay`` seconds after it began, and count what it was told to be saved."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        write_until_killed(world, seed, writing)
        os._exit(3)
    os.close(writing)
    os.read(reading, 1)
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    told = b""
    while piece := os.read(reading, 1 << 16):
        told += piece
    os.close(reading)
    assert os.WIFSIGNALED(status), "a writer ended by itself"
    world.added += told.count(b"a")
    world.lines += told.count(b"e")
    world.generation += told.count(b"s")


def faults_at_once(world: World) -> list[str]:
    """Return what is wrong right after a kill: files torn, empty or lost; one step more than told may be there."""
    faults = []
    for number in range(world.added + 1):
        found = world.read(f"goals/g{number}.yaml")
        if found is None and number < world.added:
            faults.append(f"added file {number} is lost")
        elif found is not None and found != content(number):
            faults.append(f"added file {number} is torn")
    lines = b"".join(map(line, range(world.lines)))
    if (world.read("edited.yaml") or b"") not in (lines, lines + line(world.lines)):
        faults.append("the edited file is torn or lost lines")
    for path in SEVERAL:
        now = (several(path, world.generation), several(path, world.generation + 1))
        if world.read(path) not in now:
            faults.append(f"{path} is neither old nor new")
    return faults


def faults_when_settled(world: World) -> list[str]:
    """Return what is wrong after the next save; notes what the killed step turned out to be."""
    faults = faults_at_once(world)
    world.added += world.read(f"goals/g{world.added}.yaml") is not None
    world.lines += (world.read("edited.yaml") or b"").endswith(line(world.lines))
    held = [
        all(world.read(path) == several(path, n) for path in SEVERAL) for n in (world.generation, world.generation + 1)
    ]
    if not any(held):
        faults.append(f"a step of several files is half done after generation {world.generation}")
    world.generation += held[1] and not held[0]
    faults += [f"left over: {path.name}" for path in temporaries_below(world.root)]
    journal = Journal(world.store.journal)
    if journal.numbers("pending"):
        faults.append("an entry is still pending")
    try:
        last_entry(journal)
    except CollabError:
        faults.append("the last entry of the journal cannot be read")
    return faults


def run(kills: int, seed: int, folder: Path, longest: float) -> dict[str, object]:
    """Return the figures of ``kills`` kills; ``longest`` is the latest moment of a kill, in seconds."""
    rng = random.Random(seed)
    faults: list[str] = []
    seen: Counter[str] = Counter()
    saved = 0
    world = World(folder / "0")
    for number in range(kills):
        if number and number % FRESH_AFTER == 0:
            shutil.rmtree(world.root.parent)
            world = World(folder / str(number))
        before = world.added + world.lines + world.generation
        kill_one(world, seed * 1_000_003 + number, rng.random() * longest)
        saved += world.added + world.lines + world.generation - before
        seen["with a pending entry"] += bool(Journal(world.store.journal).numbers("pending"))
        seen["with temporaries"] += any(temporaries_below(world.root))
        found = faults_at_once(world)
        if number % 2:
            mend(world.root, world.store, 30)
        else:
            world.save([Write(f"after/{number}.yaml", b"a: 1\n", None)], "next")
        found += faults_when_settled(world)
        faults += [f"kill {number}: {fault}" for fault in found]
    return {"kills": kills, "seed": seed, "saves": saved, "hit": dict(seen), "faults": faults}


def main() -> int:
    """Kill, print the figures as JSON, and return the exit code."""
    parser = argparse.ArgumentParser(prog="benchmarks.kills", description="Kill writers and see what is left.")
    parser.add_argument("--kills", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--longest", type=float, default=0.03, help="the latest moment of a kill, in seconds")
    options = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="collab-kills-") as folder:
        figures = run(options.kills, options.seed, Path(folder), options.longest)
    print(json.dumps({**figures, "seconds": round(time.monotonic() - began, 1)}))
    return 1 if figures["faults"] else 0


if __name__ == "__main__":
    sys.exit(main())
