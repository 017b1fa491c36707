"""Are the waivers themselves in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from collab_cli.documents.suppressions import Suppression
from collab_cli.findings import Fault, Severity
from collab_cli.graph.world import World
from collab_cli.messages import Message, msg
from collab_cli.model.expectations import nearest
from collab_cli.model.record import Record
from collab_cli.model.waiver import KIND, Waiver
from collab_cli.rules.catalogue import rule_named, unknown_rule
from collab_cli.rules.rule import rule
from collab_cli.rules.selection import severities_of
from collab_cli.rules.waiving import NEVER_WAIVED, PAIR_RULES, Waivers


@rule(
    code="S011",
    slug="invalid-waiver",
    term="Invalid waiver",
    severity="error",
    profile="starter",
    day=True,
    drafts=True,
)
def invalid_waiver(world: World) -> Iterator[Fault]:
    """A waiver silences nothing, or would silence too much.

    What it finds
        A waiver that has expired, is for a rule or a record that does not exist, says `with` for a rule that is
        not about a pair, or waives an error without an entry in the register that expires.

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
    """
    waivers = Waivers(world, severities_of(world.settings))
    for record in waivers.register:
        yield from _entry(world, waivers, record)
    for (path, _), comments in sorted(waivers.comments.items()):
        for comment in comments:
            yield from _comment(waivers, path, comment)


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
            yield Fault(record.place(field), message, _known_target(world, target), (record.ref,))
    if found is None or found.code in NEVER_WAIVED:
        return
    if waiver.with_ is not None and found.code not in PAIR_RULES:
        message = msg("the waiver of {rule} names two records, but the rule is not about a pair", rule=found.code)
        yield Fault(record.place("with"), message, msg("remove the line with"), (record.ref,))
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


def _known_target(world: World, target: str) -> Message:
    kind, colon, rest = target.partition(":")
    if not colon or kind not in world.workspace.known:
        return msg("write kind and id, such as {example}", example="goal:increase-revenue")
    better = nearest(rest.partition("/")[0], sorted(world.workspace.known[kind]))
    if better is not None and better != rest.partition("/")[0]:
        return msg("did you mean {better}", better=f"{kind}:{better}")
    return msg("correct the target, or remove the waiver")


def _comment(waivers: Waivers, path: str, comment: Suppression) -> Iterator[Fault]:
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
)
def unused_waiver(world: World) -> Iterable[Fault]:
    """A waiver covers nothing any more.

    What it finds
        A waiver of the register or in a comment that silenced no finding in a full check.

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
    """
    return ()  # the engine knows what was covered once all rules have run
