from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.worlds import Found, check, found, small_company

ENTRY = """\
- id: w1
  rule: RULE
  target: "issue:2025-06-18-late-answer"
  reason: Told
  approved_by: li-na
"""


def entry(rule: str = "A509", **fields: str) -> str:
    text = ENTRY.replace("RULE", rule)
    for name, value in fields.items():
        if name == "target":
            text = text.replace('"issue:2025-06-18-late-answer"', value)
        else:
            text += f"  {name}: {value}\n"
    return text


def pair(target: str, other: str) -> str:
    return entry("R313", target=target, expires="2025-12-31", **{"with": other})


def invalid(folder: Path, text: str, as_of: date = date(2025, 6, 30)) -> list[tuple[str, str]]:
    outcome = check(small_company(folder, {"waivers.yaml": text}), as_of, profile="starter")
    return [(one.place.removeprefix("waivers.yaml:"), one.text) for one in found(outcome, "S011")]


def test_s011_names_a_waiver_that_has_expired(tmp_path: Path) -> None:
    outcome = check(small_company(tmp_path, {"waivers.yaml": entry(expires="2025-06-29")}))
    assert found(outcome, "S011") == [
        Found(
            "S011",
            "error",
            "waivers.yaml:6:12",
            "the waiver of A509 for issue:2025-06-18-late-answer expired on 2025-06-29; "
            "mend the fault, or let it be approved again",
            ("waiver:w1",),
        )
    ]
    assert in_chinese(outcome, "S011") == [
        "对 issue:2025-06-18-late-answer 豁免 A509 的备案已于 2025-06-29 到期；解决问题，或重新审批"
    ]


def test_s011_lets_a_waiver_hold_on_its_last_day(tmp_path: Path) -> None:
    text = entry(expires="2025-06-30")
    assert invalid(tmp_path, text) == []
    assert [place for place, _ in invalid(tmp_path, text, date(2025, 7, 1))] == ["6:12"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (entry("A5099"), ("2:9", "there is no rule A5099; did you mean A509")),
        (entry("bounced-issue"), None),
        (entry("S001"), ("2:9", "S001 cannot be waived; remove the waiver and mend the fault")),
        (
            entry(target='"issue:2025-06-18-late-anser"'),
            (
                "3:11",
                "the waiver of A509 is for issue:2025-06-18-late-anser, which does not exist; "
                "did you mean issue:2025-06-18-late-answer",
            ),
        ),
        (
            entry(target="late-answer"),
            (
                "3:11",
                "the waiver of A509 is for late-answer, which does not exist; "
                "write the record the findings of A509 are about, such as issue:2025-06-24-colour-complaint",
            ),
        ),
        (
            entry("R317", target='"charter:sales/selling"'),
            (
                "3:11",
                "the waiver of R317 is for charter:sales/selling, which does not exist; "
                "write the record the findings of R317 are about, such as charter:sales/customer-development",
            ),
        ),
        (entry("R317", target='"charter:sales/customer-development"'), None),
        (
            entry(**{"with": '"goal:increase-revenue"'}),
            (
                "6:9",
                "the waiver of A509 names two records, but the rule is not about a pair; remove the line with",
            ),
        ),
        (
            entry(
                "R313",
                target='"charter:sales/customer-development"',
                expires="2025-12-31",
                **{"with": '"activity:none"'},
            ),
            (
                "7:9",
                "the waiver of R313 is for activity:none, which does not exist; "
                "write the record the findings of R313 are about, such as charter:marketing/market-research",
            ),
        ),
        *(
            (
                entry(
                    "R313",
                    target=f'"{target}"',
                    expires="2025-12-31",
                    **{"with": '"charter:marketing/market-research"'},
                ),
                (
                    "7:9",
                    f"the waiver of R313 is for {target} and charter:marketing/market-research, which are not two "
                    "different rows; name two rows, such as charter:marketing/market-research and "
                    "charter:sales/market-research",
                ),
            )
            for target in ("charter:marketing/market-research", "charter:marketing", "activity:market-research")
        ),
        (
            entry("A501", target='"action:2025-06-23-photograph-returns"'),
            (
                "1:3",
                "the waiver of A501 for action:2025-06-23-photograph-returns never expires, but the fault is an error; "
                "add expires with its last day",
            ),
        ),
        (entry("A501", target='"action:2025-06-23-photograph-returns"', expires="2025-12-31"), None),
    ],
)
def test_s011_of_the_register(tmp_path: Path, text: str, expected: tuple[str, str] | None) -> None:
    assert invalid(tmp_path, text) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("rule", "target", "hint"),
    [
        ("R317", "charter:sales/customer-develpment", "did you mean charter:sales/customer-development"),
        ("R317", "charters:sales/customer-development", "did you mean charter:sales/customer-development"),
        ("R317", "slaes/customer-development", "did you mean charter:sales/customer-development"),
        ("R313", "market-research", "did you mean activity:market-research"),
        ("G105", "increase-revenu", "did you mean goal:increase-revenue"),
        ("S099", "goal:none", "write a record as kind:id or kind:id/part, or remove the waiver"),
    ],
)
def test_s011_says_which_record_was_meant(tmp_path: Path, rule: str, target: str, hint: str) -> None:
    text = entry(rule, target=f'"{target}"', expires="2025-12-31")
    assert [text.partition("; ")[2] for place, text in invalid(tmp_path, text) if place == "3:11"] == [hint]


def test_s011_goes_by_the_severity_of_the_workspace(tmp_path: Path) -> None:
    root = small_company(tmp_path, {"waivers.yaml": entry()})
    collab = root / "collab.yaml"
    text = collab.read_text(encoding="utf-8")
    collab.write_text(text.replace("check:\n", "check:\n  severity: {A509: error}\n"), encoding="utf-8")
    assert [one.place for one in found(check(root), "S011")] == ["waivers.yaml:1:3"]


def test_s011_says_nothing_of_targets_nobody_can_read(tmp_path: Path) -> None:
    files = {"waivers.yaml": entry(target='"person:zhou-min"'), "people.yaml": "- [\n"}
    outcome = check(small_company(tmp_path, files))
    assert found(outcome, "S011") == []


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        (
            "# collab: ignore[A501] later",
            "a comment cannot waive A501, which is an error; "
            "waive it in waivers.yaml, with who approved it and when it expires",
        ),
        ("# collab: ignore[A599] later", "there is no rule A599; did you mean A509"),
        ("# collab: ignore[S001] later", "S001 cannot be waived; remove the waiver and mend the fault"),
        ("# collab: ignore[A503] later", None),
        (
            "# collab: ignore[A503]",
            "this comment waives A503 without a reason; write behind the bracket why the finding is accepted",
        ),
        ("# ignore A501", None),
    ],
)
def test_s011_of_comments(tmp_path: Path, comment: str, expected: str | None) -> None:
    text = f"title: Ask\nowner: li-na  {comment}\ndue: 2025-07-04\n"
    outcome = check(small_company(tmp_path, {"actions/2025-06-24-ask.yaml": text}))
    findings = [(one.place, one.text) for one in found(outcome, "S011")]
    assert findings == ([("actions/2025-06-24-ask.yaml:2:15", expected)] if expected else [])


def test_s011_cannot_be_waived_itself(tmp_path: Path) -> None:
    text = entry(expires="2025-06-29") + entry("S011", target='"waiver:w1"', expires="2025-12-31").replace(
        "w1\n", "w2\n", 1
    )
    assert [text.partition(";")[0] for _, text in invalid(tmp_path, text)] == [
        "the waiver of A509 for issue:2025-06-18-late-answer expired on 2025-06-29",
        "S011 cannot be waived",
    ]


def test_s012_names_a_waiver_that_covers_nothing(tmp_path: Path) -> None:
    root = small_company(tmp_path, {"waivers.yaml": entry(expires="2025-12-31")})
    assert [(one.code, one.place) for one in found(check(root))] == [("S012", "waivers.yaml:2:9")]
    assert found(check(root, select=["S012"]), "S012") == []
    assert found(check(root, profile="basic"), "S012") == []
