import hashlib
from pathlib import Path

from collab_cli.sources.index_stat import IndexEntry, index_time, is_blob, is_untouched, link_stamp, parse_index
from tests.sources.repositories import commit, git, write

SECOND = 1_000_000_000
ENTRY = IndexEntry("100644", "1" * 40, True, "a.yaml", 3, 5 * SECOND + 7, 6 * SECOND + 8, 9, False)
STAMP = (3, 5 * SECOND + 7, 6 * SECOND + 8, 9)


def test_what_git_lists(company: Path) -> None:
    write(company, {"goals/a\nb.yaml": "one", "goals/c.yaml": "two"})
    commit(company)
    git(company, "update-index", "--skip-worktree", "goals/c.yaml")
    first, second = parse_index(git(company, "ls-files", "--stage", "--debug", "-z").encode() + b"\n")
    status = (company / "goals/a\nb.yaml").stat()
    assert (first.path, first.mode, first.is_merged, first.is_skipped) == ("goals/a\nb.yaml", "100644", True, False)
    assert (first.size, first.mtime, first.ctime) == (3, status.st_mtime_ns, status.st_ctime_ns)
    assert is_blob(b"one", first.object_id)
    assert (second.path, second.is_skipped) == ("goals/c.yaml", True)
    stamp = link_stamp(company / "goals/a\nb.yaml")
    assert stamp is not None
    assert is_untouched(first, stamp, status.st_mtime_ns + SECOND)
    assert index_time(company / ".git") == (company / ".git/index").stat().st_mtime_ns
    assert index_time(company / "nothing") == 0


def test_untouched_is_what_surely_is() -> None:
    assert is_untouched(ENTRY, STAMP, 100 * SECOND)
    for changed in ((4, *STAMP[1:]), (3, 1, *STAMP[2:]), (*STAMP[:2], 1, 9), (*STAMP[:3], 1)):
        assert not is_untouched(ENTRY, changed, 100 * SECOND)
    assert not is_untouched(ENTRY, STAMP, ENTRY.mtime)  # changed in the moment the index was written
    coarse = ENTRY._replace(mtime=5 * SECOND, ctime=6 * SECOND)  # as a git writes that counts in seconds
    assert is_untouched(coarse, STAMP, 100 * SECOND)
    assert not is_untouched(coarse, STAMP, 5 * SECOND + 900)


def test_the_content_of_a_blob() -> None:
    old = hashlib.sha1(b"blob 4\0a\nb\n", usedforsecurity=False).hexdigest()
    assert is_blob(b"a\nb\n", old)
    assert is_blob(b"a\r\nb\r\n", old)
    assert not is_blob(b"a\nc\n", old)
    assert is_blob(b"a\nb\n", hashlib.sha256(b"blob 4\0a\nb\n").hexdigest())


def test_the_stamp_of_a_link_is_its_own(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("nowhere")
    assert link_stamp(tmp_path / "link") == (7, *_times(tmp_path / "link"))
    assert link_stamp(tmp_path / "nothing") is None
    assert link_stamp(tmp_path / "a\0b") is None


def _times(path: Path) -> tuple[int, int, int]:
    status = path.lstat()
    return status.st_mtime_ns, status.st_ctime_ns, status.st_ino
