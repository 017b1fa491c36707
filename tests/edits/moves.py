"""State verbs carried out in process on a copy of the demo: what they change, line by line, and what they refuse."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

from collab_cli.edits.carry_out_verb import plan_state_verb
from collab_cli.edits.plan import Planned
from collab_cli.edits.state_verb import StateVerb
from collab_cli.edits.state_verbs import verbs_of
from tests.edits.plans import kind, plan_of, refusal


def verb_of(command: str, switch: str | None = None) -> StateVerb:
    """Return the verb typed as `goal activate`; ``switch`` names its other form."""
    noun, name = command.split()
    return next(verb for verb in verbs_of(noun) if verb.name == name and verb.switch == switch)


def planned(root: Path, command: str, ref: str, acting: str | None = "zhang-wei", **said: Any) -> Planned:
    """Return the change of `collab <command> <ref>` with these options."""
    noun = command.split(maxsplit=1)[0]
    switch = next((key for key in said if said[key] is True), None)
    plan = plan_of(root)
    record = plan.world.workspace.records[noun][plan.names.id_of(kind(noun), ref)]
    return plan_state_verb(plan, record, verb_of(command, switch), said, acting=acting)


def do(root: Path, command: str, ref: str, acting: str | None = "zhang-wei", **said: Any) -> list[str]:
    """Carry the command out and return the lines that went, after `-`, and came, after `+`."""
    lines: list[str] = []
    for write in planned(root, command, ref, acting, **said).writes:
        before, after = (write.expected or b"").decode(), (write.data or b"").decode()
        diff = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
        lines += [line for line in list(diff)[2:] if not line.startswith("@@")]
        (root / write.path).write_bytes(write.data or b"")
    return lines


def refused(root: Path, command: str, ref: str, acting: str | None = "zhang-wei", **said: Any) -> str:
    """Return what the command is refused with."""
    return refusal(lambda: planned(root, command, ref, acting, **said))


def rewrite(root: Path, path: str, old: str, new: str) -> None:
    """Change a text in a file by hand, as an editor would."""
    text = (root / path).read_text(encoding="utf-8")
    assert old in text, (path, old)
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")
