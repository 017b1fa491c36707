from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.findings import Fault
from collab_cli.i18n import language
from collab_cli.rules.structure.settings import check_rule_names
from tests.rules.worlds import small_company, world_of


def wrong_names(folder: Path, check_lines: str) -> tuple[Fault, ...]:
    collab = small_company(folder) / "collab.yaml"
    text = collab.read_text(encoding="utf-8")
    assert "  profile: strict\n" in text
    collab.write_text(text.replace("  profile: strict\n", check_lines), encoding="utf-8")
    return check_rule_names(world_of(folder).workspace.settings_document)


@pytest.mark.parametrize(
    "lines",
    [
        "  profile: strict\n",
        "  select: [R301, no-accountable, R3, day, text, r301]\n",
        "  ignore: []\n  severity: {R301: warning, overdue-action: off}\n",
    ],
)
def test_names_that_mean_a_rule(tmp_path: Path, lines: str) -> None:
    assert wrong_names(tmp_path, lines) == ()


def test_every_name_that_means_no_rule_is_told_at_its_place(tmp_path: Path) -> None:
    lines = (
        "  select:\n    - R3O1\n    - R301\n  ignore: [overdue-actoin]\n  severity: {A503: off, nothing-like: info}\n"
    )
    english = language("en")
    faults = wrong_names(tmp_path, lines)
    told = [
        (str(fault.place), fault.code, f"{english.say(fault.message)}; {english.say(fault.hint)}")
        for fault in faults
        if fault.hint is not None
    ]
    assert told == [
        ("collab.yaml:13:7", "S021", "there is no rule R3O1; did you mean R301"),
        ("collab.yaml:15:12", "S021", "there is no rule overdue-actoin; did you mean overdue-action"),
        ("collab.yaml:16:25", "S021", "there is no rule nothing-like; collab explain lists all rules"),
    ]
    assert [fault.fixes[0].patches[0].replacement for fault in faults if fault.fixes] == ["R301", "overdue-action"]
    assert [fault.place.route for fault in faults] == [
        ("check", "select", 0),
        ("check", "ignore", 0),
        ("check", "severity", "nothing-like"),
    ]


def test_what_keeps_a_file_from_being_read_is_not_made_light_of(tmp_path: Path) -> None:
    severity = "{S013: warning, S014: error, s015: off, S: info}"
    lines = f"  select: [S001]\n  ignore: [syntax-error, S]\n  severity: {severity}\n"
    english = language("en")
    faults = wrong_names(tmp_path, lines)
    assert [(str(fault.place), fault.code, english.say(fault.message)) for fault in faults] == [
        ("collab.yaml:13:12", "S021", "S001 is about files that cannot be read and is always an error"),
        ("collab.yaml:14:14", "S021", "S013 is about files that cannot be read and is always an error"),
        ("collab.yaml:14:42", "S021", "S015 is about files that cannot be read and is always an error"),
    ]


def test_settings_without_check_name_no_rule(tmp_path: Path) -> None:
    collab = small_company(tmp_path) / "collab.yaml"
    text = collab.read_text(encoding="utf-8")
    collab.write_text(text.replace("check:\n  profile: strict\n", ""), encoding="utf-8")
    assert check_rule_names(world_of(tmp_path).workspace.settings_document) == ()
