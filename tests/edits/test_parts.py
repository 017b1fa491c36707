from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from collab_cli.cli.part_words import PARTS
from collab_cli.edits.part_list import PartList, part_list
from collab_cli.edits.parts import SaidPart, lacking_fields, plan_add_part, plan_set_part, plan_take_part
from collab_cli.edits.plan import Plan
from tests.conftest import RunCollab
from tests.edits.plans import english, files, plan_of, refusal, written
from tests.rules.worlds import green_demo

REVENUE = "goals/2025/increase-revenue.yaml"
DRAFT = "2025-07-14-xdept-weekly"
FURTHER = (
    "evaluation add 'Production in the third quarter' --id production-2025-q3 --subject department:production "
    "--period 2025-q3 --evaluator li-na",
    "proposal add 'Goals of 2026' --id goals-2026 --type decision --affected sales",
    "resource add 'Fair staff' --id fair-staff --type people --for project:autumn-fair --requested-by marketing "
    "--needed-by 10/1 --set requested.qty=1",
)
"""Open records of kinds of which the demo has closed ones only."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return green_demo(tmp_path_factory.mktemp("demo"))


def parts(plan: Plan, ref: str, field: str) -> PartList:
    record = plan.world.workspace.find(ref)
    assert record is not None
    return part_list(record, field)


def added(root: Path, ref: str, field: str, **said: object) -> tuple[str, list[str], str, list[str]]:
    """Return the path written, the lines put in, the sentence and the notes of adding a part."""
    plan = plan_of(root)
    fields = {name: (value,) if isinstance(value, str) else value for name, value in said.pop("fields", {}).items()}  # type: ignore[attr-defined]
    planned = plan_add_part(plan, parts(plan, ref, field), SaidPart(fields, **said))  # type: ignore[arg-type]
    ((path, text),) = written(planned).items()
    before = (root / path).read_text("utf-8").splitlines()
    after = text.splitlines()
    start = next(at for at, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1])
    new = after[start : start + len(after) - len(before)]
    assert before[:start] + new + before[start:] == after
    return path, new, english(planned.sentence), [english(note) for note in planned.notes]


def not_added(root: Path, ref: str, field: str, said: SaidPart) -> str:
    plan = plan_of(root)
    return refusal(lambda: plan_add_part(plan, parts(plan, ref, field), said))


@pytest.mark.no_cover
def test_every_list_is_added_to_changed_and_taken_from_and_all_of_it_undone(
    tmp_path: Path, run_collab: RunCollab
) -> None:
    root = green_demo(tmp_path / "demo")

    def collab(line: str) -> str:
        result = run_collab(*shlex.split(line), "--lang", "en", cwd=root)
        assert result.code == 0, f"{line}: {result.err}"
        return result.err.splitlines()[1].partition(" ")[0]

    for line in FURTHER:
        collab(line)
    for kind, words in PARTS.items():
        for word, known in words.items():
            before = files(root)
            name = f"{kind} {word}"
            lines = (f"add {known.add}", f"set {known.set}", f"remove {known.one}")
            said = [collab(f"{name} {line}") for line in lines]
            assert said == ["added", "changed", "removed"]
            for _ in said:
                collab("undo")
            assert files(root) == before, name


def test_a_key_result_gets_its_number_and_a_start(demo: Path) -> None:
    fields = {"title": "Repeat orders", "target": "45", "unit": "%"}
    assert added(demo, "goal:increase-revenue", "key_results", fields=fields) == (
        REVENUE,
        ["  - id: kr3", "    title: Repeat orders", "    baseline: 0", "    target: 45", '    unit: "%"'],
        "added the key result Repeat orders (kr3) to Increase revenue (increase-revenue)",
        ["it starts from 0; --baseline says otherwise"],
    )


@pytest.mark.parametrize("said", [{"direction": "at_most", "unit": "%"}, {"type": "boolean"}])
def test_a_key_result_that_needs_no_start_gets_none(demo: Path, said: dict[str, str]) -> None:
    fields = {"title": "Repeat orders", "target": "45", **said}
    _, lines, _, notes = added(demo, "goal:increase-revenue", "key_results", fields=fields)
    assert ([line for line in lines if "baseline" in line], notes) == ([], [])


def test_values_are_read_as_people_type_them(demo: Path) -> None:
    fields = {"title": "收入", "baseline": "1,200", "target": "92万", "unit": "元", "nature": "volume"}
    _, new, _, notes = added(demo, "goal:increase-revenue", "key_results", fields=fields, title_en="Income", id="kr5")
    assert new == [
        "  - id: kr5", "    title:", "      zh: 收入", "      en: Income", "    baseline: 1200", "    target: 920000",
        "    unit: 元", "    nature: volume",
    ]  # fmt: skip
    assert notes == []


def test_what_has_parts_of_its_own_is_given_with_set(demo: Path) -> None:
    sets = ("milestones={title: Half, due: 7/20}", "milestones={title: All}", "title.en=Ready")
    fields = {"title": "就绪", "type": "milestone"}
    _, new, _, _ = added(demo, "goal:increase-revenue", "key_results", fields=fields, sets=sets)
    assert new == [
        "  - id: kr3", "    title:", "      zh: 就绪", "      en: Ready", "    type: milestone", "    milestones:",
        "      - title: Half", "        due: 2025-07-20", "      - title: All",
    ]  # fmt: skip


def test_a_link_holds_the_digest_of_the_goal_served(demo: Path) -> None:
    _, new, sentence, _ = added(
        demo, "goal:strengthen-brand", "contributes_to", fields={"goal": "增加销售额", "weight": "10%"}
    )
    assert new == ["  - {goal: increase-revenue, weight: 0.1, parent_digest: ba6445b8d959}"]
    assert sentence == (
        "added the link Increase revenue (increase-revenue) to Strengthen brand and customer relations "
        "(strengthen-brand)"
    )


def test_a_link_to_another_goal_holds_the_digest_of_that(demo: Path) -> None:
    plan = plan_of(demo)
    links = parts(plan, "goal:increase-revenue", "contributes_to")
    goal = plan.world.workspace.find("goal:strengthen-brand")
    assert goal is not None
    text = written(plan_set_part(plan, links, "1", ["goal=strengthen-brand"]))[REVENUE]
    assert "  - goal: strengthen-brand\n    weight: 0.4\n    how: 新客户与复购直接带来份额\n" in text
    assert f'    parent_digest: "{plan.world.digest(goal)}"\n' in text


def test_a_duty_of_a_charter_in_force_needs_approval(demo: Path) -> None:
    fields = {"title": "客户关系管理", "raci": ("销售部:AR,marketing:C",)}
    path, new, sentence, notes = added(demo, "charter:sales", "duties", fields=fields)
    assert (path, new) == (
        "charters/sales.yaml",
        ["  - id: customer-relationship", "    raci:", "      sales: AR", "      marketing: C"],
    )
    assert sentence == (
        "added the duty Customer relationship management (customer-relationship) to 销售部职责说明书 (sales)"
    )
    assert notes == [
        "销售部职责说明书 (sales) has to be approved by Sales, Production and Marketing: collab charter approve sales"
    ]


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ({}, '"风险"'), ({"at": 1}, "agenda: [风险, 上次督办事项"), ({"at": 3}, "各部门汇报, 风险, 问题与决议"),
        ({"after": "上次"}, "上次督办事项, 风险, 各部门汇报"), ({"at": 5}, "下周计划, 风险]"),
    ],
)  # fmt: skip
def test_where_order_counts_a_place_can_be_named(demo: Path, said: dict[str, object], line: str) -> None:
    plan = plan_of(demo)
    planned = plan_add_part(plan, parts(plan, "series:xdept-weekly", "agenda"), SaidPart(text="风险", **said))  # type: ignore[arg-type]
    ((_, text),) = written(planned).items()
    assert (line if said else "下周计划, 风险]") in text


def test_a_date_nobody_names_is_the_day(demo: Path) -> None:
    _, new, _, _ = added(demo, "metric:sales-revenue", "points", fields={"value": "92"})
    assert new == ["  points:", "    - date: 2025-06-30", "      value: 92"]


@pytest.mark.parametrize(
    ("ref", "field", "said", "refused"),
    [
        (
            "goal:increase-revenue", "key_results", SaidPart({"title": ("X",)}),
            "a new key result needs Baseline, Target and Unit; give --baseline, --target and --unit",
        ),
        (
            "goal:increase-revenue", "key_results", SaidPart({"title": ("X",), "type": ("milestone",)}),
            "a new key result needs Milestones; give --set milestones={title: ...}",
        ),
        (
            "goal:increase-revenue", "key_results", SaidPart({"title": ("X",), "target": ("lots",), "unit": ("%",)}),
            "target cannot be lots; write a number such as 13.2",
        ),
        (
            "goal:increase-revenue", "key_results", SaidPart({"title": ("",)}),
            "title cannot be empty; write a value, or leave --title out",
        ),
        (
            "goal:increase-revenue", "key_results", SaidPart({"title": ("a\nb",)}),
            "a line break or control character stands in a b; write it in one line",
        ),
        (
            "goal:increase-revenue", "key_results", SaidPart({"title": ("X",)}, sets=("title=Y",)),
            "title is given twice; give it once",
        ),
        (
            "goal:increase-revenue", "contributes_to", SaidPart({"goal": ("increase-market-share",)}),
            "Increase revenue (increase-revenue) has the link Increase market share (increase-market-share) already; "
            "change it with collab goal link set increase-revenue increase-market-share FIELD=VALUE",
        ),
        (
            "goal:increase-revenue", "contributes_to", SaidPart({"goal": ("nope",)}),
            "there is no goal nope; collab goal list shows what there is",
        ),
        (
            f"meeting:{DRAFT}", "agenda", SaidPart(text=" "), "the text cannot be empty; write what it says",
        ),
        (
            "meeting:2025-07-07-xdept-weekly", "reports", SaidPart({"department": ("sales",)}),
            "跨部门周例会 (2025-07-07-xdept-weekly) is approved, so its reports cannot change;"
            " put it right in the minutes of the next meeting",
        ),
        (
            "series:xdept-weekly", "agenda", SaidPart(text="X", at=6), "--at cannot be 6; write a number from 1 to 5",
        ),
        (
            "series:xdept-weekly", "agenda", SaidPart(text="X", at=1, after="2"),
            "--at and --after contradict each other; give one of the two",
        ),
        ("goal:increase-revenue", "guardrails", SaidPart(), "a new guardrail needs Name; give --name"),
        ("person:wang-qiang", "absences", SaidPart({"from": ("8/4",)}), "a new absence needs To; give --to"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(demo: Path, ref: str, field: str, said: SaidPart, refused: str) -> None:
    assert not_added(demo, ref, field, said) == refused


def test_a_department_reports_once_in_a_meeting(tmp_path: Path) -> None:
    path = f"meetings/2025/{DRAFT}.yaml"
    root = green_demo(tmp_path, {path: lambda text: text + "reports:\n  - {department: sales, progress: X}\n"})
    assert not_added(root, f"meeting:{DRAFT}", "reports", SaidPart({"department": ("销售部",)})) == (
        f"跨部门周例会 ({DRAFT}) has the department report Sales (sales) already; "
        f"change it with collab meeting department-report set {DRAFT} sales FIELD=VALUE"
    )


def test_what_is_still_to_be_said(demo: Path) -> None:
    plan = plan_of(demo)

    def open_fields(ref: str, field: str, **fields: str) -> list[str]:
        said = SaidPart({name: (text,) for name, text in fields.items()})
        return [info.name for info in lacking_fields(plan, parts(plan, ref, field), said)]

    assert open_fields("goal:increase-revenue", "key_results") == ["title", "baseline", "target", "unit"]
    assert open_fields("goal:increase-revenue", "key_results", title="X", direction="range") == ["low", "high", "unit"]
    assert open_fields("goal:increase-revenue", "tensions") == ["between"]
    assert open_fields("goal:increase-revenue", "tensions", between="kr1,kr2") == []
    assert open_fields("charter:sales", "duties", weight="1") == ["title"]
    assert open_fields("charter:sales", "duties", activity="customer-relationship") == []
    assert open_fields(f"meeting:{DRAFT}", "agenda") == []


def test_fields_of_an_entry_are_set(demo: Path) -> None:
    plan = plan_of(demo)
    deliveries = parts(plan, "handoff:rolling-forecast", "deliveries")
    planned = plan_set_part(plan, deliveries, "7/7", ["accepted=否", "delivered=2025年7月9日"])
    assert english(planned.sentence) == ("changed the delivery 2025-07-07 of Rolling forecast (rolling-forecast)")
    ((_, text),) = written(planned).items()
    assert "  - {due: 2025-07-07, delivered: 2025-07-09, accepted: false}\n" in text


def test_a_text_is_set_to_another(demo: Path) -> None:
    plan = plan_of(demo)
    planned = plan_set_part(plan, parts(plan, "series:xdept-weekly", "agenda"), "2", ["汇报"])
    ((_, text),) = written(planned).items()
    assert "agenda: [上次督办事项, 汇报, 问题与决议, 下周计划]\n" in text
    empty = plan_of(demo)
    agenda = parts(empty, "series:xdept-weekly", "agenda")
    assert refusal(lambda: plan_set_part(empty, agenda, "2", [""])) == "the text cannot be empty; write what it says"


def test_an_entry_nothing_names_is_taken_out(demo: Path) -> None:
    plan = plan_of(demo)
    removal = plan_take_part(plan, parts(plan, "charter:production", "duties"), "production-control")
    assert removal.planned is not None
    assert english(removal.planned.sentence) == (
        "removed the duty Production control (production-control) of 生产部职责说明书 (production)"
    )
    assert [english(note) for note in removal.planned.notes] == [
        "生产部职责说明书 (production) has to be approved by Sales and Production: collab charter approve production"
    ]


def test_one_that_is_named_is_not(demo: Path) -> None:
    plan = plan_of(demo)
    removal = plan_take_part(plan, parts(plan, "charter:sales", "duties"), "contract-signing")
    assert removal.planned is None
    assert [english(user) for user in removal.users] == [
        "制定合同评审检查表 (2025-10-10-contract-checklist) names it in duty: "
        "actions/2025/2025-10-10-contract-checklist.yaml:5",
        "销售部三季度履职评价 (sales-2025-q3) names it in duty: evaluations/2025-q3/sales-2025-q3.yaml:11",
        "销售部三季度履职评价 (sales-2025-q3) names it in duty: evaluations/2025-q3/sales-2025-q3.yaml:21",
    ]
