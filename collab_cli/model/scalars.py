"""Type one scalar, and say what was probably meant when it does not fit."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import msgspec

from collab_cli.i18n import language
from collab_cli.messages import Label, Message
from collab_cli.model.expectations import nearest
from collab_cli.model.field_types import (
    ID_PATTERN,
    MONTH_DAY_PATTERN,
    TIME_PATTERN,
    Duration,
    Flag,
    Mark,
    Measured,
    Moment,
    Number,
    Share,
    Weight,
)
from collab_cli.model.fields import (
    DateType,
    DurationType,
    FieldType,
    FlagType,
    IntType,
    MeasuredType,
    MomentType,
    NumberType,
    TextType,
    WordType,
)
from collab_cli.model.forgiving import halfwidth, read_date, read_number
from collab_cli.model.slug import slug_of

_ID = re.compile(ID_PATTERN)
_TIME = re.compile(TIME_PATTERN)
_MONTH_DAY = re.compile(MONTH_DAY_PATTERN)
_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_CLOCK = re.compile(r"[\sT]+\d{1,2}:\d{2}(:\d{2})?$")
_BEFORE_CLOCK = re.compile(r"\s+(?=\d{2}:\d{2}$)")


class BadScalar(ValueError):
    """A scalar that does not fit: the rule that reports it, the exact form if known, else a hint."""

    def __init__(self, code: str = "S002", better: str | None = None, hint: Message | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.better = better
        self.hint = hint


def read_scalar(text: str, wanted: FieldType, name: str = "") -> Any:
    """Return the typed value of ``text``; raise BadScalar with the nearest exact form if it does not fit.

    ``name`` is the field: a word can mean something of its own there.
    """
    if isinstance(wanted, TextType):
        return _text(text, wanted)
    if isinstance(wanted, WordType):
        return _word(text, wanted, name.partition("[")[0])
    try:
        return _read_exactly(text, wanted)
    except ValueError:
        raise BadScalar(better=exact_form(text, wanted)) from None


def exact_form(text: str, wanted: FieldType) -> str | None:
    """Return how files hold what a person typed as ``text`` in a field of this type, or None if unclear."""
    candidates: list[str | None] = [halfwidth(text)]
    if isinstance(wanted, DateType):
        found = read_date(_CLOCK.sub("", halfwidth(text)))
        candidates.append(found.isoformat() if found else None)
    elif isinstance(wanted, (NumberType, MeasuredType, IntType)):
        candidates.append(read_number(text, percent=isinstance(wanted, NumberType) and wanted.share))
        if isinstance(wanted, MeasuredType):
            candidates.append(_FLAGS.get(text.casefold()))
    elif isinstance(wanted, FlagType):
        candidates.append(_FLAGS.get(text.casefold()))
    elif isinstance(wanted, DurationType):
        candidates.append(_duration(text))
    elif isinstance(wanted, MomentType):
        day = read_date(text)
        candidates += (day.isoformat() if day else None, _BEFORE_CLOCK.sub("T", halfwidth(text)))
    for candidate in candidates:
        if candidate is None or candidate == text:
            continue
        try:
            _read_exactly(candidate, wanted)
        except ValueError:
            continue
        return candidate
    return None


_FLAGS = {
    "yes": "true", "no": "false", "on": "true", "off": "false", "1": "true", "0": "false",
    "是": "true", "否": "false", "true": "true", "false": "false", "y": "true", "n": "false",
}  # fmt: skip


def _read_exactly(text: str, wanted: FieldType) -> Any:
    if isinstance(wanted, DateType):
        if not _DATE.fullmatch(text):
            raise ValueError(text)
        return date.fromisoformat(text)
    if isinstance(wanted, NumberType):
        kind = Share if wanted.share else Weight if wanted.above == 0 else Mark if wanted.high == 5 else Number
        return _within(kind.read(text), wanted)
    if isinstance(wanted, IntType):
        return _within(msgspec.convert(text, int, strict=False), wanted)
    reader: Any = {FlagType: Flag, MeasuredType: Measured.read, MomentType: Moment.read, DurationType: Duration.read}
    return reader[type(wanted)](text)


def _within(value: Any, wanted: NumberType | IntType) -> Any:
    if (wanted.low is not None and value < wanted.low) or (wanted.high is not None and value > wanted.high):
        raise ValueError(value)
    return value


def _text(text: str, wanted: TextType) -> str:
    if wanted.form == "id" and not _ID.fullmatch(text):
        raise BadScalar("S017", better=slug_of(text))
    if wanted.form == "time" and not _TIME.fullmatch(text):
        better = halfwidth(text).replace("点", ":").replace("时", ":").replace("分", "").replace("半", "30")
        hours, _, minutes = better.partition(":")
        better = f"{hours.strip():0>2}:{minutes.strip() or '00'}"
        raise BadScalar(better=f'"{better}"' if _TIME.fullmatch(better) else None)
    if wanted.form == "month-day" and not _MONTH_DAY.fullmatch(text):
        found = re.fullmatch(r"(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?", halfwidth(text))
        better = f"{found[1]:0>2}-{found[2]:0>2}" if found else ""
        raise BadScalar(better=better if _MONTH_DAY.fullmatch(better) else None)
    return text


def _word(text: str, wanted: WordType, name: str) -> str:
    if text in wanted.values:
        return text
    raise BadScalar("S003", better=_meant_word(halfwidth(text), wanted.values, wanted.of or name))


def _meant_word(text: str, values: tuple[str, ...], name: str) -> str | None:
    """Return the word that is meant: by case, in Chinese, by another name, or by a slip in its spelling."""
    plain = text.casefold().replace("-", "_").replace(" ", "_")
    if plain in values:
        return plain
    chinese = language("zh")
    for value in values:
        if text in (chinese.label(Label(value, name)), chinese.text(value)):
            return value
    for known in (_WORDS.get(plain), plain.partition("_")[0]):
        if known in values:
            return known
    return nearest(plain, list(values)) if len(plain) >= _LONG_ENOUGH else None


_LONG_ENOUGH = 4
"""Letters a word must have for its spelling to tell which one it was."""
_WORDS = {
    "cn": "zh", "chinese": "zh", "中文": "zh", "汉语": "zh", "简体中文": "zh", "简体": "zh", "zh_cn": "zh",
    "us": "en", "english": "en", "英文": "en", "英语": "en", "doing": "in_progress", "finished": "done",
    "complete": "done", "completed": "done", "closed": "done", "已完成": "done", "完成": "done",
    "canceled": "cancelled", "进行中": "active", "公司级": "company", "部门级": "department", "团队": "team",
    "个人": "person",
}  # fmt: skip


def _duration(text: str) -> str | None:
    found = re.fullmatch(r"(\d{1,5})\s*(小时|个工作日|工作日|天|日|hours?|days?|h|wd|d)", halfwidth(text))
    return f"{int(found[1])}{_UNITS.get(found[2], found[2])}" if found else None


_UNITS = {
    "小时": "h", "hour": "h", "hours": "h", "个工作日": "wd", "工作日": "wd",
    "天": "d", "日": "d", "day": "d", "days": "d",
}  # fmt: skip
