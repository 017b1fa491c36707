from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.dialogues import ENTER, exit_code, on_terminal
from tests.conftest import RunCollab
from tests.edits.plans import files
from tests.rules.worlds import green_demo

MOVE = ("charter", "duty", "move", "sales/complaint-handling", "production")
WRITTEN = "charters/sales.yaml\ncharters/production.yaml\nevaluations/2025-q3/sales-2025-q3.yaml\n"


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    return green_demo(tmp_path / "demo")


def test_it_is_told_written_at_once_and_undone(demo: Path, run_collab: RunCollab) -> None:
    before = files(demo)
    result = run_collab(*MOVE, "--yes", "--lang", "en", cwd=demo)
    assert (result.code, result.out) == (0, WRITTEN)
    assert result.err.splitlines()[1:] == [
        "Sales: AR -> C",
        "Production: C -> AR",
        "moved the duty Complaint handling (complaint-handling) from 销售部职责说明书 (sales) "
        "to 生产部职责说明书 (production)",
        "1 reference is changed with it",
        "销售部职责说明书 (sales) has to be approved by Sales, Production and Marketing: collab charter approve sales",
        "生产部职责说明书 (production) has to be approved by Sales and Production: collab charter approve production",
    ]
    assert "  - {version: 3, date: 2025-06-30, by: zhang-wei, note: " in (demo / "charters/sales.yaml").read_text(
        "utf-8"
    )
    assert run_collab("undo", cwd=demo).code == 0
    assert files(demo) == before


def test_the_workspace_has_no_structure_finding_afterwards(demo: Path, run_collab: RunCollab) -> None:
    assert run_collab(*MOVE, "--yes", cwd=demo).code == 0
    result = run_collab("check", "--lang", "en", cwd=demo)
    assert {line.split(": ")[1].split(" ")[0] for line in result.out.splitlines() if ".yaml:" in line} == {"P209"}


def test_without_a_terminal_it_wants_a_yes(demo: Path, run_collab: RunCollab) -> None:
    before = files(demo)
    result = run_collab(*MOVE, "--lang", "en", cwd=demo)
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines()[1:] == [
        "Sales: AR -> C",
        "Production: C -> AR",
        "collab: error: this needs a yes: Move Complaint handling (complaint-handling) to "
        "生产部职责说明书 (production) so; add --yes to go on",
    ]
    assert files(demo) == before


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("n", 130)])
def test_on_a_terminal_it_asks(demo: Path, environment: dict[str, str], answer: str, code: int) -> None:
    child = on_terminal(demo, environment, *MOVE)
    child.expect("Production: C -> AR")
    child.expect("Move Complaint handling")
    child.send(answer + ENTER)
    assert exit_code(child) == code
    assert ("complaint-handling" in (demo / "charters/production.yaml").read_text("utf-8")) == (code == 0)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--raci", "sales:Q"), "raci cannot be Q; use A accountable, R responsible, C consulted and I informed"),
        (("--by", "nobody"), "there is no person nobody; collab person list shows what there is"),
        (("--raci", "nowhere:A"), "there is no department nowhere; collab department list shows what there is"),
    ],
)
def test_what_is_wrong_is_one_line(demo: Path, run_collab: RunCollab, words: tuple[str, ...], said: str) -> None:
    result = run_collab(*MOVE, *words, "--yes", "--lang", "en", cwd=demo)
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines()[-1] == f"collab: error: {said}"


def test_charter_and_duty_may_be_two_words(demo: Path, run_collab: RunCollab) -> None:
    one = run_collab(*MOVE, "--dry-run", cwd=demo)
    two = run_collab("charter", "duty", "move", "sales", "complaint-handling", "production", "--dry-run", cwd=demo)
    assert (one.code, two.out) == (0, one.out)
