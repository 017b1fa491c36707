"""Documents that nobody looks through, and those kept twice."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.worlds import Found, check, found, set_check, small_company


def document(id_: str, title: str, url: str = "", more: str = "") -> str:
    address = url or f"https://docs.example.com/{id_}"
    return f'- {{id: {id_}, title: "{title}", url: "{address}", owner_dept: sales{more}}}\n'


def documents(tmp_path: Path, *entries: str) -> Path:
    return small_company(tmp_path, {"documents.yaml": "".join(entries)})


@pytest.mark.parametrize(
    ("every", "last_good", "days"),
    [("30d", "2025-06-30", 1), ("2wd", "2025-06-03", 1), ("1wd", "2025-06-02", 1)],
)
def test_c604_counts_from_the_day_the_review_was_due(tmp_path: Path, every: str, last_good: str, days: int) -> None:
    reviewed = "2025-05-31" if every == "30d" else "2025-05-30"
    root = documents(tmp_path, document("sheet", "Sheet", "", f", last_reviewed: {reviewed}, review_every: {every}"))
    good = date.fromisoformat(last_good)
    assert found(check(root, good), "C604") == []
    outcome = check(root, date.fromordinal(good.toordinal() + days))
    assert found(outcome, "C604") == [
        Found(
            "C604",
            "warning",
            outcome_place(root),
            "the review of Sheet (sheet) is 1 day overdue; have Sales look it through",
            ("document:sheet",),
        )
    ]
    assert in_chinese(outcome, "C604") == ["Sheet (sheet) 的复核已逾期 1 天；请销售部复核"]


def outcome_place(root: Path) -> str:
    text = (root / "documents.yaml").read_text(encoding="utf-8")
    return f"documents.yaml:1:{text.index('last_reviewed: ') + len('last_reviewed: ') + 1}"


def test_c604_is_silent_on_what_nobody_promised(tmp_path: Path) -> None:
    root = documents(
        tmp_path,
        document("a", "Alpha", "", ", review_every: 30d"),
        document("b", "Bravo", "", ", last_reviewed: 2020-01-01"),
    )
    assert found(check(root), "C604") == []


def test_c605_finds_one_address_and_titles_alike(tmp_path: Path) -> None:
    root = documents(
        tmp_path,
        document("forecast", "Rolling forecast of orders", "https://Docs.example.com/f/"),
        document("orders", "Orders expected", "https://docs.example.com/f"),
        document("other", "Price list"),
    )
    outcome = check(root)
    assert [(one.text, one.records) for one in found(outcome, "C605")] == [
        (
            "Rolling forecast of orders (forecast) and Orders expected (orders) have the same address; "
            "keep one of the two, or say in their titles how they differ",
            ("document:forecast", "document:orders"),
        )
    ]
    assert in_chinese(outcome, "C605") == [
        "Rolling forecast of orders (forecast) 与 Orders expected (orders) 地址相同；保留其中一份，或在标题中写明区别"
    ]


def test_c605_takes_either_language(tmp_path: Path) -> None:
    text = (
        "- {id: one, title: {zh: 滚动需求预测表, en: Forecast}, url: 'https://docs.example.com/1', owner_dept: sales}\n"
        "- {id: two, title: {zh: 需求滚动预测表, en: Sheet}, url: 'https://docs.example.com/2', owner_dept: sales}\n"
        "- {id: three, title: 滚动需求预测表, url: 'https://docs.example.com/3', owner_dept: marketing}\n"
    )
    outcome = check(small_company(tmp_path, {"documents.yaml": text}))
    assert ("document:one", "document:three") in [one.records for one in found(outcome, "C605")]
    (first,) = (one.text for one in found(outcome, "C605") if one.records == ("document:one", "document:three"))
    assert "are called alike (100 %)" in first


@pytest.mark.parametrize(("limit", "text"), [("0.75", "(75 %)"), ("0.76", "")])
def test_c605_honours_its_limit(tmp_path: Path, limit: str, text: str) -> None:
    root = documents(tmp_path, document("a", "one two three four"), document("b", "one two three five"))
    set_check(root, f"thresholds: {{duplicate-title: {limit}}}")
    texts = [one.text for one in found(check(root), "C605")]
    assert [text in one for one in texts] == [True] * bool(text)


def test_c605_rounds_half_up(tmp_path: Path) -> None:
    words = [f"w{number}" for number in range(40)]
    other = [*words[:33], *(f"x{number}" for number in range(7))]
    (one,) = found(check(documents(tmp_path, document("a", " ".join(words)), document("b", " ".join(other)))), "C605")
    assert "are called alike (83 %)" in one.text  # 2 * 33 / 80 is 82.5 %
