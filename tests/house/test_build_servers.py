"""What others build into their repositories is well formed, and does what it says: hooks, the action, the recipes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

import pytest

from collab_cli.cli.options import HOSTED
from collab_cli.model.kinds import all_kinds
from tests.conftest import ROOT
from tests.house.build_servers import (
    ACTION,
    FAULT,
    FOLDER,
    HOOKS,
    RECIPES,
    clone_with_a_fault,
    commands,
    read,
    run_script,
    step_environment,
)

PULL_REQUEST = {"GITHUB_EVENT_NAME": "pull_request", "GITHUB_BASE_REF": "main"}
CHECK = 1
"""Which step of the action checks."""


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return clone_with_a_fault(tmp_path_factory.mktemp("servers"))


@pytest.fixture
def environ(environment: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """Return the variables of every build, with this collab as the first command of its name."""
    path = f"{commands(tmp_path / 'bin')}{os.pathsep}{environment['PATH']}"
    return {**environment, "PATH": path, "COLLAB_PACKAGE": "collab", "COLLAB_FOLDER": FOLDER}


@pytest.mark.parametrize(
    ("schema", "file"),
    [
        ("vendor.github-actions", ACTION),
        ("vendor.github-workflows", RECIPES / "github-workflow.yml"),
        ("vendor.gitlab-ci", RECIPES / "gitlab-ci.yml"),
    ],
)
def test_its_server_accepts_it(schema: str, file: Path) -> None:
    words = ["--builtin-schema", schema, *(("--data-transform", "gitlab-ci") if "gitlab" in schema else ()), str(file)]
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_pre_commit_accepts_the_hooks() -> None:
    words = [sys.executable, "-m", "pre_commit", "validate-manifest", str(HOOKS)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("hook", read(HOOKS), ids=lambda hook: str(hook["id"]))
def test_a_hook_is_run_for_records_and_nothing_else(hook: Mapping[str, str]) -> None:
    folders = [*(kind.folder for kind in all_kinds()), "collab"]
    wanted = [f"{folder}.yaml" for folder in folders] + [f"{folder}/2025/x.yaml" for folder in folders[:-1]]
    wanted += ["collab-baseline.json", "restricted/evaluations/x.yml", "agreements/goals/x.yaml", "a/b/people.yaml"]
    assert [path for path in wanted if not re.search(hook["files"], path)] == []
    others = [
        "README.md",
        ".github/workflows/check.yml",
        "docs/goals.md",
        "goals.yaml.orig",
        "my-goals/x.yaml",
        "x.yaml",
    ]
    assert [path for path in others if re.search(hook["files"], path)] == []


def test_inputs_are_no_part_of_a_command() -> None:
    for step in read(ACTION)["runs"]["steps"]:
        assert "${{" not in step["run"]
        assert step["shell"] == "bash"


def test_no_recipe_names_a_place_of_ours() -> None:
    for file in (ACTION, HOOKS, *RECIPES.iterdir()):
        text = file.read_text(encoding="utf-8")
        assert set(re.findall(r"\w+://[\w.]*", text)) <= {"https://...", "https://pre"}, file


def run_action(
    clone: Path, environ: Mapping[str, str], tmp_path: Path, **inputs: str
) -> subprocess.CompletedProcess[str]:
    """Run the checking step of the action as GitHub would for a pull request."""
    step = read(ACTION)["runs"]["steps"][CHECK]
    given = {name.replace("_", "-"): value for name, value in inputs.items()}
    variables = {
        **PULL_REQUEST,
        "GITHUB_WORKSPACE": str(clone),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
        "COLLAB_SCRIPTS": str(tmp_path / "bin"),
        **step_environment(step, given, ROOT),
    }
    return run_script(step["run"], clone, {**environ, **variables})


def test_the_action_annotates_what_is_new_and_writes_a_summary(
    clone: Path, environ: dict[str, str], tmp_path: Path
) -> None:
    done = run_action(clone, environ, tmp_path, working_directory=FOLDER)
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith(f"::error file={FAULT},line=1,col=9,title=S001 syntax-error::")
    assert "compared with" in done.stderr
    assert f"`{FAULT}:1:9`" in (tmp_path / "summary.md").read_text(encoding="utf-8")


def test_the_action_writes_a_file_from_the_top_of_the_repository(
    clone: Path, environ: dict[str, str], tmp_path: Path
) -> None:
    done = run_action(clone, environ, tmp_path, working_directory=FOLDER, format="sarif", output="found.sarif", base="")
    assert done.returncode == 1, done.stderr
    log = clone / "found.sarif"
    assert [one["ruleId"] for one in json.loads(log.read_text(encoding="utf-8"))["runs"][0]["results"]] == ["S001"]
    log.unlink()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, '"; touch pwned; "$(touch pwned)') for name in ("working_directory", "base", "format", "fail_on")),
        ("base", "--help"),
    ],
)
def test_what_stands_in_an_input_is_run_by_nobody(
    clone: Path, environ: dict[str, str], tmp_path: Path, name: str, value: str
) -> None:
    inputs = {"working_directory": FOLDER, name: value}
    done = run_action(clone, environ, tmp_path, **inputs)
    assert (done.returncode, done.stdout) == (2, "")
    assert list(clone.rglob("pwned")) == []


def test_the_lines_for_gitlab_report_and_decide(clone: Path, environ: dict[str, str], tmp_path: Path) -> None:
    job = read(RECIPES / "gitlab-ci.yml")["collab"]
    variables = {
        "GITLAB_CI": "true",
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
        "CI_PROJECT_DIR": str(tmp_path),
    }
    done = run_script("\n".join(job["script"]), clone, {**environ, **variables})
    assert done.returncode == 1, done.stderr
    assert f"{FAULT.removeprefix(FOLDER + '/')}:1:9: S001 error: " in done.stdout
    reports = job["artifacts"]["reports"]
    (issue,) = json.loads((tmp_path / reports["codequality"]).read_text(encoding="utf-8"))
    assert issue["location"]["path"] == FAULT
    cases = ElementTree.parse(tmp_path / reports["junit"]).iter("testcase")
    assert [case.get("name") for case in cases if case.find("failure") is not None] == ["S001 syntax-error"]


def test_the_lines_for_gitee_report_and_decide(clone: Path, environ: dict[str, str]) -> None:
    (stage,) = read(RECIPES / "gitee-go.yml")["stages"]
    (step,) = stage["steps"]
    variables = {"GITEE_PIPELINE_NAME": "collab", "GITEE_BRANCH": "main", "GITEE_PULL_ID": "1"}
    folder = {"COLLAB_ROOT": str(clone / FOLDER)}
    done = run_script("\n".join(step["commands"]), clone, {**environ, **variables, **folder})
    assert done.returncode == 1, done.stderr
    report = clone / step["artifacts"][0]["path"][0]
    assert f'file="{FAULT}"' in report.read_text(encoding="utf-8")
    report.unlink()


def test_the_lines_for_jenkins_are_a_shell_script() -> None:
    (script,) = re.findall(r"'''(.*?)'''", (RECIPES / "Jenkinsfile").read_text(encoding="utf-8"), re.DOTALL)
    done = subprocess.run(["sh", "-n"], input=script, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_pages_on_recipes_say_the_same_and_name_what_there_is() -> None:
    pages = [(RECIPES / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh.md")]
    for page in pages:
        links = set(re.findall(r"\]\(([^)]*)\)", page))
        assert links | {"README.md", "README.zh.md"} == {file.name for file in RECIPES.iterdir()}
        assert [name for name in HOSTED if f"| `{name}` |" not in page] == []
    assert re.findall(r"```yaml\n(.*?)```", re.sub(r" #.*", "", pages[0]), re.DOTALL) == re.findall(
        r"```yaml\n(.*?)```", re.sub(r" #.*", "", pages[1]), re.DOTALL
    )
