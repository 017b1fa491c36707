from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import RunCollab
from tests.rules.worlds import green_demo


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    return green_demo(tmp_path / "demo")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("charter", "duty", "add", "sales", "Leads"),
            "nobody is accountable for it yet: collab charter duty set sales leads raci.sales=AR",
        ),
        (
            ("charter", "duty", "add", "sales", "Leads", "--raci", "production:R"),
            "nobody is accountable for it yet: collab charter duty set sales leads raci.DEPARTMENT=A",
        ),
        (
            ("charter", "duty", "add", "sales", "Leads", "--raci", "sales:A"),
            "nobody does it yet: collab charter duty set sales leads raci.DEPARTMENT=R",
        ),
        (
            ("project", "task", "add", "autumn-fair", "Leads"),
            "nobody is accountable for it yet: collab project task set autumn-fair leads raci.DEPARTMENT=AR",
        ),
    ],
)
def test_who_is_missing_is_told_with_the_command(
    demo: Path, run_collab: RunCollab, words: tuple[str, ...], told: str
) -> None:
    result = run_collab(*words, "--lang", "en", cwd=demo)
    assert result.code == 0
    assert told in result.err.splitlines()
    command = told.partition(": collab ")[2].replace("DEPARTMENT", "marketing").split()
    assert run_collab(*command, cwd=demo).code == 0


def test_nothing_is_told_of_a_duty_that_is_given_to_somebody(demo: Path, run_collab: RunCollab) -> None:
    result = run_collab("charter", "duty", "add", "sales", "Leads", "--raci", "sales:AR", "--lang", "en", cwd=demo)
    assert (result.code, "yet" in result.err) == (0, False)
