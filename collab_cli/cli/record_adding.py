"""``collab <kind> add``: one new record, from options, from a file, or from a dialogue on a terminal."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_new_title
from collab_cli.cli.context import Context
from collab_cli.cli.extra_options import ExtraOption, given_options
from collab_cli.cli.kind_examples import ADD
from collab_cli.cli.options import Commit, CommitMessage, DryRun, Yes
from collab_cli.errors import CollabError
from collab_cli.messages import msg

if TYPE_CHECKING:
    from collab_cli.edits.add_record import Said
    from collab_cli.graph.world import World
    from collab_cli.model.kind import Kind

_LINKS = (
    ExtraOption("parent", ("--parent",), "GOAL", "The goal this goal serves"),
    ExtraOption("weight", ("--weight",), "SHARE", "What it carries of the goal served: 0.3 or 30%"),
    ExtraOption("how", ("--how",), "TEXT", "How it serves that goal, in a sentence"),
)
_EXTRAS = {
    "goal": _LINKS,
    "series": (
        ExtraOption("every", ("--every",), "RHYTHM", "How often: 'week on mon', '2 weeks on tue', 'last fri of month'"),
    ),
    "charter": (ExtraOption("department", ("--department",), "DEPARTMENT", "The department whose duties it states"),),
}
_FREED = {("handoff", "from"): ("--from-department",)}
"""Fields whose usual option means something else in this command."""
_TITLES = {"title": msg("title"), "name": msg("name"), "rule": msg("rule")}
_FREED_HINTS = {"handoff": msg("name the department that delivers with --from-department")}
_NEXT = {
    "goal": msg("it has no key results yet; {command} adds one", command="collab goal kr add"),
    "charter": msg("it has no duties yet; {command} adds one", command="collab charter duty add"),
}


def add_add(app: Commands, name: str) -> None:
    """Add the command ``add`` of the kind ``name`` to ``app``."""

    @app.verb("add", examples=_examples(name), options=partial(_options, name))
    def add(
        ctx: typer.Context,
        title: Annotated[
            str | None,
            typer.Argument(metavar="TITLE", autocompletion=complete_new_title, help="What it is called"),
        ] = None,
        record_id: Annotated[
            str | None, typer.Option("--id", metavar="ID", help="Its id; else made from the title")
        ] = None,
        sets: Annotated[
            list[str] | None,
            typer.Option("--set", metavar="FIELD=VALUE", help="Any field, as with collab set; repeat it for more"),
        ] = None,
        source: Annotated[
            str | None,
            typer.Option("--from", metavar="FILE", help="Take a whole record from a YAML file; - reads standard input"),
        ] = None,
        create: Annotated[
            bool, typer.Option("--create", help="Also add the records it names that are not there yet")
        ] = False,
        yes: Yes = False,
        dry_run: DryRun = False,
        commit: Commit = False,
        message: CommitMessage = None,
    ) -> None:
        """Add a record: one file or one entry of its register, nothing else is touched.

        On a terminal it asks for what is missing. Dates, numbers and names are understood as people write them.
        """
        context: Context = ctx.obj
        from collab_cli.cli.opening import open_workspace
        from collab_cli.cli.record_file import read_record
        from collab_cli.cli.writing import Saving, finish, start_plan
        from collab_cli.edits.add_record import plan_add, records_titled_like
        from collab_cli.edits.make_named import maker

        opened = open_workspace(context)
        record = read_record(context, source, _FREED_HINTS.get(name))
        said = _said(ctx, _kind(name), title, record_id, tuple(sets or ()), record)
        may_make = _Consent(context, yes=create or yes)
        said = _with_known_rule(context, said)
        said = _completed(context, opened.world, said, may_make)
        plan = start_plan(context, opened.world)
        plan.names.make = maker(plan, said, may_make)
        plan.names.offer = lambda kind: "--create"
        added = plan_add(plan, said)
        for known in records_titled_like(said.kind, added):
            context.say(msg("the {kind} {record} has this title already", kind=said.kind.one, record=known.titled))
        finish(context, opened.root, added.planned, Saving(dry_run, commit, message))
        if name in _NEXT and not dry_run:
            context.say(_NEXT[name])


def _examples(name: str) -> tuple[str, ...]:
    return (
        f"collab {name} add  # asks for what is needed, on a terminal",
        f"{ADD[name]}  # all on one line",
        f"collab {name} add --from record.yaml --dry-run  # from a file; shows the change, writes nothing",
    )


def _kind(name: str) -> Kind:
    from collab_cli.model.kinds import kind_named

    kind = kind_named(name)
    assert kind is not None
    return kind


def _options(name: str) -> tuple[ExtraOption, ...]:
    from collab_cli.cli.field_options import field_options

    kind = _kind(name)
    title = "--" + kind.title_field
    english = ExtraOption("title_en", (f"{title}-en",), "TEXT", "The same in English, where the title is Chinese")
    extras = _EXTRAS.get(name, ())
    options = field_options(kind.struct, skip=[option.key for option in extras])
    options = tuple(option._replace(flags=_FREED.get((name, option.key), option.flags)) for option in options)
    at = next((index for index, option in enumerate(options) if option.key == kind.title_field), -1) + 1
    bilingual = (english,) if kind.title_field != "rule" else ()
    return (*options[:at], *bilingual, *options[at:], *extras)


def _said(
    ctx: typer.Context, kind: Kind, title: str | None, record_id: str | None, sets: tuple[str, ...], record: Any
) -> Said:
    from collab_cli.edits.add_record import Said

    given = given_options(ctx)
    extras = {option.key: given.pop(option.key) for option in _EXTRAS.get(kind.name, ()) if option.key in given}
    title_en = given.pop("title_en", None)
    fields = {key: value if isinstance(value, tuple) else (value,) for key, value in given.items()}
    if title is not None:
        if kind.title_field in fields:
            raise CollabError(
                msg("the title is given twice"), msg("give it with or without --{field}", field=kind.title_field)
            )
        fields[kind.title_field] = (title.strip(),)
    return Said(kind, fields, title_en, sets, record, extras, record_id)


def _completed(context: Context, world: World, said: Said, may_make: _Consent) -> Said:
    """Return ``said`` with the answers of the dialogue, where a title is missing and somebody is there to ask."""
    from collab_cli.edits.add_record import check_said, has_title
    from collab_cli.edits.derived_fields import TITLED_BY

    if has_title(said):
        return said
    if not context.can_ask:
        if said.kind.name in TITLED_BY:
            return said
        raise CollabError(
            msg("a new {kind} needs a {field}", kind=said.kind.one, field=_TITLES[said.kind.title_field]),
            msg("write it behind {command}", command=f"collab {said.kind.name} add"),
        )
    from collab_cli.cli.record_dialogue import ask_record
    from collab_cli.cli.writing import start_plan
    from collab_cli.edits.plan import Plan

    check_said(start_plan(context, world, make=lambda kind, text: text if may_make(kind, text) else None), said)
    answers = Plan(world, choose=lambda kind, text, found: found[0].id, make=lambda kind, text: text)  # asks nothing
    return _with_known_rule(context, ask_record(context, answers, said, may_make.give))


def _with_known_rule(context: Context, said: Said) -> Said:
    """Return ``said`` with the code of the rule a waiver is for; raise CollabError where there is none of that name."""
    if said.kind.name != "waiver":
        return said
    from dataclasses import replace

    from collab_cli.cli.waived_rule import waived_rule
    from collab_cli.edits.set_fields import parse_assignment

    assignments = [parse_assignment(text) for text in said.sets]
    for text in (said.record.get("rule"), *(each.value for each in assignments if each.field == "rule")):
        if isinstance(text, str) and text.strip():
            waived_rule(context, text)
    codes = tuple(waived_rule(context, text) if text.strip() else text for text in said.fields.get("rule", ()))
    return replace(said, fields={**said.fields, "rule": codes}) if codes else said


class _Consent:
    """Says whether a record that is not there may be added too; each is asked for once, if it was not chosen."""

    def __init__(self, context: Context, *, yes: bool) -> None:
        self._context, self._yes = context, yes
        self._answers: dict[tuple[str, str], bool] = {}

    def give(self, kind: Kind, text: str) -> None:
        """Note that a record of this title was chosen to be added."""
        self._answers[kind.name, text] = True

    def __call__(self, kind: Kind, text: str) -> bool:
        if self._yes or not self._context.can_ask:
            return self._yes
        if (kind.name, text) not in self._answers:
            from collab_cli.cli.asking import Asking

            question = msg("There is no {kind} {text}. Add it too?", kind=kind.one, text=text)
            self._answers[kind.name, text] = Asking(self._context).confirm(question)
        return self._answers[kind.name, text]
