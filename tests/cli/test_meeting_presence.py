from __future__ import annotations

from tests.conftest import MakeWorkspace, RunCollab
from tests.small_company import small_company

PATH = "meetings/2025-07-07-weekly.yaml"
HEAD = "title: Weekly\ndate: 2025-07-07\nseries: weekly\n"


def test_who_was_there_is_noted_and_the_quorum_told(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace(small_company({PATH: f"{HEAD}status: draft\n"}))
    words = ("meeting", "present", "2025-07-07-weekly", "张伟", "--guest", "孙女士", "--regret", "刘芳:周敏")
    done = run_collab(*words, "--lang", "zh", cwd=root)
    assert (done.code, done.out) == (0, f"{PATH}\n")
    assert done.err.splitlines()[-3:] == [
        "已登记 Weekly (2025-07-07-weekly) 的到会情况",
        "3 个部门中有 2 个到会，须达到 50%：已达到法定比例",
        "生产部无人到会",
    ]
    assert (root / PATH).read_text("utf-8") == (
        f"{HEAD}present: [zhang-wei, zhou-min]\nguests: [孙女士]\n"
        "regrets:\n  - person: liu-fang\n    delegate: zhou-min\nstatus: draft\n"
    )


def test_approved_minutes_are_put_right_in_the_next_ones(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace(small_company())
    before = (root / "meetings/2025-06-23-weekly.yaml").read_bytes()
    for words in (
        ("meeting", "present", "2025-06-23-weekly", "zhou-min"),
        ("meeting", "report", "sales", "--meeting", "2025-06-23-weekly", "--next", "X"),
        ("set", "meeting:2025-06-23-weekly", "place=Room 1"),
        ("meeting", "decision", "add", "2025-06-23-weekly", "Another one"),
    ):
        done = run_collab(*words, cwd=root)
        assert done.code == 2
        assert done.err.endswith(" cannot change; put it right in the minutes of the next meeting\n"), done.err
    assert (root / "meetings/2025-06-23-weekly.yaml").read_bytes() == before
