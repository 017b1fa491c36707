from __future__ import annotations

import pytest

from collab_cli.model.field_types import Name
from collab_cli.model.slug import free_id, is_device_name, slug_of


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Open two regions", "open-two-regions"),
        ("提高复购率", "ti-gao-fu-gou-lv"),
        ("重庆银行", "chong-qing-yin-hang"),
        ("2025 市场 Q3", "2025-shi-chang-q3"),
        ("Café für alle", "cafe-fur-alle"),
        ("！！！", "record"),
        ("", "record"),
        ("CON", "con-1"),
        ("a" * 60, "a" * 48),
        ("ship the very long title that does not fit into one id", "ship-the-very-long-title-that-does-not-fit-into"),
    ],
)
def test_slug(title: str, slug: str) -> None:
    assert slug_of(title) == slug


def test_the_english_title_is_taken_where_there_is_one() -> None:
    assert slug_of(Name(zh="增加销售额", en="Increase revenue")) == "increase-revenue"
    assert slug_of(Name(zh="销售")) == "xiao-shou"


def test_free_id() -> None:
    assert free_id("a", {"b"}) == "a"
    assert free_id("a", {"a"}) == "a-2"
    assert free_id("a", {"a", "a-2", "a-3"}) == "a-4"


def test_device_names() -> None:
    assert is_device_name("con") and is_device_name("lpt9") and not is_device_name("console")
