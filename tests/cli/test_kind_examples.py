from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from collab_cli.cli.command_frame import Noun, load_command, split_example
from collab_cli.cli.command_table import COMMANDS
from collab_cli.cli.kind_examples import ADD
from collab_cli.model.kinds import all_kinds
from tests.conftest import RunCollab
from tests.rules.worlds import green_demo


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return green_demo(tmp_path_factory.mktemp("demo"))


def test_every_kind_has_one() -> None:
    assert list(ADD) == sorted(kind.name for kind in all_kinds())


@pytest.mark.parametrize("name", ADD)
def test_it_adds_a_record_of_a_new_title_to_the_demo(demo: Path, run_collab: RunCollab, name: str) -> None:
    command, *words = shlex.split(ADD[name])
    assert (command, words[:2]) == ("collab", [name, "add"])
    result = run_collab(*words, "--dry-run", "--lang", "en", cwd=demo)
    assert result.code == 0, result.err
    assert result.out.count("\n+++ b/") == result.out.count("--- ") >= 1
    assert "has this title already" not in result.err
    assert [line for line in result.out.splitlines() if line.startswith("-") and not line.startswith("--- ")] == []


@pytest.mark.no_cover
@pytest.mark.parametrize("name", ADD)
def test_the_records_of_every_kind_are_listed_and_shown_for_programs(
    demo: Path, run_collab: RunCollab, name: str
) -> None:
    listed = run_collab(name, "list", "--json", cwd=demo)
    assert listed.code == 0, listed.err
    ids = [found["id"] for found in json.loads(listed.out)["records"]]
    for record_id in ids[:1]:
        result = run_collab(name, "show", record_id, "--json", cwd=demo)
        assert result.code == 0, result.err
        assert json.loads(result.out)["id"] == record_id


@pytest.mark.parametrize("name", ["set", "unset"])
def test_the_examples_of_set_and_unset_change_the_demo(demo: Path, run_collab: RunCollab, name: str) -> None:
    command = load_command(COMMANDS[name])
    assert not isinstance(command, Noun)
    examples = [split_example(line)[0] for line in (command.epilog or "").splitlines()]
    assert len(examples) >= 2
    for example in examples:
        result = run_collab(*shlex.split(example)[1:], "--dry-run", cwd=demo)
        assert (result.code, result.out[:4]) == (0, "--- "), example
