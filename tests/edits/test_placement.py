from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from collab_cli.documents.writer import Value
from collab_cli.edits.placement import place_record
from tests.conftest import MakeWorkspace
from tests.edits.plans import kind, plan_of

BY_YEAR = "schema: 1\ncompany: {name: X}\nperiods: [{id: fy, start: 2026-04-01, end: 2027-03-31}]\n"


def placed(
    root: Path, name: str, record_id: str, values: dict[str, Value], *, restricted: bool = False
) -> tuple[str, str]:
    """Return the path a record goes to, and the text of that file then."""
    plan = plan_of(root)
    path = place_record(plan, kind(name), record_id, values, restricted=restricted)
    data = plan.changes.overlay[path]
    assert data is not None
    return path, data.decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- id: a\n  name: A\n- id: c\n  name: C\n", "- id: a\n  name: A\n- id: b\n  name: B\n- id: c\n  name: C\n"),
        ("- id: c\n  name: C\n- id: a\n  name: A\n", "- id: c\n  name: C\n- id: a\n  name: A\n- id: b\n  name: B\n"),
        ("- id: c\n  name: C\n", "- id: c\n  name: C\n- id: b\n  name: B\n"),
        ("# none yet\n", "# none yet\n- id: b\n  name: B\n"),
        ("", "- id: b\n  name: B\n"),
        ("[]\n", "- id: b\n  name: B\n"),
        (
            "- id: a  # first\n  name: A\n\n# the rest\n- id: c\n  name: C",
            "- id: a  # first\n  name: A\n\n- id: b\n  name: B\n\n# the rest\n- id: c\n  name: C",
        ),
        (
            "- {id: a, name: A}\r\n- {id: c, name: C}\r\n",
            "- {id: a, name: A}\r\n- {id: b, name: B}\r\n- {id: c, name: C}\r\n",
        ),
    ],
)  # fmt: skip
def test_a_register_keeps_its_order_and_its_lines(make_workspace: MakeWorkspace, before: str, after: str) -> None:
    root = make_workspace({"people.yaml": before.encode()})
    assert placed(root, "person", "b", {"name": "B"}) == ("people.yaml", after)


def test_a_register_or_a_file_as_the_workspace_has_it(make_workspace: MakeWorkspace) -> None:
    new: dict[str, Value] = {"name": "B"}
    assert placed(make_workspace(), "person", "b", new) == ("people.yaml", "- id: b\n  name: B\n")
    own = make_workspace({"people/a.yaml": "name: A\n"})
    assert placed(own, "person", "b", new) == ("people/b.yaml", "name: B\n")
    assert placed(make_workspace({"actions.yaml": "[]\n"}), "action", "b", {"title": "B"}) == (
        *("actions.yaml",),
        "- id: b\n  title: B\n",
    )


@pytest.mark.parametrize(
    ("files", "name", "record_id", "values", "path"),
    [
        ({}, "goal", "grow", {"period": "fy"}, "goals/2026/grow.yaml"),
        ({}, "goal", "grow", {"period": "gone"}, "goals/2025/grow.yaml"),
        ({"goals/gain.yaml": "title: x\n"}, "goal", "grow", {"period": "fy"}, "goals/grow.yaml"),
        ({"goals/2024/gain.yaml": "title: x\n"}, "goal", "grow", {"period": "fy"}, "goals/2026/grow.yaml"),
        ({}, "action", "2024-12-30-call", {}, "actions/2024/2024-12-30-call.yaml"),
        ({}, "action", "call", {"due": date(2027, 1, 1)}, "actions/2027/call.yaml"),
        ({}, "issue", "call", {}, "issues/2025/call.yaml"),
        ({}, "evaluation", "sales", {"period": "fy"}, "evaluations/fy/sales.yaml"),
        ({}, "evaluation", "sales", {}, "evaluations/sales.yaml"),
        ({}, "charter", "sales", {"title": "x"}, "charters/sales.yaml"),
    ],
)  # fmt: skip
def test_the_folder_of_a_year_or_period(
    make_workspace: MakeWorkspace, files: dict[str, str], name: str, record_id: str, values: dict[str, Value], path: str
) -> None:
    root = make_workspace({"collab.yaml": BY_YEAR, **files})
    assert placed(root, name, record_id, {"title": "x", **values})[0] == path


def test_what_judges_a_person_is_kept_apart(make_workspace: MakeWorkspace) -> None:
    values: dict[str, Value] = {"title": "x", "period": "2025"}
    root = make_workspace({"evaluations/open.yaml": "title: x\n"})
    assert placed(root, "evaluation", "li-na", values, restricted=True)[0] == "restricted/evaluations/li-na.yaml"
    assert placed(make_workspace(), "evaluation", "li-na", values, restricted=True)[0] == (
        "restricted/evaluations/2025/li-na.yaml"
    )
