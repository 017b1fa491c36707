"""What changed between two small states: each act once, with what it is about, and nothing that only looks other."""

from __future__ import annotations

import pytest

from collab_cli.analyses.changes.change import CATEGORIES
from collab_cli.analyses.changes.find_changes import find_changes
from tests.analyses.changes.two_states import COMPANY, Files, company, line, rewritten, told, with_files, world_with

SALES, MARKETING, GROW, SELL, PEOPLE = (
    "charters/sales.yaml",
    "charters/marketing.yaml",
    "goals/2025/grow.yaml",
    "goals/2025/sell.yaml",
    "people.yaml",
)


def since_company(after: Files) -> list[str]:
    return [line(change) for change in find_changes(company(), world_with(after))]


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (GROW, "target: 100", "target: 90", "changed target goal:grow key_results/kr1/target: 100 -> 90"),
        (GROW, "unit: m", "unit: k", "changed target goal:grow key_results/kr1/unit: m -> k"),
        (GROW, "title: Grow", "title: Grow a lot", "changed terms goal:grow title: Grow -> Grow a lot"),
        (GROW, "owner: li-na", "owner: liu-fang", "changed accountability goal:grow owner: li-na -> liu-fang"),
        (GROW, "status: active", "status: missed", "changed status goal:grow status: active -> missed"),
        (GROW, "level:", "notes: Hm\nlevel:", "changed editorial goal:grow notes: None -> Hm"),
        (
            GROW,
            "unit: m}",
            "unit: m, checkins: [{date: 2025-02-01, value: 81}]}",
            "added status goal:grow key_results/kr1/checkins/0",
        ),
        (SELL, "weight: 0.5", "weight: 0.6", "changed target goal:sell contributes_to/0/weight: 0.5 -> 0.6"),
        (
            SALES,
            "scope: All prices",
            "scope: Prices",
            "changed terms charter:sales duties/price-list/scope: All prices -> Prices",
        ),
        (
            SALES,
            "{sales: AR, production: I}",
            "{sales: AR, production: C}",
            "letters consulted-informed sales/price-list: {sales AR, production I} -> {sales AR, production C}",
        ),
        (
            SALES,
            "{sales: AR, production: I}",
            "{sales: A, production: R}",
            "letters accountability sales/price-list: {sales AR, production I} -> {sales A, production R}",
        ),
        (
            PEOPLE,
            "Zhang Wei, department: sales",
            "Zhang Wei, department: marketing",
            "changed membership person:zhang-wei department: sales -> marketing",
        ),
        (PEOPLE, 'phone: "1"', 'phone: "2"', "changed contact person:zhang-wei contacts: {phone 1} -> {phone 2}"),
        (
            "departments.yaml",
            "head: zhang-wei",
            "head: li-na",
            "changed accountability department:sales head: zhang-wei -> li-na",
        ),
        (
            "collab.yaml",
            "end: 2025-12-31",
            "end: 2026-01-31",
            "changed schedule collab.yaml periods/2025/end: 2025-12-31 -> 2026-01-31",
        ),
        (
            "collab.yaml",
            "head: li-na",
            "head: liu-fang",
            "changed accountability collab.yaml company/head: li-na -> liu-fang",
        ),
    ],
)
def test_one_field(path: str, old: str, new: str, expected: str) -> None:
    assert since_company(rewritten(path, (old, new))) == [expected]


def test_records_come_and_go() -> None:
    channel = "- {id: talk, name: Talk, type: im_group, departments: [sales, production]}\n"
    more = with_files({"channels.yaml": channel})
    assert told(COMPANY, more) == ["added added channel:talk"]
    assert told(more, COMPANY) == ["removed removed channel:talk"]


def test_a_charter_in_force_comes_with_its_letters() -> None:
    after = with_files({MARKETING: None})
    assert since_company(after) == [
        "removed removed charter:marketing",
        "letters accountability customer-care: {marketing AR, sales C} -> {}",
    ]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("departments.yaml", "".join(reversed(str(COMPANY["departments.yaml"]).splitlines(keepends=True)))),
        (SELL, "# a comment\n" + str(COMPANY[SELL]).replace("level: department", 'level: "department"  # ours')),
        (SELL, str(COMPANY[SELL]).replace("\n", "\r\n")),
        (SELL, "\ufeff" + str(COMPANY[SELL])),
        (SELL, str(COMPANY[SELL]).replace("target: 20", "target: 20.0, weight: 1")),
        (SALES, str(COMPANY[SALES]).replace("All prices", "{text: All  prices}").replace("sales: AR", "sales: RA")),
        (
            SALES,
            str(COMPANY[SALES]).replace(
                "- id: market-research", "- id: market-research\n    activity: market-research"
            ),
        ),
        (GROW, str(COMPANY[GROW]).replace("status:", "rollup: own\nstatus:")),
    ],
)
def test_what_only_looks_other_is_silent(path: str, text: str) -> None:
    found = find_changes(company(), world_with(with_files({path: text})))
    assert (list(map(line, found)), found.silent, found.unread) == ([], (path,), ())


def test_files_that_move_say_nothing() -> None:
    split = with_files(
        {
            "departments.yaml": None,
            "departments/sales.yaml": "{name: Sales, head: zhang-wei}\n",
            "departments/marketing.yaml": "{name: Marketing, head: liu-fang}\n",
            "departments/production.yaml": "{name: Production, head: wang-qiang}\n",
            "goals/grow.yaml": COMPANY[GROW],
            GROW: None,
        }
    )
    for before, after in ((COMPANY, split), (split, COMPANY)):
        found = find_changes(world_with(before), world_with(after))
        assert (found.all, found.silent, found.unread) == ((), (), ())
        assert not found


def test_a_renamed_record_takes_its_references_along() -> None:
    after = {
        path.replace("sales", "trade"): str(text).replace("sales", "trade").replace("grow", "growth")
        for path, text in COMPANY.items()
    }
    after["goals/2025/growth.yaml"] = after.pop(GROW)
    found = find_changes(company(), world_with(after))
    assert list(map(line, found)) == [
        "renamed editorial charter:sales -> charter:trade",
        "renamed editorial department:sales -> department:trade",
        "renamed editorial goal:grow -> goal:growth",
    ]
    assert found.silent == ()
    assert find_changes(company(), world_with(after)).names.records == {
        "charter:sales": "trade",
        "department:sales": "trade",
        "goal:grow": "growth",
    }


def test_a_reference_nobody_rewrote_is_no_change() -> None:
    after = with_files(
        {
            "goals/2025/growth.yaml": COMPANY[GROW],
            GROW: None,
            SELL: str(COMPANY[SELL]).replace("target: 20", "target: 30"),
        }
    )
    assert since_company(after) == [
        "renamed editorial goal:grow -> goal:growth",
        "changed target goal:sell key_results/kr1/target: 20 -> 30",
    ]


def test_an_approval_of_another_day_takes_the_place_of_the_older_one() -> None:
    given = "approvals: [{department: sales, by: zhang-wei, date: 2025-02-01, digest: 0123456789ab}]\n"
    before = with_files({SALES: str(COMPANY[SALES]) + given})
    assert told(COMPANY, before) == ["added decision charter:sales approvals/0"]
    later = with_files({SALES: str(COMPANY[SALES]) + given.replace("02-01", "03-01").replace("0123", "3210")})
    assert told(before, later) == ["changed decision charter:sales approvals/0"]
    other = with_files({SALES: str(COMPANY[SALES]) + given.replace("0123", "3210")})
    assert told(before, other) == ["changed decision charter:sales approvals/0/digest: 0123456789ab -> 3210456789ab"]


def test_rows_not_in_force_tell_their_letters_themselves() -> None:
    before = rewritten(SALES, ("status: effective", "status: draft"))
    after = rewritten(SALES, ("sales: AR, production: I", "sales: R, production: A"), files=before)
    assert told(before, after) == [
        "letters accountability charter:sales duties/price-list: {sales AR, production I} -> {sales R, production A}"
    ]
    row = "  - {id: talks, title: Talks of all kinds, raci: {sales: AR}}\n"
    more = {**before, SALES: str(before[SALES]) + row}
    assert told(before, more) == ["added added charter:sales duties/talks"]
    assert told(more, before) == ["removed removed charter:sales duties/talks"]
    moved = {
        **rewritten(SALES, (row, ""), files=more),
        "charters/marketing.yaml": str(COMPANY["charters/marketing.yaml"]) + row,
    }
    assert told(more, moved) == [
        "moved accountability charter:sales duties/talks -> charter:marketing duties/talks",
        "letters accountability marketing/talks: {} -> {sales AR}",
    ]
    in_force = rewritten(SALES, ("status: draft", "status: effective"), files=after)
    assert told(after, in_force) == [
        "changed status charter:sales status: draft -> effective",
        "letters accountability market-research: {} -> {sales AR, marketing C}",
        "letters accountability sales/price-list: {} -> {sales R, production A}",
    ]


def test_where_a_change_stands() -> None:
    after = world_with(rewritten(GROW, ("target: 100", "target: 90"), ("status: active", "status: missed")))
    status, target = find_changes(company(), after)
    assert (str(status.spot.place), str(target.spot.place)) == (f"{GROW}:5:9", f"{GROW}:7:66")
    assert target.spot.ref == "goal:grow/kr1"
    assert [record.ref for record in target.records] == ["goal:grow"]
    assert target.kind is not None
    assert target.kind.name == "goal"
    assert (target.is_bound, status.is_bound) == (True, False)
    (setting,) = find_changes(company(), world_with(rewritten("collab.yaml", ("li-na", "liu-fang"))))
    assert (setting.kind, setting.records, setting.spot.ref) == (None, (), "")
    assert str(setting.spot.place) == "collab.yaml:1:1"


def test_the_weightiest_category_comes_first() -> None:
    assert CATEGORIES[0] == "accountability"
    assert CATEGORIES[-1] == "editorial"
