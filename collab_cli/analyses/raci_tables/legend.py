"""The meanings a file states for its marks: `● = R`, `○：知会`, a row or a sheet headed `图例`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from collab_cli.analyses.raci_tables.cell_letters import mark_key, read_cell
from collab_cli.analyses.raci_tables.cell_text import folded, is_nothing
from collab_cli.analyses.raci_tables.letter_words import is_unsure_word, stated_letter
from collab_cli.analyses.raci_tables.read_table import Note
from collab_cli.analyses.raci_tables.sheet import Sheet
from collab_cli.errors import CollabError
from collab_cli.graph.letters import LETTER_ORDER
from collab_cli.messages import msg

_LABELS = (
    "图例",
    "圖例",
    "图示",
    "符号说明",
    "符号",
    "标记说明",
    "说明",
    "注",
    "备注",
    "凡例",
    "legend",
    "legende",
    "légende",
)
_LABEL = frozenset((*_LABELS, "key", "leyenda", "note", "notes", "legenda", "meaning", "symbols", "marks"))
_LABELLED = re.compile(r"^(?:" + "|".join(sorted(_LABEL, key=len, reverse=True)) + r")\s*[:：]?\s*", re.IGNORECASE)
_PAIR = re.compile(
    r"([^\s=:：→＝,;，；、|]{1,6})(?:\s*(?:=|＝|:|：|→|代表|表示|means|stands for)\s*|\s+[-–—]\s+)", re.IGNORECASE
)
_TIGHT_PAIR = re.compile(r"([●○◎▲△■□◆◇★☆✓✔√×✗✘〇◯])\s*([^●○◎▲△■□◆◇★☆✓✔√×✗✘〇◯,;，；、|\n]+)")
_LONGEST = 500
_AROUND = " ,;，；、|\n。."


@dataclass(slots=True)
class Legend:
    """Meanings stated in one sheet: letters by the mark's key, and words only an answer can turn into letters."""

    letters: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)


def take_legend(sheet: Sheet, allowed: str) -> Legend:
    """Return the meanings a sheet states and make the cells that state them empty.

    Raise CollabError when it gives one mark two meanings.
    """
    legend = Legend()
    for row in range(len(sheet.texts)):
        for columns, pairs in _stated(sheet, row, allowed):
            for mark, meaning in pairs:
                _note(sheet, row, columns[0], legend, mark, meaning, allowed)
            for column in columns:
                sheet.texts[row][column] = ""
    return legend


def joined(own: Legend, others: Sequence[Legend], given: Mapping[str, str]) -> dict[str, str]:
    """Return the letters of marks: those given as an answer, then those the sheet states, then other sheets."""
    answers = {mark_key(mark): letters for mark, letters in given.items()}
    meanings: dict[str, str] = {}
    for legend in (*reversed(others), own):
        meanings.update(legend.letters)
        for mark, word in legend.words.items():
            if word in answers:
                meanings[mark] = answers[word]
            else:
                meanings.pop(mark, None)
    return {**meanings, **answers}


def _stated(sheet: Sheet, row: int, allowed: str) -> list[tuple[list[int], list[tuple[str, str]]]]:
    """Return the groups of cells of a row that state meanings, with the pairs of mark and meaning they state."""
    filled = sheet.filled(row)
    texts = sheet.texts[row]
    if not filled:
        return []
    found = [([column], pairs) for column in filled if (pairs := _pairs(texts[column], allowed))]
    taken = {column for columns, _ in found for column in columns}
    rest = [column for column in filled if column not in taken]
    if found and all(_is_label(texts[column]) for column in rest):
        kept = [
            entry for place, entry in enumerate(found) if texts[entry[0][0]] not in texts[: entry[0][0]] or not place
        ]
        return [*kept, ([*sorted(taken), *rest], [])]
    aside = [entry for entry in found if all(_is_symbol(mark) for mark, _ in entry[1])]
    return aside or _over_cells(sheet, row, filled, allowed)


def _over_cells(
    sheet: Sheet, row: int, filled: list[int], allowed: str
) -> list[tuple[list[int], list[tuple[str, str]]]]:
    texts = sheet.texts[row]
    cells = [column for column in filled if not _is_label(texts[column])]
    is_labelled = len(cells) < len(filled) or _is_label(sheet.grid.name)
    pairs = [(texts[mark], texts[meaning]) for mark, meaning in zip(cells[::2], cells[1::2], strict=False)]
    if len(cells) % 2 == 0 and cells and all(_is_pair(*pair, allowed, is_labelled) for pair in pairs):
        if is_labelled or len(pairs) == 1:
            return [(filled, pairs)]
    elif (
        len(cells) == 3
        and _is_pair(*pairs[0], allowed, False)
        and read_cell(texts[cells[2]], allowed, {}).kind == "other"
    ):
        return [(filled, pairs[:1])]
    return []


def _pairs(text: str, allowed: str) -> list[tuple[str, str]]:
    """Return the pairs of mark and meaning a cell states, none when any part of it is something else."""
    if len(text) > _LONGEST:
        return []
    is_labelled = _LABELLED.match(text) is not None and folded(text) not in _LABEL
    body = _LABELLED.sub("", text, count=1) if is_labelled else text
    starts = list(_PAIR.finditer(body))
    ends = [*[found.start() for found in starts[1:]], len(body)] if starts else []
    pairs = [(found[1], body[found.end() : end].strip(_AROUND)) for found, end in zip(starts, ends, strict=True)]
    if starts and body[: starts[0].start()].strip(_AROUND):
        pairs = []
    if not pairs:
        tight = [(mark, meaning.strip(_AROUND)) for mark, meaning in _TIGHT_PAIR.findall(body)]
        pairs = tight if _TIGHT_PAIR.sub("", body).strip(_AROUND) == "" else []
    is_sure = is_labelled or len(pairs) > 1
    return pairs if pairs and all(_is_pair(*pair, allowed, is_sure) for pair in pairs) else []


def _is_pair(mark: str, meaning: str, allowed: str, is_sure: bool) -> bool:
    if not meaning or len(meaning) > 80:
        return False
    says = _resolved(meaning, allowed) is not None or is_unsure_word(meaning)
    if _is_symbol(mark):
        return says and (is_sure or not _is_symbol(meaning))
    if len(mark) <= 2 and all(c in LETTER_ORDER for c in unicodedata.normalize("NFKC", mark).upper()):
        return len(meaning) > 1 and (says or is_sure) and read_cell(meaning, allowed, {}).marks == ()
    return is_unsure_word(mark) and says


def _note(sheet: Sheet, row: int, column: int, legend: Legend, mark: str, meaning: str, allowed: str) -> None:
    key, letters = mark_key(mark), _resolved(meaning, allowed)
    if letters is None:
        if is_unsure_word(meaning):
            legend.words[key] = mark_key(meaning)
        return
    if key not in legend.letters and letters != key.upper():
        shown = msg("{mark} stands for {letters}, as is said here", mark=mark, letters=letters or "-")
        legend.notes.append(Note(sheet.address(row, column), shown))
    if legend.letters.setdefault(key, letters) != letters:
        raise CollabError(
            msg("{cell}: the mark {mark} is given two meanings", cell=sheet.address(row, column), mark=mark),
            msg("leave one of them"),
        )


def _resolved(meaning: str, allowed: str) -> str | None:
    """Return the letters a meaning states, "" when it states that the mark means nothing, None when it is no letter."""
    if is_nothing(meaning) or folded(meaning) in ("不参与", "无关", "not involved"):
        return ""
    if (letter := stated_letter(meaning, allowed)) is not None:
        return letter
    reading = read_cell(meaning, allowed, {})
    return reading.letters if reading.kind == "letters" else None


def _is_symbol(mark: str) -> bool:
    return (read_cell(mark, LETTER_ORDER, {}).kind == "mark" and not is_unsure_word(mark) and not mark.isalpha()) or (
        folded(mark) in ("x", "o")
    )


def _is_label(text: str) -> bool:
    return folded(text).rstrip(":：") in _LABEL
