from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.analyses.raci_tables.read_table import ReadParty
from collab_cli.edits.unknown_parties import means_everyone, near_party, unknown_parties
from tests.conftest import MakeWorkspace
from tests.edits.plans import english
from tests.rules.worlds import world_of


@pytest.fixture
def company(make_workspace: MakeWorkspace) -> Path:
    return make_workspace(
        {
            "departments.yaml": "- {id: logistics, name: Logistics}\n",
            "people.yaml": "- {id: zhang-wei, name: 张伟}\n- {id: li, name: Li Na}\n- {id: li-2, name: Li Na}\n",
        }
    )


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Zhang Wei", "person:zhang-wei"),
        ("Logistcs", "logistics"),
        ("Li  Naa", None),
        ("QA", None),
        ("---", None),
        ("", None),
    ],
)
def test_a_party_is_near_by_its_id_or_its_spelling(text: str, party: str | None, company: Path) -> None:
    assert near_party(world_of(company), text) == party


@pytest.mark.parametrize(
    ("text", "said"), [("All", True), ("全体部门", True), ("all  departments", True), ("QA", False)]
)
def test_words_for_everybody_are_known(text: str, said: bool) -> None:
    assert means_everyone(text) is said


def told(company: Path, *texts: str) -> str:
    error = unknown_parties(world_of(company), [ReadParty(text, f"B{place}") for place, text in enumerate(texts, 1)])
    assert error.hint is not None
    return f"{english(error.message)}; {english(error.hint)}"


def test_a_person_is_proposed_and_no_new_department(company: Path) -> None:
    assert told(company, "Zhang Wei") == (
        "B1: no department, person or role is called Zhang Wei; did you mean person:zhang-wei: say so with "
        "--party 'Zhang Wei=person:zhang-wei'"
    )
    assert told(company, "Zhang Wei", "QA").endswith(
        "say whom they mean, - for nobody: --party 'Zhang Wei=person:zhang-wei' --party 'QA=ID'"
    )


def test_many_names_are_told_up_to_a_number(company: Path) -> None:
    text = told(company, *(f"Q{place}" for place in range(10)))
    assert "Q7 (B8), and 2 more; say" in text
    assert text.count("--party") == 8


def test_a_quote_in_a_name_is_written_for_a_shell(company: Path) -> None:
    assert """--party 'O'"'"'Hara=ID'""" in told(company, "O'Hara")
