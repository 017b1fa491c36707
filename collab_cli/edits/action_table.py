"""A table of open actions, a line each, and what changes of its lines mean: postponed, handed over, done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from collab_cli.edits.carry_out_verb import carry_out
from collab_cli.edits.plan import Plan, Planned
from collab_cli.edits.state_verb import StateVerb
from collab_cli.edits.state_verbs import verbs_of
from collab_cli.edits.states import allowed_moves, state_word
from collab_cli.errors import CollabError
from collab_cli.messages import Message, msg, msgn
from collab_cli.model.action import KIND, Action
from collab_cli.model.expectations import nearest
from collab_cli.model.forgiving import halfwidth
from collab_cli.model.person import KIND as PERSON
from collab_cli.model.record import Record

COLUMNS = ("due", "owner", "status", "title", "id", "note")
"""The cells of a line; title and id only say which action it is."""
_NEEDED = 5
"""How many cells a line has at least: the note may be left out."""
_VERBS = {"in_progress": "start", "done": "done", "cancelled": "cancel"}
"""The verb that moves an open action to a state."""


@dataclass(frozen=True, slots=True)
class UnfitTableLine:
    """A line of the table that cannot be taken: its number, from 1, and why not."""

    number: int
    fault: Message
    hint: Message | None


class UnfitTable(CollabError):
    """Lines of the table cannot be taken, so none is: ``lines`` says which and why."""

    def __init__(self, lines: tuple[UnfitTableLine, ...]) -> None:
        super().__init__(
            msgn(
                "nothing was written: {count} line cannot be taken",
                "nothing was written: {count} lines cannot be taken",
                len(lines),
            ),
            msg("correct the lines named above"),
        )
        self.lines = lines


def plan_table(plan: Plan, begun: str, edited: str, *, acting: str | None, address: str | None) -> Planned | None:
    """Return the change that the lines of ``edited`` ask for, compared with the table it ``begun`` as.

    None where they ask for nothing. A line that was taken out changes nothing. Raises UnfitTable for lines that cannot
    be taken, with all of them named.
    """
    before, _ = _lines(plan, begun)
    after, unfit = _lines(plan, edited)
    sentences: list[Message] = []
    for action_id, line in after.items():
        if action_id not in before:
            unfit.append(
                UnfitTableLine(
                    line.number, msg("{id} was not in the table", id=action_id), msg("the id says which action it is")
                )
            )
            continue
        try:
            steps = tuple(_steps(plan, before[action_id].cells, line.cells, action_id))
            record = plan.world.workspace.records[KIND.name][action_id]
            for verb, said in steps:
                sentence, _ = carry_out(plan, record, verb, said, acting=acting, address=address)
                sentences.append(sentence)
        except CollabError as error:
            unfit.append(UnfitTableLine(line.number, error.message, error.hint))
    if unfit:
        raise UnfitTable(tuple(sorted(unfit, key=lambda each: each.number)))
    if not sentences:
        return None
    if len(sentences) == 1:
        return plan.finish(sentences[0])
    return plan.finish(
        msgn("made {count} change to actions", "made {count} changes to actions", len(sentences)), *sentences
    )


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    cells: Mapping[str, str]


def _lines(plan: Plan, text: str) -> tuple[dict[str, _Line], list[UnfitTableLine]]:
    """Return the lines of a table by the id of their action, and those that are none."""
    known = plan.world.workspace.records[KIND.name]
    found: dict[str, _Line] = {}
    unfit: list[UnfitTableLine] = []
    for number, line in enumerate(text.splitlines(), 1):
        plain = line.strip()
        if not plain or plain.startswith(("#", "＃")):
            continue
        parts = [part.strip() for part in plain.replace("｜", "|").split("|")]
        if len(parts) < _NEEDED or (parts[_NEEDED - 1] not in known and not known.keys().isdisjoint(parts)):
            hint = msg("keep the bars: {columns}", columns=" | ".join(COLUMNS))
            unfit.append(UnfitTableLine(number, msg("a line has {count} cells, and the note", count=_NEEDED), hint))
            continue
        *first, rest = (*parts[:_NEEDED], " | ".join(part for part in parts[_NEEDED:] if part))
        cells = dict(zip(COLUMNS, (*first, rest), strict=True))
        action_id = cells["id"]
        if action_id not in known:
            better = nearest(action_id, list(known))
            hint = msg("did you mean {better}", better=better) if better else msg("the id says which action it is")
            unfit.append(UnfitTableLine(number, msg("there is no {kind} {text}", kind=KIND.one, text=action_id), hint))
        elif action_id in found:
            fault = msg("{id} stands in line {line} already", id=action_id, line=found[action_id].number)
            unfit.append(UnfitTableLine(number, fault, msg("remove one of the two lines")))
        else:
            found[action_id] = _Line(number, cells)
    return found, unfit


def _steps(
    plan: Plan, before: Mapping[str, str], after: Mapping[str, str], action_id: str
) -> Iterator[tuple[StateVerb, Mapping[str, Any]]]:
    """Yield the verbs a changed line asks for, each with what is said to it; raise CollabError for what has none."""
    record = plan.world.workspace.records[KIND.name][action_id]
    note = after["note"]
    reason = {"reason": note} if note else {}
    is_told = False
    if after["owner"] != before["owner"]:
        if not after["owner"]:
            raise CollabError(msg("an action needs an owner"), msg("name one person"))
        person = plan.names.id_of(PERSON, after["owner"])
        if person != record.written.owner:
            is_told = True
            yield _verb("assign"), {"person": person, **reason}
    if after["due"] != before["due"]:
        if not after["due"]:
            raise CollabError(msg("an action needs a due date"), msg("write a date such as {example}", example="7/18"))
        is_told = True
        yield _verb("postpone"), {"due": after["due"], **reason}
    status = halfwidth(after["status"]).strip().lower().replace(" ", "_")
    if status != before["status"]:
        is_told = True
        yield _moving(record, status), ({"reason": note} if status == "cancelled" else {"note": note}) if note else {}
    if note and not is_told:
        yield _verb("note"), {"note": note}


def _moving(record: Record[Action], status: str) -> StateVerb:
    """Return the verb that moves an action to a state; raise CollabError where none does."""
    if status not in KIND.states:
        raise CollabError(
            msg("{text} is no status", text=status or "''"),
            msg("write one of {choices}", choices=", ".join(KIND.states)),
        )
    if status not in _VERBS:
        state = record.value.status
        raise CollabError(
            msg("{record} cannot become {new} again", record=record.titled, new=state_word(KIND, status)),
            allowed_moves(KIND, record.id, state),
        )
    return _verb(_VERBS[status])


def _verb(name: str) -> StateVerb:
    return next(verb for verb in verbs_of(KIND.name) if verb.name == name)
