from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from collab_cli.edits.add_record import (
    Said,
    check_said,
    has_title,
    missing_fields,
    option_of,
    plan_add,
    records_titled_like,
)
from collab_cli.graph.digest import digest
from collab_cli.model.kinds import all_kinds
from tests.conftest import MakeWorkspace
from tests.edits.plans import english, kind, plan_of, refusal, written
from tests.rules.worlds import green_demo
from tests.small_company import small_company


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return green_demo(tmp_path_factory.mktemp("demo"))


def said(
    of: str,
    /,
    *sets: str,
    record: dict[str, Any] | None = None,
    extras: dict[str, str] | None = None,
    record_id: str | None = None,
    title_en: str | None = None,
    **fields: str | tuple[str, ...],
) -> Said:
    texts = {field: text if isinstance(text, tuple) else (text,) for field, text in fields.items()}
    return Said(kind(of), texts, title_en, sets, record or {}, extras or {}, record_id)


def added(root: Path, what: Said) -> dict[str, str]:
    return written(plan_add(plan_of(root), what).planned)


def test_one_file_with_its_fields_in_order(demo: Path) -> None:
    what = said("action", due="7/18", title="寄样品", owner="张伟", assist=("生产部", "市场部"), priority="高")
    result = plan_add(plan_of(demo), what)
    assert (result.id, result.path) == ("2025-06-30-ji-yang-pin", "actions/2025/2025-06-30-ji-yang-pin.yaml")
    assert written(result.planned) == {
        result.path: "title: 寄样品\nowner: zhang-wei\ndue: 2025-07-18\n"
        "assist: [production, marketing]\npriority: high\n"
    }
    assert english(result.planned.sentence) == "added the action 寄样品 (2025-06-30-ji-yang-pin)"


def test_one_entry_of_a_register(demo: Path) -> None:
    text = added(demo, said("skill", name="谈判", title_en="Negotiation"))["skills.yaml"]
    assert text == (demo / "skills.yaml").read_text("utf-8") + (
        "- id: negotiation\n  name:\n    zh: 谈判\n    en: Negotiation\n"
    )


def test_a_draft_says_so(demo: Path) -> None:
    planned = plan_add(plan_of(demo), said("case", title="One", type="success", departments="sales")).planned
    assert english(planned.sentence) == "added the case One (one) as a draft"
    assert written(planned)["cases/one.yaml"].endswith("status: draft\n")


def test_what_is_inside_other_fields_is_set(demo: Path) -> None:
    what = said(
        "resource", "for=秋季展会", "requested.qty=1,200", "requested.unit=台", "tags+=a", "tags+=b", "x-own=1",
        "notes=x", title="Bench", type="material", requested_by="production", needed_by="8/20",
    )  # fmt: skip
    assert added(demo, what)["resources/bench.yaml"] == (
        "title: Bench\ntype: material\nfor: project:autumn-fair\nrequested_by: production\nneeded_by: 2025-08-20\n"
        'requested:\n  qty: 1200\n  unit: 台\nstatus: draft\ntags: [a, b]\nnotes: x\nx-own: "1"\n'
    )


def test_lists_of_parts_are_set(demo: Path) -> None:
    metric = said("metric", "points+={date: 2025/7/7, value: 13.2 %}", name="退货率", unit="%")
    text = added(demo, metric)["metrics.yaml"]
    assert text.endswith(
        '- id: tui-huo-lv\n  name: 退货率\n  unit: "%"\n  points:\n    - date: 2025-07-07\n      value: 13.2\n'
    )


def test_a_whole_record_from_a_file(demo: Path) -> None:
    record = {"id": "call", "due": "2025/7/7", "owner": "张伟", "title": {"zh": "联系", "en": "Call"}, "x-a": "1"}
    result = plan_add(plan_of(demo), said("action", record=record, priority="high"))
    assert (result.id, written(result.planned)["actions/2025/call.yaml"]) == (
        "call",
        'title:\n  zh: 联系\n  en: Call\nowner: zhang-wei\ndue: 2025-07-07\npriority: high\nx-a: "1"\n',
    )
    assert record["id"] == "call"
    assert added(demo, said("action", record=record, record_id="mine")).keys() == {"actions/2025/mine.yaml"}


def test_a_record_names_itself(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"departments.yaml": "- {id: hq, name: HQ}\n"})
    text = added(root, said("department", name="研发部", parent="hq"))["departments.yaml"]
    assert text == "- {id: hq, name: HQ}\n- {id: yan-fa-bu, name: 研发部, parent: hq}\n"


def test_a_restricted_evaluation(make_workspace: MakeWorkspace) -> None:
    settings = small_company()["collab.yaml"]
    assert isinstance(settings, bytes)
    root = make_workspace(small_company({"collab.yaml": settings.decode() + "restricted: {enabled: true}\n"}))
    what = said("evaluation", title="Q", subject="person:张伟", period="2025", evaluator="李娜", record_id="zw")
    assert added(root, what) == {
        "restricted/evaluations/2025/zw.yaml": "title: Q\nsubject: person:zhang-wei\n"
        'period: "2025"\nevaluator: li-na\nstatus: draft\n'
    }


def test_a_goal_is_stamped(demo: Path) -> None:
    plan = plan_of(demo)
    parent = plan.world.workspace.records["goal"]["increase-market-share"]
    what = said("goal", title="North", department="sales", extras={"parent": "increase-market-share"})
    text = written(plan_add(plan, what).planned)["goals/2025/north.yaml"]
    assert f"parent_digest: {digest(parent)}\n" in text.replace('"', "")


@pytest.mark.parametrize("name", ["Communication", "communication", "沟通技巧"])
def test_others_of_the_same_title_are_found(demo: Path, name: str) -> None:
    result = plan_add(plan_of(demo), said("skill", name=name, record_id="new"))
    assert [record.id for record in records_titled_like(kind("skill"), result)] == ["communication"]


def test_meetings_of_a_series_share_their_title(demo: Path) -> None:
    result = plan_add(plan_of(demo), said("meeting", series="xdept-weekly", date="7/21"))
    assert records_titled_like(kind("meeting"), result) == ()


@pytest.mark.parametrize(
    ("what", "line"),
    [
        (said("series", name="周会", chair="李娜"), "a new series needs Cadence, Starts and Secretary; "
         "give --every 'week on mon', --starts and --secretary"),
        (said("waiver", rule="R305"), "a new waiver needs Target, Reason and Approved by; "
         "give --target, --reason and --approved-by"),
        (said("charter", type="process", owner="li-na"), "a new charter needs Title; give --title"),
        (said("action"), "a new action needs Title; give --title"),
        (said("action", "owner=li-na", title="x", owner="张伟"), "owner is given twice; give it once"),
        (said("action", "notes=a", "notes=b", title="x"), "notes is given twice; give it once"),
        (said("action", "foo=1", title="x"), "foo is no field of action; collab explain action lists the fields; "
         "name it x-foo to keep it"),
        (said("action", "owner", title="x"), "owner changes nothing; write FIELD=VALUE"),
        (said("action", "owner=", title="x"), "owner cannot be empty; "
         "write a value, or remove the field with collab unset"),
        (said("action", title="a\nb"), "--title cannot hold line breaks or control characters; write it in one line"),
        (said("action", title="x", title_en="a\x07b"), "--title-en cannot hold line breaks or control characters; "
         "write it in one line"),
        (said("action", title="x", owner="nobody"), "there is no person nobody; "
         "collab person list shows what there is"),
        (said("action", record={"title": "x", "due": "soon"}), "due cannot be soon; write a date such as 2025-07-07"),
        (said("action", record={"title": "x", "owner": ["a"]}), "owner cannot be a list; write one id"),
        (said("action", record={"title": "x", "extra": "1"}), "nothing was written: extra is no field of action; "
         "collab explain action lists the fields; name it x-extra to keep it"),
        (said("action", title="x", record_id="2025-07-07-forecast-deadline"), "the action 每周五 17 点前提交 13 周预测 "
         "(2025-07-07-forecast-deadline) is there already; choose another --id"),
        (said("action", title="x", record_id="X Y"), "X Y is no valid id; use lower-case letters, digits and -, "
         "at most 64 of them, such as x-y"),
        (said("metric", "points.1.value=3", name="x", unit="%"), "points has no entry 1; the list is empty"),
        (said("skill", name="Рост"), "no id can be made of the title Рост; give an id with --id"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_in_one_line(demo: Path, what: Said, line: str) -> None:
    assert refusal(lambda: plan_add(plan_of(demo), what)) == line


def test_a_title_can_be_said_in_several_ways() -> None:
    titled = [
        said("action", title="x"), said("action", title_en="x"), said("action", "title=x"),
        said("action", record={"title": "x"}), said("meeting", series="weekly"),
        said("charter", extras={"department": "sales"}),
    ]  # fmt: skip
    assert [has_title(what) for what in titled] == [True] * 6
    untitled = [said("action"), said("action", title=" "), said("meeting", date="7/7"), said("action", "owner=x")]
    assert [has_title(what) for what in untitled] == [False] * 4


def test_what_is_said_is_checked_before_anything_is_asked(demo: Path) -> None:
    plan = plan_of(demo)
    check_said(plan, said("action", owner="张伟", due="7/7"))
    for what, line in [
        (said("action", due="soon"), "due cannot be soon"),
        (said("action", record_id="X"), "X is no valid id"),
        (said("goal", extras={"weight": "2"}), "--weight is 2"),
        (said("action", record={"owner": "nobody"}), "there is no person nobody"),
    ]:
        assert refusal(lambda what=what: check_said(plan, what)).startswith(line)  # type: ignore[misc]


def test_what_is_missing_is_what_the_kind_requires() -> None:
    for each in all_kinds():
        missing = [info.name for info in missing_fields(each, {})]
        assert each.title_field in missing
    assert [info.name for info in missing_fields(kind("waiver"), {"rule": "R305", "reason": "x"})] == [
        *("target", "approved_by"),
    ]
    assert option_of("approved_by") == "--approved-by"
