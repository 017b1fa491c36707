from __future__ import annotations

from collections import Counter

import pytest

from collab_cli.graph.world import World
from collab_cli.i18n import language
from collab_cli.messages import Titled
from collab_cli.model.case import Case
from collab_cli.model.field_types import Duration
from collab_cli.model.fields import FieldInfo, fields_of
from collab_cli.model.handoff import Handoff
from collab_cli.model.issue import Issue
from collab_cli.model.proposal import Idea, Proposal
from collab_cli.model.waiver import Waiver
from collab_cli.page import Facts
from collab_cli.reports.field_values import field_label, in_words, shown
from collab_cli.reports.records import build_one
from tests.conftest import ROOT
from tests.rules.worlds import world_of

EN, ZH = language("en"), language("zh")


@pytest.fixture(scope="module")
def demo() -> World:
    return world_of(ROOT / "templates" / "demo" / "green")


def info(struct: type, name: str) -> FieldInfo:
    return next(info for info in fields_of(struct) if info.name == name)


@pytest.mark.parametrize(
    ("struct", "name", "english", "chinese"),
    [
        (Waiver, "target", "Target", "备案对象"),
        (Case, "actions", "Actions", "做法"),
        (Idea, "by", "By", "提出人"),
        (Proposal, "quorum", "Quorum", "最低参与比例"),
        (Handoff, "status", "Status", "状态"),
    ],
)
def test_a_label_says_what_the_field_means_here(struct: type, name: str, english: str, chinese: str) -> None:
    label = field_label(struct, info(struct, name))
    assert (EN.show(label), ZH.show(label)) == (english, chinese)


def test_a_word_says_what_it_means_in_its_field(demo: World) -> None:
    taken = shown(demo, "accepted", info(Idea, "disposition"))
    passed = shown(demo, "accepted", info(Proposal, "status"))
    assert [ZH.show(word) for word in (taken, passed)] == ["采纳", "已通过"]
    assert [EN.show(word) for word in (taken, passed)] == ["accepted", "accepted"]


@pytest.mark.parametrize(
    ("duration", "english", "chinese"),
    [
        ("1h", "1 hour", "1 小时"),
        ("4h", "4 hours", "4 小时"),
        ("2wd", "2 working days", "2 个工作日"),
        ("1wd", "1 working day", "1 个工作日"),
        ("30d", "30 days", "30 天"),
    ],
)
def test_durations_are_read_out(duration: str, english: str, chinese: str) -> None:
    said = in_words(Duration.read(duration))
    assert (EN.say(said), ZH.say(said)) == (english, chinese)


@pytest.mark.parametrize(
    ("struct", "name", "text", "english"),
    [
        (Handoff, "duty", "sales/customer-development", "Customer development (sales/customer-development)"),
        (Handoff, "from", "sales", "Sales"),
        (Issue, "activity", "complaint-handling", "Complaint handling (complaint-handling)"),
        (Issue, "source", "channel:sales-production", "产销协同群 (channel:sales-production)"),
        (Issue, "source", "meeting:2025-07-07-xdept-weekly/dec1", "meeting:2025-07-07-xdept-weekly/dec1"),
        (Issue, "source", "channel:gone", "channel:gone"),
        (Waiver, "target", "goal:increase-market-share", "Increase market share (goal:increase-market-share)"),
        (Waiver, "target", "goal:strengthen-brand/kr1", "品牌认知度 (goal:strengthen-brand/kr1)"),
        (Waiver, "target", "goal:strengthen-brand/kr9", "goal:strengthen-brand/kr9"),
    ],
)
def test_references_are_told_by_title_and_id(demo: World, struct: type, name: str, text: str, english: str) -> None:
    assert EN.show(shown(demo, text, info(struct, name))) == english


def test_a_typed_reference_keeps_its_id(demo: World) -> None:
    found = shown(demo, "complaint-handling", info(Issue, "activity"))
    assert isinstance(found, Titled)
    assert found.id == "complaint-handling"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_label_stands_twice_among_the_facts_of_a_record(demo: World, lang: str) -> None:
    say = EN if lang == "en" else ZH
    twice: dict[str, int] = {}
    for record in demo.workspace.every_record():
        for block in build_one(demo, record).page:
            if isinstance(block, Facts):
                counted = Counter(say.show(label) for label, _ in block.pairs)
                twice |= {f"{record.ref}: {label}": n for label, n in counted.items() if n > 1}
    assert twice == {}
