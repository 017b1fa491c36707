"""Publishing minutes: what makes them no minutes, the actions they become, and what they still leave open."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.analyses.minutes_reading.unplaced_notes import unplaced_lines
from collab_cli.analyses.minutes_standing import (
    MinutesStanding,
    OpenIssue,
    lacking_header,
    minutes_standing,
    next_draft,
    unreviewed_actions,
)
from collab_cli.analyses.stub_record import stub_id, stub_record
from collab_cli.documents.nodes import find
from collab_cli.documents.writer import plain_value, scalar_text
from collab_cli.edits.add_record import Said, add_to_plan
from collab_cli.edits.import_minutes import MARK
from collab_cli.edits.state_verb import Move
from collab_cli.errors import CollabError
from collab_cli.findings import Patch
from collab_cli.messages import Message, Titled, msg, msgn
from collab_cli.model.action import KIND as ACTION
from collab_cli.model.exact_numbers import rounded
from collab_cli.model.fields import field_word
from collab_cli.model.meeting import ActionStub, Meeting
from collab_cli.model.person import Person

_NAMED = 5
"""How many things a note names."""


def check_minutes(move: Move) -> None:
    """Raise CollabError for what makes a draft no minutes: its header, who was there, its quorum, its actions."""
    _check_header(move)
    _check_presence(move)
    _check_quorum(move)
    _check_actions(move)


def make_actions(move: Move) -> None:
    """Plan a record for every action noted in the draft, and then put the ids in their places."""
    taken = {known.casefold() for known in move.world.workspace.known.get(ACTION.name, ())}
    made = {}
    for index, stub in enumerate(move.value.actions):
        if isinstance(stub, ActionStub):
            made[index] = action_id = stub_id(move.record, stub, taken)
            taken.add(action_id.casefold())
            record = plain_value(stub_record(move.world, move.record, index, stub, move.day))
            add_to_plan(move.plan, Said(ACTION, record=record, id=action_id))
    for index, action_id in reversed(made.items()):
        _put(move, index, action_id)


def _put(move: Move, index: int, action_id: str) -> None:
    """Put an id in the place of an action noted in the draft; comments above it stay, those in it go above it."""
    path, changes = move.record.path, move.plan.changes
    document = changes.document(path)
    route = (*move.record.route, *move.record.in_file("actions", index))
    node = find(document.root, route) if document is not None else None
    assert document is not None and node is not None
    inside = [line.strip() for line in document.text[node.start : node.end].splitlines()[1:]]
    comments = [line for line in inside if line.startswith("#")]
    start = document.text.rfind("\n", 0, node.start) + 1
    before = document.text[start : node.start]
    indent = before[: len(before) - len(before.lstrip())]
    above = "".join(f"{indent}{comment}\n" for comment in comments)
    changes.patch(
        path,
        (
            *((Patch(path, start, start, above),) if above else ()),
            Patch(path, node.start, node.end, scalar_text(action_id, flow=True)),
        ),
    )


def told(move: Move) -> tuple[Message, ...]:
    """Return what publishing has made, and what the minutes still leave open."""
    made = tuple(
        Titled(stub.title, str(action_id))
        for stub, action_id in zip(move.value.actions, move.entries("actions"), strict=False)
        if isinstance(stub, ActionStub)
    )
    first = msgn("made {count} action: {actions}", "made {count} actions: {actions}", len(made), actions=made)
    return (*((first,) if made else ()), *_left_open(move, minutes_standing(move.world, move.record)))


def _check_header(move: Move) -> None:
    missing = lacking_header(move.world, move.record)
    if missing:
        raise CollabError(
            msg(
                "{meeting} cannot be published without {fields}",
                meeting=move.titled,
                fields=tuple(field_word(Meeting, name) for name in missing),
            ),
            msg("write it with {command}", command=_header_commands(move, missing)),
        )


def _check_presence(move: Move) -> None:
    both = next((regret.person for regret in move.value.regrets if regret.person in move.value.present), None)
    if both is not None:
        command = f"collab meeting present {move.record.id}"
        raise CollabError(
            msg("{person} cannot be there and away", person=move.world.name(Person, both)),
            msg(
                "say which it is: {came} or {away}",
                came=f"{command} {both}",
                away=f"{command} --regret {both}",
            ),
        )


def _check_quorum(move: Move) -> None:
    standing = minutes_standing(move.world, move.record)
    if move.value.decisions and not standing.is_quorate:
        found = standing.attendance.representation
        raise CollabError(
            msg(
                "{meeting} cannot be published with decisions: {count} of {all} departments were there, the quorum is "
                "{quorum} %",
                meeting=move.titled,
                count=found.count,
                all=found.of,
                quorum=rounded((standing.quorum or 0) * 100),
            ),
            msg(
                "note who else was there with {command}, or take the decisions at the next meeting",
                command=f"collab meeting present {move.record.id}",
            ),
        )


def _check_actions(move: Move) -> None:
    known = {decision.id for decision in move.value.decisions}
    for number, stub in enumerate(move.value.actions, 1):
        if not isinstance(stub, ActionStub):
            continue
        missing = [name for name in ("owner", "due") if getattr(stub, name) is None]
        if missing:
            raise CollabError(
                msg(
                    "{meeting} cannot be published: action {number}, {title}, has no {fields}",
                    meeting=move.titled,
                    number=number,
                    title=stub.title,
                    fields=tuple(field_word(ActionStub, name) for name in missing),
                ),
                msg("write it with {command}", command=_set_command(move, number, missing)),
            )
        if stub.due is not None and stub.due < move.value.date:
            raise CollabError(
                msg(
                    "{meeting} cannot be published: action {number}, {title}, is due on {due}, before the meeting",
                    meeting=move.titled,
                    number=number,
                    title=stub.title,
                    due=stub.due,
                ),
                msg("correct it with {command}", command=_set_command(move, number, ["due"])),
            )
        if stub.decision is not None and stub.decision not in known:
            raise CollabError(
                msg(
                    "{meeting} cannot be published: action {number}, {title}, names the decision {decision}, which is "
                    "not there",
                    meeting=move.titled,
                    number=number,
                    title=stub.title,
                    decision=stub.decision,
                ),
                msg("write it with {command}", command=_set_command(move, number, ["decision"])),
            )


def _set_command(move: Move, number: int, fields: list[str]) -> str:
    typed = " ".join(f"{name}=..." for name in fields)
    return f"collab meeting action set {move.record.id} {number} {typed}"


def _header_commands(move: Move, fields: tuple[str, ...]) -> tuple[str, ...]:
    """Return the commands that write fields of the header."""
    own = {
        "present": f"collab meeting present {move.record.id}",
        "agenda": f"collab meeting agenda-item add {move.record.id} TEXT",
    }
    return tuple(own.get(name, f"collab set {move.record.ref} {name}=...") for name in fields)


def _left_open(move: Move, standing: MinutesStanding) -> Iterator[Message]:
    """Yield what published minutes should not leave open, a line each."""
    world = move.world
    if standing.attendance.silent:
        departments = tuple(world.parties.name(one) for one in standing.attendance.silent)
        yield msg("no report of {departments}", departments=departments)
    if standing.attendance.missing:
        departments = tuple(world.parties.name(one) for one in standing.attendance.missing)
        yield msg("nobody came for {departments}, and nobody was named", departments=departments)
    if standing.open_issues:
        texts = tuple(found.issue.text for found in standing.open_issues)
        yield msgn(
            "{count} problem without what became of it: {texts}",
            "{count} problems without what became of them: {texts}",
            len(texts),
            texts=_some(texts),
        )
        yield msg("say what became of it with {command}", command=_outcome_command(move, standing.open_issues[0]))
    forgotten = unreviewed_actions(world, move.record)
    if forgotten:
        titles = tuple(action.titled for action in forgotten[:_NAMED])
        yield msgn(
            "{count} open action of earlier meetings was passed over: {actions}",
            "{count} open actions of earlier meetings were passed over: {actions}",
            len(forgotten),
            actions=titles,
        )
    if not standing.has_next_step and next_draft(world, move.record) is None:
        yield msg("neither an action nor the next meeting is named")
    unplaced = unplaced_lines(move.value.notes or "")
    if unplaced:
        yield msgn(
            "{count} line of the notes found no place; it stays in the file and is not sent out",
            "{count} lines of the notes found no place; they stay in the file and are not sent out",
            unplaced,
        )
    document = move.plan.changes.document(move.record.path)
    marks = document.text.count(MARK) if document is not None else 0
    if marks:
        yield msgn(
            "{count} doubt is still marked with {mark} in the file",
            "{count} doubts are still marked with {mark} in the file",
            marks,
            mark=MARK.strip(),
        )


def _outcome_command(move: Move, found: OpenIssue) -> str:
    """Return the command that says what became of a problem."""
    report = move.value.reports[found.report]
    command = f"collab meeting report {report.department} --meeting {move.record.id} --issue {found.index + 1}"
    if found.lacks == "ref":
        return f"{command} --ref REF"
    return f"{command} --disposition decision|action|escalated|parked --ref REF"


def _some(texts: tuple[str, ...]) -> tuple[str, ...]:
    return (*texts[:_NAMED], "…") if len(texts) > _NAMED else texts
