from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.edits.note_presence import SaidPresence, plan_presence
from collab_cli.edits.plan import Planned
from tests.edits.plans import english, plan_of, refusal, written
from tests.rules.worlds import small_company

PATH = "meetings/2025-07-07-weekly.yaml"
HEAD = "title: Weekly\ndate: 2025-07-07\nseries: weekly\n"
ID = "2025-07-07-weekly"


def company(folder: Path, more: str = "", away: str = "") -> Path:
    root = small_company(folder, {PATH: f"{HEAD}{more}status: draft\n"})
    if away:
        path = root / "people.yaml"
        text = path.read_text("utf-8")
        old = "{id: liu-fang, name: {zh: 刘芳, en: Liu Fang}, department: marketing}"
        assert old in text
        path.write_text(text.replace(old, old[:-1] + f", absences: [{away}]}}"), "utf-8")
    return root


def note(root: Path, *people: str, **said: object) -> Planned:
    return plan_presence(plan_of(root), SaidPresence(ID, people, **said))  # type: ignore[arg-type]


def told(change: Planned) -> list[str]:
    return [english(each) for each in change.notes]


def test_names_are_added_once_with_guests(tmp_path: Path) -> None:
    root = company(tmp_path, "present: [li-na]\n")
    change = note(root, "李娜", "张伟", "wang-qiang", guests=("Ms Sun", "Ms Sun"))
    assert written(change)[PATH] == f"{HEAD}present: [li-na, zhang-wei, wang-qiang]\nguests: [Ms Sun]\nstatus: draft\n"
    assert told(change) == [
        "2 of 3 departments are represented, 50 % are needed: the quorum is reached",
        "nobody is there for Marketing",
    ]
    assert english(change.sentence) == f"noted who was at Weekly ({ID})"


def test_all_heads_are_those_there_and_the_deputies_of_those_away(tmp_path: Path) -> None:
    root = company(tmp_path, away="{from: 2025-07-07, to: 2025-07-08, deputy: zhou-min}")
    change = note(root, all_heads=True)
    assert written(change)[PATH] == (
        f"{HEAD}present: [li-na, chen-jie, zhang-wei, wang-qiang, zhou-min]\n"
        "regrets:\n  - person: liu-fang\n    delegate: zhou-min\nstatus: draft\n"
    )
    assert told(change) == ["3 of 3 departments are represented, 50 % are needed: the quorum is reached"]


def test_an_apology_noted_before_is_kept(tmp_path: Path) -> None:
    root = company(tmp_path, "regrets: [{person: liu-fang, delegate: zhou-min}, {person: wang-qiang}]\n")
    change = note(root, all_heads=True)
    text = written(change)[PATH]
    assert "present: [li-na, chen-jie, zhang-wei, zhou-min]\n" in text
    assert "person: liu-fang" in text and "person: wang-qiang" in text
    assert told(change)[1:] == ["nobody is there for Production"]


def test_who_came_after_all_is_taken_off_the_apologies_and_the_other_way_round(tmp_path: Path) -> None:
    root = company(tmp_path, "present: [zhang-wei]\nregrets: [{person: liu-fang}]\n")
    text = written(note(root, "liu-fang", regrets=("张伟：陈杰",)))[PATH]
    assert text == (
        f"{HEAD}present: [liu-fang, chen-jie]\nregrets:\n  - person: zhang-wei\n    delegate: chen-jie\nstatus: draft\n"
    )


def test_too_few_are_said_to_be_too_few(tmp_path: Path) -> None:
    change = note(company(tmp_path), "zhang-wei", regrets=("liu-fang",))
    assert told(change)[0] == "1 of 3 departments are represented, 50 % are needed: the quorum is not reached"


@pytest.mark.parametrize(
    ("people", "said", "fault"),
    [
        ((), {}, "nobody is named; name who was there, or use --all-heads, --guest and --regret"),
        (
            ("li-na",), {"regrets": ("li-na",)},
            "Li Na cannot be there and away; leave the name out on one side",
        ),
        ((), {"guests": (" ",)}, "--guest is empty; leave it out, or write something"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(
    tmp_path: Path, people: tuple[str, ...], said: dict[str, object], fault: str
) -> None:
    assert refusal(lambda: note(company(tmp_path), *people, **said)) == fault


def test_a_meeting_of_no_series_has_no_heads(tmp_path: Path) -> None:
    root = company(tmp_path)
    (root / PATH).write_text("title: Talk\ndate: 2025-07-07\nstatus: draft\n", "utf-8")
    assert refusal(lambda: note(root, all_heads=True)) == (
        f"Talk ({ID}) belongs to no series that names departments; name the people, without --all-heads"
    )
    assert told(note(root, "li-na")) == []
