"""The words people write for the letters, in cells and over columns that hold names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

from collab_cli.analyses.raci_tables.cell_text import folded
from collab_cli.analyses.raci_tables.word_set import word_set
from collab_cli.graph.letters import LETTER_ORDER

_SURE: Mapping[str, str] = {
    "A": (
        "accountable|accountability|approver|approves|approve|final approver|批准|审批|核准|问责|當責|当责|"
        "主责|主責|主要责任|最终负责|最终责任|批準|說明責任|承認|承認者|説明責任|説明責任者|最終責任者|rechenschaftspflichtig|"
        "gesamtverantwortlich|genehmiger|approbateur|autorité|redevable|aprobador|autoridad|rinde cuentas|"
        "quien aprueba|eindverantwoordelijk|approvatore|aprovador|утверждающий|подотчетный|подотчётный"
    ),
    "R": (
        "responsible|responsibility|doer|执行|執行|实施|实行|経办|经办|実行責任|実行責任者|実行|"
        "durchführungsverantwortlich|durchführung|ausführend|réalisateur|exécutant|realizador|ejecutor|"
        "uitvoerend|esecutore|executor|исполнитель"
    ),
    "D": ("driver|drives|drives it"),
    "S": (
        "support|supports|supporting|supportive|协办|協辦|支持|支援|协助|協助|unterstützend|unterstützt|"
        "unterstützung|soutien|apoyo|サポート|поддержка"
    ),
    "C": (
        "consulted|consult|consults|咨询|諮詢|会商|會商|征求意见|相談|相談先|協業先|konsultiert|zu konsultieren|"
        "konsultation|beratend|consulté|consultée|consultés|consultado|consultada|consultados|consultato|"
        "geraadpleegd|консультант|консультирует"
    ),
    "I": (
        "informed|inform|informs|知会|知會|告知|通知|知悉|抄送|報告先|情報提供先|报告|報告|informiert|"
        "zu informieren|information|informé|informée|informés|informado|informada|informados|informato|"
        "geïnformeerd|информируемый|информирован"
    ),
}
STATED_ACCOUNTABLE = frozenset(("主责", "主責", "主要责任"))
"""Words for A that a legend may give another meaning."""

LEADING = word_set(
    "负责|負責|责任|責任|主负责|牵头|主办|承办|担当|担当者|owner|lead|leader|verantwortlich|verantwortliche|"
    "verantwortlicher|responsable|responsables|responsabile|verantwoordelijk|responsável|ответственный|"
    "zuständig|pilote"
)
"""Words for who does it or who answers for it: told apart only by what else stands there."""

TAKING_PART = frozenset(("配合", "参与", "參與", "协同", "参加", "相关", "contributor", "contributors", "participant"))
"""Words for taking part, which some write for C and others for R or S."""

_WORDS = {folded(word): letter for letter, words in _SURE.items() for word in words.split("|")}
_AFTER = re.compile(r"(?:部门|部門|单位|人员|对象|对方|岗位|人|者|方|先)$")
_BEFORE = re.compile(r"^(?:被|需|须|应|要)")
_PARTS = re.compile(r"[\s()\[\]{}:;=,./|<>\-–—_→、·]+")
_FILLERS = word_set("s|person|persons|people|party|parties|role|roles|be|to|der|die|the|is")


@cache
def word_letter(text: str, allowed: str) -> str | None:
    """Return the letter a word stands for whatever else the table says, or None."""
    word = folded(text)
    core = _BEFORE.sub("", _AFTER.sub("", word))
    letter = next((_WORDS[form] for form in (word, core, word.removesuffix("s")) if form in _WORDS), None)
    if "D" in allowed and word in ("contributor", "contributors"):
        return "C"
    if letter == "R" and "D" in allowed:
        return "R" if word == "responsible" else "D"
    return letter


def is_unsure_word(text: str) -> bool:
    """Return whether a word stands for a letter that only the file can tell: `负责`, `配合`, `owner`."""
    word = folded(text)
    core = _AFTER.sub("", word)
    unsure = LEADING | TAKING_PART | STATED_ACCOUNTABLE
    return word in unsure or core in unsure


@cache
def stated_letter(text: str, allowed: str) -> str | None:
    """Return the letter a heading or a legend states: `R`, `Responsible (R)`, `A - 批准`, `主责部门`; or None."""
    said = unicodedata.normalize("NFKC", text)
    if (whole := word_letter(said, allowed)) is not None:
        return whole
    parts = [part for part in _PARTS.split(said) if part]
    letters: set[str] = set()
    meant: set[str] = set()
    for part in parts:
        if len(part) == 1 and part in LETTER_ORDER:
            letters.add(part)
        elif (letter := word_letter(part, allowed)) is not None:
            meant.add(letter)
        elif folded(part) in STATED_ACCOUNTABLE or _AFTER.sub("", folded(part)) in STATED_ACCOUNTABLE:
            meant.add("A")
        elif len(part) > 1 and part[0] in LETTER_ORDER and is_unsure_word(part[1:]):
            letters.add(part[0])
        elif not is_unsure_word(part) and folded(part) not in _FILLERS:
            return None
    found = letters or meant
    if len(found) != 1 or (letters and meant and letters != meant):
        return None
    return next(iter(found))


def heading_letters(texts: Sequence[str], allowed: str) -> list[str | None]:
    """Return the letter each heading states; a word for leading is the one of A and R that no other heading states."""
    found = [stated_letter(text, allowed) for text in texts]
    responsible = "D" if "D" in allowed else "R"
    leading = [
        place
        for place, text in enumerate(texts)
        if found[place] is None and (folded(text) in LEADING or _AFTER.sub("", folded(text)) in LEADING)
    ]
    free = [letter for letter in ("A", responsible) if letter not in found]
    if len(leading) == 1 and len(free) == 1:
        found[leading[0]] = free[0]
    return found
