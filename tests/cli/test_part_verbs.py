from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.cli.command_frame import Nested
from collab_cli.cli.commands.record_kind import app_for
from tests.conftest import RunCollab
from tests.edits.plans import files
from tests.rules.worlds import green_demo

KR = ("goal", "kr", "add", "increase-revenue", "Repeat orders", "--target", "45", "--unit", "%")


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    return green_demo(tmp_path / "demo")


def test_it_is_written_and_told(demo: Path, run_collab: RunCollab) -> None:
    result = run_collab(*KR, "--lang", "en", cwd=demo)
    assert (result.code, result.out) == (0, "goals/2025/increase-revenue.yaml\n")
    assert result.err.splitlines()[1:] == [
        "added the key result Repeat orders (kr3) to Increase revenue (increase-revenue)",
        "it starts from 0; --baseline says otherwise",
        "check now reports G117 error: Repeat orders (kr3) of Increase revenue (increase-revenue) has had no check-in "
        "for 76 days",
        "check now reports P209 error: Increase revenue (increase-revenue) has changed since Sales, Production and "
        "Marketing agreed to it",
    ]


def test_a_dry_run_writes_nothing(demo: Path, run_collab: RunCollab) -> None:
    before = files(demo)
    result = run_collab(*KR, "--dry-run", cwd=demo)
    assert result.code == 0
    assert "+  - id: kr3\n+    title: Repeat orders\n" in result.out
    assert files(demo) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["goal", "kr", "add"], "collab goal kr add needs RECORD; see collab goal kr add --help"),
        (["goal", "kr", "ad"], "collab goal kr has no command ad; did you mean add"),
        (["goal", "kpi"], "collab goal has no command kpi; collab goal --help lists the commands"),
        (["goal", "krr"], "collab goal has no command krr; did you mean kr"),
        (
            ["goal", "kr", "add", "nope", "X"],
            "there is no goal nope; collab goal list shows what there is",
        ),
        (
            ["goal", "kr", "add", "increase-revenue"],
            "a new key result needs something it says; write it behind collab goal kr add increase-revenue",
        ),
        (["goal", "kr", "add", "increase-revenue", "X", "--title", "Y"], "--title is given twice; give it once"),
        (
            ["series", "agenda-item", "add", "xdept-weekly"],
            "a new agenda item needs something it says; write it behind collab series agenda-item add xdept-weekly",
        ),
        (
            ["series", "agenda-item", "add", "xdept-weekly", "X", "--at", "last"],
            "--at cannot be last; write a number from 1 on",
        ),
        (
            ["goal", "kr", "set", "increase-revenue", "kr1"],
            "collab goal kr set needs FIELD=VALUE; see collab goal kr set --help",
        ),
        (["goal", "kr", "set", "increase-revenue", "kr1", "target"], "target changes nothing; write FIELD=VALUE"),
        (
            ["goal", "kr", "set", "increase-revenue", "kr1", "target=x"],
            "target cannot be x; write a number such as 13.2",
        ),
        (
            ["goal", "kr", "set", "increase-revenue", "kr9", "target=1"],
            "Increase revenue (increase-revenue) has no key result kr9; it has kr1 and kr2",
        ),
        (
            ["goal", "kr", "remove", "increase-revenue", "kr9"],
            "Increase revenue (increase-revenue) has no key result kr9; it has kr1 and kr2",
        ),
        (
            ["charter", "duty", "remove", "sales", "1"],
            "Customer development (customer-development) is named in 3 places; "
            "add --cascade to see what would go with it",
        ),
        (
            ["evaluation", "finding", "remove", "sales-2025-q3", "f1"],
            "销售部三季度履职评价 (sales-2025-q3) is final, so its findings cannot change; final is a final state",
        ),
    ],
)
def test_what_is_wrong_is_one_line_and_nothing_is_written(
    demo: Path, run_collab: RunCollab, words: list[str], said: str
) -> None:
    before = files(demo)
    result = run_collab(*words, "--lang", "en", cwd=demo)
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines()[-1] == f"collab: error: {said}"
    assert files(demo) == before


def test_who_speaks_is_the_person_git_knows(demo: Path, run_collab: RunCollab, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "title: Goals\ntype: decision\nsubjects: []\naffected: [sales]\n"
    (demo / "proposals/2025/goals-2026.yaml").write_text(text, encoding="utf-8")
    result = run_collab("proposal", "idea", "add", "goals-2026", "Try it", cwd=demo)
    assert result.code == 0, result.err
    assert (demo / "proposals/2025/goals-2026.yaml").read_text("utf-8") == (
        text + "ideas:\n  - by: zhang-wei\n    text: Try it\n"
    )
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "nobody@example.com")
    result = run_collab("proposal", "idea", "add", "goals-2026", "Again", "--lang", "en", cwd=demo)
    assert (result.code, result.err.splitlines()[-1]) == (2, "collab: error: a new idea needs By; give --by")


def offered(run_collab: RunCollab, root: Path, line: str) -> list[str]:
    asked = {"_COLLAB_COMPLETE": "fish", "_COLLAB_COMPLETE_LINE": line, "COLLAB_LANG": "en"}
    return run_collab(cwd=root, env=asked).out.splitlines()


def test_the_shell_is_offered_records_entries_and_options(demo: Path, run_collab: RunCollab) -> None:
    assert offered(run_collab, demo, "collab goal kr ") == [
        "add\tAdd an entry",
        "set\tGive fields of an entry other values; the rest of the file stays as i…",
        "remove\tRemove an entry that nothing names any more",
    ]
    assert offered(run_collab, demo, "collab goal kr set increase-r") == ["increase-revenue\tIncrease revenue"]
    assert offered(run_collab, demo, "collab goal kr set increase-revenue ") == ["kr1\t销售额", "kr2\t新客户"]
    assert offered(run_collab, demo, "collab goal link set increase-revenue ") == []
    assert offered(run_collab, demo, "collab charter duty add sales --wi") == [
        "--within\tThe activity a process step belongs to without covering all of it"
    ]


def test_only_charters_can_move_parts() -> None:
    duty, task = app_for("charter").verbs["duty"], app_for("project").verbs["task"]
    assert isinstance(duty, Nested)
    assert isinstance(task, Nested)
    assert list(duty.commands.verbs) == ["add", "set", "remove", "move"]
    assert list(task.commands.verbs) == ["add", "set", "remove"]
