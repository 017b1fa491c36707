"""What is told of a split and a merge: what no piece had before, and what none has any more, each once."""

from __future__ import annotations

from collab_cli.analyses.changes.divided_parts import before_merge, before_split
from collab_cli.model.responsibility_row import ResponsibilityRow

WHOLE = ResponsibilityRow(
    id="whole",
    title="Whole",
    scope="All",
    content=["a", "b", "c"],
    required_skills={"talks": 3, "sums": 2},
    output="paper",
)


def test_of_what_was_split_each_piece_has_what_the_others_have_not() -> None:
    one = ResponsibilityRow(id="one", title="One", scope="All", content=["new", "a"], required_skills={"talks": 4})
    two = ResponsibilityRow(id="two", title="Two", scope="Some", content=["b"])
    first, second = (before_split(WHOLE, piece, [one, two]) for piece in (one, two))
    assert (first.id, first.title, second.title) == ("one", "One", "Two")
    assert (first.scope, second.scope) == ("All", "All")
    assert (first.content, second.content) == (["a", "c"], ["b"])
    assert (first.required_skills, second.required_skills) == ({"talks": 3, "sums": 2}, {})
    assert (first.output, second.output) == ("paper", None)


def test_what_was_put_together_had_all_of_each() -> None:
    one = ResponsibilityRow(id="one", title="One", scope="Some", content=["a", "b"], required_skills={"talks": 3})
    two = ResponsibilityRow(id="two", title="Two", scope="All", content=["c", "d", "d"], output="letter")
    together = before_merge([one, two], WHOLE)
    assert (together.id, together.title, together.scope) == ("whole", "Whole", "All")
    assert together.content == ["a", "b", "c", "d"]
    assert (together.required_skills, together.output) == ({"talks": 3}, None)
