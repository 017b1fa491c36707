from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from collab_cli.documents.durable import TEMPORARY
from collab_cli.documents.journal import Change, Entry, Journal, Said
from collab_cli.documents.store import Store
from collab_cli.errors import CollabError
from collab_cli.i18n import language
from collab_cli.messages import Message, msg
from collab_cli.page import Report
from collab_cli.renderers import renderer
from collab_cli.reports import doctor
from collab_cli.reports.doctor import Trouble, build, examine, examine_store
from collab_cli.sources.git_setup import BEGIN
from tests.conftest import MakeWorkspace
from tests.documents.test_save import WHEN
from tests.rules.worlds import world_of

HANDS_OFF = (Change("b.yaml", None, b"b: 1\n"), Change("c.yaml", None, b"c: 1\n"))


def said(message: Message) -> str:
    return language("en").say(message)


def examined(root: Path) -> list[tuple[str, str, str, bool]]:
    found = examine(root, store_of_test(root), world_of(root))
    return [(each.check, each.place, said(each.message), each.is_info) for each in found]


def store_of_test(root: Path) -> Store:
    return Store(root.parent / "store")


def broken_off(root: Path) -> Journal:
    journal = Journal(store_of_test(root).journal)
    journal.begin(Entry(0, WHEN, Said("做了", "did it"), HANDS_OFF))
    return journal


def test_a_sound_workspace(make_workspace: MakeWorkspace) -> None:
    root = make_workspace()
    assert examined(root) == []
    report = build([])
    assert report.record == {"sound": True, "mended": [], "troubles": []}
    assert page(report) == "the workspace is sound\n"
    assert not store_of_test(root).folder.exists()


def test_a_clone_that_is_half_set_up_is_told(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({".gitattributes": BEGIN + b"\n/people.yaml merge=collab diff=collab\n"})
    assert examined(root) == []
    subprocess.run(("git", "init", "-q"), cwd=root, check=True)
    message = "git merges the records by lines in this clone, which lacks the settings"
    assert examined(root) == [("git-setup", ".gitattributes", message, True)]
    subprocess.run(("git", "config", "merge.collab.name", "x"), cwd=root, check=True)
    message = "git breaks off every merge of records in this clone: its settings name a merge driver there is not"
    assert examined(root) == [("git-setup", ".gitattributes", message, False)]
    subprocess.run(("git", "config", "merge.collab.driver", "x"), cwd=root, check=True)
    assert examined(root) == []


def page(report: Report) -> str:
    return str(renderer("text", terminal=False)(report, language("en"), width=80, color=False, show_all=False))


def test_names_that_cannot_be_ids_and_files_that_write_one(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(
        {
            "goals/Grow It.yaml": "title: Grow\n",
            "goals/one.yaml": "id: two\ntitle: One\n",
            "goals/three.yaml": "id: three\ntitle: Three\n",
            "goals/four.yaml": "id: [four]\ntitle: Four\n",
        }
    )
    assert examined(root) == [
        ("id", "goals/Grow It.yaml:1:1", "the file name Grow It is no valid id", False),
        ("id-key", "goals/one.yaml:1:5", "the file writes the id two, but its name says one", False),
        ("id-key", "goals/three.yaml:1:5", "the file name is the id, so the line says it twice", True),
    ]


def test_names_that_are_one_on_other_systems(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"goals/2025/grow.yaml": "title: A\n", "goals/2025 /x.yaml": "title: B\n"})
    (root / "goals" / "Teams").mkdir()
    (root / "goals" / "teams").mkdir()
    (root / "goals" / "Teams" / "north.yaml").write_text("title: N\n")
    (root / "goals" / "teams" / "north.yaml").write_text("title: N\n")
    found = [each for each in examined(root) if each[0] == "collision"]
    assert found == [
        (
            "collision",
            "goals/teams/north.yaml",
            "on other systems this is the same file as goals/Teams/north.yaml",
            False,
        )
    ]


@pytest.mark.parametrize(
    ("there", "message", "hint"),
    [
        (
            {},
            "a change was broken off, and none of its files is in place now: did it",
            "collab doctor --fix lays it aside",
        ),
        (
            {f"{TEMPORARY}1-0": b"b: 1\n"},
            "a change was broken off before anything was written: did it",
            "collab doctor --fix forgets it",
        ),
        ({"b.yaml": b"b: 1\n"}, "a change was broken off half way: did it", "collab doctor --fix finishes it"),
        (
            {"b.yaml": b"b: 1\n", "c.yaml": b"mine"},
            "a change was broken off half way, and c.yaml was changed since: did it",
            "written: b.yaml; not written: nothing; "
            "collab doctor --fix brings these into line and leaves yours as it is",
        ),
    ],
)
def test_what_was_broken_off(make_workspace: MakeWorkspace, there: dict[str, bytes], message: str, hint: str) -> None:
    root = make_workspace(there)
    broken_off(root)
    found, *_ = examine_store(root, store_of_test(root))
    assert (found.check, said(found.message), said(found.hint)) == ("pending-write", message, hint)
    assert found.fixable


def test_what_dead_commands_left(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({f"goals/{TEMPORARY}1-0": "half"})
    journal = broken_off(root)
    journal.path(1, "pending").write_bytes(b"{")
    journal.path(2, "done").write_bytes(b"{")
    store_of_test(root).lock_file.touch()
    store_of_test(root).holder.write_text('{"pid": 7, "command": "collab goal add"}')
    found = [
        (each.check, each.place, said(each.message)[:60], each.is_info)
        for each in examine_store(root, store_of_test(root))
    ]
    assert found == [
        (
            "pending-write",
            "00000001.pending.json",
            "the journal entry of a change that was broken off cannot be ",
            False,
        ),
        ("temporary", f"goals/{TEMPORARY}1-0", "left over from a command that was broken off", False),
        ("journal", "", f"the journal entry {journal.path(2, 'done')} cannot be read"[:60], False),
        ("lock", "", "a command did not end in good order: collab goal add (process 7, since"[:60], True),
    ]


def test_what_was_laid_aside_and_comes_back(make_workspace: MakeWorkspace) -> None:
    root = make_workspace()
    broken_off(root).leave(1)
    assert examine_store(root, store_of_test(root)) == ()
    (root / "b.yaml").write_bytes(b"b: 1\n")
    (found,) = examine_store(root, store_of_test(root))
    assert said(found.message) == "a change that was laid aside has come back in part: did it"
    assert (said(found.hint), found.fixable) == ("collab doctor --fix finishes it", True)


def test_what_is_called_like_a_temporary_file_is_named(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({f"{TEMPORARY}x/{TEMPORARY}y": "in it"})
    os.mkfifo(root / f"{TEMPORARY}z")
    found = examine_store(root, store_of_test(root))
    message = "its name is that of files collab is about to write, but it is none of them"
    assert [(each.place, said(each.message), each.fixable) for each in found] == [
        (f"{TEMPORARY}x", message, False),
        (f"{TEMPORARY}z", message, False),
    ]


def test_who_writes_now(make_workspace: MakeWorkspace) -> None:
    from collab_cli.documents.locking import locked

    root = make_workspace()
    with locked(store_of_test(root), 0):
        (found,) = examine_store(root, store_of_test(root))
    assert said(found.message).startswith("another process writes to this workspace: ")
    assert found.is_info


def test_what_cannot_be_written(make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_workspace({"goals/a.yaml": "title: A\n"})
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    found = [(each[1], each[2]) for each in examined(root)]
    assert found == [
        (".", "nothing can be written into this folder"),
        ("goals", "nothing can be written into this folder"),
        ("collab.yaml", "the file cannot be written"),
        ("goals/a.yaml", "the file cannot be written"),
        (str(root.parent), "neither lock nor journal can be written, so no command can write"),
    ]


def test_an_older_format_is_told(make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_workspace()
    monkeypatch.setattr(doctor, "SETTINGS_SCHEMA", 2)
    assert examined(root) == [("schema", "collab.yaml", "collab.yaml has format version 1; 2 is the newest", False)]


def test_a_journal_that_cannot_be_listed(make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_workspace()

    def refuse(self: Journal, state: str) -> list[int]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Journal, "numbers", refuse)
    with pytest.raises(CollabError) as caught:
        examine_store(root, store_of_test(root))
    assert said(caught.value.message) == "the journal cannot be read: Permission denied"


def test_the_page_groups_what_matters_and_cuts_what_does_not(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({f"skills/s{n:02}.yaml": f"name: Skill {n}\n" for n in range(22)})
    found = examine(root, store_of_test(root), world_of(root))
    wrong = Trouble("id", "goals/x.yaml:1:1", msg("did it"), msg("undo it"), fixable=True)

    text = page(build([wrong, *found], [msg("mended it")]))

    assert text.startswith(
        "Mended\n------\nmended it\n\nNeeds attention\n---------------\n"
        "goals/x.yaml:1:1: did it\n└── undo it\n\nFor information\n---------------\n"
        "skills/s00.yaml:1:1: nobody refers to skill Skill 0 (s00)\n"
    )
    assert text.endswith(
        "and 2 more; collab doctor --json has all\n\n1 thing needs attention\n\n"
        "collab doctor --fix clears up what was broken off\n"
    )
    record = build(found).record
    assert len(record["troubles"]) == 22
    assert record["sound"] is True
    assert set(record["troubles"][0]) == {"check", "level", "place", "message", "hint", "fixable"}
