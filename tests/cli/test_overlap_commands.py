"""``collab charter overlaps``: what it lists, and that its ways out lead out."""

from __future__ import annotations

import csv
import json
import shlex
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import MakeDemo, MakeWorkspace, RunCollab
from tests.rules.worlds import red_demo

PAIR = ["charter:marketing/market-research", "charter:sales/market-research"]


def test_it_lists_the_pair_the_check_reports(tmp_path: Path, run_collab: RunCollab) -> None:
    root = red_demo(tmp_path / "demo")
    answer = json.loads(run_collab("charter", "overlaps", "--json", cwd=root).out)
    (one,) = answer["overlaps"]
    assert answer["schema"] == "collab/overlaps/v1"
    assert [row["row"] for row in one["rows"]] == PAIR
    assert (one["strength"], one["rule"], [row["letters"] for row in one["rows"]]) == ("exact", "R313", ["AR", "AR"])
    assert set(answer) >= {"as_of", "at_least", "compared", "overlaps", "verdicts", "proposals", "shared_work"}


def filled_in(command: str) -> list[str]:
    """Return a command without the program, its empty reason given."""
    return [word or "Two matters" for word in shlex.split(command)[1:]]


def test_a_waiver_without_the_reason_is_refused(tmp_path: Path, run_collab: RunCollab) -> None:
    root = red_demo(tmp_path / "demo")
    (one,) = json.loads(run_collab("charter", "overlaps", "--json", cwd=root).out)["overlaps"]
    result = run_collab(*shlex.split(one["ways"]["waive"][0])[1:], "--lang", "en", cwd=root)
    assert (result.code, "reason is empty" in result.err) == (2, True)
    assert not list((root / "waivers").glob("*"))


@pytest.mark.parametrize("way", ["merge", "split", "waive", "agenda"])
def test_every_way_out_runs_as_printed(way: str, tmp_path: Path, run_collab: RunCollab) -> None:
    root = red_demo(tmp_path / "demo")
    (one,) = json.loads(run_collab("charter", "overlaps", "--json", cwd=root).out)["overlaps"]
    shown = run_collab("charter", "overlaps", *(ref.partition(":")[2] for ref in PAIR), cwd=root).out
    for command in one["ways"][way]:
        assert command in shown
        result = run_collab(*filled_in(command), cwd=root)
        assert result.code == 0, result.err
    findings = json.loads(run_collab("check", "--select", "R313", "--json", cwd=root).out)["findings"]
    assert len(findings) == (1 if way == "agenda" else 0)
    answer = json.loads(run_collab("charter", "overlaps", "--json", cwd=root).out)
    assert len(answer["overlaps"]) == (1 if way == "agenda" else 0)
    if way == "waive":
        (verdict,) = answer["verdicts"]
        assert (verdict["rows"], verdict["reason"]) == (PAIR, "Two matters")
        assert "Judged not the same" in run_collab("charter", "overlaps", "--lang", "en", cwd=root).out


@pytest.mark.parametrize(
    "typed",
    [
        ("x/y", "sales/market-research"),
        ("", "🎉"),
        ("sales/market-research",),
        ("sales/market-research", "sales/market-research"),
        ("--at-least", "nan"),
        ("--at-least", "0"),
        ("--at-least", "120%"),
        ("--department", "nobody"),
        ("--strength", "sure"),
    ],
)
def test_wrong_input_is_one_line(typed: tuple[str, ...], tmp_path: Path, run_collab: RunCollab) -> None:
    result = run_collab("charter", "overlaps", *typed, "--quiet", cwd=red_demo(tmp_path / "demo"))
    assert (result.code, result.out, len(result.err.splitlines())) == (2, "", 1)


DEPARTMENTS = """\
- {id: sales, name: Sales, head: ann}
- {id: care, name: Customer care, head: bob}
- {id: shop, name: Shop, head: cid}
"""
PEOPLE = """\
- {id: ann, name: Ann, department: sales}
- {id: bob, name: Bob, department: care}
- {id: cid, name: Cid, department: shop}
"""
MEETING = """\
title: Weekly
type: weekly
status: draft
date: 2025-07-07
chair: ann
"""


def small(make_workspace: MakeWorkspace, more: dict[str, str] | None = None, **titles: str) -> Path:
    """Return a workspace in which each department has a duty of this title."""
    return make_workspace(
        {
            "departments.yaml": DEPARTMENTS,
            "people.yaml": PEOPLE,
            **{
                f"charters/{name}.yaml": (
                    f"title: Charter of {name}\nstatus: effective\neffective_from: 2025-01-01\nduties:\n"
                    f"  - {{id: d-{name}, title: {title}, scope: All customers, raci: {{{name}: AR}}}}\n"
                )
                for name, title in titles.items()
            },
            **(more or {}),
        }
    )


def overlaps(run_collab: RunCollab, root: Path, *args: str) -> dict[str, Any]:
    result = run_collab("charter", "overlaps", *args, "--json", cwd=root)
    assert result.code == 0, result.err
    answer: dict[str, Any] = json.loads(result.out)
    return answer


@pytest.mark.parametrize("way", ["merge", "split", "waive", "agenda"])
@pytest.mark.parametrize(
    ("other", "strength", "rule"), [("客户投诉处理", "equal", "R313"), ("处理客户投诉", "similar", "R314")]
)
def test_every_way_out_of_equal_and_similar_duties_runs_as_printed(
    other: str, strength: str, rule: str, way: str, make_workspace: MakeWorkspace, run_collab: RunCollab
) -> None:
    root = small(make_workspace, {"meetings/2025/w27.yaml": MEETING}, sales="客户投诉处理", care=other)
    (one,) = overlaps(run_collab, root)["overlaps"]
    assert (one["strength"], one["rule"]) == (strength, rule)
    for command in one["ways"][way]:
        result = run_collab(*filled_in(command), cwd=root)
        assert result.code == 0, result.err
    findings = json.loads(run_collab("check", "--select", f"{rule}", "--json", cwd=root).out)["findings"]
    assert len(findings) == len(overlaps(run_collab, root)["overlaps"]) == (1 if way == "agenda" else 0)
    if way == "agenda":
        assert one["ways"][way] == [f"collab meeting agenda-item add w27 '{other}: Customer care or Sales?'"]
        assert f"{other}: Customer care or Sales?" in (root / "meetings/2025/w27.yaml").read_text("utf-8")


def test_a_verdict_silences_its_pair_alone(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = small(make_workspace, sales="客户投诉处理", care="客户投诉处理", shop="客户投诉处理")

    def rows() -> list[list[str]]:
        return [[row["department"] for row in one["rows"]] for one in overlaps(run_collab, root)["overlaps"]]

    def judge(one: str, other: str) -> None:
        pair = ("--target", f"charter:{one}/d-{one}", "--with", f"charter:{other}/d-{other}")
        more = ("--reason", "Not the same", "--approved-by", "ann", "--expires", "2025-09-01")
        assert run_collab("waiver", "add", "R313", *pair, *more, cwd=root).code == 0

    assert rows() == [["care", "sales", "shop"]]
    judge("care", "sales")
    assert rows() == [["care", "shop", "sales"]]
    judge("shop", "care")
    assert rows() == [["sales", "shop"]]
    judge("sales", "shop")
    assert rows() == []
    assert len(overlaps(run_collab, root)["verdicts"]) == 3
    named = overlaps(run_collab, root, "sales/d-sales", "care/d-care")
    assert (named["overlaps"], len(named["verdicts"])) == ([], 1)
    assert (named["compared"]["score"], named["compared"]["rule"]) == (0.95, None)


@pytest.mark.parametrize(
    ("titles", "score", "said"),
    [
        ({"sales": "生产计划制定", "care": "计划制定培训"}, 0.6, None),
        ({"sales": "客户开发", "care": "客户关系管理"}, 0.25, "below 50 %, so they count as two duties"),
        ({"sales": "报价", "care": "客户关系管理"}, 0, "0 %, no words in common"),
    ],
)
def test_a_named_pair_is_told_with_its_score(
    titles: dict[str, str], score: float, said: str | None, make_workspace: MakeWorkspace, run_collab: RunCollab
) -> None:
    root = small(make_workspace, None, **titles)
    pair = ("sales/d-sales", "care/d-care")
    answer = overlaps(run_collab, root, *pair)
    assert answer["compared"]["score"] == score
    assert [row["department"] for row in answer["compared"]["rows"]] == ["care", "sales"]
    out = run_collab("charter", "overlaps", *pair, "--lang", "en", cwd=root).out
    assert said is None or said in out.splitlines()
    assert ("collab waiver add" in out) == (said is None)


@pytest.mark.parametrize(
    ("scope", "said"),
    [
        ("scope: {areas: [asia]}", "their scopes are kept apart, so they do not overlap"),
        (
            "shared_with: [{department: sales, split: {lead: Answers, assist: Facts}}]",
            "how the departments share the work is written down, so they do not overlap",
        ),
    ],
)
def test_a_named_pair_that_is_kept_apart_says_why(
    scope: str, said: str, make_workspace: MakeWorkspace, run_collab: RunCollab
) -> None:
    root = small(make_workspace, sales="客户投诉处理", care="处理客户投诉")
    for path, new in (("care", scope), ("sales", "scope: {areas: [eu]}" if "areas" in scope else "weight: 1")):
        file = root / f"charters/{path}.yaml"
        file.write_text(file.read_text("utf-8").replace("scope: All customers", new), encoding="utf-8")
    out = run_collab("charter", "overlaps", "sales/d-sales", "care/d-care", "--lang", "en", cwd=root).out
    assert said in out.splitlines()
    assert "collab waiver add" not in out


def test_a_spreadsheet_has_a_line_for_each_pair(
    make_workspace: MakeWorkspace, run_collab: RunCollab, tmp_path: Path
) -> None:
    root = small(make_workspace, sales="客户投诉处理", care="客户投诉处理", shop="客户投诉处理")
    out = run_collab("charter", "overlaps", "--format", "csv", "--lang", "en", cwd=root).out
    lines = list(csv.DictReader(out.splitlines()))
    assert [(line["Department"], line["Other department"], line["Score %"]) for line in lines] == [
        ("Customer care", "Sales", "95"),
        ("Customer care", "Shop", "95"),
        ("Sales", "Shop", "95"),
    ]
    assert lines[0]["Other written at"] == "charters/sales.yaml:5"
    assert lines[0]["id"] == "charter:care/d-care charter:sales/d-sales"
    file = tmp_path / "overlaps.xlsx"
    assert run_collab("charter", "overlaps", "-o", str(file), cwd=root).code == 0
    assert file.read_bytes().startswith(b"PK")


@pytest.mark.parametrize("kind", ["departments", "people", "roles", "activities"])
def test_what_cannot_be_read_is_told(kind: str, tmp_path: Path, run_collab: RunCollab) -> None:
    root = red_demo(tmp_path / "demo")
    (root / f"{kind}.yaml").write_text("[", "utf-8")
    err = run_collab("charter", "overlaps", "--lang", "en", cwd=root).err
    assert f"some {kind} cannot be read; collab check says why" in err


def test_each_pair_of_three_has_its_own_score(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = small(make_workspace, sales="客户投诉处理", care="客户投诉处理", shop="客户投诉处理")
    file = root / "charters/shop.yaml"
    file.write_text(file.read_text("utf-8").replace("{shop: AR}", "{shop: R, sales: A}"), encoding="utf-8")
    pairs = [
        (*(ref.rpartition("-")[2] for ref in one["rows"]), one["score"]) for one in overlaps(run_collab, root)["pairs"]
    ]
    assert pairs == [("care", "sales", 0.95), ("care", "shop", 0.76), ("sales", "shop", 0.76)]
    out = run_collab("charter", "overlaps", "--lang", "en", cwd=root).out.splitlines()
    assert out[2] == "3 pairs that overlap by 50 % or more among 3 duties"
    shares = [line.rpartition(", ")[2] for line in out if "charters/" in line]
    assert shares == ["95 %", "95 %", "76 %"]
    lines = list(
        csv.DictReader(run_collab("charter", "overlaps", "--format", "csv", "--lang", "en", cwd=root).out.splitlines())
    )
    assert [line["Score %"] for line in lines] == ["95", "76", "76"]


def test_of_another_revision_it_is_read_only(make_demo: MakeDemo, run_collab: RunCollab) -> None:
    root, pair = make_demo(), [ref.partition(":")[2] for ref in PAIR]
    listed = run_collab("charter", "overlaps", "--at", "HEAD~1", "--lang", "en", cwd=root).out
    read = f"collab charter overlaps {pair[0]} {pair[1]} --at 'HEAD~1'"
    assert read in listed
    out = run_collab(*shlex.split(read)[1:], "--lang", "en", cwd=root).out
    assert out.splitlines()[-1] == "the ways out change the present files: leave out --at to see them"
    assert "collab waiver add" not in out
    assert overlaps(run_collab, root, "--at", "HEAD~1")["overlaps"][0]["ways"] == {}


def test_the_words_to_fill_in_are_named(tmp_path: Path, run_collab: RunCollab) -> None:
    pair = [ref.partition(":")[2] for ref in PAIR]
    out = run_collab("charter", "overlaps", *pair, "--lang", "en", cwd=red_demo(tmp_path / "demo")).out
    assert out.splitlines()[-1] == "words in capitals are for you to fill in: AREA and OTHER-AREA"
