from __future__ import annotations

from collab_cli.graph.named_after import charter_of, covers_by_id, duties_of, meetings_of
from tests.conftest import MakeWorkspace
from tests.rules.worlds import DEMO, world_of


def test_the_charter_of_a_department() -> None:
    workspace = world_of(DEMO / "green").workspace
    charter = charter_of(workspace, "sales")
    assert charter is not None and charter.path == "charters/sales.yaml"
    assert charter_of(workspace, "complaint-to-closure") is None
    assert charter_of(workspace, "nobody") is None


def test_duties_that_cover_an_activity_because_of_their_id(make_workspace: MakeWorkspace) -> None:
    rows = "title: P\nduties:\n  - id: {}\n  - {{id: a, activity: b}}\n  - {{id: c, within: a}}\n"
    workspace = world_of(
        make_workspace(
            {
                "charters/p.yaml": rows.format("a"),
                "charters/q.yaml": rows.format("b"),
                "projects/r.yaml": "tasks: [{id: a}]\n",
            }
        )
    ).workspace
    found = list(duties_of(workspace, "a"))
    assert [(record.path, route) for record, route in found] == [("charters/p.yaml", ("duties", 0))]
    assert covers_by_id(*found[0]) and not covers_by_id(found[0][0], ("duties", 1))


def test_meetings_that_have_the_id_of_their_series(make_workspace: MakeWorkspace) -> None:
    files = {
        "meetings/2025-01-06-talk.yaml": "series: talk\n",
        "meetings/2025-01-06-talk-2.yaml": "series: talk\n",
        "meetings/2025-01-13-talk-long.yaml": "series: talk\n",
        "meetings/2025-01-20-talk.yaml": "series: other\n",
    }
    found = list(meetings_of(world_of(make_workspace(files)).workspace, "talk"))
    assert [(record.id, before, behind) for record, before, behind in found] == [
        ("2025-01-06-talk-2", "2025-01-06-", "-2"),
        ("2025-01-06-talk", "2025-01-06-", ""),
    ]
