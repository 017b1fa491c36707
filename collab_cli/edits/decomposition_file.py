"""What a goal is to be broken down into, as a YAML file says it."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from decimal import Decimal
from typing import Any

from collab_cli.analyses.goals.decomposition import Wanted
from collab_cli.analyses.goals.split_target import FIGURES
from collab_cli.documents.nodes import Document, Mapping, find, place_at
from collab_cli.documents.reader import read_document
from collab_cli.edits.decompose_goal import Request, Words, key_results_of
from collab_cli.edits.plan import Plan
from collab_cli.errors import CollabError
from collab_cli.findings import Fault, Route
from collab_cli.graph.lookup import find_part
from collab_cli.messages import Message, msg, msgn
from collab_cli.model.decomposition_plan import DecompositionPlan, PlannedKeyResult
from collab_cli.model.department import KIND as DEPARTMENT
from collab_cli.model.goal import Goal, KeyResult
from collab_cli.model.kind import Kind
from collab_cli.model.person import KIND as PERSON
from collab_cli.model.record import Record
from collab_cli.model.shape import shape

_MOST_PLACES = 6


def read_plan_file(plan: Plan, goal: Record[Goal], path: str, data: bytes) -> Request:
    """Return what a file asks for; raise CollabError with path, line and column for what is wrong in it.

    Departments, people and key results may be named as people name them.
    """
    reading = read_document(path, data)
    if reading.document is None:
        raise _error(reading.faults)
    document = reading.document
    if not isinstance(document.root, Mapping):
        raise CollabError(
            msg("{path} holds no plan", path=path), msg("write goals, each with a department, a weight and more")
        )
    shaped = shape(document.root, reading.plain, DecompositionPlan, document)
    if shaped.faults or not isinstance(shaped.value, DecompositionPlan):
        raise _error(shaped.faults)
    return _Reader(plan, goal, document).request(shaped.value)


def _error(faults: tuple[Fault, ...]) -> CollabError:
    first, *others = faults
    place = str(first.place)
    if not others:
        return CollabError(msg("{place}: {fault}", place=place, fault=first.message), first.hint)
    return CollabError(
        msgn(
            "{place}: {fault} (and {count} more fault, the next in line {line})",
            "{place}: {fault} (and {count} more faults, the next in line {line})",
            len(others),
            place=place,
            fault=first.message,
            line=others[0].place.line,
        ),
        first.hint,
    )


class _Reader:
    """Reads one plan; faults are told with where they stand."""

    def __init__(self, plan: Plan, goal: Record[Goal], document: Document) -> None:
        self.plan, self.goal, self.document = plan, goal, document

    def request(self, found: DecompositionPlan) -> Request:
        """Return what the plan asks for."""
        if not found.goals:
            raise self.fault(msg("the plan has no goals"), msg("write one under goals"), "goals")
        if found.decimals is not None and not 0 <= found.decimals <= _MOST_PLACES:
            raise self.fault(msg("decimals cannot be {number}", number=found.decimals),
                             msg("write a number from 0 to {most}", most=_MOST_PLACES), "decimals")  # fmt: skip
        ids = tuple(self.key_result(text, "key_results", at) for at, text in enumerate(found.key_results))
        chosen = key_results_of(self.goal, ids)
        parties = self.parties(found)
        weights = self.weights(found, parties)
        figures: dict[tuple[str, str], dict[str, Decimal]] = {}
        words = {}
        for at, (party, one) in enumerate(zip(parties, found.goals, strict=True)):
            extra = []
            for index, entry in enumerate(one.key_results):
                route = ("goals", at, "key_results", index)
                if entry.from_ is None:
                    extra.append(self.plain(*route))
                else:
                    figures[party, self.handed_down(entry.from_, chosen, route)] = self.figures(entry, chosen, route)
            owner = self.id_of(PERSON, one.owner, "goals", at, "owner") if one.owner else None
            title = self.plain("goals", at).get("title")
            words[party] = Words(title, one.how, owner, tuple(extra))
        wanted = Wanted(weights, found.by, () if weights else parties, chosen, figures, found.decimals)
        return Request(wanted, words)

    def parties(self, found: DecompositionPlan) -> tuple[str, ...]:
        """Return whose goals they are, in order; nobody is named twice."""
        parties: list[str] = []
        for at, one in enumerate(found.goals):
            field = "department" if one.person is None else "person"
            if one.department is not None and one.person is not None:
                raise self.fault(
                    msg("a goal is of a department or of a person"), msg("leave one of the two out"), "goals", at, field
                )
            if one.person is not None:
                party = f"person:{self.id_of(PERSON, one.person, 'goals', at, field)}"
            else:
                party = self.id_of(DEPARTMENT, str(one.department), "goals", at, field)
            if party in parties:
                name = self.plan.world.parties.name(party)
                raise self.fault(msg("{party} is named twice", party=name), msg("name it once"), "goals", at, field)
            parties.append(party)
        return tuple(parties)

    def weights(self, found: DecompositionPlan, parties: tuple[str, ...]) -> AnyMapping[str, Decimal]:
        """Return the weights by party, none where they follow from something else."""
        said = [one.weight for one in found.goals]
        if found.by is not None:
            at = next((at for at, weight in enumerate(said) if weight is not None), None)
            if at is not None:
                raise self.fault(
                    msg("by lets the weights follow, but one is written"),
                    msg("leave one of the two out"),
                    "goals",
                    at,
                    "weight",
                )
            return {}
        for at, weight in enumerate(said):
            if weight is None:
                hint = msg("write the weight of each goal, or by for all of them")
                raise self.fault(msg("the goal has no weight"), hint, "goals", at)
            if weight == 0:
                hint = msg("give it a share above 0, or leave it out")
                raise self.fault(msg("weight is {number}", number=weight), hint, "goals", at, "weight")
        return {party: weight for party, weight in zip(parties, said, strict=True) if weight is not None}

    def handed_down(self, text: str, chosen: tuple[KeyResult, ...], route: Route) -> str:
        """Return the id of a key result of the goal that is handed down."""
        found = self.key_result(text, *route, "from")
        if found not in {each.id for each in chosen}:
            hint = msg("name it under key_results at the top too")
            raise self.fault(msg("{key_result} is not handed down", key_result=text), hint, *route, "from")
        return found

    def figures(self, entry: PlannedKeyResult, chosen: tuple[KeyResult, ...], route: Route) -> dict[str, Decimal]:
        """Return the figures a key result that is handed down gets by hand."""
        written = self.plain(*route)
        for name in written:
            if name not in ("from", *FIGURES):
                hint = msg("change it in the new goal afterwards")
                raise self.fault(msg("{field} comes from the goal served", field=name), hint, *route, name)
        return {name: getattr(entry, name) for name in FIGURES if getattr(entry, name) is not None}

    def key_result(self, text: str, *route: str | int) -> str:
        """Return the id of the key result a text names."""
        return self.told(lambda: find_part(self.goal, text, self.plan.world.workspace), route)

    def id_of(self, kind: Kind, text: str, *route: str | int) -> str:
        """Return the id of the record a text names."""
        return self.told(lambda: self.plan.names.id_of(kind, text), route)

    def told(self, find_it: Any, route: Route) -> str:
        """Return what ``find_it`` finds; its error is told with the place of the text."""
        try:
            return str(find_it())
        except CollabError as error:
            raise self.fault(error.message, error.hint, *route) from error

    def plain(self, *route: str | int) -> Any:
        """Return what is written at a place, as dicts, lists and texts."""
        from collab_cli.documents.content import content_of

        node = find(self.document.root, route)
        assert node is not None
        return content_of(node)

    def fault(self, message: Message, hint: Message | None, *route: str | int) -> CollabError:
        """Return an error that says where in the file it is."""
        place = place_at(self.document.path, self.document.root, route)
        return CollabError(msg("{place}: {fault}", place=str(place), fault=message), hint)
