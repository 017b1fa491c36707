from __future__ import annotations

import pytest

from collab_cli.analyses.raci_tables.read_table import ReadRow
from collab_cli.edits.new_activities import NewActivities
from tests.conftest import MakeWorkspace
from tests.edits.plans import plan_of, refusal

SORTED = "- {id: b, name: B}\n# the last\n- {id: d, name: D}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, "- id: c\n  name: C\n- id: a\n  name: A\n- id: e\n  name: E\n"),
        ("[]\n", "- id: c\n  name: C\n- id: a\n  name: A\n- id: e\n  name: E\n"),
        ("# none\n", "# none\n- id: c\n  name: C\n- id: a\n  name: A\n- id: e\n  name: E\n"),
        (SORTED, "- {id: a, name: A}\n- {id: b, name: B}\n- {id: c, name: C}\n# the last\n- {id: d, name: D}\n"
                 "- {id: e, name: E}\n"),
        ("- {id: d, name: D}\n- {id: b, name: B}\n", "- {id: d, name: D}\n- {id: b, name: B}\n- {id: c, name: C}\n"
         "- {id: a, name: A}\n- {id: e, name: E}\n"),
        ("[{id: x, name: X}]\n", "[{id: x, name: X}, {id: c, name: C}, {id: a, name: A}, {id: e, name: E}]\n"),
    ],
)  # fmt: skip
def test_they_are_put_where_the_catalogue_has_them(
    before: str | None, after: str, make_workspace: MakeWorkspace
) -> None:
    plan = plan_of(make_workspace({"activities.yaml": before} if before is not None else {}))
    activities = NewActivities(plan)
    assert [activities.plan(ReadRow(title, "A1", ()), title) for title in "CAE"] == ["c", "a", "e"]
    activities.write()
    (write,) = plan.changes.writes
    assert (write.data or b"").decode() == after


def test_one_with_a_file_of_its_own_gets_neighbours(make_workspace: MakeWorkspace) -> None:
    plan = plan_of(make_workspace({"activities/b.yaml": "name: B\n"}))
    activities = NewActivities(plan)
    activities.plan(ReadRow("C", "A1", ()), "C")
    activities.write()
    assert [(write.path, write.data) for write in plan.changes.writes] == [("activities/c.yaml", b"name: C\n")]


@pytest.mark.parametrize(
    ("section", "domain"),
    [
        ("一、客户管理", "ke-hu-guan-li"),
        ("（二）Sales", "sales"),
        ("第三章 质量", "zhi-liang"),
        ("1. Sales", "sales"),
        ("2.3 Sales", "sales"),
        ("2.3. Sales", "sales"),
        ("IV. Sales", "sales"),
        ("2026 projects", "2026-projects"),
        ("3D printing", "3d-printing"),
        ("Video", "video"),
        ("1.", None),
        ("***", None),
        ("", None),
    ],
)
def test_the_section_is_the_domain_without_its_number(
    section: str, domain: str | None, make_workspace: MakeWorkspace
) -> None:
    plan = plan_of(make_workspace())
    activities = NewActivities(plan)
    activities.plan(ReadRow("Offers", "A1", (), section), "Offers")
    activities.write()
    entry = {"id": "offers", "name": "Offers"} | ({"domain": domain} if domain else {})
    assert plan.changes.plain("activities.yaml") == [entry]


def test_ids_are_free_and_a_title_without_one_is_refused(make_workspace: MakeWorkspace) -> None:
    activities = NewActivities(plan_of(make_workspace({"activities.yaml": "- {id: offers, name: X}\n"})))
    assert [activities.plan(ReadRow("Offers", "A1", ()), "Offers") for _ in range(2)] == ["offers-2", "offers-3"]
    assert activities.plan(ReadRow("报价", "A1", (), title_en="Quote"), {"zh": "报价", "en": "Quote"}) == "quote"
    assert [each.title for each in activities.added] == ["Offers", "Offers", "报价"]
    assert refusal(lambda: activities.plan(ReadRow("?", "A9", ()), "?")) == (
        "A9: no id can be made of the title ?; write letters or digits into the title"
    )
