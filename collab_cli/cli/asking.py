"""Questions to a person at a terminal, in the language of the context."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from collab_cli.cli.context import Context
from collab_cli.messages import Message, Param, msg

Find = Callable[[str], Message | None]
"""Says what is wrong with an answer, None if nothing is."""


class Asking:
    """Questions in the language of the context; an answer that was refused is asked for again, with the reason."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def text(self, question: Message, find: Find) -> str:
        """Return the line typed, without blanks around it."""
        import questionary

        def check(answer: str) -> bool | str:
            fault = find(answer.strip())
            return True if fault is None else self._say(fault)

        found = questionary.text(self._say(question), validate=check, qmark="?").unsafe_ask()
        return str(found).strip()

    def choice(self, question: Message, choices: list[tuple[str, Param]], default: str | None = None) -> str:
        """Return the value of the choice taken; letters narrow the list down."""
        import questionary

        options = [questionary.Choice(self._context.language.show(label), value) for value, label in choices]
        hint = self._say(msg("(arrow keys, letters narrow the list down, Enter)"))
        asked: Any = questionary.select(
            self._say(question),
            options,
            default=default,
            qmark="?",
            instruction=hint,
            use_jk_keys=False,
            use_search_filter=True,
        )
        _narrow_by_any_letter(asked)
        return str(asked.unsafe_ask())

    def confirm(self, question: Message, *, default: bool = False) -> bool:
        """Return whether the answer was yes."""
        import questionary

        return bool(questionary.confirm(self._say(question), default=default, qmark="?").unsafe_ask())

    def _say(self, message: Message) -> str:
        return self._context.language.say(message)


def _narrow_by_any_letter(asked: Any) -> None:
    """Let every letter narrow a list of choices down, Chinese too, and Enter take nothing when none is left.

    The library takes ASCII alone and would choose the first entry of the whole list.
    """
    from prompt_toolkit.filters import Condition
    from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
    from prompt_toolkit.keys import Keys
    from questionary.prompts.common import InquirerControl

    application = asked.application
    control = next(one for one in application.layout.find_all_controls() if isinstance(one, InquirerControl))
    keys = KeyBindings()

    @keys.add(Keys.Any)
    def _(event: Any) -> None:
        if event.data.isprintable():
            control.add_search_character(event.data)

    def fits_nothing() -> bool:
        return bool(control.search_filter and control.filtered_choices and not control.found_in_search)

    @keys.add(Keys.ControlM, eager=True, filter=Condition(fits_nothing))  # asking for the choices left looks anew
    def _(event: Any) -> None:
        event.app.output.bell()

    application.key_bindings = merge_key_bindings([application.key_bindings, keys])
