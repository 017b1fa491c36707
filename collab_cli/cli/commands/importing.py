"""``collab import``: take over tables people already have."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from collab_cli.cli.answering import answer, tell_report
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_ids
from collab_cli.cli.context import Context
from collab_cli.cli.options import PAGES, Commit, CommitMessage, DryRun, Json, Yes, chosen_format, format_option
from collab_cli.errors import CollabError
from collab_cli.messages import msg, msgn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from collab_cli.analyses.raci_tables.grid import Grid
    from collab_cli.analyses.raci_tables.read_table import Question, ReadParty, ReadTable
    from collab_cli.edits.table_parties import Ask
    from collab_cli.graph.world import World

SHOWN = 8
"""How many marks without a meaning are told one by one."""

app = Commands(
    examples=(
        "collab import raci duties.xlsx --dry-run  # what the table says, and what would change; nothing is written",
        "collab import raci duties.xlsx --party 'QA=quality'  # QA in the table is the department quality",
        "collab import raci duties.md --meaning '●=A' --meaning '○=R'  # what the marks in it stand for",
    )
)


@app.verb(
    "raci",
    examples=(
        "collab import raci duties.xlsx --dry-run  # what the table says, and what would change",
        "collab import raci duties.csv --create --yes  # departments that are not there yet are made",
        "collab import raci steps.md --charter complaint-to-closure  # all rows go into one charter",
    ),
)
def raci(
    ctx: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="A spreadsheet (.xlsx, .xls, .ods), .csv, .tsv or a Markdown file"),
    ],
    party: Annotated[
        list[str] | None,
        typer.Option("--party", metavar="TEXT=ID", help="Whom a name in the table means; - leaves it out; repeatable"),
    ] = None,
    meaning: Annotated[
        list[str] | None,
        typer.Option("--meaning", metavar="MARK=LETTERS", help="What a mark stands for, as in ●=A; repeatable"),
    ] = None,
    sheet: Annotated[
        str | None, typer.Option("--sheet", metavar="NAME", help="Only this sheet, or the table under this heading")
    ] = None,
    charter: Annotated[
        str | None,
        typer.Option(
            "--charter",
            metavar="CHARTER",
            autocompletion=complete_ids("charter"),
            help="Put all rows into this charter; else each goes to the department with its A",
        ),
    ] = None,
    create: Annotated[bool, typer.Option("--create", help="Make departments that are not there yet")] = False,
    no_activities: Annotated[
        bool, typer.Option("--no-activities", help="Enter new duties into their charters only, not into the catalogue")
    ] = False,
    format: Annotated[str | None, format_option(*PAGES)] = None,
    json: Json = False,
    dry_run: DryRun = False,
    yes: Yes = False,
    commit: Commit = False,
    message: CommitMessage = None,
) -> None:
    """Take over a table of who is accountable, responsible, consulted and informed.

    What was understood is shown first, with everything that is not certain and the cell it stands in, then what
    changes; nothing is written before a yes. Rows in force get the letters of the table, new ones go into the charter
    of the department that is accountable. What can be read in two ways is refused or asked, never guessed.
    """
    context: Context = ctx.obj
    from collab_cli.cli.opening import open_workspace
    from collab_cli.cli.writing import Saving, confirm, finish, start_plan
    from collab_cli.edits.import_raci import Wanted, plan_import
    from collab_cli.graph.letters import allowed_letters
    from collab_cli.reports.raci_import import build
    from collab_cli.transports.read_tables import read_tables

    chosen = chosen_format(format, json)
    if not dry_run and (format or json):
        raise CollabError(msg("--format and --json go with --dry-run only"), msg("leave them out, or add --dry-run"))
    grids = _sheets(read_tables(context.cwd / file), sheet)
    opened = open_workspace(context)
    letters = allowed_letters(opened.world.settings)
    meanings = _meanings(meaning or [], letters)
    tables = _understood(context, opened.world, grids, letters, meanings)
    plan = start_plan(context, opened.world)
    parties = dict(_pair(text, "--party", "TEXT=ID") for text in party or [])
    wanted = Wanted(parties, charter, create, not no_activities)
    difference, planned = plan_import(plan, tables, wanted, file.name, _asker(context, opened.world))
    report = build(planned.after, file.name, tables, difference)
    if dry_run:
        answer(context, report, chosen)
        return
    tell_report(context, report)
    if planned.writes:
        confirm(context, msg("Write this?"), yes=yes)
    elif not commit:
        return  # told already: there is no difference
    finish(context, opened.root, planned, Saving(False, commit, message))


def _sheets(grids: Sequence[Grid], wanted: str | None) -> Sequence[Grid]:
    from dataclasses import replace

    if wanted is None:
        return grids
    found = [grid for grid in grids if grid.name.casefold() == wanted.strip().casefold()]
    if not found:
        names = tuple(grid.name for grid in grids if grid.name)
        raise CollabError(
            msg("there is no sheet {name}", name=wanted),
            msgn("there is only {names}", "there are {names}", len(names), names=names)
            if names
            else msg("leave out --sheet: the tables have no names"),
        )
    return [replace(grid, is_hidden=False) for grid in found]


def _pair(text: str, option: str, example: str) -> tuple[str, str]:
    left, sign, right = text.replace("＝", "=").rpartition("=")
    if not sign or not left.strip() or not right.strip():
        raise CollabError(
            msg("{option} cannot be {value}", option=option, value=text), msg("write {example}", example=example)
        )
    return left.strip(), right.strip()


def _meanings(given: Sequence[str], letters: str) -> dict[str, str]:
    found = {}
    for text in given:
        mark, meaning = _pair(text, "--meaning", "MARK=LETTERS")
        held = "" if meaning == "-" else meaning.upper()
        if not set(held) <= set(letters):
            raise CollabError(
                msg("{option} cannot be {value}", option="--meaning", value=text),
                msg("the letters are {letters}, - stands for none", letters=", ".join(letters)),
            )
        found[mark] = held
    return found


def _understood(
    context: Context, world: World, grids: Sequence[Grid], letters: str, meanings: Mapping[str, str]
) -> tuple[ReadTable, ...]:
    """Return what the tables say; marks without a meaning are asked for, each once."""
    from collab_cli.edits.table_names import TableNames
    from collab_cli.edits.understood_tables import understood_tables

    known = dict(meanings)
    names = TableNames(world)
    while True:
        tables = understood_tables(grids, names, letters=letters, meanings=known)
        open_ones = {question.mark: question for table in tables for question in table.questions}
        new = [question for mark, question in open_ones.items() if mark not in known]
        if not new:
            return tables
        if not context.can_ask:
            raise _unexplained(new)
        first = new[0]
        known[first.mark] = _asked(context, world, first.mark, first.address, letters)


def _unexplained(marks: Sequence[Question]) -> CollabError:
    """Return the error for marks without a meaning: where each stands, and the options that give it one."""
    from shlex import quote

    from collab_cli.messages import Items, Param

    options = " ".join(f"--meaning {quote(f'{each.mark}=LETTERS')}" for each in marks[:SHOWN])
    if len(marks) == 1:
        message = msg("{cell}: the file does not say what {mark} stands for", cell=marks[0].address, mark=marks[0].mark)
    else:
        listed: list[Param] = [msg("{text} ({place})", text=each.mark, place=each.address) for each in marks[:SHOWN]]
        if len(marks) > SHOWN:
            listed.append(msgn("and {count} more", "and {count} more", len(marks) - SHOWN))
        message = msg("the file does not say what these stand for: {marks}", marks=Items(tuple(listed)))
    return CollabError(message, msg("say it with {option}, - for no letter", option=options))


def _asked(context: Context, world: World, mark: str, address: str, letters: str) -> str:
    from collab_cli.cli.asking import Asking
    from collab_cli.graph.letters import letter_names, responsible_letter
    from collab_cli.messages import Param

    both = "A" + responsible_letter(world.settings)
    choices: list[tuple[str, Param]] = []
    for held in (*letters, both):
        choices.append((held, msg("{letters}: {words}", letters=held, words=letter_names(world.settings, held))))
    choices.append(("-", msg("no letter")))
    found = Asking(context).choice(msg("What does {mark} in {cell} stand for?", mark=mark, cell=address), choices)
    return "" if found == "-" else found


def _asker(context: Context, world: World) -> Ask:
    def ask(party: ReadParty) -> str | None:
        if not context.can_ask:
            return None
        from collab_cli.cli.asking import Asking
        from collab_cli.messages import Param
        from collab_cli.model.department import Department
        from collab_cli.model.person import Person
        from collab_cli.model.role import Role

        choices: list[tuple[str, Param]] = [("-", msg("leave it out"))]
        choices += [(one.id, one.titled) for one in world.workspace.all(Department)]
        choices += [(f"role:{one.id}", one.titled) for one in world.workspace.all(Role)]
        choices += [(f"person:{one.id}", one.titled) for one in world.workspace.all(Person)]
        question = msg("Whom does {text} in {cell} mean?", text=party.text, cell=party.address)
        return Asking(context).choice(question, choices)

    return ask
