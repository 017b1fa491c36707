"""The demo company lived in day by day: commands run on the day the story has come to, changes go into git."""

from __future__ import annotations

import json
import shlex
from datetime import date
from pathlib import Path
from typing import Any

from tests.conftest import RunCollab

SECRETARY = {"GIT_AUTHOR_NAME": "Chen Jie", "GIT_COMMITTER_NAME": "Chen Jie"}


class Company:
    """A company whose secretary types commands; ``day`` is the day it has come to."""

    def __init__(self, root: Path, run_collab: RunCollab, lang: str = "en") -> None:
        self.root, self.run_collab, self.lang = root, run_collab, lang
        self.day = date(2025, 7, 8)
        settings = root / "collab.yaml"
        text = settings.read_text(encoding="utf-8")
        settings.write_text(text.replace("as_of: 2025-06-30\n", ""), encoding="utf-8")  # judged by the real day
        self.do("set series:xdept-weekly place=二楼会议室 --commit")

    def on(self, month: int, day: int) -> None:
        """Come to a day."""
        self.day = date(2025, month, day)

    def do(self, *commands: str) -> str:
        """Type commands that succeed; return what the last one said to the reader, the answer and the talk."""
        said = ""
        for command in commands:
            code, out, err = self._type(command)
            assert code == 0, (command, out, err)
            said = out + err
        return said

    def refused(self, command: str) -> str:
        """Type a command that is refused; return its one line."""
        code, out, err = self._type(command)
        assert (code, out) == (2, ""), (command, out, err)
        return err

    def see(self, command: str, lang: str | None = None) -> str:
        """Return what a reading command prints, a check that finds something too."""
        code, out, err = self._type(command, lang)
        assert code in (0, 1), (command, out, err)
        return out

    def findings(self, families: str = "M,A,C,X") -> list[str]:
        """Return the codes of what a check finds, one for each finding, in order."""
        lines = self.see(f"check --select {families} --format text --all").splitlines()
        return sorted(line.split(": ")[1].split(" ")[0] for line in lines if ".yaml:" in line and "also" not in line)

    def stands(self, matter: str) -> dict[str, Any]:
        """Return what the page of the whole company counts of a matter."""
        counted: dict[str, Any] = json.loads(self.see("status --json"))["work"][matter]
        return counted

    def owes(self, person: str, part: str) -> dict[str, int]:
        """Return the titles of what a person is asked for in one part of their page, with the days left."""
        parts = json.loads(self.see(f"me {person} --json"))["parts"]
        return {thing["title"]: thing["days_left"] for one in parts if one["part"] == part for thing in one["things"]}

    def _type(self, command: str, lang: str | None = None) -> tuple[int, str, str]:
        moment = f"{self.day.isoformat()}T18:00:00+08:00"
        env = SECRETARY | {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
        args = (*shlex.split(command), "--lang", lang or self.lang)
        done = self.run_collab(*args, cwd=self.root, today=self.day, env=env, width=110)
        return done.code, done.out, done.err
