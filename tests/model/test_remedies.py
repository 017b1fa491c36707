from __future__ import annotations

import pytest

from collab_cli.documents.nodes import Document, Mapping
from collab_cli.documents.reader import read_document
from collab_cli.findings import Fault
from collab_cli.i18n import language
from collab_cli.model.action import KIND as ACTION
from collab_cli.model.charter import KIND as CHARTER
from collab_cli.model.fields import DateType, TextType, fields_of
from collab_cli.model.goal import KIND as GOAL
from collab_cli.model.issue import KIND as ISSUE
from collab_cli.model.kind import Kind
from collab_cli.model.kinds import all_kinds
from collab_cli.model.meeting import KIND as MEETING
from collab_cli.model.person import KIND as PERSON
from collab_cli.model.remedies import example_of, is_nothing, no_such_day, to_add, with_blank
from collab_cli.model.shape import walk_slowly

COMPANY = 'title: G\nlevel: company\nperiod: "2025"\n'
ROW = "title: C\nduties:\n  - {id: d, %s}\n"


def faults_in(kind: Kind, text: str) -> tuple[Fault, ...]:
    document = read_document("record.yaml", text.encode()).document
    assert isinstance(document, Document)
    assert isinstance(document.root, Mapping)
    return walk_slowly(document.root, kind.struct, document, (), kind).faults


def applied(text: str, fault: Fault) -> str:
    (patch,) = fault.fixes[0].patches
    return text[: patch.start] + patch.replacement + text[patch.end :]


CASES = [
    (CHARTER, ROW % "content: 线索跟进，客户拜访", "content: [线索跟进, 客户拜访]"),
    (CHARTER, ROW % "content: 线索跟进；客户拜访、报价", "content: [线索跟进, 客户拜访, 报价]"),
    (CHARTER, "title: C\nduties: [市场调研]\n", "{id: shi-chang-diao-yan, title: 市场调研}"),
    (CHARTER, "title: C\nduties: market-research\n", "duties: [{id: market-research}]"),
    (CHARTER, "title: C\nduties:\n  - {id: KR1}\n", "id: kr1"),
    (CHARTER, "title: C\nduties:\n  - {id: 市场调研}\n", "id: shi-chang-diao-yan"),
    (MEETING, "title: M\ndate: 2025-06-30\npresent: 张伟、王强\n", "present: [张伟, 王强]"),
    (MEETING, "title: M\ndate: 2025-06-30\ndecisions: [加大投放]\n", "{id: dec1, text: 加大投放}"),
    (MEETING, "title: M\ndate: 2025-06-30\ndecisions:\n  - 加大投放\n", "- {id: dec1, text: 加大投放}"),
    (MEETING, "title: M\ndate: 2025-06-30\ndecisions:\n  - {id: dec1, text: a}\n  - b\n", "- {id: dec2, text: b}"),
    (GOAL, COMPANY + "contributes_to: grow\n", "contributes_to: [{goal: grow}]"),
    (GOAL, COMPANY + "contributes_to: {goal: grow}\n", "contributes_to: [{goal: grow}]"),
    (GOAL, COMPANY + "key_results:\n  - {id: kr1, title: T, target: 13.2万, baseline: 1, unit: x}\n", "target: 132000"),
    (GOAL, 'title: [G]\nlevel: company\nperiod: "2025"\n', "title: G"),
    (GOAL, 'title: G\nlevel: [company]\nperiod: "2025"\n', "level: company"),
    (GOAL, 'title: G\nlevel: 公司\nperiod: "2025"\n', "level: company"),
    (GOAL, COMPANY + "status: 进行中\n", "status: active"),
    (ACTION, "title: A\npriority: 高\n", "priority: high"),
    (ACTION, "title: A\nstatus: 进行中\n", "status: in_progress"),
    (ACTION, "title: A\ndue: [2025年7月4日]\n", "due: 2025-07-04"),
    (ACTION, "title: A\nassist: sales\n", "assist: [sales]"),
    (GOAL, COMPANY + "guardrails: 折扣率不超过 8%\n", "guardrails: [{name: 折扣率不超过 8%}]"),
    (GOAL, COMPANY + "guardrails: nps\n", "guardrails: [{name: nps}]"),
    (MEETING, "title: M\ndate: 2025-06-20 14:00\n", "date: 2025-06-20"),
    (ACTION, "title: A\n“notes”: n\n", None),
    (ACTION, "标题: A\n", None),
    (ACTION, "title: A\n负责人: li-na\n", None),
    (ACTION, "title: A\nOwner: li-na\n", None),
]


@pytest.mark.parametrize(("kind", "text", "line"), CASES)
def test_following_a_hint_leaves_nothing_to_report(kind: Kind, text: str, line: str | None) -> None:
    (fault,) = faults_in(kind, text)
    assert fault.hint is not None
    if line is not None:
        assert language("en").say(fault.hint) == f"write {line}"
        assert line.partition(": ")[2].strip("[]") in applied(text, fault)
    assert faults_in(kind, applied(text, fault)) == ()


SLIPS = ("加大投放", "[加大投放]", "[[a]]", "{a: b}", "sales，marketing", "是", "2025年7月4日", "[{id: KR1}]")


@pytest.mark.no_cover
def test_every_fix_of_any_field_written_as_one_text_or_a_list_of_one_fits() -> None:
    tried = 0
    for kind in all_kinds():
        for info in fields_of(kind.struct):
            for value in (
                "加大投放",
                "[加大投放]",
                "[[a]]",
                "{a: b}",
                "sales，marketing",
                "是",
                "2025年7月4日",
                "[{id: KR1}]",
            ):
                text = f"{info.name}: {value}\n"
                for fault in faults_in(kind, text):
                    if not fault.fixes or fault.place.route[0] != info.name:
                        continue
                    tried += 1
                    route = fault.place.route
                    after = [other.place.route for other in faults_in(kind, applied(text, fault))]
                    assert route not in after, (kind.name, text, applied(text, fault))
    assert tried > 200


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.name)
def test_examples_have_the_form_of_their_field(kind: Kind) -> None:
    for info in fields_of(kind.struct):
        text = f"{info.name}: {example_of(info.type, info.name)}\n"
        assert [fault for fault in faults_in(kind, text) if fault.place.route[0] == info.name] == [], text


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (CHARTER, ROW % "raci: sales", "write it as in raci: {sales: AR, marketing: C}"),
        (CHARTER, ROW % "raci: [sales]", "write it as in raci: {sales: AR, marketing: C}"),
        (PERSON, "name: N\nskills: 4\n", "write it as in skills: {teamwork: 3}"),
        (CHARTER, ROW % "raci: {sales:AR}", "write sales: AR"),
        (CHARTER, ROW % "raci: sales:AR", "write a blank after each colon: {sales: AR}"),
        (GOAL, "title: G\nperiod: x\n", "add level: department; it is one of company, department, team, person"),
        (GOAL, "level: company\nperiod: x\n", "add title: What is to be reached"),
        (ISSUE, "title: I\nraised_at: 2025-07-07\n", "add raised_by: zhang-wei (Who raised it; an id of people.yaml)"),
        (MEETING, "title: M\n", "add date: 2025-07-07 (The day of the meeting)"),
    ],
)
def test_hints_without_a_fix(kind: Kind, text: str, expected: str) -> None:
    (fault,) = faults_in(kind, text)
    assert fault.hint is not None
    assert language("en").say(fault.hint) == expected


def test_the_numbers_of_an_example_key_result_differ() -> None:
    key_results = next(info for info in fields_of(GOAL.struct) if info.name == "key_results")
    assert example_of(key_results.type) == "[{id: kr1, title: ..., baseline: 10, target: 20, unit: ...}]"


def test_in_chinese_words_say_what_they_mean() -> None:
    (fault,) = faults_in(ACTION, "title: A\npriority: urgent!\n")
    said = language("zh").say(fault.message)
    assert "high（高）" in said


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2026-02-30", "due is `2026-02-30`, and there is no such day: 2026-02 has 28 days"),
        ("2026年2月30日", "due is `2026年2月30日`, and there is no such day: 2026-02 has 28 days"),
        ("2025-04-31", "due is `2025-04-31`, and there is no such day: 2025-04 has 30 days"),
        ("2025-13-01", "due is `2025-13-01`, and there is no month 13"),
    ],
)
def test_days_that_are_in_no_calendar(text: str, message: str) -> None:
    found = no_such_day(text, DateType(), "due")
    assert found is not None
    assert language("en").say(found[0]) == message


def test_other_texts_are_no_impossible_days() -> None:
    assert no_such_day("2025-07-07", DateType(), "due") is None
    assert no_such_day("soon", DateType(), "due") is None
    assert no_such_day("2026-02-30", TextType(), "note") is None


def test_what_says_nothing() -> None:
    assert [text for text in ("", " ", "null", "NULL", "~", "none", "0") if is_nothing(text)] == [
        "",
        " ",
        "null",
        "NULL",
        "~",
    ]


def test_a_blank_is_missing_but_not_in_a_reference() -> None:
    assert (with_blank("sales:AR"), with_blank("role:clerk"), with_blank("a")) == ("sales: AR", None, None)


def test_what_to_add_has_no_full_stop() -> None:
    for kind in all_kinds():
        for info in fields_of(kind.struct):
            for code in ("en", "zh"):
                hint = to_add(kind.struct, info)
                assert not language(code).say(hint).endswith((".", "。")) or "..." in language(code).say(hint)
