from __future__ import annotations

import pytest

from collab_cli.errors import ExitCode
from collab_cli.i18n import language
from collab_cli.model.load_workspace import wanted_top
from collab_cli.model.settings_file import LoadedSettings, UnusableSettings, load_settings, setting_place
from collab_cli.sources.snapshot import working_tree
from tests.conftest import MINIMAL_SETTINGS, MakeWorkspace


def settings_of(make_workspace: MakeWorkspace, text: str) -> LoadedSettings:
    return load_settings(working_tree(make_workspace({"collab.yaml": text}), wanted=wanted_top))


def refusal(make_workspace: MakeWorkspace, text: str) -> UnusableSettings:
    with pytest.raises(UnusableSettings) as refused:
        settings_of(make_workspace, text)
    return refused.value


def told(error: UnusableSettings) -> list[str]:
    """Return the faults as lines: line and column, code, message; hint."""
    english = language("en")
    lines = []
    for fault in error.faults:
        text = f"{fault.place.line}:{fault.place.column} {fault.code} {english.say(fault.message)}"
        lines.append(f"{text}; {english.say(fault.hint)}" if fault.hint is not None else text)
    return lines


def test_sound_settings_are_loaded(make_workspace: MakeWorkspace) -> None:
    loaded = settings_of(make_workspace, MINIMAL_SETTINGS)
    assert loaded.faults == ()
    assert loaded.settings.locale == "en"
    assert loaded.settings.timezone == "Asia/Shanghai"
    assert [period.id for period in loaded.settings.periods] == ["2025"]
    assert str(setting_place(loaded.document, "periods", 0, "end")) == "collab.yaml:4:48"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1 S002 collab.yaml holds no settings; write at least schema, company and periods"),
        ("- a\n", "1:1 S002 collab.yaml holds no settings; write at least schema, company and periods"),
        ("company: {name: A}\n", "1:1 S020 the format version is missing; add the line schema: 1"),
        ("schema: 2\n", "1:9 S020 this workspace has format 2, this collab reads format 1; install a newer collab"),
        (
            "schema: 99999999999\n",
            "1:9 S020 this workspace has format 99999999999, this collab reads format 1; install a newer collab",
        ),
        ("schema: one\n", "1:9 S020 schema holds no format version; write schema: 1"),
        ("schema: 0\n", "1:9 S020 schema holds no format version; write schema: 1"),
        ("schema: [1]\n", "1:9 S020 schema holds no format version; write schema: 1"),
        ("schema: 1\nperiods: []\n", "1:1 S002 company is missing; add company: {name: ...} (The company)"),
    ],
)
def test_settings_that_cannot_be_used(make_workspace: MakeWorkspace, text: str, expected: str) -> None:
    error = refusal(make_workspace, text)
    assert told(error) == [expected]
    assert error.code is ExitCode.REFUSED
    assert error.text in (text, "")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "check: {profile: strickt}",
            "5:18 S021 profile is `strickt`, expected one of starter, basic, standard, strict; write profile: strict",
        ),
        ("check: {severity: {R301: fatal}}", "5:26 S021 R301 is `fatal`, expected one of error, warning, info, off"),
        (
            "check: {thresholds: {checkin-day: 30}}",
            "5:22 S021 there is no threshold checkin-day; did you mean checkin-days",
        ),
        (
            "check: {thresholds: {whatever: 30}}",
            "5:22 S021 there is no threshold whatever; collab explain lists the thresholds",
        ),
        (
            "check: {thresholds: {checkin-days: 400}}",
            "5:36 S021 threshold checkin-days is `400`; write a value from 1 to 366",
        ),
        (
            "check: {thresholds: {issue-sla: 2}}",
            "5:33 S021 threshold issue-sla is `2`; write a duration such as 4h, 2wd or 30d",
        ),
        ("raci: {max_r: 0}", "5:15 S021 max_r is `0`, expected a whole number from 1 to 20"),
        (
            "raci: {framework: raca}",
            "5:19 S021 framework is `raca`, expected one of raci, rasci, daci; write framework: raci",
        ),
        ("timezone: Mars/Base", "5:11 S021 there is no time zone Mars/Base; write one such as Asia/Shanghai"),
        ("timezone: ../etc/passwd", "5:11 S021 there is no time zone ../etc/passwd; write one such as Asia/Shanghai"),
    ],
)
def test_settings_that_would_make_the_check_lie(make_workspace: MakeWorkspace, line: str, expected: str) -> None:
    error = refusal(make_workspace, f"{MINIMAL_SETTINGS}{line}\n")
    assert told(error) == [expected]
    place, _, rest = expected.partition(" ")
    code, _, message = rest.partition(" ")
    assert language("en").say(error.message) == f"collab.yaml:{place}: {code}: {message.partition('; ')[0]}"


def test_periods_that_are_part_of_one_another_are_refused(make_workspace: MakeWorkspace) -> None:
    periods = "".join(
        f"\n  - {{id: {name}, start: 2025-01-01, end: 2025-12-31, parent: {parent}}}"
        for name, parent in (("q1", "h1"), ("h1", "y"), ("y", "h1"), ("own", "own"), ("lost", "nowhere"))
    )
    text = MINIMAL_SETTINGS[: MINIMAL_SETTINGS.index("periods:")] + f"periods:{periods}\n"
    assert told(refusal(make_workspace, text)) == [
        "6:58 S021 the period h1 is part of itself; correct the parent",
        "8:59 S021 the period own is part of itself; correct the parent",
    ]


def test_a_secret_is_refused_and_not_repeated(make_workspace: MakeWorkspace) -> None:
    error = refusal(
        make_workspace, f"{MINIMAL_SETTINGS}notify: {{dingtalk: {{webhook_env: 'robot/send?token=s3cret'}}}}\n"
    )
    assert told(error) == [
        "5:34 S021 dingtalk.webhook_env holds something other than the name of an environment variable; "
        "write a name such as COLLAB_WEBHOOK, and keep the address or secret in that variable"
    ]
    assert "s3cret" not in str(error.message) + str(error.hint)


def test_an_unknown_key_elsewhere_leaves_the_settings_usable(make_workspace: MakeWorkspace) -> None:
    loaded = settings_of(make_workspace, f"{MINIMAL_SETTINGS}langauge: zh\nx-own: 1\n")
    assert [(fault.code, str(fault.place)) for fault in loaded.faults] == [("S002", "collab.yaml:5:1")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("check: {profle: strict}", "5:9 S002 profle is no field of this part; did you mean profile"),
        ("raci: {max_rs: 3}", "5:8 S002 max_rs is no field of this part; did you mean max_r"),
        ("timezon: Asia/Shanghai", "5:1 S002 timezon is no field of the settings; did you mean timezone"),
    ],
)
def test_an_unknown_key_at_any_level_is_a_finding(make_workspace: MakeWorkspace, line: str, expected: str) -> None:
    english = language("en")
    [fault] = settings_of(make_workspace, f"{MINIMAL_SETTINGS}{line}\n").faults
    said = f"{english.say(fault.message)}; {english.say(fault.hint or fault.message)}"
    assert f"{fault.place.line}:{fault.place.column} {fault.code} {said}" == expected


def test_a_file_that_is_no_yaml_ends_the_run_with_its_own_fault(make_workspace: MakeWorkspace) -> None:
    assert [fault.code for fault in refusal(make_workspace, "schema: 1\ncompany: [\n").faults] == ["S001"]
    assert [fault.code for fault in refusal(make_workspace, "schema: 1\nschema: 1\n").faults] == ["S014"]


def test_without_a_period_nothing_can_be_planned(make_workspace: MakeWorkspace) -> None:
    text = "schema: 1\ncompany: {name: X}\nperiods: []\n"
    faults = load_settings(working_tree(make_workspace({"collab.yaml": text}))).faults
    assert [language("en").say(fault.message) for fault in faults] == ["periods lists no period"]
