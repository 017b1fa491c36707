"""``collab who`` from the command line."""

from __future__ import annotations

import json

import pytest

from tests.conftest import MakeDemo, MakeWorkspace, RunCollab


@pytest.mark.parametrize("words", [("客户投诉",), ("complaint",), ("customer complaints",), ("customer", "complaints")])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_same_matter_however_it_is_asked(
    make_demo: MakeDemo, run_collab: RunCollab, words: tuple[str, ...], lang: str
) -> None:
    demo = make_demo()
    green = json.loads(run_collab("who", *words, "--json", "--lang", lang, cwd=demo).out)
    (matter,) = green["matters"]
    assert (matter["ref"], green["gap"], green["nearest"]) == ("activity:complaint-handling", False, [])
    (owner,) = matter["rows"][0]["letters"]["A"]
    assert (owner["party"], owner["now"]) == ("sales", "zhang-wei")
    red = json.loads(run_collab("who", *words, "--json", "--lang", lang, "--at", "HEAD~1", cwd=demo).out)
    assert (red["matters"][0]["ref"], red["gap"]) == ("activity:complaint-handling", True)
    assert red["meanwhile"]["now"] == "li-na"


@pytest.mark.parametrize("text", ["", "  ", "🎉", "--", "？"])
def test_what_holds_no_word_is_refused(make_demo: MakeDemo, run_collab: RunCollab, text: str) -> None:
    result = run_collab("who", "--", text, cwd=make_demo())
    assert (result.code, result.out) == (2, "")
    assert "is no word to look for; name a matter, such as collab who complaint" in result.err


def test_a_text_is_needed(make_demo: MakeDemo, run_collab: RunCollab) -> None:
    result = run_collab("who", cwd=make_demo())
    assert (result.code, result.out) == (2, "")


def test_a_long_text_is_answered_as_any(make_demo: MakeDemo, run_collab: RunCollab) -> None:
    demo = make_demo()
    for text in ("x" * 10_000, "客" * 10_000, "ab " * 3_000):
        result = run_collab("who", text, cwd=demo)
        assert (result.code, "GAP: nothing here says who answers for it" in result.out) == (0, True)


def test_a_workspace_without_anything_says_so(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    result = run_collab("who", "complaint", cwd=make_workspace())
    assert result.code == 0
    assert result.out == (
        "complaint\n"
        "=========\n"
        "GAP: nothing here says who answers for it\n"
        "nobody answers meanwhile: collab.yaml names no head of the company; give it one as company.head\n"
        "\n"
        "no duty comes near; collab charter matrix shows them all\n"
    )


def test_what_cannot_be_read_is_told(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace({"charters/sales.yaml": "title: [\n", "activities.yaml": "- {id: x, name: X}\n"})
    result = run_collab("who", "x", cwd=root)
    assert (result.code, result.err) == (0, "")
    assert "not known: charters/sales.yaml cannot be read; collab check says why" in result.out
    assert "GAP" not in result.out
    result = run_collab("who", "x", "--json", cwd=root)
    assert (result.code, "some charters cannot be read" in result.err) == (0, True)
