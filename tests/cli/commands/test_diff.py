"""``collab diff`` from the command line."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from collab_cli.analyses.changes.change import CATEGORIES
from collab_cli.cli.commands import diff
from tests.conftest import MakeDemo, MakeWorkspace, RunCollab


def test_the_categories_are_those_of_changes() -> None:
    assert diff.CATEGORIES == CATEGORIES


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        (
            "en",
            "Accountable for Market research leaves Sales and stays with Marketing alone; "
            "Sales becomes consulted; Production is now informed [accountable]",
        ),
        ("zh", "“市场调研”的主责不再属于销售部，由市场部单独承担；销售部改为会商；生产部新列为知会 [主责]"),
    ],
)
def test_the_reorganisation_is_told_in_sentences(
    make_demo: MakeDemo, run_collab: RunCollab, lang: str, sentence: str
) -> None:
    result = run_collab("diff", "HEAD~1..HEAD", "--lang", lang, cwd=make_demo())
    assert (result.code, result.err) == (0, "")
    assert sentence in result.out


def test_json_has_every_change_and_its_sentence(make_demo: MakeDemo, run_collab: RunCollab) -> None:
    found = json.loads(run_collab("diff", "HEAD~1..HEAD", "--json", cwd=make_demo()).out)
    assert list(found) == [
        *("schema", "before", "after", "count", "categories", "must_agree", "not_agreed", "changes"),
        *("layout_only", "unread", "comment_waivers"),
    ]
    assert (found["schema"], found["count"], found["before"]["name"]) == ("collab/diff/v1", 108, "HEAD~1")
    assert len(found["before"]["revision"]) == 40
    assert (found["must_agree"], found["not_agreed"]) == (["sales", "production", "marketing"], [])
    (research,) = (change for change in found["changes"] if change["matter"] == "market-research")
    assert list(research) == [
        *("act", "category", "kind", "records", "part", "field", "matter", "is_bound", "old", "new"),
        *("before", "after", "sentence"),
    ]
    assert research["old"] == {"marketing": "AR", "sales": "AR"}
    assert research["new"] == {"marketing": "AR", "sales": "C", "production": "I"}
    assert [place["record"] for place in research["before"]] == [
        "charter:marketing/market-research",
        "charter:sales/market-research",
    ]


COUNTS: dict[tuple[str, ...], int] = {
    ("HEAD~1", "HEAD"): 108,
    ("HEAD~1...",): 108,
    ("HEAD~1", "charter:sales"): 27,
    ("HEAD~1", "charters/sales.yaml"): 27,
    ("HEAD~1", "goals/", "actions/"): 2,
    ("HEAD~1", "charter:sales/complaint-handling"): 1,
    ("HEAD~1", "市场调研"): 10,
    ("HEAD~1", "--category", "accountability"): 7,
    ("HEAD~1", "--category", "accountability", "--category", "target"): 19,
    ("HEAD..HEAD~1", "--category", "removed"): 18,
    ("HEAD",): 0,
    ("--staged",): 0,
    (): 0,
}


def test_what_is_compared_and_shown(make_demo: MakeDemo, run_collab: RunCollab) -> None:
    demo = make_demo()
    for args, count in COUNTS.items():
        found = json.loads(run_collab("diff", *args, "--json", cwd=demo).out)
        assert found["count"] == len(found["changes"]) == count, args


def test_what_is_not_committed_and_what_is_staged(make_demo: MakeDemo, run_collab: RunCollab) -> None:
    demo = make_demo()
    _replace(demo / "goals/2025/increase-revenue.yaml", "target: 100", "target: 90")
    said = "Target of Increase revenue / 销售额 (kr1) lowered from 100 to 90 百万元 [target]\n"
    result = run_collab("diff", "--exit-code", cwd=demo)
    assert (result.code, said in result.out) == (1, True)
    assert "nothing changed\n" in run_collab("diff", "--staged", cwd=demo).out
    subprocess.run(["git", "add", "goals"], cwd=demo, check=True)
    assert said in run_collab("diff", "--staged", cwd=demo).out


def test_another_layout_is_no_change(make_demo: MakeDemo, run_collab: RunCollab) -> None:
    demo = make_demo()
    _replace(demo / "charters/sales.yaml", "title: 销售部职责说明书", "title:   '销售部职责说明书'  # so")
    result = run_collab("diff", "--exit-code", cwd=demo)
    assert result.code == 0
    assert result.out.splitlines()[2:] == ["nothing changed in meaning; 1 file differs in layout only"]
    assert run_collab("diff", "--verbose", cwd=demo).out.splitlines()[-1] == "charters/sales.yaml"
    assert "nothing changed\n" in run_collab("diff", "goals/", cwd=demo).out
    assert "1 file differs" in run_collab("diff", "charter:sales", cwd=demo).out
    assert "1 file differs" in run_collab("diff", "charters", cwd=demo).out


ERRORS: dict[tuple[str, ...], str] = {
    ("nope",): "nope is no revision, no record and no file; write kind and id, such as goal:ID",
    ("🎉",): "🎉 is no revision, no record and no file; write kind and id, such as goal:ID",
    ("HEAD..nope",): "there is no revision `nope`",
    ("charter:nope",): "there is no charter nope",
    ("HEAD~1", "sales"): "sales can mean several records",
    ("--category", "x"): "--category cannot be x; choose one of accountability, target,",
    ("--staged", "HEAD~1..HEAD"): "--staged and HEAD~1..HEAD contradict each other",
    ("-o", "charters/x.md"): "charters/x.md is a place for records, not for answers",
}


def test_what_cannot_be_compared_is_one_line(make_demo: MakeDemo, run_collab: RunCollab) -> None:
    demo = make_demo()
    for args, error in ERRORS.items():
        result = run_collab("diff", *args, cwd=demo)
        assert (result.code, result.out) == (2, ""), args
        assert result.err.startswith(f"collab: error: {error}"), args
        assert result.err.count("\n") == 1, args


def test_a_page_for_a_browser_shows_texts_side_by_side(make_demo: MakeDemo, run_collab: RunCollab) -> None:
    demo = make_demo()
    _replace(demo / "charters/sales.yaml", "scope: 销售合同全过程", "scope: 合同全过程")
    result = run_collab("diff", "-o", "diff.html", cwd=demo)
    assert (result.code, result.err) == (0, "wrote diff.html\n")
    page = (demo / "diff.html").read_text("utf-8")
    assert page.index("销售合同全过程") < page.index("合同全过程</td>")


def test_outside_of_git_it_says_so(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    result = run_collab("diff", cwd=make_workspace())
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_file_that_cannot_be_read_is_no_clean_answer(make_demo: MakeDemo, run_collab: RunCollab) -> None:
    root = make_demo()
    (root / "charters/sales.yaml").write_text("title: [oops\n")
    result = run_collab("--quiet", "diff", "--exit-code", cwd=root)
    assert result.code == 1
    assert result.out.splitlines()[2:] == [
        "whether anything changed is not known",
        "",
        "charters/sales.yaml cannot be read; collab check says why",
    ]


@pytest.mark.parametrize("word", ["accountability", "accountable", "主责"])
def test_a_category_is_known_by_every_name_it_is_told_by(make_demo: MakeDemo, run_collab: RunCollab, word: str) -> None:
    result = run_collab("diff", "HEAD~1..HEAD", "--category", word, "--json", cwd=make_demo())
    found = json.loads(result.out)["changes"]
    assert {change["category"] for change in found} == {"accountability"}


def test_settings_that_gain_an_entry_are_told(make_demo: MakeDemo, run_collab: RunCollab) -> None:
    root = make_demo()
    _replace(root / "collab.yaml", "periods:\n", 'periods:\n  - {id: "2026", start: 2026-01-01, end: 2026-12-31}\n')
    result = run_collab("diff", "--json", cwd=root)
    assert [(change["act"], change["field"]) for change in json.loads(result.out)["changes"]] == [("added", "periods")]


def test_what_a_shallow_clone_may_lack_is_said(make_demo: MakeDemo, tmp_path: Path, run_collab: RunCollab) -> None:
    subprocess.run(
        ["git", "clone", "--quiet", "--depth", "1", make_demo().as_uri(), str(tmp_path / "clone")], check=True
    )
    result = run_collab("--quiet", "diff", "HEAD~1", cwd=tmp_path / "clone")
    assert (result.code, result.err) == (
        2,
        "collab: error: HEAD~1 is no revision, no record and no file; this clone is shallow: get the older commits "
        "with `git fetch --unshallow`\n",
    )


def test_a_comment_that_silences_a_rule_is_told(make_demo: MakeDemo, run_collab: RunCollab) -> None:
    root = make_demo()
    _replace(root / "charters/sales.yaml", "status: effective\n", "status: effective  # collab: ignore[R307] fine\n")
    result = run_collab("--quiet", "diff", "--exit-code", cwd=root)
    assert result.code == 1
    assert result.out.splitlines()[2:] == [
        "no record changed; 1 comment that silences rules did",
        "",
        "Comments that silence rules",
        "---------------------------",
        "charters/sales.yaml:5 silences R307: “fine” [decision]",
    ]
    found = json.loads(run_collab("diff", "--json", cwd=root).out)
    assert found["comment_waivers"] == [
        {"path": "charters/sales.yaml", "line": 5, "codes": ["R307"], "reason": "fine", "is_new": True}
    ]


def test_letters_nobody_can_read_are_no_clean_answer(make_demo: MakeDemo, run_collab: RunCollab) -> None:
    root = make_demo()
    _replace(
        root / "charters/sales.yaml", "raci: {sales: AR, marketing: C,", "raci: {sales: AR, marketing: CX, ghost: C,"
    )
    result = run_collab("diff", "--exit-code", "--json", cwd=root)
    assert (result.code, json.loads(result.out)["unread"]) == (1, ["charters/sales.yaml"])
