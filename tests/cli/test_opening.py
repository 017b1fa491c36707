from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from collab_cli.cli import opening
from collab_cli.documents.journal import Change, Entry, Journal, Said
from collab_cli.documents.locking import locked
from collab_cli.documents.store import Store, store_of
from tests.conftest import MINIMAL_SETTINGS, MakeWorkspace, RunCollab
from tests.sources.repositories import commit, make_repository


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


def test_a_day_of_at_ends_where_the_workspace_is(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    settings = MINIMAL_SETTINGS + "timezone: Asia/Shanghai\n"
    root = make_repository(make_workspace({"collab.yaml": settings}))
    before = commit(root, day="2025-06-29T23:30:00+0800")
    after = commit(root, day="2025-06-30T00:30:00+0800")  # in London it is still the 29th

    def seen() -> str:
        return str(json.loads(run_collab("check", "--json", "--at", "2025-06-29", cwd=root).out)["revision"])

    assert seen() == before
    (root / "collab.yaml").write_text(settings.replace("Asia/Shanghai", "Europe/London"))
    assert seen() == after
    (root / "collab.yaml").write_text("schema: 99\n")  # of no use: the last commit has one that is
    assert seen() == before


def test_an_excluded_revision_is_no_revision(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_repository(make_workspace())
    commit(root)
    result = run_collab("check", "--at", "^HEAD", cwd=root)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("collab: error: there is no revision `^HEAD`; ")


def test_verbose_tells_what_was_read(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_repository(make_workspace({"departments.yaml": "- {id: sales, name: Sales}\n"}))
    made = commit(root)
    result = run_collab("department", "list", "--verbose", cwd=root)
    assert result.err.splitlines() == [f"workspace {root}", "2 files read", "1 record found"]
    result = run_collab("check", "--verbose", "--select", "S005,R313", "--at", "HEAD", cwd=root)
    *read, ran = result.err.splitlines()
    assert read == [f"workspace {root}", f"revision {made}", "2 files read", "1 record found"]
    assert ran.endswith(" rules run")  # the two asked for, and those about the form of files
    assert run_collab("check", "--verbose", "--quiet", cwd=root).err == ""


def broken_off(root: Path, environment: dict[str, str]) -> Store:
    store = store_of(root, Path(environment["XDG_STATE_HOME"]) / "collab")
    changes = (Change("a.yaml", None, b"a: 1\n"),)
    Journal(store.journal).begin(Entry(0, datetime(2025, 6, 30, tzinfo=UTC), Said("做了", "did it"), changes))
    return store


def test_whoever_reads_is_told_of_a_change_that_was_broken_off(
    make_workspace: MakeWorkspace, run_collab: RunCollab, environment: dict[str, str]
) -> None:
    root = make_workspace()
    broken_off(root, environment)
    for words in (("check",), ("status",), ("goal", "list")):
        result = run_collab(*words, cwd=root)
        assert (result.code, result.err) == (0, "a change was broken off; collab doctor --fix clears it up\n")
    assert "broken off" not in run_collab("doctor", cwd=root).err


def test_whoever_reads_is_told_of_a_change_that_is_being_written(
    make_workspace: MakeWorkspace,
    run_collab: RunCollab,
    environment: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = make_workspace()
    monkeypatch.setattr(opening, "_PATIENCE", 0.02)
    with locked(broken_off(root, environment), 0):
        result = run_collab("check", cwd=root)
    assert result.err == "another command is writing, so this may show half of its change\n"
