from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from collab_cli.model.record import Record
from tests.rules.changes.two_states import outcome_of
from tests.rules.chinese import in_chinese
from tests.rules.worlds import Found, found

OLD = '- {id: handbook, title: Handbook, url: "https://x.example/handbook", owner_dept: sales}\n'
NEW = '- {id: prices, title: Prices, url: "https://x.example/2026", owner_dept: sales}\n'
PRICES = {"id": "prices", "title": "Prices", "url": "https://x.example/2026", "owner_dept": "sales"}
BEFORE = {"documents.yaml": OLD}
NOW = {"documents.yaml": OLD + NEW}


class Past:
    """What documents were called prices once; remembers what it was asked about."""

    def __init__(self, *contents: Any) -> None:
        self.contents = list(contents)
        self.asked: list[str] = []

    def __call__(self, records: Sequence[Record[Any]]) -> dict[str, list[Any]]:
        self.asked += [record.ref for record in records]
        return {"document:prices": self.contents} if self.contents else {}


def test_an_id_of_a_deleted_record_is_not_used_again(tmp_path: Path) -> None:
    past = Past(PRICES | {"url": "https://x.example/2025"})
    outcome = outcome_of(tmp_path, BEFORE, NOW, "D959", past=past)
    text = "Prices (prices) has the id of another one that was deleted; give it an id of its own"
    assert found(outcome) == [Found("D959", "error", "documents.yaml:2:4", text, ("document:prices",))]
    assert past.asked == ["document:prices"]
    assert in_chinese(outcome, "D959") == ["Prices (prices) 用了一条已删除记录的编号；换一个未用过的编号"]


def test_a_record_put_back_as_it_was_once_is_fine(tmp_path: Path) -> None:
    past = Past(PRICES | {"url": "https://x.example/2025"}, PRICES)
    assert found(outcome_of(tmp_path, BEFORE, NOW, "D959", past=past)) == []
    assert found(outcome_of(tmp_path / "never", BEFORE, NOW, "D959", past=Past())) == []


def test_the_past_is_asked_only_about_new_records(tmp_path: Path) -> None:
    past = Past(PRICES)
    assert (
        found(outcome_of(tmp_path / "1", NOW, {"documents.yaml": OLD + NEW + "# the same\n"}, "D959", past=past)) == []
    )
    assert found(outcome_of(tmp_path / "2", {"documents.yaml": "- ["}, NOW, "D959", past=past)) == []
    assert (
        found(
            outcome_of(
                tmp_path / "3", BEFORE, {"documents.yaml": OLD.replace("id: handbook", "id: prices")}, "D959", past=past
            )
        )
        == []
    )
    assert past.asked == []
