"""Which files are read as minutes, and what is said of those that are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.errors import CollabError
from collab_cli.i18n import language
from collab_cli.transports.read_minutes_file import read_minutes_file


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("plan.xlsx", b"PK", "plan.xlsx is a table, not minutes"),
        ("plan.csv", b"a,b", "plan.csv is a table, not minutes"),
        ("scan.pdf", b"%PDF", "scan.pdf cannot be read as minutes"),
        ("old.doc", b"\xd0\xcf\x11\xe0", "old.doc cannot be read as minutes"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "picture.txt is no text"),
        ("bytes.md", bytes(range(1, 32)) * 20, "bytes.md is no text"),
        ("empty.md", b"", "empty.md holds no text"),
        ("blank.md", b"\n \n---\n", "blank.md holds no text"),
        ("server.log", b"10:05 INFO started\n" * 270_000, "server.log is larger than 4 MB"),
        ("long.txt", b"line\n" * 4_001, "long.txt is too long for the minutes of one meeting"),
        (
            "turned.txt",
            "Weekly\nACTION: pay 1\u202e00\u202c".encode(),
            "turned.txt turns letters round in line 2 by a hidden sign",
        ),
        ("wide.txt", b"x" * (2**19 + 1), "wide.txt is too long for the minutes of one meeting"),
    ],
)
def test_a_file_that_is_no_minutes_is_refused_by_name(tmp_path: Path, name: str, content: bytes, error: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CollabError) as refused:
        read_minutes_file(tmp_path / name)
    assert language("en").say(refused.value.message) == error
    assert refused.value.hint is not None


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    for name, error in (("folder.md", "folder.md is no file"), ("none.md", f"there is no file {tmp_path / 'none.md'}")):
        with pytest.raises(CollabError) as refused:
            read_minutes_file(tmp_path / name)
        assert language("en").say(refused.value.message) == error
    with pytest.raises(CollabError) as refused:
        read_minutes_file(tmp_path / "a\0b.md")
    assert language("en").say(refused.value.message).endswith("cannot be read: invalid path")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "m.txt").write_bytes("主持人：李娜\n决议：搬迁到新办公室\n".encode(encoding))
    assert [block.text for block in read_minutes_file(tmp_path / "m.txt")] == ["主持人：李娜", "决议：搬迁到新办公室"]
