"""What a goal is to be broken down into, as typed on the command line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from collab_cli.analyses.goals.contribution_shares import By
from collab_cli.analyses.goals.decomposition import Wanted
from collab_cli.edits.decompose_goal import Request, Words, key_results_of
from collab_cli.edits.plan import Plan
from collab_cli.errors import CollabError
from collab_cli.graph.lookup import find_part
from collab_cli.messages import Message, Titled, msg
from collab_cli.model.field_types import Number
from collab_cli.model.forgiving import halfwidth, read_number
from collab_cli.model.goal import Goal, KeyResult
from collab_cli.model.metric import KIND as METRIC
from collab_cli.model.one_line import is_one_line
from collab_cli.model.record import Record

_BETWEEN = re.compile(r"\s*[,，、;；]\s*")
_SHARE = re.compile(r"^(.+?)\s*[=＝]\s*([^=＝]*)$")
_COLON = re.compile(r"^(.+)\s*[:：]\s*([^:：]*)$")


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed: shares as `sales=40,production=60`, pairs as `sales/kr1=40`, and so on."""

    split: tuple[str, ...] = ()
    by: By | None = None
    to: tuple[str, ...] = ()
    key_results: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    baselines: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    hows: tuple[str, ...] = ()
    places: int | None = None


def read_options(plan: Plan, goal: Record[Goal], typed: Typed) -> Request:
    """Return what was typed as a request; raise CollabError for what cannot be read, is not there or contradicts."""
    if typed.split and typed.by:
        raise CollabError(msg("--split says the shares, --by lets them follow"), msg("give one of the two"))
    if typed.split and typed.to:
        raise CollabError(msg("--split names the parties already"), msg("leave out --to"))
    _check_says_something(typed)
    chosen = _key_results(plan, goal, typed)
    shares = read_shares(plan, typed.split)
    parties = tuple(_once(plan.names.party(text) for text in _listed(typed.to)))
    _check_kinds((*shares, *parties))
    by_hand = _figures(plan, goal, chosen, typed)
    words = _words(plan, typed)
    named = {*shares, *parties}
    for party in (*(party for party, _ in by_hand), *words):
        if named and party not in named:
            raise CollabError(
                msg("{party} gets no part of the goal", party=plan.world.parties.name(party)),
                msg("name it with {option}", option="--split" if shares else "--to"),
            )
    by: By | None = typed.by if typed.by is not None or shares else "equal"
    return Request(Wanted(shares, by, parties, chosen, by_hand, typed.places), words)


def read_shares(plan: Plan, texts: Iterable[str]) -> Mapping[str, Decimal]:
    """Return shares typed as `sales=40,production=60%` or as `sales=0.4`, by party.

    Numbers without a sign are parts of 1 where they add up to no more than that, else percent.
    """
    found: dict[str, tuple[Decimal, bool]] = {}
    for text in _listed(texts):
        pair = _SHARE.match(text) or _COLON.match(text)
        number = read_number(pair[2]) if pair is not None else None
        if pair is None or number is None:
            raise CollabError(
                msg("{option} cannot be {value}", option="--split", value=text),
                msg("write {example}", example="--split sales=40,production=60"),
            )
        party, share = plan.names.party(pair[1].strip()), Decimal(number)
        if party in found:
            raise _named_twice(plan, party)
        if share <= 0:
            raise CollabError(
                msg("the share of {party} is {number}", party=plan.world.parties.name(party), number=share),
                msg("give it a share above 0, or leave it out"),
            )
        found[party] = (share, halfwidth(pair[2]).endswith("%"))
    bare = sum((share for share, is_percent in found.values() if not is_percent), Decimal())
    is_whole = bare > Decimal("1.001")
    return {party: share / 100 if percent or is_whole else share for party, (share, percent) in found.items()}


def read_figure(text: str) -> Number | None:
    """Return a figure as people type it, None if it is none."""
    exact = read_number(text)
    return Number.read(exact) if exact is not None else None


def fault_of_figure(text: str) -> Message | None:
    """Return what is wrong with a figure that may be left out, or None."""
    return None if not text.strip() or read_figure(text) is not None else msg("write a number such as 12.5 or 1,200")


def _listed(texts: Iterable[str]) -> list[str]:
    return [one.strip() for text in texts for one in _BETWEEN.split(text) if one.strip()]


def _check_says_something(typed: Typed) -> None:
    """Raise CollabError for a list that is given and empty: nobody means all by that."""
    lists = {
        "--split": typed.split,
        "--to": typed.to,
        "--key-result": typed.key_results,
        "--metric": typed.metrics,
    }
    for option, texts in lists.items():
        if texts and not _listed(texts):
            raise CollabError(msg("{option} is empty", option=option), msg("fill it, or leave out the option"))


def _key_results(plan: Plan, goal: Record[Goal], typed: Typed) -> tuple[KeyResult, ...]:
    ids = [
        find_part(goal, text.removeprefix(f"{goal.id}/"), plan.world.workspace) for text in _listed(typed.key_results)
    ]
    for text in _listed(typed.metrics):
        metric = plan.names.id_of(METRIC, text)
        found = [each.id for each in goal.value.key_results if each.metric == metric]
        if not found:
            raise CollabError(
                msg("{goal} has no key result on {metric}", goal=goal.titled, metric=metric),
                msg("name one of its key results with {option}", option="--key-result"),
            )
        ids += found
    return key_results_of(goal, tuple(ids))


def _figures(
    plan: Plan, goal: Record[Goal], chosen: tuple[KeyResult, ...], typed: Typed
) -> Mapping[tuple[str, str], Mapping[str, Decimal]]:
    found: dict[tuple[str, str], dict[str, Decimal]] = {}
    for option, name, texts in (("--target", "target", typed.targets), ("--baseline", "baseline", typed.baselines)):
        for text in texts:
            left, value = _pair(text, option, f"{option} sales=40")
            number = read_figure(value)
            if number is None:
                raise CollabError(
                    msg("{option} cannot be {value}", option=option, value=text),
                    msg("write a number such as 12.5 or 1,200"),
                )
            whom, _, which = left.partition("/")
            key_result = _one(plan, goal, chosen, which, option)
            check_has(key_result, name)
            here = found.setdefault((plan.names.party(whom), key_result.id), {})
            if name in here:
                raise CollabError(msg("{field} is given twice", field=left), msg("give it once"))
            here[name] = number
    return found


def check_has(key_result: KeyResult, name: str) -> None:
    """Raise CollabError unless a key result has such a figure."""
    if key_result.type not in ("boolean", "milestone") and getattr(key_result, name) is not None:
        return
    result = Titled(key_result.title, key_result.id)
    raise CollabError(
        msg("{result} has no {field} to set", result=result, field=name), msg("change it in the new goal afterwards")
    )


def _one(plan: Plan, goal: Record[Goal], chosen: tuple[KeyResult, ...], text: str, option: str) -> KeyResult:
    """Return the key result a figure is for: the one named, else the only one there is."""
    if not text:
        if len(chosen) == 1:
            return chosen[0]
        raise CollabError(
            msg("{option} does not say which key result it is for", option=option),
            msg("write {example}", example=f"{option} sales/{chosen[0].id if chosen else 'kr1'}=40"),
        )
    wanted = find_part(goal, text, plan.world.workspace)
    found = next((each for each in chosen if each.id == wanted), None)
    if found is None:
        raise CollabError(
            msg("{key_result} is not handed down", key_result=text),
            msg("name it with {option} too", option="--key-result"),
        )
    return found


def _words(plan: Plan, typed: Typed) -> Mapping[str, Words]:
    titles, hows = ({} for _ in range(2))  # type: dict[str, str], dict[str, str]
    for option, texts, found in (("--title", typed.titles, titles), ("--how", typed.hows, hows)):
        for text in texts:
            whom, said = _pair(text, option, f"{option} sales=TEXT")
            if not is_one_line(said):
                raise CollabError(
                    msg("{option} cannot hold line breaks or control characters", option=option),
                    msg("write it in one line"),
                )
            party = plan.names.party(whom)
            if party in found:
                raise _named_twice(plan, party)
            found[party] = said
    return {party: Words(titles.get(party), hows.get(party)) for party in (*titles, *hows)}


def _pair(text: str, option: str, example: str) -> tuple[str, str]:
    left, sign, right = text.replace("＝", "=", 1).partition("=")
    if not sign or not left.strip() or not right.strip():
        raise CollabError(
            msg("{option} cannot be {value}", option=option, value=text), msg("write {example}", example=example)
        )
    return left.strip(), right.strip()


def _named_twice(plan: Plan, party: str) -> CollabError:
    return CollabError(msg("{party} is named twice", party=plan.world.parties.name(party)), msg("name it once"))


def _once(parties: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(parties)


def _check_kinds(parties: Iterable[str]) -> None:
    for party in parties:
        if party.startswith("role:"):
            raise CollabError(
                msg("{party} is a role, and a role has no goals", party=party),
                msg("name a department, or a person as {example}", example="person:ID"),
            )
