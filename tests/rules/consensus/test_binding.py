from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.goals.goal_files import goal
from tests.rules.worlds import Found, check, found, small_company

HINT = "let them agree to the present text; the command writes its digest"


def proposal(subject: str, decided: str = "2025-06-12", status: str = "accepted") -> str:
    head = f"title: P\ntype: goal_set\nsubjects: [{{{subject}}}]\naffected: [marketing]\n"
    return f"{head}status: {status}\ndecided: {decided}\n"


@pytest.mark.parametrize(
    ("subject", "goal_status", "status", "count"),
    [
        ('ref: "goal:a"', "active", "accepted", 1),
        ('ref: "goal:a", digest: "0123456789ab"', "active", "accepted", 0),
        ('ref: "goal:a"', "proposed", "accepted", 0),
        ('ref: "goal:a"', "active", "rejected", 0),
    ],
)
def test_p210_asks_which_text_a_proposal_is_about(
    tmp_path: Path, subject: str, goal_status: str, status: str, count: int
) -> None:
    files = {"goals/a.yaml": goal("A", goal_status), "proposals/p.yaml": proposal(subject, status=status)}
    outcome = check(small_company(tmp_path, files))
    text = f"P (p) does not say to which text of A (a) it agrees; {HINT}"
    expected = Found("P210", "info", "proposals/p.yaml:3:13", text, ("proposal:p", "goal:a"))
    assert found(outcome, "P210") == [expected] * count


def test_p210_lets_a_later_proposal_count(tmp_path: Path) -> None:
    files: dict[str, str | None] = {
        "goals/a.yaml": goal("A"),
        "proposals/p.yaml": proposal('ref: "goal:a"'),
        "proposals/q.yaml": proposal('ref: "goal:a", digest: "0123456789ab"', "2025-06-20"),
    }
    assert found(check(small_company(tmp_path, files)), "P210") == []


def charter(status: str, *approvals: str) -> dict[str, str | None]:
    head = f"title: C\nstatus: {status}\nduties: [{{id: market-research, raci: {{marketing: AR}}}}]\n"
    given = ", ".join(f"{{department: marketing, by: liu-fang, date: {approval}}}" for approval in approvals)
    return {"charters/marketing.yaml": f"{head}approvals: [{given}]\n"}


@pytest.mark.parametrize(
    ("files", "count"),
    [
        (charter("effective", "2025-01-25"), 1),
        (charter("effective", "2025-01-25", '2025-02-25, digest: "0123456789ab"'), 0),
        (charter("draft", "2025-01-25"), 0),
    ],
)
def test_p210_asks_which_text_was_approved(tmp_path: Path, files: dict[str, str | None], count: int) -> None:
    outcome = check(small_company(tmp_path, files))
    text = f"Marketing has approved C (marketing) without a word to which text; {HINT}"
    expected = Found("P210", "info", "charters/marketing.yaml:4:14", text, ("charter:marketing",))
    assert found(outcome, "P210") == [expected] * count


def test_p210_reads_in_chinese(tmp_path: Path) -> None:
    files = charter("effective", "2025-01-25") | {
        "goals/a.yaml": goal("A"),
        "proposals/p.yaml": proposal('ref: "goal:a"'),
    }
    assert in_chinese(check(small_company(tmp_path, files)), "P210") == [
        "市场部批准了 C (marketing)，但没有写明是哪一份文本；请其对现行文本重新同意，内容指纹由命令写入",
        "P (p) 没有写明同意的是 A (a) 的哪一份文本；请其对现行文本重新同意，内容指纹由命令写入",
    ]
