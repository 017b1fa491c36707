from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from babel.messages.pofile import read_po

from collab_cli.model.field_types import Duration, Number
from collab_cli.model.settings import CheckSettings, Company, NamedPeriod, RaciSettings, Settings
from collab_cli.model.thresholds import THRESHOLDS, duration_of, number_of, read_threshold
from tests.conftest import ROOT

# rules.md section 15
TABLE = """\
checkin-days 35 1-366
max-goals 5 1-20
max-key-results 5 1-20
ack-coverage 0.8 0-1
pace-on-track 0.95 0-1
pace-at-risk 0.75 0-1
gap-on-track 0.05 0-1
gap-at-risk 0.10 0-1
pace-min-elapsed 0.1 0-1
forecast-min-elapsed 0.2 0-1
alignment-gap 0.25 0-1
confidence-min 0.5 0-1
forecast-min 0.7 0-1
proposal-quorum 1 0-1
meeting-quorum 0.5 0-1
raci.max_r 3 1-20
max-consulted 4 0-50
max-informed 6 0-50
crowd-min-parties 5 1-50
load-min-rows 5 1-50
max-a-share 0.4 0-1
max-r-share 0.6 0-1
max-c-share 0.5 0-1
max-involved-share 0.9 0-1
overlap-warn 0.65 0-1
overlap-info 0.50 0-1
duplicate-title 0.8 0-1
absence-max 3 1-20
unheard-meetings 4 1-20
minutes-days 1 0-30
overdue-error-days 14 0-365
postpone-max 3 0-365
issue-sla 2wd duration
handoff-window-days 30 1-366
training-check-after 0.75 0-1
decision-lead-days 5 0-365
decision-days 14 0-365
evaluation-days 30 0-730
lesson-days 180 0-730
recurring-meetings 3 2-366
recurring-days 90 2-366
reuse-days 90 1-730
index-duty 20 0-100
index-alignment 20 0-100
index-shared 15 0-100
index-actions 20 0-100
index-meetings 15 0-100
index-handoffs 10 0-100
appraisal-duty 0.5 0-100
appraisal-goals 0.3 0-100
appraisal-collab 0.2 0-100
appraisal-cap 5 0-100
"""


def settings(thresholds: Mapping[str, str] | None = None, raci: RaciSettings | None = None) -> Settings:
    return Settings(
        schema=1,
        company=Company(name="示例制造公司"),
        periods=[NamedPeriod(id="2025", start=date(2025, 1, 1), end=date(2025, 12, 31))],
        check=CheckSettings(thresholds=dict(thresholds or {})),
        raci=raci or RaciSettings(),
    )


def test_thresholds_are_those_of_the_rule_catalogue() -> None:
    lines = []
    for threshold in THRESHOLDS.values():
        reach = "duration" if threshold.low is None else f"{threshold.low}-{threshold.high}"
        lines.append(f"{threshold.name} {threshold.default} {reach}\n")
    assert "".join(lines) == TABLE
    assert [name for name, threshold in THRESHOLDS.items() if name != threshold.name] == []


def test_defaults_are_within_their_range() -> None:
    for threshold in THRESHOLDS.values():
        assert read_threshold(threshold, str(threshold.default)) == threshold.default


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("checkin-days", "40", Number("40")),
        ("checkin-days", "366", Number("366")),
        ("checkin-days", "367", None),
        ("checkin-days", "0", None),
        ("ack-coverage", "0.67", Number("0.67")),
        ("ack-coverage", "1.01", None),
        ("ack-coverage", "-0.1", None),
        ("ack-coverage", "80%", None),
        ("ack-coverage", "", None),
        ("issue-sla", "4h", Duration("4h")),
        ("issue-sla", "2", None),
    ],
)
def test_values_are_read_within_the_range(name: str, text: str, value: Number | Duration | None) -> None:
    assert read_threshold(THRESHOLDS[name], text) == value


def test_settings_come_before_defaults() -> None:
    changed = settings({"checkin-days": "40", "issue-sla": "4h"})
    assert number_of(changed, "checkin-days") == 40
    assert duration_of(changed, "issue-sla") == "4h"
    assert number_of(settings(), "checkin-days") == 35
    assert duration_of(settings(), "issue-sla") == "2wd"


def test_a_value_out_of_range_leaves_the_default() -> None:
    assert number_of(settings({"checkin-days": "0"}), "checkin-days") == 35


@pytest.mark.parametrize(
    ("raci", "thresholds", "expected"),
    [
        (RaciSettings(), {}, 3),
        (RaciSettings(framework="daci"), {}, 1),
        (RaciSettings(framework="daci", max_r=2), {}, 2),
        (RaciSettings(max_r=5), {"raci.max_r": "4"}, 5),
        (RaciSettings(framework="daci"), {"raci.max_r": "4"}, 4),
    ],
)
def test_the_limit_of_r_comes_from_the_raci_settings(
    raci: RaciSettings, thresholds: Mapping[str, str], expected: int
) -> None:
    assert number_of(settings(thresholds, raci), "raci.max_r") == expected


def test_asking_for_the_wrong_kind_of_threshold_is_refused() -> None:
    with pytest.raises(TypeError):
        number_of(settings(), "issue-sla")
    with pytest.raises(TypeError):
        duration_of(settings(), "checkin-days")
    with pytest.raises(KeyError):
        number_of(settings(), "check-in-days")


def test_every_threshold_is_described_in_chinese() -> None:
    with (ROOT / "collab_cli" / "locale" / "zh_CN" / "model.po").open("rb") as file:
        chinese = {message.id: message.string for message in read_po(file)}
    assert [name for name, threshold in THRESHOLDS.items() if not chinese.get(threshold.doc.text)] == []
