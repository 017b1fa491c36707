"""What Typer's commands need to be ours: loaded late, helped in two languages, faults in our words.

A command module holds ``app = Commands()`` and its functions under ``@app.verb(...)``.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import typer
from typer._click.exceptions import UsageError
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from collab_cli.cli.command_table import Entry, Table
from collab_cli.cli.context import Context
from collab_cli.cli.global_options import OPTIONS
from collab_cli.cli.usage_errors import display_name, no_such_command, unexpected_argument
from collab_cli.errors import CollabError
from collab_cli.i18n import Language
from collab_cli.messages import msg

if TYPE_CHECKING:
    from typer._click.core import Command, Parameter
    from typer._click.core import Context as ParseContext
    from typer._click.shell_completion import CompletionItem

    from collab_cli.cli.extra_options import ExtraOption
    from collab_cli.cli.help_page import Section

GIVEN = "collab.given"
"""The key in the parser's ``meta`` of the names of the parameters given, in their order, one a time."""

Function = TypeVar("Function", bound=Callable[..., int | None])


class Declared(NamedTuple):
    """A command as its module declares it; Typer's command is built from it when it is called."""

    function: Callable[..., int | None]
    examples: tuple[str, ...]
    options: Callable[[], tuple[ExtraOption, ...]] | None = None

    @property
    def paragraphs(self) -> list[str]:
        """Return the paragraphs of the command's help."""
        return paragraphs(self.function.__doc__)

    def build(self, name: str) -> Command:
        """Return Typer's command, named ``name``."""
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        app.command(name, cls=Verb, epilog="\n".join(self.examples))(self.function)
        command = get_command(app)
        if self.options is not None:
            from collab_cli.cli.extra_options import add_options

            add_options(command, self.options())
        return command


class Commands:
    """The commands of one module: those of a noun, or a single one.

    ``examples`` are shown in the noun's help: a command to type, and after two blanks and ``#`` what it does.
    """

    def __init__(self, *, examples: Sequence[str] = ()) -> None:
        self.examples = tuple(examples)
        self.verbs: dict[str, Declared | Nested] = {}

    def verb(
        self,
        name: str,
        *,
        examples: Sequence[str] = (),
        options: Callable[[], tuple[ExtraOption, ...]] | None = None,
    ) -> Callable[[Function], Function]:
        """Return the decorator that makes a function the command ``name``.

        Its docstring is its help. Its first parameter is ``ctx: typer.Context``, whose ``obj`` is our
        Context; it returns an exit code, or None for 0. ``options`` makes further ones when it is called, which the
        function reads with ``extra_options.given_options(ctx)``.
        """

        def declare(function: Function) -> Function:
            self.verbs[name] = Declared(function, tuple(examples), options)
            return function

        return declare

    def noun(self, name: str, commands: Commands, about: str) -> None:
        """Add a noun of its own, ``name``, with ``commands``; ``about`` is its help."""
        self.verbs[name] = Nested(commands, about)


class Nested(NamedTuple):
    """The commands of a noun inside a noun: those for the key results of a goal."""

    commands: Commands
    about: str

    @property
    def paragraphs(self) -> list[str]:
        """Return the paragraphs of the noun's help."""
        return paragraphs(self.about)

    def build(self, name: str) -> Command:
        """Return the noun, named ``name``."""
        return Noun(name, self.commands, self.about)


class Verb(TyperCommand):
    """A command that does something."""

    allow_extra_args = True  # refused below, in our words

    def parse_args(self, ctx: ParseContext, args: list[str]) -> list[str]:
        """Parse ``args``; raise CollabError for an argument too many."""
        with _told_where(ctx):
            if not ctx.resilient_parsing:
                order = self.make_parser(ctx).parse_args(list(args))[2]
                _check_given_once(order)
                ctx.meta[GIVEN] = [param.name for param in order]
            rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise unexpected_argument(ctx.command_path, rest[0])
        return rest

    def get_help_option(self, ctx: ParseContext) -> TyperOption | None:
        """Return the ``--help`` option."""
        if self._help_option is None:
            self._help_option = _help_option()
        return self._help_option

    def get_help(self, ctx: ParseContext) -> str:
        """Return the help page in the language of the context."""
        from collab_cli.cli.help_page import Section, help_page

        context: Context = ctx.obj
        language = context.language
        say, text = language.say, language.text
        params = [param for param in self.params if not getattr(param, "hidden", False)]
        arguments = [param for param in params if param.param_type_name == "argument"]
        options = [param for param in params if param.param_type_name == "option"]
        pieces = [ctx.command_path, *(say(msg("[OPTIONS]")) for _ in options[:1]), *map(_argument_usage, arguments)]
        sections = [
            Section(
                say(msg("Arguments")), [(display_name(param), _param_help(param, language)) for param in arguments]
            ),
            Section(say(msg("Options")), [(_option_usage(param), _param_help(param, language)) for param in options]),
            _examples((self.epilog or "").splitlines(), context.language),
            _global_options(context.language),
        ]
        usage = say(msg("Usage: {usage}", usage=" ".join(pieces)))
        return help_page(usage, map(text, paragraphs(self.help)), sections, context.help_width)

    def shell_complete(self, ctx: ParseContext, incomplete: str) -> list[CompletionItem]:
        """Return the options that start with ``incomplete``; once an option is given, not any more."""
        language = ctx.obj.language
        left = [param for param in self.params if param.param_type_name == "option" and not _is_given(ctx, param)]
        return _items(incomplete, ((name, _param_help(param, language)) for param in left for name in param.opts))


class Noun(TyperGroup):
    """The commands of a kind of record, each built when it is called."""

    def __init__(self, name: str, declared: Commands, about: str = "") -> None:
        super().__init__(name=name, help=about, rich_markup_mode=None)
        self.declared = declared

    def list_commands(self, ctx: ParseContext) -> list[str]:
        """Return the names of the commands, in the order they are declared in."""
        return list(self.declared.verbs)

    def get_command(self, ctx: ParseContext, cmd_name: str) -> Command | None:
        """Return the command ``cmd_name``, or None."""
        declared = self.declared.verbs.get(cmd_name)
        return declared.build(cmd_name) if declared else None

    def parse_args(self, ctx: ParseContext, args: list[str]) -> list[str]:
        """Parse ``args``; without any, show the help."""
        if not args and not ctx.resilient_parsing:
            _show_help(ctx)
        with _told_where(ctx):
            return super().parse_args(ctx, args)

    def resolve_command(self, ctx: ParseContext, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        """Return the command named first in ``args``; raise CollabError if there is none."""
        command = self.get_command(ctx, args[0])
        if command is None and not ctx.resilient_parsing:
            raise no_such_command(ctx.command_path, args[0], self.list_commands(ctx))
        return args[0] if command else None, command, args[1:]

    def get_help_option(self, ctx: ParseContext) -> TyperOption | None:
        """Return the ``--help`` option."""
        if self._help_option is None:
            self._help_option = _help_option()
        return self._help_option

    def get_help(self, ctx: ParseContext) -> str:
        """Return the help page in the language of the context."""
        from collab_cli.cli.help_page import Section, help_page

        context: Context = ctx.obj
        say, text = context.language.say, context.language.text
        rows = [(name, text(verb.paragraphs[0]).rstrip(".。")) for name, verb in self.declared.verbs.items()]
        usage = say(msg("Usage: {usage}", usage=f"{ctx.command_path} {say(msg('COMMAND [OPTIONS]'))}"))
        sections = [
            Section(say(msg("Commands")), rows),
            _examples(self.declared.examples, context.language),
            _global_options(context.language),
        ]
        return help_page(usage, map(text, paragraphs(self.help)), sections, context.help_width)

    def shell_complete(self, ctx: ParseContext, incomplete: str) -> list[CompletionItem]:
        """Return the commands that start with ``incomplete``; none is built for it."""
        text = ctx.obj.language.text
        verbs = self.declared.verbs.items()
        return _items(incomplete, ((name, text(verb.paragraphs[0])) for name, verb in verbs))


class Root(Noun):
    """``collab`` itself: commands from a static table, each module imported when its command is called."""

    def __init__(self, table: Table) -> None:
        super().__init__("collab", Commands())
        self.table = table

    def list_commands(self, ctx: ParseContext) -> list[str]:
        """Return the names of all commands, in the order of the overview."""
        return list(self.table)

    def get_command(self, ctx: ParseContext, cmd_name: str) -> Command | None:
        """Return the command ``cmd_name``, its module imported now; None if there is none."""
        entry = self.table.get(cmd_name)
        return load_command(entry) if entry else None

    def get_help(self, ctx: ParseContext) -> str:
        """Return the overview."""
        from collab_cli.cli.overview import overview

        return overview(self.table, ctx.obj.language, ctx.obj.help_width)


def load_command(entry: Entry) -> Command:
    """Return the command of ``entry``, its module imported.

    The module holds ``app``, or makes it in ``app_for(name)`` when it serves several names.
    """
    module = import_module(entry.module)
    app: Commands = module.app_for(entry.name) if hasattr(module, "app_for") else module.app
    if entry.noun:
        return Noun(entry.name, app, entry.help.text)
    return app.verbs[entry.name].build(entry.name)


def paragraphs(docstring: str | None) -> list[str]:
    """Return the paragraphs of a docstring, each on one line: the texts the catalogue translates."""
    blocks = inspect.cleandoc(docstring or "").split("\n\n")
    return [" ".join(block.split()) for block in blocks if block.strip()]


def split_example(line: str) -> tuple[str, str]:
    """Return the command of an example and what it does."""
    command, _, meaning = line.partition("  #")
    return command.strip(), meaning.strip()


@contextmanager
def _told_where(ctx: ParseContext) -> Iterator[None]:
    """Name the command in errors of the parser, which leaves it out of some."""
    try:
        yield
    except UsageError as error:
        error.ctx = error.ctx or ctx
        raise


def _check_given_once(order: Iterable[Parameter]) -> None:
    """Raise CollabError for an option with one value that stands twice among the parameters in their order."""
    seen = set()
    for param in order:
        if param.param_type_name != "option" or getattr(param, "multiple", False) or getattr(param, "is_flag", False):
            continue
        if param.name in seen:
            raise CollabError(msg("{field} is given twice", field=display_name(param)), msg("give it once"))
        seen.add(param.name)


def _show_help(ctx: ParseContext) -> None:
    context: Context = ctx.obj
    context.write(ctx.get_help())
    ctx.exit()


def _help_option() -> TyperOption:
    def callback(ctx: ParseContext, param: Parameter, value: Any) -> None:
        if value and not ctx.resilient_parsing:
            _show_help(ctx)

    return TyperOption(
        param_decls=["--help", "-h"], is_flag=True, expose_value=False, is_eager=True, hidden=True, callback=callback
    )


def _items(incomplete: str, words: Iterable[tuple[str, str]]) -> list[CompletionItem]:
    """Return the words that start with ``incomplete``, each with its help, as the shell is offered them."""
    from typer._click.shell_completion import CompletionItem

    return [CompletionItem(word, help=about.rstrip(".。")) for word, about in words if word.startswith(incomplete)]


def _is_given(ctx: ParseContext, param: Parameter) -> bool:
    """Return whether an option that is taken once stands in the command line already."""
    from typer._click.core import ParameterSource

    given = ctx.get_parameter_source(param.name or "") is ParameterSource.COMMANDLINE
    return given and not getattr(param, "multiple", False)


def _argument_usage(param: Parameter) -> str:
    name = display_name(param) + ("..." if param.nargs != 1 else "")
    return name if param.required else f"[{name}]"


def _option_usage(param: Parameter) -> str:
    names = ", ".join(sorted([*param.opts, *param.secondary_opts], key=len))
    if getattr(param, "is_flag", False):
        return names
    return f"{names} {param.metavar or param.human_readable_name.upper()}"


def _param_help(param: Parameter, language: Language) -> str:
    """Return what a parameter means, with the notes on its value."""
    meaning = language.text(getattr(param, "help", None) or "")
    notes = tuple(map(language.say, getattr(param, "notes", ())))
    if not notes:
        return meaning
    return language.say(msg("{help} ({notes})", help=meaning.rstrip(".。"), notes="; ".join(notes)))


def _examples(lines: Iterable[str], language: Language) -> Section:
    from collab_cli.cli.help_page import Section

    rows = [split_example(line) for line in lines]
    title = language.say(msg("Examples"))
    return Section(title, [(command, language.text(meaning) if meaning else "") for command, meaning in rows], most=46)


def _global_options(language: Language) -> Section:
    from collab_cli.cli.help_page import Section

    names = ", ".join([*(option.usage for option in OPTIONS), "--help"])
    return Section(language.say(msg("Options of every command")), [(names, "")])
