from __future__ import annotations

import pytest

from collab_cli.i18n import language
from collab_cli.model.fields import fields_of
from collab_cli.model.kinds import all_kinds, kind_named
from collab_cli.renderers.json_text import plain_data
from collab_cli.renderers.plain import render
from collab_cli.reports.kinds import build, example_of, kind_meant, with_kinds
from collab_cli.rules.catalogue import GROUPS, all_rules
from collab_cli.rules.documentation import list_rules
from tests.conftest import ROOT, MakeWorkspace, RunCollab
from tests.small_company import small_company

EN, ZH = language("en"), language("zh")
KINDS = [kind.name for kind in all_kinds()]


def shown(name: str, lang: str = "en") -> str:
    kind = kind_named(name)
    assert kind is not None
    return render(build(kind), EN if lang == "en" else ZH)


def with_examples() -> dict[str, str | bytes]:
    """Return the small company with the example of every kind in it."""
    files = small_company()
    for kind in all_kinds():
        example = example_of(kind)
        before = files.get(example.path, b"")
        assert isinstance(before, bytes)
        assert not before or kind.in_register, example.path
        files[example.path] = before + example.text.encode()
    return files


def test_the_examples_pass_the_strictest_check(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace(with_examples())
    # The goal among them is a draft, and one hand-off alone leads one way.
    result = run_collab("check", "--profile", "strict", "--ignore", "G111,C608", cwd=root)
    assert (result.code, result.out) == (0, "no finding in 56 records\n1 finding is waived\n")


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_has_a_commented_example_where_its_records_live(name: str) -> None:
    kind = kind_named(name)
    assert kind is not None
    example = example_of(kind)
    folder = example.path.partition("/")[0].removesuffix(".yaml")
    assert folder == kind.folder
    assert ("/" not in example.path) is kind.in_register
    opening = example.text.splitlines()[:2]
    assert [line[:2] for line in opening] == ["# ", "# "]
    assert opening[0].isascii() and not opening[1].isascii()


def test_no_template_is_left_over() -> None:
    assert sorted(path.stem for path in (ROOT / "templates").glob("*.yaml")) == KINDS


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", KINDS)
def test_every_field_of_a_kind_and_its_parts_is_explained(name: str, lang: str) -> None:
    kind = kind_named(name)
    assert kind is not None
    report = build(kind)
    record = plain_data(report.record, EN if lang == "en" else ZH)
    explained = {field["name"] for field in record["fields"]}
    assert explained == {info.name for info in fields_of(kind.struct)}
    for field in [*record["fields"], *(field for part in record["parts"] for field in part["fields"])]:
        assert field["meaning"] and field["holds"], (name, field)
    text = shown(name, lang)
    assert record["example"]["text"].splitlines()[-1] in text


def test_a_kind_whole() -> None:
    assert shown("skill") == (
        "skill: skill\n"
        "============\n"
        "A skill with levels 0 none, 1 aware, 2 supervised, 3 independent, 4 can coach.\n"
        "\n"
        "Files     skills.yaml: a list of records, each with its id; or skills/ID.yaml: one record, the file name is "
        "its id\n"
        "Ids       lower-case letters, digits and -, such as increase-revenue\n"
        "Commands  collab skill list, collab skill show ID\n"
        "\n"
        "Fields\n"
        "------\n"
        "Field    Holds                Default  Meaning\n"
        "name     a text or zh and en  needed   What the skill is called.\n"
        "levels   list: a text                  What levels 1 to 4 mean for this skill, four texts.\n"
        "aliases  list: a text                  Other words for the same thing.\n"
        "tags     list: a text                  Free words to find the record by.\n"
        "notes    a text in Markdown            Remarks in Markdown.\n"
        "links    list: an address              Addresses of related pages.\n"
        "\n"
        "Example\n"
        "-------\n"
        "    # skills.yaml\n"
        "    # Levels: 0 none, 1 aware, 2 supervised, 3 independent, 4 can coach.\n"
        "    # 等级：0 无、1 了解、2 指导下完成、3 独立完成、4 可教他人。\n"
        "    - id: negotiation\n"
        "      name: {zh: 商务谈判, en: Negotiation}\n"
    )


def test_words_stand_as_files_hold_them_with_their_chinese() -> None:
    assert "  draft, agreed, ended  " in shown("handoff")
    assert "  draft (草稿)、agreed (已约定)、ended (已结束)  " in shown("handoff", "zh")
    assert "\nfrequency (频率)" in shown("handoff", "zh")
    assert "备案对象" in shown("waiver", "zh")


def test_parts_stand_below_under_the_field_they_are_in() -> None:
    text = shown("goal")
    order = ["\nkey_results\n---", "\nkey_results.milestones\n---", "\nkey_results.checkins\n---", "\nguardrails\n---"]
    assert sorted(order, key=text.index) == order
    record = build_record("charter")
    assert [part["path"] for part in record["parts"]][:4] == [
        *("duties", "duties.scope", "duties.standards", "duties.shared_with"),
    ]


def build_record(name: str) -> dict[str, list[dict[str, object]]]:
    kind = kind_named(name)
    assert kind is not None
    found: dict[str, list[dict[str, object]]] = plain_data(build(kind).record, EN)
    return found


def test_no_part_is_explained_twice() -> None:
    for kind in all_kinds():
        paths = [part["path"] for part in build_record(kind.name)["parts"]]
        assert len(set(map(str, paths))) == len(paths)


@pytest.mark.parametrize("word", ["goal", "goals", "Goal", "目标", " goal "])
def test_a_kind_is_known_by_its_name_folder_and_labels(word: str) -> None:
    kind = kind_meant(word)
    assert kind is not None
    assert kind.name == "goal"


def test_a_word_that_means_no_kind() -> None:
    assert [kind_meant(word) for word in ("R313", "goa", "")] == [None, None, None]


def test_no_word_means_a_kind_and_a_rule() -> None:
    names = [*all_rules(), *(rule.slug for rule in all_rules().values()), *GROUPS]
    assert [name for name in names if kind_meant(name) is not None] == []


def test_the_list_of_rules_ends_with_the_kinds() -> None:
    report = with_kinds(list_rules(all_rules().values()))
    text = render(report, ZH)
    assert text.index("R313") < text.index("记录类别") < text.rindex("\nhandoff ")
    assert [kind["kind"] for kind in plain_data(report.record, EN)["kinds"]] == KINDS


def test_the_moves_between_states_are_shown() -> None:
    page = shown("handoff")
    assert "States    draft -> agreed, agreed -> ended\n" in page
    assert "States" not in shown("skill")
