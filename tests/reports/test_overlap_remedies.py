"""The ways out of an overlap."""

from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.analyses.overlap import find_overlaps
from collab_cli.reports.overlap_remedies import SAID, open_words, overlap_remedies
from tests.conftest import MakeWorkspace
from tests.rules.worlds import red_demo, world_of


def test_without_a_meeting_ahead_the_question_is_an_issue(tmp_path: Path) -> None:
    world = world_of(red_demo(tmp_path / "demo"))
    (one,) = find_overlaps(world, world.threshold("overlap-warn"))
    ways = overlap_remedies(world, one, "R313")
    assert list(ways) == list(SAID)
    assert ways == {
        "merge": ["collab charter duty remove sales market-research"],
        "split": [
            "collab set charter:marketing/market-research scope.areas+=AREA",
            "collab set charter:sales/market-research scope.areas+=OTHER-AREA",
        ],
        "waive": [
            "collab waiver add R313 --target charter:marketing/market-research --with charter:sales/market-research "
            "--reason '' --approved-by li-na --expires 2025-09-28"
        ],
        "agenda": ["collab issue add '市场调研：由市场部还是销售部负责？' --category duty --raised-by li-na"],
    }
    assert open_words(ways) == ("AREA", "OTHER-AREA")


@pytest.mark.parametrize(
    ("days", "meeting"), [(("2025-07-14", "2025-07-07"), "m1"), (("2025-07-14", "2025-06-01"), "m0")]
)
def test_the_next_draft_meeting_is_asked(days: tuple[str, str], meeting: str, make_workspace: MakeWorkspace) -> None:
    charter = "title: C\nstatus: effective\nduties:\n  - {id: a, title: It's, raci: {NAME: AR}}\n"
    charters = {f"charters/{name}.yaml": charter.replace("NAME", name) for name in ("sales", "care")}
    meetings = {
        f"meetings/2025/m{number}.yaml": f"title: Weekly\ntype: weekly\nstatus: draft\ndate: {day}\n"
        for number, day in enumerate(days)
    }
    departments = "- {id: sales, name: Sales}\n- {id: care, name: Care}\n"
    world = world_of(make_workspace({"departments.yaml": departments, **charters, **meetings}))
    (one,) = find_overlaps(world, world.threshold("overlap-warn"))
    ways = overlap_remedies(world, one, None)
    assert ways["agenda"] == [f"""collab meeting agenda-item add {meeting} 'It'"'"'s: Care or Sales?'"""]
    assert ways["waive"][0].startswith("collab waiver add R314 ")
    assert " --approved-by PERSON " in ways["waive"][0]
    assert open_words(ways) == ("AREA", "OTHER-AREA", "PERSON")
