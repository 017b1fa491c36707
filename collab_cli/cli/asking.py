"""Questions to a person at a terminal, in the language of the context."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from collab_cli.cli.context import Context
from collab_cli.messages import Message, Param, msg

Find = Callable[[str], Message | None]
"""Says what is wrong with an answer, None if nothing is."""

New = Callable[[str], Message]
"""Says what a text that fits no choice would become, as a choice of its own."""


class Asking:
    """Questions in the language of the context; an answer that was refused is asked for again, with the reason."""

    def __init__(self, context: Context) -> None:
        self._context = context
        context.course.is_final = True

    def text(self, question: Message, find: Find) -> str:
        """Return the line typed, without blanks around it."""
        import questionary

        def check(answer: str) -> bool | str:
            fault = find(answer.strip())
            return True if fault is None else self._say(fault)

        found = questionary.text(self._say(question), validate=check, qmark="?").unsafe_ask()
        return str(found).strip()

    def choice(
        self, question: Message, choices: list[tuple[str, Param]], default: str | None = None, new: New | None = None
    ) -> str:
        """Return the value of the choice taken; letters narrow the list down.

        Where letters fit no choice, the list says so; with ``new`` it offers what that says of the text typed, and
        that text is returned.
        """
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
        say = self._say
        _narrow_by_any_letter(asked, say(msg("nothing matches")), (lambda text: say(new(text))) if new else None)
        return str(asked.unsafe_ask())

    def confirm(self, question: Message, *, default: bool = False) -> bool:
        """Return whether the answer was yes."""
        import questionary

        return bool(questionary.confirm(self._say(question), default=default, qmark="?").unsafe_ask())

    def _say(self, message: Message) -> str:
        return self._context.language.say(message)


def _narrow_by_any_letter(asked: Any, nothing: str, new: Callable[[str], str] | None) -> None:
    """Let every letter narrow a list of choices down, Chinese too; where none is left, say so or offer ``new``.

    The library takes ASCII alone, shows the whole list where nothing fits and would choose its first entry.
    """
    from prompt_toolkit.filters import Condition
    from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
    from prompt_toolkit.keys import Keys
    from questionary import Choice
    from questionary.prompts.common import InquirerControl

    class Narrowing(InquirerControl):
        @property
        def filtered_choices(self) -> list[Choice]:
            found: list[Choice] = super().filtered_choices
            if new is None or not self.search_filter or self.found_in_search:
                return found
            return [Choice(new(self.search_filter.strip()), self.search_filter.strip())]

    application = asked.application
    controls = list(application.layout.find_all_controls())
    control: Any = next(one for one in controls if isinstance(one, InquirerControl))
    typed = next(one for one in controls if getattr(one, "text", None) == control.get_search_string_tokens)
    control.__class__, tokens_before = Narrowing, typed.text
    keys = KeyBindings()

    @keys.add(Keys.Any)
    def _(event: Any) -> None:
        if event.data.isprintable():
            control.add_search_character(event.data)

    def fits_nothing() -> bool:
        return bool(control.search_filter and control.filtered_choices and not control.found_in_search)

    def shown() -> list[tuple[str, str]] | None:
        tokens: list[tuple[str, str]] | None = tokens_before()
        return [*tokens, ("class:search_none", f" {nothing}")] if tokens and fits_nothing() else tokens

    def is_refused() -> bool:
        return fits_nothing() and (new is None or not control.search_filter.strip())

    typed.text = shown

    @keys.add(Keys.ControlM, eager=True, filter=Condition(is_refused))  # asking for the choices left looks anew
    def _(event: Any) -> None:
        event.app.output.bell()

    application.key_bindings = merge_key_bindings([application.key_bindings, keys])
