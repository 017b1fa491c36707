from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.worlds import Found, check, found, small_company

HINT = "say what became of it, and why"


def proposal(ideas: str, status: str) -> dict[str, str | None]:
    head = "title: Prices\nsubjects: []\ntype: decision\naffected: []\n"
    return {"proposals/p.yaml": f"{head}status: {status}\nideas: [{ideas}]\n"}


def meeting(opinions: str, status: str) -> dict[str, str | None]:
    return {
        "meetings/2025-06-24-talk.yaml": f"title: Talk\ndate: 2025-06-24\nstatus: {status}\nopinions: [{opinions}]\n"
    }


@pytest.mark.parametrize(
    ("idea", "status", "count"),
    [
        ("{by: chen-jie, text: Try}", "accepted", 1),
        ("{by: chen-jie, text: Try}", "rejected", 1),
        ("{by: chen-jie, text: Try}", "open", 0),
        ("{by: chen-jie, text: Try}", "withdrawn", 0),
        ("{by: chen-jie, text: Try, disposition: parked}", "accepted", 0),
    ],
)
def test_p205_asks_what_became_of_an_idea(tmp_path: Path, idea: str, status: str, count: int) -> None:
    text = f"the idea of Chen Jie in Prices (p) has no answer; {HINT}"
    expected = [Found("P205", "warning", "proposals/p.yaml:6:10", text, ("proposal:p",))] * count
    assert found(check(small_company(tmp_path, proposal(idea, status))), "P205") == expected


@pytest.mark.parametrize(
    ("opinion", "status", "said"),
    [
        ("{by: chen-jie, text: Try}", "published", "the opinion of Chen Jie in"),
        ("{department: sales, text: Try}", "approved", "the opinion of Sales in"),
        ("{text: Try}", "published", "an opinion in"),
        ("{text: Try}", "draft", None),
        ("{text: Try, disposition: rejected}", "published", None),
    ],
)
def test_p205_asks_what_became_of_an_opinion(tmp_path: Path, opinion: str, status: str, said: str | None) -> None:
    text = f"{said} Talk (2025-06-24-talk) has no answer; {HINT}"
    place, records = "meetings/2025-06-24-talk.yaml:4:13", ("meeting:2025-06-24-talk",)
    expected = [Found("P205", "warning", place, text, records)] if said else []
    assert found(check(small_company(tmp_path, meeting(opinion, status))), "P205") == expected


def test_p205_reads_in_chinese(tmp_path: Path) -> None:
    files = proposal("{by: chen-jie, text: Try}", "accepted") | meeting("{text: Try}", "published")
    assert in_chinese(check(small_company(tmp_path, files)), "P205") == [
        "Talk (2025-06-24-talk) 中有一条意见没有答复；写明结果和理由",
        "陈杰在 Prices (p) 中的建议没有答复；写明结果和理由",
    ]
