"""A comparison of parts gives the answers of a comparison of whole workspaces, and reads only what it needs."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from collab_cli.analyses.changes.change import Change
from collab_cli.analyses.changes.find_changes import find_changes
from collab_cli.graph.partial_worlds import build_partial_worlds
from collab_cli.graph.world import World, build_world
from collab_cli.model.load_workspace import load_workspace, wanted_top
from collab_cli.model.settings_file import load_settings
from collab_cli.sources.compared_files import ComparedFiles, compare_commits, compare_with_disk
from collab_cli.sources.history import History, require_history
from collab_cli.sources.snapshot import working_tree
from tests.conftest import MINIMAL_SETTINGS, MakeDemo
from tests.sources.repositories import commit, make_repository, write

DAY = date(2025, 6, 30)
SEEDS = range(14)


def on_disk(history: History) -> ComparedFiles:
    disk = working_tree(history.root, wanted=wanted_top)
    return compare_with_disk(history, history.head(), disk, wanted=wanted_top)


def partly(compared: ComparedFiles) -> tuple[World, World]:
    settings = load_settings(compared.before.only(["collab.yaml"])), load_settings(compared.after.only(["collab.yaml"]))
    return build_partial_worlds(compared, settings, DAY)


def wholly(compared: ComparedFiles) -> tuple[World, World]:
    before, after = (build_world(load_workspace(side.whole()), DAY) for side in (compared.before, compared.after))
    return before, after


def identity(change: Change) -> tuple[Any, ...]:
    spots = tuple(tuple((spot.ref, spot.route, spot.place) for spot in side) for side in (change.before, change.after))
    return change.act, change.category, spots, change.matter, repr(change.old), repr(change.new), change.is_bound


def answers(worlds: tuple[World, World]) -> tuple[Any, ...]:
    found = find_changes(*worlds)
    return [identity(change) for change in found], found.silent, found.unread


def refs(world: World) -> list[str]:
    return [record.ref for record in world.workspace.every_record()]


def test_the_demo_both_ways(make_demo: MakeDemo) -> None:
    with require_history(make_demo()) as history:
        last = history.head()
        first = history.first_parent(last)
        assert first is not None
        for one, other in ((first, last), (last, first)):
            compared = compare_commits(history, one, other, wanted=wanted_top)
            found = answers(partly(compared))
            assert found == answers(wholly(compared))
            assert len(found[0]) > 50


def another_number(rng: random.Random, root: Path, path: Path) -> None:
    text = path.read_text()
    path.write_text(re.sub(r"\b\d+", lambda match: str(int(match[0]) + (rng.random() < 0.2)), text))


def other_letters(rng: random.Random, root: Path, path: Path) -> None:
    path = rng.choice(sorted((root / "charters").glob("*.yaml")))
    text = path.read_text()
    cells = r"(sales|marketing|production): [ARCI]+"
    path.write_text(re.sub(cells, lambda match: f"{match[1]}: {rng.choice(['A', 'R', 'C', 'I', 'AR'])}", text))


def removed(rng: random.Random, root: Path, path: Path) -> None:
    path.unlink()


def renamed(rng: random.Random, root: Path, path: Path) -> None:
    path.rename(path.with_name(f"renamed-{path.name}"))


def written_twice(rng: random.Random, root: Path, path: Path) -> None:
    target = path.parent / "again" / path.name
    target.parent.mkdir(exist_ok=True)
    shutil.copy(path, target)


def broken_off(rng: random.Random, root: Path, path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: rng.randrange(len(data))])


def another_layout(rng: random.Random, root: Path, path: Path) -> None:
    path.write_text("# a comment\n" + path.read_text())


def an_entry_less(rng: random.Random, root: Path, path: Path) -> None:
    path = root / rng.choice(["activities.yaml", "departments.yaml", "people.yaml", "metrics.yaml"])
    entries = re.split(r"(?m)^(?=- )", path.read_text())
    del entries[rng.randrange(1, len(entries))]
    path.write_text("".join(entries))


def another_id(rng: random.Random, root: Path, path: Path) -> None:
    path = root / rng.choice(["activities.yaml", "departments.yaml", "people.yaml"])
    text = path.read_text()
    old = rng.choice(re.findall(r"(?m)^- \{?id: ([a-z-]+)", text))
    path.write_text(text.replace(f"id: {old}", f"id: {old}-new", 1))


EDITS: tuple[Callable[[random.Random, Path, Path], None], ...] = (
    *(another_number, other_letters, removed, renamed, written_twice, broken_off),
    *(another_layout, an_entry_less, another_id),
)


@pytest.mark.parametrize("seed", SEEDS)
def test_random_edits(make_demo: MakeDemo, seed: int) -> None:
    root = make_demo()
    rng = random.Random(seed)
    for _ in range(2):
        files = sorted(path for path in root.rglob("*.yaml") if path.name != "collab.yaml")
        rng.choice(EDITS)(rng, root, rng.choice(files))
    with require_history(root) as history:
        compared = on_disk(history)
        assert answers(partly(compared)) == answers(wholly(compared))


PEOPLE = "".join(f"- {{id: p{number}, name: P{number}, department: d{number}}}\n" for number in range(5))
DEPARTMENTS = "".join(
    f"- {{id: d{number}, name: D{number}, head: p{number}, parent: d{number + 1}}}\n" for number in range(4)
)
CHARTER = """\
title: C
department: {department}
version: 1
status: effective
duties:
  - {{id: {duty}, raci: {{{department}: AR}}}}
"""


@pytest.fixture
def company(tmp_path: Path) -> Path:
    root = make_repository(tmp_path / "company")
    files = {
        "collab.yaml": MINIMAL_SETTINGS,
        "people.yaml": PEOPLE,
        "departments.yaml": DEPARTMENTS + "- id: d4\n  name: D4\n",
        "activities.yaml": "- {id: complaint, name: Complaints}\n- {id: other, name: Other}\n",
        "charters/one.yaml": CHARTER.format(department="d0", duty="complaint"),
        "charters/two.yaml": CHARTER.format(department="d1", duty="complaint"),
        "charters/three.yaml": CHARTER.format(department="d2", duty="other"),
        "goals/grow.yaml": "title: Grow\nlevel: department\ndepartment: d0\nperiod: '2025'\n",
        "goals/sell.yaml": "title: Sell\nlevel: department\ndepartment: d0\nperiod: '2025'\n",
    }
    write(root, files)
    commit(root)
    return root


def test_no_more_is_loaded_than_is_named(company: Path) -> None:
    goal = company / "goals/grow.yaml"
    goal.write_text(goal.read_text() + "owner: p2\n")
    with require_history(company) as history:
        before, after = partly(on_disk(history))
    # the department of the goal, its parents and their heads, the owner and where they belong
    assert set(refs(after)) == {
        "goal:grow",
        *(f"department:d{n}" for n in range(5)),
        *(f"person:p{n}" for n in range(4)),
    }
    assert refs(before) == refs(after)
    assert after.faults == ()
    assert after.workspace.documents["people.yaml"].data.count(b"\n") == PEOPLE.count("\n")


def test_all_charters_about_a_matter_of_a_changed_one_are_loaded(company: Path) -> None:
    charter = company / "charters/one.yaml"
    charter.write_text(charter.read_text().replace("d0: AR", "d0: A"))
    with require_history(company) as history:
        _, after = partly(on_disk(history))
    assert [ref for ref in refs(after) if ref.startswith("charter")] == ["charter:one", "charter:two"]
    assert [row.key for row in after.matrix.rows] == ["complaint"]
    assert after.matrix.rows[0].letters == {"d0": "A", "d1": "AR"}


def test_a_reference_that_leads_nowhere_is_dead_in_both(company: Path) -> None:
    goal = company / "goals/grow.yaml"
    goal.write_text(goal.read_text() + "owner: nobody\nkey_results: [{id: kr1, title: T, metric: nothing}]\n")
    with require_history(company) as history:
        compared = on_disk(history)
        dead = [
            [fault.place for fault in side.faults if fault.code == "S005"]
            for side in (partly(compared)[1], wholly(compared)[1])
        ]
    assert [place.route for place in dead[0]] == [("owner",), ("key_results", "kr1", "metric")]
    assert dead[0] == dead[1]


@pytest.mark.parametrize(
    "register",
    [
        "# how\n- id: d0\n  name: D0\n- id: |-\n    d1\n  name: D1\n",
        '- {"id": "d0", name: D0}\n- {name: D1, id: "d\\x31"}\n',
        "[{id: d0, name: D0}, {id: d1, name: D1}]\n",
        "\ufeff- id: d0\n  name: D0\n\n- name: D1\n  id: 'd1'\n",
        "-\n  id: d0\n  name: D0\n-\n  id: d1\n  name: D1\n",
    ],
)
def test_registers_in_any_layout(company: Path, register: str) -> None:
    write(company, {"departments.yaml": register})
    commit(company)
    for name in ("d0", "d1"):
        write(company, {"goals/grow.yaml": f"title: Grow {name}\nlevel: department\ndepartment: {name}\n"})
        with require_history(company) as history:
            compared = on_disk(history)
            assert answers(partly(compared)) == answers(wholly(compared))
            known = f"department:{name}" in refs(wholly(compared)[1])
            assert (f"department:{name}" in refs(partly(compared)[1])) is known
