from __future__ import annotations

from collections.abc import Callable

import pytest

from collab_cli.edits.answers import fault_of_field, fault_of_line, fault_of_title, fault_of_weight
from collab_cli.messages import Message
from collab_cli.model.fields import fields_of
from tests.conftest import MakeWorkspace
from tests.edits.plans import english, kind, plan_of
from tests.small_company import small_company

SHARE = "write a share from 0 to 1 such as 0.3, or a percentage"
ONE_LINE = "write it in one line, without control characters"
SOMETHING = "write something, or leave with Ctrl-C"


@pytest.mark.parametrize(
    ("find", "text", "reason"),
    [
        (fault_of_title, "Grow", None),
        (fault_of_title, "增长", None),
        (fault_of_title, "  ", SOMETHING),
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
    assert (fault and english(fault)) == reason
    assert reason is None or "--" not in reason


@pytest.mark.parametrize(
    ("field", "text", "reason"),
    [
        ("due", "7月7日", None),
        ("due", "soon", "write a date such as 2025-07-07"),
        ("due", "", None),
        ("title", "  ", SOMETHING),
        ("owner", "张伟", None),
        ("owner", "nobody", "collab person list shows what there is"),
    ],
)
def test_the_value_of_a_field_is_taken_or_the_hint_told(
    make_workspace: MakeWorkspace, field: str, text: str, reason: str | None
) -> None:
    info = next(info for info in fields_of(kind("action").struct) if info.name == field)
    fault = fault_of_field(plan_of(make_workspace(small_company())), info, text)
    assert (fault and english(fault)) == reason
