from __future__ import annotations

import typer

from collab_cli.cli.command_frame import Commands
from collab_cli.cli.command_table import CHECK, Entry, Table
from collab_cli.cli.context import Context
from collab_cli.cli.extra_options import ExtraOption, given_options
from collab_cli.messages import Items, msg
from tests.conftest import RunCollab

OPTIONS = (
    ExtraOption("from_", ("--from-department", "-f"), "DEPARTMENT", "Which one"),
    ExtraOption("tags", ("--tag",), "TEXT", "Repeat it", many=True),
    ExtraOption("final", ("--final",), "", "A switch"),
    ExtraOption("type", ("--type",), "WORD", "A word.", notes=(msg("one of {words}", words=Items(("a", "b"))),)),
)
TABLE: Table = {"show": Entry("show", msg("Find what is wrong in the records"), CHECK, __name__)}
commands = Commands()


def app_for(name: str) -> Commands:
    """Return the commands under ``name``."""
    return commands


@commands.verb("show", options=lambda: OPTIONS)
def show(ctx: typer.Context, path: str, quick: bool = False) -> None:
    """Find what is wrong in the records."""
    context: Context = ctx.obj
    context.write(f"{path} {quick} {sorted(given_options(ctx).items())}\n")


def test_options_made_from_data_are_read_beside_its_own(run_collab: RunCollab) -> None:
    words = ("-f", "sales", "--tag", "a", "--tag", "b", "--final", "--quick")
    assert run_collab("show", "x", *words, table=TABLE).out == (
        "x True [('final', True), ('from_', 'sales'), ('tags', ('a', 'b'))]\n"
    )
    assert run_collab("show", "x", table=TABLE).out == "x False []\n"


def test_they_stand_in_help_before_its_own(run_collab: RunCollab) -> None:
    text = run_collab("show", "--help", table=TABLE).out
    shown = [line.split() for line in text.partition("\nOptions\n")[2].splitlines() if line.strip().startswith("-")]
    assert [words[:3] for words in shown[:2]] == [
        ["-f,", "--from-department", "DEPARTMENT"],
        ["--tag", "TEXT", "Repeat"],
    ]
    assert [shown[at][0] for at in (2, 4)] == ["--final", "--quick,"]
    assert shown[3] == ["--type", "WORD", "A", "word", "(one", "of", "a,", "b)"]


def test_one_that_is_not_there_is_told(run_collab: RunCollab) -> None:
    result = run_collab("show", "x", "--tagg", "a", table=TABLE)
    assert (result.code, result.err) == (2, "collab: error: collab show has no option --tagg; did you mean --tag\n")
