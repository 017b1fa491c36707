from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from collab_cli.edits.plan import Plan
from collab_cli.edits.set_fields import Assignment, Target, parse_assignment, plan_set, plan_unset, target_of
from collab_cli.graph.lookup import find_any
from tests.edits.plans import english, plan_of, refusal, written
from tests.rules.worlds import green_demo

FORECAST = "action:2025-07-07-forecast-deadline"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return green_demo(tmp_path_factory.mktemp("demo"))


def target(plan: Plan, ref: str) -> Target:
    return target_of(*find_any(plan.world.workspace, ref))


def changed_lines(root: Path, ref: str, *assignments: str) -> list[str]:
    """Return the lines a `set` takes away (`-`) and puts in (`+`), in all files."""
    plan = plan_of(root)
    return _lines(root, written(plan_set(plan, target(plan, ref), assignments)))


def removed_lines(root: Path, ref: str, *fields: str) -> list[str]:
    plan = plan_of(root)
    return _lines(root, written(plan_unset(plan, target(plan, ref), fields)))


def _lines(root: Path, after: dict[str, str]) -> list[str]:
    import difflib

    return [
        line.rstrip()
        for path, text in after.items()
        for line in difflib.ndiff((root / path).read_text("utf-8").splitlines(), text.splitlines())
        if line[0] in "+-"
    ]


def set_refusal(root: Path, ref: str, *assignments: str) -> str:
    plan = plan_of(root)
    return refusal(lambda: plan_set(plan, target(plan, ref), assignments))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("due=7/18", ("due", "", "7/18")),
        (" due = 7/18 ", ("due", "", "7/18")),
        ("due＝7/18", ("due", "", "7/18")),
        ("tags+=a=b", ("tags", "+", "a=b")),
        ("tags-=a", ("tags", "-", "a")),
        ("tags -= a", ("tags", "-", "a")),
        ("x-own=1", ("x-own", "", "1")),
        ("key-results.kr-1.title+=a", ("key-results.kr-1.title", "+", "a")),
        ("notes=a\nb", ("notes", "", "a\nb")),
        ("due：7/18", ("due", "", "7/18")),
        ("raci.person：a=A", ("raci.person：a", "", "A")),
        ("due=", ("due", "", "")),
        ("责任人=张伟", ("责任人", "", "张伟")),
    ],
)
def test_an_assignment_is_taken_apart(text: str, parts: tuple[str, str, str]) -> None:
    assert parse_assignment(text) == Assignment(*parts)


@pytest.mark.parametrize("text", ["", "due", "=x", "+=x", "-"])
def test_what_assigns_nothing(text: str) -> None:
    assert refusal(lambda: parse_assignment(text)) == f"{text or repr('')} changes nothing; write FIELD=VALUE"


@pytest.mark.parametrize(
    ("ref", "assignments", "lines"),
    [
        (FORECAST, ["due=7月18日"], ["- due: 2025-07-11", "+ due: 2025-07-18"]),
        (FORECAST, ["due=2025-07-11"], []),
        (FORECAST, ["责任人=刘芳", "优先级=高"], ["- owner: zhang-wei", "+ owner: liu-fang", "+ priority: high"]),
        (FORECAST, ["assist+=市场部"], ["- assist: [production]", "+ assist: [production, marketing]"]),
        (FORECAST, ["assist+=production"], []),
        (FORECAST, ["assist-=生产部"], ["- assist: [production]", "+ assist: []"]),
        (FORECAST, ["assist=市场部", "assist=销售部"], ["- assist: [production]", "+ assist: [marketing, sales]"]),
        (FORECAST, ["tags+=a", "tags+=b"], ["+ tags: [a, b]"]),
        (FORECAST, ["x-own=1"], ['+ x-own: "1"']),
        ("goal:increase-revenue/kr1", ["target=1,200"], ["-     target: 100", "+     target: 1200"]),
        ("goal:increase-revenue", ["key_results.kr1.target=110"], ["-     target: 100", "+     target: 110"]),
        ("goal:increase-revenue/新客户", ["unit=个"], ["-     unit: 家", "+     unit: 个"]),
        ("goal:increase-revenue", ["title.en=More"],
         ["- title: {zh: 增加销售额, en: Increase revenue}", "+ title: {zh: 增加销售额, en: More}"]),
        ("goal:increase-revenue", ["title=增收"],
         ["- title: {zh: 增加销售额, en: Increase revenue}", "+ title: {zh: 增收, en: Increase revenue}"]),
        ("goal:increase-revenue", ["title=More"],
         ["- title: {zh: 增加销售额, en: Increase revenue}", "+ title: {zh: 增加销售额, en: More}"]),
        ("person:张伟", ["name.en=Zhang Wei"],
         ["-   name: 张伟", "+   name:", "+     zh: 张伟", "+     en: Zhang Wei"]),
        ("person:张伟", ["name.zh=张 伟"], ["-   name: 张伟", "+   name:", "+     zh: 张 伟"]),
        ("person:张伟", ["skills.communication=4"],
         ["-   skills: {communication: 3, problem-solving: 2}", "+   skills: {communication: 4, problem-solving: 2}"]),
        ("person:张伟", ["skills+=teamwork:1"],
         ["-   skills: {communication: 3, problem-solving: 2}",
          "+   skills: {communication: 3, problem-solving: 2, teamwork: 1}"]),
        ("person:张伟", ["skills-=communication"],
         ["-   skills: {communication: 3, problem-solving: 2}", "+   skills: {problem-solving: 2}"]),
        ("charter:sales/contract-signing", ["raci+=市场部:会商"],
         ["-     raci: {sales: AR, production: C, marketing: I}",
          "+     raci: {sales: AR, production: C, marketing: C}"]),
        ("metric:market-share", ["points+={date: 2025/7/31, value: 13.5%}"],
         ["+     - {date: 2025-07-31, value: 13.5}"]),
        ("metric:market-share", ["points-=1"], ["-     - {date: 2024-12-31, value: 12.0}"]),
    ],
)  # fmt: skip
def test_one_field_changes_and_no_other_line(demo: Path, ref: str, assignments: list[str], lines: list[str]) -> None:
    assert sorted(changed_lines(demo, ref, *assignments)) == sorted(lines)


@pytest.mark.parametrize(
    ("ref", "fields", "lines"),
    [
        (FORECAST, ["supervisor"], ["- supervisor: chen-jie"]),
        (FORECAST, ["supervisor", "配合方"], ["- assist: [production]", "- supervisor: chen-jie"]),
        ("charter:sales/contract-signing", ["raci.marketing"],
         ["-     raci: {sales: AR, production: C, marketing: I}", "+     raci: {sales: AR, production: C}"]),
        ("metric:market-share", ["points.2024-12-31"], ["-     - {date: 2024-12-31, value: 12.0}"]),
    ],
)  # fmt: skip
def test_fields_are_removed(demo: Path, ref: str, fields: list[str], lines: list[str]) -> None:
    assert removed_lines(demo, ref, *fields) == lines


@pytest.mark.parametrize(
    ("ref", "assignments", "line"),
    [
        (FORECAST, ["due="], "due cannot be empty; write a value, or remove the field with collab unset"),
        (FORECAST, ["due=7/7", "due=7/8"], "due is given twice; give it once"),
        (FORECAST, ["due+=7/7"], "due holds one value; give it with ="),
        (FORECAST, ["due-=7/7"], "due holds one value; remove it with collab unset"),
        (FORECAST, ["ownr=x"], "ownr is no field of action; did you mean owner"),
        (FORECAST, ["id=x"], "an id is not set like a field; give it another one with collab rename"),
        ("goal:increase-revenue/kr1", ["id=x"],
         "an id is not set like a field; give it another one with collab rename"),
        (FORECAST, ["assist-=marketing"], "assist has no entry marketing; it has production"),
        (FORECAST, ["tags-=a"], "tags has no entry a; the list is empty"),
        ("person:张伟", ["skills-=teamwork"], "skills has no entry teamwork; it has communication and problem-solving"),
        ("person:李娜", ["skills-=teamwork"], "skills has no entry teamwork; it is empty"),
        (FORECAST, ["duty=sales/dancing"], "销售部职责说明书 (sales) has no part dancing; it has "
         "customer-development, contract-signing and complaint-handling"),
        ("charter:sales", ["duties.contract-signing.raci.marketing=X"],
         "raci cannot be X; use A accountable, R responsible, C consulted and I informed"),
        ("person:张伟", ["absences+={from: 7/14}"], "nothing was written: to is missing; "
         "add to: 2025-07-07 (The last day away)"),
    ],
)  # fmt: skip
def test_what_cannot_be_set_is_told_in_one_line(demo: Path, ref: str, assignments: list[str], line: str) -> None:
    assert set_refusal(demo, ref, *assignments) == line


@pytest.mark.parametrize("field", ["approvals.1.digest", "approvals.1.digest+"])
def test_a_digest_is_not_typed(demo: Path, field: str) -> None:
    assert set_refusal(demo, "charter:sales", f"{field}=0123456789ab") == (
        "digest is written by the command that records the agreement; collab charter --help lists the commands"
    )


def test_a_state_moves_only_as_its_kind_allows(demo: Path) -> None:
    line = set_refusal(demo, "goal:increase-revenue", "status=draft")
    assert line.startswith("Increase revenue (increase-revenue) is active and cannot become draft; ")
    assert changed_lines(demo, "person:chen-jie", "status=left") == ["+   status: left"]


def test_a_goal_ends_with_a_score(demo: Path) -> None:
    assert set_refusal(demo, "goal:increase-revenue", "status=achieved") == (
        "Increase revenue (increase-revenue) becomes achieved by a command of its own; "
        "use collab goal score increase-revenue, which writes what belongs to it"
    )
    assert changed_lines(demo, "goal:increase-revenue", "status=achieved", "score=0.9")[:2] == [
        *("- status: active", "+ status: achieved"),
    ]


@pytest.mark.parametrize(("act", "words"), [(plan_set, ["due=7/18"]), (plan_unset, ["supervisor"])])
def test_a_record_written_twice_is_not_changed(tmp_path: Path, act: Any, words: list[str]) -> None:
    root = green_demo(tmp_path)
    other = root / "actions" / "2024" / "2025-07-07-forecast-deadline.yaml"
    other.parent.mkdir()
    other.write_text("title: Another\nowner: li-na\ndue: 2025-07-11\n", "utf-8")
    plan = plan_of(root)
    assert refusal(lambda: act(plan, target(plan, FORECAST), words)) == (
        "action:2025-07-07-forecast-deadline is written twice: actions/2024/2025-07-07-forecast-deadline.yaml:1 and "
        "actions/2025/2025-07-07-forecast-deadline.yaml:1; keep one, or give one of them another id"
    )


@pytest.mark.parametrize("ref", ["goal:increase-revenue"])
def test_what_a_command_stamps_is_not_written_by_hand(demo: Path, ref: str) -> None:
    line = "activated is written by collab goal activate, not by hand; collab goal edit opens the whole record"
    assert set_refusal(demo, ref, "activated=7/7") == line
    plan = plan_of(demo)
    assert refusal(lambda: plan_unset(plan, target(plan, ref), ["activated"])) == line


def test_a_text_with_a_comma_is_one_entry_and_that_is_told(demo: Path) -> None:
    plan = plan_of(demo)
    planned = plan_set(plan, target(plan, "charter:sales/contract-signing"), ["content+=归档，装订"])
    assert [english(note) for note in planned.notes] == ["content gets it as one entry; repeat it for several"]
    assert 'content: [报价, 合同评审, 签订, "归档，装订"]' in written(planned)["charters/sales.yaml"]


def test_several_entries_are_taken_at_once(demo: Path) -> None:
    assert changed_lines(demo, FORECAST, "assist=生产部，市场部", "assist-=production、marketing") == [
        *("- assist: [production]", "+ assist: []"),
    ]
    plan = plan_of(demo)
    duty = target(plan, "charter:sales/contract-signing")
    assert plan_set(plan, duty, ["content+=a，b", "content-=a，b"]).writes == ()
    assert [english(note) for note in plan.names.notes] == ["content gets it as one entry; repeat it for several"]


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        (["priority"], "每周五 17 点前提交 13 周预测 (2025-07-07-forecast-deadline) has no priority; "
         "collab action show 2025-07-07-forecast-deadline shows what it has"),
        (["nonsense"], "nonsense is no field of action; collab explain action lists the fields; "
         "name it x-nonsense to keep it"),
        (["title"], "title is required; give it another value with collab set"),
        (["supervisor", "supervisor"], "每周五 17 点前提交 13 周预测 (2025-07-07-forecast-deadline) has no supervisor; "
         "collab action show 2025-07-07-forecast-deadline shows what it has"),
    ],
)  # fmt: skip
def test_what_cannot_be_removed_is_told(demo: Path, fields: list[str], line: str) -> None:
    plan = plan_of(demo)
    assert refusal(lambda: plan_unset(plan, target(plan, FORECAST), fields)) == line


def test_the_sentence_names_the_fields_and_the_record(demo: Path) -> None:
    plan = plan_of(demo)
    planned = plan_set(plan, target(plan, "goal:increase-revenue/kr1"), ["target=110", "unit=万元", "target=110"][:2])
    assert english(planned.sentence) == "changed target and unit of 销售额 (increase-revenue/kr1)"
    plan = plan_of(demo)
    planned = plan_set(plan, target(plan, FORECAST), ["due=7/18"])
    assert english(planned.sentence) == (
        "changed due of 每周五 17 点前提交 13 周预测 (2025-07-07-forecast-deadline) from 2025-07-11 to 2025-07-18"
    )
    plan = plan_of(demo)
    planned = plan_unset(plan, target(plan, FORECAST), ["supervisor"])
    assert english(planned.sentence) == (
        "removed supervisor of 每周五 17 点前提交 13 周预测 (2025-07-07-forecast-deadline)"
    )


def test_a_target_is_a_record_or_its_part(demo: Path) -> None:
    plan = plan_of(demo)
    register = target(plan, "person:zhang-wei")
    assert (register.path, register.route, register.is_record, register.record_id) == (
        *("people.yaml", ("zhang-wei",)),
        *(True, "zhang-wei"),
    )
    part = target(plan, "charter:sales/contract-signing")
    assert (part.path, part.route, part.is_record, part.record_id) == (
        *("charters/sales.yaml", ("duties", 1)),
        *(False, "sales"),
    )
