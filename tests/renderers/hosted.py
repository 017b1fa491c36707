"""A check as build servers are told of it, in a workspace that lies in a folder of its repository."""

from __future__ import annotations

from collab_cli.findings import Finding, Fix, Patch, Place, Related, Severity
from collab_cli.messages import Message
from collab_cli.page import CheckRun, FindingList, Report, RuleRun, Styled, Text

CHARTER = "title: 市场部\nduties:\n  - {id: a, raci: {marketing: AR}}\n"
FIX = Fix(False, Message("keep the A of Marketing"), (Patch("charters/m.yaml", 49, 51, "R"),))
RED = Finding(
    "R313",
    "duplicate-ownership",
    Severity.ERROR,
    Place("charters/m.yaml", 3, 18),
    Message("Research is owned by Marketing and Sales"),
    Message("keep one A"),
    ("activity:research",),
    (Related(Place("charters/s.yaml", 6, 40), Message("the other A")),),
    (FIX,),
)
DIM = Finding("R317", "incomplete-duty", Severity.WARNING, Place("charters/m.yaml", 1, 8), Message("it lacks scope"))
FAINT = Finding("X963", "goal-without-work", Severity.INFO, Place("goals/g.yaml", 2), Message("nobody works at it"))
SOURCES = {("charters/m.yaml", 3): "  - {id: a, raci: {marketing: AR}}", ("charters/m.yaml", 1): "title: 市场部"}
RULES = (
    RuleRun(
        "R313",
        "duplicate-ownership",
        Message("Duplicate ownership"),
        Message("responsibilities"),
        Severity.ERROR,
        Message("Two charters own one duty."),
        (Text("Work is done twice."),),
    ),
    RuleRun("R317", "incomplete-duty", "Incomplete duty", "responsibilities", Severity.WARNING, "It lacks something."),
    RuleRun("R318", "empty-row", "Empty row", "responsibilities", Severity.ERROR, "Nobody does it."),
    RuleRun("A503", "overdue-action", "Overdue", "actions", Severity.WARNING, "It is late.", state="not checked"),
    RuleRun("X963", "goal-without-work", "No work", "across kinds", Severity.INFO, "A wish.", state="failed"),
)
RUN = CheckRun("agreements/", RULES, {"charters/m.yaml": CHARTER})
CLOSING = (Styled("3 findings", "strong"), "collab explain R313 says more")
CHECK = Report("collab/check/v1", (FindingList((DIM, RED, FAINT), SOURCES, CLOSING),), run=RUN)
CLEAN = Report("collab/check/v1", (FindingList((), {}, ("no finding",)),), run=RUN)
NO_LIST = Report("collab/goal-tree/v1", (Text("a page without findings"),))


def said_by(text: str) -> Report:
    """Return a check whose one finding says ``text`` wherever a text from a file can stand."""
    fix = Fix(True, Message("{t}", {"t": text}), (Patch("charters/m.yaml", 49, 51, text),))
    place = Place(f"goals/{text}.yaml", 3, 2)
    message = Message("{t}", {"t": text})
    one = Finding(
        "R313", "duplicate-ownership", Severity.ERROR, place, message, message, (f"goal:{text}",),
        (Related(place, message),), (fix,),
    )  # fmt: skip
    return Report("s", (FindingList((one,), {(place.path, 3): text}, (text, Styled(text, "bad"))),), run=RUN)
