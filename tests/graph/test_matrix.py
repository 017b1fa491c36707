from __future__ import annotations

from datetime import date

import pytest

from collab_cli.graph.matrix import Matrix, are_disjoint, charter_rows, is_effective, matrix_of, project_rows
from collab_cli.graph.world import World
from collab_cli.i18n import language
from collab_cli.model.charter import Charter
from collab_cli.model.project import Project
from tests.conftest import MINIMAL_SETTINGS, ROOT, MakeWorkspace
from tests.rules.worlds import AS_OF, world_of

BASE = {
    "departments.yaml": "- {id: sales, name: Sales}\n- {id: marketing, name: Marketing}\n- {id: production, name: P}\n",
    "activities.yaml": "- {id: research, name: {zh: 市场调研, en: Research}}\n- {id: signing, name: Signing}\n",
}


def charter(duties: str, extra: str = "status: effective\n") -> str:
    return f"title: C\n{extra}duties:\n{duties}"


def world(make_workspace: MakeWorkspace, files: dict[str, str]) -> World:
    return world_of(make_workspace({**BASE, **files}))


def rows(matrix: Matrix) -> list[tuple[str, list[str], dict[str, str]]]:
    return [(row.key, [one.id for one in row.rows], dict(row.letters)) for row in matrix.rows]


def test_the_matrix_of_the_demo() -> None:
    matrix = world_of(ROOT / "templates" / "demo" / "green").matrix
    assert len(matrix.rows) == 12
    assert len(matrix.audited) == 9
    assert [row.key for row in matrix.audited] == [
        *("brand-promotion", "market-research", "customer-relationship"),
        *("production-planning", "production-control", "quality-inspection"),
        *("customer-development", "contract-signing", "complaint-handling"),
    ]
    research = matrix.of_row["marketing/market-research"]
    assert research.letters == {"marketing": "AR", "sales": "C", "production": "I"}
    assert (research.parties("A"), research.parties("C")) == (("marketing",), ("sales",))
    assert language("en").show(research.titled) == "Market research (market-research)"
    assert matrix.by_key["market-research"] == (research,)


@pytest.mark.parametrize(
    ("extra", "effective"),
    [
        ("status: effective\n", True),
        ("status: effective\neffective_from: 2025-06-30\n", True),
        ("status: effective\neffective_from: 2025-07-01\n", False),
        ("status: draft\n", False),
        ("status: superseded\n", False),
        ("", False),
    ],
)
def test_a_charter_is_in_force_from_its_day_on(make_workspace: MakeWorkspace, extra: str, effective: bool) -> None:
    found = world(make_workspace, {"charters/sales.yaml": charter("  - {id: signing, raci: {sales: AR}}\n", extra)})
    (record,) = found.all(Charter)
    assert is_effective(record, AS_OF) is effective
    assert is_effective(record, date(2025, 7, 1)) is ("effective\n" in extra or effective)
    assert len(found.matrix.rows) == (1 if effective else 0)


def test_rows_about_one_activity_are_merged_and_their_letters_united(make_workspace: MakeWorkspace) -> None:
    files = {
        "charters/marketing.yaml": charter("  - {id: research, raci: {marketing: AR, sales: C}}\n"),
        "charters/sales.yaml": charter("  - {id: survey, activity: research, raci: {sales: RC, production: I}}\n"),
    }
    matrix = world(make_workspace, files).matrix
    assert rows(matrix) == [
        (
            "research",
            ["marketing/research", "sales/survey"],
            {"marketing": "AR", "sales": "CR", "production": "I"},
        )
    ]
    (row,) = matrix.rows
    assert row.records == ("activity:research", "charter:marketing/research", "charter:sales/survey")
    assert str(row.first.raci_place) == "charters/marketing.yaml:4:20"
    assert [str(related.place) for related in row.related] == ["charters/sales.yaml:4:38"]
    assert matrix.of_row["sales/survey"] is row


def test_a_row_outside_the_catalogue_stands_alone(make_workspace: MakeWorkspace) -> None:
    files = {
        "charters/marketing.yaml": charter("  - {id: fairs, title: Fairs, raci: {marketing: AR}}\n  - {id: gifts}\n"),
        "charters/sales.yaml": charter("  - {id: fairs, raci: {sales: AR}}\n"),
    }
    matrix = world(make_workspace, files).matrix
    assert [key for key, _, _ in rows(matrix)] == ["marketing/fairs", "marketing/gifts", "sales/fairs"]
    english = language("en")
    assert [english.show(row.titled) for row in matrix.rows] == ["Fairs (fairs)", "gifts", "fairs"]


def test_a_step_within_an_activity_is_never_merged(make_workspace: MakeWorkspace) -> None:
    files = {
        "charters/handling.yaml": charter(
            "  - {id: research, within: research, raci: {sales: AR}}\n", "status: effective\ntype: process\nowner: x\n"
        ),
        "charters/marketing.yaml": charter("  - {id: research, raci: {marketing: AR}}\n"),
    }
    matrix = world(make_workspace, files).matrix
    assert [key for key, _, _ in rows(matrix)] == ["handling/research", "research"]
    assert [row.key for row in matrix.audited] == ["research"]


@pytest.mark.parametrize(
    ("one", "other", "merged"),
    [
        ("", "", True),
        ("scope: all, ", "scope: {areas: [south]}, ", True),
        ("scope: {areas: [north]}, ", "scope: {areas: [south]}, ", False),
        ("scope: {areas: [north, east]}, ", "scope: {areas: [east]}, ", True),
        ("scope: {excludes: [sales/research]}, ", "", False),
        ("", "scope: {excludes: [marketing/research]}, ", False),
        ("scope: {excludes: [sales/other]}, ", "", True),
    ],
)
def test_rows_with_disjoint_scopes_stay_apart(
    make_workspace: MakeWorkspace, one: str, other: str, merged: bool
) -> None:
    files = {
        "charters/marketing.yaml": charter(f"  - {{id: research, {one}raci: {{marketing: AR}}}}\n"),
        "charters/sales.yaml": charter(f"  - {{id: research, {other}raci: {{sales: AR}}}}\n  - {{id: other}}\n"),
    }
    matrix = world(make_workspace, files).matrix
    assert len(matrix.by_key["research"]) == (1 if merged else 2)
    first, second = matrix.of_row["marketing/research"].first, matrix.of_row["sales/research"].rows[-1]
    assert are_disjoint(first, second) is are_disjoint(second, first) is not merged


def test_merging_is_transitive(make_workspace: MakeWorkspace) -> None:
    files = {
        "charters/marketing.yaml": charter("  - {id: research, scope: {areas: [north]}, raci: {marketing: A}}\n"),
        "charters/production.yaml": charter("  - {id: research, scope: {areas: [south]}, raci: {production: A}}\n"),
        "charters/sales.yaml": charter("  - {id: research, scope: {areas: [north, south]}, raci: {sales: A}}\n"),
    }
    (row,) = world(make_workspace, files).matrix.rows
    assert [one.id for one in row.rows] == ["marketing/research", "production/research", "sales/research"]


def test_letters_outside_the_framework_count_as_absent(make_workspace: MakeWorkspace) -> None:
    duties = "  - {id: signing, raci: {sales: AR, marketing: X, production: S}}\n"
    files = {"charters/sales.yaml": charter(duties)}
    assert rows(world(make_workspace, files).matrix)[0][2] == {"sales": "AR"}
    files["collab.yaml"] = MINIMAL_SETTINGS + "raci: {framework: rasci}\n"
    assert rows(world(make_workspace, files).matrix)[0][2] == {"sales": "AR", "production": "S"}


def test_the_places_of_a_row(make_workspace: MakeWorkspace) -> None:
    files = {"charters/sales.yaml": charter("  - id: signing\n    raci: {sales: AR}\n  - {id: visits}\n")}
    (record,) = world(make_workspace, files).all(Charter)
    signing, visits = charter_rows(record)
    assert (signing.ref, signing.activity, signing.department_charter) == ("charter:sales/signing", "signing", True)
    assert (str(signing.raci_place), str(signing.first_place)) == ("charters/sales.yaml:5:5", "charters/sales.yaml:4:5")
    assert (str(signing.place("scope")), str(visits.raci_place)) == (
        "charters/sales.yaml:4:5",
        "charters/sales.yaml:6:6",
    )
    assert signing.raci_place.route == ("duties", "signing", "raci")


def test_the_tasks_of_a_project_are_a_matrix_of_their_own(make_workspace: MakeWorkspace) -> None:
    text = "title: Fair\nowner: x\nmembers: [sales]\ntasks:\n  - {id: booth, raci: {sales: AR}}\n  - {id: research}\n"
    found = world(make_workspace, {"projects/fair.yaml": text})
    (project,) = found.all(Project)
    tasks = project_rows(project)
    assert [(row.key, row.first.list_field, row.records) for row in tasks] == [
        ("fair/booth", "tasks", ("project:fair/booth",)),
        ("fair/research", "tasks", ("project:fair/research",)),
    ]
    assert found.matrix.rows == ()


def test_the_matrix_of_some_charters_whatever_their_states(make_workspace: MakeWorkspace) -> None:
    files = {
        "charters/a.yaml": charter("  - {id: research, raci: {sales: AR}}\n", "status: draft\n"),
        "charters/b.yaml": charter("  - {id: research, raci: {marketing: C}}\n"),
        "charters/c.yaml": charter("  - {id: research, raci: {production: I}}\n"),
    }
    found = world(make_workspace, files)
    some = [found.get(Charter, name) for name in "ab"]
    assert rows(matrix_of(found.workspace, [one for one in some if one is not None])) == [
        ("research", ["a/research", "b/research"], {"sales": "AR", "marketing": "C"}),
    ]
    assert matrix_of(found.workspace, ()).rows == ()
