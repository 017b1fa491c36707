"""The edit that makes an action noted in minutes a record of its own."""

from __future__ import annotations

from collab_cli.analyses.stub_record import stub_id, stub_record
from collab_cli.documents.nodes import Document, Mapping, Sequence, find
from collab_cli.documents.splice import append_item
from collab_cli.documents.writer import Value, document_text, scalar_text
from collab_cli.findings import Fix, Patch
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.model.action import KIND, Action
from collab_cli.model.meeting import ActionStub, Meeting
from collab_cli.model.record import Record
from collab_cli.model.slug import slug_of


def own_record(world: World, meeting: Record[Meeting], index: int, stub: ActionStub) -> tuple[Fix, ...]:
    """Return the edit that writes action ``index`` as a record and puts its id in its place.

    It is safe unless the minutes are approved, which nobody changes unasked. There is none where owner or due date is
    missing, it is due before the meeting, no id can be made of the title, or a comment would be lost.
    """
    document, node = meeting.document, find(meeting.node, meeting.in_file("actions", index))
    if stub.owner is None or stub.due is None or stub.due < meeting.value.date or not isinstance(node, Mapping):
        return ()
    if slug_of(stub.title) == "record" or "#" in document.text[node.start : node.end]:
        return ()
    taken = {known.casefold() for known in world.workspace.known.get(KIND.name, ())}
    action_id = stub_id(meeting, stub, taken)
    made = _made(world, action_id, stub_record(world, meeting, index, stub, world.as_of))
    if made is None:
        return ()
    in_place = Patch(meeting.path, node.start, node.end, scalar_text(action_id, flow=True))
    title = msg("make it the action {id}", id=action_id)
    return (Fix(meeting.value.status != "approved", title, (made, in_place)),)


def _made(world: World, action_id: str, values: dict[str, Value]) -> Patch | None:
    """Return the patch that adds the record: to the register if there is one, else as a file beside its like."""
    register = f"{KIND.folder}.yaml"
    if register in world.workspace.snapshot.paths:
        document: Document | None = world.workspace.documents.get(register)
        root = document.root if document is not None else None
        if document is None or not isinstance(root, Sequence) or not root.items:
            return None
        return append_item(document, root, {"id": action_id, **values})
    own = [record.path for record in world.workspace.all(Action) if not record.route]
    is_flat = bool(own) and all(path.count("/") == 1 for path in own)
    folder = KIND.folder if is_flat else f"{KIND.folder}/{action_id[:4]}"
    return Patch(f"{folder}/{action_id}.yaml", 0, 0, document_text(values))
