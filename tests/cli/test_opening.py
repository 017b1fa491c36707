from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import MINIMAL_SETTINGS, MakeWorkspace, RunCollab


@pytest.mark.parametrize(
    ("settings", "words", "day", "note"),
    [
        ("", [], "2025-06-30", ""),
        ("as_of: 2025-03-01\n", [], "2025-03-01", "as of 2025-03-01, set by as_of in collab.yaml\n"),
        ("as_of: 2025-03-01\n", ["--as-of", "2025年4月2日"], "2025-04-02", ""),
        ("as_of: 2025-03-01\n", ["--quiet"], "2025-03-01", ""),
    ],
)
def test_the_day(
    make_workspace: MakeWorkspace, run_collab: RunCollab, settings: str, words: list[str], day: str, note: str
) -> None:
    root = make_workspace({"collab.yaml": MINIMAL_SETTINGS + settings})
    result = run_collab("check", "--json", *words, cwd=root)
    assert (json.loads(result.out)["as_of"], result.err) == (day, note)


def test_today_is_that_of_the_workspace_s_time_zone(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    for zone, day in (("Pacific/Kiritimati", "2025-07-01"), ("Pacific/Honolulu", "2025-06-30")):
        root = make_workspace({"collab.yaml": MINIMAL_SETTINGS + f"timezone: {zone}\n"})
        result = run_collab("check", "--json", cwd=root, today=date(2025, 6, 30))
        assert json.loads(result.out)["as_of"] == day


def test_restricted_records_are_read_where_they_are_enabled(
    make_workspace: MakeWorkspace, run_collab: RunCollab
) -> None:
    files = {"restricted/people.yaml": "- {id: x, name: X, department: nowhere}\n"}
    off = make_workspace(dict(files))
    assert run_collab("check", cwd=off).code == 0
    on = make_workspace({**files, "collab.yaml": MINIMAL_SETTINGS + "restricted: {enabled: true}\n"})
    result = run_collab("check", "--json", cwd=on)
    assert [(f["path"], f["code"]) for f in json.loads(result.out)["findings"]] == [("restricted/people.yaml", "S005")]


def test_an_earlier_state_needs_a_repository(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    result = run_collab("check", "--at", "HEAD", cwd=make_workspace())
    assert (result.code, result.out) == (2, "")
    assert "is not in a git repository; make one with `git init`" in result.err


@pytest.mark.parametrize("revision", ["--output=x", "-n", "HEAD:collab.yaml", "no such", ""])
def test_odd_revisions_are_one_line(tmp_path: Path, run_collab: RunCollab, revision: str) -> None:
    run_collab("init", "demo", "--demo", cwd=tmp_path)
    result = run_collab("check", f"--at={revision}", cwd=tmp_path / "demo")
    assert (result.code, result.out) == (2, "")
    assert len(result.err.splitlines()) == 1
    assert not (tmp_path / "demo" / "x").exists()
