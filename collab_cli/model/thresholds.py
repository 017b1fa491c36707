"""The limits rules and reports compare with: their names, defaults and ranges as data (rules.md section 15)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from collab_cli.messages import Message, msg
from collab_cli.model.field_types import Duration, Number
from collab_cli.model.settings import Settings


@dataclass(frozen=True, slots=True)
class Threshold:
    """A limit with its default; ``low`` and ``high`` are None for a duration, which has no range."""

    name: str
    default: Number | Duration
    low: Number | None
    high: Number | None
    doc: Message


def read_threshold(threshold: Threshold, text: str) -> Number | Duration | None:
    """Return the value written as ``text`` for this threshold, or None if it is none or out of range."""
    try:
        if threshold.low is None or threshold.high is None:
            return Duration.read(text)
        number = Number.read(text)
    except ValueError:
        return None
    return number if threshold.low <= number <= threshold.high else None


def number_of(settings: Settings, name: str) -> Number:
    """Return a threshold that is a number as it is set in ``settings``, else its default.

    Raises KeyError for an unknown name and TypeError for a threshold that is a duration.
    """
    found = _value(settings, name)
    if not isinstance(found, Number):
        raise TypeError(name)
    return found


def duration_of(settings: Settings, name: str) -> Duration:
    """Return a threshold that is a duration as it is set in ``settings``, else its default.

    Raises KeyError for an unknown name and TypeError for a threshold that is a number.
    """
    found = _value(settings, name)
    if not isinstance(found, Duration):
        raise TypeError(name)
    return found


def _value(settings: Settings, name: str) -> Number | Duration:
    threshold = THRESHOLDS[name]
    if name == _MAX_R and settings.raci.max_r is not None:
        return Number(settings.raci.max_r)
    written = settings.check.thresholds.get(name)
    found = None if written is None else read_threshold(threshold, written)
    if found is None and name == _MAX_R and settings.raci.framework == "daci":
        return Number(1)
    return threshold.default if found is None else found


_MAX_R = "raci.max_r"


def _number(name: str, default: str, low: int, high: int, doc: Message) -> Threshold:
    return Threshold(name, Number(default), Number(low), Number(high), doc)


_ALL = (
    _number("checkin-days", "35", 1, 366, msg("Days after which a key result needs a new check-in")),
    _number("max-goals", "5", 1, 20, msg("Most active goals of a department in a period")),
    _number("max-key-results", "5", 1, 20, msg("Most key results of a goal")),
    _number("ack-coverage", "0.8", 0, 1, msg("Share of the staff who must have acknowledged a goal or charter")),
    _number("pace-on-track", "0.95", 0, 1, msg("Pace from which a goal is on track")),
    _number("pace-at-risk", "0.75", 0, 1, msg("Pace from which a goal is at risk, and off track below it")),
    _number("gap-on-track", "0.05", 0, 1, msg("Gap to the expected progress up to which a goal is on track")),
    _number("gap-at-risk", "0.10", 0, 1, msg("Gap to the expected progress up to which a goal is at risk")),
    _number("pace-min-elapsed", "0.1", 0, 1, msg("Share of the period before which it is too early to judge the pace")),
    _number("forecast-min-elapsed", "0.2", 0, 1, msg("Share of the period before which nothing is forecast")),
    _number("alignment-gap", "0.25", 0, 1, msg("Most by which contributing goals may be ahead of the goal they serve")),
    _number("confidence-min", "0.5", 0, 1, msg("Lowest confidence that gives no early warning")),
    _number("forecast-min", "0.7", 0, 1, msg("Lowest forecast, as a share of the target, that gives no early warning")),
    _number("proposal-quorum", "1", 0, 1, msg("Share of the affected departments that must take a position")),
    _number("meeting-quorum", "0.5", 0, 1, msg("Share of the required departments that must be present")),
    _number(_MAX_R, "3", 1, 20, msg("Most R in a row; set as max_r under raci")),
    _number("max-consulted", "4", 0, 50, msg("Most C in a row")),
    _number("max-informed", "6", 0, 50, msg("Most I in a row")),
    _number("crowd-min-parties", "5", 1, 50, msg("Fewest columns for which a full row or column is reported")),
    _number("load-min-rows", "5", 1, 50, msg("Fewest rows for which shares of the load are reported")),
    _number("max-a-share", "0.4", 0, 1, msg("Most of all rows a department may be A of")),
    _number("max-r-share", "0.6", 0, 1, msg("Most of all rows a department may be R of")),
    _number("max-c-share", "0.5", 0, 1, msg("Most of all rows a department may be C of")),
    _number("max-involved-share", "0.9", 0, 1, msg("Most of all rows a department may have a letter in")),
    _number("overlap-warn", "0.65", 0, 1, msg("Similarity of two duties or goals from which they are reported")),
    _number("overlap-info", "0.50", 0, 1, msg("Similarity of two duties from which the overlap report lists them")),
    _number("duplicate-title", "0.8", 0, 1, msg("Similarity of two document titles from which they are reported")),
    _number("absence-max", "3", 1, 20, msg("Absences in the last five meetings that are reported")),
    _number("unheard-meetings", "4", 1, 20, msg("Meetings without a word of a department that are reported")),
    _number("minutes-days", "1", 0, 30, msg("Working days in which minutes are to be published")),
    _number("overdue-error-days", "14", 0, 365, msg("Days overdue after which an action is an error")),
    _number("postpone-max", "3", 0, 365, msg("Postponements of an action that are reported")),
    Threshold("issue-sla", Duration("2wd"), None, None, msg("Time to resolve an issue that states none")),
    _number("handoff-window-days", "30", 1, 366, msg("Days for which a late delivery is reported")),
    _number("training-check-after", "0.75", 0, 1, msg("Share of a year after which departments need a training")),
    _number("decision-lead-days", "5", 0, 365, msg("Working days before the need by which a request is to be decided")),
    _number("decision-days", "14", 0, 365, msg("Days in which a decision is to be carried out")),
    _number("evaluation-days", "30", 0, 730, msg("Days after a period in which departments are to be evaluated")),
    _number("lesson-days", "180", 0, 730, msg("Days in which a lesson is to be applied")),
    _number("recurring-meetings", "3", 2, 366, msg("Meetings with the same problem that are reported")),
    _number("recurring-days", "90", 2, 366, msg("Days in which the same problem counts as recurring")),
    _number("reuse-days", "90", 1, 730, msg("Days after which a case counts in the reuse rate")),
    _number("index-duty", "20", 0, 100, msg("Weight of clear duties in the collaboration index")),
    _number("index-alignment", "20", 0, 100, msg("Weight of aligned goals in the collaboration index")),
    _number("index-shared", "15", 0, 100, msg("Weight of shared goals in the collaboration index")),
    _number("index-actions", "20", 0, 100, msg("Weight of actions done on time in the collaboration index")),
    _number("index-meetings", "15", 0, 100, msg("Weight of meetings held and reported in the collaboration index")),
    _number("index-handoffs", "10", 0, 100, msg("Weight of hand-offs on time in the collaboration index")),
    _number("appraisal-duty", "0.5", 0, 100, msg("Weight of duties fulfilled in the appraisal")),
    _number("appraisal-goals", "0.3", 0, 100, msg("Weight of goals reached in the appraisal")),
    _number("appraisal-collab", "0.2", 0, 100, msg("Weight of collaboration in the appraisal")),
    _number("appraisal-cap", "5", 0, 100, msg("Most points recognition and findings may change the appraisal by")),
)

THRESHOLDS: Mapping[str, Threshold] = MappingProxyType({threshold.name: threshold for threshold in _ALL})
"""Every threshold by its name, in the order of rules.md."""
