"""Does a new record take the id of one that is gone?"""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.documents.content import content_of
from collab_cli.findings import Fault
from collab_cli.messages import msg
from collab_cli.rules.compared import Compared
from collab_cli.rules.rule import rule


@rule(
    code="D959",
    slug="reused-id",
    term="Reused id",
    severity="error",
    profile="strict",
    drafts=True,
    target="document:price-list",
    sees="base",
)
def reused_id(compared: Compared) -> Iterator[Fault]:
    """A new record takes the id of another one that was deleted.

    What it finds
        A record that is new against the base, whose id an earlier commit had for a record with another content that has
        been deleted since. One that is put back as it was is fine.

    Why it matters
        What refers to the old one, in minutes, mails and heads, now means the new one.

    Before
        # documents.yaml
        - {id: handbook, title: Handbook, url: "https://docs.example.com/handbook", owner_dept: sales}

    Example
        An earlier commit had a document with this id, and another address.

        # documents.yaml
        - {id: handbook, title: Handbook, url: "https://docs.example.com/handbook", owner_dept: sales}
        - {id: price-list, title: Price list, url: "https://docs.example.com/prices-2026", owner_dept: sales}

    Instead
        # documents.yaml
        - {id: handbook, title: Handbook, url: "https://docs.example.com/handbook", owner_dept: sales}
        - {id: price-list-2026, title: Price list, url: "https://docs.example.com/prices-2026", owner_dept: sales}

    How to mend it
        Give the new record another id with `collab rename`, or put the old one back.
    """
    new = [record for record in compared.world.workspace.every_record() if compared.is_new(record)]
    past = compared.past(new) if new else {}
    for record in new:
        contents = past.get(record.ref, ())
        if contents and content_of(record.node) not in contents:
            message = msg("{record} has the id of another one that was deleted", record=record.titled)
            yield Fault(record.first_place, message, msg("give it an id of its own"), (record.ref,))
