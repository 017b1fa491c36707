"""``collab activity harvest``: build the catalogue from the duties charters list already."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_cli.cli.command_frame import Commands
from collab_cli.cli.commands.record_kind import tell_unread
from collab_cli.cli.completing import complete_ids
from collab_cli.cli.context import Context
from collab_cli.cli.options import Commit, CommitMessage, DryRun, Yes
from collab_cli.errors import CollabError
from collab_cli.messages import msg, msgn


def add_harvest(app: Commands) -> None:
    """Add the command ``harvest`` to the commands for activities."""

    @app.verb(
        "harvest",
        examples=(
            "collab activity harvest --dry-run  # what the charters would add",
            "collab activity harvest sales --domain sales-management  # from one charter, into one domain",
        ),
    )
    def harvest(
        ctx: typer.Context,
        charters: Annotated[
            list[str] | None,
            typer.Argument(
                metavar="CHARTER",
                autocompletion=complete_ids("charter"),
                help="Take the duties of these charters alone; else of all departments, drafts too",
            ),
        ] = None,
        domain: Annotated[
            str | None, typer.Option("--domain", metavar="TEXT", help="The domain of all new activities")
        ] = None,
        catalogue_only: Annotated[
            bool, typer.Option("--catalogue-only", help="Leave the charters alone, whatever their duties are called")
        ] = False,
        yes: Yes = False,
        dry_run: DryRun = False,
        commit: Commit = False,
        message: CommitMessage = None,
    ) -> None:
        """Enter the duties of departments into the catalogue of activities.

        Duties of one wording become one activity, the other wordings its aliases, and name it; what only reads alike
        stays apart and is told. What a charter in force lists is required: somebody owns it, so it should not be lost.
        """
        context: Context = ctx.obj
        from collab_cli.cli.opening import open_workspace
        from collab_cli.cli.writing import Saving, confirm, finish, start_plan
        from collab_cli.edits.harvest_activities import harvest as harvested
        from collab_cli.edits.harvest_activities import plan_harvest
        from collab_cli.edits.new_id import is_id
        from collab_cli.graph.lookup import find_record
        from collab_cli.model.charter import KIND, Charter
        from collab_cli.model.slug import slug_of

        if domain is not None and not is_id(domain):
            raise CollabError(
                msg("{option} cannot be {value}", option="--domain", value=domain[:40] or "''"),
                msg("write an id, such as {example}", example=slug_of(domain)),
            )
        opened = open_workspace(context)
        world = opened.world
        tell_unread(context, "charter", world.workspace.unread)
        tell_unread(context, "activity", world.workspace.unread)
        named = [find_record(world.workspace, KIND, text) for text in charters] if charters else None
        link = not catalogue_only
        found = [each for each in harvested(world, named) if each.is_new or (link and each.unlinked)]
        if not found:
            has_duties = any(charter.value.duties for charter in world.all(Charter))
            all_there = msg("nothing to harvest: the catalogue has every duty")
            context.say(all_there if has_duties else msg("nothing to harvest: no charter lists a duty"))
            return
        plan = start_plan(context, world)
        planned = plan_harvest(plan, found, domain=domain, link=link)
        if not dry_run:
            new = sum(each.is_new for each in found)
            duties = sum(len(each.unlinked) for each in found) if link else 0
            question = msg(
                "Add {activities} and name them in {duties}?",
                activities=msgn("{count} activity", "{count} activities", new),
                duties=msgn("{count} duty", "{count} duties", duties),
            )
            confirm(context, question, yes=yes)
        finish(context, opened.root, planned, Saving(dry_run, commit, message))
