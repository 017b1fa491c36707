"""The page of overlaps."""

from __future__ import annotations

from tests.conftest import MakeWorkspace, RunCollab

DEPARTMENTS = "- {id: sales, name: Sales}\n- {id: marketing, name: Marketing}\n"


def charter(title: str, duty: str, name: str, owner: str) -> str:
    return f"title: {title}\nstatus: effective\nduties:\n  - {{id: {duty}, title: {name}, raci: {{{owner}: AR}}}}\n"


def test_similar_duties_show_the_words_they_share(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace(
        {
            "departments.yaml": DEPARTMENTS,
            "charters/sales.yaml": charter("S", "regional", "区域品牌推广", "sales"),
            "charters/marketing.yaml": charter("M", "brand", "全国品牌推广", "marketing"),
        }
    )
    out = run_collab("charter", "overlaps", "--lang", "zh", cwd=root).out
    assert "60%，措辞相近" in out
    assert [line.split()[1] for line in out.splitlines() if line.startswith("共同字词")] == ["品牌推广"]
    assert "charters/sales.yaml:4" in out


def test_traditional_and_simplified_are_of_one_wording(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace(
        {
            "departments.yaml": DEPARTMENTS,
            "charters/sales.yaml": charter("S", "one", "市場調研", "sales"),
            "charters/marketing.yaml": charter("M", "other", "市场调研", "marketing"),
        }
    )
    assert "95 %, equal wording" in run_collab("charter", "overlaps", "--lang", "en", cwd=root).out


def test_nothing_found_says_what_was_compared(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    out = run_collab("charter", "overlaps", "--lang", "en", cwd=make_workspace({})).out
    assert out.splitlines()[2] == "no overlap of 50 % or more among 0 duties compared"
