from pathlib import Path

from collab_cli.analyses.owners_file import dialect_of, owners_file
from collab_cli.rules.baseline import BASELINE_FILE
from tests.analyses.changes.two_states import COMPANY, rewritten, with_files, world_with
from tests.rules.worlds import green_demo, world_of

TEAMS = rewritten(
    "departments.yaml",
    ("head: zhang-wei", 'head: zhang-wei, vcs_team: "@acme/sales"'),
    ("head: liu-fang", 'head: liu-fang, vcs_team: "@acme/marketing"'),
)


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def test_a_charter_belongs_to_its_department_first_and_to_all_with_duties_in_it() -> None:
    made = owners_file(world_with(TEAMS), "github")
    assert lines(made.text) == [
        "/goals/2025/sell.yaml @acme/sales",
        "/charters/marketing.yaml @acme/marketing @acme/sales",
        "/charters/sales.yaml @acme/sales @acme/marketing",
    ]


def test_who_has_no_account_is_told() -> None:
    assert owners_file(world_with(TEAMS), "github").without_account == ("",)
    assert owners_file(world_with(COMPANY), "gitlab").without_account == ("", "sales", "marketing")


def test_the_head_of_the_company_keeps_registers_and_what_is_new() -> None:
    files = rewritten("people.yaml", ("name: Li Na", "name: Li Na, contacts: {gitlab: li-na}"), files=TEAMS)
    made = lines(owners_file(world_with(files), "github").text)
    assert made[:8] == [
        "CODEOWNERS @li-na",
        "/goals/ @li-na",
        "/charters/ @li-na",
        "/collab.yaml @li-na",
        f"/{BASELINE_FILE} @li-na",
        "/activities.yaml @li-na",
        "/departments.yaml @li-na",
        "/people.yaml @li-na",
    ]
    assert "/goals/2025/grow.yaml @li-na" in made


def test_gitlab_asks_every_department_in_a_section_of_its_own() -> None:
    made = owners_file(world_with(TEAMS), "gitlab").text
    assert made.split("\n\n")[1:] == [
        "[Sales] @acme/sales\n/goals/2025/sell.yaml\n/charters/marketing.yaml\n/charters/sales.yaml",
        "[Marketing] @acme/marketing\n/charters/marketing.yaml\n/charters/sales.yaml\n",
    ]


def test_sections_of_one_name_are_told_apart_and_hold_nothing_that_means_something() -> None:
    files = rewritten("departments.yaml", ("name: Marketing", 'name: "SALES"'), ("name: Sales", 'name: "^[Sales]"'))
    files = rewritten("people.yaml", ("name: Liu Fang", 'name: Liu Fang, git: ["@liu"]'), files=files)
    files = rewritten("people.yaml", ("name: Zhang Wei", 'name: Zhang Wei, git: ["@zhang"]'), files=files)
    made = owners_file(world_with(files), "gitlab").text
    assert [line for line in made.splitlines() if line.startswith(("[", "^"))] == [
        "[Sales (sales)] @zhang",
        "[SALES (marketing)] @liu",
    ]


def test_paths_start_at_the_top_of_the_repository_and_mean_what_they_say() -> None:
    sell = TEAMS["goals/2025/sell.yaml"]
    files = with_files({"goals/2025/sell.yaml": None, "goals/a [b] #*/sell.yaml": sell}, TEAMS)
    made = lines(owners_file(world_with(files), "github", "company/").text)
    assert made[0] == "/company/goals/a??b????/sell.yaml @acme/sales"


def test_superseded_charters_and_drafts() -> None:
    files = rewritten("charters/marketing.yaml", ("effective", "superseded"), files=TEAMS)
    files = rewritten("charters/sales.yaml", ("effective", "draft"), files=files)
    made = lines(owners_file(world_with(files), "github").text)
    assert [line.split()[0] for line in made] == ["/goals/2025/sell.yaml", "/charters/sales.yaml"]


def test_the_first_line_tells_the_dialect_and_a_file_of_others_has_none() -> None:
    for dialect in ("github", "gitlab"):
        assert dialect_of(owners_file(world_with(TEAMS), dialect).text) == dialect
        assert dialect_of(owners_file(world_with(TEAMS), dialect).text.replace("\n", "\r\n")) == dialect
    assert dialect_of("* @acme/everybody\n") is None
    assert dialect_of("") is None


def test_the_demo_has_an_owner_for_every_charter_and_goal(tmp_path: Path) -> None:
    world = world_of(green_demo(tmp_path / "demo"))
    made = owners_file(world, "github")
    assert made.without_account == ()
    assert "/charters/sales.yaml @acme/sales @acme/production @acme/marketing\n" in made.text
    assert "/collab.yaml li.na@example.com\n" in made.text
