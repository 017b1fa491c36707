import os
import subprocess
from pathlib import Path

import pytest

from collab_cli.errors import CollabError
from collab_cli.i18n import language
from collab_cli.sources.entry_faults import Unreadable
from collab_cli.sources.history import require_history
from collab_cli.sources.limits import Limits
from collab_cli.sources.snapshot import working_tree
from tests.sources.repositories import commit, contents, git, make_repository, write
from tests.sources.test_snapshot import HOSTILE_NAMES, wanted


def test_the_files_of_a_commit_are_those_that_were_on_disk(company: Path) -> None:
    write(
        company, {"collab.yaml": "schema: 1\n", "people.yaml": "[]\n", "goals/2025/a.yaml": "目标", "src/x.yaml": "x"}
    )
    write(company, {"goals/_old/b.yaml": "b", ".github/x.yaml": "x", "goals/c.yml": "c", "compose.yaml": "d"})
    first = commit(company)
    before = working_tree(company, wanted=wanted)
    write(company, {"goals/2025/a.yaml": "new", "charters/b.yaml": "b"})
    second = commit(company)
    with require_history(company) as history:
        snapshot = history.snapshot(first, wanted=wanted)
        assert contents(snapshot) == {
            "collab.yaml": b"schema: 1\n",
            "goals/2025/a.yaml": "目标".encode(),
            "people.yaml": b"[]\n",
        }
        assert (snapshot.paths, snapshot.strays) == (before.paths, before.strays)
        assert (snapshot.folders, snapshot.faults) == (before.folders, ())
        assert (snapshot.origin.root, snapshot.origin.revision) == (company, first)
        assert snapshot.stamp("people.yaml") == git(company, "rev-parse", "HEAD:people.yaml")
        assert snapshot.stamp("nothing.yaml") is None
        assert history.snapshot(second).read("goals/2025/a.yaml") == b"new"
        assert history.snapshot(second).paths == working_tree(company).paths
        with pytest.raises(Unreadable):
            snapshot.read("charters/b.yaml")


def test_a_workspace_in_a_sub_folder(tmp_path: Path) -> None:
    make_repository(tmp_path)
    write(tmp_path, {"goals/outside.yaml": "x"})
    before = commit(tmp_path)
    root = tmp_path / "a b/公司"
    write(root, {"collab.yaml": "1", "goals/a.yaml": "a"})
    after = commit(tmp_path)
    with require_history(root) as history:
        assert history.prefix == "a b/公司/"
        assert contents(history.snapshot(after, wanted=wanted)) == {"collab.yaml": b"1", "goals/a.yaml": b"a"}
        empty = history.snapshot(before)
        assert (empty.paths, empty.faults, empty.folders) == ((), (), ())
        with pytest.raises(CollabError, match="there is no revision"):
            history.snapshot("0" * 40)


def test_restricted_is_read_only_when_asked(company: Path) -> None:
    write(company, {"collab.yaml": "1", "restricted/goals/a.yaml": "a", "restricted/src/b.yaml": "b"})
    made = commit(company)
    with require_history(company) as history:
        for asked in (False, True):
            on_disk = working_tree(company, wanted=wanted, restricted=asked)
            assert history.snapshot(made, wanted=wanted, restricted=asked).paths == on_disk.paths


def test_hostile_names(company: Path) -> None:
    write(company, {f"goals/{name}": "old" for name in HOSTILE_NAMES})
    for odd in (b"goals/\xff.yaml", b"goals/\xff.yml", b"\xff.yaml", b"goals/\xff.md"):
        (company / os.fsdecode(odd)).write_text("x")
    commit(company)
    write(company, {f"goals/{name}": f"new {name}" for name in HOSTILE_NAMES})
    second = commit(company)
    with require_history(company) as history:
        snapshot = history.snapshot(second, wanted=wanted)
        assert contents(snapshot) == {f"goals/{name}": f"new {name}".encode() for name in HOSTILE_NAMES}
        assert [str(fault.place) for fault in snapshot.faults] == ["goals/\\xff.yaml:1:1"]
        assert snapshot.faults == working_tree(company, wanted=wanted).faults
        assert snapshot.strays == working_tree(company, wanted=wanted).strays == ()


def test_entries_that_are_no_files(company: Path, tmp_path: Path) -> None:
    other = make_repository(tmp_path / "other")
    commit(other)
    write(tmp_path, {"loose.yaml": "x"})
    write(company, {"goals/a.yaml": "a", "shared/b.yaml": "b", "goals/f.yaml/x.yaml": "x", "goals/_old/o.yaml": "o"})
    write(company, {"restricted/goals/r.yaml": "r", "shared/sub/.hidden/h.yaml": "h"})
    for name, target in {
        "inside": "../shared/b.yaml",
        "chain": "inside.yaml",
        "outside": "../../loose.yaml",
        "absolute": "/etc/passwd",
        "dangling": "nothing.yaml",
        "loop": "loop.yaml",
        "secret": "../.git/config",
        "old": "_old/o.yaml",
        "restricted": "../restricted/goals/r.yaml",
        "folder": "../shared",
    }.items():
        (company / f"goals/{name}.yaml").symlink_to(target)
    (company / "goals/years").symlink_to("../shared")
    (company / "goals/readme.md").symlink_to("../../other")
    (company / "charters").symlink_to("../other")
    for path in ("goals/module", "src"):
        git(company, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other), path)
    made = commit(company)
    with require_history(company) as history:
        snapshot = history.snapshot(made, wanted=wanted)
    on_disk = working_tree(company, wanted=wanted)
    assert contents(snapshot) == {"goals/a.yaml": b"a", "goals/chain.yaml": b"b", "goals/inside.yaml": b"b"}
    assert snapshot.paths == on_disk.paths
    assert [fault for fault in snapshot.faults if fault.place.path != "goals/module"] == [
        fault for fault in on_disk.faults if fault.place.path != "goals/readme.md"
    ]
    assert "goals/module is a submodule; the records in it are not part of the revision" in [
        language("en").say(fault.message) for fault in snapshot.faults
    ]
    with require_history(company) as history:
        assert "goals/restricted.yaml" in history.snapshot(made, wanted=wanted, restricted=True).paths


def test_a_link_missing_from_the_clone_leads_nowhere(company: Path) -> None:
    write(company, {"goals/a.yaml": "a"})
    (company / "goals/b.yaml").symlink_to("a.yaml")
    made = commit(company)
    blob = git(company, "rev-parse", "HEAD:goals/b.yaml")
    (company / ".git/objects" / blob[:2] / blob[2:]).unlink()
    with require_history(company) as history:
        snapshot = history.snapshot(made)
    assert snapshot.paths == ("goals/a.yaml",)
    assert [language("en").say(fault.message) for fault in snapshot.faults] == [
        "goals/b.yaml is a link that leads nowhere"
    ]


def test_limits(company: Path) -> None:
    write(company, {f"goals/{n}.yaml": "x" * 10 for n in range(5)})
    made = commit(company)
    with require_history(company) as history:
        with pytest.raises(CollabError, match="more than"):
            history.snapshot(made, limits=Limits(files=4))
        assert [len(data) for data in contents(history.snapshot(made, limits=Limits(file=3))).values()] == [4] * 5
        small = history.snapshot(made, limits=Limits(total=25))
        with pytest.raises(CollabError, match="larger than"):
            contents(small)


def test_files_are_read_in_any_order(company: Path) -> None:
    files = {f"goals/{n:03}.yaml": f"{n}" * (200 if n % 7 == 0 else 3) for n in range(200)}
    write(company, files)
    made = commit(company)
    with require_history(company) as history:
        snapshot = history.snapshot(made, limits=Limits(file=100))
        for paths in (sorted(files), sorted(files, reverse=True), sorted(files, key=lambda path: path[::-1])):
            assert [snapshot.read(path) for path in paths] == [files[path].encode()[:101] for path in paths]


def test_one_process_reads_all_blobs(company: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(company, {f"goals/{n}.yaml": str(n) for n in range(30)})
    made = commit(company)
    started: list[str] = []
    popen = subprocess.Popen

    class Noted(popen):  # type: ignore[misc,valid-type]
        def __init__(self, call: list[str], **options: object) -> None:
            started.append(next(word for word in call if word in ("rev-parse", "ls-tree", "cat-file")))
            super().__init__(call, **options)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    with require_history(company) as history:
        assert len(contents(history.snapshot(made, wanted=wanted))) == 30
    assert started == ["rev-parse", "ls-tree", "ls-tree", "cat-file"]


def test_a_forked_worker_reads_by_itself(company: Path) -> None:
    write(company, {f"goals/{n}.yaml": str(n) * 100 for n in range(20)})
    made = commit(company)
    with require_history(company) as history:
        snapshot = history.snapshot(made)
        snapshot.read("goals/0.yaml")
        child = os.fork()
        if child == 0:
            right = all(snapshot.read(f"goals/{n}.yaml") == (str(n) * 100).encode() for n in range(20))
            history.close()
            os._exit(0 if right else 1)
        assert all(snapshot.read(f"goals/{n}.yaml") == (str(n) * 100).encode() for n in range(20))
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
