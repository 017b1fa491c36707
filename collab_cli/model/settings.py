"""The settings of a workspace: what collab.yaml may hold, as data."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from collab_cli.model.field_types import (
    Date,
    Flag,
    Id,
    MonthDay,
    NameField,
    Part,
    Period,
    PersonId,
    Weekday,
)

Letter = Literal["A", "R", "D", "S", "C", "I"]
"""A letter of the responsibility matrix."""


class Company(Part, frozen=True, kw_only=True):
    """The company."""

    name: NameField
    """What the company is called."""
    head: PersonId | None = None
    """Who answers for activities nobody owns."""


class NamedPeriod(Part, frozen=True, kw_only=True):
    """A period goals and evaluations are for."""

    id: Id
    """What records call the period, such as 2025-q3."""
    start: Date
    """The first day."""
    end: Date
    """The last day."""
    parent: Period | None = None
    """The longer period it is part of."""
    evaluated: Flag = Flag.FALSE
    """Whether each department is evaluated for it."""


class Calendar(Part, frozen=True, kw_only=True):
    """Which days are worked."""

    region: str | None = None
    """The country whose public holidays and make-up working days count, such as CN."""
    weekend: list[Weekday] = msgspec.field(default_factory=lambda: ["sat", "sun"])
    """The days of the week that are not worked."""
    holidays: list[Date] = []
    """Further days that are not worked."""
    workdays: list[Date] = []
    """Days worked although they are weekend or holiday."""


class RaciSettings(Part, frozen=True, kw_only=True):
    """The letters of the responsibility matrix."""

    framework: Literal["raci", "rasci", "daci"] = "raci"
    """Which letters are allowed."""
    max_r: Annotated[int, msgspec.Meta(ge=1, le=20)] | None = None
    """The highest number of R in a row; 3, and 1 with daci, if nothing is written."""
    accountable_implies_responsible: Flag = Flag.FALSE
    """Whether A alone counts as R too."""
    labels: dict[Letter, NameField] = {}
    """The words shown for the letters."""


class CheckSettings(Part, frozen=True, kw_only=True):
    """What `collab check` looks at."""

    profile: Literal["starter", "basic", "standard", "strict"] = "standard"
    """How much is checked."""
    select: list[str] = []
    """Only these rules: codes, slugs, prefixes such as R3, or the groups day and text."""
    ignore: list[str] = []
    """Not these rules: codes, slugs, prefixes such as R3, or the groups day and text."""
    severity: dict[str, Literal["error", "warning", "info", "off"]] = {}
    """How much a rule matters here, by its code."""
    thresholds: dict[str, str] = {}
    """Limits that differ from the default, by their name."""


class Similarity(Part, frozen=True, kw_only=True):
    """How texts are compared."""

    stop_words: dict[Literal["zh", "en"], list[str]] = {}
    """Further words ignored, by language."""


class Sender(Part, frozen=True, kw_only=True):
    """How a chat tool is reached: names of environment variables, never the values."""

    kind: Literal["dingtalk", "feishu", "wecom", "apprise"] | None = None
    """The chat tool, where the name it has here is another one, as with two groups; apprise reaches all others."""
    webhook_env: str | None = None
    """The environment variable that holds the address."""
    secret_env: str | None = None
    """The environment variable that holds the secret."""


class Restricted(Part, frozen=True, kw_only=True):
    """The folder of personal data."""

    enabled: Flag = Flag.FALSE
    """Whether the folder restricted/ is read."""


class Settings(Part, frozen=True, kw_only=True):
    """The settings of a workspace, collab.yaml."""

    schema: int
    """The version of the format, 1."""
    company: Company
    """The company."""
    locale: Literal["zh", "en"] = "zh"
    """The language of the output."""
    timezone: str = "Asia/Shanghai"
    """The time zone of dates and times without an offset."""
    as_of: Date | None = None
    """The day reports and checks are made for if none is given; meant for examples."""
    fiscal_year_start: MonthDay = "01-01"
    """The start of the year in reports, as month and day."""
    periods: list[NamedPeriod]
    """The periods goals and evaluations are for."""
    calendar: Calendar = Calendar()
    """Which days are worked."""
    raci: RaciSettings = RaciSettings()
    """The letters of the responsibility matrix."""
    check: CheckSettings = CheckSettings()
    """What `collab check` looks at."""
    glossary: list[list[str]] = []
    """Terms that mean the same, one list a meaning, Chinese and English together."""
    similarity: Similarity = Similarity()
    """How texts are compared."""
    notify: dict[str, Sender] = {}
    """How each chat tool is reached."""
    restricted: Restricted = Restricted()
    """The folder of personal data."""

    def period(self, period_id: str) -> NamedPeriod | None:
        """Return the period with this id, or None."""
        return next((period for period in self.periods if period.id == period_id), None)
