"""What an argument or option offers to the shell: ids of records with their titles, from the title index.

Give one of the functions below to ``typer.Argument`` or ``typer.Option`` as ``autocompletion``. A record is offered
by the beginning of its id, and where no id begins so, by the beginning of its title or of an alias.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

import typer

from collab_cli.cli.context import Context
from collab_cli.cli.offer import Offer

if TYPE_CHECKING:
    from collab_cli.model.title_index import Indexed

PERIOD: Final = "period"
"""Stands for the periods of collab.yaml among the kinds, as ``title_index.PERIOD`` does."""

Complete = Callable[[typer.Context, str], list[str]]


class _Known(NamedTuple):
    """The records of one kind in the order of their ids, and the language titles are wanted in."""

    records: tuple[Indexed, ...]
    code: str


def complete_ids(*kinds: str) -> Complete:
    """Return what offers the ids of records of ``kinds``; ``period`` stands for the periods of collab.yaml."""

    def complete(ctx: typer.Context, incomplete: str) -> list[str]:
        known = [_known(ctx.obj, kind) for kind in kinds]
        return list(_fitting(((record, record.title(of.code)) for of in known for record in of.records), incomplete))

    return complete


def complete_own_ids(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer the ids of the noun the command stands under: goals for `collab goal show`."""
    noun = ctx.parent.info_name if ctx.parent else None
    return complete_ids(noun)(ctx, incomplete) if noun else []


def complete_parts(kind: str) -> Complete:
    """Return what offers the parts of records of ``kind``, as `record/part`: first the records that have parts."""

    def complete(ctx: typer.Context, incomplete: str) -> list[str]:
        known = _known(ctx.obj, kind)
        if "/" in incomplete:
            return list(_parts(known, incomplete))
        with_parts = ((record, record.title(known.code)) for record in known.records if record.parts)
        return [offer.between("", "/") for offer in _fitting(with_parts, incomplete)]

    return complete


def complete_refs(*kinds: str) -> Complete:
    """Return what offers open references of ``kinds``, of every kind if none is named.

    Kinds are offered first, their records behind the colon, and the parts of a record behind a `/`. A word that
    begins an id or a title is completed to the whole reference.
    """

    def complete(ctx: typer.Context, incomplete: str) -> list[str]:
        wanted = kinds or _all_kinds()
        kind, colon, rest = incomplete.replace("：", ":").partition(":")
        if colon:
            found = _whole_or_part(_known(ctx.obj, kind), rest) if kind in wanted else ()
            return [offer.between(f"{kind}:") for offer in found]
        named = [Offer(f"{kind}:") for kind in wanted if kind.startswith(incomplete)]
        if not incomplete:
            return list(named)
        known = ((kind, _known(ctx.obj, kind)) for kind in wanted)
        return [*named, *(offer.between(f"{kind}:") for kind, of in known for offer in _whole_or_part(of, incomplete))]

    return complete


def complete_parties(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer departments by their ids, people and posts as `person:id` and `role:id`."""
    return [*complete_ids("department")(ctx, incomplete), *complete_refs("person", "role")(ctx, incomplete)]


def complete_kinds(incomplete: str) -> list[str]:
    """Offer the names of the kinds of records."""
    return [kind for kind in _all_kinds() if kind.startswith(incomplete)]


def complete_rules(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer the codes of rules with their names, and the names themselves."""
    from collab_cli.rules.names import rule_names

    context: Context = ctx.obj
    names = rule_names(context.cache_home)
    codes: list[str] = [Offer(code, slug) for code, slug in names if code.startswith(incomplete.upper())]
    return codes or [Offer(slug, code) for code, slug in names if slug.startswith(incomplete)]


def complete_new_title(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer the rules a new waiver can be for; what another record is called is its own."""
    return complete_rules(ctx, incomplete) if ctx.parent and ctx.parent.info_name == "waiver" else []


def _all_kinds() -> tuple[str, ...]:
    from collab_cli.model.title_index import KEPT

    return tuple(KEPT)


def _known(context: Context, kind: str) -> _Known:
    from collab_cli.model.title_index import indexed

    records = indexed(context.workspace_root(), kind, context.cache_home)
    return _Known(tuple(sorted(records, key=lambda record: record.id)), context.language.code)


def _whole_or_part(known: _Known, incomplete: str) -> Iterable[Offer]:
    if "/" in incomplete:
        return _parts(known, incomplete)
    return _fitting(((record, record.title(known.code)) for record in known.records), incomplete)


def _parts(known: _Known, incomplete: str) -> Iterator[Offer]:
    """Yield the parts of the record named before the first `/`."""
    whole, _, part = incomplete.partition("/")
    meant = whole.casefold()
    for record in known.records:
        if record.id == whole or meant in (word.casefold() for word in record.words):
            parts = ((each, each.title(known.code)) for each in record.known_parts)
            for offer in _fitting(parts, part):
                yield offer.between(f"{whole}/")


def _fitting(titled: Iterable[tuple[Indexed, str]], incomplete: str) -> list[Offer]:
    """Return the records whose id begins with ``incomplete``, else those of which a title does."""
    rows = list(titled)
    found = [Offer(record.id, title) for record, title in rows if record.id.startswith(incomplete)]
    if found:
        return found
    start = incomplete.casefold()
    by_title = ((record, title, _title_from(record, start)) for record, title in rows)
    return [Offer(record.id, title, typed) for record, title, typed in by_title if typed]


def _title_from(record: Indexed, start: str) -> str:
    """Return the title or alias of ``record`` that begins with ``start``, or an empty text."""
    return next((word for word in record.words if word.casefold().startswith(start)), "")
