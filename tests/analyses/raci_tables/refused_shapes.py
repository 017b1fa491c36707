"""Tables that are refused, with the error that names the cell."""

from __future__ import annotations

REFUSED = (
    (
        "question_mark",
        """
Task | Sales | Production
Make an offer | A | ?
Ship | R | A/R
""",
        "C2: ? is no letter of responsibility",
    ),
    (
        "unsure_letter",
        """
Task | Sales | Production
Make an offer | A | R?
Ship | R | A
""",
        "C2: R? is no letter of responsibility",
    ),
    (
        "one_or_the_other",
        """
Task | Sales | Production
Make an offer | A or R | C
Ship | R | A
""",
        "B2: A or R is no letter of responsibility",
    ),
    (
        "letter_of_no_framework",
        """
Task | Sales | Production
Make an offer | A | V
Ship | R | A
""",
        "C2: V is no letter of responsibility",
    ),
    (
        "two_parties_alike",
        """
Task | Sales | Production | sales
Make an offer | A | C | R
Ship | R | A | I
""",
        "D1: the party sales stands here twice, first at B1",
    ),
    (
        "duty_twice",
        """
Task | Sales | Production
Make an offer | A | R
Ship | R | A
make an Offer | R | A
""",
        "A4: make an Offer stands twice with different letters, first at A2",
    ),
    (
        "no_headings",
        """
Make an offer | A | R
Ship | R | A
Sell | C | A/R
""",
        "B1: no row of headings stands above the letters",
    ),
    (
        "one_column",
        """
Make an offer
Ship
Sell
""",
        "A1: the table has only one column",
    ),
    (
        "one_party",
        """
Task | Sales
Make an offer | A/R
Ship | R
""",
        "B1: only one column holds letters",
    ),
    (
        "support_in_raci",
        """
Task | Sales | Production
Make an offer | A/R | S
Ship | R | A
""",
        "C2: S is no letter of the framework of this workspace",
    ),
    (
        "driver_in_raci",
        """
Task | Sales | Production
Make an offer | D | A
Ship | R | A
""",
        "B2: D is no letter of the framework of this workspace",
    ),
    (
        "price_list",
        """
Item | Price | Stock
Bolt | 1.20 | 30
Nut | 0.40 | 200
""",
        "A1: no table of responsibilities begins here",
    ),
    (
        "attendance_letters",
        """
Name | Mon | Tue | Wed
Ann | A | P | P
Bob | P | A | A
""",
        "B1: Mon is a date and no party",
    ),
    (
        "attendance_ticks",
        """
Name | 2026-03-01 | 2026-03-02
Ann | X | X
Bob | | X
""",
        "B1: 2026-03-01 is a date and no party",
    ),
    (
        "task_list",
        """
Task | Owner | Due | Status
Make an offer | Ann | 2026-03-01 | open
Ship | Bob | 2026-03-05 | done
""",
        "A1: no table of responsibilities begins here",
    ),
    (
        "task_list_zh",
        """
任务 | 负责人 | 截止日期
编制预算 | 张伟 | 3月1日
签订合同 | 李娜 | 3月5日
""",
        "A1: no table of responsibilities begins here",
    ),
    (
        "both_ways",
        """
 | Alpha | Gamma
Betas | A | R
Delta | R | A
""",
        "A1: parties may stand in the rows or in the columns",
    ),
    (
        "ticks_below_letters",
        """
Task | Party | R | A | C | I
Make an offer | Sales | X | | | X
Ship | Production | | X | X |
""",
        "C1: a column for a letter holds marks instead of names",
    ),
    (
        "two_meanings",
        """
● = R，● = A | |
Task | Sales | Production
Make an offer | ● | R
""",
        "A1: the mark ● is given two meanings",
    ),
    (
        "row_without_title",
        """
Task | Sales | Production
Make an offer | A | R
 | R | A
""",
        "B3: the row has letters and no title",
    ),
    (
        "column_without_heading",
        """
Task | Sales |
Make an offer | A | R
Ship | R | A
""",
        "C1: a column with letters has no heading",
    ),
    (
        "two_letters_of_one_person",
        """
Task | Responsible | Accountable | Consulted
Make an offer | Ann | Bob | Ann
Ship | Bob | Ann | Eve
""",
        "D2: Ann has the letters R and C in one row",
    ),
    (
        "grades",
        """
Pupil | Maths | Music
Ann | A | C
Bob | C | A
""",
        "B2: no cell of this table says who does the work",
    ),
    (
        "two_rows_may_be_headings",
        """
Task | North | South
Duty | Sales | Production
Make an offer | A | R
Ship | R | A
""",
        "B1: two rows may be the headings",
    ),
    (
        "support_column",
        """
Task | Responsible | Accountable | Support
Make an offer | Ann | Bob | Eve
Ship | Bob | Ann | Eve
""",
        "D1: Support is read as S, which the framework of this workspace has not",
    ),
    (
        "number_for_name",
        """
Task | Responsible | Accountable
Make an offer | Ann | 3
Ship | Bob | Ann
""",
        "C2: 3 is no name",
    ),
)
