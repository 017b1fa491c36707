"""Forty commits of a company, as states in memory and as a real repository."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.analyses.changes.changing_company import first_state
from tests.analyses.changes.commit_acts import Commit
from tests.analyses.changes.earlier_commits import EARLIER_COMMITS
from tests.analyses.changes.later_commits import LATER_COMMITS
from tests.analyses.changes.two_states import Files
from tests.sources.repositories import ENVIRONMENT, git, make_repository

COMMITS = (*EARLIER_COMMITS, *LATER_COMMITS)


@dataclass(frozen=True)
class State:
    """A commit with its files, its own number and those of its parents, the first one first."""

    commit: Commit
    files: Files
    number: int
    parents: tuple[int, ...]


@cache
def states() -> tuple[State, ...]:
    """Return all commits; one that ``merges`` does on the main branch what those on the side branch did."""
    found: list[State] = []
    tips: dict[str, int] = {}
    side: list[Commit] = []
    for number, commit in enumerate(COMMITS):
        tip = tips.get(commit.on, tips.get("main"))
        files = found[tip].files if tip is not None else first_state()
        for act in (act for each in (*(side if commit.merges else ()), commit) for act in each.acts):
            files = act(files)
        parents = () if tip is None else (tip, tips["side"]) if commit.merges else (tip,)
        side = [] if commit.merges else [*side, commit] if commit.on == "side" else side
        found.append(State(commit, files, number, parents))
        tips[commit.on] = number
        if commit.merges:
            del tips["side"]
    return tuple(found)


def write_repository(folder: Path) -> list[str]:
    """Write the commits into a new repository, check out the last one, and return their ids, the first one first."""
    make_repository(folder)
    stream = bytearray()

    def data(content: bytes) -> bytes:
        return b"data %d\n%s\n" % (len(content), content)

    for state in states():
        seconds = 1735700000 + state.number * 86400
        stream += b"commit refs/heads/%s\nmark :%d\n" % (state.commit.on.encode(), state.number + 1)
        for role in ("author", "committer"):
            stream += f"{role} Li Na <li.na@example.com> {seconds} +0000\n".encode()
        stream += data(state.commit.subject.encode())
        for word, parent in zip(("from", "merge"), state.parents, strict=False):
            stream += b"%s :%d\n" % (word.encode(), parent + 1)
        stream += b"deleteall\n"
        for path, text in state.files.items():
            stream += b"M 100644 inline %s\n" % path.encode()
            stream += data(text if isinstance(text, bytes) else text.encode())
    marks = folder / ".git" / "marks"
    subprocess.run(
        ["git", "fast-import", "--quiet", f"--export-marks={marks}"],
        cwd=folder,
        env=ENVIRONMENT,
        input=bytes(stream),
        check=True,
    )
    git(folder, "reset", "--quiet", "--hard", "main")
    ids = dict(line.split() for line in marks.read_text(encoding="ascii").splitlines())
    return [ids[f":{state.number + 1}"] for state in states()]
