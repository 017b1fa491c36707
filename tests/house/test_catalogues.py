"""Everything the program can say exists in Chinese, with the same places; nothing is stale or left over."""

from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.i18n import LOCALE_DIR, language
from collab_cli.messages import msg, msgn
from tests.house.catalogues import BadCatalogue, compile_all, compiled, read_parts
from tests.house.spoken_texts import Spoken, declared_texts, places, words_of_one_kind, written_texts

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture(scope="module")
def written() -> list[Spoken]:
    return written_texts()[0]


@pytest.fixture(scope="module")
def spoken(written: list[Spoken]) -> list[Spoken]:
    return [*written, *declared_texts()]


@pytest.mark.no_cover
def test_every_message_is_a_literal() -> None:
    assert written_texts()[1] == []


@pytest.mark.no_cover
def test_messages_are_given_what_they_say(written: list[Spoken]) -> None:
    wrong = []
    for text in written:
        said = places(text.text) | places(text.plural or "")
        if text.given is not None and said - {"count"} != text.given - {"count"}:
            wrong.append(f"{text.where}: {text.text!r} says {sorted(said)}, is given {sorted(text.given)}")
    assert wrong == []


@pytest.mark.no_cover
def test_every_text_has_its_chinese(spoken: list[Spoken]) -> None:
    known = {entry.english: entry.plural for entries in read_parts().values() for entry in entries}
    missing = {text.text: text.where for text in spoken if text.text not in known}
    assert missing == {}
    singular = {text.where: text.text for text in spoken if text.plural is not None and known[text.text] != text.plural}
    assert singular == {}


def test_chinese_has_the_places_of_the_english() -> None:
    wrong = []
    for entries in read_parts().values():
        for entry in entries:
            here, there = places(entry.english), places(entry.chinese)
            if here != there and not (entry.plural and here | places(entry.plural) == there | {"count"}):
                wrong.append(f"{entry.where}: {entry.english!r}")
    assert wrong == []


def test_nothing_is_left_over(spoken: list[Spoken]) -> None:
    used = {text.text for text in spoken} | set(words_of_one_kind())
    unused = [
        f"{entry.where}: {entry.english!r}"
        for entries in read_parts().values()
        for entry in entries
        if entry.english not in used
    ]
    assert unused == []


def test_compiled_catalogues_are_fresh() -> None:
    for name, data in compiled(read_parts()).items():
        path = LOCALE_DIR / "zh_CN" / "LC_MESSAGES" / name
        assert path.read_bytes() == data, f"{name} is stale: run make catalogues"


def test_compiled_catalogues_are_read() -> None:
    chinese = language("zh")
    assert chinese.say(msg("Usage: {usage}", usage="collab")) == "用法：collab"
    for entry in read_parts()["help"]:
        assert chinese.text(entry.english) == entry.chinese


def write_parts(folder: Path, **parts: str) -> None:
    for name, text in parts.items():
        (folder / f"{name}.po").write_text(HEADER + text, encoding="utf-8")


def test_parts_become_two_catalogues_with_the_same_bytes(tmp_path: Path) -> None:
    write_parts(
        tmp_path,
        help='msgid "Usage"\nmsgstr "用法"\n',
        rules='msgid "{count} goal"\nmsgid_plural "{count} goals"\nmsgstr[0] "{count} 个目标"\n',
        model='msgid "Usage"\nmsgstr "用法"\n',
    )
    written = compile_all(tmp_path)
    assert [path.name for path in written] == ["help.mo", "collab.mo"]
    assert compile_all(tmp_path) == []
    import gettext

    with written[1].open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    assert catalogue.gettext("Usage") == "用法"
    assert catalogue.ngettext("{count} goal", "{count} goals", 3) == "{count} 个目标"
    assert msgn("{count} goal", "{count} goals", 3).count == 3


def test_two_translations_of_one_text_are_refused_naming_both(tmp_path: Path) -> None:
    write_parts(tmp_path, model='msgid "goal"\nmsgstr "目标"\n', rules='msgid "goal"\nmsgstr "目的"\n')
    with pytest.raises(BadCatalogue, match=r"model\.po:4 and rules\.po:4 translate 'goal' differently"):
        read_parts(tmp_path)


@pytest.mark.parametrize(
    ("entry", "reason"),
    [('msgid "goal"\nmsgstr ""\n', "no Chinese"), ('#, fuzzy\nmsgid "goal"\nmsgstr "目标"\n', "fuzzy")],
)
def test_unfinished_entries_are_refused(tmp_path: Path, entry: str, reason: str) -> None:
    write_parts(tmp_path, model=entry)
    with pytest.raises(BadCatalogue, match=reason):
        read_parts(tmp_path)
