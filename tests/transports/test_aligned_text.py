"""Columns of printed minutes become tables; other texts stay as they are."""

from __future__ import annotations

from collab_cli.transports.aligned_text import unaligned

PRINTED = """\
Minutes: Weekly
===============
Place   Room 3 | east
Agenda  none

Actions agreed
--------------
No.  Action item   Owner    Supervisor  Due
  1  盘点库存      Li Na                4 July
  2  Ask                    Chen Jie

Opinions and suggestions
------------------------
Given by  Opinion
Li Na     Faster *now*

Sales (Li Na)
Progress made  Two contracts
               signed

Filed as meeting:2025-07-07-weekly
""".splitlines()


def test_tables_and_facts_are_marked_line_by_line() -> None:
    assert unaligned(PRINTED) == [
        "# Minutes: Weekly",
        "",
        "- Place: Room 3 \\| east",
        "Agenda  none",
        "",
        "## Actions agreed",
        "",
        "| No. | Action item | Owner | Supervisor | Due |  |",
        "| 1 | 盘点库存 | Li Na |  | 4 July |  |",
        "| 2 | Ask |  | Chen Jie |  |  |",
        "",
        "## Opinions and suggestions",
        "",
        "| Given by | Opinion |  |",
        "| Li Na | Faster \\*now\\* |  |",
        "",
        "Sales (Li Na)",
        "- Progress made: Two contracts<br>signed",
        "",
        "",
        "Filed as meeting:2025-07-07-weekly",
    ]


def test_other_texts_stay_as_they_are() -> None:
    assert unaligned(PRINTED[:-1]) == PRINTED[:-1]
    assert unaligned([]) == []
