"""``collab <kind> <part> add``, ``set`` and ``remove``: the lists of a record, entry by entry."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_ids, complete_parts
from collab_cli.cli.context import Context
from collab_cli.cli.extra_options import ExtraOption, given_options
from collab_cli.cli.options import Commit, CommitMessage, DryRun, Yes
from collab_cli.cli.part_words import PARTS, PartWord
from collab_cli.cli.record_removing import Cascade
from collab_cli.errors import CollabError
from collab_cli.messages import msg

if TYPE_CHECKING:
    from collab_cli.cli.opening import Opened
    from collab_cli.edits.part_list import PartList
    from collab_cli.edits.parts import SaidPart
    from collab_cli.edits.plan import Plan
    from collab_cli.model.kind import Kind

_PLACES = (
    ExtraOption("at", ("--at",), "NUMBER", "Which place of the list it takes, from 1; else the last"),
    ExtraOption("after", ("--after",), "ENTRY", "The entry it follows"),
)
_ID = ExtraOption("id", ("--id",), "ID", "Its id; else it is made")
_TITLE_EN = ExtraOption("title_en", ("--title-en",), "TEXT", "The same in English, where the title is Chinese")


_WITH_IDS = frozenset({"kr", "duty", "task", "decision", "finding", "lesson"})


def add_part_verbs(app: Commands, name: str) -> None:
    """Add a noun for each list of the kind ``name`` to ``app``, with the commands that change its entries."""
    for word, known in PARTS.get(name, {}).items():
        own = f"collab {name} {word}"
        commands = Commands(
            examples=(
                f"{own} add {known.add}",
                f"{own} set {known.set}",
                f"{own} remove {known.one}",
            )
        )
        _add_add(commands, name, word, known)
        _add_set(commands, name, word, known)
        _add_remove(commands, name, word, known)
        if (name, word) == ("charter", "duty"):
            from collab_cli.cli.duty_moving import add_move

            add_move(commands)
        app.noun(word, commands, known.about)


def _add_add(app: Commands, name: str, word: str, known: PartWord) -> None:
    def add(
        ctx: typer.Context,
        record: RecordArgument,
        said: str | None = None,
        dry_run: DryRun = False,
        commit: Commit = False,
        message: CommitMessage = None,
    ) -> None:
        """Add an entry.

        On a terminal it asks for what is missing. Dates, numbers and names are understood as people write them.
        """
        context: Context = ctx.obj
        from collab_cli.cli.writing import Saving, finish, start_plan
        from collab_cli.edits.parts import plan_add_part

        opened, parts = _open(context, name, word, record)
        typed = _with_speaker(opened, parts, _said(parts, given_options(ctx), said))
        typed = _completed(context, start_plan(context, opened.world), parts, typed, f"collab {name} {word} add")
        planned = plan_add_part(start_plan(context, opened.world), parts, typed)
        finish(context, opened.root, planned, Saving(dry_run, commit, message))

    add.__annotations__["said"] = Annotated[str | None, typer.Argument(metavar=known.entry, help=known.meaning)]
    app.verb("add", examples=(f"collab {name} {word} add {known.add}",), options=partial(_options, name, word))(add)


def _add_set(app: Commands, name: str, word: str, known: PartWord) -> None:
    @app.verb("set", examples=(f"collab {name} {word} set {known.set}",))
    def set_fields(
        ctx: typer.Context,
        record: RecordArgument,
        entry: EntryArgument,
        assignments: Annotated[
            list[str],
            typer.Argument(metavar="FIELD=VALUE", help="As with collab set; an item of an agenda takes its new text"),
        ],
        dry_run: DryRun = False,
        commit: Commit = False,
        message: CommitMessage = None,
    ) -> None:
        """Give fields of an entry other values; the rest of the file stays as it is."""
        context: Context = ctx.obj
        from collab_cli.cli.writing import Saving, finish, start_plan
        from collab_cli.edits.parts import plan_set_part

        opened, parts = _open(context, name, word, record)
        planned = plan_set_part(start_plan(context, opened.world), parts, entry, assignments)
        finish(context, opened.root, planned, Saving(dry_run, commit, message))


def _add_remove(app: Commands, name: str, word: str, known: PartWord) -> None:
    @app.verb("remove", examples=(f"collab {name} {word} remove {known.one} --dry-run  # show the change",))
    def remove(
        ctx: typer.Context,
        record: RecordArgument,
        entry: EntryArgument,
        cascade: Cascade = False,
        yes: Yes = False,
        dry_run: DryRun = False,
        commit: Commit = False,
        message: CommitMessage = None,
    ) -> None:
        """Remove an entry that nothing names any more."""
        context: Context = ctx.obj
        from collab_cli.cli.record_removing import carry_out
        from collab_cli.cli.writing import Saving, start_plan
        from collab_cli.edits.parts import plan_take_part

        opened, parts = _open(context, name, word, record)
        removal = plan_take_part(start_plan(context, opened.world), parts, entry, cascade=cascade)
        carry_out(context, opened.root, removal, Saving(dry_run, commit, message), cascade=cascade, yes=yes)


def _complete_record(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer the ids of the kind the noun belongs to: goals for `collab goal kr add`."""
    kind, _ = _nouns(ctx)
    return complete_ids(kind)(ctx, incomplete) if kind else []


def _complete_entry(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer the entries of the record named before, where they have ids."""
    kind, word = _nouns(ctx)
    record = ctx.params.get("record")
    if kind is None or record is None or word not in _WITH_IDS:
        return []
    found = complete_parts(kind)(ctx, f"{record}/{incomplete}")
    return [_without(offer, f"{record}/") for offer in found]


def _nouns(ctx: typer.Context) -> tuple[str | None, str | None]:
    """Return the kind and the list of it a command stands under."""
    word = ctx.parent
    kind = word.parent if word is not None else None
    return (kind.info_name, word.info_name) if kind is not None and word is not None else (None, None)


def _without(offer: str, start: str) -> str:
    from collab_cli.cli.offer import Offer

    if not isinstance(offer, Offer):
        return offer.removeprefix(start)
    return Offer(offer.removeprefix(start), offer.record_title, offer.typed_title.removeprefix(start), offer.help)


RecordArgument = Annotated[
    str,
    typer.Argument(metavar="RECORD", autocompletion=_complete_record, help="An id, the beginning of one, or a title"),
]
EntryArgument = Annotated[
    str,
    typer.Argument(
        metavar="ENTRY", autocompletion=_complete_entry, help="Its id, its number in the list, or what it says or names"
    ),
]


def _kind(name: str) -> Kind:
    from collab_cli.model.kinds import kind_named

    kind = kind_named(name)
    assert kind is not None
    return kind


def _options(name: str, word: str) -> tuple[ExtraOption, ...]:
    from collab_cli.cli.field_options import field_options
    from collab_cli.edits.part_list import ORDERED, part_struct
    from collab_cli.model.fields import fields_of

    kind = _kind(name)
    struct = part_struct(kind, kind.parts[word])
    places = _PLACES if kind.parts[word] in ORDERED else ()
    if struct is None:
        return places
    names = {info.name for info in fields_of(struct)}
    sets = ExtraOption("set", ("--set",), "FIELD=VALUE", "Any field, as with collab set; repeat it for more", many=True)
    title_en = (_TITLE_EN,) if "title" in names else ()
    own_id = (_ID,) if "id" in names else ()
    return (*field_options(struct, skip=("id",)), *title_en, *own_id, *places, sets)


def _open(context: Context, name: str, word: str, record: str) -> tuple[Opened, PartList]:
    """Return the workspace and the list meant; raise CollabError if there is no such record."""
    from collab_cli.cli.opening import open_workspace
    from collab_cli.cli.writing import start_plan
    from collab_cli.edits.part_list import part_list

    kind = _kind(name)
    opened = open_workspace(context)
    record_id = start_plan(context, opened.world).names.id_of(kind, record)
    return opened, part_list(opened.world.workspace.records[name][record_id], kind.parts[word])


def _said(parts: PartList, given: dict[str, Any], text: str | None) -> SaidPart:
    from collab_cli.edits.part_list import main_field
    from collab_cli.edits.parts import SaidPart

    sets, at = given.pop("set", ()), given.pop("at", None)
    after, own_id, title_en = (given.pop(key, None) for key in ("after", "id", "title_en"))
    if at is not None and not (at.isascii() and at.isdigit() and len(at) < 5):
        raise CollabError(msg("{option} cannot be {value}", option="--at", value=at), msg("write a number from 1 on"))
    fields = {key: value if isinstance(value, tuple) else (value,) for key, value in given.items()}
    if text is not None and parts.struct is not None:
        main = main_field(parts.struct).name
        if main in fields:
            option = f"--{main.replace('_', '-')}"
            raise CollabError(msg("{option} is given twice", option=option), msg("give it once"))
        fields = {main: (text,), **fields}
    return SaidPart(fields, text, title_en, sets, own_id, None if at is None else int(at), after)


def _with_speaker(opened: Opened, parts: PartList, said: SaidPart) -> SaidPart:
    """Return ``said`` with the person at the keyboard where a new entry needs somebody and nobody is named."""
    from dataclasses import replace

    from collab_cli.cli.acting_person import acting_person
    from collab_cli.model.fields import fields_of

    needs_one = parts.struct is not None and any(
        info.name == "by" and info.required for info in fields_of(parts.struct)
    )
    if not needs_one or "by" in said.fields or any(text.startswith("by=") for text in said.sets):
        return said
    person = acting_person(opened.root, opened.world)
    return said if person is None else replace(said, fields={**said.fields, "by": (person,)})


def _completed(context: Context, plan: Plan, parts: PartList, said: SaidPart, command: str) -> SaidPart:
    """Return ``said`` with the answers of the dialogue, where something is missing and somebody is there to ask."""
    from collab_cli.edits.states import check_not_closed

    check_not_closed(parts.record, parts.field)
    if context.can_ask:
        from collab_cli.cli.part_dialogue import ask_part

        return ask_part(context, plan, parts, said)
    if said == type(said)() or (parts.struct is None and said.text is None):
        raise CollabError(
            msg("a new {noun} needs something it says", noun=parts.noun),
            msg("write it behind {command}", command=f"{command} {parts.record.id}"),
        )
    return said
