"""Documents of the demo company: listed, by library, and as data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import RunCollab
from tests.rules.worlds import green_demo

HEAD = "Id              Document    Library     Department  Who may edit       Next review\n"
SHEET = "forecast-sheet  滚动预测表  共享文档库  Sales       Sales, Production  2025-08-06\n"
DRIVE = "- {id: list, title: Price list, url: 'https://docs.example.com/p', owner_dept: sales}\n"


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    root = green_demo(tmp_path / "demo")
    register = root / "documents.yaml"
    register.write_text(register.read_text(encoding="utf-8") + DRIVE, encoding="utf-8")
    return root


def test_documents_are_listed_with_who_may_edit(demo: Path, run_collab: RunCollab) -> None:
    rest = "list            Price list              Sales                          nothing agreed\n"
    shown = run_collab("--lang", "en", "document", "list", cwd=demo)
    assert (shown.code, shown.out) == (0, HEAD + SHEET + rest)


def test_documents_of_one_library(demo: Path, run_collab: RunCollab) -> None:
    assert run_collab("--lang", "en", "document", "list", "--library", "共享文档库", cwd=demo).out == HEAD + SHEET
    empty = run_collab("--lang", "en", "document", "list", "--library", "sales-production", cwd=demo)
    assert (empty.code, empty.out) == (0, "no document lies in 产销协同群 (sales-production)\n")
    record = json.loads(
        run_collab("--lang", "en", "document", "list", "--library", "shared-docs", "--json", cwd=demo).out
    )
    assert record["schema"] == "collab/document-list/v1"
    assert [one["id"] for one in record["records"]] == ["forecast-sheet"]


def test_a_library_that_is_not_there(demo: Path, run_collab: RunCollab) -> None:
    wrong = run_collab("--lang", "en", "document", "list", "--library", "drive", cwd=demo)
    assert (wrong.code, wrong.out) == (2, "")
    assert run_collab("--lang", "en", "document", "list", "--library", " ", cwd=demo).code == 2


def test_a_company_without_documents(demo: Path, run_collab: RunCollab) -> None:
    (demo / "documents.yaml").unlink()
    assert run_collab("--lang", "en", "document", "list", cwd=demo).out == "there are no documents yet\n"
    (demo / "documents.yaml").write_text("- {id: a\n", encoding="utf-8")
    assert run_collab("--lang", "en", "document", "list", cwd=demo).out == "some documents cannot be read\n"
