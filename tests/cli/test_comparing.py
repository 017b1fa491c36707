"""What is compared with what, where that cannot be, and what is looked at of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from collab_cli.analyses.changes.find_changes import find_changes
from collab_cli.cli.comparing import INDEX, NOTHING, WORKING_TREE, Comparison, open_comparison
from collab_cli.errors import CollabError
from tests.conftest import MINIMAL_SETTINGS, make_context
from tests.sources.repositories import commit, git, make_repository, said, write

GOAL = """\
title: {title}
level: company
period: '2025'
owner: li-na
key_results: [{{id: kr1, title: T, type: number, direction: increase, unit: pcs, baseline: 0, target: {target}}}]
"""


def goal(root: Path, name: str, title: str, target: int = 1) -> None:
    write(root, {f"goals/{name}.yaml": GOAL.format(title=title, target=target)})


@pytest.fixture(params=["", "company/"])
def company(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Return a workspace of three commits and a branch; it is a repository or lies in one."""
    top = make_repository(tmp_path / "repository")
    root: Path = top / request.param
    write(root, {"collab.yaml": MINIMAL_SETTINGS, "people.yaml": "- {id: li-na, name: 李娜}\n"})
    goal(root, "grow", "one")
    commit(top, day="2025-01-01T12:00:00Z")
    git(top, "checkout", "--quiet", "-b", "topic")
    goal(root, "topic", "topic")
    commit(top, day="2025-01-02T12:00:00Z")
    git(top, "checkout", "--quiet", "main")
    goal(root, "grow", "two")
    commit(top, day="2025-01-03T12:00:00Z")
    return root


def compare(root: Path, text: str | None = None, *names: str, staged: bool = False, cwd: str = "") -> Comparison:
    return open_comparison(make_context(root / cwd), text, names, staged=staged)


def changed(found: Comparison) -> list[tuple[str, str]]:
    changes = find_changes(found.before, found.after)
    return [(change.act, change.spot.ref) for change in changes if found.is_asked_for(change)]


def refused(root: Path, text: str | None = None, *names: str, staged: bool = False) -> tuple[str, str]:
    with pytest.raises(CollabError) as caught:
        compare(root, text, *names, staged=staged)
    return said(caught.value)


def test_what_is_compared(company: Path) -> None:
    main, topic = git(company, "rev-parse", "main"), git(company, "rev-parse", "topic")
    base = git(company, "rev-parse", "main~1")
    renamed, new, gone = ("changed", "goal:grow"), ("added", "goal:topic"), ("removed", "goal:topic")
    for text, revisions, changes in [
        ("main~1", (base, None), [renamed]),
        ("main~1..main", (base, main), [renamed]),
        ("main..topic", (main, topic), [renamed, new]),
        ("main...topic", (base, topic), [new]),
        ("topic..", (topic, main), [renamed, gone]),
        ("..topic", (main, topic), [renamed, new]),
        ("2025-01-01..HEAD", (base, main), [renamed]),
    ]:
        found = compare(company, text)
        assert (found.revisions, changed(found)) == (revisions, changes)
    assert changed(compare(company)) == []
    assert compare(company, "main...topic").before_label == compare(company, "main...topic").before_label


def test_working_tree_and_index(company: Path) -> None:
    goal(company, "staged", "staged")
    git(company, "add", ".")
    goal(company, "grow", "three")
    found = compare(company)
    assert (found.before_label, found.after_label) == ("HEAD", WORKING_TREE)
    assert changed(found) == [("changed", "goal:grow"), ("added", "goal:staged")]
    found = compare(company, staged=True)
    assert (found.before_label, found.after_label) == ("HEAD", INDEX)
    assert changed(found) == [("added", "goal:staged")]
    assert changed(compare(company, "main~1", staged=True)) == [("changed", "goal:grow"), ("added", "goal:staged")]
    assert refused(company, "a..b", staged=True) == (
        "--staged and a..b contradict each other",
        "name one revision, or leave out --staged",
    )


def test_no_commit_yet(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "company")
    write(root, {"collab.yaml": MINIMAL_SETTINGS})
    goal(root, "grow", "one")
    found = compare(root)
    assert (found.before_label, found.after_label, found.revisions) == (NOTHING, WORKING_TREE, (None, None))
    assert changed(found) == [("added", "goal:grow")]
    assert refused(root, "HEAD") == (
        "the repository has no commit yet",
        "commit once, with `git add .` and `git commit`",
    )
    assert refused(root, staged=True)[0] == "there is no collab.yaml on either side"


def test_before_the_workspace_was_there(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "company")
    write(root, {"README": "x", "goals/grow.yaml": "no record"})
    commit(root)
    write(root, {"collab.yaml": MINIMAL_SETTINGS})
    goal(root, "grow", "one")
    commit(root)
    assert changed(compare(root, "HEAD~1..HEAD")) == [("added", "goal:grow")]
    assert changed(compare(root, "HEAD..HEAD~1")) == [("removed", "goal:grow")]
    assert refused(root, "HEAD~1..HEAD~1") == (
        "there is no collab.yaml on either side",
        "name a revision in which the workspace is there",
    )


def test_without_a_repository(tmp_path: Path) -> None:
    write(tmp_path, {"collab.yaml": MINIMAL_SETTINGS})
    assert refused(tmp_path)[0] == f"{tmp_path} is not in a git repository"


def test_a_side_whose_settings_cannot_be_used(company: Path) -> None:
    write(company, {"collab.yaml": "schema: 2\n"})
    commit(company)
    write(company, {"collab.yaml": MINIMAL_SETTINGS})
    message, _ = refused(company)
    assert message.startswith("HEAD: collab.yaml:1:9: S020: ")
    assert refused(company, "HEAD~1..HEAD")[0].startswith("HEAD: collab.yaml:1:9: S020: ")
    assert changed(compare(company, "HEAD~1")) == []


def test_other_settings_load_all(company: Path) -> None:
    write(company, {"collab.yaml": MINIMAL_SETTINGS.replace("locale: en", "locale: zh")})
    found = compare(company)
    assert changed(found) == [("changed", "")]
    assert found.after.workspace.record_count == 2
    assert open_comparison(make_context(company), "HEAD~1..HEAD", whole=True).after.workspace.record_count == 2


def test_both_sides_are_judged_at_one_day(company: Path) -> None:
    assert compare(company).before.as_of == date(2025, 6, 30)
    found = open_comparison(make_context(company), as_of=date(2025, 1, 1))
    assert (found.before.as_of, found.after.as_of) == (date(2025, 1, 1), date(2025, 1, 1))


def test_restricted_records_where_they_are_enabled(company: Path) -> None:
    person = "person: li-na\nperiod: '2025'\n"
    write(company, {"restricted/evaluations/e.yaml": person})
    assert changed(compare(company)) == []
    commit(company)
    assert changed(compare(company, "HEAD~1..HEAD")) == []
    write(company, {"collab.yaml": MINIMAL_SETTINGS + "restricted: {enabled: true}\n"})
    commit(company)
    write(company, {"restricted/evaluations/f.yaml": "person: li-na\n"})
    found = compare(company)
    assert found.changed == ("restricted/evaluations/f.yaml",)
    assert "evaluation" in found.after.workspace.unread


def test_elsewhere_in_the_repository(company: Path, tmp_path: Path) -> None:
    git(company, "checkout", "--quiet", "--detach", "topic")
    assert changed(compare(company, "main")) == [("changed", "goal:grow"), ("added", "goal:topic")]
    prefix = git(company, "rev-parse", "--show-prefix")
    git(company, "worktree", "add", "--quiet", str(tmp_path / "tree"), "main")
    goal(tmp_path / "tree" / prefix, "grow", "three")
    assert changed(compare(tmp_path / "tree" / prefix)) == [("changed", "goal:grow")]


def test_a_shallow_clone(company: Path, tmp_path: Path) -> None:
    top = git(company, "rev-parse", "--show-toplevel")
    git(tmp_path, "clone", "--quiet", "--depth=1", "--no-single-branch", f"file://{top}", "clone")
    clone = tmp_path / "clone" / git(company, "rev-parse", "--show-prefix")
    fetch = "this clone is shallow: get the older commits with `git fetch --unshallow`"
    assert refused(clone, "HEAD~1") == ("there is no revision `HEAD~1`", fetch)
    message, hint = refused(clone, "origin/main...origin/topic")
    assert (message[:23], hint) == ("this clone lacks the co", fetch)
    assert changed(compare(clone, "origin/main..origin/topic")) == [("changed", "goal:grow"), ("added", "goal:topic")]


def test_what_is_asked_for(company: Path) -> None:
    goal(company, "grow", "three", target=2)
    goal(company, "new", "New")
    all_of_grow = [("changed", "goal:grow"), ("changed", "goal:grow/kr1")]
    for names, found in [
        (["goal:grow"], all_of_grow),
        (["grow"], all_of_grow),
        (["goals/grow.yaml"], all_of_grow),
        (["goal:grow/kr1"], [("changed", "goal:grow/kr1")]),
        (["goal:new"], [("added", "goal:new")]),
        (["two"], all_of_grow),
        (["li-na"], []),
        (["person:li-na"], []),
        (["goals"], [*all_of_grow, ("added", "goal:new")]),
        (["."], [*all_of_grow, ("added", "goal:new")]),
        (["people.yaml", "goal:new"], [("added", "goal:new")]),
    ]:
        assert changed(compare(company, None, *names)) == found
    assert changed(compare(company, None, "new.yaml", cwd="goals")) == [("added", "goal:new")]
    (company / "goals/new.yaml").unlink()
    (company / "goals/grow.yaml").unlink()
    assert changed(compare(company, None, "goals/grow.yaml")) == [("removed", "goal:grow")]
    assert changed(compare(company, None, "grow")) == [("removed", "goal:grow")]
    assert refused(company, None, "goal:gorw") == ("there is no goal gorw", "collab goal list shows what there is")
    assert refused(company, None, "../..")[0] == "there is no record ../.."
    assert refused(company, None, "a\0b")[0] == "there is no record a\0b"
    assert refused(company, None, "x" * 10_000)[0].startswith("there is no record xxx")
