from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.conftest import MakeWorkspace, RunCollab
from tests.small_company import small_company


@pytest.fixture
def company(make_workspace: MakeWorkspace) -> Path:
    return make_workspace(small_company())


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_one_new_file_and_nothing_else(company: Path, run_collab: RunCollab) -> None:
    before = files(company)
    result = run_collab(
        *("goal", "add", "--title", "Open two regions", "--department", "Sales"),
        *("--parent", "提高市场占有率", "--weight", "30%", "--how", "New regions bring share"),
        cwd=company,
    )
    assert (result.code, result.out) == (0, "goals/open-two-regions.yaml\n")
    assert result.err.splitlines()[-2:] == [
        "added the goal Open two regions (open-two-regions) as a draft",
        "it has no key results yet; collab goal kr add adds one",
    ]
    after = files(company)
    parent_digest = before["goals/increase-revenue.yaml"].decode().split('parent_digest: "')[1][:12]
    assert after.pop("goals/open-two-regions.yaml").decode() == (
        "title: Open two regions\n"
        "level: department\n"
        "department: sales\n"
        "owner: zhang-wei\n"
        'period: "2025"\n'
        "status: draft\n"
        "contributes_to:\n"
        "  - goal: increase-market-share\n"
        "    weight: 0.3\n"
        "    how: New regions bring share\n"
        f"    parent_digest: {parent_digest}\n"
    )
    assert after == before
    assert run_collab("check", cwd=company).code == 0
    tree = run_collab("goal", "tree", cwd=company).out
    assert "─ Open two regions" in tree


def test_a_chinese_title_gets_a_pinyin_id_and_a_taken_one_a_number(company: Path, run_collab: RunCollab) -> None:
    words = ("goal", "add", "--title", "提高复购率", "--department", "sales")
    assert run_collab(*words, cwd=company).out == "goals/ti-gao-fu-gou-lv.yaml\n"
    assert run_collab(*words, cwd=company).out == "goals/ti-gao-fu-gou-lv-2.yaml\n"


def test_a_title_in_two_languages(company: Path, run_collab: RunCollab) -> None:
    result = run_collab("goal", "add", "--title", "提速", "--title-en", "Speed up", "--level", "company", cwd=company)
    assert result.out == "goals/speed-up.yaml\n"
    assert (
        (company / "goals/speed-up.yaml").read_text().startswith("title:\n  zh: 提速\n  en: Speed up\nlevel: company\n")
    )


def test_the_folder_of_the_year_where_goals_have_one(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace()
    result = run_collab("goal", "add", "--title", "Grow", cwd=root)
    assert (result.code, result.out) == (0, "goals/2025/grow.yaml\n")
    assert "level: company\n" in (root / "goals/2025/grow.yaml").read_text()


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ([], "a new goal needs a title; write it behind collab goal add"),
        (["--title", "x", "--parent", "nope"], "there is no goal nope; collab goal list shows what there is"),
        (
            ["--title", "x", "--parent", "increase-revenu"],
            None,  # the beginning of one id is enough
        ),
        (
            ["--title", "x", "--period", "2026"],
            "there is no period 2026 in collab.yaml; did you mean 2025; a new one is added to periods in collab.yaml",
        ),
        (
            ["--title", "x", "--owner", "nobody"],
            "there is no person nobody; collab person list shows what there is, or add it with --create",
        ),
        (
            ["--title", "x", "--department", "sale5"],
            "there is no department sale5; did you mean Sales (sales), or add it with --create",
        ),
        (["--title", "x", "--level", "team"], "a goal of level team needs a department; name it with --department"),
        (
            ["--title", "x", "--level", "company", "--department", "sales"],
            "a company goal has no department; leave out --department, or take another --level",
        ),
        (["--title", "x", "--id", "Bad Id"], "Bad Id is no valid id; use lower-case letters, digits and -, "
         "at most 64 of them, such as bad-id"),
        (["--title", "x", "--id", "con"], "con is no valid id; use lower-case letters, digits and -, "
         "at most 64 of them, such as con-1"),
        (
            ["--title", "x", "--id", "increase-revenue"],
            "the goal Increase revenue (increase-revenue) is there already; choose another --id",
        ),
        (
            ["--title", "x", "--parent", "increase-revenue", "--weight", "much"],
            "--weight is much; write a share from 0 to 1 such as 0.3, or a percentage",
        ),
        (
            ["--title", "x", "--weight", "0.3"],
            "weight and how speak of a goal that is served; name it with --parent",
        ),
        (["--title", "！！！"], "no id can be made of the title ！！！; give an id with --id"),
        (["--title", "Рост"], "no id can be made of the title Рост; give an id with --id"),
        (["--title", "Рост", "--id", "rost"], None),
        (["--title", "Record sales"], None),
        (["--title", "a\nb"], "--title cannot hold line breaks or control characters; write it in one line"),
        (["--title", "a\x1b[2Jb"], "--title cannot hold line breaks or control characters; write it in one line"),
        (
            ["--title", "x", "--title-en", "a\x07b"],
            "--title-en cannot hold line breaks or control characters; write it in one line",
        ),
    ],
)  # fmt: skip
def test_one_clear_line_and_nothing_written(
    company: Path, run_collab: RunCollab, words: list[str], line: str | None
) -> None:
    before = files(company)
    result = run_collab("goal", "add", *words, "--dry-run", cwd=company)
    assert files(company) == before
    if line is None:
        assert result.code == 0
        return
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines()[-1] == f"collab: error: {line}"


def test_dry_run_shows_the_file_and_writes_nothing(company: Path, run_collab: RunCollab) -> None:
    before = files(company)
    result = run_collab("goal", "add", "--title", "Grow", "--level", "company", "--dry-run", cwd=company)
    assert result.code == 0
    assert result.out.startswith("--- /dev/null\n+++ b/goals/grow.yaml\n@@ -0,0 +1,5 @@\n+title: Grow\n")
    assert files(company) == before


def test_git_sees_that_file_alone(company: Path, run_collab: RunCollab) -> None:
    subprocess.run(["git", "init", "-q"], cwd=company, check=True)
    subprocess.run(["git", "add", "-A"], cwd=company, check=True)
    subprocess.run(["git", "commit", "-q", "-m", "start"], cwd=company, check=True)
    run_collab("goal", "add", "--title", "Grow", cwd=company)
    status = subprocess.run(["git", "status", "--porcelain"], cwd=company, check=True, capture_output=True, text=True)
    assert status.stdout == "?? goals/grow.yaml\n"


def test_the_owner_falls_to_the_head_of_the_company(company: Path, run_collab: RunCollab) -> None:
    run_collab("goal", "add", "--title", "Grow", cwd=company)
    assert "owner: li-na\n" in (company / "goals/grow.yaml").read_text()


def test_a_workspace_with_old_faults_can_still_be_added_to(
    make_workspace: MakeWorkspace, run_collab: RunCollab
) -> None:
    root = make_workspace(small_company({"goals/broken.yaml": "title: [\n"}))
    assert run_collab("goal", "add", "--title", "Grow", cwd=root).code == 0


@pytest.mark.parametrize("title", ["Increase revenue", "INCREASE revenue", "增加销售额"])
def test_a_title_there_is_already_is_noted_and_written(company: Path, run_collab: RunCollab, title: str) -> None:
    result = run_collab("goal", "add", "--title", title, cwd=company)
    assert result.code == 0
    assert "the goal Increase revenue (increase-revenue) has this title already\n" in result.err
    assert "title already" not in run_collab("goal", "add", "--title", "Another", cwd=company).err


def test_a_title_taken_gets_a_number(company: Path, run_collab: RunCollab) -> None:
    assert (
        run_collab("goal", "add", "--title", "Increase revenue", cwd=company).out == "goals/increase-revenue-2.yaml\n"
    )
