from __future__ import annotations

import json

import pytest

from collab_cli.errors import CollabError
from collab_cli.findings import Finding, Place, Severity
from collab_cli.messages import msg
from collab_cli.rules.baseline import NEVER_ACCEPTED, Baseline, baseline_of, read_baseline
from tests.sources.repositories import said


def finding(code: str, record: str = "goal:x", words: str = "") -> Finding:
    return Finding(code, "x", Severity.ERROR, Place("a.yaml"), msg("m {words}", words=words), records=(record,))


def test_the_file_holds_codes_fingerprints_and_counts_in_order() -> None:
    once, twice = finding("X963"), finding("A503", words="secret")
    findings = [once, twice, finding("A503", words="other")]
    baseline = baseline_of(findings)
    assert baseline.data.decode() == (
        '{\n  "schema": "collab/baseline/v1",\n  "findings": [\n'
        f'    {{"code": "A503", "fingerprint": "{twice.fingerprint}", "count": 2}},\n'
        f'    {{"code": "X963", "fingerprint": "{once.fingerprint}", "count": 1}}\n  ]\n}}\n'
    )
    assert json.loads(baseline.data)["schema"] == "collab/baseline/v1"
    assert baseline_of(reversed(findings)).data == baseline.data
    assert read_baseline(baseline.data) == baseline


def test_as_many_are_accepted_as_there_were() -> None:
    old = [finding("A503"), finding("A503"), finding("X963")]
    baseline = baseline_of(old)
    now = [finding("A503", words=word) for word in "abc"]
    accepted, gone = baseline.sort_out(now, {"A503"})
    assert accepted == tuple(now[:2])
    assert gone == 0
    assert baseline.sort_out(now[:1], {"A503", "X963"}) == ((now[0],), 2)
    assert baseline.sort_out([], {"X963"}) == ((), 1)


def test_another_rule_is_never_accepted_by_the_same_fingerprint() -> None:
    one = finding("A503")
    assert Baseline({("X963", one.fingerprint): 1}).sort_out([one], {"A503"}) == ((), 0)


def test_what_no_waiver_covers_no_baseline_accepts() -> None:
    findings = [finding(code) for code in sorted(NEVER_ACCEPTED)]
    assert {"S001", "S011", "S013", "S014", "S015", "S016", "S020", "S021", "S023", "S024"} <= NEVER_ACCEPTED
    assert baseline_of(findings).counts == {}
    forged = Baseline({(one.code, one.fingerprint): 1 for one in findings})
    assert forged.sort_out(findings, set()) == ((), 0)


def test_what_two_files_accept_is_the_fewer_of_each() -> None:
    one = Baseline({("A503", "a" * 16): 3, ("A504", "b" * 16): 1})
    other = Baseline({("A503", "a" * 16): 2, ("A503", "b" * 16): 1})
    assert one.agreeing(other) == other.agreeing(one) == Baseline({("A503", "a" * 16): 2})
    assert (one.size, one.agreeing(Baseline({})).size) == (4, 0)


GOOD = '{"code": "A503", "fingerprint": "0123456789abcdef", "count": 1}'


def file_of(entries: str) -> str:
    return f'{{"schema": "collab/baseline/v1", "findings": [{entries}]}}'


def test_entries_alike_are_counted_together() -> None:
    assert read_baseline(file_of(f"{GOOD}, {GOOD}").encode()).counts == {("A503", "0123456789abcdef"): 2}
    assert read_baseline(file_of("").encode()).counts == {}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it is no JSON"),
        ("<<<<<<< ours", "it is no JSON"),
        ("\xff", "it is no JSON"),
        ("[" * 100_000, "it is no JSON"),
        ("[]", "its schema is not collab/baseline/v1"),
        ('{"schema": "collab/baseline/v2", "findings": []}', "its schema is not collab/baseline/v1"),
        ('{"schema": "collab/baseline/v1", "findings": {}}', "it has no list of findings"),
        (file_of(f"{GOOD}, 1"), "entry 2 lacks a code, a fingerprint or a count"),
        (file_of(GOOD.replace("A503", "A5")), "entry 1 lacks a code, a fingerprint or a count"),
        (file_of(GOOD.replace("abcdef", "ABCDEF")), "entry 1 lacks a code, a fingerprint or a count"),
        (file_of(GOOD.replace(": 1}", ": 0}")), "entry 1 lacks a code, a fingerprint or a count"),
        (file_of(GOOD.replace(": 1}", ": true}")), "entry 1 lacks a code, a fingerprint or a count"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_clear_line(text: str, reason: str) -> None:
    with pytest.raises(CollabError) as caught:
        read_baseline(text.encode("latin-1"))
    assert said(caught.value) == (
        f"collab-baseline.json cannot be used: {reason}",
        "restore it from git, or write it anew with `collab check --update-baseline`",
    )
