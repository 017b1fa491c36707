from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

import pytest

from collab_cli.edits.state_verbs import all_verbs
from tests.conftest import RunCollab
from tests.edits.moves import rewrite
from tests.rules.worlds import green_demo

FORECAST = "2025-07-07-forecast-deadline"
PATH = f"actions/2025/{FORECAST}.yaml"
PROPOSAL = "proposals/2025/market-share-decomposition.yaml"
OBJECTIONS = "objections:\n  - {by: wang-qiang, reason: No inspection equipment}\n"
AS_OF = "as of 2025-06-30, set by as_of in collab.yaml\n"
TITLED = f"每周五 17 点前提交 13 周预测 ({FORECAST})"
EXAMPLES = [
    example.partition("  # ")[0]
    for verb in all_verbs()
    for example in verb.examples
]  # fmt: skip
STATES = {
    "goal activate increase-revenue": ("goals/2025/increase-revenue.yaml", "status: active", "status: proposed"),
    "goal score strengthen-brand --cause": ("collab.yaml", "as_of: 2025-06-30", "as_of: 2025-12-31"),
    "charter activate sales": ("charters/sales.yaml", "status: effective", "status: draft"),
    "issue escalate": (
        "issues/2025/2025-07-02-batch-colour-complaint.yaml",
        "escalations:\n  - {to: li-na, at: 2025-07-04}\n",
        "",
    ),
    "issue close": ("issues/2025/2025-07-02-batch-colour-complaint.yaml", "status: escalated", "status: resolved"),
    "handoff accept": ("handoffs/rolling-forecast.yaml", "status: agreed", "status: draft"),
    "meeting publish": (
        "meetings/2025/2025-07-14-xdept-weekly.yaml",
        "actions:\n  - {title: 整理区域预测口径, owner: chen-jie, due: 2025-07-18}\n",
        "present: [li-na]\nagenda: [Reports]\n",
    ),
    "meeting approve": ("meetings/2025/2025-07-07-xdept-weekly.yaml", "status: approved", "status: published"),
    "resource submit": ("resources/sample-test-equipment.yaml", "status: partly", "status: draft"),
    "resource approve": ("resources/sample-test-equipment.yaml", "status: partly", "status: submitted"),
    "resource reject": ("resources/sample-test-equipment.yaml", "status: partly", "status: submitted"),
    "resource release": ("resources/sample-test-equipment.yaml", "status: partly", "status: allocated"),
    "evaluation publish": ("evaluations/2025-q3/sales-2025-q3.yaml", "status: final", "status: draft"),
    "evaluation reply": (
        "evaluations/2025-q3/sales-2025-q3.yaml",
        "status: final",
        "consequences: [{kind: improvement_plan}]\nstatus: published",
    ),
    "proposal": (PROPOSAL, "status: accepted", "status: open"),
    "proposal resolve": (PROPOSAL, "quorum: 1\n", "quorum: 1\n" + OBJECTIONS),
    "proposal resolve market-share-decomposition 2": (
        PROPOSAL,
        "quorum: 1\n" + OBJECTIONS,
        "quorum: 1\n" + OBJECTIONS + "  - {by: liu-fang, reason: Too early}\n",
    ),
}
"""What has to stand in the demo for an example to fit, by the beginning of its command."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return green_demo(tmp_path / "demo")


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_of_the_help_does_what_it_says(root: Path, run_collab: RunCollab, example: str) -> None:
    for start, change in STATES.items():
        if example.startswith(f"collab {start}"):
            rewrite(root, *change)
    if "amend" in example:
        rewrite(root, "goals/2025/increase-revenue.yaml", "target: 100", "target: 110")
    if "done 1 3" in example:
        run_collab("action", "list", cwd=root)
    words = [word for word in shlex.split(example)[1:] if word != "--commit"]
    result = run_collab(*words, "--dry-run", "--lang", "en", cwd=root)
    assert result.code == 0, result.err
    is_agreed = "charter approve" in example or "--renew" in example
    assert is_agreed or result.out.startswith("--- a/")


def test_what_was_done_is_said_and_the_path_printed(root: Path, run_collab: RunCollab) -> None:
    result = run_collab("action", "done", FORECAST, "--lang", "en", cwd=root, env={"GIT_AUTHOR_NAME": "nobody"})
    assert (result.code, result.out) == (0, f"{PATH}\n")
    assert result.err == f"{AS_OF}{TITLED} is done\n"


def test_with_dry_run_nothing_is_written(root: Path, run_collab: RunCollab) -> None:
    before = (root / PATH).read_bytes()
    result = run_collab("action", "done", FORECAST, "--dry-run", cwd=root)
    assert result.out.startswith(f"--- a/{PATH}\n+++ b/{PATH}\n")
    assert (root / PATH).read_bytes() == before


def test_what_is_so_already_is_not_written(root: Path, run_collab: RunCollab) -> None:
    result = run_collab("charter", "approve", "sales", "--lang", "en", cwd=root)
    assert (result.code, result.out) == (0, "")
    assert result.err == f"{AS_OF}nothing to change: it is so already\n"


def test_a_command_can_be_taken_back(root: Path, run_collab: RunCollab) -> None:
    before = (root / PATH).read_bytes()
    assert run_collab("action", "done", FORECAST, cwd=root).code == 0
    assert run_collab("undo", cwd=root).code == 0
    assert (root / PATH).read_bytes() == before


def test_an_argument_may_be_given_as_an_option_but_not_twice(root: Path, run_collab: RunCollab) -> None:
    for words in (("13.2",), ("--value", "13.2")):
        result = run_collab("metric", "record", "market-share", *words, "--date", "2025/7/31", "--dry-run", cwd=root)
        assert "+    - {date: 2025-07-31, value: 13.2}\n" in result.out
    result = run_collab("metric", "record", "market-share", "1", "--value", "2", "--lang", "en", cwd=root)
    assert (result.code, result.err) == (2, "collab: error: --value is given twice; give it once\n")


def test_options_of_two_forms_do_not_mix(root: Path, run_collab: RunCollab) -> None:
    words = ["charter", "approve", "sales", "--editorial", "--via", "oa", "--lang", "en"]
    result = run_collab(*words, cwd=root)
    expected = "collab: error: --via and --editorial do not go together; leave one of them out\n"
    assert (result.code, result.err) == (2, expected)
    result = run_collab("charter", "approve", "sales", "--note", "A comma", "--lang", "en", cwd=root)
    expected = "collab: error: --note and --editorial do not go together; leave one of them out\n"
    assert (result.code, result.err) == (2, expected)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["goal", "ack"], "collab goal ack needs REF"),
        (["goal", "ack", "nothing"], "there is no goal nothing"),
        (["goal", "ack", "increase-"], "increase- can mean several goals"),
        (["goal", "ack", "increase-revenue", "extra"], "does not take the argument extra"),
        (["goal", "ack", "increase-revenue", "--sign", "x"], "--sign"),
        (["action", "done", FORECAST, "-m", "x"], "-m is the message of a commit"),
        (["metric", "record", "market-share"], "collab metric record needs VALUE"),
    ],
)
def test_wrong_input_is_one_line_and_nothing_written(
    root: Path, run_collab: RunCollab, words: list[str], expected: str
) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    result = run_collab(*words, "--lang", "en", cwd=root)
    assert (result.code, result.out) == (2, "")
    lines = result.err.removeprefix(AS_OF).splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("collab: error: ")
    assert expected in lines[0]
    assert {path: path.read_bytes() for path in root.rglob("*.yaml")} == before


def test_nobody_known_at_the_keyboard(root: Path, run_collab: RunCollab, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Somebody Else")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "else@example.com")
    result = run_collab("action", "done", FORECAST, "--lang", "en", cwd=root)
    assert result.code == 2
    assert result.err == (
        f"{AS_OF}collab: error: nobody is named who does this, and the identity of git is that of no person here; "
        "name the person with --by, or say once who you are: collab set person:ID git+=else@example.com\n"
    )


def test_the_sentence_is_the_message_of_the_commit(tmp_path: Path, run_collab: RunCollab) -> None:
    run_collab("init", "d", "--demo", "--lang", "en", cwd=tmp_path)
    result = run_collab("action", "start", FORECAST, "--commit", "--lang", "en", cwd=tmp_path / "d")
    assert result.code == 0, result.err
    log = ["git", "log", "-1", "--format=%s", "--name-only"]
    done = subprocess.run(log, cwd=tmp_path / "d", capture_output=True, text=True, check=True)
    assert done.stdout.split("\n") == [f"started {TITLED}", "", PATH, ""]


def test_the_help_shows_the_argument_and_the_options(run_collab: RunCollab) -> None:
    text = run_collab("action", "note", "--help", "--lang", "en").out
    assert text.startswith(
        "Usage: collab action note [OPTIONS] REF [NOTE]\n\nAdd a note to the history of an action.\n"
    )
    assert "--by PERSON" in text
    assert (
        run_collab("action", "note", "--help", "--lang", "zh").out.splitlines()[2] == "在督办事项的办理记录中添加备注。"
    )
