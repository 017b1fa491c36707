"""Why something in minutes is not certain, in words: one short clause for each reason."""

from __future__ import annotations

from typing import Final

from collab_cli.analyses.minutes_reading.minutes_read import Doubt, Reason
from collab_cli.messages import Message, msg

WHY: Final[dict[Reason, Message]] = {
    "unknown_name": msg("nobody has this name"),
    "several_of_name": msg("several people have this name"),
    "family_name": msg("only the family name is given"),
    "part_of_name": msg("only part of the name is given"),
    "alike": msg("the name is spelt differently"),
    "post": msg("named by the post alone"),
    "department_as_owner": msg("a department; its head is proposed"),
    "everyone": msg("everybody, so nobody answers for it"),
    "several_owners": msg("one person answers for an action; this is another one"),
    "no_owner": msg("nobody is named for it"),
    "name_in_text": msg("the name only stands in the text"),
    "no_due": msg("no date is given"),
    "no_year": msg("no year is given"),
    "relative_date": msg("counted from the day of the meeting"),
    "day_or_month": msg("day and month may be the other way round"),
    "date_in_text": msg("the date only stands in the text"),
    "no_such_day": msg("this is no date that can be read"),
    "earlier_date": msg("this is before the meeting"),
    "no_date": msg("the text does not say when the meeting was"),
    "weekday_differs": msg("this day of the week does not fit the date"),
    "spoke": msg("wrote in the log, which does not say who was there"),
    "sent_it": msg("sent the letter, which does not say who wrote the minutes"),
    "guest_unknown": msg("nobody here has this name; taken for a guest"),
    "series_alike": msg("the title is only like the name of the series"),
    "second_value": msg("a second value; the first one is kept"),
    "ticked": msg("marked as done; an action of a draft begins as open"),
    "unknown_department": msg("no department has this name"),
    "unknown_action": msg("no action has this title"),
    "no_title": msg("the text has no title; that of the file is taken"),
    "open_ended": msg("this is no date"),
    "two_lists": msg("listed as a guest, but works here"),
    "here_and_away": msg("listed as there and as away"),
    "not_a_person": msg("this names no single person"),
    "text_kept": msg("a draft has no field for it; kept in the notes"),
    "department_of_owner": msg("no department is named; that of the person is taken"),
    "from_series": msg("the text does not say it; taken from the series"),
    "unclear_mark": msg("the mark does not tell whether they were there"),
    "unknown_method": msg("no method of deciding has this name"),
    "too_many_cells": msg("the row has more cells than the table has columns; kept in the notes"),
    "span": msg("a span of days; its last one is taken"),
    "open_already": msg("open already; {command} gives it another date", command="collab action postpone"),
}
"""The clause for each reason."""

KEPT: Final[frozenset[Reason]] = frozenset(
    {
        "unknown_name",
        "several_of_name",
        "everyone",
        "several_owners",
        "second_value",
        "not_a_person",
        "text_kept",
        "unclear_mark",
        "unknown_method",
        "too_many_cells",
    }
)
"""Reasons for which what is written would be lost, unless the notes keep it."""


def said(doubt: Doubt) -> Message:
    """Return a doubt as one line, as it stands in a comment of the draft."""
    why = WHY[doubt.reason]
    if not doubt.text or doubt.reason in ("no_owner", "no_due"):
        told = why
    elif doubt.proposed and doubt.proposed != doubt.text:
        told = msg("{text} is taken for {value}: {why}", text=doubt.text, value=doubt.proposed, why=why)
    else:
        told = msg("{text}: {why}", text=doubt.text, why=why)
    return msg("line {line}: {doubt}", line=doubt.line, doubt=told) if doubt.line else told
