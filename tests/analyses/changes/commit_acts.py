"""What a commit of a company does to its files, and what is to be told of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from collab_cli.edits.plan import Plan
from collab_cli.edits.rename import plan_rename
from tests.analyses.changes.two_states import Files, rewritten, with_files, world_with

Act = Callable[[Files], Files]


@dataclass(frozen=True)
class Commit:
    """One commit; ``told`` are the changes since the commit before it, ``silent`` the files without any.

    Those ``on`` the side branch are merged by the next commit that ``merges``.
    """

    subject: str
    acts: tuple[Act, ...]
    told: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    on: str = "main"
    merges: bool = False


def edit(path: str, *pairs: tuple[str, str]) -> Act:
    return lambda files: rewritten(path, *pairs, files=files)


def put(path: str, text: str | None) -> Act:
    return lambda files: with_files({path: text}, files)


def rename(old: str, new: str) -> Act:
    """Rename as the command does, references and digests with it."""

    def act(files: Files) -> Files:
        writes = plan_rename(Plan(world_with(files)), old, new).writes
        return with_files(
            {write.path: write.data.decode() if write.data is not None else None for write in writes}, files
        )

    return act


def everywhere(old: str, new: str) -> Act:
    """Replace a word in all files, as people rename by hand."""
    return lambda files: {
        path.replace(old, new): text.replace(old, new) if isinstance(text, str) else text
        for path, text in files.items()
    }


def register_to_files(files: Files) -> Files:
    lines = str(files["departments.yaml"]).splitlines()
    found: dict[str, str | bytes | None] = {"departments.yaml": None}
    for line in lines:
        head, _, rest = line.removeprefix("- {id: ").removesuffix("}").partition(", ")
        found[f"departments/{head}.yaml"] = "{" + rest + "}\n"
    return with_files(found, files)


def files_to_register(files: Files) -> Files:
    paths = sorted(path for path in files if path.startswith("departments/"))
    entries = [
        f"- id: {path.removeprefix('departments/').removesuffix('.yaml')}\n  "
        + str(files[path]).strip()[1:-1].replace(", ", "\n  ")
        for path in paths
    ]
    return with_files({**dict.fromkeys(paths), "departments.yaml": "\n".join(entries) + "\n"}, files)


def moved(old: str, new: str) -> Act:
    return lambda files: with_files({old: None, new: files[old]}, files)


def crlf(path: str) -> Act:
    return lambda files: {**files, path: str(files[path]).replace("\n", "\r\n")}


def editorial(path: str, old: str, new: str, by: str) -> Act:
    """Change words of a charter, and say in its change log, in the name of its owner, that they mean the same."""

    def digest_in(files: Files) -> str:
        world = world_with(files)
        return next(world.digest(record) for record in world.workspace.every_record() if record.path == path)

    def act(files: Files) -> Files:
        after = rewritten(path, (old, new), files=files)
        entry = f'{{from: "{digest_in(files)}", to: "{digest_in(after)}"}}'
        log = f"change_log: [{{date: 2025-06-01, by: {by}, note: A comma, editorial: {entry}}}]\n"
        return {**after, path: str(after[path]) + log}

    return act
