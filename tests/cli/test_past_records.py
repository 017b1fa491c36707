from __future__ import annotations

import json

from collab_cli.cli.past_records import past_records
from collab_cli.sources.history import require_history
from tests.conftest import MakeWorkspace, RunCollab
from tests.rules.worlds import world_of
from tests.small_company import small_company
from tests.sources.repositories import commit, git

GOAL = "title: Fewer returns\nlevel: company\nperiod: '2025'\n"
DOCUMENTS = "- {id: prices, title: Prices, url: 'https://x.example/1', owner_dept: sales}\n"


def test_what_records_with_these_ids_were(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"goals/2024/returns.yaml": GOAL, "goals/2024/other.yaml": GOAL, "documents.yaml": DOCUMENTS})
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(root)
    (root / "goals/2024/returns.yaml").write_text("title: [")
    (root / "documents.yaml").write_text("{prices: 1}\n")
    commit(root)
    (root / "goals/2025").mkdir()
    (root / "goals/2024/returns.yaml").rename(root / "goals/2025/returns.yaml")
    (root / "goals/2025/returns.yaml").write_text(GOAL.replace("Fewer", "No"))
    (root / "documents.yaml").write_text(DOCUMENTS.replace("Prices", "New"))
    world = world_of(root)
    with require_history(root) as history:
        found = past_records(history, history.head(), tuple(world.workspace.every_record()))
    goal = {"title": "Fewer returns", "level": "company", "period": "2025"}
    document = {"id": "prices", "title": "Prices", "url": "https://x.example/1", "owner_dept": "sales"}
    assert found == {"goal:returns": [goal], "goal:other": [goal], "document:prices": [document]}


def test_an_id_that_was_used_before_is_found(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace(small_company())
    git(root, "init", "--quiet", "--initial-branch=main")
    goal = root / "goals/growth.yaml"
    goal.write_text(GOAL)
    commit(root, "first")
    goal.unlink()
    base = commit(root, "gone")

    def told(text: str) -> list[str]:
        goal.write_text(text)
        result = run_collab("check", "--base", base, "--select", "D959", "--json", cwd=root)
        return [finding["message"] for finding in json.loads(result.out)["findings"]]

    other = told(GOAL.replace("Fewer returns", "Growth"))
    assert other == ["Growth (growth) has the id of another one that was deleted"]
    assert told("# put back\n" + GOAL) == []
