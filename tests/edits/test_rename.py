from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collab_cli.graph.uses import all_uses, written_records
from collab_cli.graph.world import World
from collab_cli.rules.engine import run_rules
from collab_cli.rules.rule import Profile
from collab_cli.rules.selection import select_rules
from tests.conftest import MakeWorkspace
from tests.edits.renames import files, refusal, rename, told
from tests.rules.worlds import DEMO, red_demo, said, world_of

DIGEST = re.compile(r"\b[0-9a-f]{12}\b")


@pytest.fixture(scope="module")
def demo() -> World:
    return world_of(DEMO / "green")


def changed_lines(before: World, after: World, moves: dict[str, str] | None = None) -> dict[str, list[tuple[str, str]]]:
    """Return by path the lines that differ, as before and after, digests that are not those of before as NEW."""
    old, new = files(before), files(after)
    assert {(moves or {}).get(path, path) for path in old} == set(new)
    known, found = set(DIGEST.findall(b"".join(old.values()).decode())), {}
    for path, data in old.items():
        pairs = zip(data.decode().split("\n"), new[(moves or {}).get(path, path)].decode().split("\n"), strict=True)
        differing = [
            (one, DIGEST.sub(lambda found: found[0] if found[0] in known else "NEW", other))
            for one, other in pairs
            if one != other
        ]
        if differing:
            found[path] = differing
    return found


def findings(world: World, profile: Profile, renamed: dict[str, str]) -> list[str]:
    outcome = run_rules(world, select_rules(world.settings, profile=profile, select=()), ())
    lines = [f"{finding.code} {finding.place.path} {said(finding)}" for finding in outcome.findings]
    for old, new in renamed.items():
        lines = [re.sub(rf"(?<![\w-]){old}(?![\w-])", new, line) for line in lines]
    return sorted(lines)


def test_a_department_with_its_charter_and_every_reference(demo: World) -> None:
    planned = rename(demo, "department:sales", "vertrieb")
    assert told(planned.sentence) == "renamed the department Sales (sales) to vertrieb"
    assert [told(note) for note in planned.notes] == [
        "its charter is renamed with it",
        "49 references are changed with it",
        "13 digests are renewed: the agreements hold on",
    ]
    changed = changed_lines(demo, planned.after, {"charters/sales.yaml": "charters/vertrieb.yaml"})
    assert {path: len(lines) for path, lines in changed.items()} == {
        "actions/2025/2025-07-07-forecast-deadline.yaml": 1,
        "actions/2025/2025-10-10-contract-checklist.yaml": 1,
        "cases/weekly-forecast-halves-stockouts.yaml": 1,
        "channels.yaml": 3,
        "charters/complaint-to-closure.yaml": 6,
        "charters/marketing.yaml": 7,
        "charters/production.yaml": 6,
        "charters/sales.yaml": 6,
        "departments.yaml": 1,
        "documents.yaml": 2,
        "evaluations/2025-q3/sales-2025-q3.yaml": 5,
        "events/case-sharing-july.yaml": 1,
        "events/team-outing.yaml": 1,
        "goals/2025/increase-revenue.yaml": 1,
        "handoffs/rolling-forecast.yaml": 2,
        "issues/2025/2025-07-02-batch-colour-complaint.yaml": 3,
        "meetings/2025/2025-07-07-xdept-weekly.yaml": 1,
        "people.yaml": 2,
        "projects/autumn-fair.yaml": 3,
        "proposals/2025/market-share-decomposition.yaml": 3,
        "recognition/q2-teamwork-award.yaml": 1,
        "roles.yaml": 1,
        "series/xdept-weekly.yaml": 1,
    }
    for before, after in (pair for lines in changed.values() for pair in lines):
        assert re.sub(r"(?<![\w-])sales(?![\w-])", "vertrieb", DIGEST.sub("NEW", before)) == DIGEST.sub("NEW", after)
    left = [
        line.strip() for data in files(planned.after).values() for line in data.decode().split("\n") if "sales" in line
    ]
    assert left == [
        "origin: evaluation:sales-2025-q3",
        *["domain: sales-management"] * 4,
        "- id: sales-production",
        'vcs_team: "@acme/sales"',
        "metric: sales-revenue",
        "channel: sales-production",
        "source: channel:sales-production",
        "- id: sales-revenue",
        "role: sales-head",
        "- id: sales-head",
    ]


def test_exactly_the_lines_of_a_person(demo: World) -> None:
    planned = rename(demo, "张伟", "zw")
    changed = changed_lines(demo, planned.after)
    assert {path: [after.strip() for _, after in lines] for path, lines in changed.items()} == {
        "actions/2025/2025-07-07-forecast-deadline.yaml": ["owner: zw"],
        "cases/weekly-forecast-halves-stockouts.yaml": ["presenter: zw"],
        "charters/complaint-to-closure.yaml": [
            "owner: zw",
            '- {department: sales, by: zw, date: 2025-02-21, digest: "NEW"}',
            '- {department: production, by: wang-qiang, date: 2025-02-21, digest: "NEW"}',
            '- {department: marketing, by: liu-fang, date: 2025-02-21, digest: "NEW"}',
        ],
        "charters/marketing.yaml": ['- {department: sales, by: zw, date: 2025-02-20, digest: "ebff0c2933db"}'],
        "charters/production.yaml": ['- {department: sales, by: zw, date: 2025-02-21, digest: "219d7b24ee81"}'],
        "charters/sales.yaml": ['- {department: sales, by: zw, date: 2025-02-20, digest: "8a6811b27591"}'],
        "departments.yaml": ["head: zw"],
        "goals/2025/increase-revenue.yaml": ["owner: zw"],
        "issues/2025/2025-07-02-batch-colour-complaint.yaml": ["raised_by: zw"],
        "meetings/2025/2025-01-10-goal-workshop.yaml": ["present: [li-na, zw, wang-qiang, liu-fang, chen-jie]"],
        "meetings/2025/2025-07-07-xdept-weekly.yaml": [
            "present: [li-na, zw, wang-qiang, chen-jie, zhou-min]",
            "by: zw",
            "owner: zw",
        ],
        "metrics.yaml": ["owner: zw", "owner: zw"],
        "people.yaml": ["- id: zw"],
        "proposals/2025/market-share-decomposition.yaml": [
            'digest: "NEW"',
            "- {department: sales, by: zw, date: 2025-04-14, position: agree}",
        ],
        "training/communication-workshop.yaml": [
            "attendees: [zw, wang-qiang, zhou-min]",
            "- {person: zw, skill: communication, from: 2, to: 3}",
        ],
    }


def test_exactly_the_lines_of_an_activity(demo: World) -> None:
    planned = rename(demo, "activity:customer-development", "winning-customers")
    changed = changed_lines(demo, planned.after)
    assert {path: [after.strip() for _, after in lines] for path, lines in changed.items()} == {
        "actions/2025/2025-07-07-forecast-deadline.yaml": ["duty: sales/winning-customers"],
        "activities.yaml": ["- id: winning-customers"],
        "charters/sales.yaml": [
            "- id: winning-customers",
            '- {department: sales, by: zhang-wei, date: 2025-02-20, digest: "NEW"}',
            '- {department: production, by: wang-qiang, date: 2025-02-21, digest: "NEW"}',
            '- {department: marketing, by: liu-fang, date: 2025-02-21, digest: "NEW"}',
        ],
        "evaluations/2025-q3/sales-2025-q3.yaml": ["- duty: sales/winning-customers"],
        "handoffs/rolling-forecast.yaml": ["duty: sales/winning-customers"],
    }


RENAMES = (
    ("department:sales", "vertrieb"),
    ("person:zhang-wei", "wei"),
    ("activity:market-research", "research"),
    ("goal:increase-market-share", "share"),
    ("goal:strengthen-brand/kr1", "awareness"),
    ("charter:marketing/market-research", "studies"),
    ("charter:complaint-to-closure/diagnose", "analyse"),
    ("charter:complaint-to-closure", "complaints"),
    ("series:xdept-weekly", "weekly"),
    ("channel:shared-docs", "library"),
    ("metric:defect-rate", "defects"),
    ("role:sales-head", "head-of-sales"),
    ("skill:communication", "talking"),
    ("meeting:2025-07-07-xdept-weekly/dec1", "dec2"),
    ("case:weekly-forecast-halves-stockouts/l1", "lesson"),
)


@pytest.mark.no_cover
@pytest.mark.parametrize(("old", "new"), RENAMES)
def test_no_reference_is_left_and_the_check_says_the_same(demo: World, old: str, new: str) -> None:
    planned = rename(demo, old, new)
    kind, _, rest = old.partition(":")
    record_id, _, part = rest.partition("/")
    workspace, target = planned.after.workspace, f"{kind}:{record_id}"
    uses = [use for use in all_uses(workspace) if use.target == target and part in ("", use.part)]
    assert [f"{use.path} {use.route}" for use in uses] == []
    assert planned.after.faults == demo.faults
    profiles: tuple[Profile, ...] = ("standard", "strict")
    for profile in profiles:
        assert findings(demo, profile, {part or record_id: new}) == findings(planned.after, profile, {})


@pytest.mark.parametrize(("old", "new"), RENAMES[:3])
def test_a_faulty_workspace_has_the_same_findings(tmp_path: Path, old: str, new: str) -> None:
    world = world_of(red_demo(tmp_path))
    planned = rename(world, old, new)
    before = findings(world, "strict", {old.partition(":")[2]: new})
    assert before and before == findings(planned.after, "strict", {})


def names() -> list[str]:
    workspace = world_of(DEMO / "green").workspace
    found = []
    for record in written_records(workspace):
        is_department = record.kind.name == "charter" and workspace.is_known("department", record.id)
        found += [] if is_department else [record.ref]
        found += [f"{record.ref}/{part}" for part, _ in record.parts()]
    return found


def other_name(world: World, name: str) -> tuple[str, str]:
    """Return another id for what is named, and its name under that."""
    kind, _, rest = name.partition(":")
    record_id, slash, _ = rest.partition("/")
    record = world.workspace.find(name)
    assert record is not None
    if slash:
        return "z9", f"{kind}:{record_id}/z9"
    new = f"{record_id}-2" if record.kind.ids in ("dated", "meeting") else "z9"
    return new, f"{kind}:{new}"


@pytest.mark.no_cover
@settings(max_examples=60, deadline=None)
@given(name=st.sampled_from(names()))
def test_there_and_back_gives_the_same_bytes(demo: World, name: str) -> None:
    new, renamed = other_name(demo, name)
    there = rename(demo, name, new)
    back = rename(there.after, renamed, name.partition(":")[2].rpartition("/")[2])
    assert files(back.after) == files(demo)


def test_git_sees_the_file_of_a_goal_renamed_in_its_folder(demo: World) -> None:
    planned = rename(demo, "goal:strengthen-brand", "brand")
    assert {write.path for write in planned.writes if write.data is None} == {"goals/2025/strengthen-brand.yaml"}
    assert files(planned.after)["goals/2025/brand.yaml"] == files(demo)["goals/2025/strengthen-brand.yaml"]
    assert told(*planned.notes) == "5 references are changed with it; 3 digests are renewed: the agreements hold on"


def test_a_duty_goes_on_covering_its_activity(demo: World) -> None:
    planned = rename(demo, "charter:sales/contract-signing", "contracts")
    before = "  - id: contract-signing\n    scope:"
    after = "  - id: contracts\n    activity: contract-signing\n    scope:"
    text = files(demo)["charters/sales.yaml"].decode().replace(before, after)
    assert DIGEST.sub("", files(planned.after)["charters/sales.yaml"].decode()) == DIGEST.sub("", text)
    assert told(planned.notes[0]) == "the duty goes on covering the activity contract-signing"


def test_a_duty_whose_new_id_is_taken_names_the_activity(make_workspace: MakeWorkspace) -> None:
    charter = "title: P\ntype: process\nowner: ann\nduties:\n  - id: old\n  - id: new\n    within: old\n"
    world = world_of(
        make_workspace(
            {
                "people.yaml": "- {id: ann, name: Ann}\n",
                "activities.yaml": "- {id: old, name: Old}\n",
                "charters/p.yaml": charter,
            }
        )
    )
    planned = rename(world, "activity:old", "new")
    assert files(planned.after)["charters/p.yaml"].decode() == charter.replace(
        "- id: old\n", "- id: old\n    activity: new\n"
    ).replace("within: old", "within: new")
    assert told(planned.notes[0]) == "the duty p/old keeps its id: new is taken there"


def test_meetings_are_named_after_their_series(demo: World) -> None:
    planned = rename(demo, "series:xdept-weekly", "weekly")
    assert told(*planned.notes) == ("2 meetings named after it are renamed with it; 3 references are changed with it")
    assert sorted(planned.after.workspace.records["meeting"]) == [
        "2025-01-10-goal-workshop",
        "2025-07-07-weekly",
        "2025-07-14-weekly",
    ]


def test_an_invalid_id_can_be_renamed_to_a_valid_one(make_workspace: MakeWorkspace) -> None:
    goal = 'title: A\nlevel: company\nperiod: "2025"\n'
    world = world_of(make_workspace({"goals/Cut-Costs.yaml": goal, "goals/Other.yaml": goal + "owner: nobody\n"}))
    planned = rename(world, "goal:Cut-Costs", "cut-costs")
    assert [(write.path, write.data) for write in planned.writes] == [
        ("goals/cut-costs.yaml", goal.encode()),
        ("goals/Cut-Costs.yaml", None),
    ]
    assert rename(world, "goal:Other", "other").after.faults  # the fault it had does not stand in the way


def test_restricted_records_are_read_where_they_are_enabled(make_workspace: MakeWorkspace) -> None:
    evaluation = 'title: E\nsubject: person:ann\nperiod: "2025"\nevaluator: ann\n'
    tree = {"people.yaml": "- {id: ann, name: Ann}\n", "restricted/evaluations/e.yaml": evaluation}
    root = make_workspace(tree)
    assert told(*rename(world_of(root), "person:ann", "anna").notes) == (
        "restricted/ is not read; references there stay as they are"
    )
    settings = (root / "collab.yaml").read_text() + "restricted: {enabled: true}\n"
    world = world_of(make_workspace({**tree, "collab.yaml": settings}), restricted=True)
    planned = rename(world, "person:ann", "anna")
    new = files(planned.after)["restricted/evaluations/e.yaml"].decode()
    assert new == evaluation.replace("ann", "anna")


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("department:sales", "Sales", "Sales is no valid id; use lower-case letters, digits and -, at most 64 of them,"
         " such as sales"),
        ("department:sales", "con", "con is no valid id; use lower-case letters, digits and -, at most 64 of them,"
         " such as con-1"),
        ("department:sales", "sales", "Sales (sales) has this id already; choose another id"),
        ("department:sales", "marketing", "there is a department Marketing (marketing) already; choose another id"),
        ("department:sales", "complaint-to-closure",
         "there is a charter 客户投诉闭环流程 (complaint-to-closure) already; choose another id"),
        ("goal:strengthen-brand/kr1", "kr2",
         "Strengthen brand and customer relations (strengthen-brand) has a part kr2 already; choose another id"),
        ("goal:strengthen-brand/kr7", "kr3",
         "Strengthen brand and customer relations (strengthen-brand) has no part kr7; did you mean kr1"),
        ("action:2025-10-10-contract-checklist", "checklist",
         "ids of actions start with a date; write 2025-10-10-checklist"),
        ("action:2025-10-10-contract-checklist", "2025-13-10-checklist",
         "ids of actions start with a date; write 2025-10-10-checklist"),
        ("meeting:2025-01-10-goal-workshop", "2025-01-11-goal-workshop",
         "ids of meetings start with a date; write 2025-01-10-goal-workshop"),
        ("meeting:2025-07-07-xdept-weekly", "2025-07-07-talk",
         "the id of a meeting of the series xdept-weekly is its date and the series; write 2025-07-07-xdept-weekly"),
        ("charter:sales", "selling", "the charter sales is named after its department; rename the department:"
         " collab rename department:sales selling"),
        ("nobody", "x", "there is no record nobody; write kind and id, such as goal:ID"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(demo: World, old: str, new: str, line: str) -> None:
    assert refusal(demo, old, new) == line


def test_the_charter_of_no_department_gets_the_id_of_one(make_workspace: MakeWorkspace) -> None:
    departments = "- {id: sales, name: Sales}\n"
    world = world_of(make_workspace({"departments.yaml": departments, "charters/sals.yaml": "title: S\n"}))
    assert refusal(world, "charter:sals", "trade") == (
        "the charter of a department has its id, and there is no department trade;"
        " name a department, or set its type to process or project"
    )
    assert [write.path for write in rename(world, "charter:sals", "sales").writes] == [
        "charters/sales.yaml",
        "charters/sals.yaml",
    ]


def test_a_reference_with_an_escaped_letter_is_renamed(make_workspace: MakeWorkspace) -> None:
    files = {"people.yaml": "- {id: bob, name: Bob}\n", "people/ann.yaml": 'name: Ann\nmanager: "\\x62ob"\n'}
    planned = rename(world_of(make_workspace(files)), "person:bob", "carl")
    assert {write.path: write.data for write in planned.writes} == {
        "people.yaml": b"- {id: carl, name: Bob}\n",
        "people/ann.yaml": b'name: Ann\nmanager: "carl"\n',
    }


def test_an_id_written_twice_is_refused(make_workspace: MakeWorkspace) -> None:
    files = {"skills.yaml": "- {id: talk, name: T}\n- {id: talk, name: U}\n- {id: sing, name: S}\n",
             "skills/sing.yaml": "name: S\n", "charters/c.yaml": CHARTER_TWICE}  # fmt: skip
    world = world_of(make_workspace(files))
    hint = "keep one, or give one of them another id"
    assert refusal(world, "skill:talk", "x") == f"skill:talk is written twice: skills.yaml:1 and skills.yaml:2; {hint}"
    assert refusal(world, "skill:sing", "x") == (
        f"skill:sing is written twice: skills.yaml:3 and skills/sing.yaml:1; {hint}"
    )
    assert refusal(world, "charter:c/d", "x") == (
        f"charter:c/d is written twice: charters/c.yaml:5 and charters/c.yaml:6; {hint}"
    )


CHARTER_TWICE = "title: C\ntype: process\nowner: ann\nduties:\n  - {id: d, title: D}\n  - {id: d, title: E}\n"
