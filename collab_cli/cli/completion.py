"""The answer to the shell's question what could stand at the cursor.

The script of a shell (``completion_scripts``) asks through the environment: ``_COLLAB_COMPLETE`` names the shell,
``_COLLAB_COMPLETE_LINE`` is the command line up to the cursor. The answer is a line for each word, in most shells with
its meaning behind a tab; or ``<files>`` or ``<folders>`` alone, which the shell knows better. No answer is no line:
this never fails and never talks, since it would be in the middle of what a person types.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from collab_cli.cli.command_table import Table
from collab_cli.cli.context import Context
from collab_cli.cli.global_options import OPTIONS, GlobalOption, take_global_options
from collab_cli.cli.offer import Offer
from collab_cli.cli.typed_line import TypedLine, read_typed
from collab_cli.errors import CollabError
from collab_cli.messages import msg
from collab_cli.renderers.cleaning import clean_line

if TYPE_CHECKING:
    from typer._click.core import Command, Parameter
    from typer._click.shell_completion import CompletionItem

SHELLS: Final = ("bash", "zsh", "fish", "powershell")
FILES: Final = "<files>"
FOLDERS: Final = "<folders>"
INSTRUCTION: Final = "_COLLAB_COMPLETE"
LINE: Final = "_COLLAB_COMPLETE_LINE"
BREAKS: Final = "_COLLAB_COMPLETE_BREAKS"
"""Characters at which bash starts a new word, so that it replaces only what stands behind the last of them."""
TYPE: Final = "_COLLAB_COMPLETE_TYPE"
"""The key bash was asked with: a number, that of ``%`` or ``*`` where it takes every line as a word to insert."""

_INSERTS_LINES: Final = (str(ord("%")), str(ord("*")))
_LONGEST: Final = 70
"""Characters of a meaning: one line for each word stays readable."""
_PLACES: Final = {"PATH": FILES, "FILE": FILES, "DIR": FOLDERS, "FOLDER": FOLDERS}
_TO_ESCAPE: Final = re.compile(r"[\s!\"#$&'()*;<>?\[\\\]^`{|}~]")
_ESCAPED: Final = r"\\\g<0>"


class _Found(NamedTuple):
    """What may stand at the cursor: words, or a kind of place the shell looks for itself."""

    offers: Sequence[Offer] = ()
    place: str = ""


_NOTHING: Final = _Found()


def answer_shell(context: Context, table: Table) -> None:
    """Write the answer to the shell on standard output; nothing where there is none, for whatever reason.

    Raises CollabError where the environment names no shell of ours or no line: then nobody is typing.
    """
    environ = context.environ
    shell = environ[INSTRUCTION]
    if shell not in SHELLS or LINE not in environ:
        raise CollabError(
            msg("{name} cannot be {value} here", name=INSTRUCTION, value=shell[:60]),
            msg("leave it to the completion script of your shell, which sets it with the words typed"),
        )
    typed = read_typed(environ[LINE], "`" if shell == "powershell" else "\\")
    try:
        found = _find(context, table, typed)
        lines = [found.place] if found.place else _SHOWN[shell](found.offers, typed, environ)
    except Exception:  # a broken workspace or a fault of ours: the person is typing, and hears of it later
        return
    context.write("".join(f"{line}\n" for line in lines))


def _find(context: Context, table: Table, typed: TypedLine) -> _Found:
    """Return what fits at the cursor; the global options typed before it decide where and in which language."""
    before = typed.before[1:]  # without the program
    option = _global_option(before[-1]) if before else None
    if option is not None and option.metavar:
        return _value_of(option, typed.current)
    name, equals, start = typed.current.partition("=")
    attached = _global_option(name) if equals else None
    if attached is not None and attached.metavar:
        return _Found([offer.between(f"{name}=") for offer in _value_of(attached, start).offers])
    parsed = take_global_options(before)
    flags = parsed.flags
    if flags.directory is not None:
        flags = flags._replace(directory=os.path.expanduser(flags.directory))  # noqa: PTH111 (never raises)
    here = context.with_flags(flags).enter_directory()
    found = _of_command(table, here, list(parsed.rest), typed.current)
    if "--" in before or not typed.current.startswith("-"):
        return found
    say = here.language.say
    globally = [Offer(each.option, help=say(each.help)) for each in OPTIONS if each.option.startswith(typed.current)]
    return _Found([*found.offers, *globally], found.place)


def _of_command(table: Table, context: Context, words: list[str], current: str) -> _Found:
    """Return what the command named by ``words`` takes at the cursor."""
    if not words and not current.startswith("-"):  # a name in a table: no parser is loaded for it
        say = context.language.say
        named = (entry for name, entry in table.items() if name.startswith(current))
        return _Found([Offer(entry.name, help=say(entry.help)) for entry in named])
    from typer._click.core import Parameter
    from typer._click.shell_completion import _resolve_context, _resolve_incomplete

    from collab_cli.cli.command_frame import Noun, Root

    ctx = _resolve_context(Root(table), {"obj": context}, "collab", words)
    wanted: Command | Parameter
    wanted, incomplete = _resolve_incomplete(ctx, words, current)
    offers = [_offer(item) for item in wanted.shell_complete(ctx, incomplete)]
    if not isinstance(wanted, Parameter):
        no_such_verb = isinstance(wanted, Noun) and bool(ctx._protected_args or ctx.args)
        return _NOTHING if no_such_verb else _Found(offers)
    place = _PLACES.get(wanted.metavar or "", "") if wanted._custom_shell_complete is None else ""
    ahead = current[: len(current) - len(incomplete)]  # `--department=`
    return _Found([offer.between(ahead) for offer in offers], place)


def _offer(item: CompletionItem) -> Offer:
    value: Any = item.value
    return value if isinstance(value, Offer) else Offer(str(value), help=item.help or "")


def _global_option(word: str) -> GlobalOption | None:
    return next((option for option in OPTIONS if option.option == word), None)


def _value_of(option: GlobalOption, start: str) -> _Found:
    if not option.choices:
        return _Found(place=FOLDERS)
    return _Found([Offer(choice) for choice in option.choices if choice.startswith(start)])


def _for_bash(offers: Sequence[Offer], typed: TypedLine, environ: Mapping[str, str]) -> list[str]:
    """Return what to insert, and where several records fit their titles beside it: bash inserts what all share."""
    rows = _rows(offers, by_title=_have_own_titles(offers))
    if typed.quote:
        start = typed.raw.rfind(typed.quote)
    else:
        breaks = environ.get(BREAKS, "")
        start = 1 + max(typed.raw.rfind(character) if character in breaks else -1 for character in ":=")
    words = [word[start:] if typed.quote else _TO_ESCAPE.sub(_ESCAPED, word[start:]) for word, _ in rows]
    if len(offers) == 1 or environ.get(TYPE) in _INSERTS_LINES or not any(offer.record_title for offer in offers):
        return words
    width = max(map(len, words))
    named = zip(words, rows, strict=True)
    return [f"{word:{width}}  ({title})" if title else word for word, (_, title) in named]


def _for_zsh(offers: Sequence[Offer], typed: TypedLine, environ: Mapping[str, str]) -> list[str]:
    return _tabbed(_rows(offers, by_title=_have_own_titles(offers)))


def _for_fish(offers: Sequence[Offer], typed: TypedLine, environ: Mapping[str, str]) -> list[str]:
    """Return a record found by its title under it: fish drops the words in which what was typed does not occur."""
    return _tabbed(_rows(offers, by_title=True))


def _for_powershell(offers: Sequence[Offer], typed: TypedLine, environ: Mapping[str, str]) -> list[str]:
    return _tabbed(_rows(offers, by_title=False))


_SHOWN: Final = {"bash": _for_bash, "zsh": _for_zsh, "fish": _for_fish, "powershell": _for_powershell}


def _have_own_titles(offers: Sequence[Offer]) -> bool:
    """Return whether several records are found, each by a title no other has.

    Then the titles are offered, so that a shell that inserts what all share does not take back what was typed.
    """
    titles = {offer.typed_title for offer in offers}
    return len(offers) > 1 and "" not in titles and len(titles) == len(offers)


def _rows(offers: Iterable[Offer], *, by_title: bool) -> list[tuple[str, str]]:
    """Return words and what they mean; a record found by its title under that title, if ``by_title``."""
    rows = []
    for offer in offers:
        word, meaning = str(offer), clean_line(offer.record_title or offer.help)
        if by_title and offer.typed_title == clean_line(offer.typed_title) != "":
            word, meaning = offer.typed_title, word
        rows.append((clean_line(word), meaning if len(meaning) <= _LONGEST else f"{meaning[: _LONGEST - 1]}…"))
    return rows


def _tabbed(rows: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{word}\t{meaning}" if meaning else word for word, meaning in rows]
