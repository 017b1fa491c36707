"""Write a report to standard output, or to a file, in the format asked for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from collab_cli.cli.context import Context
from collab_cli.errors import CollabError
from collab_cli.messages import msg

if TYPE_CHECKING:  # a page is built by then, but help must not wait for it
    from collab_cli.page import Report


def answer(
    context: Context, report: Report, format: str, *, show_all: bool = False, output: Path | None = None
) -> None:
    """Write ``report``: for a person where standard output is a terminal, plain and complete elsewhere.

    With ``output`` it goes into that file, in one step, and its path is told. In the format of GitHub it goes into the
    summary of the step as well. Raises CollabError, with the old file kept, where it cannot be written, and for a
    spreadsheet or a document on a terminal.
    """
    from collab_cli.renderers import renderer

    is_terminal = context.width is not None and output is None  # the stream alone decides: colours move nothing
    render = renderer(format, terminal=is_terminal)
    color = context.color and output is None
    text = render(report, context.language, width=context.width or 80, color=color, show_all=show_all)
    if output is not None:
        write_file(context, output, text, format)
    elif isinstance(text, bytes) and context.width is not None:
        what = msg("a Word document") if format == "docx" else msg("a spreadsheet")
        raise CollabError(
            msg("{what} cannot be shown on a terminal", what=what), msg("write it into a file with -o FILE")
        )
    else:
        context.write(text)
    if format == "github":
        from collab_cli.cli.step_summary import append_summary

        append_summary(context, report)


def tell_report(context: Context, report: Report) -> None:
    """Show a report on standard error, unless it is to be quiet: the answer itself is something else."""
    if context.quiet:
        return
    from collab_cli.renderers import renderer

    is_terminal = context.terminal.stderr
    text = renderer("text", terminal=is_terminal)(
        report, context.language, width=context.terminal.width, color=is_terminal and context.color
    )
    assert isinstance(text, str)
    context.tell(text.rstrip("\n"))


def write_file(context: Context, output: Path, text: str | bytes, format: str) -> None:
    """Write an answer in ``format`` into a file in one step, and tell its path.

    Raises CollabError, with the old file kept, where it cannot be written, and for a place of records.
    """
    from collab_cli.documents.durable import TEMPORARY, move, remove, write_new

    path = context.cwd / output
    data = _encoded(text, format)
    if os.path.isdir(path):  # noqa: PTH112 (which takes a name too long for one that is not there)
        raise CollabError(msg("{path} is a folder", path=str(output)), msg("name a file"))
    _refuse_records(context, path, output)
    temporary = path.with_name(f"{TEMPORARY}{os.getpid()}-answer")
    try:
        try:
            write_new(temporary, data)
            move(temporary, path)
        except BaseException:
            remove(temporary)
            raise
    except OSError as error:
        raise CollabError(
            msg("{path} cannot be written: {reason}", path=str(output), reason=error.strerror or str(error)),
            msg("name a file in a folder that is there and may be written to"),
        ) from error
    context.say(msg("wrote {path}", path=str(output)))


def file_bytes(context: Context, report: Report, format: str) -> bytes:
    """Return what a file holds into which ``report`` is written in ``format``."""
    from collab_cli.renderers import renderer

    return _encoded(renderer(format)(report, context.language, width=context.width or 80), format)


def _encoded(text: str | bytes, format: str) -> bytes:
    # Spreadsheet programs in China take CSV without this mark for GBK.
    return text if isinstance(text, bytes) else text.encode("utf-8-sig" if format == "csv" else "utf-8")


def _refuse_records(context: Context, path: Path, output: Path) -> None:
    """Raise CollabError for a file that belongs to a workspace or to git: no answer goes in the place of a record."""
    from collab_cli.model.kinds import all_kinds
    from collab_cli.model.workspace import RESTRICTED
    from collab_cli.sources.workspace_root import SETTINGS_FILE

    real = Path(os.path.realpath(path))
    is_record = ".git" in real.parts
    try:
        inside = real.relative_to(os.path.realpath(context.workspace_root())).parts
    except (CollabError, ValueError):
        inside = ()
    if inside:
        folders = {kind.folder for kind in all_kinds()}
        registers = {SETTINGS_FILE, *(f"{folder}.yaml" for folder in folders)}
        is_record = is_record or inside[0] in {*folders, RESTRICTED} or inside[-1] in registers
    if is_record:
        raise CollabError(
            msg("{path} is a place for records, not for answers", path=str(output)),
            msg("write the answer outside of it"),
        )
