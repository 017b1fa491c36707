"""A check against an earlier state: only what a change makes worse fails, and what it mends is told."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from collab_cli.cli.check_base import Base, Judge
from collab_cli.edits.init_workspace import demo_commits
from collab_cli.graph.world import World, build_world
from collab_cli.rules.compared import no_past
from collab_cli.rules.selection import select_rules
from tests.conftest import MakeDemo, MakeWorkspace, Result, RunCollab
from tests.rules.worlds import green_demo, world_of
from tests.small_company import small_company
from tests.sources.repositories import commit, git

CHARTERS = ("marketing", "production", "sales")


@pytest.fixture
def demo(make_demo: MakeDemo) -> Path:
    return make_demo()


def answer(result: Result) -> dict[str, Any]:
    assert result.code in (0, 1), result.err
    found: dict[str, Any] = json.loads(result.out)
    return found


def codes(result: Result) -> dict[str, int]:
    return dict(Counter(finding["code"] for finding in answer(result)["findings"]))


def edit(root: Path, path: str, old: str, new: str) -> None:
    before = (root / path).read_text("utf-8")
    assert old in before
    (root / path).write_text(before.replace(old, new), "utf-8")


DUTIES = re.compile(r"(?m)^duties:\n(?:(?: .*)?\n)+")


def split_without_agreement(demo: Path) -> None:
    """Put the first commit into the working tree, with only the duties of the second."""
    first, second = (dict(made.files) for made in demo_commits("zh"))
    git(demo, "checkout", "--quiet", "--detach", "HEAD~1")
    for path in (f"charters/{name}.yaml" for name in CHARTERS):
        (before, _), (_, duties) = (_parted(files[path].decode()) for files in (first, second))
        rest = DUTIES.split(first[path].decode())[1]
        (demo / path).write_text(before + duties + rest, "utf-8")


def _parted(text: str) -> tuple[str, str]:
    """Return what stands before the duties of a charter, and these."""
    found = DUTIES.search(text)
    assert found is not None
    return text[: found.start()], found[0]


def test_the_split_without_agreement_is_twelve_errors(demo: Path, run_collab: RunCollab) -> None:
    split_without_agreement(demo)
    result = run_collab("check", "--base", "HEAD", "--as-of", "2025-06-30", "--json", cwd=demo)
    assert (result.code, codes(result)) == (1, {"P201": 3, "P209": 3, "D951": 3, "D952": 3})
    assert {finding["severity"] for finding in answer(result)["findings"]} == {"error"}
    told = [one["message"] for one in answer(result)["findings"] if one["code"] == "D952"]
    assert [re.search(r"duties of (.*), who", message)[1] for message in told] == [  # type: ignore[index]
        "Sales",
        "Sales",
        "Sales, Production and Marketing",
    ]
    assert (answer(result)["known"], len(answer(result)["fixed"])) == (0, 21)


def test_the_reorganisation_makes_nothing_worse(demo: Path, run_collab: RunCollab) -> None:
    result = run_collab("check", "--base", "HEAD~1", "--json", cwd=demo)
    found = answer(result)
    assert (result.code, found["findings"], found["known"]) == (0, [], 0)
    assert found["base"] == git(demo, "rev-parse", "HEAD~1")
    assert Counter(one["code"] for one in found["fixed"]) == {"R313": 1, "R315": 1, "R317": 9, "R307": 8, "X963": 2}


def test_a_target_moved_silently(demo: Path, run_collab: RunCollab) -> None:
    path = "goals/2025/increase-revenue.yaml"
    text = (demo / path).read_text("utf-8")
    old = re.search(r"target: \d+", text)
    assert old is not None
    (demo / path).write_text(text.replace(old[0], "target: 95", 1), "utf-8")
    assert codes(run_collab("check", "--base", "HEAD", "--json", cwd=demo)) == {"D953": 1, "P209": 1}
    entry = "{date: 2025-06-30, field: kr1.target, reason: market_change}"
    with (demo / path).open("a", encoding="utf-8") as file:
        file.write(f"adjustments: [{entry}]\n")
    assert codes(run_collab("check", "--base", "HEAD", "--json", cwd=demo)) == {"P209": 1}


def test_a_target_moved_silently_is_told_afterwards(demo: Path, run_collab: RunCollab) -> None:
    assert run_collab("set", "goal:strengthen-brand/kr1", "target=42", cwd=demo).code == 0
    found = answer(run_collab("check", "--base", "HEAD", "--json", "--lang", "en", cwd=demo))["findings"]
    (hint,) = (one["hint"] for one in found if one["code"] == "D953")
    said = re.fullmatch(r"say why with collab (.*) REASON, or take the change back", hint)
    assert said is not None
    assert said[1] == "goal adjust strengthen-brand/kr1 target=42 --was 45 --reason"
    assert run_collab(*said[1].split(), "market_change", cwd=demo).code == 0
    assert codes(run_collab("check", "--base", "HEAD", "--json", cwd=demo)) == {"P209": 1}


def test_the_target_of_the_company_is_told_to_those_who_serve_it(demo: Path, run_collab: RunCollab) -> None:
    edit(demo, "goals/2025/increase-market-share.yaml", "target: 15", "target: 14")
    found = codes(run_collab("check", "--base", "HEAD", "--json", cwd=demo))
    assert (found.get("D953"), found.get("P209")) == (1, 1)
    assert set(found) <= {"D953", "P209", "G126"}


MINUTES = "meetings/2025/2025-07-07-xdept-weekly.yaml"


@pytest.mark.parametrize("fault", ["title: [", "title: X\nseries: xdept-weekly\ndate: 2025-13-40\n"])
def test_an_old_fault_hides_no_edit_of_other_records(fault: str, demo: Path, run_collab: RunCollab) -> None:
    (demo / "meetings/2025/2025-08-01-x.yaml").write_text(fault, "utf-8")
    (demo / "goals/2025/x.yaml").write_text(fault, "utf-8")
    (demo / "charters/x.yaml").write_text(fault, "utf-8")
    commit(demo, "faulty")
    unchanged = run_collab("check", "--base", "HEAD", "--json", cwd=demo)
    assert (unchanged.code, codes(unchanged)) == (0, {})
    (demo / MINUTES).write_text((demo / MINUTES).read_text("utf-8").replace("text: ", "text: NOT "), "utf-8")
    edit(demo, "goals/2025/increase-market-share.yaml", "target: 15", "target: 14")
    edit(demo, "charters/sales.yaml", "marketing: C", "marketing: I")
    result = run_collab("check", "--base", "HEAD", "--json", cwd=demo)
    found = codes(result)
    assert (result.code, {code: found.get(code) for code in ("D951", "D952", "D953", "D954")}) == (
        1,
        {"D951": 1, "D952": 1, "D953": 1, "D954": 1},
    )


def test_what_an_old_fault_keeps_from_being_checked_is_no_success(demo: Path, run_collab: RunCollab) -> None:
    (demo / "charters/x.yaml").write_text("title: [\n", "utf-8")
    commit(demo, "faulty")
    with (demo / "charters/sales.yaml").open("a", encoding="utf-8") as file:
        file.write("notes: later\n")
    result = run_collab("check", "--base", "HEAD", "--select", "R315", "--json", cwd=demo)
    assert (result.code, answer(result)["not_checked"]) == (1, ["R315"])
    (found,) = answer(result)["findings"]
    assert (found["code"], found["path"], found["hint"]) == (
        "R315",
        "charters/x.yaml",
        "mend first what collab check charters/x.yaml tells of it",
    )
    (demo / "charters/x.yaml").unlink()
    assert run_collab("check", "--base", "HEAD", cwd=demo).code == 0


def test_a_comma_needs_the_owner_s_word(demo: Path, run_collab: RunCollab) -> None:
    path = "charters/sales.yaml"
    text = (demo / path).read_text("utf-8")
    comma = re.search(r"content: \[[^\],]+", text)
    assert comma is not None
    (demo / path).write_text(text.replace(comma[0], comma[0] + "。", 1), "utf-8")
    assert codes(run_collab("check", "--json", cwd=demo)) == {"P209": 1}
    assert codes(run_collab("check", "--base", "HEAD", "--json", cwd=demo)) == {"P209": 1, "D951": 1}
    refused = run_collab("charter", "approve", "sales", "--editorial", "--by", "li-na", cwd=demo)
    assert refused.code == 2
    approved = run_collab("charter", "approve", "sales", "--editorial", "--by", "zhang-wei", cwd=demo)
    assert approved.code == 0, approved.err
    assert codes(run_collab("check", "--base", "HEAD", "--json", cwd=demo)) == {}
    head, _, log = (demo / path).read_text("utf-8").rpartition("by: zhang-wei")
    (demo / path).write_text(f"{head}by: li-na{log}", "utf-8")
    assert codes(run_collab("check", "--base", "HEAD", "--json", cwd=demo)) == {"P209": 1, "D951": 1}


def test_editorial_changes_in_a_row_are_followed(demo: Path, run_collab: RunCollab) -> None:
    for mark in ("。", "！"):
        path = demo / "charters/sales.yaml"
        text = path.read_text("utf-8")
        content = re.search(r"content: \[[^\],]+", text)
        assert content is not None
        path.write_text(text.replace(content[0], content[0] + mark, 1), "utf-8")
        approved = run_collab("charter", "approve", "sales", "--editorial", "--by", "zhang-wei", cwd=demo)
        assert approved.code == 0, approved.err
    assert codes(run_collab("check", "--base", "HEAD", "--json", cwd=demo)) == {}


def test_what_changes_no_digest_is_no_finding(demo: Path, run_collab: RunCollab) -> None:
    for path in sorted(demo.rglob("*.yaml")):
        path.write_text("# looked over\n" + path.read_text("utf-8"), "utf-8")
    run_collab("goal", "ack", "strengthen-brand", "--by", "zhang-wei", cwd=demo)
    result = run_collab("check", "--base", "HEAD", "--json", cwd=demo)
    assert (result.code, codes(result), answer(result)["fixed"]) == (0, {}, [])


def test_a_duty_that_is_dropped(demo: Path, run_collab: RunCollab) -> None:
    path = demo / "charters/sales.yaml"
    text = path.read_text("utf-8")
    row = re.search(r"(?m)^  - id: complaint-handling\n(?:    .*\n)+", text)
    assert row is not None
    path.write_text(text.replace(row[0], ""), "utf-8")
    dropped = {"R315": 1, "P209": 1, "S005": 1}
    found = codes(run_collab("check", "--json", cwd=demo))
    assert {code: found.get(code) for code in ("R315", "P209")} == {"R315": 1, "P209": 1}
    against = codes(run_collab("check", "--base", "HEAD", "--json", cwd=demo))
    assert against == found | {"D951": 1, "D952": 1}
    later = codes(run_collab("check", "--base", "HEAD", "--profile", "strict", "--select", "D", "--json", cwd=demo))
    assert later == {"D951": 1, "D952": 1, "D955": 1}
    assert set(found) <= set(dropped) | {"X963"}


def test_a_finding_that_only_changed_its_words_is_known(demo: Path, run_collab: RunCollab) -> None:
    day = ("--as-of", "2025-12-31", "--json")
    everything = answer(run_collab("check", *day, cwd=demo))["findings"]
    assert len(everything) > 3
    path = next(path for path in demo.glob("actions/2025/*.yaml") if "status: open" in path.read_text("utf-8"))
    edit(demo, path.relative_to(demo).as_posix(), "due: 2025-", "due: 2024-")
    found = answer(run_collab("check", "--base", "HEAD", *day, cwd=demo))
    overdue = [one for one in found["findings"] if one["code"] == "A503"]
    assert overdue == []
    assert found["known"] == len(everything)


def test_a_record_may_be_renamed(demo: Path, run_collab: RunCollab) -> None:
    git(demo, "checkout", "--quiet", "--detach", "HEAD~1")
    renamed = run_collab("rename", "goal:increase-revenue", "more-revenue", cwd=demo)
    assert renamed.code == 0, renamed.err
    found = answer(run_collab("check", "--base", "HEAD", "--json", cwd=demo))
    assert ([one["message"] for one in found["findings"]], found["fixed"], found["known"]) == ([], [], 21)
    below = answer(run_collab("check", "goals", "--base", "HEAD", "--json", cwd=demo))
    assert (below["findings"], below["fixed"], below["known"]) == ([], [], 2)
    renamed = run_collab("rename", "department:sales", "selling", cwd=demo)
    assert renamed.code == 0, renamed.err
    found = answer(run_collab("check", "--base", "HEAD", "--profile", "strict", "--select", "D,R", "--json", cwd=demo))
    assert [one["message"] for one in found["findings"]] == []


def test_only_what_is_asked_about_is_told(demo: Path, run_collab: RunCollab) -> None:
    split_without_agreement(demo)
    result = run_collab("check", "charters/sales.yaml", "--base", "HEAD", "--json", cwd=demo)
    assert codes(result) == {"P201": 1, "P209": 1, "D951": 1, "D952": 1}
    assert {one["path"] for one in answer(result)["fixed"]} <= {"charters/sales.yaml", "charters/marketing.yaml"}
    assert codes(run_collab("check", "--base", "HEAD", "--select", "D951", "--json", cwd=demo)) == {"D951": 3}
    assert codes(run_collab("check", "--base", "HEAD", "--ignore", "text", "--json", cwd=demo)) == {}
    assert codes(run_collab("check", "--base", "HEAD", "--ignore", "day", "--json", cwd=demo)) == {
        "P201": 3,
        "P209": 3,
        "D951": 3,
        "D952": 3,
    }


def test_both_sides_are_judged_by_the_settings_of_now(demo: Path, run_collab: RunCollab) -> None:
    git(demo, "checkout", "--quiet", "--detach", "HEAD~1")
    edit(demo, "collab.yaml", "profile: standard", "profile: strict")
    edit(demo, "collab.yaml", "severity: {}", "severity: {R317: error}")
    found = answer(run_collab("check", "--base", "HEAD", "--json", cwd=demo))
    assert found["findings"] == []
    assert found["known"] == len(answer(run_collab("check", "--json", cwd=demo))["findings"]) > 21


def test_settings_nobody_can_use_are_taken_from_now(demo: Path, run_collab: RunCollab) -> None:
    text = (demo / "collab.yaml").read_text("utf-8")
    (demo / "collab.yaml").write_text("schema: 99\n", "utf-8")
    commit(demo, "broken")
    (demo / "collab.yaml").write_text(text, "utf-8")
    result = run_collab("check", "--base", "HEAD", "--json", cwd=demo)
    assert (result.code, codes(result)) == (0, {})
    assert "collab.yaml of the base cannot be used, so that of now is taken for both" in result.err


def test_a_workspace_that_was_not_there_is_all_new(demo: Path, run_collab: RunCollab, tmp_path: Path) -> None:
    root = tmp_path / "company"
    root.mkdir()
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(root, "empty")
    (root / "work").mkdir()
    for name, data in demo_commits("zh")[0].files.items():
        (root / "work" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "work" / name).write_bytes(data)
    found = answer(run_collab("check", "--base", "HEAD", "--json", cwd=root / "work"))
    assert (len(found["findings"]), found["known"]) == (21, 0)


def test_the_version_is_noted_where_that_is_wanted(demo: Path, run_collab: RunCollab) -> None:
    split_without_agreement(demo)
    mended = run_collab("check", "--fix", "--base", "HEAD", "--json", cwd=demo)
    assert codes(mended) == {"P201": 3, "P209": 3, "D952": 3}
    assert "mended 3 findings" in mended.err
    assert "version: 2\n" in (demo / "charters/sales.yaml").read_text("utf-8")


def test_the_base_is_what_both_have_in_common(demo: Path, run_collab: RunCollab) -> None:
    green, red = (git(demo, "rev-parse", revision) for revision in ("HEAD", "HEAD~1"))
    git(demo, "branch", "topic", red)
    git(demo, "checkout", "--quiet", "topic")
    edit(demo, "collab.yaml", "profile: standard", "profile: standard  # topic")
    commit(demo, "topic")
    found = answer(run_collab("check", "--base", green, "--json", cwd=demo))
    assert (found["base"], found["known"], found["findings"]) == (red, 21, [])
    earlier = answer(run_collab("check", "--base", "topic", "--at", green, "--json", cwd=demo))
    assert (earlier["base"], earlier["revision"], len(earlier["fixed"])) == (red, green, 21)
    assert answer(run_collab("check", "--at", green, "--json", cwd=demo))["base"] is None


def test_the_surroundings_tell_the_base(demo: Path, run_collab: RunCollab) -> None:
    red = git(demo, "rev-parse", "HEAD~1")
    result = run_collab("check", "--base", "auto", cwd=demo)
    assert (result.code, result.err.splitlines()[-1]) == (0, f"compared with {red[:10]}, the previous commit")
    pull = {"GITHUB_EVENT_NAME": "pull_request", "GITHUB_BASE_REF": "main"}
    found = run_collab("check", "--base", "auto", "--json", cwd=demo, env=pull)
    assert answer(found)["base"] == git(demo, "rev-parse", "HEAD")
    first = run_collab("check", "--base", "auto", "--at", red, "--json", cwd=demo)
    assert "this is the first commit: nothing to compare with, everything is checked" in first.err
    assert (first.code, len(answer(first)["findings"]), answer(first)["base"]) == (1, 21, None)


def test_from_a_work_tree_and_a_shallow_clone(demo: Path, run_collab: RunCollab, tmp_path: Path) -> None:
    git(demo, "worktree", "add", "--quiet", "--detach", str(tmp_path / "tree"), "HEAD")
    assert codes(run_collab("check", "--base", "main~1", "--json", cwd=tmp_path / "tree")) == {}
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{demo}", "clone")
    for base in ("HEAD~1", "auto", git(demo, "rev-parse", "HEAD~1")):
        result = run_collab("check", "--base", base, cwd=tmp_path / "clone")
        assert result.code == 2
        assert result.err.splitlines()[-1].startswith("collab: error: ")
        assert "git fetch --unshallow" in result.err


def test_where_there_is_nothing_to_compare_with(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace(small_company())
    result = run_collab("check", "--base", "auto", cwd=root)
    assert (result.code, result.out) == (2, "")
    assert "is not in a git repository" in result.err
    git(root, "init", "--quiet", "--initial-branch=main")
    result = run_collab("check", "--base", "HEAD", cwd=root)
    assert (result.code, result.out) == (2, "")
    result = run_collab("check", "--base", "auto", cwd=root)
    assert result.code == 0
    assert "there is no commit yet: nothing to compare with, everything is checked" in result.err


@pytest.mark.parametrize("base", ["", "nope", "😀", "x" * 10_000, "--output=x", "HEAD:collab.yaml", "1999-01-01"])
def test_a_base_that_names_no_commit(base: str, demo: Path, run_collab: RunCollab) -> None:
    result = run_collab("check", f"--base={base}", cwd=demo)
    assert (result.code, result.out) == (2, "")
    assert result.err.count("collab: error: ") == 1
    assert not (demo / "x").exists()


@pytest.fixture(scope="module")
def looked_over(tmp_path_factory: pytest.TempPathFactory) -> tuple[World, World]:
    """The demo company, and the same with another layout."""
    before, now = (green_demo(tmp_path_factory.mktemp(name)) for name in ("before", "now"))
    for path in now.rglob("*.yaml"):
        path.write_text("# looked over\n\n" + path.read_text("utf-8"), "utf-8")
    return world_of(before), world_of(now)


@pytest.mark.no_cover
@pytest.mark.parametrize(("select", "step"), [(("day", "D"), 1), ((), 30)])
def test_no_day_of_a_year_brings_a_finding(
    select: tuple[str, ...], step: int, looked_over: tuple[World, World]
) -> None:
    before, now = (world.workspace for world in looked_over)
    known, selection = 0, select_rules(now.settings, profile="strict", select=select)
    for number in range(0, 366, step):
        day = date(2025, 1, 1) + timedelta(number)
        base, world = build_world(before, day), build_world(now, day)
        judge = Judge(selection, (), Base("0" * 40, base, no_past, base))
        assert judge.check(world).findings == ()
        assert judge.judged.fixed == ()
        known += judge.judged.known
    assert known > 50
