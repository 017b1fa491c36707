"""A wrong command line in our own words: Typer's are English only."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from typer._click.exceptions import BadOptionUsage, BadParameter, ClickException, MissingParameter, NoSuchOption
from typer._click.types import FloatParamType, IntParamType
from typer._types import TyperChoice

from collab_cli.cli.global_options import OPTIONS
from collab_cli.errors import CollabError
from collab_cli.messages import Message, msg

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typer._click.core import Context as ParseContext
    from typer._click.core import Parameter

_SHOWN = 8
"""How many options an error names; help names all."""
_SAME = {"by": "person", "person": "by"}
"""Options that say who, each of commands that have not the other."""


def usage_error(error: ClickException) -> CollabError:
    """Return what ``error`` says about the command line, as an error of exit code 2."""
    ctx: ParseContext | None = getattr(error, "ctx", None)
    command = ctx.command_path if ctx else "collab"
    see_help = msg("see {command} --help", command=command)
    if isinstance(error, NoSuchOption):
        message = msg("{command} has no option {option}", command=command, option=error.option_name)
        known = _options_of(ctx)
        if error.option_name[1:2].isdigit():
            return CollabError(message, msg("write a value below zero last, behind --: {example}", example="-- -5"))
        near = nearest_option(error.option_name, [*known, *(option.option for option in OPTIONS)])
        return CollabError(message, _did_you_mean(near) or (_takes(command, known) if known else see_help))
    if isinstance(error, BadOptionUsage):
        return CollabError(_about_option(error, ctx), see_help)
    param = error.param if isinstance(error, BadParameter) else None
    if param is None:
        return CollabError(msg("{command} was called in a wrong way", command=command), see_help)
    if isinstance(error, MissingParameter):
        return CollabError(msg("{command} needs {name}", command=command, name=display_name(param)), see_help)
    return CollabError(_about_value(param), see_help)


def no_such_command(command: str, name: str, names: Iterable[str]) -> CollabError:
    """Return the error for ``name``, which is none of the ``names`` of commands below ``command``."""
    message = msg("{command} has no command {name}", command=command, name=name)
    near = get_close_matches(name.lower(), list(names), n=1)
    return CollabError(message, _did_you_mean(near) or msg("{command} --help lists the commands", command=command))


def unexpected_argument(command: str, argument: str) -> CollabError:
    """Return the error for an argument ``command`` has no use for."""
    return CollabError(
        msg("{command} does not take the argument {argument}", command=command, argument=argument),
        msg("see {command} --help", command=command),
    )


def display_name(param: Parameter) -> str:
    """Return what help calls a parameter: the long option, or the name of an argument in capitals."""
    if param.param_type_name == "argument":
        return (param.metavar or param.human_readable_name).upper()
    return max(param.opts, key=len)


def nearest_option(typed: str, names: Iterable[str]) -> list[str]:
    """Return the one of the options ``names`` that ``typed`` begins, spells wrongly or shortens; none if none does.

    An option that says who is taken for the one that does so there.
    """
    word = typed.lstrip("-").lower()
    words = {name.lstrip("-"): name for name in names if name.startswith("--")}
    if len(word) < 2 or not typed.startswith("--"):
        return []
    near = [each for each in words if each.startswith(word)] or get_close_matches(word, words, n=1, cutoff=0.7)
    near = near or [each for each in words if _is_short_for(word, each) or _SAME.get(word) == each]
    return [words[each] for each in near][:1]


def _is_short_for(word: str, whole: str) -> bool:
    """Return whether ``word`` has letters of ``whole`` in their order, three at least, the first of them first."""
    left = iter(whole)
    return len(word) > 2 and whole.startswith(word[0]) and all(letter in left for letter in word)


def _options_of(ctx: ParseContext | None) -> list[str]:
    params = ctx.command.get_params(ctx) if ctx else []
    shown = (each for each in params if each.param_type_name == "option" and not getattr(each, "hidden", False))
    return [display_name(each) for each in shown]


def _takes(command: str, options: list[str]) -> Message:
    named = ", ".join(options[:_SHOWN])
    if len(options) <= _SHOWN:
        return msg("its options are {options}", options=named)
    return msg("among its options are {options}; see {command} --help", options=named, command=command)


def _did_you_mean(names: Iterable[str]) -> Message | None:
    for name in names:
        return msg("did you mean {name}", name=name)
    return None


def _about_option(error: BadOptionUsage, ctx: ParseContext | None) -> Message:
    params = ctx.command.get_params(ctx) if ctx else []
    switch = any(error.option_name in param.opts and getattr(param, "is_flag", False) for param in params)
    if switch:
        return msg("{option} takes no value", option=error.option_name)
    return msg("{option} needs a value", option=error.option_name)


def _about_value(param: Parameter) -> Message:
    name = display_name(param)
    if isinstance(param.type, TyperChoice):
        return msg("{option} is one of {choices}", option=name, choices=", ".join(map(str, param.type.choices)))
    if isinstance(param.type, IntParamType):
        return msg("{option} takes a whole number", option=name)
    if isinstance(param.type, FloatParamType):
        return msg("{option} takes a number", option=name)
    return msg("the value of {option} cannot be used", option=name)
