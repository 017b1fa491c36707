"""Which files are read, and what is said of those that are not."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from collab_cli.errors import CollabError
from collab_cli.i18n import language
from collab_cli.transports import read_tables as room
from collab_cli.transports.read_tables import read_tables


def refusal(path: Path) -> str:
    with pytest.raises(CollabError) as refused:
        read_tables(path)
    return language("en").say(refused.value.message)


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("letter.docx", b"x", "letter.docx is no table that can be read"),
        ("empty.csv", b"", "empty.csv holds no table"),
        ("blank.csv", b" , ,\n , ,\n", "blank.csv holds no table"),
        ("text.md", b"# About\n\nno table\n", "text.md holds no table"),
        ("broken.csv", b'Task,"Sales\nx,A\n', "broken.csv:2: a quote is not closed"),
        ("bytes.csv", b"\xff\xff\x80\x80", "bytes.csv is no text"),
        ("picture.csv", b"\x89PNG\0\0", "picture.csv is no text"),
        ("broken.xlsx", b"PK\x03\x04 broken", "broken.xlsx is no spreadsheet that can be read"),
        ("text.xlsx", b"Task,Sales\n", "text.xlsx is no spreadsheet that can be read"),
        ("wide.csv", b",".join([b"x"] * 201) + b"\n" + b"x\n" * 999, "wide.csv has a table of 1000 rows and 201 "),
    ],
)
def test_a_file_that_is_no_table_is_refused_by_name(tmp_path: Path, name: str, content: bytes, error: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert refusal(tmp_path / name).startswith(error)


def test_a_locked_spreadsheet_is_said_to_be_locked(tmp_path: Path) -> None:
    (tmp_path / "locked.xlsx").write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    )
    assert refusal(tmp_path / "locked.xlsx") == "locked.xlsx is locked with a password"


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    assert refusal(tmp_path / "folder.csv") == "folder.csv is no file"
    assert refusal(tmp_path / "none.csv") == f"there is no file {tmp_path / 'none.csv'}"
    assert refusal(tmp_path / "a\0b.csv").endswith("cannot be read: invalid path")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes in folders")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert refusal(tmp_path / "pipe.csv") == "pipe.csv is no file"


def test_a_large_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "LARGEST_FILE", 2**20)
    (tmp_path / "large.csv").write_bytes(b"x,y\n" * 300_000)
    assert refusal(tmp_path / "large.csv") == "large.csv is larger than 1 MB"


def test_the_extra_is_named_when_it_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    (tmp_path / "table.xlsx").write_bytes(b"x")
    with pytest.raises(CollabError) as refused:
        read_tables(tmp_path / "table.xlsx")
    assert refused.value.hint is not None
    assert language("en").say(refused.value.hint) == "run pip install 'collab-cli[xlsx]'"
