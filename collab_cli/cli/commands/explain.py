"""``collab explain``: what a rule finds, why it matters, how to mend and how to waive it."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.context import Context
from collab_cli.cli.options import Json, chosen_format, format_option
from collab_cli.errors import CollabError

app = Commands()


@app.verb(
    "explain",
    examples=(
        "collab explain R313  # one rule, by its code",
        "collab explain duplicate-ownership  # the same, by its name",
        "collab explain  # all rules",
    ),
)
def explain(
    ctx: typer.Context,
    rule: Annotated[
        str | None, typer.Argument(metavar="RULE", help="A code, a name, or the beginning of codes such as R3")
    ] = None,
    format: Annotated[str | None, format_option("text", "json", "markdown")] = None,
    json: Json = False,
) -> None:
    """Explain a rule: what it finds, why it matters, an example, how to mend and how to waive it.

    Without a rule, list all of them.
    """
    context: Context = ctx.obj
    from collab_cli.cli.opening import open_snapshot
    from collab_cli.model.settings_file import load_settings
    from collab_cli.rules.catalogue import all_rules, rules_meant, unknown_rule
    from collab_cli.rules.documentation import explain as explained
    from collab_cli.rules.documentation import list_rules

    try:
        settings = load_settings(open_snapshot(context)).settings
    except CollabError:  # a rule can be read about anywhere; thresholds then show their defaults
        settings = None
    chosen = chosen_format(format, json)
    meant = rules_meant(rule) if rule else tuple(all_rules().values())
    if rule and not meant:
        raise unknown_rule(rule)
    report = explained(meant[0], settings) if rule and len(meant) == 1 else list_rules(meant)
    answer(context, report, chosen)
