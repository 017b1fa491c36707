from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collab_cli.documents.nodes import Document, Mapping
from collab_cli.documents.nodes import Sequence as SequenceNode
from collab_cli.documents.reader import read_document
from collab_cli.i18n import language
from collab_cli.model.action import KIND as ACTION
from collab_cli.model.activity import KIND as ACTIVITY
from collab_cli.model.charter import KIND as CHARTER
from collab_cli.model.field_types import Part, read_custom
from collab_cli.model.goal import KIND as GOAL
from collab_cli.model.kind import Kind
from collab_cli.model.kinds import all_kinds
from collab_cli.model.meeting import KIND as MEETING
from collab_cli.model.person import KIND as PERSON
from collab_cli.model.settings import Settings
from collab_cli.model.shape import Shaped, may_hold_blanks, shape, walk_slowly
from collab_cli.model.waiver import KIND as WAIVER
from tests.model.plain_records import as_yaml, records

STRUCTS: list[tuple[Kind | None, type[Part]]] = [*((kind, kind.struct) for kind in all_kinds()), (None, Settings)]

KEY_RESULTS = "title: G\nlevel: company\nperiod: '2025'\nkey_results:\n"


def document_of(text: str) -> Document | None:
    return read_document("record.yaml", text.encode()).document


def shaped(kind: Kind, text: str) -> Shaped:
    document = document_of(text)
    assert document is not None
    assert isinstance(document.root, Mapping)
    return shape(document.root, document.plain, kind.struct, document, (), kind, f"{kind.name}:x")


def told(outcome: Shaped) -> list[str]:
    """Return the faults as lines: place, code, message; hint."""
    english = language("en")
    lines = []
    for fault in outcome.faults:
        text = f"{fault.place.line}:{fault.place.column} {fault.code} {english.say(fault.message)}"
        lines.append(f"{text}; {english.say(fault.hint)}" if fault.hint is not None else text)
    return lines


@pytest.mark.no_cover
@pytest.mark.parametrize(("kind", "struct"), STRUCTS, ids=[kind.name if kind else "settings" for kind, _ in STRUCTS])
@given(data=st.data())
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_msgspec_accepts_has_no_fault_and_what_it_refuses_has_one(
    kind: Kind | None, struct: type[Part], data: st.DataObject
) -> None:
    text = as_yaml(data.draw(records(struct)))
    document = document_of(text)
    if document is None or not isinstance(document.root, Mapping):
        return
    try:
        accepted: Any = msgspec.convert(document.plain, struct, strict=False, dec_hook=read_custom)
    except msgspec.ValidationError:
        accepted = None
    walked = walk_slowly(document.root, struct, document, (), kind)
    if accepted is not None and not may_hold_blanks(document):
        assert (walked.value, walked.faults) == (accepted, ())
    elif accepted is None and not walked.faults and '"null"' not in text.lower():
        # Only what means nothing makes msgspec stricter: keys of one's own, fields left empty, lists of owners.
        bare = _without_the_meaningless(document.plain)
        assert msgspec.convert(bare, struct, strict=False, dec_hook=read_custom) == walked.value


def _without_the_meaningless(value: Any, key: str = "") -> Any:
    if key == "owner" and not isinstance(value, str):
        return None
    if isinstance(value, dict):
        kept = {name: _without_the_meaningless(item, name) for name, item in value.items() if not name.startswith("x-")}
        return {name: item for name, item in kept.items() if item is not None}
    if isinstance(value, list):
        return [_without_the_meaningless(item) for item in value]
    return value


@pytest.mark.no_cover
@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_record_typed_exactly_is_accepted_or_lacks_something(data: st.DataObject) -> None:
    kind, struct = data.draw(st.sampled_from(STRUCTS))
    document = document_of(as_yaml(data.draw(records(struct, odd=False))))
    assert document is not None
    if isinstance(document.root, Mapping):
        walked = walk_slowly(document.root, struct, document, (), kind)
        assert all(fault.message.text.endswith(("missing", "empty")) for fault in walked.faults)


def test_a_sound_record_is_typed() -> None:
    outcome = shaped(ACTION, "title: Ask\nowner: chen-jie\ndue: 2025-07-04\n")
    assert outcome.faults == ()
    assert isinstance(outcome.value, ACTION.struct)
    assert str(outcome.value.due) == "2025-07-04"  # type: ignore[attr-defined]


def test_a_missing_field_stands_at_the_first_key_and_says_what_it_is() -> None:
    outcome = shaped(ACTION, "# who asked\nowner: chen-jie\ndue: 2025-07-04\n")
    assert told(outcome) == ["2:1 S002 title is missing; add title: What is to be done"]
    assert outcome.value is None
    assert outcome.faults[0].place.route == ("title",)
    assert outcome.faults[0].records == ("action:x",)


def test_a_slip_in_a_key_is_named_and_corrected_and_leaves_the_record_usable() -> None:
    outcome = shaped(ACTION, "title: Ask\nower: chen-jie\ndue: 2025-07-04\n")
    assert told(outcome) == ["2:1 S002 ower is no field of action; did you mean owner"]
    assert outcome.value is not None
    (fix,) = outcome.faults[0].fixes
    assert not fix.safe
    assert [(patch.start, patch.end, patch.replacement) for patch in fix.patches] == [(11, 15, "owner")]


def test_a_required_field_written_with_a_slip_is_not_missing_as_well() -> None:
    outcome = shaped(ACTION, "titel: Ask\n")
    assert told(outcome) == ["1:1 S002 titel is no field of action; did you mean title"]
    assert outcome.value is None


def test_a_key_written_under_its_right_name_as_well_is_not_corrected() -> None:
    for key in ("Owner", "负责人"):
        outcome = shaped(ACTION, f"title: Ask\nowner: li-na\n{key}: chen-jie\n")
        assert told(outcome) == [f"3:1 S002 {key} is no field of action; owner is written already; remove this one"]
        assert outcome.faults[0].fixes == ()


def test_a_slip_beside_the_field_it_looks_like_is_not_told_to_go() -> None:
    outcome = shaped(ACTION, "title: Ask\nowner: li-na\nower: chen-jie\n")
    assert told(outcome) == [
        "3:1 S002 ower is no field of action; collab explain action lists the fields; name it x-ower to keep it"
    ]
    assert outcome.faults[0].fixes == ()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("id: ask", "id is no field here: the file name is the id; remove the line"),
        ("kind: action", "kind is no field here: the folder says the kind; remove the line"),
        (
            "effort: 3",
            "effort is no field of action; collab explain action lists the fields; name it x-effort to keep it",
        ),
    ],
)
def test_keys_that_are_no_field(line: str, expected: str) -> None:
    assert told(shaped(ACTION, f"title: Ask\n{line}\n")) == [f"2:1 S002 {expected}"]


def test_keys_of_ones_own_are_free() -> None:
    outcome = shaped(ACTION, "title: Ask\nx-effort: {days: 3}\n")
    assert outcome.faults == ()
    assert outcome.value is not None


def test_a_key_in_a_part_is_not_said_to_be_one_of_the_record() -> None:
    outcome = shaped(ACTION, "title: {zh: 问, fr: Demander}\n")
    assert told(outcome) == ["1:16 S002 fr is no field of this part; the fields are zh, en; name it x-fr to keep it"]


def test_a_chinese_date_is_named_with_the_line_as_it_was_meant() -> None:
    outcome = shaped(ACTION, "title: Ask\ndue: 2025年7月4日   # soon\n")
    assert told(outcome) == [
        "2:6 S002 due is `2025年7月4日`, expected a date such as 2025-07-07; write due: 2025-07-04   # soon"
    ]
    assert outcome.value is not None
    (patch,) = outcome.faults[0].fixes[0].patches
    assert (patch.start, patch.end, patch.replacement) == (16, 25, "2025-07-04")


def test_full_width_digits_are_named_with_the_line_as_it_was_meant() -> None:
    text = KEY_RESULTS + "  - {id: kr1, title: T, baseline: １０, target: 20，5, unit: x}\n"
    assert told(shaped(GOAL, text))[0] == (
        "5:35 S002 baseline is `１０`, expected a number such as 13.2; write baseline: 10"
    )


def test_a_word_outside_the_list_is_s003_with_the_nearest() -> None:
    outcome = shaped(ACTION, "title: Ask\nstatus: In-Progress\n")
    assert told(outcome) == [
        "2:9 S003 status is `In-Progress`, expected one of open, in_progress, done, cancelled; "
        "write status: in_progress"
    ]


def test_an_id_of_a_part_that_is_none_is_s017() -> None:
    text = "title: C\nduties:\n  - {id: Market Research}\n"
    assert told(shaped(CHARTER, text)) == [
        "3:10 S017 id is `Market Research`, expected an id of lower-case letters, digits and -; "
        "write id: market-research"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: [Ask]\n", "1:8 S002 title is a list, expected a text or a map with zh, en; write title: Ask"),
        (
            "title: Ask\nassist: sales\n",
            "2:9 S002 assist is the text `sales`, expected a list; write assist: [sales]",
        ),
        ("title: Ask\ndue: {day: 4}\n", "2:6 S002 due is a map, expected a date such as 2025-07-07"),
        ("title: Ask\nassist: [sales, {a: b}]\n", "2:17 S002 assist[2] is a map, expected one id"),
        (
            "title: Ask\nhistory: [soon]\n",
            "2:11 S002 history[1] is the text `soon`, expected a map with date; write it as in {date: 2025-07-07}",
        ),
        ("title: Ask\ntags:\n  - a\n  -\n", "4:4 S002 entry 2 of tags is empty; write a value, or remove it"),
        ("title: {}\n", "1:8 S002 title is empty; write zh, en or both: title: {zh: 名称, en: Name}"),
    ],
)
def test_values_of_another_form(text: str, expected: str) -> None:
    outcome = shaped(ACTION, text)
    assert told(outcome) == [expected]
    assert not outcome.whole
    assert (outcome.value is None) is text.startswith(("title: [", "title: {"))


def test_maps_with_keys_of_ones_own() -> None:
    text = "name: Li Na\nskills: {a: 5, b: , c: 3}\n"
    assert told(shaped(PERSON, text)) == [
        "2:13 S002 a is `5`, expected a whole number from 0 to 4",
        "2:16 S002 b is empty; write a value, or remove it",
    ]


def test_every_fault_of_a_record_is_told_with_the_ids_of_parts_in_the_route() -> None:
    text = (
        f"{KEY_RESULTS}  - {{id: kr1, title: T, weight: 0, type: boolean}}\n"
        "  - {id: kr2, title: T, type: boolean, weight: heavy}\n"
    )
    outcome = shaped(GOAL, text)
    assert [fault.place.route for fault in outcome.faults] == [
        ("key_results", "kr1", "weight"),
        ("key_results", "kr2", "weight"),
    ]
    assert told(outcome) == [
        "5:33 S002 weight is `0`, expected a number above 0",
        "6:48 S002 weight is `heavy`, expected a number above 0",
    ]


def test_what_a_key_result_needs_hangs_on_its_type() -> None:
    text = KEY_RESULTS + "  - {id: kr1, title: T, baseline: 3}\n"
    assert told(shaped(GOAL, text)) == [
        "5:6 S002 target is missing; add target: 20 (The value to reach)",
        "5:6 S002 unit is missing; add unit: The unit of baseline and target",
    ]


def test_what_is_needed_is_not_asked_for_while_something_else_is_wrong() -> None:
    text = KEY_RESULTS + "  - {id: kr1, title: T, type: yesno}\n"
    assert [fault.code for fault in shaped(GOAL, text).faults] == ["S003"]


def test_a_list_of_owners_is_left_to_the_rule_about_owners() -> None:
    outcome = shaped(ACTION, "title: Ask\nowner: [li-na, chen-jie]\n")
    assert outcome.faults == ()
    assert outcome.value is not None
    assert outcome.value.owner is None  # type: ignore[attr-defined]


def test_other_fields_with_a_rule_of_their_own_keep_their_form() -> None:
    assert [fault.code for fault in shaped(MEETING, "title: M\ndate: 2025-07-07\nchair: [li-na]\n").faults] == ["S002"]
    assert [fault.code for fault in shaped(WAIVER, "rule: R301\ntarget: []\nreason: r\napproved_by: a\n").faults] == [
        "S002"
    ]


@pytest.mark.parametrize("empty", ["", " ", " null", " Null"])
def test_a_field_with_nothing_in_it_is_not_written(empty: str) -> None:
    outcome = shaped(ACTION, f"title: Ask\ndue:{empty}\n")
    assert outcome.faults == ()
    assert outcome.value is not None
    assert outcome.value.due is None  # type: ignore[attr-defined]


def test_null_is_a_text_where_a_text_is_wanted() -> None:
    outcome = shaped(ACTIVITY, "name: null\n")
    assert outcome.value is not None
    assert outcome.value.name == "null"  # type: ignore[attr-defined]


def test_an_entry_of_a_register_has_an_id_of_its_own() -> None:
    document = document_of("- {id: sales, name: Sales, heed: li-na}\n")
    assert document is not None
    assert isinstance(document.root, SequenceNode)
    entry = document.root.items[0]
    assert isinstance(entry, Mapping)
    plain = {key: value for key, value in document.plain[0].items() if key != "id"}
    outcome = shape(entry, plain, ACTIVITY.struct, document, ("sales",), ACTIVITY)
    assert [fault.place.route for fault in outcome.faults] == [("sales", "heed")]
    assert outcome.value is not None


def test_a_faulty_field_is_as_if_it_were_not_written() -> None:
    outcome = shaped(ACTION, "title: Ask\nstatus: finishd\nowner: li-na\ntags: [a]\n")
    assert outcome.value is not None
    assert (outcome.value.status, outcome.value.owner) == ("open", "li-na")  # type: ignore[attr-defined]
    assert (outcome.whole, outcome.conclusive) == (False, False)
    assert outcome.absent == {("status",)}


def test_a_faulty_entry_is_left_out_alone_and_the_others_keep_their_place() -> None:
    text = f"{KEY_RESULTS}  - {{id: kr1, metric: a}}\n  - {{id: kr2, title: T, type: boolean}}\n"
    outcome = shaped(GOAL, text)
    assert outcome.value is not None
    assert [result.id for result in outcome.value.key_results] == ["kr2"]  # type: ignore[attr-defined]
    assert outcome.kept == {("key_results",): (1,)}
    assert outcome.absent == {("key_results",), ("key_results", "kr1")}
    (remains,) = outcome.remains
    assert (remains.values, remains.steps) == ({"id": "kr1", "metric": "a"}, ("key_results", 0))


def test_words_that_are_free_hide_nothing() -> None:
    outcome = shaped(CHARTER, "title: C\nduties:\n  - {id: d, content: 线索, supports: [a]}\n")
    assert (outcome.whole, outcome.conclusive) == (False, True)
    assert outcome.absent == {("duties", "d", "content")}


def test_what_lacks_a_required_field_leaves_its_remains() -> None:
    outcome = shaped(GOAL, "title: G\nlevel: 部门级别\nowner: li-na\n")
    assert outcome.value is None
    (remains,) = outcome.remains
    assert (remains.values, remains.steps) == ({"title": "G", "owner": "li-na"}, ())


@pytest.mark.parametrize("blank", ['""', '"   "', "''"])
def test_a_text_that_is_needed_is_not_blank(blank: str) -> None:
    outcome = shaped(WAIVER, f"rule: R301\ntarget: goal:x\nreason: {blank}\napproved_by: a\n")
    assert told(outcome) == []  # msgspec takes it; the loader looks for blanks first
    document = document_of(f"rule: R301\ntarget: goal:x\nreason: {blank}\napproved_by: a\n")
    assert document is not None
    assert may_hold_blanks(document)
    assert isinstance(document.root, Mapping)
    walked = walk_slowly(document.root, WAIVER.struct, document, (), WAIVER)
    assert told(walked) == ["3:9 S002 reason is empty; write a value"]


def test_texts_in_quotes_are_not_blank() -> None:
    document = document_of('a: "b"\nc: \'d\'\ne: ["f", "g"]\n')
    assert document is not None
    assert not may_hold_blanks(document)


@pytest.mark.parametrize("empty", ["~", '""'])
def test_a_date_with_nothing_in_it_is_empty(empty: str) -> None:
    assert told(shaped(ACTION, f"title: Ask\ndue: {empty}\n")) == ["2:6 S002 due is empty; write a value, or remove it"]
