from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.errors import CollabError
from collab_cli.findings import Fault
from collab_cli.i18n import language
from collab_cli.model.goal import Goal
from collab_cli.model.load_workspace import load_workspace, wanted_top
from collab_cli.model.person import Person
from collab_cli.model.skill import Skill
from collab_cli.model.workspace import Workspace
from collab_cli.sources.snapshot import overlaid, working_tree
from tests.conftest import MINIMAL_SETTINGS, ROOT, MakeWorkspace

GOAL = 'title: T\nlevel: company\nperiod: "2025"\n'


def loaded(root: Path, *, restricted: bool = False) -> Workspace:
    return load_workspace(working_tree(root, wanted=wanted_top, restricted=restricted))


def told(faults: tuple[Fault, ...]) -> list[str]:
    """Return the faults as lines: place, code, message; hint."""
    english = language("en")
    lines = []
    for fault in sorted(faults, key=lambda fault: (fault.place.path, fault.place.line, fault.place.column)):
        text = f"{fault.place} {fault.code} {english.say(fault.message)}"
        lines.append(f"{text}; {english.say(fault.hint)}" if fault.hint is not None else text)
    return lines


def test_the_demo_loads_without_a_fault() -> None:
    workspace = loaded(ROOT / "templates" / "demo" / "green")
    assert workspace.faults == ()
    assert workspace.unread == workspace.unlisted == frozenset()
    assert len(list(workspace.every_record())) == len({record.ref for record in workspace.every_record()}) > 50
    assert [goal.id for goal in workspace.all(Goal)] == [
        "increase-market-share",
        "increase-revenue",
        "raise-quality-and-efficiency",
        "strengthen-brand",
    ]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("goals", True),
        ("people.yaml", True),
        ("collab.yaml", True),
        ("restricted", True),
        ("goal", False),
        ("notes.yaml", False),
        ("src", False),
    ],
)
def test_what_is_wanted_at_the_root(name: str, wanted: bool) -> None:
    assert wanted_top(name) is wanted


def test_a_kind_may_stand_in_a_register_and_in_files_of_its_own(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(
        {
            "skills.yaml": "- {id: teamwork, name: Teamwork}\n- {id: talking, name: Talking}\n",
            "skills/by-hand/listening.yaml": "name: Listening\n",
        }
    )
    workspace = loaded(root)
    assert workspace.faults == ()
    places = {skill.id: (str(skill.place("name")), skill.route) for skill in workspace.all(Skill)}
    assert places == {
        "teamwork": ("skills.yaml:1:24", ("teamwork",)),
        "talking": ("skills.yaml:2:23", ("talking",)),
        "listening": ("skills/by-hand/listening.yaml:1:7", ()),
    }
    assert workspace.known["skill"] == {"teamwork", "talking", "listening"}


def test_an_empty_register_is_none(make_workspace: MakeWorkspace) -> None:
    workspace = loaded(make_workspace({"skills.yaml": "# none yet\n"}))
    assert (workspace.faults, workspace.all(Skill), workspace.unread) == ((), (), frozenset())


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {"skills.yaml": "teamwork: {name: Teamwork}\n"},
            "skills.yaml:1:1 S002 skills.yaml is a register: it holds a list of skill entries, each with an id; "
            "collab explain skill shows the fields",
        ),
        (
            {"skills.yaml": "- teamwork\n"},
            "skills.yaml:1:3 S002 this entry of skills.yaml is no record; "
            "write it as fields and values, starting with id",
        ),
        (
            {"skills.yaml": "- name: {zh: 团队协作, en: Team work}\n"},
            "skills.yaml:1:3 S002 an entry of skills.yaml lacks its id; add an id such as id: team-work",
        ),
        (
            {"skills.yaml": "- levels: [a]\n"},
            "skills.yaml:1:3 S002 an entry of skills.yaml lacks its id; add an id such as id: skill-1",
        ),
        (
            {"goals/cut-costs.yaml": "- title: T\n"},
            "goals/cut-costs.yaml:1:1 S002 goals/cut-costs.yaml holds no record: "
            "a goal is written as fields and values; collab explain goal shows the fields",
        ),
        (
            {"goals/cut-costs.yaml": ""},
            "goals/cut-costs.yaml:1:1 S002 goals/cut-costs.yaml holds no record: "
            "a goal is written as fields and values; collab explain goal shows the fields",
        ),
        (
            {"goals/Cut_Costs.yaml": GOAL},
            "goals/Cut_Costs.yaml:1:1 S017 the file name Cut_Costs is no valid id; "
            "use lower-case letters, digits and -, at most 64 of them, such as cut-costs",
        ),
        (
            {"goals/降低成本.yaml": GOAL},
            "goals/降低成本.yaml:1:1 S017 the file name 降低成本 is no valid id; "
            "use lower-case letters, digits and -, at most 64 of them, such as jiang-di-cheng-ben",
        ),
        (
            {"goals/aux.yaml": GOAL},
            "goals/aux.yaml:1:1 S017 the file name aux is no valid id; aux is a device name on Windows; choose another",
        ),
        (
            {"skills.yaml": "- {id: Team, name: T}\n"},
            "skills.yaml:1:8 S017 Team is no valid id; "
            "use lower-case letters, digits and -, at most 64 of them, such as team",
        ),
    ],
)
def test_what_is_no_record_or_has_no_valid_id(
    make_workspace: MakeWorkspace, files: dict[str, str], expected: str
) -> None:
    assert told(loaded(make_workspace(files)).faults) == [expected]


def test_an_id_is_unique_within_its_kind_in_all_files(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"skills.yaml": "- {id: talking, name: A}\n", "skills/talking.yaml": "name: B\n"})
    workspace = loaded(root)
    assert told(workspace.faults) == [
        "skills/talking.yaml:1:1 S004 skill talking is written twice; keep one, or give one of them another id"
    ]
    assert str(workspace.faults[0].related[0].place) == "skills.yaml:1:8"
    assert [skill.value.name for skill in workspace.all(Skill)] == ["A"]


def test_ids_that_differ_only_by_case_are_invalid(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"skills.yaml": "- {id: talking, name: A}\n- {id: Talking, name: B}\n"})
    assert [line.partition("; ")[0] for line in told(loaded(root).faults)] == [
        "skills.yaml:2:8 S017 Talking is no valid id",
    ]
    root = make_workspace({"skills.yaml": "- {id: Talking, name: A}\n- {id: talking, name: B}\n"})
    assert [line.partition("; ")[0] for line in told(loaded(root).faults)] == [
        "skills.yaml:1:8 S017 Talking is no valid id",
        "skills.yaml:2:8 S017 skill talking differs from Talking only by case",
    ]


def test_two_kinds_may_share_an_id(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"skills.yaml": "- {id: sales, name: A}\n", "departments.yaml": "- {id: sales, name: B}\n"})
    assert loaded(root).faults == ()


def test_a_record_that_is_not_sound_is_known_but_not_judged(make_workspace: MakeWorkspace) -> None:
    workspace = loaded(make_workspace({"goals/cut-costs.yaml": "title: T\nlevel: company\n"}))
    assert workspace.all(Goal) == ()
    assert workspace.is_known("goal", "cut-costs")
    assert not workspace.is_known("goal", "other")
    assert (set(workspace.unread), set(workspace.unlisted)) == ({"goal"}, set())


def test_a_file_that_cannot_be_read_still_tells_its_id(make_workspace: MakeWorkspace) -> None:
    workspace = loaded(make_workspace({"goals/cut-costs.yaml": "title: [\n"}))
    assert [fault.code for fault in workspace.faults] == ["S001"]
    assert workspace.is_known("goal", "cut-costs")
    assert not workspace.is_known("goal", "other")
    assert (set(workspace.unread), set(workspace.unlisted)) == ({"goal"}, set())


def test_of_a_register_that_cannot_be_read_nobody_knows_the_ids(make_workspace: MakeWorkspace) -> None:
    workspace = loaded(make_workspace({"people.yaml": "- {id: li-na, name: [}\n"}))
    assert workspace.all(Person) == ()
    assert workspace.is_known("person", "anybody")
    assert (set(workspace.unread), set(workspace.unlisted)) == ({"person"}, {"person"})


def test_a_folder_in_the_place_of_a_file_hides_one_record(make_workspace: MakeWorkspace) -> None:
    workspace = loaded(make_workspace({"goals/cut-costs.yaml/x.txt": "", "goals/other.yaml": GOAL}))
    assert [fault.code for fault in workspace.faults] == ["S024"]
    assert workspace.is_known("goal", "cut-costs")
    assert workspace.unread == {"goal"}


def test_restricted_records_are_read_when_that_is_enabled(make_workspace: MakeWorkspace) -> None:
    record = "title: T\nsubject: person:li-na\nperiod: '2025'\nevaluator: li-na\n"
    files = {"restricted/evaluations/e1.yaml": record, "people.yaml": "- {id: li-na, name: Li Na}\n"}
    off = loaded(make_workspace(files))
    assert off.records["evaluation"] == {}
    assert off.has_restricted_folder
    files["collab.yaml"] = MINIMAL_SETTINGS + "restricted: {enabled: true}\n"
    on = loaded(make_workspace(files), restricted=True)
    assert on.records["evaluation"]["e1"].restricted
    assert not on.has_restricted_folder


def test_a_file_that_vanishes_is_reported(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"goals/cut-costs.yaml": GOAL})
    snapshot = working_tree(root, wanted=wanted_top)
    (root / "goals" / "cut-costs.yaml").unlink()
    workspace = load_workspace(snapshot)
    assert [fault.code for fault in workspace.faults] == ["S024"]
    assert workspace.unread == {"goal"}


def test_files_laid_over_a_snapshot_are_loaded_in_their_place(make_workspace: MakeWorkspace) -> None:
    snapshot = working_tree(make_workspace({"goals/cut-costs.yaml": GOAL}), wanted=wanted_top)
    changed = load_workspace(overlaid(snapshot, {"goals/cut-costs.yaml": None, "goals/new.yaml": GOAL.encode()}))
    assert [goal.id for goal in changed.all(Goal)] == ["new"]


def test_a_workspace_without_usable_settings_is_none(make_workspace: MakeWorkspace) -> None:
    with pytest.raises(CollabError):
        loaded(make_workspace({"collab.yaml": "schema: 2\n"}))


def test_a_record_with_a_faulty_field_is_judged_without_it(make_workspace: MakeWorkspace) -> None:
    goal = GOAL + "score: high\nkey_results: [{id: kr1}]\n"
    workspace = loaded(make_workspace({"goals/cut-costs.yaml": goal}))
    (record,) = workspace.all(Goal)
    assert (record.value.score, record.value.key_results, record.is_whole) == (None, [], False)
    assert workspace.unread == {"goal"}
    assert workspace.absent == {
        ("goals/cut-costs.yaml", ("score",)),
        ("goals/cut-costs.yaml", ("key_results",)),
        ("goals/cut-costs.yaml", ("key_results", "kr1")),
    }


@pytest.mark.parametrize("blank", ['""', '"  "', "''"])
def test_a_title_without_a_letter_is_empty(make_workspace: MakeWorkspace, blank: str) -> None:
    workspace = loaded(make_workspace({"goals/cut-costs.yaml": GOAL.replace("title: T", f"title: {blank}")}))
    assert told(workspace.faults) == ["goals/cut-costs.yaml:1:8 S002 title is empty; write a value"]


def test_a_key_without_a_name_is_reported(make_workspace: MakeWorkspace) -> None:
    workspace = loaded(make_workspace({"goals/cut-costs.yaml": GOAL + '"": a\n'}))
    assert told(workspace.faults) == [
        "goals/cut-costs.yaml:4:1 S002 a key is empty; write the name of a field before the colon"
    ]


def test_only_the_kinds_asked_for_are_read(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(
        {
            "people.yaml": "- {id: ann, name: Ann}\n",
            "goals/a.yaml": GOAL + "owner: ann\n",
            "charters/x.yaml": "department: [\n",
        }
    )
    workspace = load_workspace(working_tree(root, wanted=wanted_top), kinds={"goal"})
    assert {kind: [*records] for kind, records in workspace.records.items() if records} == {"goal": ["a"]}
    assert workspace.is_known("person", "gone")
    assert not workspace.is_known("goal", "gone")
    assert not workspace.unread
