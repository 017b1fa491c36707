from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import MakeDemo, RunCollab
from tests.sources.repositories import git

FILE = "collab-baseline.json"


@pytest.fixture
def red(make_demo: MakeDemo) -> Path:
    """The demo at its first commit, with 21 findings."""
    demo = make_demo()
    git(demo, "checkout", "--quiet", "--detach", "HEAD~1")
    return demo


@pytest.fixture
def accepted(red: Path, run_collab: RunCollab) -> Path:
    """The same with its findings accepted."""
    result = run_collab("check", "--update-baseline", cwd=red)
    assert (result.code, result.out) == (0, f"{FILE}\n")
    assert result.err.splitlines()[-1] == "accepted 21 findings as they are"
    return red


def check(run_collab: RunCollab, root: Path, *words: str) -> tuple[int, dict[str, Any]]:
    result = run_collab("check", "--json", *words, cwd=root)
    assert result.out, result.err
    return result.code, json.loads(result.out)


def test_accepted_findings_are_neither_shown_nor_fail(accepted: Path, run_collab: RunCollab) -> None:
    code, found = check(run_collab, accepted)
    assert (code, found["findings"], found["accepted"], found["gone"]) == (0, [], 21, 0)
    assert run_collab("check", cwd=accepted).out == (
        "no finding in 45 records\n21 findings are accepted; collab check --no-baseline shows them too\n"
    )
    code, found = check(run_collab, accepted, "--no-baseline")
    assert (code, len(found["findings"]), found["accepted"]) == (1, 21, 0)


def test_new_findings_fail_all_the_same(accepted: Path, run_collab: RunCollab) -> None:
    with (accepted / "departments.yaml").open("a", encoding="utf-8") as file:
        file.write("- {id: rd, name: R&D}\n")
    code, found = check(run_collab, accepted)
    assert (code, {one["code"] for one in found["findings"]}) == (1, {"C601", "R308", "R316"})
    assert found["accepted"] == 21


def test_the_file_is_the_same_whoever_writes_it(accepted: Path, run_collab: RunCollab) -> None:
    data = (accepted / FILE).read_bytes()
    again = run_collab("check", "--update-baseline", "--lang", "zh", cwd=accepted)
    assert (again.code, again.out) == (0, "")
    assert (accepted / FILE).read_bytes() == data
    assert b"market-research" not in data
    parsed = json.loads(data)
    assert set(parsed) == {"schema", "findings"}
    assert {key for entry in parsed["findings"] for key in entry} == {"code", "fingerprint", "count"}


def test_what_is_gone_is_told_and_taken_off(accepted: Path, run_collab: RunCollab) -> None:
    git(accepted, "checkout", "--quiet", "main")
    code, found = check(run_collab, accepted)
    assert (code, found["findings"], found["accepted"], found["gone"]) == (0, [], 0, 21)
    assert run_collab("check", cwd=accepted).out.splitlines()[2] == (
        "21 accepted findings are found no more; collab check --update-baseline takes them off the list"
    )
    for words in (["charters"], ["--select", "A503"]):
        assert check(run_collab, accepted, *words)[1]["gone"] == 0
    assert check(run_collab, accepted, "--select", "R313,X963")[1]["gone"] == 3
    done = run_collab("check", "--update-baseline", cwd=accepted)
    assert (done.code, done.err.splitlines()[-1]) == (0, f"removed {FILE}: there is nothing to accept")
    assert not (accepted / FILE).exists()
    nothing = run_collab("check", "--update-baseline", cwd=accepted)
    assert (nothing.code, nothing.out) == (0, "")


def test_it_is_saved_as_any_other_change(red: Path, run_collab: RunCollab) -> None:
    shown = run_collab("check", "--update-baseline", "--dry-run", cwd=red)
    assert (shown.code, shown.out.splitlines()[:2]) == (0, ["--- /dev/null", f"+++ b/{FILE}"])
    assert not (red / FILE).exists()
    done = run_collab("check", "--update-baseline", "--commit", cwd=red)
    assert (done.code, git(red, "log", "-1", "--format=%s")) == (0, "accepted 21 findings as they are")
    assert git(red, "show", "--name-only", "--format=", "HEAD") == FILE
    assert run_collab("undo", cwd=red).code == 0
    assert not (red / FILE).exists()


def test_an_earlier_state_has_its_own(red: Path, run_collab: RunCollab) -> None:
    run_collab("check", "--update-baseline", "--commit", cwd=red)
    (red / FILE).unlink()
    assert check(run_collab, red, "--at", "HEAD")[1]["accepted"] == 21
    assert check(run_collab, red, "--at", "HEAD~1")[1]["accepted"] == 0
    assert check(run_collab, red)[1]["accepted"] == 0


def test_against_a_base_counts_what_it_accepts_itself(accepted: Path, run_collab: RunCollab) -> None:
    git(accepted, "add", FILE)
    git(accepted, "commit", "--quiet", "-m", "accept")
    code, found = check(run_collab, accepted, "--base", "HEAD")
    assert (code, found["findings"], found["known"], found["accepted"], found["fixed"]) == (0, [], 0, 21, [])


def test_no_change_accepts_its_own_findings(accepted: Path, run_collab: RunCollab) -> None:
    code, found = check(run_collab, accepted, "--base", "HEAD")
    assert (code, found["findings"], found["known"], found["accepted"]) == (0, [], 21, 0)
    with (accepted / "departments.yaml").open("a", encoding="utf-8") as file:
        file.write("- {id: rd, name: R&D}\n")
    assert run_collab("check", "--update-baseline", cwd=accepted).code == 0
    assert check(run_collab, accepted)[0] == 0
    result = run_collab("check", "--base", "HEAD", "--json", cwd=accepted)
    assert (result.code, result.err.splitlines()[-1]) == (
        1,
        f"the change adds 24 accepted findings to {FILE}; they hide nothing until the base has them",
    )
    assert {one["code"] for one in json.loads(result.out)["findings"]} == {"C601", "R308", "R316"}
    quiet = run_collab("check", "--base", "HEAD", "--no-baseline", "--json", cwd=accepted)
    assert (quiet.code, quiet.err.count(FILE)) == (1, 0)


def test_a_file_of_the_base_that_cannot_be_used_accepts_nothing(accepted: Path, run_collab: RunCollab) -> None:
    good = (accepted / FILE).read_bytes()
    (accepted / FILE).write_text("<<<<<<<\n")
    git(accepted, "add", FILE)
    git(accepted, "commit", "--quiet", "-m", "broken")
    (accepted / FILE).write_bytes(good)
    result = run_collab("check", "--base", "HEAD", cwd=accepted)
    assert result.code == 0
    assert f"of the base: {FILE} cannot be used: it is no JSON; it accepts nothing" in result.err


def test_files_nobody_can_read_are_never_accepted(red: Path, run_collab: RunCollab) -> None:
    (red / "charters/broken.yaml").write_text("title: [\n")
    done = run_collab("check", "--update-baseline", cwd=red)
    assert done.code == 0
    assert "1 finding cannot be accepted; collab check shows it" in done.err
    code, found = check(run_collab, red)
    assert (code, [one["code"] for one in found["findings"]]) == (1, ["S001"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["charters"], "--update-baseline accepts all present findings, so PATH is too much"),
        (["--select", "R3"], "--update-baseline accepts all present findings, so --select is too much"),
        (["--ignore", "R3"], "--update-baseline accepts all present findings, so --ignore is too much"),
        (["--base", "HEAD"], "--update-baseline accepts all present findings, so --base is too much"),
        (["--at", "HEAD"], "--update-baseline accepts all present findings, so --at is too much"),
        (["--fix"], "--update-baseline accepts all present findings, so --fix is too much"),
        (["--interactive"], "--update-baseline accepts all present findings, so --interactive is too much"),
        (["--json"], "--update-baseline writes a file, in one format alone"),
        (["-m", "x"], "-m is the message of a commit"),
    ],
)
def test_options_that_do_not_go_with_it(words: list[str], said: str, red: Path, run_collab: RunCollab) -> None:
    result = run_collab("check", "--update-baseline", *words, cwd=red)
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines()[-1].startswith(f"collab: error: {said}; ")
    assert not (red / FILE).exists()


@pytest.mark.parametrize("text", ["{", "[]", "\x00"])
def test_a_broken_file_stops_the_check_with_one_line(text: str, red: Path, run_collab: RunCollab) -> None:
    (red / FILE).write_text(text)
    result = run_collab("check", cwd=red)
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines()[-1].startswith(f"collab: error: {FILE} cannot be used: ")
    assert run_collab("check", "--no-baseline", cwd=red).code == 1
    assert run_collab("check", "--update-baseline", cwd=red).code == 0
    assert check(run_collab, red)[1]["accepted"] == 21
