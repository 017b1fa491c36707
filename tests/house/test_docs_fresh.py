"""The generated documents are those of this program, and nothing else lies among them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from collab_cli.cli.command_table import COMMANDS
from collab_cli.rules.catalogue import all_rules
from tests.house.generate_docs import (
    COMMAND_PAGES,
    DOCS,
    RULES,
    SCHEMAS,
    generated_documents,
    stale_documents,
    words_of,
    write_documents,
)


@pytest.fixture(scope="module")
def documents() -> dict[str, str]:
    """Return the generated documents, made once: that takes seconds."""
    return generated_documents()


def test_the_generated_documents_are_fresh(documents: dict[str, str]) -> None:
    assert sorted(stale_documents(documents)) == [], "python -m tests.house.generate_docs writes them"


@pytest.mark.no_cover
def test_the_same_program_gives_the_same_documents(documents: dict[str, str]) -> None:
    assert generated_documents() == documents


def test_only_what_is_stale_is_written_and_what_is_left_over_is_removed(
    documents: dict[str, str], tmp_path: Path
) -> None:
    written = {path.relative_to(tmp_path).as_posix() for path in write_documents(documents, tmp_path)}
    assert written >= {"schema/goal.schema.json", "schema/collab.schema.json", "rules/R313.md", "images/check.svg"}
    assert write_documents(documents, tmp_path) == []
    (tmp_path / SCHEMAS / "goal.schema.json").write_text("{}", encoding="utf-8")
    (tmp_path / SCHEMAS / "gaol.schema.json").write_text("{}", encoding="utf-8")
    (tmp_path / RULES / "Z999.md").write_text("# Z999", encoding="utf-8")
    (tmp_path / "by-hand.md").write_text("# By hand", encoding="utf-8")
    (tmp_path / "images" / "by-hand.svg").write_text("<svg/>", encoding="utf-8")
    changed = [path.name for path in write_documents(documents, tmp_path)]
    assert changed == ["goal.schema.json", "Z999.md", "gaol.schema.json"]
    assert not (tmp_path / SCHEMAS / "gaol.schema.json").exists()
    assert (tmp_path / "by-hand.md").exists()
    assert (tmp_path / "images" / "by-hand.svg").exists()


def test_a_picture_is_stale_by_its_words_alone(documents: dict[str, str], tmp_path: Path) -> None:
    write_documents(documents, tmp_path)
    picture = tmp_path / "images" / "check.svg"
    drawn = picture.read_text(encoding="utf-8")
    assert {"R313", "findings:"} <= set(words_of(drawn))
    picture.write_text(drawn.replace("<style>", "<style>\n"), encoding="utf-8")
    assert stale_documents(documents, tmp_path) == {}
    picture.write_text(drawn.replace("R313", "R314"), encoding="utf-8")
    assert list(stale_documents(documents, tmp_path)) == ["images/check.svg"]


def test_every_rule_has_a_page_and_the_list_leads_to_it() -> None:
    listed = (DOCS / RULES / "README.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"\]\((\w+)\.md\)", listed)) == sorted(all_rules())
    assert all((DOCS / RULES / f"{code}.md").read_text("utf-8").startswith(f"# {code} ") for code in all_rules())


@pytest.mark.parametrize("path", COMMAND_PAGES)
def test_every_command_is_in_the_reference(path: str) -> None:
    text = (DOCS / path).read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"\n## collab {name}\n" not in text] == []
    assert "\n### collab goal tree\n" in text
