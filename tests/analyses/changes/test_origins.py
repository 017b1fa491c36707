"""Where each field has its value from: through what has only changed its name or its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from collab_cli.analyses.changes.origins import find_origins, followed_parts
from collab_cli.analyses.changes.trail import Trail
from collab_cli.model.load_workspace import load_workspace, wanted_top
from collab_cli.model.settings_file import load_settings
from collab_cli.sources.history import require_history
from collab_cli.sources.snapshot import working_tree
from tests.analyses.changes.eventful_company import DEPARTMENTS, make_eventful_company
from tests.conftest import MINIMAL_SETTINGS
from tests.sources.repositories import commit, make_repository, write


def test_every_field_of_a_charter_and_its_duties(tmp_path: Path) -> None:
    root = tmp_path / "company"
    commits = {commit: name for name, commit in make_eventful_company(root).items()}
    disk = working_tree(root, wanted=wanted_top)
    charter = load_workspace(disk).records["charter"]["marketing"]
    with require_history(root) as history:
        trail = Trail(history, date(2025, 6, 30), load_settings(disk))
        of_all = find_origins(charter, None, trail.steps(history.head(), followed_parts(charter, None)))
        of_part = find_origins(
            charter, "market-research", trail.steps(history.head(), followed_parts(charter, "market-research"))
        )
        nowhere = find_origins(charter, "other", ())
    found = [
        (
            origin.part_id,
            origin.field.name,
            commits[origin.step.commit.id] if origin.step and origin.step.commit else "",
        )
        for origin in of_all
    ]
    assert found == [
        (None, "title", "written"),
        (None, "version", "written"),
        (None, "status", "written"),
        ("other", "title", "written"),
        ("other", "raci", "written"),
        ("market-research", "title", "written"),
        ("market-research", "content", "retold"),
        ("market-research", "raci", "moved"),
    ]
    assert [origin.field.name for origin in of_part] == ["title", "content", "raci"]
    assert of_part[1].value == ["Surveys every quarter in each region we sell to", "A report every spring"]
    assert [(origin.field.name, origin.step) for origin in nowhere] == [("title", None), ("raci", None)]


def origins_at_head(root: Path, charter: str, part: str) -> dict[str, str]:
    """Return the subject of the commit each field of a duty has its value from."""
    disk = working_tree(root, wanted=wanted_top)
    record = load_workspace(disk).records["charter"][charter]
    with require_history(root) as history:
        trail = Trail(history, date(2025, 6, 30), load_settings(disk))
        found = find_origins(record, part, trail.steps(history.head(), followed_parts(record, part)))
    return {one.field.name: one.step.commit.subject for one in found if one.step is not None and one.step.commit}


def test_a_move_gives_a_duty_its_letters_and_nothing_else(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "company")
    charter = "title: Charter\nstatus: effective\nduties:\n"
    duty = "  - {id: prices, title: Price lists, scope: all prices, raci: {LETTERS}}\n"
    write(root, {"collab.yaml": MINIMAL_SETTINGS, "departments.yaml": DEPARTMENTS})
    write(root, {"charters/sales.yaml": charter + duty.replace("LETTERS", "sales: AR")})
    write(root, {"charters/marketing.yaml": charter.replace("duties:\n", "")})
    commit(root, "begin", day="2025-01-01T12:00:00Z")
    write(root, {"charters/sales.yaml": charter.replace("duties:\n", "")})
    write(root, {"charters/marketing.yaml": charter + duty.replace("LETTERS", "sales: C, marketing: AR")})
    commit(root, "move", day="2025-01-02T12:00:00Z")
    assert origins_at_head(root, "marketing", "prices") == {"title": "begin", "scope": "begin", "raci": "move"}


def test_a_piece_of_a_split_duty_has_of_it_what_is_the_same(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "company")
    charter = "title: Charter\nstatus: effective\nduties:\n"
    duty = "  - {id: ID, title: TITLE, scope: SCOPE, content: [CONTENT], weight: 0.2, raci: {sales: AR}}\n"
    words = "Write offers for all customers in two days", "Draw up and sign the contracts and file them"

    def of(one: str, title: str, scope: str, content: str) -> str:
        return duty.replace("ID", one).replace("TITLE", title).replace("SCOPE", scope).replace("CONTENT", content)

    whole = of("contract-signing", "Contract signing", "All contracts of the company", ", ".join(words))
    pieces = [
        of("quoting", "Quoting", "All contracts of the company", words[0]),
        of("contracts", "Contracts", "Contracts but those of exports", words[1]),
    ]
    write(root, {"collab.yaml": MINIMAL_SETTINGS, "departments.yaml": DEPARTMENTS})
    for subject, text in [("begin", whole.replace("0.2", "0.1")), ("weighed", whole), ("split", "".join(pieces))]:
        write(root, {"charters/sales.yaml": charter + text})
        commit(root, subject, day="2025-01-01T12:00:00Z")
    assert origins_at_head(root, "sales", "quoting") == {
        "title": "split",
        "scope": "begin",
        "content": "split",
        "weight": "weighed",
        "raci": "begin",
    }
    assert origins_at_head(root, "sales", "contracts")["scope"] == "split"


def test_what_changed_while_a_file_could_not_be_read_came_with_the_commit_that_mended_it(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "company")
    charter = "title: Charter\nstatus: draft\nduties:\n  - {id: prices, title: Prices, scope: all}\n"
    write(root, {"collab.yaml": MINIMAL_SETTINGS, "departments.yaml": DEPARTMENTS})
    texts = {"begin": charter, "broken": "title: [", "worse": "title: ]", "mended": charter.replace("all", "some")}
    for subject, text in texts.items():
        write(root, {"charters/sales.yaml": text})
        commit(root, subject, day="2025-01-01T12:00:00Z")
    assert origins_at_head(root, "sales", "prices") == {"title": "begin", "scope": "mended"}
