"""Do two departments claim one duty, or tell different things about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.documents.patching import apply_patches
from collab_cli.documents.reader import read_document
from tests.rules.raci.conftest import Check, charter, in_chinese, settings, told
from tests.rules.worlds import check, green_demo, red_demo, said

SPLIT = "shared_with: [{department: marketing, split: {lead: a, assist: b}}]"
GLOSSARY = settings("glossary: [[market research, market survey]]")


def test_the_red_demo_has_exactly_its_faults(tmp_path: Path) -> None:
    outcome = check(red_demo(tmp_path), profile="standard")
    raci = [finding for finding in outcome.findings if finding.code.startswith("R")]
    assert sorted(finding.code for finding in raci) == ["R307"] * 8 + ["R313", "R315"] + ["R317"] * 9
    owned, gap = (next(finding for finding in raci if finding.code == code) for code in ("R313", "R315"))
    assert (str(owned.place), [str(other.place) for other in owned.related]) == (
        "charters/marketing.yaml:7:40",
        ["charters/sales.yaml:6:40"],
    )
    assert said(owned) == (
        "Market research (market-research) is owned by Marketing and Sales; keep one A or split the scopes"
    )
    assert in_chinese(owned) == "市场调研 (market-research) 由市场部和销售部同时主责；保留一个 A 或划分范围"
    assert owned.records == (
        "activity:market-research",
        "charter:marketing/market-research",
        "charter:sales/market-research",
    )
    assert str(gap.place) == "collab.yaml:1:1"
    assert said(gap) == (
        "Complaint handling (complaint-handling) is required but no effective charter covers it; "
        "add a duty to one charter"
    )
    places = [str(finding.place) for finding in raci if finding.code == "R317"]
    assert places == [
        f"charters/{name}.yaml:{line}:6" for name in ("marketing", "production", "sales") for line in (6, 7, 8)
    ]
    assert "charters/marketing.yaml:7:40" in [str(finding.place) for finding in raci if finding.code == "R307"]


def test_the_green_demo_has_none(tmp_path: Path) -> None:
    outcome = check(green_demo(tmp_path), profile="standard")
    assert [finding for finding in outcome.findings if finding.code.startswith("R")] == []


def _two(sales: str, marketing: str, **files: str) -> dict[str, str]:
    named = {name.replace("__", "/") + ".yaml": text for name, text in files.items()}
    return {"charters/sales.yaml": charter(sales), "charters/marketing.yaml": charter(marketing), **named}


def test_the_a_is_left_to_the_owner_that_is_chosen(checked: Check) -> None:
    files = _two("id: tenders, raci: {sales: AR}", "id: tenders, raci: {marketing: A}")
    (finding,) = checked(files, "R313").findings
    changed = []
    for fix in finding.fixes:
        (patch,) = fix.patches
        document = read_document(patch.path, files[patch.path].encode()).document
        assert document is not None
        changed.append((patch.path, apply_patches(document, fix.patches).decode().splitlines()[3]))
    assert changed == [
        ("charters/sales.yaml", "  - {id: tenders, raci: {sales: R}}"),
        ("charters/marketing.yaml", "  - {id: tenders, raci: {marketing: R}}"),
    ]


@pytest.mark.parametrize(
    ("sales", "marketing", "count"),
    [
        ("raci: {sales: AR}", "raci: {marketing: AR}", 1),
        (
            f"raci: {{sales: AR}}, {SPLIT}",
            "raci: {marketing: AR}",
            1,
        ),
        ("raci: {sales: AR}, scope: {areas: [eu]}", "raci: {marketing: AR}, scope: {areas: [asia]}", 0),
        ("raci: {sales: AR}, scope: {areas: [eu]}", "raci: {marketing: AR}, scope: {areas: [eu, asia]}", 1),
        ("raci: {sales: AR}, scope: {excludes: [marketing/tenders]}", "raci: {marketing: AR}", 0),
        ("raci: {sales: AR}", "raci: {marketing: R, sales: C}", 0),
        ("raci: {sales: AR}", 'raci: {"person:zhang-wei": A, marketing: R}', 0),
        ("raci: {sales: AR}", "within: market-research, raci: {marketing: AR}", 0),
    ],
)
def test_one_activity_in_two_charters(checked: Check, sales: str, marketing: str, count: int) -> None:
    outcome = checked(_two(f"id: tenders, {sales}", f"id: tenders, {marketing}"), "R313")
    assert [text for _, text in told(outcome)] == ["Tenders (tenders) is owned by Marketing and Sales"] * count


def test_equal_by_alias_or_glossary(checked: Check) -> None:
    files = _two("id: survey, title: Market survey, raci: {sales: AR}", "id: market-research, raci: {marketing: AR}")
    assert told(checked(files, "R313")) == []
    outcome = checked({**files, "collab.yaml": GLOSSARY}, "R313", "R314")
    said_so = "Market research (market-research) and Market survey (survey) are one duty, owned by Marketing and Sales"
    assert told(outcome) == [("charters/marketing.yaml:4:27", said_so)]
    (finding,) = outcome.findings
    assert [str(other.place) for other in finding.related] == ["charters/sales.yaml:4:40"]
    assert finding.records == ("activity:market-research", "charter:marketing/market-research", "charter:sales/survey")
    assert in_chinese(finding) == (
        "市场调研 (market-research) 与 Market survey (survey) 是同一职责，由市场部和销售部同时主责；"
        "保留一个 A 或划分范围"
    )


@pytest.mark.parametrize(
    ("sales", "marketing"),
    [
        ("within: tenders, raci: {sales: AR}", "raci: {marketing: AR}"),
        ("raci: {sales: R}", "raci: {marketing: AR}"),
        ('raci: {"person:liu-fang": AR}', "raci: {marketing: AR}"),
        ("scope: {excludes: [marketing/market-research]}, raci: {sales: AR}", "raci: {marketing: AR}"),
    ],
)
def test_equal_words_are_no_error_when(checked: Check, sales: str, marketing: str) -> None:
    files = _two(f"id: survey, title: Market survey, {sales}", f"id: market-research, {marketing}")
    assert told(checked({**files, "collab.yaml": GLOSSARY}, "R313")) == []


def test_the_verdict_not_the_same_silences_that_pair(checked: Check) -> None:
    files = _two("id: survey, title: Market survey, raci: {sales: AR}", "id: market-research, raci: {marketing: AR}")
    waiver = (
        "- {id: w, rule: R313, target: 'charter:sales/survey', with: 'charter:marketing/market-research', "
        "reason: other, approved_by: liu-fang, expires: 2025-12-31}\n"
    )
    outcome = checked({**files, "collab.yaml": GLOSSARY, "waivers.yaml": waiver}, "R313")
    assert (told(outcome), outcome.waived) == ([], 1)


@pytest.mark.parametrize(
    ("sales", "marketing", "share"),
    [
        ("title: 处理客户投诉, raci: {sales: AR}", "title: 客户投诉处理, raci: {marketing: AR}", 80),
        ("title: 处理客户投诉, raci: {sales: AR}", "title: 客户投诉处理, raci: {marketing: R}", None),
        ("title: 新客户开发, raci: {sales: R}", "title: 客户开发, raci: {marketing: R}", 69),
        ("title: 生产计划制定, raci: {sales: AR}", "title: 销售计划制定, raci: {marketing: AR}", None),
        ("title: 客户投诉, raci: {sales: AR}", "title: 客户投诉工作, raci: {marketing: R}", 76),
        (
            f"title: 处理客户投诉, raci: {{sales: AR}}, {SPLIT}",
            "title: 客户投诉处理, raci: {marketing: AR}",
            None,
        ),
    ],
)
def test_duties_that_read_alike(checked: Check, sales: str, marketing: str, share: int | None) -> None:
    outcome = checked(_two(f"id: s, {sales}", f"id: m, {marketing}"), "R314")
    assert [text.rpartition("overlap by ")[2] for _, text in told(outcome)] == ([f"{share} %"] if share else [])


def test_an_overlap_names_both_sides(checked: Check) -> None:
    files = _two("id: s, title: 处理客户投诉, raci: {sales: AR}", "id: m, title: 客户投诉处理, raci: {marketing: AR}")
    (finding,) = checked(files, "R314").findings
    assert in_chinese(finding) == (
        "市场部的 客户投诉处理 (m) 与销售部的 处理客户投诉 (s) 重叠 80%；"
        "同一职责就登记别名，否则在 shared_with 下写明分工"
    )
    assert str(finding.place) == "charters/marketing.yaml:4:28"
    assert finding.records == ("charter:marketing/m", "charter:sales/s")


@pytest.mark.parametrize(
    ("sales", "marketing", "parties"),
    [
        ("{sales: AR, production: C}", "{sales: AR, production: I}", "Production"),
        ("{sales: AR, production: R}", "{sales: AR}", "Production"),
        ("{sales: AR, production: I}", "{sales: AR}", None),
        ("{sales: AR}", "{sales: A, production: R}", "Sales and Production"),
        ("{sales: AR}", '{"person:zhang-wei": AR}', None),
        ("{sales: AR, production: C}", "{production: I}", None),
        ("{sales: AR, production: C}", "{marketing: AR, production: I}", None),
    ],
)
def test_two_views_of_one_duty(checked: Check, sales: str, marketing: str, parties: str | None) -> None:
    files = {
        "charters/a.yaml": charter(f"id: tenders, raci: {sales}"),
        "charters/b.yaml": charter(f"id: tenders, raci: {marketing}"),
    }
    outcome = checked(files, "R327")
    said_so = f"the charters give {parties} different letters in Tenders (tenders)"
    assert told(outcome) == ([("charters/a.yaml:4:19", said_so)] if parties else [])


@pytest.mark.parametrize(
    ("sales", "marketing", "message", "chinese"),
    [
        (
            "id: survey, raci: {sales: AR}",
            "id: survey, raci: {marketing: AR}",
            "survey is owned by Marketing and Sales",
            "survey 由市场部和销售部同时主责",
        ),
        (
            "id: survey, title: market research, raci: {sales: AR}",
            "id: survey, title: market survey, raci: {marketing: AR}",
            "market survey (survey) of Charter and market research (survey) of Charter are one duty, "
            "owned by Marketing and Sales",
            "Charter 的 market survey (survey) 与 Charter 的 market research (survey) 是同一职责，"
            "由市场部和销售部同时主责",
        ),
        (
            "id: a, title: market research, raci: {sales: AR}",
            "id: b, title: market research, raci: {marketing: AR}",
            "market research (b) and market research (a) are one duty, owned by Marketing and Sales",
            "market research (b) 与 market research (a) 是同一职责，由市场部和销售部同时主责",
        ),
    ],
)
def test_rows_of_one_id_without_a_catalogue_are_one_duty(
    checked: Check, sales: str, marketing: str, message: str, chinese: str
) -> None:
    outcome = checked({**_two(sales, marketing), "activities.yaml": "[]\n", "collab.yaml": GLOSSARY}, "R313")
    assert [text for _, text in told(outcome)] == [message]
    assert in_chinese(outcome.findings[0]).partition("；")[0] == chinese


def test_three_rows_of_one_id_without_a_catalogue_are_told_as_one(checked: Check) -> None:
    files = _two("id: survey, raci: {sales: AR}", "id: survey, raci: {marketing: AR}")
    files["charters/production.yaml"] = charter("id: survey, raci: {production: AR}")
    outcome = checked({**files, "activities.yaml": "[]\n"}, "R313")
    assert [text for _, text in told(outcome)] == ["survey is owned by Marketing, Production and Sales"]


def _three(title: str, *letters: str) -> dict[str, str]:
    rows = zip(("marketing", "production", "sales"), letters, strict=True)
    return {
        f"charters/{name}.yaml": charter(f"id: {name}-x, title: {title}, raci: {{{name}: {cell}}}")
        for name, cell in rows
    }


def test_three_duties_of_one_wording_are_one_finding(checked: Check) -> None:
    (finding,) = checked(_three("Fairs", "AR", "AR", "AR"), "R313", "R314").findings
    assert said(finding).startswith(
        "Fairs (marketing-x) and 2 others are one duty, owned by Marketing, Production and Sales; "
    )
    assert in_chinese(finding).startswith(
        "Fairs (marketing-x) 与另外 2 行是同一职责，由市场部、生产部和销售部同时主责；"
    )
    assert [str(place) for place in (finding.place, *(other.place for other in finding.related))] == [
        f"charters/{name}.yaml:4:{column}" for name, column in (("marketing", 37), ("production", 38), ("sales", 33))
    ]
    assert finding.records == (
        "charter:marketing/marketing-x",
        "charter:production/production-x",
        "charter:sales/sales-x",
    )
    assert len(finding.fixes) == 3


def test_who_only_does_the_work_is_one_probable_overlap(checked: Check) -> None:
    outcome = checked(_three("Fairs", "AR", "AR", "R"), "R313", "R314")
    assert [(one.code, len(one.related)) for one in outcome.findings] == [("R313", 1), ("R314", 2)]
    assert said(outcome.findings[1]).startswith(
        "Fairs (marketing-x) of Marketing and Fairs (sales-x) of Sales overlap by 76 %"
    )


def test_a_third_owner_is_not_hidden_by_the_verdict_on_two(checked: Check) -> None:
    verdicts = [("sales", "marketing"), ("sales", "production"), ("production", "marketing")]
    register = [
        f"- {{id: w-{one}-{other}, rule: R313, target: 'charter:{one}/x', with: 'charter:{other}/x', "
        "reason: Two things, approved_by: zhang-wei, expires: 2025-12-31}\n"
        for one, other in verdicts
    ]
    activities = {"activities.yaml": "- {id: x, name: X}\n"}
    charters = {
        f"charters/{name}.yaml": charter(f"id: x, raci: {{{name}: AR}}")
        for name in ("marketing", "production", "sales")
    }
    for count, codes in ((0, ["R313"]), (1, ["R313"]), (2, ["R313"]), (3, [])):
        files = {**activities, **charters, "waivers.yaml": "".join(register[:count]) or "[]\n"}
        outcome = checked(files)
        assert [one.code for one in outcome.findings if one.code in ("R313", "S011", "S012")] == codes
