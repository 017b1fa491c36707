from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest

from collab_cli.cli import step_summary
from collab_cli.cli.step_summary import append_summary
from collab_cli.findings import Severity
from collab_cli.messages import Message
from collab_cli.page import FindingList, Fold, Report, Text
from tests.conftest import make_context
from tests.renderers.worlds import GAP, OVERLAP, VAGUE

VAGUE_FIRST = Report("s", (Text("before"), FindingList((*VAGUE, OVERLAP), {}, ("13 findings",)), Text("after")))


def appended(tmp_path: Path, report: Report, already: str = "") -> str:
    """Return what is appended to a summary that holds ``already``."""
    file = tmp_path / "summary.md"
    file.write_text(already, encoding="utf-8")
    append_summary(make_context(tmp_path, environ={"GITHUB_STEP_SUMMARY": str(file)}), report)
    return file.read_text(encoding="utf-8").removeprefix(already)


def test_the_whole_answer_is_appended(tmp_path: Path) -> None:
    written = appended(tmp_path, VAGUE_FIRST, "# Earlier\n")
    assert written.startswith("before\n\n13 findings\n\n| Rule | Where |")
    assert written.endswith("</details>\n\nafter\n\n")
    assert written.count("customer-development") == 13


def test_of_too_much_the_gravest_is_kept_and_the_rest_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(step_summary, "LARGEST", 1300)
    written = appended(tmp_path, VAGUE_FIRST, "x" * 100)
    assert 900 < len(written.encode()) <= 1200
    assert "R313" in written
    left = 13 - written.count("`charters/marketing.yaml")
    assert f"13 findings\\\n{left} findings are left out here: the log has them all\n" in written
    shorter = appended(tmp_path, VAGUE_FIRST, "x" * 900)
    assert "R313" not in shorter or len(shorter.encode()) <= 400
    assert appended(tmp_path, VAGUE_FIRST, "x" * 1290) == ""


def test_findings_in_a_fold_are_cut_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(step_summary, "LARGEST", 900)
    folded = Report("s", (Fold("More", (FindingList((*VAGUE, OVERLAP), {}),)),))
    written = appended(tmp_path, folded)
    assert "R313" in written
    assert "findings are left out here" in written


def test_a_million_bytes_are_shown_and_not_one_more(tmp_path: Path) -> None:
    many = (replace(GAP, severity=Severity.WARNING, message=Message("long " * 200)),) * 2_000
    written = appended(tmp_path, Report("s", (FindingList((*many, OVERLAP), {}, ("2,001 findings",)),)))
    assert 1_000_000 < len(written.encode()) <= 1 << 20
    assert written.index("R313") < written.index("R315")


def test_without_a_summary_nothing_is_written(tmp_path: Path) -> None:
    append_summary(make_context(tmp_path), VAGUE_FIRST)
    assert list(tmp_path.iterdir()) == []


def test_one_that_cannot_be_written_is_told_and_ends_nothing(tmp_path: Path) -> None:
    err = io.BytesIO()
    environ = {"GITHUB_STEP_SUMMARY": str(tmp_path / "nowhere/summary.md")}
    context = make_context(tmp_path, environ=environ, err=err)
    append_summary(context, VAGUE_FIRST)
    context.stderr.flush()
    told = err.getvalue().decode()
    assert told.startswith("the summary ")
    assert told.endswith("cannot be written: No such file or directory\n")
    append_summary(make_context(tmp_path, environ={"GITHUB_STEP_SUMMARY": "a\0b"}), VAGUE_FIRST)
