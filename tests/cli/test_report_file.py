"""A report compared with the file it was written into before."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import RunCollab
from tests.rules.worlds import green_demo


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    return green_demo(tmp_path / "demo")


@pytest.mark.no_cover
@pytest.mark.parametrize("ending", ["txt", "md", "html", "json", "csv", "xlsx"])
@pytest.mark.parametrize("report", ["monthly", "goals", "alignment", "scorecard"])
def test_a_file_just_written_is_up_to_date(demo: Path, run_collab: RunCollab, report: str, ending: str) -> None:
    args = ("--lang", "en", "report", report, "-o", f"page.{ending}")
    assert run_collab(*args, cwd=demo).code == 0
    written = (demo / f"page.{ending}").read_bytes()
    result = run_collab(*args, "--check", cwd=demo)
    assert (result.code, result.out, result.err.splitlines()[-1]) == (0, "", f"page.{ending} is up to date")
    assert (demo / f"page.{ending}").read_bytes() == written


def test_on_a_terminal_it_is_the_same_file(demo: Path, run_collab: RunCollab) -> None:
    assert run_collab("report", "monthly", "-o", "page.txt", cwd=demo).code == 0
    result = run_collab("report", "monthly", "-o", "page.txt", "--check", cwd=demo, terminal=True, width=120)
    assert result.code == 0


def test_after_a_change_it_is_another(demo: Path, run_collab: RunCollab) -> None:
    args = ("--lang", "en", "report", "monthly", "-o", "page.html")
    run_collab(*args, cwd=demo)
    written = (demo / "page.html").read_bytes()
    path = demo / "goals/2025/increase-revenue.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("value: 92", "value: 95"), encoding="utf-8")
    result = run_collab(*args, "--check", cwd=demo)
    assert (result.code, result.out, result.err.splitlines()[-1]) == (
        1,
        "",
        "page.html is not what the records say; leave out --check to write it anew",
    )
    assert (demo / "page.html").read_bytes() == written
    assert run_collab(*args, cwd=demo).code == 0
    assert run_collab(*args, "--check", cwd=demo).code == 0


def test_a_file_that_is_not_there(demo: Path, run_collab: RunCollab) -> None:
    result = run_collab("--lang", "en", "report", "goals", "-o", "page.md", "--check", cwd=demo)
    assert result.code == 1
    assert result.err.splitlines()[-1] == "page.md is not there; leave out --check to write it"
    assert not (demo / "page.md").exists()


def test_refused(demo: Path, run_collab: RunCollab) -> None:
    result = run_collab("--lang", "en", "report", "goals", "--check", cwd=demo)
    assert result.code == 2
    assert result.err.splitlines()[-1] == ("collab: error: --check needs a file to compare with; name it with -o FILE")
    (demo / "page.md").mkdir()
    result = run_collab("--lang", "en", "report", "goals", "-o", "page.md", "--check", cwd=demo)
    assert result.code == 2
    assert result.err.splitlines()[-1] == (
        "collab: error: page.md cannot be read: Is a directory; name a file that was written before"
    )
