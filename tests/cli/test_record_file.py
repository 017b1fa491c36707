from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.cli.record_file import read_record
from collab_cli.messages import msg
from tests.conftest import make_context
from tests.edits.plans import refusal


def test_no_file_is_an_empty_record(tmp_path: Path) -> None:
    assert read_record(make_context(tmp_path), None) == {}


def test_a_record_from_a_file_or_from_standard_input(tmp_path: Path) -> None:
    text = "# mine\ntitle: 寄样品\ndue: 2025/7/7\ntags: [a, b]\n"
    (tmp_path / "record.yaml").write_text(text, "utf-8")
    record = {"title": "寄样品", "due": "2025/7/7", "tags": ["a", "b"]}
    assert read_record(make_context(tmp_path), "record.yaml") == record
    assert read_record(make_context(tmp_path / "elsewhere"), str(tmp_path / "record.yaml")) == record
    assert read_record(make_context(tmp_path, stdin=text), "-") == record


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("- a\n", "- holds no record; write fields and values, one record in the file"),
        ("", "- holds no record; write fields and values, one record in the file"),
        ("title: [\n", "-:1:9: "),
        ("a: &x 1\nb: *x\n", "-:1:4: "),
        ("title: " + "x" * (1 << 20), "-:1:1: the file is larger than 1024 KiB"),
    ],
)
def test_what_holds_no_record(tmp_path: Path, text: str, line: str) -> None:
    assert refusal(lambda: read_record(make_context(tmp_path, stdin=text), "-")).startswith(line)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    hint = msg("name the department that delivers with --from-department")
    assert refusal(lambda: read_record(context, "nope.yaml")) == "there is no file nope.yaml"
    assert refusal(lambda: read_record(context, ".")) == ". is a folder, not a file"
    assert refusal(lambda: read_record(context, "sales", hint)) == (
        "there is no file sales; name the department that delivers with --from-department"
    )
    assert "cannot be read" in refusal(lambda: read_record(context, "a" * 5000))
