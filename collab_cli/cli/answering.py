"""Write a report to standard output in the format asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_cli.cli.context import Context

if TYPE_CHECKING:  # a page is built by then, but help must not wait for it
    from collab_cli.page import Report


def answer(context: Context, report: Report, format: str, *, show_all: bool = False) -> None:
    """Write ``report``: for a person where standard output is a terminal, plain and complete elsewhere."""
    from collab_cli.renderers import renderer

    is_terminal = context.width is not None  # the stream alone decides: colours asked for move and cut nothing
    render = renderer(format, terminal=is_terminal)
    text = render(report, context.language, width=context.width or 80, color=context.color, show_all=show_all)
    context.write(text)
