from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import RunCollab
from tests.rules.worlds import check, found, green_demo

AS_OF = "as of 2025-06-30, set by as_of in collab.yaml\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return green_demo(tmp_path / "demo")


def test_two_subjects_are_put_to_those_concerned(root: Path, run_collab: RunCollab) -> None:
    before = found(check(root))
    words = ["--subject", "增加销售额", "--subject", "charter:sales", "--deadline", "7/15"]
    result = run_collab("proposal", "open", "新版", *words, "--lang", "en", cwd=root)
    assert (result.code, result.out) == (0, "proposals/2025/xin-ban.yaml\n")
    assert (root / "proposals/2025/xin-ban.yaml").read_text(encoding="utf-8") == (
        "title: 新版\nsubjects:\n  - ref: goal:increase-revenue\n    digest: ba6445b8d959\n"
        "  - ref: charter:sales\n    digest: 8a6811b27591\ntype: charter_change\n"
        "affected: [sales, production, marketing]\nopened: 2025-06-30\ndeadline: 2025-07-15\n"
    )
    assert found(check(root)) == before


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["x"], "a new proposal needs what is to be agreed; name it with --subject"),
        (["x", "--subject", "nothing"], "there is no record nothing; write it as kind:id"),
        (["x", "--subject", "charter:sales", "--deadline", "soon"], "deadline cannot be soon; "
            "write a date such as 2025-07-07"),
        (["x", "--subject", "charter:sales", "--affected", "nobody"], "there is no department nobody; "
            "collab department list shows what there is"),
        (["x", "--type", "decision"], "nobody follows who must be heard; name the departments with --affected"),
    ],
)  # fmt: skip
def test_wrong_input(root: Path, run_collab: RunCollab, words: list[str], expected: str) -> None:
    result = run_collab("proposal", "open", *words, "--lang", "en", cwd=root)
    assert (result.code, result.out) == (2, "")
    assert result.err.removeprefix(AS_OF) == f"collab: error: {expected}\n"


def test_a_decision_needs_no_record(root: Path, run_collab: RunCollab) -> None:
    words = ["--type", "decision", "--affected", "sales,production", "--dry-run"]
    result = run_collab("proposal", "open", "Move the weekly meeting", *words, cwd=root)
    assert "+subjects: []\n+type: decision\n+affected: [sales, production]\n" in result.out


def test_only_proposals_are_opened(run_collab: RunCollab) -> None:
    assert run_collab("goal", "open", "x").code == 2


def test_only_goals_charters_and_hand_offs_are_agreed_to(root: Path, run_collab: RunCollab) -> None:
    result = run_collab("proposal", "open", "x", "--subject", "person:li-na", "--lang", "en", cwd=root)
    assert result.code == 2
    assert result.err.endswith("; name one of goal, charter, handoff\n")


def test_departments_are_added_by_hand(root: Path, run_collab: RunCollab) -> None:
    words = ["--subject", "增加销售额", "--also", "市场部", "--lang", "en"]
    result = run_collab("proposal", "open", "New", *words, cwd=root)
    assert (result.code, "it is put to Sales and Marketing\n" in result.err) == (0, True)
    result = run_collab("proposal", "open", "New", *words, "--affected", "sales", "--quiet", cwd=root)
    assert (result.code, result.err) == (
        2,
        "collab: error: --affected and --also contradict each other; give one of the two\n",
    )
