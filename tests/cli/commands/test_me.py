from __future__ import annotations

import json

from tests.conftest import MakeWorkspace, RunCollab
from tests.small_company import small_company


def test_a_person_is_found_by_id_name_and_title(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    people = (
        "- {id: an, name: {zh: 安, en: An}, title: {zh: 厂长, en: Works manager}}\n- {id: bo, name: Bo, title: Clerk}\n"
        "- {id: cy, name: Cy, title: Clerk}\n"
    )
    root = make_workspace({"people.yaml": people})
    for text in ("an", "An", "安", "厂长", "works manager"):
        assert json.loads(run_collab("me", text, "--json", cwd=root).out)["person"] == "an"
    assert run_collab("me", "clerk", cwd=root).code == 2
    assert run_collab("me", "nobody", cwd=root).code == 2


def test_nothing_owed_is_one_line(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace({"people.yaml": "- {id: an, name: An}\n"})
    out = run_collab("me", "an", "--as-of", "2025-06-30", cwd=root).out
    assert out == "An, as of 2025-06-30\n====================\nNothing is owed; all is done.\n"


def test_an_identity_of_nobody_is_told_both_ways(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace({"people.yaml": "- {id: an, name: An}\n"})
    found = run_collab("me", cwd=root)
    assert (found.code, found.out) == (2, "")
    assert "name a person, such as collab me ID, or say once who you are: collab set person:ID git+=" in found.err


def test_every_format_holds_the_page(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace(small_company())
    for format in ("text", "markdown", "html"):
        out = run_collab("me", "wang-qiang", "--as-of", "2025-07-09", "--format", format, cwd=root).out
        assert "1 thing is late" in out
        assert "collab action done 2025-06-23-photograph-returns" in out
