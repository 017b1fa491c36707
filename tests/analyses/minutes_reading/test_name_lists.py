from __future__ import annotations

import pytest

from collab_cli.analyses.minutes_reading.name_lists import split_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("张伟、王强，刘芳", ["张伟", "王强", "刘芳"]),
        ("张伟 王强 刘芳", ["张伟", "王强", "刘芳"]),
        ("张伟和王强", ["张伟", "王强"]),
        ("张伟、王强等5人", ["张伟", "王强"]),
        ("Li Na, Tom Fischer and Anna", ["Li Na", "Tom Fischer", "Anna"]),
        ("Li Na (Chair, Sales); Tom Fischer, Procurement", ["Li Na (Chair, Sales)", "Tom Fischer, Procurement"]),
        ("@Li Na @Tom", ["@Li Na", "@Tom"]),
        ("刘芳出差，委托周敏参加", ["刘芳出差，委托周敏参加"]),
        ("无", []),
        ("None.", []),
    ],
)
def test_a_list_is_split(text: str, names: list[str]) -> None:
    assert split_names(text) == names
