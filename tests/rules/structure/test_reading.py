from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.worlds import Found, check, found, small_company

SKILLS = "skills.yaml"


@pytest.mark.parametrize(
    ("code", "text", "place"),
    [
        ("S001", "- {id: teamwork， name: 团队}\n", "skills.yaml:1:16"),
        ("S013", "- {id: teamwork, name: &n 团队}\n", "skills.yaml:1:24"),
        ("S014", "- {id: teamwork, name: a, name: b}\n", "skills.yaml:1:27"),
        ("S016", "- {id: teamwork, name: a\x07b}\n", "skills.yaml:1:25"),
        ("S023", "<<<<<<< main\n- {id: teamwork, name: a}\n=======\n>>>>>>> other\n", "skills.yaml:1:1"),
        ("S025", "- {id: teamwork, name: 团\u202e队}\n", "skills.yaml:1:25"),
    ],
)
@pytest.mark.parametrize("profile", ["starter", "strict"])
def test_what_reading_finds_is_told_under_its_own_code(
    tmp_path: Path, code: str, text: str, place: str, profile: str
) -> None:
    root = small_company(tmp_path, {SKILLS: text})
    outcome = check(root, profile="strict" if profile == "strict" else "starter")
    findings = found(outcome, code)
    if code == "S025" and profile == "starter":
        assert findings == []
    else:
        assert [(one.code, one.place) for one in findings] == [(code, place)]
    assert {one.code for one in found(outcome)} <= {code}


def test_a_large_file_is_s015(tmp_path: Path) -> None:
    root = small_company(tmp_path, {SKILLS: "# " + "x" * (1 << 20) + "\n"})
    assert found(check(root)) == [
        Found(
            "S015",
            "error",
            "skills.yaml:1:1",
            "the file is larger than 1024 KiB; split it into several files, one record each",
        )
    ]


def test_a_folder_in_the_place_of_a_file_is_s024(tmp_path: Path) -> None:
    root = small_company(tmp_path, {"goals/other.yaml/readme.txt": ""})
    assert found(check(root), "S024") == [
        Found(
            "S024",
            "error",
            "goals/other.yaml:1:1",
            "goals/other.yaml is a folder, not a file; rename the folder without .yaml",
        )
    ]


def test_a_file_that_cannot_be_read_is_told_whatever_is_selected(tmp_path: Path) -> None:
    root = small_company(tmp_path, {SKILLS: "- [\n"})
    assert [one.code for one in found(check(root, select=["R301"]))] == ["S001"]


def test_other_rules_are_silent_about_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    root = small_company(tmp_path, {"people.yaml": "- {id: li-na, name: [}\n"})
    assert {one.code for one in found(check(root), "S001", "S002", "S004", "S005", "S019")} == {"S001"}
