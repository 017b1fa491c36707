from __future__ import annotations

from datetime import date

from collab_cli.findings import Finding, Place, Severity
from collab_cli.graph.world import World
from collab_cli.i18n import language
from collab_cli.messages import msg
from collab_cli.renderers.plain import render
from collab_cli.reports.status import build, find_overdue, next_steps
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of
from tests.small_company import small_company


def company(make_workspace: MakeWorkspace, day: date = date(2025, 6, 30)) -> World:
    return world_of(make_workspace(small_company()), day)


def finding(code: str, severity: Severity) -> Finding:
    return Finding(code, "x", severity, Place("a.yaml"), msg("m"))


def said(world: World, *findings: Finding) -> list[str]:
    return [language("en").say(step) for step in next_steps(world, findings, find_overdue(world))]


def test_a_day_on_the_edge(make_workspace: MakeWorkspace) -> None:
    assert find_overdue(company(make_workspace, date(2025, 7, 4))) == []
    [late] = find_overdue(company(make_workspace, date(2025, 7, 5)))
    assert (late.ref, late.days) == ("action:2025-06-23-photograph-returns", 1)


def test_an_issue_over_its_limit_is_overdue(make_workspace: MakeWorkspace) -> None:
    issue = "title: Box\nraised_by: zhang-wei\nraised_at: 2025-06-23\nsla: 1wd\n"
    world = world_of(make_workspace(small_company({"issues/2025/box.yaml": issue})), date(2025, 6, 27))
    [late] = find_overdue(world)
    assert (late.ref, late.days, [language("en").show(one) for one in late.who]) == ("issue:box", 4, ["Zhang Wei"])
    said = render(build(world, ()), language("en"))
    assert "Overdue  1 thing\n" in said
    assert ", 1 over its limit → collab issue list\n" in said


def test_who_was_heard_in_an_earlier_round_only_is_to_be_asked(make_workspace: MakeWorkspace) -> None:
    head = "title: P\ntype: decision\nsubjects: []\naffected: [sales]\nopened: 2025-06-01\ndeadline: 2025-06-30\n"
    position = "positions: [{department: sales, by: zhang-wei, date: 2025-06-02, position: agree%s}]\n"
    for spoken_in, asked in (("", 1), (", round: 2", 0)):
        files = {
            "proposals/2025/p.yaml": f"{head}round: 2\n{position % spoken_in}",
            "departments.yaml": "- {id: sales, name: Sales}\n",
            "people.yaml": "- {id: zhang-wei, name: Zhang Wei}\n",
        }
        [late] = find_overdue(world_of(make_workspace(files), date(2025, 7, 5)))
        assert (late.ref, late.days, len(late.who)) == ("proposal:p", 5, asked)


def test_errors_come_before_all_else(make_workspace: MakeWorkspace) -> None:
    world = company(make_workspace, date(2025, 7, 5))
    warning, error = finding("A503", Severity.WARNING), finding("R313", Severity.ERROR)
    assert said(world, warning, error) == [
        "mend the errors: collab check shows them, collab explain R313 the first of them",
        "ask Wang Qiang about Photograph every return (2025-06-23-photograph-returns)",
    ]
    assert said(world, warning)[0] == "look at the findings: collab check"


def test_the_page(make_workspace: MakeWorkspace) -> None:
    report = build(company(make_workspace), (finding("R313", Severity.ERROR), finding("R307", Severity.INFO)))
    assert render(report, language("en")) == (
        "Brook Hardware, as of 2025-06-30\n"
        "================================\n"
        "Records  3 departments, 6 people, 3 goals, 3 charters, 1 meeting, 1 action, 1 issue, 5 activities, 1 channel, "
        "1 handoff, 2 metrics, 1 project, 1 proposal, 1 role, 1 series\n"
        "Check    1 error, 0 warnings, 1 info\n"
        "Overdue  nothing\n"
        "\n"
        "Work together\n"
        "-------------\n"
        "Meetings  Weekly meeting on 2025-06-30 → collab meeting next\n"
        "Actions   1 open → collab action list\n"
        "Goals     3 on track → collab goal tree\n"
        "\n"
        "Next\n"
        "----\n"
        "mend the errors: collab check shows them, collab explain R313 the first of them\n"
    )


def test_how_the_work_together_stands(make_workspace: MakeWorkspace) -> None:
    head = "title: P\ntype: decision\nsubjects: []\nopened: 2025-06-01\naffected: "
    files = {
        "actions/2025-05-01-often.yaml": (
            "title: Often\nowner: liu-fang\ndue: 2025-07-20\nhistory:\n  - {date: 2025-05-01, due: 2025-05-10}\n"
            "  - {date: 2025-05-09, due: 2025-06-10}\n  - {date: 2025-06-09, due: 2025-07-20}\n"
        ),
        "proposals/2025/p.yaml": f"{head}[sales, marketing]\n",
        "proposals/2025/q.yaml": f"{head}[]\n",
    }
    world = world_of(make_workspace(small_company(files)), date(2025, 7, 16))
    work = build(world, ()).record["work"]
    assert work["actions"] == {"open": 2, "overdue": 1, "postponed": 1}
    assert work["meetings"]["missed"] == 2
    assert [(one["proposal"], one["waiting_for"]) for one in work["proposals"]] == [
        ("p", ["sales", "marketing"]),
        ("q", []),
    ]
    said = render(build(world, (), "--as-of 2025-07-16"), language("en"))
    assert "2 open, 1 overdue, 1 postponed twice or more → collab action list --as-of 2025-07-16\n" in said
    assert "P waits for Sales and Marketing, P can be settled → collab proposal status --as-of 2025-07-16\n" in said
