"""Are the waivers themselves in order."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.documents.nodes import Sequence
from collab_cli.documents.splice import remove_item
from collab_cli.documents.suppressions import Suppression
from collab_cli.findings import Fault, Fix, Patch, Severity
from collab_cli.graph.references import part_ids
from collab_cli.graph.world import World
from collab_cli.messages import Message, msg
from collab_cli.model.expectations import nearest
from collab_cli.model.record import Record
from collab_cli.model.waiver import KIND, Waiver
from collab_cli.rules.catalogue import rule_named, unknown_rule
from collab_cli.rules.rule import Rule, rule
from collab_cli.rules.waiving import NEVER_WAIVED, PAIR_RULES, Waivers, codes_of, is_pair, ref_of


@rule(
    code="S011",
    slug="invalid-waiver",
    term="Invalid waiver",
    severity="error",
    profile="starter",
    day=True,
    drafts=True,
    sees="waivers",
)
def invalid_waiver(waivers: Waivers) -> Iterator[Fault]:
    """A waiver silences nothing, or would silence too much.

    What it finds
        A waiver that has expired, is for a rule or a record that does not exist, says `with` for a rule that is
        not about a pair or does not name two different rows, or waives an error without an entry in the register
        that expires; a comment without a reason.

    Why it matters
        A waiver nobody has to renew is a blind spot for ever.

    Example
        # waivers.yaml
        - id: late-answer
          rule: A509
          target: "issue:2025-06-18-late-answer"
          reason: The customer was told
          approved_by: li-na
          expires: 2025-06-29

    Instead
        # waivers.yaml
        - id: late-answer
          rule: A509
          target: "issue:2025-06-18-late-answer"
          reason: The customer was told
          approved_by: li-na
          expires: 2025-07-31

    How to mend it
        Correct the rule or the target, or delete the waiver. One that has expired is approved again with a new
        `expires`, or the fault is mended; a comment that waives an error becomes an entry in waivers.yaml.
    """
    for record in waivers.register:
        yield from _entry(waivers.world, waivers, record)
    for _, comments in sorted(waivers.comments.items()):
        for comment in comments:
            yield from _comment(waivers, comment)


def _entry(world: World, waivers: Waivers, record: Record[Waiver]) -> Iterator[Fault]:
    waiver = record.value
    found = rule_named(waiver.rule)
    if found is None:
        error = unknown_rule(waiver.rule)
        yield Fault(record.place("rule"), error.message, error.hint, (record.ref,))
    elif found.code in NEVER_WAIVED:
        message = msg("{rule} cannot be waived", rule=found.code)
        yield Fault(record.place("rule"), message, msg("remove the waiver and mend the fault"), (record.ref,))
    for field, target in (("target", waiver.target), ("with", waiver.with_)):
        if target is not None and not waivers.is_known(target):
            message = msg("the waiver of {rule} is for {target}, which does not exist", rule=waiver.rule, target=target)
            yield Fault(record.place(field), message, _known_target(world, target, found), (record.ref,))
    if found is None or found.code in NEVER_WAIVED:
        return
    if waiver.with_ is not None and found.code not in PAIR_RULES:
        message = msg("the waiver of {rule} names two records, but the rule is not about a pair", rule=found.code)
        yield Fault(record.place("with"), message, msg("remove the line with"), (record.ref,))
    elif waiver.with_ is not None and waivers.is_known(waiver.target) and waivers.is_known(waiver.with_):
        yield from _pair(record, found)
    if waiver.expires is not None and waiver.expires < world.as_of:
        message = msg(
            "the waiver of {rule} for {target} expired on {date}",
            rule=waiver.rule,
            target=waiver.target,
            date=waiver.expires,
        )
        hint = msg("mend the fault, or let it be approved again")
        yield Fault(record.place("expires"), message, hint, (record.ref,))
    elif waiver.expires is None and waivers.severity(found.code) is Severity.ERROR:
        message = msg(
            "the waiver of {rule} for {target} never expires, but the fault is an error",
            rule=waiver.rule,
            target=waiver.target,
        )
        yield Fault(record.place("expires"), message, msg("add expires with its last day"), (record.ref,))


def _pair(record: Record[Waiver], rule: Rule) -> Iterator[Fault]:
    """A verdict is about two rows: not one and the same, and not what both are about."""
    if not is_pair(record.value):
        message = msg(
            "the waiver of {rule} is for {target} and {other}, which are not two different rows",
            rule=rule.code,
            target=record.value.target,
            other=record.value.with_ or "",
        )
        hint = msg("name two rows, such as {example} and {other}", example=rule.target, other=rule.other)
        yield Fault(record.place("with"), message, hint, (record.ref,))


def _known_target(world: World, target: str, rule: Rule | None) -> Message:
    """Return the hint for a target that does not exist: the record probably meant, else what the rule is about."""
    better = _meant(world, target, rule.target.partition(":")[0] if rule is not None else "")
    if better is not None:
        return msg("did you mean {better}", better=better)
    if rule is not None and rule.target:
        return msg(
            "write the record the findings of {rule} are about, such as {example}",
            rule=rule.code,
            example=rule.target,
        )
    return msg("write a record as kind:id or kind:id/part, or remove the waiver")


def _meant(world: World, target: str, usual: str) -> str | None:
    """Return the target that was probably meant; ``usual`` is the kind the findings of the rule are about."""
    known = world.workspace.known
    kind, colon, rest = target.partition(":")
    if not colon:
        kind, rest = usual, target
        owners = [one for one in known if target.partition("/")[0] in known[one]]
        kind = usual if usual in owners or not owners else owners[0]
    elif kind not in known:
        kind = nearest(kind, sorted(known)) or usual
    record_id, slash, part = rest.partition("/")
    ids = known.get(kind, frozenset())
    better = record_id if record_id in ids else nearest(record_id, sorted(ids))
    if better is None:
        return None
    record = world.workspace.records.get(kind, {}).get(better)
    parts = part_ids(record) if record is not None and slash else ()
    if parts and part not in parts:
        found = nearest(part, list(parts))
        return f"{kind}:{better}/{found}" if found is not None else None
    return f"{kind}:{better}{slash}{part}"


def _comment(waivers: Waivers, comment: Suppression) -> Iterator[Fault]:
    if not comment.reason:
        hint = msg("write behind the bracket why the finding is accepted")
        yield Fault(
            comment.place, msg("this comment waives {codes} without a reason", codes=_listed(comment.codes)), hint
        )
    for name in comment.codes:
        found = rule_named(name)
        if found is None:
            error = unknown_rule(name)
            yield Fault(comment.place, error.message, error.hint)
        elif found.code in NEVER_WAIVED:
            message = msg("{rule} cannot be waived", rule=found.code)
            yield Fault(comment.place, message, msg("remove the waiver and mend the fault"))
        elif waivers.severity(found.code) is Severity.ERROR:
            message = msg("a comment cannot waive {rule}, which is an error", rule=found.code)
            hint = msg(
                "waive it in {register}, with who approved it and when it expires", register=f"{KIND.folder}.yaml"
            )
            yield Fault(comment.place, message, hint)


@rule(
    code="S012",
    slug="unused-waiver",
    term="Unused waiver",
    severity="warning",
    profile="standard",
    day=True,
    drafts=True,
    fix="safe",
    sees="waivers",
)
def unused_waiver(waivers: Waivers) -> Iterator[Fault]:
    """A waiver covers nothing any more.

    What it finds
        A waiver of the register that silenced no finding in a full check, or a comment of which one of the rules
        it names found nothing to silence. The verdict that two rows are different counts as used while they meet.

    Why it matters
        It would hide the next fault of that kind, which nobody has accepted.

    Example
        # waivers.yaml
        - id: late-answer
          rule: A509
          target: "issue:2025-06-18-late-answer"
          reason: The customer was told
          approved_by: li-na
          expires: 2025-07-31

    Instead
        # waivers.yaml
        []

    How to mend it
        Delete the waiver or the comment, the fault is gone. If the finding is still there because it is an error, waive
        it in waivers.yaml with `expires`.
    """
    for record in waivers.register:
        yield from _unused_entry(waivers, record)
    for _, comments in sorted(waivers.comments.items()):
        for comment in comments:
            if not waivers.is_invalid(comment):
                yield from _unused_comment(waivers, comment)


def _unused_entry(waivers: Waivers, record: Record[Waiver]) -> Iterator[Fault]:
    """A waiver that is invalid (S011) is not unused as well."""
    found = rule_named(record.value.rule)
    targets = (record.value.target, record.value.with_ or record.value.target)
    is_sound = waivers.is_valid(record) and all(waivers.is_known(one) and waivers.is_judged(one) for one in targets)
    if found is not None and is_sound and waivers.is_unused(record.ref, found.code):
        rule, target = record.value.rule, record.value.target
        message = msg("the waiver of {rule} for {target} covers nothing", rule=rule, target=target)
        if waivers.is_too_weak(record.ref, found.code):
            hint = msg("the finding is an error: add expires")
            yield Fault(record.place("rule"), message, hint, (record.ref,))
        else:
            hint = msg("remove it, the finding is gone")
            yield Fault(record.place("rule"), message, hint, (record.ref,), fixes=_removed(record))


def _removed(record: Record[Waiver]) -> tuple[Fix, ...]:
    """Return the edit that takes an entry out of the register; none for a waiver that has a file of its own."""
    register = record.document.root
    if not isinstance(register, Sequence) or record.node not in register.items:
        return ()
    patch = remove_item(record.document, register, register.items.index(record.node))
    return (Fix(False, msg("remove the waiver {waiver}", waiver=record.id), (patch,)),)


def _unused_comment(waivers: Waivers, comment: Suppression) -> Iterator[Fault]:
    ref, named = ref_of(comment), dict(zip(comment.codes, codes_of(comment), strict=True))
    unused = tuple(name for name, code in named.items() if waivers.is_unused(ref, code))
    if not unused:
        return
    message = msg("this comment waives {codes} and covers nothing", codes=_listed(unused))
    if any(waivers.is_too_weak(ref, named[name]) for name in unused):
        hint = msg("the finding is an error: waive it in {register}", register=f"{KIND.folder}.yaml")
        yield Fault(comment.place, message, hint)
        return
    kept = tuple(name for name in comment.codes if name not in unused)
    path = comment.place.path
    hint, patch = msg("remove the comment"), Patch(path, comment.start, comment.end, "")
    if kept:
        message = msg("this comment waives {codes}, of which there is nothing to waive", codes=_listed(unused))
        text = waivers.world.workspace.documents[path].text
        start = text.index("[", comment.start, comment.end) + 1
        hint = msg("keep {codes} alone", codes=_listed(kept))
        patch = Patch(path, start, text.index("]", start), _listed(kept))
    yield Fault(comment.place, message, hint, fixes=(Fix(True, hint, (patch,)),))


def _listed(codes: tuple[str, ...]) -> str:
    return ", ".join(codes)
