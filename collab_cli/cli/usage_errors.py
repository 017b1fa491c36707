"""A wrong command line in our own words: Typer's are English only."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from typer._click.exceptions import BadOptionUsage, BadParameter, ClickException, MissingParameter, NoSuchOption
from typer._click.types import FloatParamType, IntParamType
from typer._types import TyperChoice

from collab_cli.errors import CollabError
from collab_cli.messages import Message, msg

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typer._click.core import Context as ParseContext
    from typer._click.core import Parameter


def usage_error(error: ClickException) -> CollabError:
    """Return what ``error`` says about the command line, as an error of exit code 2."""
    ctx: ParseContext | None = getattr(error, "ctx", None)
    command = ctx.command_path if ctx else "collab"
    see_help = msg("see {command} --help", command=command)
    if isinstance(error, NoSuchOption):
        message = msg("{command} has no option {option}", command=command, option=error.option_name)
        return CollabError(message, _did_you_mean(error.possibilities or ()) or see_help)
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
