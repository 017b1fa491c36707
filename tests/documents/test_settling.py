"""What a process that died in the middle of a save leaves, and how it is settled."""

from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.documents.durable import TEMPORARY
from collab_cli.documents.journal import Change, Entry, Journal, Said
from collab_cli.documents.save import Write
from collab_cli.documents.settling import Pending, mend, pending_writes, returned_writes
from collab_cli.errors import CollabError
from collab_cli.i18n import language
from tests.documents.test_save import WHEN, files, put, store_beside

CHANGES = (
    Change("new/n.yaml", None, b"n: 1\n"),
    Change("a.yaml", b"a: 1\n", b"a: 2\n", 0o640),
    Change("gone.yaml", b"g: 1\n", None, 0o600),
)
OLD = {"a.yaml": b"a: 1\n", "gone.yaml": b"g: 1\n"}
NEW = {"a.yaml": b"a: 2\n", "new/n.yaml": b"n: 1\n"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a workspace whose last save was broken off before its first file was in place."""
    folder = tmp_path / "w"
    (folder / "new").mkdir(parents=True)
    for path, data in OLD.items():
        (folder / path).write_bytes(data)
    (folder / "a.yaml").chmod(0o640)
    (folder / "new" / f"{TEMPORARY}99-0").write_bytes(b"n: 1\n")
    journal = Journal(store_beside(folder).journal)
    journal.begin(Entry(0, WHEN, Said("改了", "changed it"), CHANGES, ("new",)))
    return folder


def place_first(root: Path) -> None:
    (root / "new" / f"{TEMPORARY}99-0").replace(root / "new" / "n.yaml")


def plain(root: Path) -> dict[str, bytes]:
    return {path: data for path, data in files(root).items() if data != b"/" and path != "z.yaml"}


def judged(root: Path) -> Pending:
    (found,) = pending_writes(root, store_beside(root))
    return found


def mended(root: Path) -> list[str]:
    return [language("en").say(message) for message in mend(root, store_beside(root), 1).told]


def test_nothing_in_place_is_forgotten_by_the_next_save(root: Path) -> None:
    assert judged(root).remedy == "forget"

    told = put(root, Write("z.yaml", b"z: 1\n", None))

    assert told == ["forgot a change that was broken off before anything was written: changed it"]
    assert plain(root) == OLD | {f"new/{TEMPORARY}99-0": b"n: 1\n"}  # its process did not say that it died
    assert Journal(store_beside(root).journal).numbers("pending") == []


def test_the_note_of_a_dead_process_lets_everything_be_swept(root: Path) -> None:
    store_beside(root).holder.write_text("{}")

    put(root, Write("z.yaml", b"z: 1\n", None))

    assert plain(root) == OLD


def test_some_in_place_are_finished_by_the_next_save(root: Path) -> None:
    place_first(root)
    found = judged(root)
    assert (found.remedy, found.written, found.missing) == ("finish", ("new/n.yaml",), ("a.yaml", "gone.yaml"))

    told = put(root, Write("z.yaml", b"z: 1\n", None))

    assert told == ["finished a change that was broken off: changed it"]
    assert plain(root) == NEW
    assert (root / "a.yaml").stat().st_mode & 0o777 == 0o640
    assert Journal(store_beside(root).journal).numbers("done") == [1, 2]


def test_a_file_somebody_changed_keeps_it_from_being_finished(root: Path) -> None:
    place_first(root)
    (root / "a.yaml").write_bytes(b"a: mine\n")
    assert (judged(root).remedy, judged(root).changed) == ("none", ("a.yaml",))

    told = put(root, Write("z.yaml", b"z: 1\n", None))

    assert told == [
        "a change was broken off and cannot be finished, because a.yaml was changed since: changed it; "
        "collab doctor looks into it"
    ]
    assert plain(root) == {"a.yaml": b"a: mine\n", "gone.yaml": b"g: 1\n", "new/n.yaml": b"n: 1\n"}
    assert Journal(store_beside(root).journal).numbers("pending") == [1]


def test_mending_finishes_and_sweeps(root: Path) -> None:
    place_first(root)
    (root / f"{TEMPORARY}5-0").write_bytes(b"")
    (root / "inner").mkdir()
    for name in ("collab.yaml", f"{TEMPORARY}6-0"):  # another workspace has a lock of its own
        (root / "inner" / name).write_bytes(b"")

    assert mended(root) == ["finished a change that was broken off: changed it", "removed 1 left-over file"]

    assert plain(root) == NEW | {"inner/collab.yaml": b"", f"inner/{TEMPORARY}6-0": b""}
    assert mended(root) == []


def test_mending_lays_aside_what_cannot_be_finished(root: Path) -> None:
    place_first(root)
    (root / "a.yaml").unlink()
    (root / "a.yaml").mkdir()

    (said,) = mended(root)

    left = store_beside(root).journal / "00000001.left.json"
    assert said == f"took back a change that was broken off, but for a.yaml: changed it; its texts stay in {left}"
    assert left.exists()
    assert (root / "gone.yaml").exists()
    assert not (root / "new").exists()


@pytest.mark.parametrize(
    ("mine", "others", "words"),
    [
        (b"a: 1\nmine: 1\n", {"gone.yaml": b"g: 1\n"}, "took back"),
        (b"a: 2\nmine: 1\n", {"new/n.yaml": b"n: 1\n"}, "finished"),
    ],
)
def test_the_other_files_are_all_old_or_all_new(root: Path, mine: bytes, others: dict[str, bytes], words: str) -> None:
    place_first(root)
    (root / "a.yaml").write_bytes(mine)

    done = mend(root, store_beside(root), 1)

    assert [each.changed for each in done.touched] == [("a.yaml",)]
    assert language("en").say(done.told[0]).startswith(f"{words} a change that was broken off, but for a.yaml: ")
    assert plain(root) == {"a.yaml": mine, **others}
    assert Journal(store_beside(root).journal).numbers("left") == [1]


def test_what_may_come_back_is_kept(root: Path) -> None:
    store = store_beside(root)
    (root / "new" / f"{TEMPORARY}99-0").unlink()  # as git stash does with it
    assert judged(root).remedy == "leave"

    (told,) = put(root, Write("z.yaml", b"z: 1\n", None))

    left = store.journal / "00000001.left.json"
    assert told == (
        f"laid a change aside that was broken off, of whose files none is in place now: changed it; "
        f"its texts stay in {left}"
    )
    assert plain(root) == OLD
    assert returned_writes(root, store) == ()
    (root / "new" / "n.yaml").write_bytes(b"n: 1\n")  # as git stash pop does
    assert [each.missing for each in returned_writes(root, store)] == [("a.yaml", "gone.yaml")]
    assert mended(root) == ["finished a change that was broken off: changed it"]
    assert plain(root) == NEW
    assert Journal(store.journal).numbers("left") == []


def test_a_removal_that_may_have_been_made_is_kept(root: Path) -> None:
    journal = Journal(store_beside(root).journal)
    journal.drop(journal.read(1, "pending"))
    journal.begin(Entry(0, WHEN, Said("改了", "changed it"), CHANGES[::-1]))
    assert judged(root).remedy == "leave"


@pytest.mark.parametrize("data", [b"{", b"no json"])
def test_an_entry_that_cannot_be_read_is_told_and_kept(root: Path, data: bytes) -> None:
    journal = Journal(store_beside(root).journal)
    journal.path(1, "pending").write_bytes(data)

    told = put(root, Write("z.yaml", b"z: 1\n", None))

    assert told == ["the journal entry 00000001.pending.json cannot be read; collab doctor looks into it"]
    assert journal.numbers("pending") == [1]


def test_an_entry_whose_paths_leave_the_workspace_is_never_followed(root: Path) -> None:
    journal = Journal(store_beside(root).journal)
    journal.drop(journal.read(1, "pending"))
    journal.begin(Entry(0, WHEN, Said("改了", "changed it"), (Change("../out.yaml", None, b"x"),)))

    assert judged(root).entry is None
    put(root, Write("z.yaml", b"z: 1\n", None))
    assert not (root.parent / "out.yaml").exists()


def test_an_undo_that_was_broken_off_is_finished(root: Path) -> None:
    store = store_beside(root)
    journal = Journal(store.journal)
    place_first(root)
    mend(root, store, 1)
    back = tuple(Change(each.path, each.after, each.before, each.mode) for each in reversed(CHANGES))
    journal.begin(Entry(0, WHEN, Said("撤销了", "undid it"), back, takes_back=1))
    (root / "gone.yaml").write_bytes(b"g: 1\n")

    assert mended(root) == ["finished a change that was broken off: undid it"]
    assert plain(root) == OLD
    assert (journal.numbers("done"), journal.numbers("pending")) == ([], [])


def test_a_disk_that_refuses_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from collab_cli.documents import durable
    from tests.documents.failing_calls import OsWith

    def failed(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    place_first(root)
    monkeypatch.setattr(durable, "os", OsWith(replace=failed))

    with pytest.raises(CollabError) as caught:
        mended(root)
    assert language("en").say(caught.value.message) == "the workspace cannot be mended: Input/output error"
    assert judged(root).remedy == "finish"
