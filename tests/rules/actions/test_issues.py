from datetime import date
from pathlib import Path

import pytest

from collab_cli.findings import Finding
from collab_cli.i18n import language
from tests.rules.chinese import in_chinese
from tests.rules.worlds import EXAMPLE, Found, check, found, green_demo, said, set_check, small_company

PATH = "issues/2025-06-24-colour.yaml"


def issue(tmp_path: Path, *handovers: tuple[str, str], status: str = "assigned") -> Path:
    lines = [
        f"  - {{from: {start}, to: {end}, at: 2025-06-{24 + number}}}\n"
        for number, (start, end) in enumerate(handovers)
    ]
    text = (
        "title: {zh: 批次色差, en: Colours differ}\n"
        "raised_by: zhang-wei\n"
        "raised_at: 2025-06-24\n"
        "first_contact: chen-jie\n"
        f"status: {status}\n"
        "handovers:\n" + "".join(lines)
    )
    return small_company(tmp_path, {PATH: text})


def test_a509_stands_at_the_first_return(tmp_path: Path) -> None:
    root = issue(tmp_path, ("sales", "production"), ("production", "sales"), ("sales", "production"))
    outcome = check(root, profile="standard")
    assert found(outcome, "A509") == [
        Found(
            "A509",
            "warning",
            f"{PATH}:8:28",
            "Colours differ (2025-06-24-colour) came back to Sales, who had passed it on; "
            "escalate it, or settle who keeps it until it is solved",
            ("issue:2025-06-24-colour",),
        )
    ]
    assert in_chinese(outcome, "A509") == [
        "批次色差 (2025-06-24-colour) 多次转办，又回到曾经转出的销售部；上报，或确定由谁负责到解决为止"
    ]


def test_a509_sees_a_return_by_a_third_party(tmp_path: Path) -> None:
    root = issue(tmp_path, ("sales", "person:wang-qiang"), ("production", "marketing"), ("marketing", "sales"))
    assert [one.place for one in found(check(root), "A509")] == [f"{PATH}:9:27"]


@pytest.mark.parametrize("status", ["open", "escalated"])
def test_a509_is_about_issues_not_yet_solved(tmp_path: Path, status: str) -> None:
    root = issue(tmp_path, ("sales", "production"), ("production", "sales"), status=status)
    assert len(found(check(root), "A509")) == 1


@pytest.mark.parametrize("status", ["resolved", "closed"])
def test_a509_lets_solved_issues_rest(tmp_path: Path, status: str) -> None:
    root = issue(tmp_path, ("sales", "production"), ("production", "sales"), status=status)
    assert found(check(root), "A509") == []


def test_a509_is_silent_on_a_straight_way(tmp_path: Path) -> None:
    root = issue(tmp_path, ("sales", "sales"), ("sales", "production"), ("production", "marketing"))
    assert found(check(root), "A509") == []


def test_a509_passes_over_a_handover_to_nobody(tmp_path: Path) -> None:
    root = issue(tmp_path, ("sales", "nobody"), ("production", "sales"))
    assert found(check(root), "A509") == []


def test_a509_of_the_demo_is_waived(tmp_path: Path) -> None:
    outcome = check(green_demo(tmp_path), profile="standard")
    assert found(outcome, "A509", "S012") == []
    assert outcome.waived == 1


HEAD = "title: {zh: 批次色差, en: Colours differ}\nraised_by: zhang-wei\nraised_at: 2025-06-24T10:00\n"


def test_a508_stands_at_the_top_of_the_issue(tmp_path: Path) -> None:
    text = HEAD + "activity: complaint-handling\nstatus: closed\n"
    outcome = check(small_company(tmp_path, {PATH: text}), profile="standard")
    assert found(outcome, "A508", "S002") == [
        Found(
            "A508",
            "error",
            f"{PATH}:1:1",
            "Colours differ (2025-06-24-colour) has no first contact; name the person who was asked first",
            ("issue:2025-06-24-colour",),
        )
    ]
    assert in_chinese(outcome, "A508") == ["批次色差 (2025-06-24-colour) 没有首问负责人；写明最先被问到的人"]


def test_a508_leaves_a_name_nobody_knows_to_another_rule(tmp_path: Path) -> None:
    root = small_company(tmp_path, {PATH: HEAD + "first_contact: nobody\n"})
    assert [one.code for one in found(check(root), "A508", "S005")] == ["S005"]


def late(tmp_path: Path, text: str, day: str = "2025-06-30") -> tuple[Finding, ...]:
    root = small_company(tmp_path, {PATH: HEAD + "first_contact: chen-jie\nactivity: complaint-handling\n" + text})
    findings = check(root, date.fromisoformat(day), profile="standard").findings
    return tuple(finding for finding in findings if finding.code == "A510")


def test_a510_says_how_late_it_is_and_who_is_next(tmp_path: Path) -> None:
    (finding,) = late(tmp_path, "assigned: sales\nsla: 2wd\nstatus: assigned\n")
    assert (str(finding.place), finding.severity.value) == (f"{PATH}:7:6", "error")
    assert said(finding) == (
        "Colours differ (2025-06-24-colour) was to be solved by 2025-06-26, 2 working days ago; Sales has it; "
        "solve it, or escalate it to Zhang Wei"
    )
    assert said(finding, language("zh")) == (
        "批次色差 (2025-06-24-colour) 应于 2025-06-26 解决，已超时 2 个工作日；现由销售部处理；尽快解决，或上报张伟"
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", "2025-06-26"),
        ("escalations: [{to: li-na, at: 2025-06-26}]\n", "2025-06-30"),
        ("status: escalated\n", "2025-06-30"),
        ("status: resolved\nresolved_at: 2025-06-29\n", "2025-06-30"),
        ("sla: 4wd\n", "2025-06-30"),
    ],
)
def test_a510_is_silent_in_time_and_where_it_was_escalated(tmp_path: Path, text: str, day: str) -> None:
    assert late(tmp_path, text, day) == ()


def test_a510_does_not_take_an_escalation_before_the_time_was_over(tmp_path: Path) -> None:
    (finding,) = late(tmp_path, "escalations: [{to: zhang-wei, at: 2025-06-25}]\n")
    assert said(finding).endswith("Chen Jie has it; solve it, or escalate it to Li Na")


def test_a510_offers_the_escalation(tmp_path: Path) -> None:
    (finding,) = late(tmp_path, "assigned: sales\nstatus: assigned\n")
    assert mended(finding, tmp_path) == (
        HEAD + "first_contact: chen-jie\nactivity: complaint-handling\nassigned: sales\n"
        "escalations:\n  - to: zhang-wei\n    at: 2025-06-30\nstatus: escalated\n"
    )


def test_a510_offers_the_escalation_where_neither_list_nor_status_is_written(tmp_path: Path) -> None:
    (finding,) = late(tmp_path, "escalations: [{to: zhang-wei, at: 2025-06-25}]\n")
    assert mended(finding, tmp_path) == (
        HEAD + "first_contact: chen-jie\nactivity: complaint-handling\n"
        "escalations: [{to: zhang-wei, at: 2025-06-25}, {to: li-na, at: 2025-06-30}]\nstatus: escalated\n"
    )


def mended(finding: Finding, root: Path) -> str:
    (fix,) = finding.fixes
    assert not fix.safe
    text = (root / PATH).read_text(encoding="utf-8")
    for patch in sorted(fix.patches, key=lambda patch: -patch.start):
        text = text[: patch.start] + patch.replacement + text[patch.end :]
    return text


def of_duty(tmp_path: Path, title: str, text: str = "") -> tuple[Finding, ...]:
    head = f"title: {title}\nraised_by: zhang-wei\nraised_at: 2025-06-24\nfirst_contact: chen-jie\n"
    gap = "- {id: packaging, name: {zh: 包装, en: Packaging}}\n"
    activities = (EXAMPLE / "activities.yaml").read_text(encoding="utf-8") + gap
    root = small_company(tmp_path, {PATH: head + text + "status: closed\n", "activities.yaml": activities})
    return tuple(finding for finding in check(root).findings if finding.code == "A511")


def test_a511_finds_what_belongs_to_no_duty(tmp_path: Path) -> None:
    (finding,) = of_duty(tmp_path, "Lift out of order")
    assert said(finding) == (
        "Lift out of order (2025-06-24-colour) belongs to no duty; "
        "name its activity, or add one to the catalogue and a duty to one charter"
    )
    assert finding.fixes == ()


def test_a511_offers_the_activity_the_title_names(tmp_path: Path) -> None:
    (finding,) = of_duty(tmp_path, "A complaint about colours")
    assert "activity: complaint-handling\nstatus: closed\n" in mended(finding, tmp_path)


def test_a511_finds_an_activity_nobody_has(tmp_path: Path) -> None:
    (finding,) = of_duty(tmp_path, "Torn boxes", "activity: packaging\n")
    assert said(finding) == (
        "Torn boxes (2025-06-24-colour) belongs to Packaging (packaging), which no effective charter covers; "
        "add a duty to one charter"
    )
    assert finding.records == ("issue:2025-06-24-colour", "activity:packaging")


@pytest.mark.parametrize("activity", ["complaint-handling", "nothing-known"])
def test_a511_is_silent_on_a_duty_and_on_a_dead_reference(tmp_path: Path, activity: str) -> None:
    assert of_duty(tmp_path, "Colours", f"activity: {activity}\n") == ()


@pytest.mark.parametrize(("limit", "count"), [("3wd", 1), ("4wd", 0)])
def test_a510_honours_its_limit(tmp_path: Path, limit: str, count: int) -> None:
    text = HEAD + "first_contact: chen-jie\nactivity: complaint-handling\n"
    root = small_company(tmp_path, {PATH: text})
    set_check(root, f"thresholds: {{issue-sla: {limit}}}")
    assert len(found(check(root), "A510")) == count
