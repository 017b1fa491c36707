from __future__ import annotations

import pytest

from collab_cli.graph.uses import Use, all_uses, place_of_use, uses_of, written_records
from collab_cli.model.workspace import Workspace
from tests.conftest import MakeWorkspace
from tests.rules.worlds import DEMO, world_of

GOAL = """\
title: A
level: company
period: "2025"
owner: ann
key_results:
  - {id: kr1, title: K, metric: rate, baseline: 1, target: 2, unit: x}
  - {id: kr2, title: L, baseline: 1, target: 2, unit: x}
tensions: [{between: [kr1, "goal:b/kr9", "free text"]}]
adjustments:
  - {date: 2025-01-01, field: kr1.target, approved_by: ann}
  - {date: 2025-01-01, field: key_results.kr2.baseline}
  - {date: 2025-01-01, field: contributes_to.top.weight, from: 0.1}
  - {date: 2025-01-01, field: guardrails.rate.at_most}
  - {date: 2025-01-01, field: owner, from: bob, to: ann}
  - {date: 2025-01-01, field: kr1.metric, from: old-rate, to: rate}
"""
CHARTER = """\
title: P
type: process
owner: ann
duties:
  - id: one
    scope: {excludes: [p/two]}
    raci: {sales: A, "person:bob": R, "role:boss": C, ": ": I}
    required_skills: {talk: 2}
    standards: [fast, {metric: rate}]
    next: [two, gone]
  - {id: two, within: act}
"""
FAULTY = "titel: no title\nsubject: person:bob\nratings:\n  - {duty: p/one, evidence: ['goal:a/kr1', 'note: x']}\n"


@pytest.fixture
def workspace(make_workspace: MakeWorkspace) -> Workspace:
    return world_of(
        make_workspace(
            {
                "collab.yaml": "schema: 1\ncompany: {name: C, head: ann}\n"
                'periods: [{id: "2025", start: 2025-01-01, end: 2025-12-31}, '
                '{id: q1, start: 2025-01-01, end: 2025-03-31, parent: "2025"}]\n',
                "goals/a.yaml": GOAL,
                "charters/p.yaml": CHARTER,
                "evaluations/e.yaml": FAULTY,
                "waivers.yaml": "- {id: w, rule: R313, target: charter:p/one, with: charter:p/two, approved_by: bob}\n",
                "people.yaml": "- {id: bob, name: Bob}\n- {name: no id, manager: bob}\n- {id: ann, name: Ann}\n",
            }
        )
    ).workspace


def said(use: Use) -> tuple[str, str, str, str | None]:
    return (".".join(map(str, use.route)), use.text, use.target, use.part)


def test_every_reference_of_a_goal(workspace: Workspace) -> None:
    assert [said(use) for use in all_uses(workspace) if use.path == "goals/a.yaml"] == [
        ("owner", "ann", "person:ann", None),
        ("period", "2025", "period:2025", None),
        ("key_results.0.metric", "rate", "metric:rate", None),
        ("tensions.0.between.0", "kr1", "goal:a", "kr1"),
        ("tensions.0.between.1", "goal:b/kr9", "goal:b", "kr9"),
        ("adjustments.0.field", "kr1.target", "goal:a", "kr1"),
        ("adjustments.0.approved_by", "ann", "person:ann", None),
        ("adjustments.1.field", "key_results.kr2.baseline", "goal:a", "kr2"),
        ("adjustments.2.field", "contributes_to.top.weight", "goal:top", None),
        ("adjustments.3.field", "guardrails.rate.at_most", "metric:rate", None),
        ("adjustments.4.from", "bob", "person:bob", None),
        ("adjustments.4.to", "ann", "person:ann", None),
        ("adjustments.5.field", "kr1.metric", "goal:a", "kr1"),
        ("adjustments.5.from", "old-rate", "metric:old-rate", None),
        ("adjustments.5.to", "rate", "metric:rate", None),
    ]


def test_every_reference_of_a_charter_keys_and_steps_included(workspace: Workspace) -> None:
    found = [use for use in all_uses(workspace) if use.path == "charters/p.yaml"]
    assert [said(use) for use in found] == [
        ("owner", "ann", "person:ann", None),
        ("duties.0.scope.excludes.0", "p/two", "charter:p", "two"),
        ("duties.0.standards.1.metric", "rate", "metric:rate", None),
        ("duties.0.raci.sales", "sales", "department:sales", None),
        ("duties.0.raci.person:bob", "person:bob", "person:bob", None),
        ("duties.0.raci.role:boss", "role:boss", "role:boss", None),
        ("duties.0.required_skills.talk", "talk", "skill:talk", None),
        ("duties.0.next.0", "two", "charter:p", "two"),
        ("duties.1.within", "act", "activity:act", None),
    ]
    assert [use.text for use in found if use.is_key] == ["sales", "person:bob", "role:boss", "talk"]
    assert [use.text for use in found if use.is_own] == ["two"]


def test_faulty_records_waivers_and_settings_are_seen(workspace: Workspace) -> None:
    assert [(use.path, *said(use)) for use in all_uses(workspace) if use.path[0] in "ewc" and "/p" not in use.path] == [
        ("evaluations/e.yaml", "subject", "person:bob", "person:bob", None),
        ("evaluations/e.yaml", "ratings.0.duty", "p/one", "charter:p", "one"),
        ("evaluations/e.yaml", "ratings.0.evidence.0", "goal:a/kr1", "goal:a", "kr1"),
        ("waivers.yaml", "0.target", "charter:p/one", "charter:p", "one"),
        ("waivers.yaml", "0.approved_by", "bob", "person:bob", None),
        ("waivers.yaml", "0.with", "charter:p/two", "charter:p", "two"),
        ("collab.yaml", "company.head", "ann", "person:ann", None),
        ("collab.yaml", "periods.1.parent", "2025", "period:2025", None),
    ]


def test_who_names_a_record_or_a_part(workspace: Workspace) -> None:
    assert [f"{use.path} {use.field}" for use in uses_of(workspace, "goal:a", "kr1")] == [
        "evaluations/e.yaml evidence",
        "goals/a.yaml between",
        "goals/a.yaml field",
        "goals/a.yaml field",
    ]
    assert {use.part for use in uses_of(workspace, "charter:p")} == {"one", "two"}
    assert uses_of(workspace, "goal:nowhere") == ()


def test_how_a_reference_is_spelled_afterwards(workspace: Workspace) -> None:
    spelled = {use.text: use.spelled("NEW", "PART" if use.part else None) for use in all_uses(workspace)}
    assert spelled == {
        "ann": "NEW",
        "bob": "NEW",
        "2025": "NEW",
        "rate": "NEW",
        "old-rate": "NEW",
        "kr1": "PART",
        "two": "PART",
        "goal:b/kr9": "goal:NEW/PART",
        "goal:a/kr1": "goal:NEW/PART",
        "kr1.target": "PART.target",
        "kr1.metric": "PART.metric",
        "key_results.kr2.baseline": "key_results.PART.baseline",
        "contributes_to.top.weight": "contributes_to.NEW.weight",
        "guardrails.rate.at_most": "guardrails.NEW.at_most",
        "p/one": "NEW/PART",
        "p/two": "NEW/PART",
        "charter:p/one": "charter:NEW/PART",
        "charter:p/two": "charter:NEW/PART",
        "sales": "NEW",
        "person:bob": "person:NEW",
        "role:boss": "role:NEW",
        "talk": "NEW",
        "act": "NEW",
    }


def test_what_could_be_taken_out(workspace: Workspace) -> None:
    ways = {said(use)[0]: use.ways for use in all_uses(workspace) if use.path == "charters/p.yaml"}
    assert ways["owner"] == (("owner",),)
    assert ways["duties.0.raci.sales"] == (("duties", 0, "raci", "sales"), ("duties", 0))
    assert ways["duties.0.next.0"] == (("duties", 0, "next", 0), ("duties", 0))
    assert ways["duties.1.within"] == (("duties", 1, "within"), ("duties", 1))
    rating = next(use for use in all_uses(workspace) if use.route[-1] == "duty")
    assert rating.ways == (("ratings", 0),)
    subject = next(use for use in all_uses(workspace) if use.route == ("subject",))
    assert subject.ways == ()


def test_the_place_of_a_key_is_that_of_the_key(workspace: Workspace) -> None:
    found = next(use for use in all_uses(workspace) if use.text == "person:bob" and use.is_key)
    place = place_of_use(workspace, found)
    assert (str(place), place.route) == ("charters/p.yaml:7:22", ("duties", "one", "raci", "person:bob"))


def test_records_as_they_are_written(workspace: Workspace) -> None:
    assert [(record.ref, record.route) for record in written_records(workspace)] == [
        ("charter:p", ()),
        ("evaluation:e", ()),
        ("goal:a", ()),
        ("person:bob", (0,)),
        ("person:ann", (2,)),
        ("waiver:w", (0,)),
    ]
    assert [record.ref for record in written_records(workspace, ("talk", "free text"))] == ["charter:p", "goal:a"]


def test_a_file_with_an_escaped_letter_may_mention_any_word(make_workspace: MakeWorkspace) -> None:
    files = {"people.yaml": "- {id: bob, name: Bob}\n", "people/ann.yaml": 'name: Ann\nmanager: "\\x62ob"\n'}
    world = world_of(make_workspace(files))
    assert [use.path for use in uses_of(world.workspace, "person:bob")] == ["people/ann.yaml"]


def test_of_the_demo_every_reference_names_something() -> None:
    world = world_of(DEMO / "green")
    uses = all_uses(world.workspace)
    assert len(uses) == 284
    assert [use for use in uses if use.target[:7] != "period:" and world.workspace.find(use.target) is None] == []
