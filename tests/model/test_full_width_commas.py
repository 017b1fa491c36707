from __future__ import annotations

import pytest

from collab_cli.documents.reader import read_document
from collab_cli.i18n import language
from collab_cli.model.full_width_commas import full_width_commas


def told(text: str) -> list[str]:
    reading = read_document("a.yaml", text.encode())
    assert reading.document is not None
    english = language("en")
    return [
        f"{fault.place} {english.say(fault.message)}; {english.say(fault.hint)}"
        for fault in full_width_commas(reading.document, reading.plain)
        if fault.hint is not None
    ]


def test_a_list_between_full_width_commas_is_one_entry() -> None:
    assert told("duties:\n  - {id: d, workflow: [线索，拜访， 签约]}\n") == [
        "a.yaml:2:24 `线索，拜访， 签约` is one entry: ， does not separate entries; "
        "write 线索, 拜访, 签约, or put the text in quotes"
    ]


def test_the_fix_separates_the_entries() -> None:
    text = "present: [张伟，王强]\n"
    reading = read_document("a.yaml", text.encode())
    assert reading.document is not None
    (fault,) = full_width_commas(reading.document, reading.plain)
    (patch,) = fault.fixes[0].patches
    after = text[: patch.start] + patch.replacement + text[patch.end :]
    assert read_document("a.yaml", after.encode()).plain == {"present": ["张伟", "王强"]}


@pytest.mark.parametrize(
    "text",
    [
        'workflow: ["线索，拜访", 签约]\n',
        "workflow: [线索、拜访]\n",
        "workflow:\n  - 线索，拜访\n",
        "note: 线索，拜访\n",
        "title: {zh: 线索，拜访, en: Leads}\n",
        "a: [b, c]\n",
    ],
)
def test_other_texts_are_free(text: str) -> None:
    assert told(text) == []
