from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.edits.changes import Changes, Spelling
from collab_cli.findings import Patch, Route
from collab_cli.model.load_workspace import wanted_top
from collab_cli.sources.snapshot import working_tree
from tests.conftest import MakeWorkspace
from tests.edits.plans import plan_of, refusal

GOAL = "# why\ntitle: Grow  # short\nowner: li-na\ntags: [a, b]\n"
PEOPLE = "- id: li-na\n  name: 李娜\n- id: zhang-wei\n  name: {zh: 张伟}\n"


@pytest.fixture
def changes(make_workspace: MakeWorkspace) -> Changes:
    root = make_workspace({"goals/grow.yaml": GOAL, "people.yaml": PEOPLE, "roles.yaml": "# none yet\n"})
    return Changes(working_tree(root, wanted=wanted_top))


def text(changes: Changes, path: str) -> str:
    data = changes.overlay[path]
    assert data is not None
    return data.decode()


def test_nothing_changed_writes_nothing(changes: Changes) -> None:
    changes.set("goals/grow.yaml", ("owner",), "li-na")
    assert (changes.writes, changes.overlay) == ((), {})
    assert changes.document("goals/none.yaml") is None


def test_fields_are_set_in_their_place(changes: Changes) -> None:
    changes.set("goals/grow.yaml", ("owner",), "zhang-wei")
    changes.set("goals/grow.yaml", ("period",), "2025", order=("title", "owner", "period", "tags"))
    assert text(changes, "goals/grow.yaml") == (
        '# why\ntitle: Grow  # short\nowner: zhang-wei\nperiod: "2025"\ntags: [a, b]\n'
    )
    assert [write.expected for write in changes.writes] == [GOAL.encode()]


def test_maps_missing_on_the_way_are_made(changes: Changes) -> None:
    changes.set("goals/grow.yaml", ("closing", "cause"), "late")
    assert text(changes, "goals/grow.yaml") == GOAL + "closing:\n  cause: late\n"


def test_an_entry_of_a_register_is_found_by_its_place_or_id(changes: Changes) -> None:
    changes.set("people.yaml", (1, "name", "en"), "Zhang Wei")
    changes.set("people.yaml", ("li-na", "name"), "李 娜")
    assert text(changes, "people.yaml") == (
        "- id: li-na\n  name: 李 娜\n- id: zhang-wei\n  name: {zh: 张伟, en: Zhang Wei}\n"
    )
    assert changes.plain("people.yaml", ("zhang-wei", "name", "en")) == "Zhang Wei"
    assert [changes.plain("people.yaml", route) for route in ((7,), ("nobody",), (0, "name", "zh"))] == [None] * 3


@pytest.mark.parametrize(
    ("index", "value", "after"),
    [
        (0, "c", "[c, b]"),
        (1, "c, d", '[a, "c, d"]'),
        (0, {"x": "1"}, '[{x: "1"}, b]'),
    ],
)
def test_an_item_of_a_list_is_exchanged(changes: Changes, index: int, value: str, after: str) -> None:
    changes.set("goals/grow.yaml", ("tags", index), value)
    assert text(changes, "goals/grow.yaml") == GOAL.replace("[a, b]", after)


@pytest.mark.parametrize(
    ("route", "before", "after"),
    [
        (("owner",), "owner: li-na\n", ""),
        (("tags", 0), "[a, b]", "[b]"),
        (("tags",), "tags: [a, b]\n", ""),
    ],
)
def test_fields_and_items_are_removed(changes: Changes, route: Route, before: str, after: str) -> None:
    changes.unset("goals/grow.yaml", route)
    assert text(changes, "goals/grow.yaml") == GOAL.replace(before, after)


def test_items_are_put_into_lists(changes: Changes) -> None:
    changes.insert("goals/grow.yaml", ("tags",), "c")
    changes.insert("goals/grow.yaml", ("tags",), "0", 0)
    changes.insert("goals/grow.yaml", ("links",), "https://a.example", order=("title", "links", "tags"))
    assert text(changes, "goals/grow.yaml") == (
        '# why\ntitle: Grow  # short\nlinks: [https://a.example]\nowner: li-na\ntags: ["0", a, b, c]\n'
    )


@pytest.mark.parametrize("empty", ["", "# none yet\n", "[]\n", "# none\n[]\n", "\ufeff# none\n"])
def test_the_first_entry_of_a_register(make_workspace: MakeWorkspace, empty: str) -> None:
    changes = Changes(working_tree(make_workspace({"roles.yaml": empty}), wanted=wanted_top))
    changes.insert("roles.yaml", (), {"id": "head", "name": "Head"})
    assert changes.plain("roles.yaml") == [{"id": "head", "name": "Head"}]
    comments = "".join(line for line in empty.splitlines(keepends=True) if "none" in line)
    assert text(changes, "roles.yaml").startswith(comments)
    changes.insert("roles.yaml", (), {"id": "clerk", "name": "Clerk"}, 0)
    assert [entry["id"] for entry in changes.plain("roles.yaml")] == ["clerk", "head"]


def test_a_key_gets_another_name(changes: Changes) -> None:
    changes.respell("goals/grow.yaml", [Spelling(("owner",), "head", is_key=True)])
    assert text(changes, "goals/grow.yaml") == GOAL.replace("owner:", "head:")
    assert list(changes.plain("goals/grow.yaml")) == ["title", "head", "tags"]


def test_patches_of_a_fix_are_applied(changes: Changes) -> None:
    at = GOAL.index("Grow")
    changes.patch("goals/grow.yaml", [Patch("goals/grow.yaml", at, at + 4, "Gain")])
    assert text(changes, "goals/grow.yaml") == GOAL.replace("Grow", "Gain")


def test_files_come_and_go_in_the_order_they_were_changed(changes: Changes) -> None:
    changes.move("goals/grow.yaml", "goals/gain.yaml")
    changes.create("cases/one.yaml", {"title": "One"})
    changes.remove("people.yaml")
    changes.replace_bytes("roles.yaml", b"- id: a\n")
    assert [(write.path, write.data, write.expected) for write in changes.writes] == [
        ("goals/gain.yaml", GOAL.encode(), None),
        ("goals/grow.yaml", None, GOAL.encode()),
        ("cases/one.yaml", b"title: One\n", None),
        ("people.yaml", None, PEOPLE.encode()),
        ("roles.yaml", b"- id: a\n", b"# none yet\n"),
    ]
    assert changes.document("people.yaml") is None


def test_what_cannot_be_changed_is_told(changes: Changes) -> None:
    goal = "goals/grow.yaml"
    editor = "make this change in an editor"
    assert refusal(lambda: changes.set(goal, ("owner", "x"), "y")) == (
        f"owner.x of {goal} cannot be changed as it is written; {editor}"
    )
    assert refusal(lambda: changes.set(goal, ("tags", 9), "y")) == "there is no entry 9"
    assert refusal(lambda: changes.unset(goal, ("period",))) == (
        f"period of {goal} cannot be changed as it is written; {editor}"
    )
    assert refusal(lambda: changes.insert(goal, ("owner",), "x")) == (
        f"owner of {goal} cannot be changed as it is written; {editor}"
    )
    assert refusal(lambda: changes.respell(goal, [Spelling(("tags", 0), "x", is_key=True)])) == (
        f"tags.0 of {goal} cannot be changed as it is written; {editor}"
    )
    assert refusal(lambda: changes.set("goals/none.yaml", ("x",), "y")) == "there is no file goals/none.yaml"
    assert refusal(lambda: changes.create(goal, {})) == f"{goal} exists already; choose another id"
    assert refusal(lambda: changes.replace_bytes(goal, b"a: [\n")).startswith(f"{goal} would not be readable: ")
    assert changes.writes == ()


def test_a_file_that_cannot_be_read_is_not_changed(make_workspace: MakeWorkspace, tmp_path: Path) -> None:
    root = make_workspace({"goals/grow.yaml": "title: [\n"})
    (root / "goals/far.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    changes = Changes(working_tree(root, wanted=wanted_top))
    assert refusal(lambda: changes.set("goals/grow.yaml", ("title",), "x")).startswith(
        "goals/grow.yaml:1:9 cannot be read: "
    )
    assert "goals/far.yaml" in refusal(lambda: changes.set("goals/far.yaml", ("title",), "x"))


def test_what_is_replaced_is_what_the_plan_was_made_on(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"people.yaml": PEOPLE})
    plan = plan_of(root)
    (root / "people.yaml").write_text(PEOPLE + "- id: wang-wu\n  name: 王五\n")
    plan.changes.set("people.yaml", (0, "name"), "李 娜")
    assert [write.expected for write in plan.changes.writes] == [PEOPLE.encode()]


def test_a_file_is_read_once_however_often_it_changes_meanwhile(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"people.yaml": PEOPLE})
    changes = Changes(working_tree(root, wanted=wanted_top))
    assert changes.plain("people.yaml", (0, "id")) == "li-na"
    (root / "people.yaml").write_text("- id: wang-wu\n  name: 王五\n")
    changes.set("people.yaml", (0, "name"), "李 娜")
    assert [(write.expected, write.data) for write in changes.writes] == [
        (PEOPLE.encode(), PEOPLE.replace("李娜", "李 娜").encode())
    ]
