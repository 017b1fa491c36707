from __future__ import annotations

from collab_cli.cli.offer import Offer


def test_a_word_takes_its_titles_along() -> None:
    offer = Offer("increase-revenue", "提高销售额", "提高销售额", "help").between("goal:", "/")
    assert (offer, offer.record_title, offer.typed_title, offer.help) == (
        "goal:increase-revenue/",
        "提高销售额",
        "goal:提高销售额/",
        "help",
    )
    assert Offer("a").between("b").typed_title == ""


def test_no_offer_is_dropped_for_its_beginning() -> None:
    assert Offer("increase-revenue").startswith("提高")
