"""Documents: reviewed in time, and each of them once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from collab_cli.analyses.document_review import is_stale, review_due
from collab_cli.analyses.similarity import similar_pairs
from collab_cli.analyses.wordings import words_of
from collab_cli.findings import Fault, Related
from collab_cli.graph.world import World
from collab_cli.messages import Message, forms_of, msg, msgn
from collab_cli.model.document import SharedDocument
from collab_cli.model.record import Record
from collab_cli.rules.rule import rule

_LEAST = Decimal("0.000000001")


@rule(
    code="C604",
    slug="stale-document",
    term="Stale document",
    severity="warning",
    profile="strict",
    day=True,
    handbook="4.3",
    target="document:forecast-sheet",
)
def stale_document(world: World) -> Iterator[Fault]:
    """A document was to be reviewed and was not.

    What it finds
        A document whose last review, `last_reviewed`, is longer ago than `review_every` says.

    Why it matters
        People work with what was right once, and each department with another version.

    Example
        # documents.yaml
        - id: forecast-sheet
          title: Forecast sheet
          url: "https://docs.example.com/forecast"
          owner_dept: sales
          last_reviewed: 2025-05-12
          review_every: 30d

    Instead
        # documents.yaml
        - id: forecast-sheet
          title: Forecast sheet
          url: "https://docs.example.com/forecast"
          owner_dept: sales
          last_reviewed: 2025-06-23
          review_every: 30d

    How to mend it
        Have the department under `owner_dept` look it through, and write the day under `last_reviewed`. Where nobody
        needs it any more, take it out of the register.
    """
    for document in world.all(SharedDocument):
        due = review_due(world, document.value)
        if due is not None and is_stale(world, document.value):
            message = msgn(
                "the review of {document} is {count} day overdue",
                "the review of {document} is {count} days overdue",
                (world.as_of - due).days,
                document=document.titled,
            )
            owner = world.parties.name(document.value.owner_dept)
            hint = msg("have {department} look it through", department=owner)
            yield Fault(document.place("last_reviewed"), message, hint, (document.ref,))


@rule(
    code="C605",
    slug="duplicate-document",
    term="Duplicate document",
    severity="warning",
    profile="strict",
    fix="suggested",
    thresholds=("duplicate-title",),
    handbook="4.3",
    target="document:forecast-sheet",
    other="document:sales-forecast",
)
def duplicate_document(world: World) -> Iterator[Fault]:
    """Two documents are the same, or are called alike.

    What it finds
        Two documents with the same `url`, or with titles as alike as the limit or more, in one language or the other.

    Why it matters
        Two departments keep the same figures, and one of them is out of date.

    Example
        # documents.yaml
        - id: forecast-sheet
          title: Forecast sheet
          url: "https://docs.example.com/forecast"
          owner_dept: sales
        - id: sales-forecast
          title: Orders expected
          url: "https://docs.example.com/forecast/"
          owner_dept: production

    Instead
        # documents.yaml
        - id: forecast-sheet
          title: Forecast sheet
          url: "https://docs.example.com/forecast"
          owner_dept: sales
          editors: [sales, production]

    How to mend it
        Keep one of the two and name under `editors` who else may write in it. If they are different after all, say so
        in their titles, or enter a waiver that names the other document under `with`.
    """
    found: dict[tuple[int, int], Message] = {}
    documents = world.all(SharedDocument)
    for one, other in _same_address(documents):
        found[one, other] = msg(
            "{document} and {other} have the same address",
            document=documents[one].titled,
            other=documents[other].titled,
        )
    for one, other, likeness in _alike(world, documents):
        found.setdefault(
            (one, other),
            msg(
                "{document} and {other} are called alike ({share} %)",
                document=documents[one].titled,
                other=documents[other].titled,
                share=(likeness * 100).quantize(Decimal(1), ROUND_HALF_UP),
            ),
        )
    for (one, other), message in sorted(found.items()):
        first, second = documents[one], documents[other]
        hint = msg("keep one of the two, or say in their titles how they differ")
        field = "url" if _address(first) == _address(second) else "title"
        related = (Related(second.place(field)),)
        yield Fault(first.place(field), message, hint, (first.ref, second.ref), related)


def _same_address(documents: tuple[Record[SharedDocument], ...]) -> Iterator[tuple[int, int]]:
    by_address: dict[str, list[int]] = defaultdict(list)
    for index, document in enumerate(documents):
        by_address[_address(document)].append(index)
    for same in by_address.values():
        for other in same[1:]:
            yield same[0], other


def _address(document: Record[SharedDocument]) -> str:
    """Return the address of a document without what makes no difference: a slash at its end, capitals of the host."""
    scheme, sign, rest = document.value.url.strip().partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme.casefold()}{sign}{host.casefold()}{slash}{path}".rstrip("/")


def _alike(world: World, documents: tuple[Record[SharedDocument], ...]) -> Iterator[tuple[int, int, Decimal]]:
    """Yield each two documents whose titles are alike, with how much they are at most."""
    words = words_of(world)
    owners: list[int] = []
    tokens: list[frozenset[str]] = []
    for index, document in enumerate(documents):
        for wording in map(words.wording, dict.fromkeys(forms_of(document.value.title))):
            if wording.tokens:
                owners.append(index)
                tokens.append(wording.tokens)
    best: dict[tuple[int, int], Decimal] = {}
    sides = [frozenset({str(owner)}) for owner in owners]
    for one, other, likeness in similar_pairs(tokens, max(world.threshold("duplicate-title"), _LEAST), sides):
        pair = (min(owners[one], owners[other]), max(owners[one], owners[other]))
        best[pair] = max(best.get(pair, _LEAST), likeness)
    yield from ((one, other, likeness) for (one, other), likeness in best.items())
