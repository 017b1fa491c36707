"""The later commits of a company: people, registers, a merge, processes, drafts, decisions and all at once."""

from __future__ import annotations

from tests.analyses.changes.commit_acts import (
    Commit,
    edit,
    editorial,
    everywhere,
    files_to_register,
    moved,
    put,
    register_to_files,
    rename,
)

CONTRACTS = """\
  - id: contracts
    title: Contracts
    content: [Negotiate and sign the contract, Hand the signed contract to production]
    raci: {sales: AR, production: C}
"""
DIAGNOSE = (
    "  - {id: diagnose, within: customer-care, title: Diagnose, raci: {production: AR, sales: I}, output: Cause}\n"
)
ANSWER = "  - {id: answer, within: customer-care, title: Answer, raci: {sales: AR}}\n"
ACTION = "actions/2025/2025-03-01-fix-forecast.yaml"

LATER_COMMITS = (
    Commit(
        "Chen Jie goes to Production",
        (edit("people.yaml", ("name: Chen Jie, department: sales", "name: Chen Jie, department: production")),),
        ("changed membership person:chen-jie department: sales -> production",),
    ),
    Commit(
        "A new telephone",
        (edit("people.yaml", ('phone: "100"', 'phone: "200"')),),
        ("changed contact person:zhang contacts: {phone 100} -> {phone 200}",),
    ),
    Commit(
        "A holiday",
        (
            edit(
                "people.yaml",
                (
                    "name: Wang Qiang, department: production",
                    "name: Wang Qiang, department: production, absences: [{from: 2025-05-01, to: 2025-05-09}]",
                ),
            ),
        ),
        ("added schedule person:wang-qiang absences/0",),
    ),
    Commit("A file for every department", (register_to_files,)),
    Commit("A register again", (files_to_register,)),
    Commit("Another folder", (moved("goals/2025/be-known.yaml", "goals/brand/be-known.yaml"),)),
    Commit(
        "On a branch: somebody looks after the dealers",
        (
            edit(
                "charters/sales.yaml",
                (
                    "  - id: quoting\n",
                    "  - {id: dealers, title: Dealers, raci: {sales: AR, brand: C}}\n  - id: quoting\n",
                ),
            ),
        ),
        ("added accountability charter:sales duties/dealers",),
        on="side",
    ),
    Commit(
        "Meanwhile: ask for the brand",
        (edit("charters/sales.yaml", ("{brand: I, sales: RA}", "{brand: C, sales: RA}")),),
        ("letters consulted-informed customer-care: {brand I, sales RA} -> {brand C, sales RA}",),
    ),
    Commit(
        "Merge the branch",
        (edit("charters/sales.yaml", ("id: dealers,", "id: dealers, weight: 2,")),),
        ("added accountability charter:sales duties/dealers",),
        merges=True,
    ),
    Commit(
        "Answer before the cause is known",
        (edit("charters/complaints.yaml", (DIAGNOSE + ANSWER, ANSWER + DIAGNOSE)),),
        ("changed terms charter:complaints duties: [receive, diagnose, answer] -> [receive, answer, diagnose]",),
    ),
    Commit(
        "Ask Sales for the cause",
        (edit("charters/complaints.yaml", ("{production: AR, sales: I}", "{production: AR, sales: C}")),),
        ("letters consulted-informed complaints/diagnose: {production AR, sales I} -> {production AR, sales C}",),
    ),
    Commit(
        "The stand comes later, and from somebody else",
        (
            edit(
                "projects/fair.yaml",
                ("due: 2025-08-15, raci: {production: AR, brand: C}", "due: 2025-08-22, raci: {brand: AR}"),
            ),
        ),
        (
            "changed schedule project:fair tasks/stand/due: 2025-08-15 -> 2025-08-22",
            "letters accountability project:fair tasks/stand: {production AR, brand C} -> {brand AR}",
        ),
    ),
    Commit(
        "The process of fairs is in force",
        (edit("charters/fairs.yaml", ("status: draft", "status: effective")),),
        (
            "changed status charter:fairs status: draft -> effective",
            "letters accountability fairs/book: {} -> {brand AR}",
            "letters accountability fairs/build: {} -> {production AR, brand C}",
        ),
    ),
    Commit(
        "Postponed",
        (
            edit(
                ACTION,
                ("due: 2025-04-01", "due: 2025-05-01"),
                ("status: open", "status: open\nhistory: [{date: 2025-04-01, by: chen-jie, due: 2025-05-01}]"),
            ),
        ),
        (
            "changed schedule action:2025-03-01-fix-forecast due: 2025-04-01 -> 2025-05-01",
            "added status action:2025-03-01-fix-forecast history/0",
        ),
    ),
    Commit(
        "One meeting more, one action less",
        (
            put(
                "meetings/2025/2025-03-10-weekly.yaml",
                "title: Weekly\nseries: weekly\ndate: 2025-03-10\npresent: [li-na, zhang]\nstatus: draft\n",
            ),
            put(ACTION, None),
        ),
        (
            "removed removed action:2025-03-01-fix-forecast",
            "added added meeting:2025-03-10-weekly",
        ),
    ),
    Commit(
        "Check in less often",
        (edit("collab.yaml", ("checkin-days: 35", "checkin-days: 40")),),
        ("changed decision collab.yaml check/thresholds: {checkin-days 35} -> {checkin-days 40}",),
    ),
    Commit(
        "Shorten an id by hand",
        (everywhere("chen-jie", "chen"),),
        ("renamed editorial person:chen-jie -> person:chen",),
    ),
    Commit(
        "Another owner, another title, and the forecast is accepted",
        (
            edit(
                "goals/2025/more-orders.yaml",
                ("owner: zhang", "owner: chen"),
                ("title: Sell more", "title: More orders"),
            ),
            edit("goals/2025/growth.yaml", ("level: company", "level: company\nnotes: See the plan of the board")),
            edit(
                "handoffs/forecast.yaml",
                ("Every Monday noon", "Every Monday at ten"),
                ("status: agreed", "accepted_by: {person: wang-qiang, date: 2025-05-02}\nstatus: agreed"),
            ),
        ),
        (
            "changed editorial goal:growth notes: None -> See the plan of the board",
            "changed terms goal:more-orders title: Sell more -> More orders",
            "changed accountability goal:more-orders owner: zhang -> chen",
            "changed schedule handoff:forecast sla: Every Monday noon -> Every Monday at ten",
            "changed decision handoff:forecast accepted_by",
        ),
    ),
    Commit(
        "A comma, and all agree still",
        (editorial("charters/production.yaml", "All plants", "All plants, old and new", "wang-qiang"),),
        (
            "changed editorial charter:production duties/planning/scope: All plants -> All plants, old and new",
            "added decision charter:production change_log/0",
        ),
    ),
    Commit(
        "All at once: contracts go to Production under another name, planning too, and a target",
        (
            rename("activity:planning", "production-planning"),
            edit("charters/sales.yaml", (CONTRACTS, "")),
            edit(
                "charters/production.yaml",
                (
                    "change_log:",
                    CONTRACTS.replace("id: contracts", "id: contracting").replace(
                        "{sales: AR, production: C}", "{production: AR, sales: C}"
                    )
                    + "change_log:",
                ),
            ),
            edit("goals/2025/growth.yaml", ("target: 12", "target: 15")),
        ),
        (
            "renamed editorial activity:planning -> activity:production-planning",
            "renamed editorial charter:production duties/planning -> charter:production duties/production-planning",
            "moved accountability charter:sales duties/contracts -> charter:production duties/contracting",
            "changed target goal:growth key_results/kr3/target: 12 -> 15",
        ),
    ),
    Commit(
        "Sort the aliases",
        (edit("activities.yaml", ("[market survey, study]", "[study, market survey]")),),
        silent=("activities.yaml",),
    ),
)
