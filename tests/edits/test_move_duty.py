from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from collab_cli.edits.move_duty import MovedDuty, plan_move_duty
from collab_cli.graph.uses import uses_of
from tests.edits.plans import english, files, plan_of, refusal, written
from tests.rules.worlds import green_demo

SALES, PRODUCTION = "charters/sales.yaml", "charters/production.yaml"
ROW = """\
  - id: complaint-handling
    scope: 全部客户投诉的受理与答复
    content: [登记, 分派, 答复]
    workflow: [登记, 原因分析, 答复, 回访]
    standards: ["2 个工作日内答复"]
    raci: {sales: AR, production: C, marketing: I}
    weight: 0.2
    required_skills: {communication: 3}
"""
Change = Callable[[str], str]


def moved(root: Path, duty: str = "sales/complaint-handling", to: str = "production", **said: Any) -> MovedDuty:
    return plan_move_duty(plan_of(root), duty, to, **said)


def demo(tmp_path: Path, changes: Mapping[str, Change] | None = None) -> Path:
    return green_demo(tmp_path / "demo", changes)


def in_row(old: str, new: str) -> dict[str, Change]:
    """Return the change of the text of the duty that is moved."""
    return {SALES: lambda text: text.replace(ROW, ROW.replace(old, new))}


def row_of(text: str) -> str:
    """Return the last duty of a charter as written."""
    return "  - id: " + text.partition("\napprovals:")[0].rpartition("\n  - id: ")[2] + "\n"


def test_the_row_goes_with_all_its_text_and_the_letters_change_hands(tmp_path: Path) -> None:
    root = demo(tmp_path)
    done = moved(root, by="张伟")
    after = written(done.planned)
    before = (root / SALES).read_text("utf-8")
    assert row_of(after[PRODUCTION]) == ROW.replace("sales: AR, production: C", "sales: C, production: AR")
    rest, log = before.replace(ROW, "").replace("version: 2\nstatus", "version: 3\nstatus"), after[SALES]
    assert log == rest + (
        "  - {version: 3, date: 2025-06-30, by: zhang-wei, "
        "note: 职责客户投诉处理 (complaint-handling) 移交生产部职责说明书 (production)}\n"
    )
    assert after[PRODUCTION].endswith(
        "  - {version: 3, date: 2025-06-30, by: zhang-wei, "
        "note: 职责客户投诉处理 (complaint-handling) 由销售部职责说明书 (sales) 移入}\n"
    )
    assert [english(line) for line in done.letters] == ["Sales: AR -> C", "Production: C -> AR"]
    assert english(done.planned.sentence) == (
        "moved the duty Complaint handling (complaint-handling) from 销售部职责说明书 (sales) "
        "to 生产部职责说明书 (production)"
    )
    assert [english(note) for note in done.planned.notes] == [
        "1 reference is changed with it",
        "销售部职责说明书 (sales) has to be approved by Sales, Production and Marketing: collab charter approve sales",
        "生产部职责说明书 (production) has to be approved by Sales and Production: collab charter approve production",
    ]


def test_everything_that_names_it_follows(tmp_path: Path) -> None:
    duty = {"handoffs/rolling-forecast.yaml": lambda text: text.replace("customer-development", "complaint-handling")}
    root = demo(tmp_path, duty)
    done = moved(root)
    assert uses_of(plan_of(root).world.workspace, "charter:sales", "complaint-handling") != ()
    assert uses_of(done.planned.after.workspace, "charter:sales", "complaint-handling") == ()
    found = uses_of(done.planned.after.workspace, "charter:production", "complaint-handling")
    assert [(use.ref, use.field) for use in found] == [
        ("evaluation:sales-2025-q3", "duty"),
        ("handoff:rolling-forecast", "duty"),
    ]
    assert set(written(done.planned)) == {
        SALES, PRODUCTION, "evaluations/2025-q3/sales-2025-q3.yaml", "handoffs/rolling-forecast.yaml",
    }  # fmt: skip


def test_nothing_is_written_by_planning(tmp_path: Path) -> None:
    root = demo(tmp_path)
    before = files(root)
    moved(root)
    assert files(root) == before


def test_comments_and_layout_of_the_row_go_along(tmp_path: Path) -> None:
    commented = ROW.replace("  - id", "  # 重要\n  - id").replace(
        "weight: 0.2", "weight: 0.2  # 见会议纪要\n    # 内部"
    )
    root = demo(tmp_path, {SALES: lambda text: text.replace(ROW, commented)})
    done = moved(root)
    after = written(done.planned)
    kept = commented.replace("sales: AR, production: C", "sales: C, production: AR")
    assert kept in after[PRODUCTION]
    assert "重要" not in after[SALES]
    assert "the comments of the duty do not go with it" not in [english(note) for note in done.planned.notes]


def test_a_row_goes_to_a_list_indented_otherwise_with_other_line_ends(tmp_path: Path) -> None:
    def flat(text: str) -> str:
        head, _, rest = text.partition("duties:\n")
        rows, _, tail = rest.partition("approvals:")
        rows = "".join(line.removeprefix("  ") for line in rows.splitlines(keepends=True))
        return f"{head}duties:\n{rows}approvals:{tail}"

    root = demo(tmp_path, {PRODUCTION: flat})
    data = (root / PRODUCTION).read_bytes().replace(b"\n", b"\r\n")
    (root / PRODUCTION).write_bytes(data)
    text = written(moved(root).planned)[PRODUCTION]
    wanted = ROW.replace("sales: AR, production: C", "sales: C, production: AR")
    assert "".join(line.removeprefix("  ") for line in wanted.splitlines(keepends=True)).replace("\n", "\r\n") in text
    assert "\n" not in text.replace("\r\n", "")


def test_a_row_in_brackets_is_written_anew(tmp_path: Path) -> None:
    def bracketed(text: str) -> str:
        head, _, rest = text.partition("duties:\n")
        return head + "duties: [{id: pricing, raci: {sales: AR}},  # much\n  {id: tenders, raci: {sales: AR}}]\n" + (
            "approvals:" + rest.partition("approvals:")[2]
        )  # fmt: skip

    (root := demo(tmp_path, {SALES: bracketed})).joinpath("handoffs/rolling-forecast.yaml").unlink()
    (root / "evaluations/2025-q3/sales-2025-q3.yaml").unlink()
    (root / "actions/2025/2025-10-10-contract-checklist.yaml").unlink()
    done = moved(root, "sales/pricing")
    assert row_of(written(done.planned)[PRODUCTION]) == (
        "  - id: pricing\n    raci:\n      sales: C\n      production: AR\n"
    )


def test_the_first_duty_of_a_charter(tmp_path: Path) -> None:
    def without_duties(text: str) -> str:
        head, _, rest = text.partition("duties:\n")
        return head + "duties: []\napprovals:" + rest.partition("approvals:")[2]

    root = demo(tmp_path, {PRODUCTION: without_duties})
    assert row_of(written(moved(root).planned)[PRODUCTION]) == ROW.replace(
        "sales: AR, production: C", "sales: C, production: AR"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{sales: A, production: R}", "{sales: C, production: AR}"),
        ("{sales: AR}", "{sales: C, production: AR}"),
        ("{production: AR, sales: I}", "{production: AR, sales: I}"),
        ("{marketing: A, sales: R}", "{marketing: A, sales: C, production: R}"),
        ('{"person:zhang-wei": A, production: C}', '{"person:zhang-wei": A, production: C}'),
    ],
)
def test_the_letters_proposed(tmp_path: Path, before: str, after: str) -> None:
    root = demo(tmp_path, in_row("{sales: AR, production: C, marketing: I}", before))
    assert f"    raci: {after}\n" in row_of(written(moved(root).planned)[PRODUCTION])


def test_other_letters_can_be_given(tmp_path: Path) -> None:
    done = moved(demo(tmp_path), raci="生产部:AR,销售部:I")
    assert "    raci: {sales: I, production: AR}\n" in row_of(written(done.planned)[PRODUCTION])
    assert [english(line) for line in done.letters] == ["Sales: AR -> I", "Production: C -> AR", "Marketing: I -> -"]


def test_a_row_without_letters_gets_those_given(tmp_path: Path) -> None:
    root = demo(tmp_path, in_row("    raci: {sales: AR, production: C, marketing: I}\n", ""))
    assert "raci" not in row_of(written(moved(root).planned)[PRODUCTION])
    given = row_of(written(moved(root, raci="production:AR").planned)[PRODUCTION])
    assert '    standards: ["2 个工作日内答复"]\n    raci:\n      production: AR\n    weight: 0.2\n' in given


@pytest.mark.parametrize(
    ("shared", "left", "note"),
    [
        ("[{department: production}]", "[]", "it is no longer shared with Production"),
        (
            "[{department: production, split: {lead: 受理, assist: 分析}}, {department: marketing}]",
            "[{department: sales, split: {lead: 分析, assist: 受理}}, {department: marketing}]",
            "it is shared with Sales now, the boundary turned round",
        ),
        (
            "[{department: production, split: {lead: 受理}}]",
            "[{department: sales, split: {assist: 受理}}]",
            "it is shared with Sales now, the boundary turned round",
        ),
    ],
)
def test_a_boundary_with_the_new_department_is_turned_round(tmp_path: Path, shared: str, left: str, note: str) -> None:
    root = demo(tmp_path, in_row("    weight: 0.2\n", f"    weight: 0.2\n    shared_with: {shared}\n"))
    done = moved(root)
    assert f"    shared_with: {left}\n" in row_of(written(done.planned)[PRODUCTION])
    assert note in [english(each) for each in done.planned.notes]


def test_a_note_of_ones_own_and_a_log_with_the_newest_first(tmp_path: Path) -> None:
    log = "change_log:\n  - {version: 2, date: 2025-03-01, note: X}\n  - {version: 1, date: 2024-03-01, note: Y}\n"
    root = demo(tmp_path, {SALES: lambda text: text.partition("change_log:")[0] + log})
    after = written(moved(root, note="重新分工").planned)
    assert "change_log:\n  - {version: 3, date: 2025-06-30, note: 重新分工}\n  - {version: 2, " in after[SALES]
    assert after[PRODUCTION].endswith("  - {version: 3, date: 2025-06-30, note: 重新分工}\n")


@pytest.mark.parametrize(
    ("duty", "to", "said"),
    [
        ("sales", "production", "sales names no duty; write sales/customer-development"),
        ("sales/nope", "production", "销售部职责说明书 (sales) has no part nope; it has customer-development, "
         "contract-signing and complaint-handling"),
        ("nope/x", "production", "there is no charter nope; collab charter list shows what there is"),
        ("sales/complaint-handling", "sales",
         "Complaint handling (complaint-handling) is in 销售部职责说明书 (sales) already; name another charter"),
        ("sales/complaint-handling", "nope", "there is no charter nope; collab charter list shows what there is"),
        ("complaint-to-closure/diagnose", "production",
         "原因分析 (diagnose) is a step between others of 客户投诉闭环流程 (complaint-to-closure); "
         "take it out of their next first"),
    ],
)  # fmt: skip
def test_what_cannot_be_moved(tmp_path: Path, duty: str, to: str, said: str) -> None:
    root = demo(tmp_path)
    assert refusal(lambda: moved(root, duty, to)) == said


def test_a_department_without_a_charter_is_told_how_to_make_one(tmp_path: Path) -> None:
    root = demo(tmp_path, {"departments.yaml": lambda text: text + "- {id: rd, name: 研发部, head: li-na}\n"})
    assert refusal(lambda: moved(root, to="研发部")) == (
        "there is no charter 研发部; make it with collab charter add --department rd"
    )


def test_an_id_taken_there_is_refused(tmp_path: Path) -> None:
    taken = {PRODUCTION: lambda text: text.replace("id: production-control", "id: complaint-handling")}
    assert refusal(lambda: moved(demo(tmp_path, taken))) == (
        "生产部职责说明书 (production) has a duty complaint-handling already; "
        "rename one of the two with collab rename charter:sales/complaint-handling NEW"
    )


def test_a_charter_that_is_superseded_is_left_alone(tmp_path: Path) -> None:
    closed = {PRODUCTION: lambda text: text.replace("status: effective", "status: superseded")}
    assert refusal(lambda: moved(demo(tmp_path, closed))) == (
        "生产部职责说明书 (production) is superseded, so its duties cannot change; superseded is a final state"
    )


def test_a_row_with_faults_is_to_be_mended_first(tmp_path: Path) -> None:
    faulty = in_row("{sales: AR, production: C, marketing: I}\n", "[sales, marketing]\n    shared_with: y\n")
    assert refusal(lambda: moved(demo(tmp_path, faulty))).startswith("nothing was written: ")
