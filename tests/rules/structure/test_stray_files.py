from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.worlds import check, found, small_company


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("goals/cut-costs.yml", "goals/cut-costs.yml is read by nobody; rename it to goals/cut-costs.yaml"),
        ("goals/2025/Cut.YAML", "goals/2025/Cut.YAML is read by nobody; rename it to goals/2025/cut.yaml"),
        ("goals/Cut Costs.yml", "goals/Cut Costs.yml is read by nobody; rename it to goals/cut-costs.yaml"),
        ("goals/降本.yml", "goals/降本.yml is read by nobody; rename it to goals/jiang-ben.yaml"),
        ("goals/con.yml", "goals/con.yml is read by nobody; rename it to goals/con-1.yaml"),
        (
            "meetings/2025-06-24-visit.yml",
            "meetings/2025-06-24-visit.yml is read by nobody; rename it to meetings/2025-06-24-visit.yaml",
        ),
        ("goals/a.yaml.txt", "goals/a.yaml.txt is read by nobody; rename it to goals/a.yaml"),
        ("peoples.yaml", "peoples.yaml is read by nobody; move what it holds to people.yaml"),
        ("poeple.yaml", "poeple.yaml is read by nobody; move what it holds to people.yaml"),
        ("Skills.yaml", "Skills.yaml is read by nobody; rename it to skills.yaml"),
        ("skills.yml", "skills.yml is read by nobody; rename it to skills.yaml"),
        ("departement.yaml", "departement.yaml is read by nobody; move what it holds to departments.yaml"),
        ("proposal.yaml", "proposal.yaml is read by nobody; rename it to proposals.yaml"),
        ("person.yaml", "person.yaml is read by nobody; move what it holds to people.yaml"),
        ("人员.yaml", "人员.yaml is read by nobody; move what it holds to people.yaml"),
        ("技能.yml", "技能.yml is read by nobody; rename it to skills.yaml"),
        ("metrics.yml.txt", "metrics.yml.txt is read by nobody; move what it holds to metrics.yaml"),
        ("预算.yaml", None),
        ("notes.yaml", None),
        ("mkdocs.yml", None),
        ("docker-compose.yaml", None),
        ("src/goal.yaml", None),
        (".github/goals.yml", None),
        ("goals/readme.md", None),
    ],
)
def test_s018_names_files_that_look_like_records(tmp_path: Path, path: str, expected: str | None) -> None:
    findings = found(check(small_company(tmp_path, {path: "a: b\n"})), "S018")
    assert [(one.place, one.text) for one in findings] == ([(f"{path}:1:1", expected)] if expected else [])


@pytest.mark.parametrize(
    ("folder", "better"),
    [
        ("goal", "goals"),
        ("Goals", "goals"),
        ("gaols", "goals"),
        ("目标", "goals"),
        ("person", "people"),
        ("minutes", "meetings"),
        ("会议纪要", "meetings"),
        ("资料", None),
        ("gals", "goals"),
        ("meting", None),  # two edits, too far for a short name
        ("proposls", "proposals"),
        ("evaluatoin", "evaluations"),
        ("src", None),
        ("docs", None),
        ("restricted", None),
        ("_goal", None),
        ("goalkeeping", None),
    ],
)
def test_s018_names_folders_whose_name_is_nearly_that_of_a_kind(
    tmp_path: Path, folder: str, better: str | None
) -> None:
    outcome = check(small_company(tmp_path, {f"{folder}/readme.md": "-"}))
    is_there = (tmp_path / (better or "-")).is_dir()
    hint = f"move what it holds to {better}" if is_there else f"rename it to {better}"
    expected = [(f"{folder}:1:1", f"nobody reads the folder {folder}; {hint}")] if better else []
    assert [(one.place, one.text) for one in found(outcome, "S018")] == expected
    if better:
        assert in_chinese(outcome, "S018") == [
            f"文件夹 {folder} 不会被读取；" + (f"把内容移到 {better}" if is_there else f"改名为 {better}")
        ]


def test_s018_is_a_warning_of_profile_starter(tmp_path: Path) -> None:
    root = small_company(tmp_path, {"goal/a.yaml": "title: A\n"})
    assert [one.severity for one in found(check(root, profile="starter"), "S018")] == ["warning"]
