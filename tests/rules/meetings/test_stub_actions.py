from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.edits.apply_fixes import Mending
from collab_cli.messages import msg
from collab_cli.rules.meetings.minutes import unresolved_action_stub
from tests.rules.chinese import chinese
from tests.rules.worlds import Files, check, small_company, world_of

MEETING = "meetings/2025-06-30-weekly.yaml"
HEAD = "title: Weekly\ndate: 2025-06-30\nstatus: published\nactions:\n"
OPENED = "history:\n  - date: 2025-06-30\n    status: open\n"
STUB = "{title: Call back, owner: chen-jie, due: 2025-07-04}"
MADE = "title: Call back\nowner: chen-jie\ndue: 2025-07-04\norigin: meeting:2025-06-30-weekly\n" + OPENED


def mended(folder: Path, actions: str, files: Files | None = None) -> dict[str, str]:
    """Return what the safe fixes of M413 write, round after round."""
    mending = Mending(world_of(small_company(folder, {MEETING: HEAD + actions, **(files or {})})))
    while mending.apply([fix for fault in unresolved_action_stub(mending.world) for fix in fault.fixes if fix.safe]):
        pass
    return {write.path: (write.data or b"").decode() for write in mending.planned(msg("done")).writes}


def test_a_stub_becomes_a_record_beside_its_like(tmp_path: Path) -> None:
    assert mended(tmp_path, f"  - {STUB}  # soon\n") == {
        "actions/2025-06-30-call-back.yaml": MADE,
        MEETING: HEAD + "  - 2025-06-30-call-back  # soon\n",
    }


def test_what_the_model_does_not_know_goes_with_it(tmp_path: Path) -> None:
    stub = "title: Call back\n    owner: chen-jie\n    due: 2025-07-04\n    x-note: keep me\n    assist: [production]\n"
    made = mended(tmp_path, f"  - {stub}")["actions/2025-06-30-call-back.yaml"]
    assert made == MADE.replace("history", "assist: [production]\nhistory") + "x-note: keep me\n"


def test_two_of_one_title_get_two_ids(tmp_path: Path) -> None:
    block = "  - title: {zh: 回电, en: Call back}\n    owner: chen-jie\n    due: 2025-07-04\n"
    files = mended(tmp_path, f"  - {STUB}\n{block}  - 2025-06-23-photograph-returns\n")
    assert files[MEETING] == (
        HEAD + "  - 2025-06-30-call-back\n  - 2025-06-30-call-back-2\n  - 2025-06-23-photograph-returns\n"
    )
    assert files["actions/2025-06-30-call-back-2.yaml"].startswith("title:\n  zh: 回电\n  en: Call back\n")


def test_it_goes_into_the_register_where_there_is_one(tmp_path: Path) -> None:
    register = "- id: 2025-06-01-first\n  title: First\n  owner: chen-jie\n  due: 2025-07-01\n"
    files = mended(tmp_path, f"  - {STUB}\n", {"actions.yaml": register})
    entry = "- id: 2025-06-30-call-back\n  " + MADE.replace("\n", "\n  ").rstrip(" ")
    assert files == {"actions.yaml": register + entry, MEETING: HEAD + "  - 2025-06-30-call-back\n"}
    assert mended(tmp_path, f"  - {STUB}\n", {"actions.yaml": "[]\n"}) == {}


def test_it_goes_into_the_folder_of_its_year_where_others_do(tmp_path: Path) -> None:
    files = mended(tmp_path, f"  - {STUB}\n", {"actions/2025-06-23-photograph-returns.yaml": None})
    assert list(files) == ["actions/2025/2025-06-30-call-back.yaml", MEETING]


@pytest.mark.parametrize(
    "stub",
    [
        "{title: Call back, owner: chen-jie}",
        "{title: Call back, due: 2025-07-04}",
        "{title: ???, owner: chen-jie, due: 2025-07-04}",
        "title: Call back  # loud\n    owner: chen-jie\n    due: 2025-07-04",
        "{title: Call back, owner: nobody, due: 2025-07-04}",
        "{title: Call back, owner: chen-jie, due: 2025-06-29}",
    ],
)
def test_what_would_be_lost_or_made_up_is_left_to_people(tmp_path: Path, stub: str) -> None:
    assert mended(tmp_path, f"  - {stub}\n") == {}


def test_approved_minutes_are_changed_only_where_that_is_accepted(tmp_path: Path) -> None:
    root = small_company(tmp_path, {MEETING: HEAD.replace("published", "approved") + f"  - {STUB}\n"})
    (finding,) = (one for one in check(root, profile="starter").findings if one.code == "M413")
    assert [fix.safe for fix in finding.fixes] == [False]
    assert chinese().say(finding.fixes[0].title) == "改为督办事项 2025-06-30-call-back"
