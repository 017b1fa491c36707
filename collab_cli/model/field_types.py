"""The types a field of a record can have; data-model.md calls this the typing of scalars.

Every scalar is text until the field it stands in types it, so `no`, `010` and `12:30` mean what was typed.
The aliases below carry what msgspec cannot know (which kinds a reference accepts, which words are a name)
as ``Annotated`` metadata, read by the generic walks: shape, references, digests and the JSON Schemas.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal, Self

import msgspec

ID_PATTERN = r"^[a-z0-9][a-z0-9-]{0,63}$"
NUMBER_PATTERN = r"^-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,17})?$"
TIME_PATTERN = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
DATETIME_PATTERN = r"^\d{4}-\d{2}-\d{2}(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?(Z|[+-]\d{2}:\d{2})?)?$"
DURATION_PATTERN = r"^(0|[1-9][0-9]{0,4})(h|wd|d)$"
MONTH_DAY_PATTERN = r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"

_DIGITS = 18
"""The most digits of a number."""
_NUMBER = re.compile(NUMBER_PATTERN)
_DATETIME = re.compile(DATETIME_PATTERN)
_DURATION = re.compile(DURATION_PATTERN)


class Lacking(ValueError):
    """Fields that are needed because of what stands in others; ``fields`` are their written names."""

    def __init__(self, *fields: str) -> None:
        super().__init__(*fields)
        self.fields = fields


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A mapping with known keys inside a record: a key result, a duty, an approval."""


class Name(Part, frozen=True, kw_only=True):
    """A name in Chinese, in English or in both; shown in the output language, else the other one."""

    zh: str | None = None
    """The Chinese form."""
    en: str | None = None
    """The English form."""

    def __post_init__(self) -> None:
        """Check that there is a form at all."""
        if not self.zh and not self.en:
            raise Lacking("zh")


NameField = str | Name
"""`name` of the data model: a text, or a map of `zh` and `en`."""


class Flag(Enum):
    """`bool` of the data model: the words `true` and `false`, nothing else."""

    TRUE = "true"
    FALSE = "false"

    def __bool__(self) -> bool:
        return self is Flag.TRUE


class Number(Decimal):
    """An exact decimal of at most 18 digits, without a thousands separator."""

    __slots__ = ()

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the number written as ``text``; raise ValueError if it is none."""
        if not isinstance(text, str) or not _NUMBER.fullmatch(text):
            raise ValueError(text)
        if len(text) > _DIGITS and len(text.lstrip("-").replace(".", "")) > _DIGITS:
            raise ValueError(text)
        return cls(text)


class Share(Number):
    """A number from 0 to 1."""

    __slots__ = ()

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the share written as ``text``; raise ValueError if it is none or outside 0 to 1."""
        number = super().read(text)
        if not 0 <= number <= 1:
            raise ValueError(text)
        return number


class Weight(Number):
    """A number above 0."""

    __slots__ = ()

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the weight written as ``text``; raise ValueError if it is none or not above 0."""
        number = super().read(text)
        if number <= 0:
            raise ValueError(text)
        return number


class Mark(Number):
    """A number from 1 to 5."""

    __slots__ = ()

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the mark written as ``text``; raise ValueError if it is none or outside 1 to 5."""
        number = super().read(text)
        if not 1 <= number <= 5:
            raise ValueError(text)
        return number


class Moment(str):
    """A date or a date with a time, as typed; without an offset it is in the workspace's time zone."""

    __slots__ = ()

    @classmethod
    def read(cls, text: str) -> Moment:
        """Return the moment written as ``text``; raise ValueError if it is none."""
        if not isinstance(text, str) or not _DATETIME.fullmatch(text):
            raise ValueError(text)
        datetime.fromisoformat(text)
        return cls(text)

    @property
    def day(self) -> date:
        """Return the day of the moment, as typed."""
        return date.fromisoformat(self[:10])


class Duration(str):
    """A length of time: `4h` hours, `2wd` working days, `30d` calendar days."""

    __slots__ = ()

    @classmethod
    def read(cls, text: str) -> Duration:
        """Return the duration written as ``text``; raise ValueError if it is none."""
        if not isinstance(text, str) or not _DURATION.fullmatch(text):
            raise ValueError(text)
        return cls(text)

    @property
    def unit(self) -> str:
        """Return `h`, `wd` or `d`."""
        return "wd" if self.endswith("wd") else self[-1]

    @property
    def amount(self) -> int:
        """Return the number before the unit."""
        return int(self.removesuffix(self.unit))

    @property
    def days(self) -> timedelta:
        """Return the length of a duration of hours or calendar days; raise ValueError for working days."""
        if self.unit == "wd":
            raise ValueError(self)
        return timedelta(hours=self.amount) if self.unit == "h" else timedelta(days=self.amount)


class Measured(str):
    """What a check-in records: a number, or `true` / `false` for a boolean key result; kept as typed."""

    __slots__ = ()

    @classmethod
    def read(cls, text: str) -> Measured:
        """Return the value written as ``text``; raise ValueError if it is neither number nor bool."""
        if text not in ("true", "false"):
            Number.read(text)
        return cls(text)

    @property
    def number(self) -> Decimal | None:
        """Return the number, or None for a bool."""
        return None if self in ("true", "false") else Decimal(self)

    @property
    def flag(self) -> bool | None:
        """Return the bool, or None for a number."""
        return self == "true" if self in ("true", "false") else None


_READERS: dict[type, Callable[[str], Any]] = {
    wanted: wanted.read for wanted in (Share, Weight, Mark, Number, Moment, Duration, Measured)
}
"""How the types are read that msgspec hands to us to convert."""


def read_custom(wanted: type, value: Any) -> Any:
    """Convert ``value`` to one of our own types; the ``dec_hook`` of msgspec.convert."""
    read = _READERS.get(wanted)
    if read is None:
        raise NotImplementedError(wanted)
    return read(value)


@dataclass(frozen=True, slots=True)
class Refers:
    """Metadata: the text is the bare id of a record of one kind (a typed reference)."""

    kind: str


@dataclass(frozen=True, slots=True)
class RefersOpenly:
    """Metadata: the text is `kind:id` or `kind:id/part`, of these kinds (none: any kind)."""

    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RefersToRow:
    """Metadata: the text is `charter/row`."""


@dataclass(frozen=True, slots=True)
class RefersToParty:
    """Metadata: a bare id is a department, else `person:x` or `role:x`."""


@dataclass(frozen=True, slots=True)
class MayRefer:
    """Metadata: text that is an open reference only if it starts with a kind and `:`."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Metadata: the form of a text: `id`, `time`, `month-day`, `md`, `url`, `period`, `digest`, `typed`."""

    form: str


@dataclass(frozen=True, slots=True)
class Past:
    """Metadata: a day on which something has happened; one typed without a year is the last such day."""


@dataclass(frozen=True, slots=True)
class Coded:
    """Metadata: a missing or unusable value of this field is reported by this rule, not by S002."""

    code: str


def _matching(pattern: str) -> msgspec.Meta:
    """Return the pattern as msgspec checks it; unlike `$`, `\\Z` does not let a line end slip through."""
    return msgspec.Meta(pattern=pattern.removesuffix("$") + r"\Z")


OWNER_RULES = frozenset({"G107", "A501"})
"""Rules that also speak of an owner who is a list, a department or a role."""

Id = Annotated[str, Shape("id"), _matching(ID_PATTERN)]
Time = Annotated[str, Shape("time"), _matching(TIME_PATTERN)]
MonthDay = Annotated[str, Shape("month-day"), _matching(MONTH_DAY_PATTERN)]
Markdown = Annotated[str, Shape("md")]
Url = Annotated[str, Shape("url")]
Period = Annotated[str, Shape("period")]
Digest = Annotated[str, Shape("digest")]
Date = date
PastDate = Annotated[date, Past()]
PastMoment = Annotated[Moment, Past()]

DepartmentId = Annotated[str, Refers("department")]
PersonId = Annotated[str, Refers("person")]
RoleId = Annotated[str, Refers("role")]
SkillId = Annotated[str, Refers("skill")]
ActivityId = Annotated[str, Refers("activity")]
MetricId = Annotated[str, Refers("metric")]
GoalId = Annotated[str, Refers("goal")]
ActionId = Annotated[str, Refers("action")]
ProposalId = Annotated[str, Refers("proposal")]
MeetingId = Annotated[str, Refers("meeting")]
SeriesId = Annotated[str, Refers("series")]
ChannelId = Annotated[str, Refers("channel")]
EventId = Annotated[str, Refers("event")]
CaseId = Annotated[str, Refers("case")]

AnyRef = Annotated[str, RefersOpenly()]
RowRef = Annotated[str, RefersToRow()]
Party = Annotated[str, RefersToParty()]
TextOrRef = Annotated[str, MayRefer()]

Via = Literal["meeting", "oa", "review", "signed_copy", "command"]
"""How an agreement was given."""

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
"""A day of the week."""


class KindRecord(Part, frozen=True, kw_only=True):
    """A record: its own fields and those every kind accepts."""

    aliases: list[str] = []
    """Other words for the same thing."""
    tags: list[str] = []
    """Free words to find the record by."""
    notes: Markdown | None = None
    """Remarks in Markdown."""
    links: list[Url] = []
    """Addresses of related pages."""
