"""Comments that silence rules are told, though no record says them."""

from __future__ import annotations

from collab_cli.analyses.changes.find_changes import find_changes
from tests.analyses.changes.two_states import COMPANY, rewritten, with_files, world_with

PEOPLE = "people.yaml"
LINE = "- {id: li-na, name: Li Na}"


def silenced(before: str, after: str) -> list[tuple[str, tuple[str, ...], str, bool]]:
    """Return the comments told when a line of the register is followed by these comments."""
    olds, news = (world_with(rewritten(PEOPLE, (LINE, LINE + comment))) for comment in (before, after))
    found = find_changes(olds, news)
    assert (found.all, found.unread) == ((), ())
    assert (PEOPLE in found.silent) == (before != after and not found.waivers)
    return [(str(one.place), one.codes, one.reason, one.is_new) for one in found.waivers]


def test_what_is_put_in_and_taken_out() -> None:
    comment = "  # collab: ignore[R307,R314] agreed in May"
    told = ("people.yaml:1:29", ("R307", "R314"), "agreed in May")
    assert silenced("", comment) == [(*told, True)]
    assert silenced(comment, "") == [(*told, False)]
    assert silenced(comment, comment + "  ") == []
    assert [one[2:] for one in silenced(comment, comment + " again")] == [
        ("agreed in May", False),
        ("agreed in May again", True),
    ]


def test_one_that_only_moves_is_none() -> None:
    comment = "  # collab: ignore[R307] why"
    other = "- {id: liu-fang, name: Liu Fang, department: marketing}"
    before, after = (rewritten(PEOPLE, (line, line + comment)) for line in (LINE, other))
    assert find_changes(world_with(before), world_with(after)).waivers == ()


def test_those_of_a_file_that_is_new_or_gone() -> None:
    charter = "# collab: ignore[R308] later\ntitle: Logistics\n"
    new = with_files({"charters/logistics.yaml": charter})
    for before, after, is_new in ((COMPANY, new, True), (new, COMPANY, False)):
        (waiver,) = find_changes(world_with(before), world_with(after)).waivers
        assert (waiver.codes, waiver.is_new) == (("R308",), is_new)


def test_what_a_fault_hides_is_no_layout() -> None:
    twin = f"{COMPANY[PEOPLE]!s}- {{id: li-na, name: Mallory}}\n"
    found = find_changes(world_with(COMPANY), world_with(with_files({PEOPLE: twin})))
    assert (found.all, found.silent, found.unread) == ((), (), (PEOPLE,))
