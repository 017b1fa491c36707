"""Write what is generated of ``docs/``: ``python -m tests.house.generate_docs`` (``make docs``).

The JSON Schemas, a page for each rule, the reference of commands in two languages, and the README's picture. What
can be read off the program is never written by hand. The same program gives the same files on every machine, so a
test can tell stale ones; files nothing generates any more are removed.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, tzinfo
from html import unescape
from pathlib import Path

from collab_cli.cli.app import run
from collab_cli.cli.command_frame import Commands, Nested, Noun, load_command
from collab_cli.cli.command_table import COMMANDS
from collab_cli.cli.context import Context
from collab_cli.i18n import language
from collab_cli.model.json_schema import all_schemas
from collab_cli.page import Report
from collab_cli.renderers.markdown import render
from collab_cli.rules.catalogue import all_rules
from collab_cli.rules.documentation import explain, list_rules
from tests.house.pictures import draw

DOCS = Path(__file__).parents[2] / "docs"
SCHEMAS = "schema"
"""The folder of the JSON Schemas below ``docs``."""
RULES = "rules"
"""The folder of the pages about rules below ``docs``."""
COMMAND_PAGES = {"commands.md": ("en", "Commands"), "commands.zh.md": ("zh", "命令")}
"""The references of commands below ``docs``, each with its language and its title."""

_OWNED = (f"{SCHEMAS}/*", f"{RULES}/*", "commands*.md")
"""Where nobody writes by hand: what is there and not generated is left over."""
_CODE = re.compile(r"^\| ([A-Z]\d{3}) \|", re.MULTILINE)
_DRAWN = re.compile(r"<text[^>]*>(.*?)</text>", re.DOTALL)


def generated_documents() -> dict[str, str]:
    """Return the text of every generated document by its path below ``docs``."""
    return {**dict(_schemas()), **dict(_rule_pages()), **dict(_commands()), **_pictures()}


def _pictures() -> dict[str, str]:
    return {f"images/{name}": svg for name, svg in draw().items()}


def stale_documents(wanted: Mapping[str, str], folder: Path = DOCS) -> dict[str, str | None]:
    """Return what to change for ``folder`` to hold the ``wanted``: the text of documents to write, None for files to
    remove."""
    changes: dict[str, str | None] = {name: text for name, text in wanted.items() if not _holds(folder / name, text)}
    present = {path.relative_to(folder).as_posix() for pattern in _OWNED for path in folder.glob(pattern)}
    return changes | dict.fromkeys(sorted(present - set(wanted)))


def write_documents(wanted: Mapping[str, str], folder: Path = DOCS) -> list[Path]:
    """Write what is not up to date, remove what is no longer generated, and return the paths concerned."""
    changed = []
    for name, text in stale_documents(wanted, folder).items():
        path = folder / name
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        changed.append(path)
    return changed


def words_of(picture: str) -> list[str]:
    """Return the words drawn in a picture, in order."""
    return " ".join(unescape(found) for found in _DRAWN.findall(picture)).split()


def _holds(path: Path, text: str) -> bool:
    """Return whether a file holds ``text``; of a picture only the words count, the drawing is Rich's."""
    if not path.is_file():
        return False
    before = path.read_bytes().decode()
    return words_of(before) == words_of(text) if path.suffix == ".svg" else before == text


def _schemas() -> Iterator[tuple[str, str]]:
    for name, schema in all_schemas().items():
        yield f"{SCHEMAS}/{name}", json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _rule_pages() -> Iterator[tuple[str, str]]:
    rules = all_rules()
    for code, rule in rules.items():
        yield f"{RULES}/{code}.md", _markdown(explain(rule, None))
    yield f"{RULES}/README.md", _CODE.sub(r"| [\1](\1.md) |", _markdown(list_rules(rules.values())))


def _markdown(report: Report) -> str:
    return render(report, language("en"))


def _commands() -> Iterator[tuple[str, str]]:
    for path, (lang, title) in COMMAND_PAGES.items():
        overview = _help(lang).partition("\n\n")[2]  # without the line that names the version
        parts = [f"# {title}", _shown(overview)]
        for words in _all_commands():
            parts += [f"{'#' * (1 + len(words))} collab {' '.join(words)}", _shown(_help(lang, *words))]
        yield path, "\n\n".join(parts) + "\n"


def _shown(text: str) -> str:
    return f"```text\n{text.rstrip()}\n```"


def _all_commands() -> Iterator[tuple[str, ...]]:
    """Yield the words of every command, those of a kind after the kind itself."""
    for name, entry in COMMANDS.items():
        yield (name,)
        command = load_command(entry)
        if isinstance(command, Noun):
            yield from ((name, *words) for words in _words_of(command.declared))


def _words_of(commands: Commands) -> Iterator[tuple[str, ...]]:
    for name, declared in commands.verbs.items():
        yield (name,)
        if isinstance(declared, Nested):
            yield from ((name, *words) for words in _words_of(declared.commands))


def _help(lang: str, *words: str) -> str:
    out, err = io.BytesIO(), io.BytesIO()

    def now(zone: tzinfo) -> datetime:
        return datetime(2025, 6, 30, 12, tzinfo=UTC).astimezone(zone)

    context = Context(
        now,
        io.TextIOWrapper(io.BytesIO(), encoding="utf-8"),
        io.TextIOWrapper(out, encoding="utf-8", newline="\n"),
        io.TextIOWrapper(err, encoding="utf-8", newline="\n"),
        {},
        DOCS,
    )
    code = run([*words, "--help", "--lang", lang], context)
    context.stdout.flush()
    context.stderr.flush()
    if code != 0:
        raise RuntimeError(f"collab {' '.join(words)} --help ended with {code}: {err.getvalue().decode()}")
    return out.getvalue().decode()


def main() -> None:
    """Write the documents and say which."""
    for path in write_documents(generated_documents()):
        print(path.relative_to(DOCS.parent))


if __name__ == "__main__":
    main()
