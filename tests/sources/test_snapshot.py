import os
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from collab_cli.errors import CollabError, ExitCode
from collab_cli.i18n import language
from collab_cli.sources.entry_faults import Unreadable
from collab_cli.sources.limits import Limits
from collab_cli.sources.snapshot import Snapshot, overlaid, working_tree

KINDS = {"goals", "charters", "people.yaml", "goals.yaml"}


def wanted(name: str) -> bool:
    return name in KINDS


def write(root: Path, *paths: str, text: str = "a: 1\n") -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)


def faults(snapshot: Snapshot) -> list[str]:
    assert all(fault.code == "S024" and fault.hint for fault in snapshot.faults)
    return [language("en").say(fault.message) for fault in snapshot.faults]


def test_lists_records_sorted_and_nothing_else(tmp_path: Path) -> None:
    write(
        tmp_path,
        "collab.yaml",
        "people.yaml",
        "goals/2025/b.yaml",
        "goals/2025/a.yaml",
        "goals/a.yaml",
        "goals/notes.md",
        "goals/_old/c.yaml",
        "goals/.cache/c.yaml",
        "goals/.a.yaml",
        "goals/.yaml",
        "_archive/a.yaml",
        ".github/workflow.yaml",
        ".pre-commit-config.yaml",
        "_x.yaml",
        "src/deep/a.yaml",
        "restricted/goals/x.yaml",
        "compose.yaml",
    )
    snapshot = working_tree(tmp_path, wanted=wanted)
    assert snapshot.paths == ("collab.yaml", "goals/2025/a.yaml", "goals/2025/b.yaml", "goals/a.yaml", "people.yaml")
    assert snapshot.faults == ()
    assert snapshot.strays == ("compose.yaml",)
    assert snapshot.folders == ("goals", "restricted", "src")
    assert (snapshot.origin.root, snapshot.origin.revision) == (tmp_path, None)
    assert working_tree(tmp_path).paths == (
        *("collab.yaml", "compose.yaml", "goals/2025/a.yaml", "goals/2025/b.yaml", "goals/a.yaml"),
        *("people.yaml", "src/deep/a.yaml"),
    )


def test_restricted_is_read_only_when_asked(tmp_path: Path) -> None:
    write(tmp_path, "collab.yaml", "restricted/goals/x.yaml", "restricted/src/y.yaml", "restricted/people.yaml")
    assert working_tree(tmp_path, wanted=wanted).paths == ("collab.yaml",)
    found = working_tree(tmp_path, wanted=wanted, restricted=True)
    assert found.paths == ("collab.yaml", "restricted/goals/x.yaml", "restricted/people.yaml")


def test_other_spellings_are_strays(tmp_path: Path) -> None:
    write(tmp_path, *[f"goals/{name}" for name in ("a.yml", "b.YAML", "c.Yml", "d.yaml.txt", "e.json", ".f.yml")])
    write(tmp_path, "people.yml", "src/x.yml")
    snapshot = working_tree(tmp_path, wanted=wanted)
    assert snapshot.paths == ()
    assert snapshot.strays == ("goals/a.yml", "goals/b.YAML", "goals/c.Yml", "goals/d.yaml.txt", "people.yml")


def test_unwanted_folders_are_not_entered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "collab.yaml", "goals/a.yaml", "node_modules/x/y.yaml")
    listed: list[str] = []
    scandir = os.scandir

    def noted(path: str) -> object:
        listed.append(os.path.relpath(path, tmp_path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", noted)
    working_tree(tmp_path, wanted=wanted)
    assert sorted(listed) == [".", "goals"]


def test_settings_alone_cost_one_listing(tmp_path: Path) -> None:
    write(tmp_path, "collab.yaml", "goals/a.yaml")
    snapshot = working_tree(tmp_path, wanted=lambda name: False)
    assert snapshot.paths == ("collab.yaml",)
    assert snapshot.read("collab.yaml") == b"a: 1\n"


def test_entries_that_are_no_files(tmp_path: Path) -> None:
    write(tmp_path, "goals/ok.yaml", "goals/folder.yaml/x.yaml", "src/folder.yaml/x.yaml")
    os.mkfifo(tmp_path / "goals/pipe.yaml")
    os.mkfifo(tmp_path / "goals/pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "goals/s.yaml"))
    (tmp_path / "goals/device.yaml").symlink_to("/dev/zero")
    snapshot = working_tree(tmp_path, wanted=wanted)
    assert snapshot.paths == ("goals/ok.yaml",)
    assert faults(snapshot) == [
        "goals/device.yaml is a link to a place outside the records of the workspace",
        "goals/folder.yaml is a folder, not a file",
        "goals/pipe.yaml is a pipe, a device or a socket, not a file",
        "goals/s.yaml is a pipe, a device or a socket, not a file",
    ]


def test_links(tmp_path: Path) -> None:
    root = tmp_path / "company"
    write(tmp_path, "outside.yaml", "company-two/x.yaml")
    write(root, "goals/a.yaml", "shared/b.yaml", ".git/config", "goals/_old/o.yaml", "restricted/goals/r.yaml")
    for name, target in {
        "inside": "../shared/b.yaml",
        "chain": "inside.yaml",
        "outside": "../../outside.yaml",
        "neighbour": "../../company-two/x.yaml",
        "absolute": str(tmp_path / "outside.yaml"),
        "within": str(root / "goals/a.yaml"),
        "dangling": "nothing.yaml",
        "loop": "loop.yaml",
        "secret": "../.git/config",
        "old": "_old/o.yaml",
        "restricted": "../restricted/goals/r.yaml",
        "folder": "../shared",
    }.items():
        (root / f"goals/{name}.yaml").symlink_to(target)
    (root / "goals/years").symlink_to("../shared")
    (root / "goals/text").symlink_to("nothing")
    (root / "goals/circle").symlink_to("circle")
    (root / "charters").symlink_to("../company-two")
    (root / "src").symlink_to("../company-two")
    snapshot = working_tree(root, wanted=wanted)
    assert snapshot.paths == ("goals/a.yaml", "goals/chain.yaml", "goals/inside.yaml", "goals/within.yaml")
    assert snapshot.read("goals/chain.yaml") == b"a: 1\n"
    out = "is a link to a place outside the records of the workspace"
    nowhere = "is a link that leads nowhere"
    followed = "is a link to a folder; the records in it are not read"
    assert faults(snapshot) == [
        f"charters {followed}",
        f"goals/absolute.yaml {out}",
        f"goals/dangling.yaml {nowhere}",
        "goals/folder.yaml is a pipe, a device or a socket, not a file",
        f"goals/loop.yaml {nowhere}",
        f"goals/neighbour.yaml {out}",
        f"goals/old.yaml {out}",
        f"goals/outside.yaml {out}",
        f"goals/restricted.yaml {out}",
        f"goals/secret.yaml {out}",
        f"goals/years {followed}",
    ]
    assert "goals/restricted.yaml" in working_tree(root, wanted=wanted, restricted=True).paths


HOSTILE_NAMES = [
    *("-n.yaml", "--output=x.yaml", ":b.yaml", ":(top)x.yaml", "a b.yaml", "a\nb.yaml", "a\tb.yaml", "a\x1b[31m.yaml"),
    *("$(id).yaml", "`id`.yaml", "a'b\".yaml", "市场.yaml", "\u202egnp.yaml", "back\\slash.yaml"),
]


def test_hostile_names_are_read_as_they_are(tmp_path: Path) -> None:
    write(tmp_path, *[f"goals/{name}" for name in HOSTILE_NAMES])
    snapshot = working_tree(tmp_path, wanted=wanted)
    assert snapshot.paths == tuple(sorted(f"goals/{name}" for name in HOSTILE_NAMES))
    assert all(snapshot.read(path) == b"a: 1\n" for path in snapshot.paths)


def test_names_that_are_no_utf8(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/goals/\xfe")).mkdir(parents=True)
    for name in (b"goals/\xff.yaml", b"goals/\xfe/a.yaml", b"goals/\xff.yml", b"\xfd.yaml"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text("")
    snapshot = working_tree(tmp_path, wanted=lambda name: name != "src")
    assert snapshot.paths == snapshot.strays == ()
    assert faults(snapshot) == [
        "the name of \\xfd.yaml is not valid UTF-8",
        "the name of goals/\\xfe/a.yaml is not valid UTF-8",
        "the name of goals/\\xff.yaml is not valid UTF-8",
    ]


@contextmanager
def as_somebody_else() -> Iterator[None]:
    """Give up the rights of root, who may read everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder others may enter, which the folders of pytest are not."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def test_no_permission(open_folder: Path) -> None:
    write(open_folder, "goals/a.yaml", "charters/b.yaml", "goals/mine.yaml", "secret/c.yaml", "goals/later.yaml")
    (open_folder / "goals/a.yaml").chmod(0)
    (open_folder / "goals/mine.yaml").chmod(0o440)
    (open_folder / "goals/link.yaml").symlink_to("../secret/c.yaml")
    (open_folder / "charters").chmod(0)
    (open_folder / "secret").chmod(0)
    with as_somebody_else():
        snapshot = working_tree(open_folder, wanted=wanted)
    (open_folder / "goals/later.yaml").chmod(0)
    with as_somebody_else(), pytest.raises(Unreadable) as caught:
        snapshot.read("goals/later.yaml")
    (open_folder / "charters").chmod(0o700)
    (open_folder / "secret").chmod(0o700)
    assert "goals/later.yaml" in snapshot.paths
    assert language("en").say(caught.value.message) == "goals/later.yaml cannot be read: permission denied"
    assert set(faults(snapshot)) - {"goals/mine.yaml cannot be read: permission denied"} == {
        "charters cannot be read: permission denied",
        "goals/a.yaml cannot be read: permission denied",
        "goals/link.yaml is a link to a place outside the records of the workspace",
    }


def test_paths_too_long_for_the_system(tmp_path: Path) -> None:
    write(tmp_path, "goals/a.yaml")
    folder = os.open(tmp_path / "goals", os.O_RDONLY)
    name, used = "d" * 120, len(str(tmp_path)) + 7
    while used < 4300:
        os.mkdir(name, dir_fd=folder)
        below = os.open(name, os.O_RDONLY, dir_fd=folder)
        os.close(folder)
        folder, used = below, used + 121
        os.close(os.open(f"{'f' * 200}.yaml", os.O_CREAT, dir_fd=folder))
    os.close(folder)
    snapshot = working_tree(tmp_path)
    assert "goals/a.yaml" in snapshot.paths
    assert {message.rpartition(": ")[2] for message in faults(snapshot)} == {"file name too long"}


def test_files_that_vanish_during_the_listing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "goals/a.yaml", "goals/b.yaml", "charters/c.yaml")
    scandir = os.scandir

    @contextmanager
    def vanishing(path: str) -> Iterator[list[os.DirEntry[str]]]:
        with scandir(path) as entries:
            listed = list(entries)
        if path.endswith("goals"):
            (tmp_path / "goals/a.yaml").unlink()
        if path == f"{tmp_path}/":
            (tmp_path / "charters/c.yaml").unlink()
            (tmp_path / "charters").rmdir()
        yield listed

    monkeypatch.setattr(os, "scandir", vanishing)
    snapshot = working_tree(tmp_path)
    assert snapshot.paths == ("goals/b.yaml",)
    assert snapshot.faults == ()


@pytest.mark.parametrize(("step", "size"), [(1, 50), (7, 50), (60, 50), (7, 101), (200, 150)])
def test_short_answers_of_the_system_are_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int, size: int
) -> None:
    write(tmp_path, "a.yaml", text="x" * size)
    snapshot = working_tree(tmp_path, limits=Limits(file=100))
    read = os.read
    monkeypatch.setattr(os, "read", lambda handle, count: read(handle, min(count, step)))
    assert len(snapshot.read("a.yaml")) == min(size, 101)


def test_a_file_that_shrinks_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.yaml", text="x" * 10)
    snapshot = working_tree(tmp_path)
    answers = [b"xxx", b""]
    monkeypatch.setattr(os, "read", lambda handle, count: answers.pop(0))
    assert snapshot.read("a.yaml") == b"xxx"


def test_a_file_swapped_after_the_listing_is_a_fault(tmp_path: Path) -> None:
    def gone(path: Path) -> None:
        path.unlink()

    def link(path: Path) -> None:
        path.unlink()
        path.symlink_to("/etc/hostname")

    def pipe(path: Path) -> None:
        path.unlink()
        os.mkfifo(path)

    def folder(path: Path) -> None:
        path.unlink()
        path.mkdir()

    def listener(path: Path) -> None:
        path.unlink()
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(path))

    swaps: dict[str, tuple[Callable[[Path], None], str]] = {
        "gone": (gone, "vanished while it was being read"),
        "link": (link, "is a link to a place outside the records of the workspace"),
        "pipe": (pipe, "is a pipe, a device or a socket, not a file"),
        "s": (listener, "is a pipe, a device or a socket, not a file"),
        "folder": (folder, "is a pipe, a device or a socket, not a file"),
    }
    write(tmp_path, *[f"goals/{name}.yaml" for name in swaps])
    snapshot = working_tree(tmp_path)
    for name, (swap, text) in swaps.items():
        path = f"goals/{name}.yaml"
        swap(tmp_path / path)
        with pytest.raises(Unreadable) as caught:
            snapshot.read(path)
        assert language("en").say(caught.value.fault.message) == f"{path} {text}"
        assert (caught.value.fault.code, str(caught.value.fault.place)) == ("S024", f"{path}:1:1")
    with pytest.raises(Unreadable):
        snapshot.read("goals/unknown.yaml")


def test_an_error_of_the_disk_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "goals/a.yaml")
    snapshot = working_tree(tmp_path)

    def broken(handle: int, size: int) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "read", broken)
    with pytest.raises(Unreadable) as caught:
        snapshot.read("goals/a.yaml")
    assert language("en").say(caught.value.message) == "goals/a.yaml cannot be read: input/output error"


@pytest.mark.parametrize(("size", "read"), [(0, 0), (1, 1), (99, 99), (100, 100), (101, 101), (102, 101), (5000, 101)])
def test_reads_one_byte_more_than_the_limit(tmp_path: Path, size: int, read: int) -> None:
    write(tmp_path, "a.yaml", text="x" * size)
    assert len(working_tree(tmp_path, limits=Limits(file=100)).read("a.yaml")) == read


def test_limits_of_a_run(tmp_path: Path) -> None:
    write(tmp_path, *[f"goals/{n}.yaml" for n in range(5)], text="x" * 10)
    assert len(working_tree(tmp_path, limits=Limits(files=5, total=50)).paths) == 5
    with pytest.raises(CollabError, match="more than") as caught:
        working_tree(tmp_path, limits=Limits(files=4))
    assert caught.value.code is ExitCode.REFUSED
    with pytest.raises(CollabError, match="larger than"):
        working_tree(tmp_path, limits=Limits(total=49))
    # A file over the limit of a file counts as what is read of it.
    assert len(working_tree(tmp_path, limits=Limits(total=20, file=3)).paths) == 5


def test_root_that_cannot_be_listed(tmp_path: Path) -> None:
    with pytest.raises(CollabError, match="cannot be read"):
        working_tree(tmp_path / "missing")


def test_stamps_tell_a_changed_file(tmp_path: Path) -> None:
    write(tmp_path, "goals/a.yaml", "goals/b.yaml")
    before = working_tree(tmp_path)
    write(tmp_path, "goals/a.yaml", text="a: 12\n")
    after = working_tree(tmp_path)
    assert before.stamp("goals/a.yaml") != after.stamp("goals/a.yaml")
    assert before.stamp("goals/b.yaml") == after.stamp("goals/b.yaml") is not None
    assert after.stamp("goals/c.yaml") is None


def test_overlay_is_the_workspace_after_a_write(tmp_path: Path) -> None:
    write(tmp_path, "collab.yaml", "goals/a.yaml", "goals/b.yaml", "goals/d.yml")
    os.mkfifo(tmp_path / "goals/pipe.yaml")
    below = working_tree(tmp_path)
    changes = {"goals/a.yaml": b"new", "goals/b.yaml": None, "charters/c.yaml": b"c", "goals/pipe.yaml": b"p"}
    after = overlaid(below, changes)
    assert after.paths == ("charters/c.yaml", "collab.yaml", "goals/a.yaml", "goals/pipe.yaml")
    assert [after.read(path) for path in after.paths] == [b"c", b"a: 1\n", b"new", b"p"]
    assert after.faults == ()
    assert after.strays == ("goals/d.yml",)
    assert after.folders == ("charters", "goals")
    assert after.origin == below.origin
    assert after.stamp("goals/a.yaml") is None
    assert after.stamp("collab.yaml") == below.stamp("collab.yaml")
    with pytest.raises(Unreadable):
        after.read("goals/b.yaml")
    assert overlaid(after, {"goals/a.yaml": b"newer"}).read("goals/a.yaml") == b"newer"
