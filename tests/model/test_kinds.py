from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from babel.messages.pofile import read_po

from collab_cli.documents.reader import read_document
from collab_cli.model.activity import Activity
from collab_cli.model.field_types import KindRecord, Part, read_custom
from collab_cli.model.fields import ListType, StructType, field_doc, fields_of, label_of, struct_doc
from collab_cli.model.goal import Goal
from collab_cli.model.kind import Kind
from collab_cli.model.kinds import all_kinds, kind_named, kind_of_folder, kind_of_struct
from tests.conftest import ROOT
from tests.model.struct_walk import all_structs, all_words

DEMO = ROOT / "templates" / "demo"
KIND_IDS = [kind.name for kind in all_kinds()]

# name, folder, title field, in a register, form of ids, closed states, lists with ids
EXPECTED = [
    ("action", "actions", "title", False, "dated", {"done", "cancelled"}, ()),
    ("activity", "activities", "name", True, "slug", set(), ()),
    ("case", "cases", "title", False, "slug", set(), ("lessons",)),
    ("channel", "channels", "name", True, "slug", set(), ()),
    ("charter", "charters", "title", False, "charter", {"superseded"}, ("duties",)),
    ("department", "departments", "name", True, "slug", {"closed"}, ()),
    ("document", "documents", "title", True, "slug", set(), ()),
    ("evaluation", "evaluations", "title", False, "slug", {"final"}, ("findings",)),
    ("event", "events", "title", False, "slug", {"cancelled"}, ()),
    ("goal", "goals", "title", False, "slug", {"achieved", "missed", "cancelled"}, ("key_results",)),
    ("handoff", "handoffs", "title", False, "slug", {"ended"}, ()),
    ("issue", "issues", "title", False, "dated", {"closed"}, ()),
    ("meeting", "meetings", "title", False, "meeting", {"approved", "cancelled"}, ("decisions",)),
    ("metric", "metrics", "name", True, "slug", set(), ()),
    ("person", "people", "name", True, "slug", {"left"}, ()),
    ("project", "projects", "title", False, "slug", {"closed", "cancelled"}, ("tasks",)),
    ("proposal", "proposals", "title", False, "slug", {"accepted", "rejected", "withdrawn"}, ()),
    ("recognition", "recognition", "title", False, "slug", {"published"}, ()),
    ("resource", "resources", "title", False, "slug", {"rejected", "released"}, ()),
    ("role", "roles", "name", True, "slug", set(), ()),
    ("series", "series", "name", False, "slug", {"ended"}, ()),
    ("skill", "skills", "name", True, "slug", set(), ()),
    ("training", "training", "title", False, "slug", {"cancelled"}, ()),
    ("waiver", "waivers", "rule", True, "slug", set(), ()),
]

# the states of data-model.md, in their order
STATES = {
    "action": "open in_progress done cancelled",
    "case": "draft published",
    "charter": "draft effective superseded",
    "department": "active closed",
    "evaluation": "draft published replied final",
    "event": "planned held cancelled",
    "goal": "draft proposed active achieved missed cancelled",
    "handoff": "draft agreed ended",
    "issue": "open assigned resolved closed escalated",
    "meeting": "draft published approved cancelled",
    "person": "active left",
    "project": "planned active closed cancelled",
    "proposal": "open accepted rejected withdrawn",
    "recognition": "nominated decided published",
    "resource": "draft submitted approved partly rejected allocated released",
    "series": "active ended",
    "training": "planned held cancelled",
}

# what S002 asks for
REQUIRED = {
    "action": "title",
    "activity": "name",
    "case": "title type departments",
    "channel": "name type departments",
    "charter": "title",
    "department": "name",
    "document": "title url owner_dept",
    "evaluation": "title subject period evaluator",
    "event": "title type date departments",
    "goal": "title level period",
    "handoff": "title from to item",
    "issue": "title raised_by raised_at",
    "meeting": "title date",
    "metric": "name unit",
    "person": "name",
    "project": "title owner members",
    "proposal": "title subjects type affected",
    "recognition": "title type level date",
    "resource": "title type for requested_by needed_by requested",
    "role": "name",
    "series": "name cadence starts chair secretary",
    "skill": "name",
    "training": "title date",
    "waiver": "rule target reason approved_by",
}

# the rules of the column "req" of data-model.md, and S011 for targets that do not exist
CODED = {
    "action": {"owner": "A501", "due": "A502"},
    "case": dict.fromkeys(["situation", "actions", "result", "success_factors", "cautions"], "K901"),
    "charter": {"approvals": "P201", "change_log": "D951"},
    "department": {"head": "R319"},
    "goal": {"owner": "G107", "key_results": "G105", "contributes_to": "G101"},
    "issue": {"first_contact": "A508", "activity": "A511"},
    "meeting": {
        **dict.fromkeys(["chair", "secretary", "present", "agenda"], "M411"),
        "reports": "M403",
        "actions": "M412",
        "carried_over": "M409",
    },
    "waiver": {"target": "S011", "with": "S011"},
}

RESTRICTED_EVALUATION = """\
title: 陈杰三季度履职评价
subject: person:chen-jie
period: 2025-q3
evaluator: zhang-wei
ratings:
  - {duty: sales/contract-signing, rating: 3, evidence: [合同台账]}
consequences:
  - {kind: criticism, person: chen-jie, approved_by: li-na, date: 2025-10-12, reply: 已补建检查表, reply_by: 2025-10-19}
status: replied
"""


def read(path: str, data: bytes) -> object:
    document = read_document(path, data).document
    assert document is not None
    return document.plain


def convert(plain: object, struct: type[Part]) -> Part:
    return msgspec.convert(plain, struct, dec_hook=read_custom, strict=False)


def test_every_kind_of_the_data_model_is_discovered() -> None:
    found = [(k.name, k.folder, k.title_field, k.in_register, k.ids, set(k.closed), k.part_fields) for k in all_kinds()]
    assert found == EXPECTED


def test_kinds_are_found_by_name_folder_and_struct() -> None:
    for kind in all_kinds():
        assert kind_named(kind.name) is kind
        assert kind_of_folder(kind.folder) is kind
        assert kind_of_struct(kind.struct) is kind
    assert kind_named("goals") is None
    assert kind_of_folder("goal") is None
    with pytest.raises(KeyError):
        kind_of_struct(KindRecord)


@pytest.mark.parametrize("kind", all_kinds(), ids=KIND_IDS)
def test_fields_of_a_kind_follow_the_data_model(kind: Kind) -> None:
    fields = {info.name: info for info in fields_of(kind.struct)}
    assert " ".join(name for name, info in fields.items() if info.required) == REQUIRED[kind.name]
    assert {name: info.code for name, info in fields.items() if info.code} == CODED.get(kind.name, {})
    status = getattr(fields.get("status"), "type", None)
    assert " ".join(getattr(status, "values", ())) == STATES.get(kind.name, "")
    assert kind.closed <= set(getattr(status, "values", ()))
    assert kind.title_field in fields
    assert list(fields)[-4:] == ["aliases", "tags", "notes", "links"]


@pytest.mark.parametrize("kind", all_kinds(), ids=KIND_IDS)
def test_entries_of_part_lists_have_an_id(kind: Kind) -> None:
    fields = {info.name: info for info in fields_of(kind.struct)}
    for name in kind.part_fields:
        listed = fields[name].type
        assert isinstance(listed, ListType)
        assert isinstance(listed.item, StructType)
        first = fields_of(listed.item.struct)[0]
        assert (first.name, first.required) == ("id", True)


@pytest.mark.parametrize("struct", all_structs(), ids=lambda struct: struct.__name__)
def test_every_struct_and_field_is_documented(struct: type[Part]) -> None:
    assert struct_doc(struct).endswith(".")
    for info in fields_of(struct):
        assert field_doc(struct, info.attribute).endswith("."), info.name


def test_every_label_word_and_description_exists_in_chinese() -> None:
    with (ROOT / "collab_cli" / "locale" / "zh_CN" / "model.po").open("rb") as file:
        chinese = {message.id: message.string for message in read_po(file)}
    wanted = set(all_words())
    for kind in all_kinds():
        wanted |= {kind.one.text, kind.many.text}
    for struct in all_structs():
        wanted.add(struct_doc(struct))
        for info in fields_of(struct):
            wanted |= {field_doc(struct, info.attribute), label_of(info.name).text}
    assert sorted(text for text in wanted if not chinese.get(text)) == []
    assert chinese["action"] == "督办事项"
    assert chinese["Key results"] == "关键结果"
    assert chinese["Due"] == "完成时限"
    assert chinese["in_progress"] == "进行中"


def demo_files() -> list[Path]:
    return sorted(path for path in DEMO.rglob("*.yaml") if path.name != "collab.yaml")


@pytest.mark.parametrize("path", demo_files(), ids=lambda path: path.relative_to(DEMO).as_posix())
def test_demo_records_fit_their_kind(path: Path) -> None:
    where = path.relative_to(DEMO).parts[1:]
    kind = kind_of_folder(where[0].removesuffix(".yaml"))
    assert kind is not None
    assert kind.in_register == (len(where) == 1)
    plain = read("/".join(where), path.read_bytes())
    if kind.in_register:
        assert isinstance(plain, list)
        for entry in plain:
            assert entry.pop("id")
            convert(entry, kind.struct)
    else:
        convert(plain, kind.struct)


def test_demo_has_every_kind() -> None:
    assert {path.relative_to(DEMO / "green").parts[0].removesuffix(".yaml") for path in (DEMO / "green").iterdir()} == {
        "collab",
        *(kind.folder for kind in all_kinds()),
    }


def test_restricted_evaluation_fits_its_kind() -> None:
    kind = kind_named("evaluation")
    assert kind is not None
    convert(read("restricted/evaluations/chen-jie-2025-q3.yaml", RESTRICTED_EVALUATION.encode()), kind.struct)


@pytest.mark.parametrize(
    ("struct", "plain"),
    [
        (Activity, {"name": "市场调研", "required": "yes"}),
        (Activity, {"name": "市场调研", "domian": "sales"}),
        (Activity, {}),
        (Goal, {"title": "增加销售额", "level": "division", "period": "2025"}),
    ],
)
def test_wrong_records_do_not_fit(struct: type[Part], plain: dict[str, str]) -> None:
    with pytest.raises(msgspec.ValidationError):
        convert(plain, struct)


@pytest.mark.parametrize("kind", all_kinds(), ids=KIND_IDS)
def test_the_states_of_a_kind_are_the_words_of_its_status(kind: Kind) -> None:
    status = next((info for info in fields_of(kind.struct) if info.name == "status"), None)
    assert sorted(kind.states) == sorted(STATES.get(kind.name, "").split())
    if status is None:
        assert kind.states == {}
        return
    assert next(iter(kind.states)) == status.default
    assert {new for following in kind.states.values() for new in following} == set(kind.states) - {status.default} | (
        {status.default} if kind.name in ("action", "goal") else set()
    )


@pytest.mark.parametrize("kind", all_kinds(), ids=KIND_IDS)
def test_nothing_follows_a_closed_state(kind: Kind) -> None:
    assert {state for state, following in kind.states.items() if not following} == kind.closed | (
        {"held"} if kind.name in ("training", "event") else {"published"} if kind.name == "case" else set()
    )
