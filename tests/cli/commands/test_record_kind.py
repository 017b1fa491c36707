from __future__ import annotations

import json
from pathlib import Path

import pytest

from collab_cli.model.kinds import all_kinds
from tests.conftest import MakeDemo, MakeWorkspace, RunCollab
from tests.small_company import small_company


@pytest.fixture
def demo(make_demo: MakeDemo) -> Path:
    return make_demo()


@pytest.mark.no_cover
@pytest.mark.parametrize("kind", [kind.name for kind in all_kinds()])
def test_every_kind_is_listed_and_shown(demo: Path, run_collab: RunCollab, kind: str) -> None:
    listed = json.loads(run_collab(kind, "list", "--json", cwd=demo).out)
    assert listed["schema"] == f"collab/{kind}-list/v1"
    ids = [record["id"] for record in listed["records"]]
    assert ids
    plain = run_collab(kind, "list", cwd=demo)
    assert plain.code == 0
    if kind not in ("action", "issue"):  # their lists have figures of their own
        assert [line.split()[0] for line in plain.out.splitlines()[1:]] == ids
    for record in listed["records"]:
        shown = json.loads(run_collab(kind, "show", record["id"], "--json", cwd=demo).out)
        assert (shown.pop("standing", None) is not None) == (kind == "goal")
        record.pop("standing", None)
        record.pop("next", None)  # of a series, worked out
        shown.pop("attendance", None)  # of minutes, worked out
        assert shown == {"schema": f"collab/{kind}/v1", **record}
    for lang in ("en", "zh"):
        text = run_collab(kind, "show", ids[0], "--lang", lang, cwd=demo, terminal=True, width=80)
        assert text.code == 0 and ids[0] in text.out


def test_an_empty_list_says_so(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace()
    assert run_collab("case", "list", cwd=root).out == "there are no cases yet\n"
    assert run_collab("case", "list", "--lang", "zh", cwd=root).out == "还没有案例\n"
    assert json.loads(run_collab("case", "list", "--json", cwd=root).out)["records"] == []


def test_an_earlier_state(demo: Path, run_collab: RunCollab) -> None:
    now = run_collab("charter", "list", "--json", cwd=demo).out
    before = run_collab("charter", "list", "--json", "--at", "HEAD~1", cwd=demo).out
    assert [len(json.loads(out)["records"]) for out in (now, before)] == [4, 3]
    assert run_collab("charter", "show", "sales", "--at", "2025-02-01", "--json", cwd=demo).code == 0


def test_a_list_that_is_not_complete_says_so(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace(small_company({"goals/broken.yaml": "title: [\n"}))
    result = run_collab("goal", "list", "--as-of", "2025-06-30", cwd=root)
    assert result.code == 0
    assert result.err == "some goals cannot be read; collab check says why\n"


def test_one_clear_line_for_what_is_not_there(demo: Path, run_collab: RunCollab) -> None:
    result = run_collab("goal", "show", "increase-revenu3", "--quiet", cwd=demo)
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "collab: error: there is no goal increase-revenu3; did you mean Increase revenue (increase-revenue)\n"
    )
