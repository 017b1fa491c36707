"""Whom a name means, and why that is not certain."""

from __future__ import annotations

import pytest

from collab_cli.analyses.minutes_reading.known_people import People
from tests.analyses.minutes_reading.worlds import company


@pytest.mark.parametrize(
    "text",
    ["张伟", "張偉", "张 伟", "zhang-wei", "Zhang Wei", "WEI ZHANG", "zhangwei", "@张伟", "张伟同志", "张伟（销售部）",
     "销售部经理张伟", "Zhang Wei (Sales)", "Zhang Wei, Sales"],
)  # fmt: skip
def test_a_full_name_is_certain(text: str) -> None:
    meant = People(company()).meant(text)
    assert (meant.person, meant.why) == ("zhang-wei", None)


@pytest.mark.parametrize(
    ("text", "person", "why"),
    [
        ("张总", None, "several_of_name"),
        ("老刘", "liu-fang", "family_name"),
        ("Mr Smith", "david-smith", "family_name"),
        ("Anna", "anna-berger", "part_of_name"),
        ("A. Berger", "anna-berger", "part_of_name"),
        ("Tom F.", "tom-fischer", "part_of_name"),
        ("Sara Jones", "sarah-jones", "alike"),
        ("销售部", "zhang-wei", "department_as_owner"),
        ("Procurement", "anna-berger", "department_as_owner"),
        ("Head of Production", "wang-qiang", "post"),
        ("总经理", "li-na", "post"),
        ("张敏", None, "several_of_name"),
        ("王工", None, "several_of_name"),
        ("全体", None, "everyone"),
        ("Wang Fan", "wang-fang", "alike"),
        ("赵六", None, "unknown_name"),
        ("Peter Novak", None, "unknown_name"),
    ],
)
def test_other_forms_are_proposals(text: str, person: str | None, why: str) -> None:
    meant = People(company()).meant(text)
    assert (meant.person, meant.why) == (person, why)


@pytest.mark.parametrize(
    "text",
    ["not Anna Berger", "all but Anna Berger", "全体除张伟", "张伟或刘芳", "Anna Berger or Tom Fischer", "张伟的助理",
     "Anna Berger or deputy", "非张伟"],
)  # fmt: skip
def test_a_name_that_is_not_meant_names_nobody(text: str) -> None:
    assert People(company()).meant(text)[1:] == (None, None, "not_a_person")


def test_the_department_beside_a_name_tells_which_of_two_is_meant() -> None:
    people = People(company())
    assert people.meant("张敏（财务部）").person == "zhang-min"
    assert people.meant("生产部 张敏").person == "zhang-min-2"


def test_of_a_family_name_several_have_the_one_who_was_there_is_meant() -> None:
    people = People(company())
    people.here.add("wang-fang")
    assert people.meant("王工")[1:] == ("wang-fang", None, "family_name")


def test_names_are_found_in_a_sentence() -> None:
    text = "请张伟和Anna Berger于周五前联系王强（不是王强生）。"
    found = [(text[spot.start : spot.end], spot.people) for spot in People(company()).names_in(text)]
    assert found[:3] == [("张伟", ("zhang-wei",)), ("Anna Berger", ("anna-berger",)), ("王强", ("wang-qiang",))]
