from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from collab_cli.findings import Finding, Place, Route, Severity
from collab_cli.messages import msg
from collab_cli.rules.ratchet import Renamed, ratchet


def finding(
    code: str = "A503",
    *records: str,
    route: Route = ("due",),
    words: str = "",
    severity: Severity = Severity.WARNING,
    path: str = "a.yaml",
    line: int = 1,
) -> Finding:
    return Finding(code, "x", severity, Place(path, line, 1, route), msg("m {words}", words=words), records=records)


def no_names() -> Renamed:
    raise AssertionError("nobody needs them")


def codes(found: tuple[Finding, ...]) -> list[str]:
    return [one.code for one in found]


def test_what_is_new_what_was_known_and_what_is_fixed() -> None:
    base = [finding("A", "goal:x"), finding("B", "goal:x"), finding("C", "goal:x")]
    found = [finding("B", "goal:x", line=70), finding("C", "goal:y"), finding("A", "goal:x")]
    result = ratchet(found, base, lambda: str)
    assert (codes(result.new), codes(result.known), codes(result.fixed)) == (["C"], ["B", "A"], ["C"])
    assert result.fixed == (base[2],)


def test_other_words_make_nothing_new() -> None:
    assert ratchet([finding(words="4 days")], [finding(words="3 days")], no_names).new == ()


def test_of_several_alike_as_many_are_known_as_there_were() -> None:
    two, three = [finding(words=word) for word in "ab"], [finding(words=word) for word in "xyz"]
    result = ratchet(three, two, no_names)
    assert (len(result.new), len(result.known), result.fixed) == (1, 2, ())
    result = ratchet(two, three, no_names)
    assert (result.new, len(result.known), len(result.fixed)) == ((), 2, 1)


def test_what_became_graver_is_new() -> None:
    warning, error = finding(severity=Severity.WARNING), finding(severity=Severity.ERROR)
    assert ratchet([error], [warning], lambda: str).new == (error,)
    assert ratchet([warning], [error], no_names).new == ()
    result = ratchet([warning, error], [error, warning], no_names)
    assert (result.new, result.fixed) == ((), ())


def test_entries_may_change_their_place_in_a_list() -> None:
    base = [finding("P209", "charter:sales", route=("approvals", 0, "digest"))]
    found = [finding("P209", "charter:sales", route=("approvals", 2, "digest"))]
    assert ratchet(found, base, no_names).new == ()
    both = [*found, finding("P209", "charter:sales", route=("approvals", 0, "digest"))]
    result = ratchet(both, base, no_names)
    assert result.new == (found[0],)


def names(**new: str) -> Callable[[], Renamed]:
    return lambda: lambda name: new.get(name.partition(":")[2] or name, name)


def test_what_was_renamed_is_recognised() -> None:
    base = [finding("G115", "goal:old", "goal:old/kr1", route=("old", "title"))]
    found = [finding("G115", "goal:new", "goal:new/kr2", route=("new", "title"), path="b.yaml")]
    known = {"goal:old": "goal:new", "goal:old/kr1": "goal:new/kr2"}
    result = ratchet(found, base, lambda: lambda name: known.get(name, name))
    assert (result.new, result.fixed) == ((), ())
    assert ratchet(found, base, lambda: str).new == (found[0],)
    files = {"a.yaml": "b.yaml"}
    moved = ratchet(
        [finding("S007", path="b.yaml")], [finding("S007", path="a.yaml")], lambda: lambda name: files[name]
    )
    assert moved.new == ()


def test_a_waived_finding_is_not_fixed() -> None:
    known, other = finding("A", "goal:x"), finding("A", "goal:x")
    assert ratchet([], [known], no_names, [finding("A", "goal:x")]).fixed == ()
    assert ratchet([], [known, other], no_names, [finding("A", "goal:x")]).fixed == (other,)


_FINDINGS = st.lists(
    st.builds(
        lambda code, severity, step: finding(code, "goal:x", severity=severity, route=("list", step)),
        st.sampled_from("AB"),
        st.sampled_from(Severity),
        st.integers(0, 2),
    ),
    max_size=8,
)


@given(_FINDINGS, _FINDINGS)
def test_every_finding_is_told_once(found: list[Finding], base: list[Finding]) -> None:
    result = ratchet(found, base, lambda: str)
    assert len(result.new) + len(result.known) == len(found)
    assert len(result.known) + len(result.fixed) == len(base)
    assert ratchet(found, found, no_names).new == ()
