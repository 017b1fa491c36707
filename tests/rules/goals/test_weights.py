from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.goals.goal_files import goal, mend, serving
from tests.rules.worlds import Found, check, found, small_company

TOP = {"goals/top.yaml": goal("Top", level="company")}


def weighted(tmp_path: Path, weights: Sequence[str], status: str = "active", **more: str) -> Path:
    """Return a company in which goals a, b, c carry these weights (an empty text: none) of the goal top."""
    files: dict[str, str | None] = {**TOP, **more}
    for name, weight in zip("abcdefgh", weights, strict=False):
        link = serving("top", more=f", weight: {weight}, how: H" if weight else ", how: H")
        files[f"goals/{name}.yaml"] = goal(name.upper(), status, link)
    return small_company(tmp_path, files)


def test_g104_adds_up_what_goals_carry(tmp_path: Path) -> None:
    outcome = check(weighted(tmp_path, ["0.5", "0.6"]), profile="standard")
    message = "the weights of the goals that serve Top (top) add up to 1.1; make them add up to 1"
    refs = ("goal:top", "goal:a", "goal:b")
    assert found(outcome, "G104") == [Found("G104", "warning", "goals/a.yaml:6:38", message, refs)]
    (finding,) = (finding for finding in outcome.findings if finding.code == "G104")
    assert [str(related.place) for related in finding.related] == ["goals/b.yaml:6:38"]
    assert in_chinese(outcome, "G104") == ["服务于 Top (top) 的各目标权重合计为 1.1；使合计等于 1"]


@pytest.mark.parametrize(
    ("weights", "count"),
    [
        (["0.5", "0.5"], 0),
        (["0.5", "0.501"], 0),
        (["0.5", "0.499"], 0),
        (["0.5", "0.5010000004"], 0),
        (["0.5", "0.5010000005"], 1),
        (["0.5", "0.4989"], 1),
        (["0.333", "0.333", "0.333"], 0),
        (["1"], 0),
        (["0.4"], 1),
        ([""], 0),
        (["", ""], 0),
        ([], 0),
    ],
)
def test_g104_allows_a_thousandth(tmp_path: Path, weights: list[str], count: int) -> None:
    assert len(found(check(weighted(tmp_path, weights)), "G104")) == count


def test_g104_asks_for_all_or_none(tmp_path: Path) -> None:
    outcome = check(weighted(tmp_path, ["0.7", "", "0.3"]))
    message = "B (b) carries no weight of Top (top), while other goals do; give every one of them a weight"
    assert found(outcome, "G104") == [
        Found("G104", "warning", "goals/b.yaml:6:19", message, ("goal:top", "goal:b")),
    ]
    assert in_chinese(outcome, "G104") == ["B (b) 没有写明在 Top (top) 中的权重，而其他目标写了；每个目标都写上权重"]


def test_g104_counts_those_without_a_weight(tmp_path: Path) -> None:
    outcome = check(weighted(tmp_path, ["0.7", "", ""]))
    assert [(one.place, one.text) for one in found(outcome, "G104")] == [
        (
            "goals/b.yaml:6:19",
            "2 goals carry no weight of Top (top), while others do; give every one of them a weight",
        )
    ]


@pytest.mark.parametrize(
    ("status", "is_counted"),
    [("draft", False), ("cancelled", False), ("proposed", True), ("achieved", True), ("missed", True)],
)
def test_g104_leaves_out_drafts_and_what_was_cancelled(tmp_path: Path, status: str, is_counted: bool) -> None:
    more = {"goals/z.yaml": goal("Z", status, serving("top", more=", weight: 0.2, how: H"))}
    assert len(found(check(weighted(tmp_path, ["0.5", "0.5"], **more)), "G104")) == is_counted


def test_g104_leaves_out_goals_that_are_drafts(tmp_path: Path) -> None:
    more = {"goals/top.yaml": goal("Top", "draft", level="company")}
    assert found(check(weighted(tmp_path, ["0.5"], **more)), "G104") == []


def test_g104_concludes_nothing_while_a_goal_cannot_be_read(tmp_path: Path) -> None:
    outcome = check(weighted(tmp_path, ["0.5"], **{"goals/x.yaml": "title: [\n"}))
    assert found(outcome, "G104") == []
    assert "G104" in [rule.code for rule in outcome.not_checked]


@pytest.mark.parametrize(
    ("weights", "after"),
    [
        (["0.5", "0.6"], ["0.4545", "0.5455"]),
        (["1", "1", "1"], ["0.3334", "0.3333", "0.3333"]),
        (["0.25", "0.25"], ["0.5", "0.5"]),
        (["0.7", ""], ["0.7", "0.3"]),
        (["0.7", "", ""], ["0.7", "0.15", "0.15"]),
        (["0.4", "0.6", ""], ["0.2667", "0.4", "0.3333"]),
        (["0", ""], ["0", "1"]),
    ],
)
def test_g104_mends_the_weights_in_their_proportions(tmp_path: Path, weights: list[str], after: list[str]) -> None:
    root = weighted(tmp_path, weights)
    mend(root, check(root), "G104")
    assert found(check(root), "G104", "S001", "S002", "S003") == []
    written = [(root / f"goals/{name}.yaml").read_text(encoding="utf-8") for name in "abc"[: len(weights)]]
    assert [text.partition("weight: ")[2].partition(",")[0] for text in written] == after


def test_g104_writes_only_the_weights_that_change(tmp_path: Path) -> None:
    root = weighted(tmp_path, ["0.7", ""])
    changed = mend(root, check(root), "G104")
    assert changed == {"goals/b.yaml": goal("B", "active", "contributes_to: [{goal: top, weight: 0.3, how: H}]")}


def test_g104_has_no_remedy_where_all_weights_are_0(tmp_path: Path) -> None:
    outcome = check(weighted(tmp_path, ["0", "0"]))
    assert [finding.fixes for finding in outcome.findings if finding.code == "G104"] == [()]
