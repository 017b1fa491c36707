"""``collab <kind> activate``, ``approve``, ``done``, ...: a command for every state verb of a kind."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_own_ids
from collab_cli.cli.context import Context
from collab_cli.cli.extra_options import ExtraOption, given_options
from collab_cli.cli.options import Commit, CommitMessage, DryRun
from collab_cli.edits.state_verb import BY, StateVerb, VerbOption
from collab_cli.edits.state_verbs import verbs_of
from collab_cli.errors import CollabError
from collab_cli.messages import msg

if TYPE_CHECKING:
    from collab_cli.model.kind import Kind

Ref = Annotated[
    str,
    typer.Argument(metavar="REF", autocompletion=complete_own_ids, help="An id, the beginning of one, or a title"),
]
Refs = Annotated[
    list[str],
    typer.Argument(
        metavar="REF",
        autocompletion=complete_own_ids,
        help="Ids, numbers of the list last shown, titles, or a word that only one title holds",
    ),
]


def add_state_verbs(app: Commands, name: str) -> None:
    """Add a command for each state verb of the kind ``name`` to ``app``."""
    forms: dict[str, tuple[StateVerb, ...]] = {}
    for verb in verbs_of(name):
        forms[verb.name] = (*forms.get(verb.name, ()), verb)
    for verb_name, of_name in forms.items():
        app.verb(verb_name, examples=of_name[0].examples, options=partial(_options, of_name))(_command(of_name))


def _command(forms: tuple[StateVerb, ...]) -> Callable[..., None]:
    argument = next((option for option in forms[0].options if option.argument), None)

    def plain(
        ctx: typer.Context, ref: Ref, dry_run: DryRun = False, commit: Commit = False, message: CommitMessage = None
    ) -> None:
        _run(ctx, forms, [ref], {}, (dry_run, commit, message))

    def of_many(
        ctx: typer.Context, refs: Refs, dry_run: DryRun = False, commit: Commit = False, message: CommitMessage = None
    ) -> None:
        _run(ctx, forms, refs, {}, (dry_run, commit, message))

    def with_argument(
        ctx: typer.Context,
        ref: Ref,
        further: str | None = None,
        dry_run: DryRun = False,
        commit: Commit = False,
        message: CommitMessage = None,
    ) -> None:
        assert argument is not None
        _run(ctx, forms, [ref], {} if further is None else {argument.key: further}, (dry_run, commit, message))

    command: Callable[..., None] = of_many if forms[0].many else plain if argument is None else with_argument
    if argument is not None:
        described = typer.Argument(metavar=argument.typed, help=argument.help)
        with_argument.__annotations__["further"] = Annotated[str | None, described]
    command.__doc__ = forms[0].help
    return command


def _run(
    ctx: typer.Context,
    forms: tuple[StateVerb, ...],
    refs: list[str],
    further: dict[str, str],
    saving: tuple[bool, bool, str | None],
) -> None:
    context: Context = ctx.obj
    from collab_cli.cli.acting_person import acting_person, address_seen
    from collab_cli.cli.opening import open_workspace
    from collab_cli.cli.record_meant import record_meant
    from collab_cli.cli.writing import Saving, finish, start_plan
    from collab_cli.edits.carry_out_verb import plan_state_verbs

    said: dict[str, Any] = given_options(ctx)
    for key, text in further.items():
        if key in said:
            raise CollabError(msg("{option} is given twice", option=f"--{key}"), msg("give it once"))
        said[key] = text
    verb = _form(forms, said)
    opened = open_workspace(context)
    plan = start_plan(context, opened.world)
    meant = (record_meant(context, opened.root, plan, verb, ref) for ref in refs)
    records = tuple({record.id: record for record in meant}.values())
    asks = verb.option(BY) is not None and BY not in said
    acting = acting_person(opened.root, opened.world) if asks else None
    address = address_seen(opened.root) if asks and acting is None else None
    if context.can_ask and set(verb.asked) - said.keys():
        from collab_cli.cli.verb_dialogue import ask_open

        plan_state_verbs(start_plan(context, opened.world), records, verb, said, acting=acting, address=address)
        said = ask_open(context, plan, verb, said)
    planned = plan_state_verbs(plan, records, verb, said, acting=acting, address=address)
    finish(context, opened.root, planned, Saving(*saving))


def _form(forms: tuple[StateVerb, ...], said: dict[str, Any]) -> StateVerb:
    """Return the form of a verb whose switch is given, else the usual one; raise CollabError for what it cannot use."""
    verb = next((form for form in forms if form.switch is not None and form.switch in said), forms[0])
    strange = next((key for key in said if verb.option(key) is None), None)
    if strange is not None:
        other = verb.switch or next(form.switch for form in forms if form.switch is not None)
        raise CollabError(
            msg("--{option} and --{other} do not go together", option=strange, other=other),
            msg("leave one of them out"),
        )
    return verb


def _options(forms: tuple[StateVerb, ...]) -> tuple[ExtraOption, ...]:
    found: dict[str, ExtraOption] = {}
    for verb in forms:
        for option in verb.options:
            found.setdefault(option.key, _option(verb, option))
    return tuple(found.values())


def _option(verb: StateVerb, option: VerbOption) -> ExtraOption:
    from collab_cli.cli.field_options import completion_of, metavar_of
    from collab_cli.edits.carry_out_verb import option_help
    from collab_cli.edits.verb_fields import field_at
    from collab_cli.model.fields import ListType

    if not option.field:
        return ExtraOption(option.key, (option.flag,), "", option.help)
    wanted = field_at(_kind(verb.kind).struct, option.field).info.type
    if isinstance(wanted, ListType):
        wanted = wanted.item
    return ExtraOption(
        option.key,
        (option.flag,),
        metavar_of(wanted),
        option_help(verb, option),
        many=option.many,
        complete=completion_of(wanted),
    )


def _kind(name: str) -> Kind:
    from collab_cli.model.kinds import kind_named

    kind = kind_named(name)
    assert kind is not None
    return kind
