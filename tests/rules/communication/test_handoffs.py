from datetime import date
from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.worlds import Found, check, found, green_demo, set_check, small_company

PATH = "handoffs/returns.yaml"
REF = ("handoff:returns",)
HEAD = "title: {zh: 退货周报, en: Returns report}\nfrom: production\nto: sales\nitem: Returns\n"
AGREED = HEAD + "status: agreed\nfrequency: week\nsla: Friday noon\n"


def handoff(tmp_path: Path, text: str, **more: str | None) -> Path:
    return small_company(tmp_path, {PATH: text, **more})


def test_c606_names_all_that_is_missing(tmp_path: Path) -> None:
    outcome = check(handoff(tmp_path, HEAD + "status: agreed\n"), profile="standard")
    message = (
        "Returns report (returns) is agreed without acceptance by Sales, frequency or trigger and a time limit (sla); "
        "settle it with Sales"
    )
    assert found(outcome, "C606") == [Found("C606", "warning", f"{PATH}:1:1", message, REF)]
    assert in_chinese(outcome, "C606") == [
        "退货周报 (returns) 已约定，但缺少销售部的确认、频次或触发条件和时限 (sla)；与销售部商定"
    ]


@pytest.mark.parametrize(
    ("person", "is_good"),
    [("zhang-wei", True), ("chen-jie", True), ("wang-qiang", False), ("li-na", False)],
)
def test_c606_wants_somebody_of_the_receiver(tmp_path: Path, person: str, is_good: bool) -> None:
    text = AGREED + f"accepted_by: {{person: {person}, date: 2025-06-02}}\n"
    outcome = found(check(handoff(tmp_path, text)), "C606")
    assert [one.place for one in outcome] == ([] if is_good else [f"{PATH}:8:23"])


def test_c606_takes_a_person_of_a_part_of_the_receiver_and_its_head(tmp_path: Path) -> None:
    departments = (
        "- {id: sales, name: Sales, head: li-na}\n"
        "- {id: export, name: Export, head: chen-jie, parent: sales}\n"
        "- {id: production, name: Production, head: wang-qiang}\n"
        "- {id: marketing, name: Marketing, head: liu-fang}\n"
    )
    people = (
        "- {id: li-na, name: Li Na}\n"
        "- {id: zhang-wei, name: Zhang Wei, department: sales}\n"
        "- {id: chen-jie, name: Chen Jie, department: export}\n"
        "- {id: wang-qiang, name: Wang Qiang, department: production}\n"
        "- {id: liu-fang, name: Liu Fang, department: marketing}\n"
        "- {id: zhou-min, name: Zhou Min, department: marketing}\n"
    )
    more = {"departments.yaml": departments, "people.yaml": people}
    for person in ("li-na", "chen-jie"):
        text = AGREED + f"accepted_by: {{person: {person}, date: 2025-06-02}}\n"
        assert found(check(handoff(tmp_path, text, **more)), "C606") == []
    back = AGREED.replace("to: sales", "to: export") + "accepted_by: {person: zhang-wei, date: 2025-06-02}\n"
    assert len(found(check(handoff(tmp_path, back, **more)), "C606")) == 1


def test_c606_accepts_a_trigger_instead_of_a_frequency(tmp_path: Path) -> None:
    text = (
        AGREED.replace("frequency: week", "trigger: a return") + "accepted_by: {person: zhang-wei, date: 2025-06-02}\n"
    )
    assert found(check(handoff(tmp_path, text)), "C606") == []


@pytest.mark.parametrize("status", ["draft", "ended"])
def test_c606_is_about_agreed_handoffs(tmp_path: Path, status: str) -> None:
    assert found(check(handoff(tmp_path, HEAD + f"status: {status}\n")), "C606") == []


def test_c606_says_nothing_of_an_acceptance_by_nobody_known(tmp_path: Path) -> None:
    text = AGREED + "accepted_by: {person: nobody, date: 2025-06-02}\n"
    assert found(check(handoff(tmp_path, text)), "C606") == []
    text = text.replace("sla: Friday noon\n", "")
    outcome = found(check(handoff(tmp_path, text)), "C606")
    assert [one.text.partition(";")[0] for one in outcome] == [
        "Returns report (returns) is agreed without a time limit (sla)"
    ]


def delivery(tmp_path: Path, entry: str, status: str = "agreed") -> Path:
    text = AGREED.replace("status: agreed", f"status: {status}")
    text += "accepted_by: {person: zhang-wei, date: 2025-06-02}\ndeliveries:\n"
    return handoff(tmp_path, text + f"  - {{due: 2025-05-01, delivered: 2025-05-09}}\n  - {entry}\n")


@pytest.mark.parametrize(
    ("entry", "column", "message"),
    [
        ("{due: 2025-06-20, delivered: 2025-06-21}", 34, "due 2025-06-20 came 1 day late; settle with Production"),
        ("{due: 2025-06-20, delivered: 2025-06-30}", 34, "due 2025-06-20 came 10 days late; settle with Production"),
        ("{due: 2025-06-29}", 11, "was due 2025-06-29 and has not come; ask Production for it"),
        ("{due: 2025-06-29, delivered: 2025-07-01}", 11, "was due 2025-06-29 and has not come; ask Production for it"),
        ("{due: 2025-05-31}", 11, "was due 2025-05-31 and has not come; ask Production for it"),
    ],
)
def test_c607_sees_what_came_late_or_not_at_all(tmp_path: Path, entry: str, column: int, message: str) -> None:
    outcome = found(check(delivery(tmp_path, entry), profile="standard"), "C607")
    assert [(one.severity, one.place, one.records) for one in outcome] == [("warning", f"{PATH}:11:{column}", REF)]
    assert outcome[0].text.startswith(f"Returns report (returns) {message}")


@pytest.mark.parametrize(
    "entry",
    [
        "{due: 2025-06-20, delivered: 2025-06-20}",
        "{due: 2025-06-30}",
        "{due: 2025-06-30, delivered: 2025-07-01}",
        "{due: 2025-07-01, delivered: 2025-07-05}",
        "{due: 2025-05-30}",
        "{due: 2025-05-30, delivered: 2025-06-29}",
    ],
)
def test_c607_is_silent_in_time_and_outside_the_window(tmp_path: Path, entry: str) -> None:
    assert found(check(delivery(tmp_path, entry)), "C607") == []


def test_c607_reads_ended_handoffs_and_no_drafts(tmp_path: Path) -> None:
    assert len(found(check(delivery(tmp_path, "{due: 2025-06-20}", "ended")), "C607")) == 1
    assert found(check(delivery(tmp_path, "{due: 2025-06-20}", "draft")), "C607") == []


def test_c607_takes_its_window_from_the_settings(tmp_path: Path) -> None:
    root = delivery(tmp_path, "{due: 2025-06-20}")
    set_check(root, "thresholds: {handoff-window-days: 9}")
    assert found(check(root), "C607") == []


def test_c607_is_the_one_finding_of_the_demo_in_july(tmp_path: Path) -> None:
    outcome = check(green_demo(tmp_path), date(2025, 7, 11), profile="standard")
    assert found(outcome, "C607") == [
        Found(
            "C607",
            "warning",
            "handoffs/rolling-forecast.yaml:13:34",
            "Rolling forecast (rolling-forecast) due 2025-07-07 came 1 day late; "
            "settle with Sales how the next one comes in time",
            ("handoff:rolling-forecast",),
        )
    ]
    assert in_chinese(outcome, "C607") == [
        "滚动需求预测 (rolling-forecast) 应于 2025-07-07 交付，迟了 1 天；与销售部商定如何保证下次按时"
    ]
