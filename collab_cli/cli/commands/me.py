"""``collab me``: what a person owes, on one page."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Annotated

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_ids
from collab_cli.cli.context import Context
from collab_cli.cli.options import PAGES, AsOf, At, Json, Output, chosen_format, format_option
from collab_cli.errors import CollabError
from collab_cli.messages import msg

if TYPE_CHECKING:
    from collab_cli.cli.opening import Opened
    from collab_cli.model.person import Person
    from collab_cli.model.record import Record

app = Commands()


@app.verb(
    "me",
    examples=(
        "collab me  # what you owe, what is late first",
        "collab me zhang-wei  # what somebody else owes, by id, name or title",
        "collab me --as-of 2025-07-11  # as that day will see it",
    ),
)
def me(
    ctx: typer.Context,
    person: Annotated[
        str | None,
        typer.Argument(
            metavar="PERSON",
            autocompletion=complete_ids("person"),
            help="A person: id, name or title; else you, by git's identity",
        ),
    ] = None,
    as_of: AsOf = None,
    at: At = None,
    format: Annotated[str | None, format_option(*PAGES)] = None,
    json: Json = False,
    output: Output = None,
) -> None:
    """Show what a person owes: reports, actions, issues, agreements, deliveries, check-ins, things to read.

    What is late comes first. The head of a department owes what the department owes; while the head is absent, whoever
    stands in does.
    """
    context: Context = ctx.obj
    from collab_cli.analyses.owed.what_is_owed import what_is_owed
    from collab_cli.cli.opening import open_workspace
    from collab_cli.reports.me import build

    chosen = chosen_format(format, json, output=output, offered=PAGES)
    opened = open_workspace(context, as_of=as_of, at=at)
    owed = what_is_owed(opened.world, _person(opened, person))
    options = " ".join([*(["--as-of", str(as_of)] if as_of else []), *(["--at", shlex.quote(at)] if at else [])])
    answer(context, build(opened.world, owed, options), chosen, output=output)


def _person(opened: Opened, text: str | None) -> Record[Person]:
    """Return the person meant; raise CollabError for one who is not there, and where nobody knows who you are."""
    from collab_cli.cli.acting_person import acting_person, address_seen
    from collab_cli.edits.named_records import NamedRecords
    from collab_cli.model.person import KIND, Person

    world = opened.world
    if text is not None:
        word = text.strip().casefold()
        posts = [one.id for one in world.all(Person) if word in _titles(one)]
        is_post = len(posts) == 1 and world.get(Person, text) is None
        found = posts[0] if is_post else NamedRecords(world).id_of(KIND, text)
    else:
        you = acting_person(opened.root, world)
        if you is None:
            address = address_seen(opened.root) or "ADDRESS"
            raise CollabError(
                msg("the identity of git is that of no person here"),
                msg(
                    "name a person, such as {one}, or say once who you are: {command}",
                    one="collab me ID",
                    command=f"collab set person:ID git+={address}",
                ),
            )
        found = you
    person = world.get(Person, found)
    if person is None:
        raise CollabError(msg("{person} cannot be read", person=found), msg("see {command}", command="collab check"))
    return person


def _titles(person: Record[Person]) -> frozenset[str]:
    title = person.value.title
    if title is None:
        return frozenset()
    said = (title,) if isinstance(title, str) else (title.zh, title.en)
    return frozenset(one.casefold() for one in said if one)
