from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.documents.reader import read_document
from collab_cli.edits.apply_fixes import Mending
from collab_cli.errors import CollabError
from collab_cli.findings import Finding, Fix, Patch
from collab_cli.graph.world import World
from collab_cli.i18n import language
from collab_cli.messages import msg
from collab_cli.rules.catalogue import all_rules
from collab_cli.rules.documentation import documentation_of
from collab_cli.rules.engine import run_rules
from collab_cli.rules.rule import Rule
from collab_cli.rules.selection import select_rules
from tests.rules.worlds import small_company, world_of

ACTION = "actions/2025-06-24-ask.yaml"
TEXT = "title: Ask\nowner: chen-jie\ndue: 2025-07-04\n"
OFFERED = {
    *("G104", "G106", "G107", "G126", "M413", "P207", "R303", "R312", "R313", "R325", "R328", "R329", "R331"),
    *("A510", "C601", "X961"),
    *("S001", "S002", "S003", "S005", "S007", "S009", "S010", "S012", "S025"),
}
"""Rules whose example can be mended by a fix."""


def findings_in(world: World) -> tuple[Finding, ...]:
    return run_rules(world, select_rules(world.settings, profile="strict")).findings


def fix(*patches: tuple[int, int, str], path: str = ACTION) -> Fix:
    return Fix(True, msg("mend it"), tuple(Patch(path, *patch) for patch in patches))


@pytest.fixture
def world(tmp_path: Path) -> World:
    return world_of(small_company(tmp_path, {ACTION: TEXT}))


def text_of(mending: Mending) -> list[str]:
    return [(write.data or b"").decode() for write in mending.planned(msg("done")).writes]


@pytest.mark.no_cover
@pytest.mark.parametrize("rule", list(all_rules().values()), ids=lambda rule: rule.code)
def test_every_fix_of_an_example_mends_it(rule: Rule, tmp_path: Path) -> None:
    files = documentation_of(rule).example
    if not files or rule.code in ("S020", "S021"):  # collab.yaml cannot be used: nothing is checked
        return
    world = world_of(small_company(tmp_path, {file.path: file.text for file in files}))
    before = findings_in(world)
    offers = [(finding, fix) for finding in before if finding.code == rule.code for fix in finding.fixes]
    assert bool(offers) == (rule.code in OFFERED)
    for finding, offered in offers:
        mending = Mending(world)
        tried = mending.tried(offered)
        assert [write.path for write in tried if read_document(write.path, write.data or b"").document is None] == []
        assert mending.apply([offered], keep_agreements=False) == 1
        after = findings_in(mending.world)
        assert finding not in after
        assert sum(one.code == rule.code for one in after) < sum(one.code == rule.code for one in before)
        assert mending.planned(msg("done")).writes == tuple(write for write in tried if write.data != write.expected)


def test_fixes_that_meet_are_left_for_the_next_round(world: World) -> None:
    mending = Mending(world)
    at = TEXT.index("Ask")
    assert mending.apply([fix((at, at + 3, "Call")), fix((at + 3, at + 3, " them")), fix((0, 0, "# first\n"))]) == 2
    assert text_of(mending) == ["# first\n" + TEXT.replace("Ask", "Call")]
    at = text_of(mending)[0].index("Call")
    assert mending.apply([fix((at + 4, at + 4, " them"))]) == 1
    assert text_of(mending) == ["# first\n" + TEXT.replace("Ask", "Call them")]
    assert mending.count == 3


def test_a_fix_that_breaks_a_rule_of_structure_is_left_out_alone(world: World) -> None:
    mending = Mending(world)
    owner, due = TEXT.index("chen-jie"), TEXT.index("2025")
    good = [fix((0, 0, "# a\n")), fix((len(TEXT), len(TEXT), "priority: high\n"))]
    bad = [fix((owner, owner + 8, "nobody")), fix((due, due + 4, "["))]
    assert mending.apply([bad[0], good[0], bad[1], good[1]]) == 2
    assert text_of(mending) == ["# a\n" + TEXT + "priority: high\n"]
    assert [mending.tried(fix((0, 0, "[")))] == [()]
    assert Mending(world).apply(bad) == 0
    assert Mending(world).apply([]) == 0


def test_a_fix_that_ends_an_agreement_is_taken_only_where_that_is_wanted(tmp_path: Path) -> None:
    files = documentation_of(all_rules()["G104"]).example
    world = world_of(small_company(tmp_path, {file.path: file.text for file in files}))
    (finding,) = (finding for finding in findings_in(world) if finding.code == "G104")
    mending = Mending(world)
    assert mending.apply(finding.fixes) == 0
    assert mending.world is world
    assert mending.ends_agreement(finding.fixes[0])
    assert not mending.ends_agreement(fix((0, 0, TEXT), path=ACTION))
    assert mending.apply(finding.fixes, keep_agreements=False) == 1


def test_a_fix_makes_a_new_file(world: World) -> None:
    mending = Mending(world)
    new = "actions/2025/2025-06-25-new.yaml"
    assert mending.apply([fix((0, 0, TEXT), path=new)]) == 1
    (write,) = mending.planned(msg("done")).writes
    assert (write.path, write.expected, write.data) == (new, None, TEXT.encode())
    assert mending.world.workspace.find("action:2025-06-25-new") is not None


def test_a_file_that_could_not_be_read_shows_its_other_faults(tmp_path: Path) -> None:
    text = "title：Ask\nowner: chen-jie\ndue: 2025-07-04\nownr: x\n"
    world = world_of(small_company(tmp_path, {ACTION: text}))
    (finding,) = findings_in(world)
    mending = Mending(world)
    assert (finding.code, mending.apply(finding.fixes)) == ("S001", 1)
    assert text_of(mending) == [text.replace("：", ": ")]
    assert [(one.code, one.place.line) for one in findings_in(mending.world)] == [("S002", 4)]


@pytest.mark.parametrize("text", [TEXT, "title：Ask\n"])
def test_a_file_changed_meanwhile_is_left_alone(tmp_path: Path, text: str) -> None:
    root = small_company(tmp_path, {ACTION: text})
    world = world_of(root)
    fixes = [fix((0, 5, "title"))] if text == TEXT else list(findings_in(world)[0].fixes)
    (root / ACTION).write_text("#\n" + text, "utf-8")
    with pytest.raises(CollabError) as caught:
        Mending(world).apply(fixes)
    assert language("en").say(caught.value.message) == f"{ACTION} has changed since it was read, so nothing was written"
    (root / ACTION).unlink()
    with pytest.raises(CollabError):
        Mending(world).apply(fixes)
