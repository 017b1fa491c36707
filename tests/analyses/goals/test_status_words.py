from __future__ import annotations

from typing import get_args

from collab_cli.analyses.goals.pace import PaceStatus
from collab_cli.analyses.goals.status_words import STATUS_WORDS
from collab_cli.i18n import language


def test_every_status_has_its_words() -> None:
    assert set(STATUS_WORDS) == set(get_args(PaceStatus))
    said = [language("zh").say(STATUS_WORDS[state]) for state in get_args(PaceStatus)]
    assert said == ["完成", "正常", "有风险", "滞后", "刚启动", "未达成"]
