"""The options every command takes, before or after its name.

They decide in which language and where everything else happens, faults of the command line included, so
they are taken out of the words before the rest is parsed. (Named tuples, here and in the command table: they
cost a seventh of a dataclass at import, and start-up time is felt.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from collab_cli.errors import CollabError
from collab_cli.messages import Message, msg


class Flags(NamedTuple):
    """The global options as typed; None where one was not given."""

    directory: str | None = None
    lang: str | None = None
    color: str | None = None
    quiet: bool = False
    verbose: bool = False


class Parsed(NamedTuple):
    """The global options, the words left for the command, and what was wrong with the former."""

    flags: Flags
    rest: tuple[str, ...]
    fault: CollabError | None


class GlobalOption(NamedTuple):
    """One option: ``field`` of Flags it sets, ``metavar`` of its value (none: a switch), ``choices`` of it."""

    option: str
    field: str
    help: Message
    metavar: str = ""
    choices: tuple[str, ...] = ()

    @property
    def usage(self) -> str:
        """Return the option with its value, as help shows it."""
        return f"{self.option} {self.metavar}".rstrip()


OPTIONS: Final = (
    GlobalOption("-C", "directory", msg("Run as if started in this folder"), "DIR"),
    GlobalOption("--lang", "lang", msg("Speak Chinese or English"), "zh|en", ("zh", "en")),
    GlobalOption("--color", "color", msg("Use colours; auto: on a terminal only"),
                 "auto|always|never", ("auto", "always", "never")),
    GlobalOption("--quiet", "quiet", msg("Print the answer and errors only")),
    GlobalOption("--verbose", "verbose", msg("Tell more about what is done")),
)  # fmt: skip
_BY_NAME: Final = {option.option: option for option in OPTIONS}


def take_global_options(words: Sequence[str]) -> Parsed:
    """Return the global options among ``words`` and the other words; never raises.

    Words after ``--`` belong to the command. A fault is returned with the options understood, so that it
    can be told in the language asked for.
    """
    flags = Flags()
    rest: list[str] = []
    fault: CollabError | None = None
    queue = iter(words)
    for word in queue:
        if word == "--":
            rest += [word, *queue]
            break
        name, attached = _split(word)
        option = _BY_NAME.get(name)
        if option is None:
            rest.append(word)
            continue
        try:
            given: dict[str, Any] = {option.field: _value(option, attached, queue)}
            flags = flags._replace(**given)
        except CollabError as error:
            fault = fault or error
    return Parsed(flags, tuple(rest), fault)


def _split(word: str) -> tuple[str, str | None]:
    """Return option and attached value of ``--lang=zh`` and ``-Cdir``."""
    if word.startswith("--"):
        name, equals, value = word.partition("=")
        return name, value if equals else None
    if word.startswith("-C") and len(word) > 2:
        return "-C", word[2:]
    return word, None


def _value(option: GlobalOption, attached: str | None, queue: Iterator[str]) -> str | bool:
    if not option.metavar:
        if attached is not None:
            raise CollabError(msg("{option} takes no value", option=option.option))
        return True
    value = attached if attached is not None else next(queue, None)
    if value is None:
        raise CollabError(msg("{option} needs a value", option=option.option), msg("write {usage}", usage=option.usage))
    if option.choices and value not in option.choices:
        raise CollabError(
            msg("{option} cannot be {value}", option=option.option, value=value),
            msg("choose one of {choices}", choices=", ".join(option.choices)),
        )
    return value
