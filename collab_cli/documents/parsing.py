"""The YAML parser: one event after the other, from libyaml, or from pure Python where that is missing.

PyYAML, not ruamel.yaml: the libyaml inside ruamel's packages is 0.1.7 of 2016, which refuses a colon inside a
text in brackets (`[goal:more-revenue]`, `{url: https://example.org}`); PyYAML brings 0.2.5 and loads faster.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

EventSource = Callable[[str], Callable[[], Any]]


class EventTypes(NamedTuple):
    """The classes of events, looked up once."""

    scalar: type
    mapping_start: type
    mapping_end: type
    sequence_start: type
    sequence_end: type
    alias: type
    document_start: type
    stream_end: type


@cache
def event_types() -> EventTypes:
    """Return the event classes both parsers share."""
    from yaml import events

    return EventTypes(
        events.ScalarEvent,
        events.MappingStartEvent,
        events.MappingEndEvent,
        events.SequenceStartEvent,
        events.SequenceEndEvent,
        events.AliasEvent,
        events.DocumentStartEvent,
        events.StreamEndEvent,
    )


def c_events(text: str) -> Callable[[], Any]:
    """Return libyaml's function for the next event of ``text``."""
    from yaml.cyaml import CParser

    next_event: Callable[[], Any] = CParser(text.encode()).get_event
    return next_event


def pure_events(text: str) -> Callable[[], Any]:
    """Return the pure Python parser's function for the next event of ``text``."""
    from yaml import SafeLoader

    return _events(SafeLoader(text)).__next__


def _events(parser: Any) -> Iterator[Any]:
    """Yield events; the few slips of the pure parser on malformed input become its own kind of error."""
    from yaml.error import MarkedYAMLError, YAMLError

    while True:
        try:
            event = parser.get_event()
        except YAMLError:
            raise
        except (ArithmeticError, AssertionError, LookupError, RuntimeError, TypeError, ValueError) as error:
            mark = parser.get_mark()
            raise MarkedYAMLError(problem=str(error), problem_mark=mark) from error
        yield event


def events_of(text: str) -> Callable[[], Any]:
    """Return the function for the next event of ``text``, by the fastest parser there is.

    A last line without line end is read as if it had one, so that a line end more or less never changes the
    content of a block text.
    """
    return event_source()(text if text.endswith(("\n", "\r")) else text + "\n")


@cache
def event_source() -> EventSource:
    """Return the fastest parser there is."""
    try:
        from yaml import cyaml  # noqa: F401 (only whether it is there)
    except ImportError:
        return pure_events
    return c_events


@cache
def parse_error() -> type[Exception]:
    """Return the class of all errors of both parsers."""
    from yaml.error import YAMLError

    found: type[Exception] = YAMLError
    return found
