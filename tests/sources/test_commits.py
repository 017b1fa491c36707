from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from collab_cli.errors import CollabError
from collab_cli.sources.commits import (
    Commit,
    commits_made_on,
    commits_touching,
    is_there,
    last_path_of,
    read_commit,
    touched_files,
)
from collab_cli.sources.history import require_history
from tests.sources.repositories import commit, git, make_repository, said, write


def test_a_commit(company: Path) -> None:
    first = commit(company, "first\n\nand more", day="2025-06-30T00:30:00+0800")
    second = commit(company, "second", day="2025-06-30T12:00:00-0330")
    with require_history(company) as history:
        made = datetime(2025, 6, 30, 0, 30, tzinfo=timezone(timedelta(hours=8)))
        assert read_commit(history, first) == Commit(first, (), "张伟", "zhang.wei@example.com", made, "first")
        found = read_commit(history, second)
        assert (found.parents, found.made.isoformat()) == ((first,), "2025-06-30T12:00:00-03:30")
        assert is_there(history, first)
        assert not is_there(history, "0" * 40)
        with pytest.raises(CollabError) as caught:
            read_commit(history, "0" * 40)
        assert said(caught.value) == (f"there is no revision `{'0' * 40}`", "run `git fsck`")


@pytest.mark.parametrize(
    ("head", "author", "made"),
    [
        ("author \u674e\u5a1c <a@b.c> 0 +0000\nencoding GBK", "李娜", datetime.fromtimestamp(0, UTC)),
        ("author x <a@b.c> 0 +0000\nencoding unheard-of", "x", datetime.fromtimestamp(0, UTC)),
        ("author  <> 99999999999999 +0000", "", datetime.fromtimestamp(0, UTC)),
        ("author a\n", "", datetime.fromtimestamp(0, UTC)),
    ],
)
def test_odd_commits(company: Path, head: str, author: str, made: datetime) -> None:
    commit(company)
    tree = git(company, "rev-parse", "HEAD^{tree}")
    data = f"tree {tree}\n{head}\n\nx\n".encode("gbk" if "GBK" in head else "utf-8")
    made_id = git(company, "hash-object", "-t", "commit", "--literally", "--stdin", "-w", stdin=data)
    with require_history(company) as history:
        found = read_commit(history, made_id)
        assert (found.author, found.made, found.subject) == (author, made, "x")


@pytest.mark.parametrize("prefix", ["", "a*b [c]/"])
def test_which_commits_touch_a_file(tmp_path: Path, prefix: str) -> None:
    top = make_repository(tmp_path / "repository")
    root = top / prefix
    write(root, {"goals/2025/a.yaml": "1", "goals/b.yaml": "1"})
    first = commit(top, day="2025-01-01T12:00:00Z")
    git(top, "checkout", "--quiet", "-b", "topic")
    write(root, {"goals/2025/a.yaml": "2"})
    topic = commit(top, day="2025-01-02T12:00:00Z")
    git(top, "checkout", "--quiet", "main")
    write(root, {"goals/b.yaml": "2"})
    other = commit(top, day="2025-01-03T12:00:00Z")
    git(top, "merge", "--quiet", "--no-ff", "-m", "merge", "topic", day="2025-01-04T12:00:00Z")
    (root / "goals/2025/a.yaml").unlink()
    last = commit(top, day="2025-01-05T12:00:00Z")
    with require_history(root) as history:
        merge = git(top, "rev-parse", "HEAD~1")
        touching = commits_touching(history, last, ["goals/2025/a.yaml"])
        assert [found for _, found in touching] == [last, merge, topic, first]
        assert touching[-1][0] == datetime(2025, 1, 1, 12, tzinfo=UTC).timestamp()
        assert [found for _, found in commits_touching(history, topic, ["goals"])] == [topic, first]
        assert commits_made_on(history, topic, last) == {topic, merge, last}
        assert touched_files(history, None, first, ["goals"]) == {"goals/2025/a.yaml", "goals/b.yaml"}
        assert touched_files(history, first, other, ["goals"]) == {"goals/b.yaml"}
        assert touched_files(history, first, other, ["goals/2025"]) == frozenset()
        assert last_path_of(history, last, "goals", "a") == "goals/2025/a.yaml"
        assert last_path_of(history, first, "goals", "b") == "goals/b.yaml"
        assert last_path_of(history, last, "goals", "c") is None
