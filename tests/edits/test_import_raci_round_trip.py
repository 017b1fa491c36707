"""A matrix that is exported and imported again makes no difference, whatever the company looks like."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from collab_cli.analyses.raci_tables.difference import Difference
from collab_cli.analyses.raci_tables.read_table import ReadTable
from collab_cli.analyses.responsibility_view import VIEWS, View
from collab_cli.edits.import_raci import Wanted, plan_import
from collab_cli.edits.plan import Planned
from collab_cli.edits.table_names import TableNames
from collab_cli.edits.understood_tables import understood_tables
from collab_cli.errors import CollabError
from collab_cli.graph.letters import allowed_letters
from collab_cli.graph.world import World
from collab_cli.i18n import language
from collab_cli.renderers import renderer
from collab_cli.reports.responsibility_matrix import Wanted as Shown
from collab_cli.reports.responsibility_matrix import build
from collab_cli.transports.read_tables import read_tables
from tests.conftest import MINIMAL_SETTINGS
from tests.edits.plans import plan_of
from tests.rules.worlds import green_demo, small_company, world_of

pytestmark = pytest.mark.no_cover  # laws over many examples: measured they take twice as long

FORMATS = {"csv": "csv", "xlsx": "xlsx", "markdown": "md"}


def exported(world: World, file: Path, view: View, lang: str) -> None:
    form = next(name for name, ending in FORMATS.items() if file.suffix == f".{ending}")
    data = renderer(form)(build(world, Shown(view=view)), language(lang), width=80, color=False)
    file.write_bytes(data if isinstance(data, bytes) else data.encode())


def understood(root: Path, file: Path) -> tuple[ReadTable, ...]:
    world = world_of(root)
    return understood_tables(read_tables(file), TableNames(world), letters=allowed_letters(world.settings), meanings={})


def imported(root: Path, file: Path, tables: tuple[ReadTable, ...]) -> tuple[Difference, Planned]:
    return plan_import(plan_of(root), tables, Wanted(), file.name, lambda party: None)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("ending", FORMATS.values())
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("company", [green_demo, small_company], ids=["demo", "small-company"])
def test_the_matrix_of_a_company_comes_back(company: Any, view: View, ending: str, lang: str, tmp_path: Path) -> None:
    root = company(tmp_path / "company")
    world, file = world_of(root), tmp_path / f"matrix.{ending}"
    exported(world, file, view, lang)
    difference, planned = imported(root, file, understood(root, file))
    assert (difference.changes, difference.additions, planned.writes) == ((), (), ())
    assert (difference.same, difference.others) == (len(world.matrix.rows), 0)
    assert difference.notes == ()


NAMES = st.sampled_from(["Sales", "销售部", "QA", "Li Na", "Clerk", "Head of QA", "Sales team", "张伟"])
TITLES = st.sampled_from(
    ["Make offers", "make OFFERS", "报价", "Answer, | complaints", "Plan A", "Sales", "a - b", "Check *goods*"]
)
LETTERS = st.sampled_from(["R", "A", "C", "I", "AR", "CI", "RC"])
YES: st.SearchStrategy[Any] = st.booleans()


@st.composite
def companies(draw: st.DrawFn) -> dict[str, Any]:
    """Draw the files of a company: departments within departments, people and roles of like names, rows merged."""
    departments: list[dict[str, Any]] = [{"id": f"d{n}", "name": draw(NAMES)} for n in range(draw(st.integers(1, 4)))]
    ids = [each["id"] for each in departments]
    roles: list[dict[str, Any]] = [{"id": f"r{n}", "name": draw(NAMES)} for n in range(draw(st.integers(0, 2)))]
    people: list[dict[str, Any]] = [{"id": f"p{n}", "name": draw(NAMES)} for n in range(draw(st.integers(0, 4)))]
    for role in roles:
        if draw(YES):
            role["department"] = draw(st.sampled_from(ids))
    for person in people:
        if draw(YES):
            person["department"] = draw(st.sampled_from(ids))
        if roles and draw(YES):
            person["role"] = draw(st.sampled_from(roles))["id"]
    for place, department in enumerate(departments):
        if place and draw(YES):
            department["parent"] = draw(st.sampled_from(ids[:place]))
        if people and draw(YES):
            department["head"] = draw(st.sampled_from(people))["id"]
    parties = [*ids, *(f"person:{each['id']}" for each in people), *(f"role:{each['id']}" for each in roles)]
    activities = [{"id": f"a{n}", "name": draw(TITLES)} for n in range(draw(st.integers(0, 2)))]
    files: dict[str, Any] = {"departments": departments, "roles": roles, "people": people, "activities": activities}
    for department in draw(st.lists(st.sampled_from(ids), unique=True, min_size=1)):
        duties = []
        for number in range(draw(st.integers(1, 4))):
            duty: dict[str, Any] = {"id": f"x{number}", "title": draw(TITLES)}
            if activities and draw(YES):
                duty["activity"] = draw(st.sampled_from(activities))["id"]
                duty["scope"] = {"area": [draw(st.sampled_from(["east", "west"]))]}
            duty["raci"] = draw(st.dictionaries(st.sampled_from(parties), LETTERS, min_size=1, max_size=4))
            duties.append(duty)
        charter = {"title": department, "version": 1, "status": "effective", "effective_from": "2025-01-01"}
        files[f"charters/{department}"] = {**charter, "duties": duties}
    return files


@settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(companies(), st.sampled_from(VIEWS), st.sampled_from([*FORMATS.values()]), st.sampled_from(["en", "zh"]))
def test_the_matrix_of_any_company_comes_back(company: dict[str, Any], view: View, ending: str, lang: str) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder) / "company"
        (root / "charters").mkdir(parents=True)
        (root / "collab.yaml").write_text(MINIMAL_SETTINGS, "utf-8")
        for name, content in company.items():
            (root / f"{name}.yaml").write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
        world, file = world_of(root), Path(folder) / f"matrix.{ending}"
        exported(world, file, view, lang)
        try:
            tables = understood(root, file)
        except CollabError:  # Markdown holds no ids: a table without them must look like one of responsibilities
            assert ending == "md"
            return
        assert not any(table.questions for table in tables)
        try:
            difference, planned = imported(root, file, tables)
        except CollabError:  # Markdown holds no ids: titles that can mean several duties are refused
            assert ending == "md"
            return
        assert (difference.changes, difference.additions, planned.writes) == ((), (), ())
        assert (difference.same, difference.others) == (len(world.matrix.rows), 0)
