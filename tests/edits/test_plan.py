from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from collab_cli.documents.content import quick_content
from collab_cli.documents.screening import Limits
from collab_cli.messages import msg
from tests.conftest import MakeWorkspace
from tests.edits.plans import english, plan_of, refusal, written
from tests.small_company import small_company


def test_a_plan_is_proved_and_says_what_it_did(make_workspace: MakeWorkspace) -> None:
    plan = plan_of(make_workspace(small_company()))
    plan.changes.set("goals/increase-revenue.yaml", ("owner",), "li-na")
    plan.names.notes += [msg("first"), msg("first")]
    planned = plan.finish(msg("changed it"), msg("second"), msg("first"))
    assert plan.day == date(2025, 6, 30)
    assert list(written(planned)) == ["goals/increase-revenue.yaml"]
    assert planned.after.workspace.records["goal"]["increase-revenue"].value.owner == "li-na"
    assert [english(text) for text in (planned.sentence, *planned.notes)] == ["changed it", "first", "second"]


def test_what_would_not_pass_is_refused(make_workspace: MakeWorkspace) -> None:
    plan = plan_of(make_workspace(small_company()))
    plan.changes.unset("goals/increase-revenue.yaml", ("title",))
    assert refusal(lambda: plan.finish(msg("done"))).startswith("nothing was written: title is missing; ")


def test_dates_are_near_the_day_of_the_plan(make_workspace: MakeWorkspace) -> None:
    assert plan_of(make_workspace(small_company())).values.day == date(2025, 6, 30)


def test_a_new_text_is_parsed_once(make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = plan_of(make_workspace(small_company()))
    read: list[str] = []

    def noted(text: str, limits: Limits) -> Any:
        read.append(text)
        return quick_content(text, limits)

    monkeypatch.setattr("collab_cli.documents.reader.quick_content", noted)
    plan.changes.set("goals/increase-revenue.yaml", ("owner",), "li-na")
    planned = plan.finish(msg("changed it"))
    assert read.count(written(planned)["goals/increase-revenue.yaml"]) == 1
    assert planned.after.workspace.records["goal"]["increase-revenue"].value.owner == "li-na"
