"""What a change of a field is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from collab_cli.analyses.changes.change import Category
from collab_cli.model.field_types import Part, Refers, RefersToParty
from collab_cli.model.fields import (
    DateType,
    DurationType,
    FieldInfo,
    FieldType,
    FlagType,
    IntType,
    ListType,
    MapType,
    MeasuredType,
    MomentType,
    NumberType,
    StructType,
    TextType,
    UnionType,
    WordType,
)

_OF_FIELDS: Final[Mapping[Category, str]] = {
    "accountability": (
        "ResponsibilityRow.activity ResponsibilityRow.within ResponsibilityRow.raci ResponsibilityRow.shared_with "
        "ResponsibilityRow.decision_rights Charter.duties Charter.owner Project.tasks Project.owner "
        "Goal.owner Goal.co_owners Goal.department Goal.level "
        "Department.head Department.deputy Department.parent Department.status Activity.required Handoff.from "
        "Handoff.to Issue.assigned Issue.first_contact Action.assist Scope.excludes Resource.requested_by"
    ),
    "target": (
        "Goal.period Goal.key_results Goal.contributes_to Goal.guardrails Goal.commitment Goal.rollup Goal.tensions "
        "KeyResult.type KeyResult.direction KeyResult.unit KeyResult.metric KeyResult.milestones KeyResult.curve "
        "KeyResult.nature KeyResult.additive Standard.target Standard.metric Metric.unit Metric.direction "
        "Metric.nature Metric.aggregation Metric.frequency ResponsibilityRow.supports ResponsibilityRow.weight"
    ),
    "decision": (
        "Charter.approvals Charter.change_log Charter.version Goal.adjustments Handoff.accepted_by "
        "Meeting.decisions Meeting.opinions Resource.approved "
        "Resource.approver Proposal.status Proposal.decided Proposal.positions Proposal.objections Proposal.signoffs "
        "Proposal.subjects Proposal.method Proposal.quorum Proposal.round Proposal.ideas Proposal.affected "
        "Waiver.rule Waiver.target Waiver.with Waiver.approved_by Waiver.expires Contribution.parent_digest "
        "Evaluation.consequences Evaluation.grade Evaluation.ratings Evaluation.findings Evaluation.score "
        "Recognition.winner Recognition.decided_by Recognition.nominees Lesson.applied_in "
        "Settings.locale Settings.timezone CheckSettings.profile CheckSettings.select CheckSettings.ignore "
        "CheckSettings.severity CheckSettings.thresholds RaciSettings.framework RaciSettings.max_r "
        "RaciSettings.accountable_implies_responsible Restricted.enabled"
    ),
    "membership": (
        "Person.department Person.role Person.manager Person.capacity Person.status Person.skills Role.department "
        "Role.required_skills Person.title Meeting.present Meeting.regrets Meeting.guests Meeting.cc Project.members "
        "Series.required Channel.departments Event.departments Event.attendees Event.attendees_count "
        "Training.attendees Training.outcomes Resource.people ResponsibilityRow.required_skills Case.departments "
        "SharedDocument.editors Recognition.departments"
    ),
    "schedule": (
        "Person.absences Series.cadence Series.skips Series.time Series.duration Meeting.start Meeting.end "
        "Meeting.next_meeting Settings.periods NamedPeriod.parent Settings.fiscal_year_start Handoff.frequency "
        "Handoff.sla Handoff.trigger Project.phases ResponsibilityRow.phase"
    ),
    "status": (
        "Goal.score Goal.closing Goal.acknowledgements Goal.activated KeyResult.checkins KeyResult.confidence "
        "Milestone.done Charter.acknowledgements Handoff.deliveries Action.history Action.evidence Issue.handovers "
        "Issue.escalations Issue.resolution Metric.points Meeting.reports Meeting.actions Meeting.carried_over "
        "Meeting.published Training.evaluation Resource.allocated Resource.requested"
    ),
    "contact": (
        "Person.contacts Person.git Person.staff_no Department.vcs_team Channel.tool SharedDocument.url "
        "SharedDocument.library Settings.notify Series.place Meeting.place Meeting.mode Series.mode"
    ),
}
_BY_FIELD: Final[Mapping[str, Category]] = {
    field: category for category, fields in _OF_FIELDS.items() for field in fields.split()
}


def category_of(struct: type[Part], info: FieldInfo, *, inherited: Category | None, is_bound: bool) -> Category:
    """Return what a change of a field is about: as the table above says, else as its list, else by its type.

    ``inherited`` is the category of the list the part stands in, ``is_bound`` whether agreements are bound to it.
    """
    listed = _BY_FIELD.get(f"{struct.__name__}.{info.name}")
    if listed is not None:
        return listed
    if inherited is not None and inherited != "accountability":
        if inherited == "target" and _is_text(info.type):
            return "terms" if is_bound else "editorial"
        return inherited
    return _by_type(info.type, is_bound)


def is_about_itself(struct: type[Part], info: FieldInfo) -> bool:
    """Return whether the table above says what a field is about, whatever it holds."""
    return f"{struct.__name__}.{info.name}" in _BY_FIELD


def _by_type(wanted: FieldType, is_bound: bool) -> Category:
    if isinstance(wanted, ListType):
        refers = wanted.item.refers if isinstance(wanted.item, TextType) else None
        if isinstance(refers, Refers) and refers.kind in ("person", "department"):
            return "membership"
        return _by_type(wanted.item, is_bound)
    if isinstance(wanted, UnionType):
        return _by_type(wanted.options[0], is_bound)
    if isinstance(wanted, NumberType | IntType | MeasuredType):
        return "target"
    if isinstance(wanted, DateType | MomentType):
        return "status" if wanted.is_past else "schedule"
    if isinstance(wanted, DurationType):
        return "schedule"
    if isinstance(wanted, TextType) and (
        isinstance(wanted.refers, RefersToParty)
        or (isinstance(wanted.refers, Refers) and wanted.refers.kind in ("person", "department", "role"))
    ):
        return "accountability"
    if isinstance(wanted, WordType | FlagType):
        return "terms" if is_bound else "status"
    return "terms" if is_bound else "editorial"


def _is_text(wanted: FieldType) -> bool:
    """Return whether a field holds words for people, a name or free text."""
    if isinstance(wanted, UnionType):
        return any(_is_text(option) for option in wanted.options)
    if isinstance(wanted, StructType):
        return wanted.struct.__name__ == "Name"
    if isinstance(wanted, MapType):
        return False
    return isinstance(wanted, TextType) and wanted.refers is None and wanted.form in ("", "md")
