"""Options a command has because of the data it writes: one a field, one a stamp; made when the command is called."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from typer.core import TyperOption

from collab_cli.messages import Message

if TYPE_CHECKING:
    from typer._click.core import Command
    from typer._click.core import Context as ParseContext

_PREFIX = "extra_"


class NotedOption(TyperOption):
    """An option with notes on its value, which help shows behind what it means."""

    notes: tuple[Message, ...] = ()


class ExtraOption(NamedTuple):
    """One option: ``key`` it is read by, its ``flags``, the ``metavar`` of its value (none: a switch) and its help.

    ``many`` says that it may be given repeatedly; ``complete`` answers the shell what could stand there; ``notes``
    say what its value may be, behind the help; ``values`` are how many words it takes.
    """

    key: str
    flags: tuple[str, ...]
    metavar: str
    help: str
    many: bool = False
    complete: Callable[..., Any] | None = None
    notes: tuple[Message, ...] = ()
    values: int = 1

    def build(self) -> TyperOption:
        """Return Typer's option."""
        from typer.main import get_param_completion

        option = NotedOption(
            param_decls=[_PREFIX + self.key, *self.flags],
            metavar=self.metavar or None,
            is_flag=not self.metavar,
            multiple=self.many,
            nargs=self.values,
            default=None if self.metavar else False,
            help=self.help,
            autocompletion=get_param_completion(self.complete),
        )
        option.notes = self.notes
        return option


def add_options(command: Command, options: tuple[ExtraOption, ...]) -> None:
    """Give ``command`` further options, before its own; its function reads them with ``given_options``."""
    inner = command.callback
    assert inner is not None

    def callback(**values: Any) -> Any:
        return inner(**{name: value for name, value in values.items() if not name.startswith(_PREFIX)})

    arguments = [param for param in command.params if param.param_type_name == "argument"]
    own = [param for param in command.params if param.param_type_name != "argument"]
    command.params = [*arguments, *(option.build() for option in options), *own]
    command.callback = callback


def given_options(ctx: ParseContext) -> dict[str, Any]:
    """Return the extra options given, by their key: a text, True for a switch, a tuple of texts for a repeated one."""
    found = {name.removeprefix(_PREFIX): value for name, value in ctx.params.items() if name.startswith(_PREFIX)}
    return {key: value for key, value in found.items() if value not in (None, False, ())}
