"""Build the catalogue of activities from the duties that charters list already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from collab_cli.analyses.similarity import similar_pairs
from collab_cli.analyses.wordings import row_wordings, words_of
from collab_cli.documents.writer import Value
from collab_cli.edits.approval_notes import approval_notes
from collab_cli.edits.charter_log import log_charter_change
from collab_cli.edits.new_activities import NewActivities
from collab_cli.edits.new_id import check_id
from collab_cli.edits.plan import Plan, Planned
from collab_cli.edits.states import check_not_closed
from collab_cli.graph.lookup import words_of as names_of
from collab_cli.graph.matrix import Row, charter_rows, is_effective
from collab_cli.graph.world import World
from collab_cli.i18n import language
from collab_cli.messages import Message, Param, forms_of, msg, msgn
from collab_cli.model.activity import KIND as ACTIVITY
from collab_cli.model.activity import Activity
from collab_cli.model.charter import Charter
from collab_cli.model.field_types import Name
from collab_cli.model.fields import fields_of
from collab_cli.model.record import Record
from collab_cli.model.responsibility_row import ResponsibilityRow

_ROW_FIELDS = tuple(info.name for info in fields_of(ResponsibilityRow))
TOLD = 5
"""How many pairs of like activities are told."""


@dataclass(slots=True)
class Harvested:
    """Duties that are one activity: its id, whether it is new to the catalogue, and the rows about it."""

    id: str
    is_new: bool
    rows: list[Row] = field(default_factory=list)

    @property
    def unlinked(self) -> list[Row]:
        """Return the rows that have to name the activity, as their ids do not."""
        return [row for row in self.rows if row.activity != self.id]


def harvest(world: World, charters: Sequence[Record[Charter]] | None = None) -> tuple[Harvested, ...]:
    """Return the activities that duties of department charters are about and that the catalogue lacks.

    Duties of one wording are one activity, that of the catalogue if it has one so called. Drafts count, superseded
    charters and steps within an activity do not. With ``charters`` only activities a duty of theirs is about; duties
    of others that are the same belong to them too.
    """
    words = words_of(world)
    by_form: dict[str, Harvested] = {}
    for activity in world.all(Activity):
        for text in names_of(activity):
            by_form.setdefault(words.wording(text).form, Harvested(activity.id, is_new=False))
    found: dict[str, Harvested] = {}
    for row in _duties(world):
        forms = [wording.form for wording in row_wordings(row, None, words)]
        one = found.get(row.activity) or next((by_form[form] for form in forms if form in by_form), None)
        one = one or Harvested(row.activity, is_new=True)
        found.setdefault(one.id, one).rows.append(row)
        for form in forms:
            by_form.setdefault(form, one)
    wanted = None if charters is None else {charter.ref for charter in charters}
    return tuple(one for one in found.values() if wanted is None or any(row.owner.ref in wanted for row in one.rows))


def plan_harvest(plan: Plan, found: Sequence[Harvested], *, domain: str | None = None, link: bool = True) -> Planned:
    """Return the change that enters ``found`` into the catalogue, all under ``domain`` where one is given.

    With ``link`` rows of another id name their activity; a charter in force gets another version for that.
    """
    activities = NewActivities(plan)
    edited: dict[str, Record[Charter]] = {}
    linked = 0
    for each in found:
        if each.is_new:
            check_id(plan.world, ACTIVITY, each.id)
            activities.enter(each.id, _entry(plan, each, domain), each.id)
        for row in each.unlinked if link else ():
            charter = row.owner
            assert isinstance(charter.value, Charter)
            check_not_closed(charter, "duties")
            at = (*charter.route, *charter.in_file("duties", row.index), "activity")
            plan.changes.set(charter.path, at, each.id, _ROW_FIELDS)
            edited[charter.id] = charter
            linked += 1
    activities.write()
    note = language(plan.world.settings.locale).say(msg("duties name their activities"))
    for charter in edited.values():
        if charter.value.status == "effective":
            log_charter_change(plan, charter, note)
    count = len(activities.added)
    sentence = msg(
        "harvested {activities}, named in {duties}",
        activities=msgn("{count} activity", "{count} activities", count),
        duties=msgn("{count} duty", "{count} duties", linked),
    )
    planned = plan.finish(sentence)
    told = approval_notes(plan.world, planned.after, *edited.values()) if edited else ()
    notes = (*planned.notes, *_alike(planned.after, found), *told)
    return Planned(planned.writes, planned.after, planned.sentence, notes, planned.before)


def _duties(world: World) -> Iterator[Row]:
    """Yield the duties of departments whose activity is not in the catalogue."""
    for charter in world.all(Charter):
        if charter.value.type == "department" and charter.value.status != "superseded":
            for row in charter_rows(charter):
                if row.row.within is None and world.get(Activity, row.activity) is None:
                    yield row


def _entry(plan: Plan, each: Harvested, domain: str | None) -> dict[str, Value]:
    """Return the new activity: named as the first row with a title, the other titles as aliases.

    What drafts alone list is not required yet: nobody owns it today.
    """
    titles = [row.row.title for row in each.rows if row.row.title]
    name: Value = _plain(titles[0]) if titles else each.id
    said = set(forms_of(titles[0])) if titles else {each.id}
    aliases: dict[str, None] = dict.fromkeys(
        text for title in titles[1:] for text in forms_of(title) if text not in said
    )
    entry: dict[str, Value] = {"name": name}
    charters = (plan.world.get(Charter, row.owner.id) for row in each.rows)
    if not any(charter is not None and is_effective(charter, plan.day) for charter in charters):
        entry["required"] = False
    if aliases:
        entry["aliases"] = list(aliases)
    if domain is not None:
        entry["domain"] = domain
    return entry


def _plain(title: str | Name) -> Value:
    if isinstance(title, str):
        return title
    return {code: text for code, text in (("zh", title.zh), ("en", title.en)) if text}


def _alike(after: World, found: Sequence[Harvested]) -> Iterator[Message]:
    """Yield what to look at: new activities whose wording is like that of another, which stay apart."""
    new = {each.id for each in found if each.is_new}
    words = words_of(after)
    activities = after.all(Activity)
    written = [
        (at, tokens)
        for at, activity in enumerate(activities)
        for tokens in {words.wording(text).tokens: None for text in names_of(activity)}
    ]
    pairs: dict[tuple[int, int], None] = {}
    for i, j, _ in similar_pairs([tokens for _, tokens in written], after.threshold("overlap-warn")):
        one, other = sorted((written[i][0], written[j][0]))
        if one != other and new & {activities[one].id, activities[other].id}:
            pairs[one, other] = None
    for one, other in list(pairs)[:TOLD]:
        names: tuple[Param, ...] = (activities[one].titled, activities[other].titled)
        yield msg("{activities} read alike and stay two; where they are one, name it in both duties", activities=names)
    if len(pairs) > TOLD:
        rest = len(pairs) - TOLD
        yield msgn("and {count} more pair reads alike", "and {count} more pairs read alike", rest)
