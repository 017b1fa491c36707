"""``collab explain``: what a rule finds and how to mend it, or what a kind of record holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_kinds, complete_rules
from collab_cli.cli.context import Context
from collab_cli.cli.options import Json, chosen_format, format_option
from collab_cli.errors import CollabError
from collab_cli.messages import msg

if TYPE_CHECKING:
    from collab_cli.page import Report

app = Commands()


def offered_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer kinds and rules."""
    return [*complete_kinds(incomplete), *complete_rules(ctx, incomplete)]


@app.verb(
    "explain",
    examples=(
        "collab explain R313  # one rule, by its code",
        "collab explain duplicate-ownership  # the same, by its name",
        "collab explain goal  # the fields of a kind of record, with an example",
        "collab explain  # all rules and kinds",
    ),
)
def explain(
    ctx: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            autocompletion=offered_names,
            help="A rule: a code, a name, the beginning of codes such as R3; or a kind",
        ),
    ] = None,
    format: Annotated[str | None, format_option("text", "json", "markdown")] = None,
    json: Json = False,
) -> None:
    """Explain a rule, with an example and its remedy, or a kind of record, with its fields and an example.

    Without a name, list all rules and kinds.
    """
    context: Context = ctx.obj
    from collab_cli.reports.kinds import build as build_kind
    from collab_cli.reports.kinds import kind_meant

    chosen = chosen_format(format, json)
    kind = kind_meant(name) if name else None
    answer(context, build_kind(kind) if kind is not None else _rules(context, name), chosen)


def _rules(context: Context, name: str | None) -> Report:
    """Return the page of the rule ``name``, or the list of those it means."""
    from collab_cli.cli.opening import open_snapshot
    from collab_cli.reports.kinds import with_kinds
    from collab_cli.rules.catalogue import all_rules, rules_meant
    from collab_cli.rules.documentation import explain as explained
    from collab_cli.rules.documentation import list_rules

    if not name:
        return with_kinds(list_rules(all_rules().values()))
    meant = rules_meant(name)
    if not meant:
        raise _unknown(name)
    if len(meant) > 1:
        return list_rules(meant)
    try:
        settings = open_snapshot(context)[1].settings
    except CollabError:  # a rule can be read about anywhere; thresholds then show their defaults
        settings = None
    return explained(meant[0], settings)


def _unknown(name: str) -> CollabError:
    from collab_cli.model.expectations import nearest
    from collab_cli.model.kinds import all_kinds
    from collab_cli.rules.catalogue import rule_choices

    better = nearest(name, [*(kind.name for kind in all_kinds()), *rule_choices()])
    message = msg("there is no rule and no kind {name}", name=name)
    if better is not None:
        return CollabError(message, msg("did you mean {better}", better=better))
    return CollabError(message, msg("{command} lists them all", command="collab explain"))
