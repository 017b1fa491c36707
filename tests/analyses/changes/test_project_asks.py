from tests.analyses.changes.agreed_company import agreements, asked
from tests.analyses.changes.two_states import COMPANY, rewritten, with_files

PATH = "projects/fair.yaml"
FAIR = with_files(
    {
        PATH: "title: Fair\nowner: zhang-wei\nmembers: [sales, production]\nstatus: active\ntasks:\n"
        "  - {id: samples, title: Samples, raci: {production: AR, sales: I}}\n"
    }
)


def test_the_owner_and_departments_that_gain_or_lose_tasks_are_asked_where_it_is_reviewed() -> None:
    after = rewritten(PATH, ("{production: AR, sales: I}", "{production: R, marketing: A, sales: I}"), files=FAIR)
    assert asked(FAIR, after) == [
        "project:fair -/zhang-wei [project-owner] elsewhere",
        "project:fair marketing/liu-fang [tasks] elsewhere",
        "project:fair production/wang-qiang [tasks] elsewhere",
    ]
    found = agreements(FAIR, after)
    assert (found.approval, found.unanswered, found.notable) == ("departments", (), ())


def test_a_new_task_and_one_that_is_gone_concern_those_in_it() -> None:
    row = "  - {id: samples, title: Samples, raci: {production: AR, sales: I}}\n"
    more = rewritten(PATH, (row, row + "  - {id: stand, title: Stand, raci: {marketing: AR}}\n"), files=FAIR)
    lines = ["project:fair -/zhang-wei [project-owner] elsewhere", "project:fair marketing/liu-fang [tasks] elsewhere"]
    assert asked(FAIR, more) == lines
    assert asked(more, FAIR) == lines


def test_who_keeps_a_project_and_who_kept_it_are_asked() -> None:
    after = rewritten(PATH, ("owner: zhang-wei", "owner: li-na"), files=FAIR)
    assert [line.partition(" ")[2] for line in asked(FAIR, after)] == [
        "-/li-na [project-owner] elsewhere",
        "-/zhang-wei [project-owner] elsewhere",
    ]


def test_projects_that_are_over_and_other_fields_ask_nobody() -> None:
    assert asked(FAIR, rewritten(PATH, ("title: Fair", "title: Autumn fair"), files=FAIR)) == []
    over = rewritten(PATH, ("status: active", "status: closed"), files=FAIR)
    assert asked(over, rewritten(PATH, ("{production: AR", "{production: R"), files=over)) == []
    assert asked(COMPANY, COMPANY) == []
