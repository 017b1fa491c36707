from __future__ import annotations

from typing import get_args

from collab_cli.analyses.minutes_reading.doubt_words import WHY, said
from collab_cli.analyses.minutes_reading.minutes_read import Doubt, Reason
from collab_cli.i18n import language


def test_every_reason_has_its_words() -> None:
    assert set(WHY) == set(get_args(Reason))


def test_a_doubt_is_one_line() -> None:
    english, chinese = language("en"), language("zh")
    doubt = Doubt("family_name", ("actions", 0, "owner"), "王工", 12, "wang-qiang")
    assert english.say(said(doubt)) == "line 12: 王工 is taken for wang-qiang: only the family name is given"
    assert chinese.say(said(doubt)) == "第 12 行：“王工”理解为 wang-qiang：只写了姓"
    assert english.say(said(Doubt("unknown_name", ("chair",), "王工", 3))) == "line 3: 王工: nobody has this name"
    assert english.say(said(Doubt("no_owner", ("actions", 0, "owner"), "x", 3))) == "line 3: nobody is named for it"
    assert english.say(said(Doubt("no_date", ("date",), "", 0, "2025-07-07"))) == (
        "the text does not say when the meeting was"
    )
