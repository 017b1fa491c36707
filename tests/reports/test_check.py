from __future__ import annotations

from datetime import date
from typing import Any

from collab_cli.findings import Finding, Place, Severity
from collab_cli.i18n import language
from collab_cli.messages import msg
from collab_cli.renderers.plain import render
from collab_cli.reports.check import Since, build, build_refusal

EN, ZH = language("en"), language("zh")


def finding(severity: Severity, code: str = "X901") -> Finding:
    return Finding(code, "x", severity, Place("a.yaml", 2, 3), msg("m"))


def lines(*findings: Finding, lang: str = "en", **more: Any) -> list[str]:
    options: dict[str, Any] = {
        "records": 3,
        "profile": "standard",
        "as_of": date(2025, 6, 30),
        "revision": None,
        "not_checked": (),
        "unread": (),
        "waived": 0,
    }
    report = build(findings, {}, **(options | more))
    return render(report, EN if lang == "en" else ZH).splitlines()


def test_nothing_found() -> None:
    assert lines() == ["no finding in 3 records"]
    assert lines(records=1) == ["no finding in 1 record"]
    assert lines(lang="zh") == ["检查了 3 条记录，没有发现问题"]


def test_counts_name_only_what_there_is() -> None:
    assert lines(finding(Severity.WARNING))[2:] == [
        "1 finding: 1 warning",
        "collab explain X901 says what it means and how to mend it",
    ]
    many = [finding(Severity.INFO), finding(Severity.ERROR, "X902"), finding(Severity.INFO)]
    assert lines(*many)[4:] == [
        "3 findings: 1 error and 2 infos",
        "collab explain X902 says what it means and how to mend it",
    ]


def test_what_was_not_checked_and_what_is_waived_is_said() -> None:
    assert lines(not_checked=(("R315", ("charter",)), ("R316", ("charter",))), unread=("charter",), waived=2) == [
        "no finding in 3 records",
        "not checked, because records they depend on are faulty or cannot be read: R315, R316",
        "2 findings are waived",
    ]


def test_a_check_that_could_not_be_done() -> None:
    report = build_refusal((finding(Severity.ERROR, "S021"),), {})
    assert render(report, EN).splitlines()[-1] == "nothing was checked: collab.yaml cannot be used"
    assert report.record["summary"] == {"error": 1, "warning": 0, "info": 0}
    assert report.record["profile"] is None


def test_what_is_new_known_and_fixed_against_a_base() -> None:
    fixed = (finding(Severity.INFO), finding(Severity.ERROR, "X902"), finding(Severity.INFO))
    since = Since("0123456789abcdef", 2, fixed)
    assert lines(since=since) == [
        "no new finding in 3 records",
        "2 findings were there at 0123456789 already and are not shown",
        "3 findings are fixed since 0123456789",
        "",
        "Fixed since 0123456789",
        "----------------------",
        "Code  What was wrong",
        "X902  m",
        "X901  m",
        "X901  m",
    ]
    assert lines(since=since._replace(folds=True))[7:] == ["X902  m", "X901  m", "      and 1 more"]
    assert lines(finding(Severity.ERROR), since=since._replace(known=0, fixed=()))[2:] == [
        "1 new finding: 1 error",
        "collab explain X901 says what it means and how to mend it",
    ]
    assert lines(since=since._replace(known=1, fixed=()), lang="zh") == [
        "检查了 3 条记录，没有新增问题",
        "1 个问题在 0123456789 时已存在，未列出",
    ]


def test_what_is_accepted_is_counted() -> None:
    assert lines(accepted=1, gone=1) == [
        "no finding in 3 records",
        "1 finding is accepted; collab check --no-baseline shows it too",
        "1 accepted finding is found no more; collab check --update-baseline takes it off the list",
    ]


def test_the_record_of_a_check() -> None:
    keys = {
        *("profile", "as_of", "revision", "records", "findings", "summary", "not_checked", "unread_kinds", "waived"),
        *("accepted", "gone", "base", "known", "fixed"),
    }
    options: dict[str, Any] = {"records": 0, "profile": "basic", "as_of": date(2025, 6, 30), "revision": None}
    fixed = (finding(Severity.INFO),)
    done = build((), {}, **options, not_checked=(), unread=(), waived=0, since=Since("ab", 7, fixed))
    assert set(done.record) == keys
    assert (done.record["base"], done.record["known"], done.record["fixed"]) == ("ab", 7, fixed)
    assert set(build_refusal((), {}).record) == keys
