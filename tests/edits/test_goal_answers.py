from __future__ import annotations

from collections.abc import Callable

import pytest

from collab_cli.edits.goal_answers import (
    fault_of_id,
    fault_of_line,
    fault_of_title,
    fault_of_weight,
    gives_id,
    read_share,
)
from collab_cli.i18n import language
from collab_cli.messages import Message
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of
from tests.small_company import small_company

SHARE = "write a share from 0 to 1 such as 0.3, or a percentage"
ONE_LINE = "write it in one line, without control characters"


@pytest.mark.parametrize(
    ("find", "text", "reason"),
    [
        (fault_of_title, "Grow", None),
        (fault_of_title, "增长", None),
        (fault_of_title, "  ", "write something, or leave with Ctrl-C"),
        (fault_of_title, "！！！", "a title needs a letter or a digit"),
        (fault_of_title, "a\nb", ONE_LINE),
        (fault_of_line, "", None),
        (fault_of_line, "a\u2028b", ONE_LINE),
        (fault_of_line, "a\ud800b", ONE_LINE),
        (fault_of_weight, "", None),
        (fault_of_weight, "30 %", None),
        (fault_of_weight, "1", None),
        (fault_of_weight, "1.5", SHARE),
        (fault_of_weight, "much", SHARE),
    ],
)
def test_an_answer_is_taken_or_the_reason_told(
    find: Callable[[str], Message | None], text: str, reason: str | None
) -> None:
    fault = find(text)
    assert (fault and language("en").say(fault)) == reason
    assert reason is None or "--" not in reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("open-two-regions", None),
        ("Open", "use lower-case letters, digits and -, at most 64 of them"),
        ("open\n", "use lower-case letters, digits and -, at most 64 of them"),
        ("con", "use lower-case letters, digits and -, at most 64 of them"),
        ("increase-revenue", "there is a goal Increase revenue (increase-revenue) already"),
    ],
)
def test_an_id_is_free_and_well_formed(make_workspace: MakeWorkspace, text: str, reason: str | None) -> None:
    fault = fault_of_id(world_of(make_workspace(small_company())), text)
    assert (fault and language("en").say(fault)) == reason


def test_an_id_can_be_made_of_letters_we_can_write() -> None:
    assert [gives_id(title) for title in ("Grow", "增长", "Record", "2025", "！！！", "Рост", "")] == [
        *(True, True, True, True),
        *(False, False, False),
    ]


def test_a_share_is_read_as_typed() -> None:
    assert [str(read_share(text)) for text in ("30%", "0.3", "０．３", "1.01", "")] == [
        *("0.3", "0.3", "0.3"),
        *("None", "None"),
    ]
