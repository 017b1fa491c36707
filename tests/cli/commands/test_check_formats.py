"""``check`` in the formats of build servers, on a company that is wrong somewhere."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from sarif_kit.validate import validation_errors

from tests.conftest import MakeDemo, MakeWorkspace, RunCollab
from tests.small_company import small_company

FORMATS = ["markdown", "github", "gitlab", "sarif", "junit", "rdjsonl"]
FILES = {
    "a.md": "markdown",
    "a.html": "html",
    "a.sarif": "sarif",
    "a.xml": "junit",
    "a.jsonl": "rdjsonl",
}


@pytest.fixture
def demo(make_demo: MakeDemo) -> Path:
    return make_demo()


@pytest.mark.parametrize("format", FORMATS)
def test_exit_codes_are_those_of_the_text(demo: Path, run_collab: RunCollab, format: str) -> None:
    assert run_collab("check", "--at", "HEAD~1", "--format", format, cwd=demo).code == 1
    assert run_collab("check", "--format", format, cwd=demo).code == 0


def test_paths_are_those_of_the_repository(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace(small_company({"goals/2025/odd.yaml": "title: [\n"}))
    subprocess.run(["git", "init", "-q", root.parent], check=True)
    path = f"{root.name}/goals/2025/odd.yaml"
    github = run_collab("check", "--format", "github", cwd=root).out
    assert github.startswith(f"::error file={path},line=1,col=9,title=S001 syntax-error::{path}:1:9: S001 ")
    (issue,) = json.loads(run_collab("check", "--format", "gitlab", cwd=root).out)
    assert issue["location"] == {"path": path, "lines": {"begin": 1}}
    assert f"`{path}:1:9`" in run_collab("check", "--format", "markdown", cwd=root).out
    assert json.loads(run_collab("check", "--format", "rdjsonl", cwd=root).out)["location"]["path"] == path
    (one,) = json.loads(run_collab("check", "--json", cwd=root).out)["findings"]
    assert one["path"] == "goals/2025/odd.yaml"


def test_the_log_of_the_demo_is_valid_and_explains_its_rules(demo: Path, run_collab: RunCollab) -> None:
    for lang in ("en", "zh"):
        log = json.loads(run_collab("check", "--at", "HEAD~1", "--format", "sarif", "--lang", lang, cwd=demo).out)
        assert validation_errors(log) == []
        (run,) = log["runs"]
        assert len(run["results"]) == 21
        assert {rule["id"]: bool(rule["help"]["markdown"]) for rule in run["tool"]["driver"]["rules"]} == dict.fromkeys(
            ("R307", "R313", "R315", "R317", "X963"), True
        )
        prints = [result["partialFingerprints"]["collab/v1"] for result in run["results"]]
        assert len(set(prints)) == 21


def test_every_rule_is_a_case_and_the_threshold_decides(demo: Path, run_collab: RunCollab) -> None:
    def failures(*words: str) -> set[str]:
        root = ElementTree.fromstring(run_collab("check", "--at", "HEAD~1", "--format", "junit", *words, cwd=demo).out)
        assert int(root.get("tests") or 0) == len(list(root.iter("testcase"))) > 50
        return {case.get("name") or "" for case in root.iter("testcase") if case.find("failure") is not None}

    assert failures() == {"R313 duplicate-ownership", "R315 uncovered-activity"}
    assert failures("--fail-on", "warning") - failures() == {"R317 incomplete-duty", "X963 goal-without-work"}


def test_fingerprints_hold_when_lines_move(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    files = small_company({"charters/marketing.yaml": "title: Marketing\nduties:\n  - {id: research}\n  - {id: ads}\n"})
    moved = {
        path: b"# a remark\n\n" + (text if isinstance(text, bytes) else text.encode()) for path, text in files.items()
    }

    def read(root: Path) -> dict[str, int]:
        found = json.loads(run_collab("check", "--format", "gitlab", "--profile", "strict", cwd=root).out)
        return {one["fingerprint"]: one["location"]["lines"]["begin"] for one in found}

    before, after = read(make_workspace(files)), read(make_workspace(moved))
    assert list(before) == list(after)
    assert list(before.values()) != list(after.values())


@pytest.mark.parametrize(("name", "format"), FILES.items())
def test_the_ending_of_a_file_says_the_format(demo: Path, run_collab: RunCollab, name: str, format: str) -> None:
    told = run_collab("check", "--format", format, cwd=demo)
    written = run_collab("check", "-o", name, cwd=demo)
    assert (written.code, written.out) == (0, "")
    assert (demo / name).read_text("utf-8") == told.out


@pytest.mark.parametrize("format", ["gitlab", "sarif"])
def test_what_is_json_may_be_called_so(demo: Path, run_collab: RunCollab, format: str) -> None:
    assert run_collab("check", "--format", format, "-o", "a.json", cwd=demo).code == 0
    assert (demo / "a.json").read_text("utf-8") == run_collab("check", "--format", format, cwd=demo).out
    refused = run_collab("check", "--format", format, "-o", "a.xml", cwd=demo)
    assert refused.err == (
        f"collab: error: a.xml ends in .xml but the format is {format}; "
        "give the file another ending, or leave out the format\n"
    )


def test_the_summary_of_the_step_has_it_all(demo: Path, run_collab: RunCollab, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    env = {"GITHUB_STEP_SUMMARY": str(summary)}
    result = run_collab("check", "--at", "HEAD~1", "--format", "github", cwd=demo, env=env)
    lines = result.out.splitlines()
    assert [line.split(" ", 1)[0] for line in lines[:3]] == ["::error", "::error", "::warning"]
    told = run_collab("check", "--at", "HEAD~1", "--format", "markdown", cwd=demo).out
    assert summary.read_text("utf-8") == told + "\n"
    run_collab("check", "--at", "HEAD~1", "--format", "markdown", cwd=demo, env=env)
    assert summary.read_text("utf-8") == told + "\n"


def test_settings_that_cannot_be_used_are_told_in_every_format(
    make_workspace: MakeWorkspace, run_collab: RunCollab
) -> None:
    root = make_workspace({"collab.yaml": "schema: 9\ncompany: {name: X}\n"})
    for format in FORMATS:
        result = run_collab("check", "--format", format, cwd=root)
        assert result.code == 2
        assert "S020" in result.out
    (run,) = json.loads(run_collab("check", "--format", "sarif", cwd=root).out)["runs"]
    assert run["invocations"][0]["executionSuccessful"] is False


def test_a_diff_goes_into_no_file(demo: Path, run_collab: RunCollab) -> None:
    result = run_collab("check", "--fix", "--dry-run", "-o", "a.txt", cwd=demo)
    assert (result.code, result.err) == (
        2,
        "collab: error: --dry-run shows a diff and writes no file; leave out -o\n",
    )
