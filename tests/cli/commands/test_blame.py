"""``collab blame``: each field with the commit that gave it its value."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.analyses.changes.eventful_company import make_eventful_company
from tests.conftest import RunCollab
from tests.sources.repositories import commit, git

DUTY = "charter:marketing/market-research"


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("eventful") / "company"
    make_eventful_company(root)
    return root


def test_a_duty(company: Path, run_collab: RunCollab) -> None:
    result = run_collab("blame", DUTY, cwd=company)
    assert (result.code, result.err) == (0, "")
    lines = [line.split() for line in result.out.splitlines()[3:]]
    assert [(line[0], line[-3]) for line in lines] == [
        ("Title", "2025-01-02"),
        ("Content", "2025-01-11"),
        ("Raci", "2025-01-09"),
    ]


def test_for_a_program(company: Path, run_collab: RunCollab) -> None:
    data = json.loads(run_collab("blame", "charter:marketing", "--json", cwd=company).out)
    assert (data["schema"], data["record"], data["part"]) == ("collab/blame/v1", "charter:marketing", None)
    assert sorted(data) == ["fields", "part", "record", "schema"]
    field = data["fields"][-1]
    assert sorted(field) == [
        *("author", "commit", "date", "email", "field", "is_committed", "part", "subject", "value"),
    ]
    assert (field["part"], field["field"], field["subject"]) == ("market-research", "raci", "moved")
    assert field["value"] == {"marketing": "AR", "sales": "C"}


def test_what_is_not_committed_and_as_it_was(company: Path, tmp_path: Path, run_collab: RunCollab) -> None:
    git(tmp_path, "clone", "--quiet", f"file://{company}", "clone")
    path = tmp_path / "clone/charters/sales.yaml"
    path.write_text("# another layout\n" + path.read_text().replace("version: 1", "version: 2"))
    out = run_collab("blame", "charter:sales", cwd=tmp_path / "clone").out
    assert [line.split()[2:] for line in out.splitlines() if line.startswith("Version")] == [["uncommitted"]]
    fields = json.loads(run_collab("blame", "charter:sales", "--json", cwd=tmp_path / "clone").out)["fields"]
    assert [field["field"] for field in fields if not field["is_committed"]] == ["version"]
    then = json.loads(run_collab("blame", "charter:sales/research", "--at", "2025-01-04", "--json", cwd=company).out)
    assert [(field["field"], field["subject"]) for field in then["fields"]] == [
        *(("title", "written"), ("content", "written"), ("raci", "informed")),
    ]
    git(tmp_path / "clone", "rm", "--quiet", "-f", "charters/sales.yaml")
    commit(tmp_path / "clone")
    result = run_collab("blame", "charter:sales", cwd=tmp_path / "clone")
    assert (result.code, result.err) == (
        2,
        "collab: error: there is no charter:sales any more; collab log charter:sales tells what became of it\n",
    )


def test_a_clone_that_ends_before_the_beginning(company: Path, tmp_path: Path, run_collab: RunCollab) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=2", f"file://{company}", "clone")
    out = run_collab("blame", DUTY, cwd=tmp_path / "clone").out
    assert [line.split()[-1] for line in out.splitlines() if line.startswith(("Title", "Raci"))] == ["?", "?"]
    assert out.splitlines()[-1] == "this clone is shallow: get the older commits with `git fetch --unshallow`"
