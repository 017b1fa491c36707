"""M409, M411 and M412: nothing agreed is passed over, minutes have a header and a next step."""

from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.edits.apply_fixes import Mending
from tests.rules.chinese import in_chinese
from tests.rules.worlds import Found, check, found, small_company, world_of

PATH = "meetings/2025-06-30-weekly.yaml"
REF = "meeting:2025-06-30-weekly"
ACTION = "2025-06-23-photograph-returns"


def minutes(more: str, status: str = "published", day: str = "2025-06-30") -> dict[str, str | None]:
    text = f"title: {{zh: 周会, en: Weekly}}\ndate: {day}\nseries: weekly\nstatus: {status}\n{more}"
    return {f"meetings/{day}-weekly.yaml": text}


def test_m409_names_the_action_passed_over(tmp_path: Path) -> None:
    outcome = check(small_company(tmp_path, minutes("agenda: [News]\n")), profile="standard")
    assert found(outcome, "M409") == [
        Found(
            "M409",
            "warning",
            f"{PATH}:1:1",
            "Weekly (2025-06-30-weekly) passed over open actions of earlier meetings: "
            f"Photograph every return ({ACTION}); "
            "ask about them in the next meeting and name them there under carried_over",
            (REF, f"action:{ACTION}"),
        )
    ]
    assert in_chinese(outcome, "M409") == [
        f"周会 (2025-06-30-weekly) 没有过问以前会议的未办结督办事项：退货逐件拍照 ({ACTION})；"
        "在下次会议上过问，并写入其 carried_over"
    ]


@pytest.mark.parametrize(
    "files",
    [
        minutes(f"carried_over: [{ACTION}]\n"),
        minutes(f"actions: [{ACTION}]\n"),
        minutes("agenda: [News]\n", "draft"),
        {**minutes(""), **minutes(f"carried_over: [{ACTION}]\n", "draft", "2025-07-07")},
        {**minutes(""), f"actions/{ACTION}.yaml": "title: X\nowner: li-na\ndue: 2025-07-04\n"},
        {
            **minutes(""),
            f"actions/{ACTION}.yaml": "title: X\nowner: li-na\ndue: 2025-07-04\norigin: meeting:2025-06-23-weekly\n"
            "status: done\nhistory: [{date: 2025-06-30, status: done}]\n",
        },
    ],
    ids=["carried over", "its own", "a draft", "named in the next draft", "of no meeting", "done that day"],
)  # fmt: skip
def test_m409_is_silent(tmp_path: Path, files: dict[str, str | None]) -> None:
    assert found(check(small_company(tmp_path, files)), "M409") == []


def test_m409_sees_what_was_closed_later_as_open(tmp_path: Path) -> None:
    files = {
        **minutes(""),
        f"actions/{ACTION}.yaml": "title: X\nowner: li-na\ndue: 2025-07-04\norigin: meeting:2025-06-23-weekly/dec1\n"
        "status: done\nhistory: [{date: 2025-07-01, status: done}]\n",
    }
    assert len(found(check(small_company(tmp_path, files)), "M409")) == 1


def test_m409_is_mended_in_the_next_draft(tmp_path: Path) -> None:
    draft = minutes("carried_over: []\n", "draft", "2025-07-07")
    root = small_company(tmp_path, {**minutes("", "approved"), **draft})
    (one,) = [finding for finding in check(root).findings if finding.code == "M409"]
    mending = Mending(world_of(root))
    assert [fix.safe for fix in one.fixes] == [True]
    (write,) = mending.tried(one.fixes[0])
    assert write.path == "meetings/2025-07-07-weekly.yaml"
    assert f"carried_over: [{ACTION}]\n" in (write.data or b"").decode()


def test_m411_wants_a_header(tmp_path: Path) -> None:
    outcome = check(small_company(tmp_path, minutes("agenda: [News]\n")), profile="standard")
    assert found(outcome, "M411") == [
        Found(
            "M411",
            "error",
            f"{PATH}:1:1",
            "Weekly (2025-06-30-weekly) does not say present; write what is missing",
            (REF,),
        )
    ]
    alone = minutes("agenda: [News]\npresent: [li-na]\n", "approved")
    alone[PATH] = str(alone[PATH]).replace("series: weekly\n", "")
    (other,) = found(check(small_company(tmp_path / "alone", alone)), "M411")
    assert "does not say chair and secretary" in other.text


@pytest.mark.parametrize(
    ("more", "status"),
    [("agenda: [News]\npresent: [li-na]\n", "published"), ("", "draft"), ("reason: x\n", "cancelled")],
)
def test_m411_is_silent(tmp_path: Path, more: str, status: str) -> None:
    assert found(check(small_company(tmp_path, minutes(more, status))), "M411") == []


def test_m412_wants_something_to_follow(tmp_path: Path) -> None:
    outcome = check(small_company(tmp_path, minutes("agenda: [News]\n")), profile="standard")
    assert [one.text for one in found(outcome, "M412")] == [
        "Weekly (2025-06-30-weekly) names neither an action nor the next meeting; "
        "write the actions agreed, or the day of the next meeting"
    ]
    for more in ("next_meeting: 2025-07-07\n", f"actions: [{ACTION}]\n"):
        assert found(check(small_company(tmp_path / more[:4], minutes(more))), "M412") == []
    assert found(check(small_company(tmp_path / "draft", minutes("", "draft"))), "M412") == []
