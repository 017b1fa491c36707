"""Skills the post needs and the courses ahead."""

from __future__ import annotations

from tests.analyses.owed.owing import owed_by, short
from tests.conftest import MakeWorkspace


def test_skills_not_reached_and_courses_planned(make_workspace: MakeWorkspace) -> None:
    files = {
        "training/ahead.yaml": "title: T\ndate: 2025-07-20\nattendees: [an]\ntrainer: {type: internal, person: bo}\n",
        "training/over.yaml": "title: T\ndate: 2025-07-01\nattendees: [an]\n",
        "training/held.yaml": "title: T\ndate: 2025-07-07\nattendees: [an]\nstatus: held\n",
    }
    an = owed_by(make_workspace, "an", files)
    assert short(an, "training") == [
        ("course", "training:ahead", 13, None),
        ("skill", "skill:reading", None, None),
        ("skill", "skill:talking", None, None),
    ]
    assert [(one.has, one.needs) for one in an.things if one.why == "skill"] == [(0, 1), (0, 3)]
    assert (an.late, an.soon, an.undated) == (0, 0, 0)
    assert short(owed_by(make_workspace, "bo", files), "training") == [("trainer", "training:ahead", 13, None)]
