"""The lists of each kind that commands change entry by entry, as help shows them."""

from __future__ import annotations

from typing import Final, NamedTuple


class PartWord(NamedTuple):
    """A list: the ``about`` of its commands, and behind the names of these, ``add`` and ``set``, a real command each.

    ``entry`` is what the argument of `add` is called, ``meaning`` what it says.
    """

    about: str
    entry: str
    meaning: str
    add: str
    set: str

    @property
    def one(self) -> str:
        """Return the record and the entry that ``set`` changes."""
        return " ".join(self.set.split(" ")[:2])


PARTS: Final[dict[str, dict[str, PartWord]]] = {
    "goal": {
        "kr": PartWord(
            "Add, change and remove key results",
            "TITLE",
            "What is measured.",
            "increase-revenue 'Repeat orders' --baseline 30 --target 45 --unit %",
            "increase-revenue kr2 target=150",
        ),
        "link": PartWord(
            "Add, change and remove links to the goals a goal serves",
            "GOAL",
            "The goal served.",
            "strengthen-brand increase-revenue --weight 0.1 --how 'A known brand sells'",
            "increase-revenue increase-market-share weight=0.5",
        ),
        "guardrail": PartWord(
            "Add, change and remove limits that protect the long term",
            "NAME",
            "What the limit is called.",
            "strengthen-brand 'Defects stay low' --metric defect-rate --at-most 2",
            "increase-revenue 1 at_most=7",
        ),
        "tension": PartWord(
            "Add, change and remove declared conflicts",
            "BETWEEN",
            "The key results that pull apart, such as kr1,kr2",
            "increase-revenue kr1,kr2 --resolution 'New customers come first'",
            "increase-revenue 1 resolution='Large customers come first'",
        ),
    },
    "charter": {
        "duty": PartWord(
            "Add, change, remove and move duties",
            "TITLE",
            "What the duty is called; the name of an activity of the catalogue is enough",
            "sales 'Tender management' --raci sales:AR,production:C",
            "sales tender-management weight=0.4 content+=Filing",
        ),
    },
    "project": {
        "task": PartWord(
            "Add, change and remove tasks",
            "TITLE",
            "What is to be done.",
            "autumn-fair 'Invite customers' --due 9/1 --raci sales:AR,marketing:C --after booth-plan",
            "autumn-fair samples due=9/12",
        ),
    },
    "proposal": {
        "idea": PartWord(
            "Add, change and remove ideas brought in",
            "TEXT",
            "What was said.",
            "goals-2026 'Try it in one region first' --by chen-jie",
            "goals-2026 1 disposition=accepted",
        ),
        "objection": PartWord(
            "Add, change and remove objections",
            "REASON",
            "Why somebody objects",
            "goals-2026 'The test bench comes too late' --by wang-qiang",
            "goals-2026 1 resolution='Rented until then' status=resolved",
        ),
    },
    "meeting": {
        "agenda-item": PartWord(
            "Add, change and remove items of the agenda",
            "TEXT",
            "The item",
            "2025-07-14-xdept-weekly 'Autumn fair' --at 1",
            "2025-07-14-xdept-weekly 1 'Open actions'",
        ),
        "department-report": PartWord(
            "Add, change and remove reports of departments",
            "DEPARTMENT",
            "The department that reports.",
            "2025-07-14-xdept-weekly sales --by zhang-wei --progress 'Three contracts signed'",
            "2025-07-14-xdept-weekly sales needs='A stand plan'",
        ),
        "opinion": PartWord(
            "Add, change and remove opinions given",
            "TEXT",
            "What was said.",
            "2025-07-14-xdept-weekly 'The forecast needs regions' --by wang-qiang",
            "2025-07-14-xdept-weekly 1 disposition=accepted",
        ),
        "decision": PartWord(
            "Add, change and remove decisions",
            "TEXT",
            "What was decided.",
            "2025-07-14-xdept-weekly 'Samples are ready by August' --owner wang-qiang",
            "2025-07-14-xdept-weekly dec1 owner=zhang-wei",
        ),
        "action": PartWord(
            "Add, change and remove actions agreed, which publishing makes records",
            "TITLE",
            "What is to be done, or the id of an action there is",
            "2025-07-14-xdept-weekly 'Invite customers' --owner zhang-wei --due 7/25",
            "2025-07-14-xdept-weekly 1 due=7/21",
        ),
        "carried-over": PartWord(
            "Add, change and remove actions of earlier meetings that were reviewed",
            "ACTION",
            "The action: an id, the beginning of one, a title or a word of it",
            "2025-07-14-xdept-weekly 2025-07-07-forecast-deadline",
            "2025-07-14-xdept-weekly 1 2025-06-30-media-budget-plan",
        ),
    },
    "series": {
        "agenda-item": PartWord(
            "Add, change and remove items of the usual agenda",
            "TEXT",
            "The item",
            "xdept-weekly 'Risks' --at 3",
            "xdept-weekly 1 'Open actions'",
        ),
    },
    "person": {
        "absence": PartWord(
            "Add, change and remove times away",
            "FROM",
            "The first day away.",
            "wang-qiang 8/4 --to 8/8 --deputy chen-jie",
            "liu-fang 1 deputy=chen-jie",
        ),
    },
    "metric": {
        "point": PartWord(
            "Add, change and remove values observed",
            "VALUE",
            "The value observed.",
            "sales-revenue 92 --date 6/30",
            "discount-rate 2025-06-30 value=7.1",
        ),
    },
    "handoff": {
        "delivery": PartWord(
            "Add, change and remove deliveries",
            "DUE",
            "The day it was due.",
            "rolling-forecast 7/14 --delivered 7/14",
            "rolling-forecast 7/7 accepted=false",
        ),
    },
    "training": {
        "outcome": PartWord(
            "Add, change and remove levels reached",
            "PERSON",
            "Who learned.",
            "communication-workshop wang-qiang --skill communication --from 3 --to 4",
            "communication-workshop zhang-wei to=4",
        ),
    },
    "evaluation": {
        "rating": PartWord(
            "Add, change and remove ratings of duties",
            "DUTY",
            "The duty rated, as `charter/row`.",
            "production-2025-q3 sales/contract-signing --rating 4 --evidence 'List of contracts'",
            "production-2025-q3 sales/contract-signing rating=3",
        ),
        "finding": PartWord(
            "Add, change and remove duties not or badly performed",
            "DUTY",
            "The duty concerned, as `charter/row`.",
            "production-2025-q3 sales/contract-signing --kind inadequate --cause 'No checklist'",
            "production-2025-q3 f1 effective=true",
        ),
        "consequence": PartWord(
            "Add, change and remove rewards and penalties",
            "KIND",
            "What kind of consequence it is.",
            "production-2025-q3 reward --approved-by li-na",
            "production-2025-q3 1 date=10/15",
        ),
    },
    "case": {
        "lesson": PartWord(
            "Add, change and remove lessons",
            "TEXT",
            "What was learned.",
            "weekly-forecast-halves-stockouts 'Name one person for each number'",
            "weekly-forecast-halves-stockouts l1 applied_in+=goal:increase-revenue",
        ),
        "discussion": PartWord(
            "Add, change and remove discussions",
            "TEXT",
            "What was said.",
            "weekly-forecast-halves-stockouts 'Production wants it too' --people wang-qiang,chen-jie",
            "weekly-forecast-halves-stockouts 1 people+=liu-fang",
        ),
    },
    "resource": {
        "assignment": PartWord(
            "Add, change and remove people lent",
            "PERSON",
            "Who is lent.",
            "fair-staff chen-jie --share 20%",
            "fair-staff chen-jie share=0.3",
        ),
    },
}
"""By kind, and by the word of the list on the command line; a test runs the commands on the demo company."""
