"""Pipe tables of Markdown documents."""

from __future__ import annotations

import pytest

from collab_cli.analyses.raci_tables.grid import Grid
from collab_cli.transports.pipe_tables import inline_text, read_pipe_tables

DOCUMENT = """# Who does what

● = R, ○ = I

| Task | **Sales** | Legal |
|:-----|:---------:|------:|
| Make \\| send<br>an `offer` | ● | ○ |
| Ship | R

Hiring
------

Task | HR
--- | ---
Interview | A

```
| not | a table |
|-----|---------|
```
| no | rule |
| of | dashes |
"""


def test_every_table_is_read_with_the_heading_above_it() -> None:
    assert read_pipe_tables("plan.md", DOCUMENT) == (
        Grid("Who does what", (("Task", "Sales", "Legal"), ("Make | send\nan offer", "●", "○"), ("Ship", "R", "")), 5),
        Grid("Hiring", (("Task", "HR"), ("Interview", "A")), 13),
        Grid("", (("● = R, ○ = I",),)),
    )


def test_a_document_without_a_table_has_none() -> None:
    assert read_pipe_tables("plan.md", "# Heading\n\nA = B\n") == ()


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("**R**", "R"),
        ("*R*", "R"),
        ("__A__/_R_", "A/R"),
        ("`A`", "A"),
        ("R*", "R*"),
        ("snake_case_name", "snake_case_name"),
        ("[Sales](sales.md)", "Sales"),
        ("R&amp;D", "R&D"),
        ("a\\*b\\_c", "a*b_c"),
        ("one<br/>two", "one\ntwo"),
        ("<b>R</b>", "R"),
    ],
)
def test_text_reads_without_its_marks(written: str, text: str) -> None:
    assert inline_text(written) == text


def test_hostile_text_takes_no_time() -> None:
    for written in ("*" * 5_000, "_a" * 5_000, "`" * 5_000, "[" * 5_000, "**a" * 3_000):
        inline_text(written)
    assert read_pipe_tables("plan.md", "|-" * 20_000 + "\n" + "|-" * 20_000 + "x\n") == ()
