"""Whatever somebody slipped on: the line we show is the line the fix writes, and the fix helps."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collab_cli.documents.nodes import Document
from collab_cli.documents.patching import apply_patches
from collab_cli.documents.reader import read_document
from collab_cli.findings import Fault
from collab_cli.messages import Message
from tests.documents.human_slips import BLANKS, SLIPS
from tests.documents.test_reader import faults, said
from tests.documents.test_syntax_faults import mended

WIDE = "a full-width blank stands where YAML needs plain ones"
NO_BREAK = "a no-break blank stands where YAML needs plain ones"
_ENDINGS = ["", "id: z\nowner: 张\n", "# 完\n"]


def first_fault(text: str) -> Fault | None:
    found = [fault for fault in read_document("a.yaml", text.encode()).faults if fault.code != "S025"]
    return found[0] if found else None


def holds_what_it_promises(text: str) -> int:
    """Assert that each fix of ``text`` helps, until nothing is wrong or no fix is known; return how many there were.

    It helps when its line has no fault any more, or another slip that is told differently.
    """
    for rounds in range(len(text) + 1):
        fault = first_fault(text)
        if fault is None or fault.code != "S001" or not fault.fixes:
            return rounds
        [fix] = fault.fixes
        assert not fix.safe
        assert all(one.end < other.start for one, other in pairwise(fix.patches))
        assert isinstance(fault.hint, Message)
        assert fault.hint.params["line"] == f"`{fix.patches[0].replacement}`"
        assert text.count("\n", 0, fix.patches[0].start) + 1 == fault.place.line
        after = apply_patches(Document("a.yaml", text.encode()), fix.patches).decode()
        again = first_fault(after)
        # a line with two mistakes is mended one after the other
        assert again is None or again.place != fault.place or again.message != fault.message, (text, after)
        text = after
    raise AssertionError(text)


def test_there_are_enough_slips() -> None:
    assert len(set(SLIPS)) == len(SLIPS) >= 60


@pytest.mark.no_cover
@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("ending", _ENDINGS)
@pytest.mark.parametrize("text", SLIPS)
def test_a_slip_is_mended(text: str, ending: str) -> None:
    for each in (text + ending, (text + ending).replace("\n", "\r\n"), "# 目标\n" + text + ending):
        holds_what_it_promises(each)


def test_nearly_all_slips_have_a_correction() -> None:
    without = [text for text in SLIPS if not holds_what_it_promises(text)]

    # their lines would read in several columns, or in none
    assert without == [
        "skills:\n  -id: a\n   name: b\n",
        "a: 1\n  -id: x\n",
        "a: 1\n-id: x\n",
        "a:\n  -b\n  -c: 1\n",
        "key_results:\n  - id: a\n     title: b\n    level: team\n",
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "  ", "    ", "\t", "　", "　　", "\xa0\xa0", "   "]),
            st.sampled_from(["", "- ", "-", "-　", "-\t", "— "]),
            st.sampled_from(["id", "title", "标题"]),
            st.sampled_from([": ", ":", "：", ":　", "　: ", ":\xa0"]),
            st.sampled_from(["a", "", "[a，b】", "{a：b}", "“a: b”", '"a', "a: b", "[a", "目标", "|"]),
        ).map("".join),
        min_size=1,
        max_size=5,
    )
)
def test_mixed_slips(lines: list[str]) -> None:
    holds_what_it_promises("\n".join(lines) + "\n")


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "place", "message", "hint", "after"),
    [
        (
            "key_results:\n　- id: kr1\n　　title: y\n",
            "2:1",
            WIDE,
            "write: `  - id: kr1`, and 1 more line likewise",
            {"key_results": [{"id": "kr1", "title": "y"}]},
        ),
        ("level:　team\n", "1:7", WIDE, "write: `level: team`", {"level": "team"}),
        ("level\xa0: team\n", "1:6", NO_BREAK, "write: `level: team`", {"level": "team"}),
        (
            "a: |\n  x:\n  \tcode: 1\nb:\n\tc: 2\n",
            "5:1",
            "a tab is used to indent",
            "write: `  c: 2`",
            {"a": "x:\n\tcode: 1\n", "b": {"c": "2"}},
        ),
        (
            "skills:\n  -id: a\n  -id: b\n",
            "2:4",
            "a blank is missing behind the dash of a list entry",
            "write: `  - id: a`, and 1 more line likewise",
            {"skills": [{"id": "a"}, {"id": "b"}]},
        ),
        (
            "skills:\n  — id: a\n    name: b\n",
            "2:3",
            "a list entry starts with a sign that only looks like `-`",
            "write: `  - id: a`",
            {"skills": [{"id": "a", "name": "b"}]},
        ),
        (
            "- id: a\n   name: b\n",
            "2:3",
            "the line is indented differently from the lines it belongs to",
            "write: `  name: b`",
            [{"id": "a", "name": "b"}],
        ),
    ],
)
def test_what_is_told(text: str, place: str, message: str, hint: str, after: Any) -> None:
    [fault] = faults(text)

    assert said(fault) == ("S001", place, message, hint)
    assert mended(text, fault) == after


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("text", BLANKS)
def test_a_hidden_blank_is_no_reason_to_delete_anything(text: str) -> None:
    [fault] = faults(text)

    assert said(fault)[0] == "S001"


@pytest.mark.usefixtures("parser")
def test_a_hidden_blank_or_dash_without_correction_is_still_named() -> None:
    assert said(faults("a: 1\n-id: x\n")[0]) == (
        "S001",
        "2:1",
        "a blank is missing behind the dash of a list entry",
        "start the entry with `- `",
    )


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    "text",
    [
        "note: |\n  　　第一段：x\n  　　第二段\nb: 1\n",
        "note: 第一段\n  　　第二段\n",
        "note: 甲　乙\nother: 问:　答\n",
        "'　a': 1\n'level:　': 2\n",
        "note: '\n  　- a: 1'\n",
        "owners: [a,　b]\n",
        "——说明: x\n",
        "# 　- id: a\n#level:　x\na: -5\nb:\n  -5\nc: —\nd: |\n  -x\n  — y\n",
    ],
)
def test_blanks_and_dashes_in_texts_are_welcome(text: str) -> None:
    assert read_document("a.yaml", text.encode()).faults == ()
