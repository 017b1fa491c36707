"""The catalogue as it is designed: what every rule is called and how much it weighs, built or not."""

from __future__ import annotations

from typing import NamedTuple


class Designed(NamedTuple):
    """A row of the catalogue; `profile` is `later` for a rule that comes after the core."""

    code: str
    slug: str
    term: str
    severities: tuple[str, ...]
    profile: str
    day: bool
    handbook: str
    thresholds: tuple[str, ...]


# S018 was designed for profile standard; it is in starter, because the first records of a newcomer, misplaced, would
# be lost without a word.
_TABLE = """\
S001|syntax-error|Syntax error|E|starter|-|-|-
S002|schema-violation|Schema violation|E|starter|-|-|-
S003|invalid-value|Invalid enum value|E|starter|-|-|-
S004|duplicate-id|Duplicate id|E|starter|-|-|-
S005|dangling-reference|Dangling reference|E|starter|-|-|-
S006|name-content-mismatch|Identity mismatch|W|standard|-|-|-
S007|portability-hint|Ambiguous scalar|I|strict|-|-|-
S008|invalid-interval|Invalid interval|E|starter|-|-|-
S009|inactive-reference|Inactive reference|W|standard|-|6.1|-
S010|unit-mismatch|Unit mismatch|W|later|-|5.3|-
S011|invalid-waiver|Invalid waiver|E|starter|day|-|-
S012|unused-waiver|Unused waiver|W|standard|day|-|-
S013|refused-yaml-feature|Unsupported syntax|E|starter|-|-|-
S014|duplicate-key|Duplicate key|E|starter|-|-|-
S015|file-limit-exceeded|Resource limit|E|starter|-|-|-
S016|bad-encoding|Encoding error|E|starter|-|-|-
S017|invalid-id|Invalid id|E|starter|-|-|-
S018|stray-file|Stray file|W|starter|-|-|-
S019|wrong-kind-reference|Wrong reference kind|E|starter|-|-|-
S020|unsupported-schema|Version error|E|starter|-|-|-
S021|invalid-setting|Configuration error|E|starter|-|-|-
S022|future-dated-entry|Future date|W|later|day|5.3|-
S023|conflict-marker|Unresolved merge|E|starter|-|-|-
S024|unreadable-entry|Unreadable entry|E|starter|-|-|-
S025|hidden-character|Hidden character|W|standard|-|-|-
G101|orphan-goal|Unaligned goal|E|basic|-|2.2,5.1|-
G102|undeployed-goal|Undeployed goal|W|standard|-|5.1|-
G103|alignment-cycle|Alignment cycle|E|starter|-|5.1|-
G104|contribution-weights|Unnormalised weights|W|standard|-|5.1|-
G105|unmeasurable-goal|Not measurable (SMART)|E|basic|-|5.3|-
G106|degenerate-measure|Degenerate measure|E|starter|-|5.3|-
G107|no-single-owner|No single owner (DRI)|E|basic|-|5.1|-
G108|objective-overload|Objective overload|W|later|-|5.1|max-goals
G109|key-result-count|Key result count|W|later|-|5.1|max-key-results
G110|period-outside-parent|Period mismatch|W|later|-|5.1|-
G111|department-without-goal|Uncovered department|W|later|-|3.2|-
G112|missing-counter-metric|Missing counter-metric|I|standard|-|2.2|-
G113|unresolved-goal-conflict|Goal conflict|W|standard|-|2.2|-
G114|duplicate-goal|Duplicate goal|W|later|-|4.3|overlap-warn
G115|no-line-of-sight|No rationale for the link|W|standard|-|3.2,5.1|-
G116|unacknowledged-goal|Unacknowledged goal|I|later|day|3.2|ack-coverage
G117|stale-checkin|Stale check-in|W,E|standard|day|5.3|checkin-days
G118|off-track-without-action|Off track, no measure|E,W|standard|day|5.3|pace-* gap-*
G119|watermelon-status|Watermelon status|W|standard|day|5.3|pace-* gap-*
G120|alignment-gap|Alignment gap|W|standard|-|5.1,2.2|alignment-gap
G121|unscored-closed-goal|Unscored goal|W|later|day|5.3,8.2|-
G122|goal-without-duty|Goal without duty|I|later|-|3.2|-
G123|low-confidence|Forecast miss|I|later|day|5.3|confidence-min forecast-min
G124|target-coverage-gap|Target coverage gap|W|standard|-|5.1|-
G125|guardrail-breached|Guardrail breached|E|standard|-|2.2|-
G126|parent-changed|Parent changed since alignment|W|standard|-|5.1,5.3|-
G127|activity-as-key-result|Output instead of outcome|I|later|-|5.3|-
P201|missing-agreement|Missing sign-off|E|standard|-|5.2,6.1|-
P202|quorum-not-met|Quorum not met|E|standard|-|5.2|proposal-quorum
P203|sustained-objection|Sustained objection|E|starter|-|5.2|-
P204|unheard-stakeholder|Unheard stakeholder|W|standard|day|5.2|-
P205|undisposed-suggestion|Undisposed suggestion|W|standard|-|4.1,5.2|-
P206|overdue-proposal|Overdue proposal|W|later|day|5.2|-
P207|no-review-date|No review date|I|later|-|5.2|-
P208|low-vote-without-concern|Unexplained low vote|W|later|-|5.2|-
P209|stale-agreement|Stale agreement|E,W|standard|-|5.2,5.3|-
P210|unbound-agreement|Unbound agreement|I|standard|-|5.2|-
R301|no-accountable|No Accountable|E|starter|-|6.2|-
R302|multiple-accountable|Multiple Accountable|E|starter|-|6.2|-
R303|no-responsible|No Responsible|E|starter|-|6.2|-
R304|too-many-responsible|Too many Responsible|W|standard|-|6.2|raci.max_r
R305|excess-consulted|Excess Consulted|W|standard|-|6.2|max-consulted crowd-min-parties
R306|excess-informed|Excess Informed|I|standard|-|6.2|max-informed
R307|nobody-consulted-or-informed|Isolated row|I|standard|-|1.2,6.2|-
R308|idle-party|Empty column|W|standard|-|6.1|-
R309|accountability-overload|Accountability overload|W|standard|-|6.1|max-a-share load-min-rows
R310|involved-in-everything|Full column|I|standard|-|6.1|max-involved-share crowd-min-parties
R311|crowded-row|Full row|I|standard|-|6.2|crowd-min-parties
R312|unassigned-row|Unassigned row|E|basic|-|6.2|-
R313|duplicate-ownership|Duplicate ownership|E|starter|-|3.3,6.2|-
R314|probable-overlap|Probable overlap|W|standard|-|6.2|overlap-warn
R315|uncovered-activity|Uncovered activity|E|starter|-|2.3,6.2|-
R316|missing-charter|Missing charter|E|standard|-|6.1|-
R317|incomplete-duty|Incomplete duty description|W|standard|-|6.1|-
R318|unmeasurable-standard|Unmeasurable standard|I|later|-|6.1,6.3|-
R319|accountable-not-resolvable|Accountable not resolvable|E|starter|-|6.2|-
R320|responsibility-overload|Responsibility overload|W|standard|-|6.1|max-r-share load-min-rows
R321|accountability-without-authority|Accountability without authority|I|later|-|6.1|-
R322|charter-review-overdue|Charter review overdue|W|later|day|6.1|-
R323|unacknowledged-charter|Unacknowledged charter|I|later|day|3.3|ack-coverage
R324|consulted-everywhere|Consultation overload|I|standard|-|6.1|max-c-share load-min-rows crowd-min-parties
R325|one-sided-sharing|One-sided sharing|W|later|-|6.2|-
R326|shared-without-boundary|Shared without boundary|W|standard|-|6.2|-
R327|contradicting-views|Contradicting views|W|standard|-|6.2|-
R328|duty-outside-catalogue|Uncatalogued duty|W|standard|-|6.1|-
R329|conflicting-letters|Conflicting letters in a cell|E|starter|-|6.2|-
R330|broken-handoff-chain|Broken hand-off|E|standard|-|2.3,6.1|-
R331|unannounced-handoff|Unannounced hand-off|I|standard|-|2.1,6.1|-
R332|informed-only-party|Informed-only column|I|standard|-|6.1|-
R333|dead-end-step|Dead end in a process|W|standard|-|6.1|-
R334|owner-absent-from-own-charter|Foreign duty|W|standard|-|6.1|-
M401|cadence-breach|Cadence breach|W,E|standard|day|3.1,4.1|-
M402|inquorate-decision|Inquorate decision|E|standard|-|4.1|meeting-quorum
M403|missing-department-report|Missing report|W|standard|-|4.1|-
M404|incomplete-report|Incomplete report|W|later|-|4.1|-
M405|absence|Unexcused or chronic absence|W|later|-|4.1|absence-max
M406|issue-without-disposition|Issue without disposition|W|standard|-|4.1|-
M407|decision-without-owner|Decision without owner|W|later|-|4.1|-
M408|previous-minutes-unapproved|Unapproved minutes|W|later|-|4.1|-
M409|open-actions-not-reviewed|Open actions not reviewed|W|standard|-|4.1|-
M410|late-minutes|Late minutes|I|later|-|2.1|minutes-days
M411|incomplete-header|Incomplete minutes|E|standard|-|4.1|-
M412|no-next-step|No next step|W|standard|-|4.1|-
M413|unresolved-action-stub|Inline action in published minutes|E|starter|-|4.1|-
M414|number-mismatch|Contradicting number|W|later|-|5.3|-
M415|unheard-department|Unheard department|I|later|-|4.1|unheard-meetings
M416|no-cross-department-series|No regular meeting|I|later|-|3.1|-
A501|action-without-owner|No single owner|E|starter|-|4.1|-
A502|action-without-due|No due date|E|starter|-|4.1|-
A503|overdue-action|Overdue action|W,E|standard|day|4.1,5.3|overdue-error-days
A504|repeated-postponement|Repeated postponement|W|later|-|5.3|postpone-max
A505|closed-without-evidence|Closed without evidence|W|later|-|6.3|-
A508|no-first-contact|No first contact|E|standard|-|2.3|-
A509|bounced-issue|Bounced issue|W|standard|-|2.3|-
A510|sla-breach-not-escalated|SLA breach not escalated|E|standard|day|2.3|issue-sla
A511|issue-without-duty|Issue maps to no duty|W|later|-|2.3|-
C601|unconnected-department|Unconnected department|W|standard|-|3.1,4.2|-
C602|ownerless-channel|Ownerless channel|W|later|-|4.2,4.3|-
C603|handoff-without-channel|Hand-off without channel|W|later|-|2.1|-
C604|stale-document|Stale document|W|later|day|4.3|-
C605|duplicate-document|Duplicate document|W|later|-|4.3|duplicate-title
C606|handoff-not-agreed|Hand-off not agreed|W|standard|-|1.1,2.1|-
C607|late-handoff|Late hand-off|W|standard|day|2.1|handoff-window-days
C608|one-way-handoff|One-way hand-off|I|later|-|1.2|-
T701|skill-gap|Skill gap|W|standard|-|7.1|-
T702|untrained-department|Untrained department|W|standard|day|7.1|training-check-after
T703|unevaluated-training|Unevaluated training|I|later|day|7.1|-
T704|no-attendance-record|No attendance record|W|later|-|7.1|-
T705|single-point-of-failure|Single point of failure|I|later|-|7.1|-
T706|trainer-unspecified|Trainer unspecified|I|later|-|7.1|-
B751|no-resource-plan|No resource plan|I|standard|-|7.2|-
B752|resource-shortfall|Resource shortfall|W|standard|day|7.2|-
B753|pending-decision|Pending decision|W|later|day|7.2|decision-lead-days
B754|over-allocation|Over-allocation|E|later|-|7.2|-
B755|allocated-above-approval|Allocated above approval|E|later|-|7.2|-
E801|missing-evaluation|Missing evaluation|W|standard|day|6.3|evaluation-days
E802|rating-without-evidence|Rating without evidence|E|standard|-|6.3|-
E803|unrated-duty|Unrated duty|W|later|-|6.3|-
E804|low-rating-without-action|Low rating, no corrective action|E|standard|-|6.3|-
E805|high-rating-unrecognised|High score unrecognised|I|later|-|6.3|-
E806|unverified-corrective-action|Unverified corrective action|W|later|day|6.3|-
E807|conflict-of-interest|Conflict of interest|E|later|-|6.3|-
E808|no-right-of-reply|No right of reply|E|later|-|6.3|-
E809|score-mismatch|Score mismatch|E|later|-|6.3|-
E810|exposed-personal-record|Personal record exposed|E|starter|-|6.3|-
K901|incomplete-case|Incomplete case|W|standard|-|8.2|-
K902|no-retrospective|No retrospective|I|later|day|8.2|-
K903|unapplied-lesson|Lesson never applied|I|later|day|8.1|lesson-days
K904|unshared-case|Case not shared|I|later|-|8.1|-
K905|award-without-evidence|Award without evidence|W|standard|-|6.3,7.3|-
K906|single-department-award|Single-department award|W|later|-|7.3|-
K907|inward-activity|Inward activity|I|later|day|7.3|-
D951|unversioned-charter-change|Unversioned change|E|standard|-|6.1|-
D952|missing-affected-approval|Missing affected approval|E|standard|-|6.2,5.2|-
D953|silent-target-change|Silent target change|E|standard|-|5.3|-
D954|edited-approved-minutes|Edited approved minutes|E|standard|-|4.1|-
D955|orphaned-duty|Orphaned duty|E|later|-|6.2|-
D956|ownership-transfer-without-proposal|Silent transfer|E|later|-|6.2|-
D958|owners-file-out-of-sync|Owners file out of sync|W|later|-|6.1|-
D959|reused-id|Reused id|E|later|-|-|-
X961|action-owner-without-duty|Action outside duty|W|standard|-|4.1,6.2|-
X962|recurring-problem-unowned|Recurring unowned problem|W|standard|-|2.3,4.1|recurring-* overlap-warn
X963|goal-without-work|Goal without work|W|standard|-|3.2,5.1|-
X964|decision-not-implemented|Decision not implemented|W|standard|day|4.1,5.3|decision-days
X965|silo-department|Silo|I|later|day|1.2|-
"""

_SEVERITIES = {"E": "error", "W": "warning", "I": "info"}


def _designed(line: str) -> Designed:
    code, slug, term, severities, profile, day, handbook, thresholds = line.split("|")
    return Designed(
        code,
        slug,
        term,
        tuple(_SEVERITIES[letter] for letter in severities.split(",")),
        profile,
        day == "day",
        handbook.replace(",", ", "),
        () if thresholds == "-" else tuple(thresholds.split()),
    )


DESIGNED = {row.code: row for row in map(_designed, _TABLE.splitlines())}
"""Every rule of the catalogue by its code; a threshold that ends in `*` stands for all that begin so."""
