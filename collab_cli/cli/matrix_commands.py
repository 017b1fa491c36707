"""``collab charter matrix``, ``load`` and ``audit``: look at who holds which letter, and how much lies on whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_ids, complete_own_ids
from collab_cli.cli.context import Context
from collab_cli.cli.options import (
    PROSE,
    TABLES,
    AsOf,
    At,
    Json,
    Output,
    choice_option,
    chosen_format,
    department_option,
    domain_option,
    format_option,
)
from collab_cli.errors import CollabError
from collab_cli.messages import msg

if TYPE_CHECKING:
    from collab_cli.analyses.responsibility_view import View
    from collab_cli.graph.world import World
    from collab_cli.reports.responsibility_matrix import Group

VIEWS = ("departments", "people", "roles", "parties")
GROUPS = ("domain", "charter", "none")

Domain = Annotated[str | None, domain_option("Only duties of this domain of the activity catalogue")]


def add_matrix(app: Commands) -> None:
    """Add the command ``matrix`` to the commands for charters."""

    @app.verb(
        "matrix",
        examples=(
            "collab charter matrix  # who holds which letter in what, all charters in force merged",
            "collab charter matrix sales --columns people  # the rows of one charter, with those who answer",
            "collab charter matrix --department sales --letter A  # what sales is accountable for",
            "collab charter matrix -o matrix.xlsx  # as a spreadsheet",
        ),
    )
    def matrix(
        ctx: typer.Context,
        charters: Annotated[
            list[str] | None,
            typer.Argument(
                metavar="CHARTER",
                autocompletion=complete_own_ids,
                help="Show the rows of these charters alone, drafts too; else those of all charters in force",
            ),
        ] = None,
        project: Annotated[
            str | None,
            typer.Option(
                "--project",
                metavar="PROJECT",
                autocompletion=complete_ids("project"),
                help="Show the tasks of this project instead",
            ),
        ] = None,
        columns: Annotated[
            str,
            choice_option(
                "--columns",
                VIEWS,
                "What the columns are: departments, who answers, their roles, or the parties as written",
            ),
        ] = "departments",
        group: Annotated[
            str | None,
            choice_option("--group", GROUPS, "What the rows are put under; else domains where there are some"),
        ] = None,
        domain: Domain = None,
        department: Annotated[
            str | None,
            department_option("Only rows in which this department holds a letter"),
        ] = None,
        letter: Annotated[
            str | None,
            typer.Option(
                "--letter",
                metavar="LETTERS",
                help="Only these letters; with --department: rows in which it holds one of them",
            ),
        ] = None,
        as_of: AsOf = None,
        at: At = None,
        format: Annotated[str | None, format_option(*TABLES)] = None,
        json: Json = False,
        output: Output = None,
    ) -> None:
        """Show the responsibility matrix: who is accountable, responsible, consulted and informed in what."""
        context: Context = ctx.obj
        from collab_cli.analyses.domains import find_domain
        from collab_cli.cli.commands.record_kind import tell_unread
        from collab_cli.cli.opening import open_workspace
        from collab_cli.graph.lookup import find_record
        from collab_cli.model import charter as charter_kind
        from collab_cli.model import department as department_kind
        from collab_cli.model import project as project_kind
        from collab_cli.reports.responsibility_matrix import Wanted, build

        _refuse_empty(("--project", project), ("--domain", domain), ("--department", department), ("--letter", letter))
        if charters and project is not None:
            raise CollabError(
                msg("a charter and --project contradict each other"), msg("ask for charters or for a project")
            )
        chosen = chosen_format(format, json, output=output)
        world = open_workspace(context, as_of=as_of, at=at).world
        if chosen not in PROSE:
            tell_unread(context, "project" if project else "charter", world.workspace.unread)
        workspace = world.workspace
        found = [find_record(workspace, charter_kind.KIND, text) for text in charters or ()]
        wanted = Wanted(
            view=cast("View", columns),  # the option accepts nothing else
            group=cast("Group | None", group),
            charters=tuple({charter.id: charter for charter in found}.values()),
            project=find_record(workspace, project_kind.KIND, project) if project is not None else None,
            domain=find_domain(world, domain) if domain is not None else None,
            department=find_record(workspace, department_kind.KIND, department) if department is not None else None,
            letters=_letters(world, letter) if letter is not None else "",
        )
        answer(context, build(world, wanted), chosen, output=output)


def add_load(app: Commands) -> None:
    """Add the command ``load`` to the commands for charters."""

    @app.verb(
        "load",
        examples=(
            "collab charter load  # how many duties lie on each department",
            "collab charter load --by people  # on each person who answers",
            "collab charter load --domain sales  # in one domain of the activity catalogue",
        ),
    )
    def load(
        ctx: typer.Context,
        by: Annotated[
            str,
            choice_option("--by", VIEWS, "Whose load: departments, who answers, their roles, parties as written"),
        ] = "departments",
        domain: Domain = None,
        as_of: AsOf = None,
        at: At = None,
        format: Annotated[str | None, format_option(*TABLES)] = None,
        json: Json = False,
        output: Output = None,
    ) -> None:
        """Show how much lies on whom: duties by letter, shares of all, and whom the rules find over a limit.

        The percentile is the share of parties with fewer duties of A or R, and half of those with as many.
        """
        context: Context = ctx.obj
        from collab_cli.analyses.domains import find_domain
        from collab_cli.cli.commands.record_kind import tell_unread
        from collab_cli.cli.opening import open_workspace
        from collab_cli.reports.load import build

        _refuse_empty(("--domain", domain))
        chosen = chosen_format(format, json, output=output)
        world = open_workspace(context, as_of=as_of, at=at).world
        if chosen not in PROSE:
            tell_unread(context, "charter", world.workspace.unread)
        meant = find_domain(world, domain) if domain is not None else None
        report = build(world, cast("View", by), meant)
        answer(context, report, chosen, output=output)


def _refuse_empty(*given: tuple[str, str | None]) -> None:
    """Raise CollabError for an option whose value is empty."""
    for option, text in given:
        if text is not None and not text.strip():
            raise CollabError(msg("{field} cannot be empty", field=option), msg("give it a value, or leave it out"))


def _letters(world: World, text: str) -> str:
    """Return the letters of ``--letter``, each once in the order of the framework; raise CollabError for another."""
    from collab_cli.graph.letters import allowed_letters

    allowed = allowed_letters(world.settings)
    typed = [letter for letter in text.upper() if letter.isalnum()]
    if not typed or not set(typed) <= set(allowed):
        raise CollabError(
            msg("{option} cannot be {value}", option="--letter", value=text),
            msg("choose from {letters}", letters=", ".join(allowed)),
        )
    return "".join(letter for letter in allowed if letter in typed)
