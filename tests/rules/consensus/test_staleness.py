import re
import shutil
from pathlib import Path

import pytest

from collab_cli.model.charter import Charter
from collab_cli.model.goal import Goal
from tests.rules.chinese import in_chinese
from tests.rules.worlds import DEMO, Change, Found, check, found, green_demo, red_demo, small_company, world_of

SUBJECTS = "proposals/2025/market-share-decomposition.yaml"


def agreed_red_with_green_duties(tmp_path: Path) -> Path:
    """The first commit of the demo with the duties of the second, as somebody at work would have it."""
    root = red_demo(tmp_path)
    for name in ("sales", "production", "marketing"):
        path = root / "charters" / f"{name}.yaml"
        head, _, rest = path.read_text(encoding="utf-8").partition("duties:\n")
        approvals = rest[rest.index("approvals:") :]
        green = (DEMO / "green" / "charters" / f"{name}.yaml").read_text(encoding="utf-8")
        duties = green[green.index("duties:") : green.index("approvals:")]
        path.write_text(head + duties + approvals, encoding="utf-8")
    return root


def test_a_split_without_agreement(tmp_path: Path) -> None:
    root = agreed_red_with_green_duties(tmp_path)
    shutil.copy(DEMO / "green" / "waivers.yaml", root / "waivers.yaml")
    outcome = check(root, profile="standard")
    names = {"sales": "销售部", "production": "生产部", "marketing": "市场部"}
    asked = {"sales": "生产部和市场部", "production": "销售部", "marketing": "销售部"}
    assert found(outcome, "X963") == []
    assert [(one.severity, one.records) for one in found(outcome, "P201")] == [
        ("error", (f"charter:{name}",)) for name in ("marketing", "production", "sales")
    ]
    assert sorted(in_chinese(outcome, "P201")) == sorted(
        f"{names[name]}职责说明书 ({name}) 已生效，但未经{asked[name]}批准；"
        f"由{asked[name] if '和' not in asked[name] else '上述部门'}批准，或列入会签"
        for name in names
    )
    assert [(one.severity, one.records) for one in found(outcome, "P209")] == [
        ("error", (f"charter:{name}",)) for name in ("marketing", "production", "sales")
    ]
    assert sorted(in_chinese(outcome, "P209")) == sorted(
        f"{names[name]}职责说明书 ({name}) 在{names[name]}同意之后有改动；"
        f"由{names[name]}批准现行文本；含义不变的，标为文字修订"
        for name in names
    )


def replaced(old: str, new: str) -> Change:
    return lambda text: text.replace(old, new, 1)


def test_a_changed_target_makes_one_subject_stale(tmp_path: Path) -> None:
    path = "goals/2025/increase-revenue.yaml"
    outcome = check(green_demo(tmp_path, {path: replaced("target: 100", "target: 110")}), profile="standard")
    lines = (tmp_path / SUBJECTS).read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "ba6445b8d959" in text)
    assert found(outcome, "P209") == [
        Found(
            "P209",
            "error",
            f"{SUBJECTS}:{line}:13",
            "Increase revenue (increase-revenue) has changed since Sales, Production and Marketing agreed to it; "
            "put it in a new proposal, or take the change back",
            ("goal:increase-revenue",),
        )
    ]
    finding = next(one for one in outcome.findings if one.code == "P209")
    assert [related.place.path for related in finding.related] == [path]
    assert in_chinese(outcome, "P209") == [
        "增加销售额 (increase-revenue) 在销售部、生产部和市场部同意之后有改动；重新会签，或撤回改动"
    ]


def test_an_adjustment_alone_is_no_agreement_but_a_later_proposal_is(tmp_path: Path) -> None:
    root = green_demo(
        tmp_path,
        {
            "goals/2025/increase-revenue.yaml": lambda text: (
                text.replace("target: 100", "target: 110")
                + "adjustments: [{date: 2025-06-20, field: kr1.target, from: 100, to: 110, reason: market_change}]\n"
            )
        },
    )
    assert len(found(check(root), "P209")) == 1
    world = world_of(root)
    goal = world.get(Goal, "increase-revenue")
    assert goal is not None
    later = root / "proposals" / "2025" / "more-revenue.yaml"
    text = (
        "title: More\ntype: goal_adjust\naffected: [sales]\nstatus: {status}\ndecided: 2025-06-{day}\n"
        "subjects: [{{ref: 'goal:increase-revenue', digest: '{digest}'}}]\n"
    )
    digest = world.digest(goal)
    later.write_text(text.format(status="open", day=20, digest=digest), encoding="utf-8")
    assert len(found(check(root), "P209")) == 1
    later.write_text(text.format(status="accepted", day=20, digest="000000000000"), encoding="utf-8")
    assert [one.place for one in found(check(root), "P209")] == ["proposals/2025/more-revenue.yaml:6:51"]
    later.write_text(text.format(status="accepted", day=20, digest=digest), encoding="utf-8")
    assert found(check(root), "P209") == []


def test_a_changed_company_goal_leaves_the_others_agreed(tmp_path: Path) -> None:
    change = {"goals/2025/increase-market-share.yaml": replaced("target: 15", "target: 16")}
    outcome = check(green_demo(tmp_path, change), profile="standard")
    assert [one.records for one in found(outcome, "P209")] == [("goal:increase-market-share",)]


def test_what_is_not_agreed_may_change(tmp_path: Path) -> None:
    def more(text: str) -> str:
        return "# Reformatted\n" + text + "notes: A remark\n"

    root = green_demo(tmp_path, {"goals/2025/strengthen-brand.yaml": more, "charters/sales.yaml": more})
    with (root / "charters" / "sales.yaml").open("a", encoding="utf-8") as file:
        file.write("acknowledgements: [{person: chen-jie, date: 2025-03-02}]\n")
    assert found(check(root, profile="standard"), "P201", "P209") == []


@pytest.mark.parametrize(("status", "severity"), [("proposed", "warning"), ("cancelled", "warning"), ("draft", None)])
def test_goals_not_in_force_weigh_less(tmp_path: Path, status: str, severity: str | None) -> None:
    def change(text: str) -> str:
        return text.replace("target: 100", "target: 110").replace("status: active", f"status: {status}")

    outcome = check(green_demo(tmp_path, {"goals/2025/increase-revenue.yaml": change}))
    assert [one.severity for one in found(outcome, "P209")] == ([severity] if severity else [])


def comma(text: str) -> str:
    return text.replace("content: [报价, 合同评审, 签订]", "content: [报价, 合同的评审, 签订]")


def digest_of(root: Path, charter: str) -> str:
    world = world_of(root)
    record = world.get(Charter, charter)
    assert record is not None
    return world.digest(record)


def test_a_comma_needs_the_mark_of_the_owner(tmp_path: Path) -> None:
    path = "charters/sales.yaml"
    root = green_demo(tmp_path, {path: comma})
    outcome = check(root, profile="standard")
    assert in_chinese(outcome, "P209") == [
        "销售部职责说明书 (sales) 在销售部、生产部和市场部同意之后有改动；"
        "由上述部门批准现行文本；含义不变的，标为文字修订"
    ]
    text = (root / path).read_text(encoding="utf-8")
    line = next(number for number, line in enumerate(text.splitlines(), 1) if "8a6811b27591" in line)
    assert found(outcome, "P209")[0].place.startswith(f"{path}:{line}:")
    entry = "change_log:\n  - {{date: 2025-06-30, by: {by}, editorial: {{from: 8a6811b27591, to: {to}}}}}\n"
    present = digest_of(root, "sales")
    for by, to, is_carried in (
        ("zhang-wei", present, True),
        ("chen-jie", present, False),
        ("zhang-wei", "000000000000", False),
    ):
        (root / path).write_text(text.replace("change_log:\n", entry.format(by=by, to=to)), encoding="utf-8")
        assert found(check(root, profile="standard"), "P209") == ([] if is_carried else found(outcome, "P209")), by


def test_a_removed_duty_makes_a_charter_stale(tmp_path: Path) -> None:
    def removed(text: str) -> str:
        return re.sub(r"  - id: complaint-handling\n(    .*\n)+", "", text)

    outcome = check(green_demo(tmp_path, {"charters/sales.yaml": removed}), profile="standard")
    assert [one.records for one in found(outcome, "P209")] == [("charter:sales",)]


PRODUCTION = """\
title: Charter of Production
status: effective
duties:
  - {{id: production-planning, raci: {{production: AR, sales: C, marketing: I}}}}
approvals:
  - {{department: production, by: wang-qiang, date: 2025-01-25, digest: '{production}'}}
  - {{department: sales, by: zhang-wei, date: 2025-01-26, digest: '{sales}'}}
  - {{department: marketing, by: liu-fang, date: 2025-01-26, digest: '{marketing}'}}
"""
OLD = "000000000000"
PATH = "charters/production.yaml"


def production(tmp_path: Path, *, present: str = "", more: str = "", **proposals: str) -> tuple[Path, str]:
    """Write production's charter, approved on its present text by the departments in ``present``; return its digest."""
    departments = ("production", "sales", "marketing")

    def write(digest: str) -> Path:
        digests = {name: digest if name in present.split() else OLD for name in departments}
        files = {f"proposals/{name}.yaml": text.replace("PRESENT", digest) for name, text in proposals.items()}
        return small_company(tmp_path, {PATH: PRODUCTION.format(**digests) + more, **files})

    digest = digest_of(write(OLD), "production")
    return write(digest), digest


@pytest.mark.parametrize(
    ("present", "line", "names"),
    [
        ("", 6, "Production and Sales"),
        ("production", 7, "Sales"),
        ("sales", 6, "Production"),
        ("sales marketing", 6, "Production"),
    ],
)
def test_a_charter_lists_whom_to_ask_again(tmp_path: Path, present: str, line: int, names: str) -> None:
    root, _ = production(tmp_path, present=present)
    outcome = found(check(root), "P209")
    assert [(one.severity, one.text.partition(";")[0]) for one in outcome] == [
        ("error", f"Charter of Production (production) has changed since {names} agreed to it")
    ]
    assert outcome[0].place.startswith(f"{PATH}:{line}:")


def test_a_charter_all_affected_departments_approved_is_never_stale(tmp_path: Path) -> None:
    root, _ = production(tmp_path, present="production sales")
    assert found(check(root), "P209") == []


def test_the_newest_approval_of_a_department_counts(tmp_path: Path) -> None:
    newer = "  - {department: sales, by: zhang-wei, date: 2025-02-01, digest: '000000000001'}\n"
    root, _ = production(tmp_path, present="production sales", more=newer)
    assert [one.place for one in found(check(root), "P209")] == [f"{PATH}:9:66"]
    older = newer.replace("2025-02-01", "2025-01-01")
    root, _ = production(tmp_path, present="production sales", more=older)
    assert found(check(root), "P209") == []


CHANGE = """\
title: Plan anew
type: charter_change
affected: [production, sales]
status: accepted
decided: {decided}
subjects: [{{ref: 'charter:production', digest: '{digest}'}}]
"""


def test_a_later_proposal_stands_for_the_approvals(tmp_path: Path) -> None:
    root, _ = production(tmp_path, anew=CHANGE.format(decided="2025-03-01", digest="PRESENT"))
    outcome = found(check(root), "P209")
    assert [one.text.partition(";")[0] for one in outcome] == [
        "Charter of Production (production) has changed since Marketing agreed to it"
    ]
    root, _ = production(tmp_path, present="marketing", anew=CHANGE.format(decided="2025-03-01", digest="PRESENT"))
    assert found(check(root), "P209") == []


def test_approvals_after_a_proposal_are_judged_by_themselves(tmp_path: Path) -> None:
    root, _ = production(tmp_path, anew=CHANGE.format(decided="2025-01-01", digest="PRESENT"))
    assert "since Production and Sales agreed" in found(check(root), "P209")[0].text


def test_one_finding_for_proposal_and_approvals_stands_in_the_proposal(tmp_path: Path) -> None:
    root, _ = production(tmp_path, present="sales", anew=CHANGE.format(decided="2025-01-01", digest="0123456789ab"))
    outcome = found(check(root), "P209")
    assert [one.place for one in outcome] == ["proposals/anew.yaml:6:48"]
    assert "since Production agreed" in outcome[0].text
    root, _ = production(tmp_path, present="sales production", anew=CHANGE.format(decided="2025-01-01", digest=OLD))
    assert found(check(root), "P209") == []


def test_a_charter_not_yet_in_force_weighs_less(tmp_path: Path) -> None:
    root, _ = production(tmp_path, more="effective_from: 2025-07-01\n")
    assert [one.severity for one in found(check(root), "P209")] == ["warning"]


def test_a_proposal_that_affects_nobody_names_nobody(tmp_path: Path) -> None:
    proposal = CHANGE.format(decided="2025-06-01", digest=OLD).replace("[production, sales]", "[]")
    proposal = proposal.replace("charter:production", "goal:increase-revenue")
    root = small_company(tmp_path, {"proposals/anew.yaml": proposal})
    assert [one.text.partition(";")[0] for one in found(check(root), "P209")] == [
        "Increase revenue (increase-revenue) has changed since it was agreed"
    ]


def test_an_agreed_handoff_may_be_a_subject(tmp_path: Path) -> None:
    proposal = CHANGE.format(decided="2025-06-01", digest=OLD).replace("charter:production", "handoff:weekly-forecast")
    root = small_company(tmp_path, {"proposals/anew.yaml": proposal})
    assert [(one.severity, one.records) for one in found(check(root), "P209")] == [
        ("warning", ("handoff:weekly-forecast",))
    ]


def test_agreements_without_a_digest_are_not_stale(tmp_path: Path) -> None:
    text = PRODUCTION.format(production=OLD, sales=OLD, marketing=OLD).replace(f", digest: '{OLD}'", "")
    root = small_company(tmp_path, {PATH: text})
    assert found(check(root), "P209") == []
