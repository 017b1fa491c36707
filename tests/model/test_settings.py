from __future__ import annotations

from datetime import date

import msgspec
import pytest

from collab_cli.documents.reader import read_document
from collab_cli.model.field_types import Flag, Name, read_custom
from collab_cli.model.settings import (
    Calendar,
    CheckSettings,
    Company,
    NamedPeriod,
    RaciSettings,
    Restricted,
    Sender,
    Settings,
    Similarity,
)
from tests.conftest import ROOT

SMALLEST = {
    "schema": "1",
    "company": {"name": "示例制造公司"},
    "periods": [{"id": "2025", "start": "2025-01-01", "end": "2025-12-31"}],
}


def convert(plain: object) -> Settings:
    return msgspec.convert(plain, Settings, dec_hook=read_custom, strict=False)


def test_the_smallest_settings_take_the_documented_defaults() -> None:
    year = NamedPeriod(id="2025", start=date(2025, 1, 1), end=date(2025, 12, 31), parent=None, evaluated=Flag.FALSE)
    assert convert(SMALLEST) == Settings(
        schema=1,
        company=Company(name="示例制造公司", head=None),
        locale="zh",
        timezone="Asia/Shanghai",
        as_of=None,
        fiscal_year_start="01-01",
        periods=[year],
        calendar=Calendar(region=None, weekend=["sat", "sun"], holidays=[], workdays=[]),
        raci=RaciSettings(framework="raci", max_r=None, accountable_implies_responsible=Flag.FALSE, labels={}),
        check=CheckSettings(profile="standard", select=[], ignore=[], severity={}, thresholds={}),
        glossary=[],
        similarity=Similarity(stop_words={}),
        notify={},
        restricted=Restricted(enabled=Flag.FALSE),
    )


def test_the_settings_of_the_demo_are_read_in_full() -> None:
    data = (ROOT / "templates" / "demo" / "green" / "collab.yaml").read_bytes()
    document = read_document("collab.yaml", data).document
    assert document is not None
    settings = convert(document.plain)
    assert settings.company == Company(name=Name(zh="示例制造公司", en="Example Manufacturing"), head="li-na")
    assert settings.as_of == date(2025, 6, 30)
    assert settings.period("2025-q3") == NamedPeriod(
        id="2025-q3", start=date(2025, 7, 1), end=date(2025, 9, 30), parent="2025", evaluated=Flag.TRUE
    )
    assert settings.period("2026") is None
    assert settings.calendar.workdays == [date(2025, 9, 28)]
    assert settings.check.thresholds == {"checkin-days": "35"}
    assert settings.notify == {
        "dingtalk": Sender(webhook_env="COLLAB_DINGTALK_WEBHOOK", secret_env="COLLAB_DINGTALK_SECRET")
    }
    assert settings.similarity.stop_words == {"zh": ["相关"], "en": ["related"]}


@pytest.mark.parametrize(
    "change",
    [
        {"schema": "one"},
        {"company": {}},
        {"locale": "fr"},
        {"periods": [{"id": "2025"}]},
        {"calendar": {"weekend": ["Saturday"]}},
        {"raci": {"max_r": "0"}},
        {"raci": {"max_r": "21"}},
        {"raci": {"labels": {"X": "执行"}}},
        {"check": {"profile": "lax"}},
        {"check": {"severity": {"R301": "fatal"}}},
        {"notify": {"dingtalk": {"webhook": "https://example.com"}}},
        {"restricted": {"enabled": "on"}},
        {"colour": "red"},
    ],
)
def test_wrong_settings_do_not_fit(change: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        convert(SMALLEST | change)
