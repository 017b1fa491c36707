from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import MakeWorkspace, RunCollab
from tests.small_company import small_company


def test_what_is_overdue_comes_worst_first(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    late = "title: {zh: 晚, en: Late}\nowner: zhang-wei\ndue: 2025-06-25\n"
    later = "title: Later\nowner: liu-fang\ndue: 2025-06-01\nstatus: in_progress\n"
    done = "title: Done\nowner: liu-fang\ndue: 2025-06-01\nstatus: done\nhistory: [{date: 2025-05-30, status: done}]\n"
    proposal = (
        "title: Rules\ntype: decision\nsubjects: []\naffected: [sales, marketing]\ndeadline: 2025-06-20\n"
        "positions:\n  - {department: sales, by: zhang-wei, date: 2025-06-19, position: agree}\n"
    )
    root = make_workspace(
        small_company(
            {
                "actions/2025-06-01-late.yaml": late,
                "actions/2025-05-01-later.yaml": later,
                "actions/2025-05-01-done.yaml": done,
                "proposals/rules.yaml": proposal,
            }
        )
    )
    record = json.loads(run_collab("status", "--json", cwd=root).out)
    assert record["overdue"] == [
        {"record": "action:2025-05-01-later", "who": ["Liu Fang"], "days": 29},
        {"record": "proposal:rules", "who": ["Marketing"], "days": 10},
        {"record": "action:2025-06-01-late", "who": ["Zhang Wei"], "days": 5},
    ]
    assert record["records"]["action"] == 4
    assert record["findings"] == {"error": 1, "warning": 3, "info": 0}
    assert "ask Liu Fang about Later (2025-05-01-later)" in record["next"]


def test_a_new_workspace_is_told_what_to_write_first(tmp_path: Path, run_collab: RunCollab) -> None:
    run_collab("init", cwd=tmp_path)
    steps = []
    for path, text in {
        "": "",
        "departments.yaml": "- {id: a, name: A}\n",
        "goals/2025/g.yaml": 'title: G\nlevel: company\nperiod: "2025"\n',
        "charters/a.yaml": "title: A\n",
        "meetings/2025/2025-06-30-first.yaml": "title: M\ndate: 2025-06-30\n",
    }.items():
        if path:
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text)
        result = run_collab("status", cwd=tmp_path)
        assert result.code == 0
        steps.append(result.out.splitlines()[-1])
    assert steps == [
        "write your departments into departments.yaml and their heads into people.yaml",
        "add the company goal: collab goal add",
        "write down who does what, a charter for each department: charters/a.yaml",
        "keep minutes of the next meeting in meetings/",
        "nothing is waiting; collab goal tree shows the goals",
    ]


def test_the_commands_named_judge_the_same_day_and_state(tmp_path: Path, run_collab: RunCollab) -> None:
    run_collab("init", "demo", "--demo", cwd=tmp_path)
    result = run_collab("status", "--as-of", "2026-01-01", "--at", "HEAD~1", "--json", cwd=tmp_path / "demo")
    [first, *_] = json.loads(result.out)["next"]
    assert first == (
        "mend the errors: collab check --as-of 2026-01-01 --at 'HEAD~1' shows them, "
        "collab explain A503 the first of them"
    )
