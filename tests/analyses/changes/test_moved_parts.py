"""Parts that are somewhere else, or called otherwise, split or put together."""

from __future__ import annotations

from collab_cli.analyses.changes.counterparts import pair_records
from collab_cli.analyses.changes.moved_parts import find_moved_parts
from collab_cli.analyses.changes.new_names import NewNames
from tests.analyses.changes.two_states import COMPANY, Files, company, rewritten, told, with_files, world_with

SALES, MARKETING, GROW, SELL = (
    "charters/sales.yaml",
    "charters/marketing.yaml",
    "goals/2025/grow.yaml",
    "goals/2025/sell.yaml",
)
PRICES = "  - {id: price-list, title: Price list, scope: All prices, raci: {sales: AR, production: I}}\n"
WHOLE = """\
  - id: market-research
    scope: All markets
    content: [Study customers and competitors every quarter, Report what was found to the company]
    raci: {sales: AR, marketing: C}
"""


def moved(text: str, *changes: tuple[str, str]) -> Files:
    """Return the company with a duty of Sales in the charter of Marketing, its text changed."""
    there = text
    for old, new in changes:
        there = there.replace(old, new)
    return with_files({SALES: str(COMPANY[SALES]).replace(text, ""), MARKETING: str(COMPANY[MARKETING]) + there})


def test_a_duty_moves_to_another_charter() -> None:
    assert told(COMPANY, moved(WHOLE)) == [
        "moved accountability charter:sales duties/market-research -> charter:marketing duties/market-research"
    ]
    assert told(COMPANY, moved(PRICES, ("Price list", "Prices"), ("sales: AR", "marketing: AR"))) == [
        "moved accountability charter:sales duties/price-list -> charter:marketing duties/price-list",
        "changed terms charter:sales duties/price-list/title -> charter:marketing duties/price-list/title:"
        " Price list -> Prices",
    ]


def test_a_duty_moves_under_another_id() -> None:
    assert told(COMPANY, moved(WHOLE, ("id: market-research", "id: study\n    activity: market-research"))) == [
        "moved accountability charter:sales duties/market-research -> charter:marketing duties/study"
    ]
    assert told(COMPANY, moved(PRICES, ("id: price-list", "id: prices"))) == [
        "moved accountability charter:sales duties/price-list -> charter:marketing duties/prices"
    ]


def test_a_duty_gone_and_another_come() -> None:
    assert told(COMPANY, rewritten(SALES, (PRICES, "  - {id: dealers, title: Visit them, raci: {sales: AR}}\n"))) == [
        "removed accountability charter:sales duties/price-list",
        "added accountability charter:sales duties/dealers",
    ]


def test_a_part_is_renamed() -> None:
    assert told(COMPANY, rewritten(GROW, ("id: kr2", "id: kr3"), ("Customers won", "Customers gained"))) == [
        "renamed editorial goal:grow key_results/kr2 -> goal:grow key_results/kr3",
        "changed terms goal:grow key_results/kr2/title -> goal:grow key_results/kr3/title:"
        " Customers won from competitors -> Customers gained from competitors",
    ]


def test_a_key_result_moves_to_another_goal() -> None:
    line = "  - {id: kr2, title: Customers won from competitors, baseline: 0, target: 12, unit: customers}\n"
    after = {**rewritten(GROW, (line, "")), SELL: str(COMPANY[SELL]) + line.replace("target: 12", "target: 9")}
    assert told(COMPANY, after) == [
        "moved target goal:grow key_results/kr2 -> goal:sell key_results/kr2",
        "changed target goal:grow key_results/kr2/target -> goal:sell key_results/kr2/target: 12 -> 9",
    ]


def test_key_results_go_with_their_goal() -> None:
    other = str(COMPANY[SELL]).replace("title: Sell", "title: Something else entirely for once")
    found = told(COMPANY, with_files({SELL: None, "goals/2025/hire.yaml": other.replace("Orders signed", "Orders")}))
    assert found == ["added added goal:hire", "removed removed goal:sell"]


PIECES = """\
  - id: study
    scope: All markets
    content: [Study customers and competitors every quarter]
    raci: {sales: AR, marketing: C}
  - id: reports
    content: [Report what was found to the company]
    raci: {sales: AR, marketing: C}
"""


def test_a_duty_is_split_and_put_together() -> None:
    split = rewritten(SALES, (WHOLE, PIECES))
    assert told(COMPANY, split) == [
        "split accountability charter:sales duties/market-research"
        " -> charter:sales duties/study, charter:sales duties/reports"
    ]
    assert told(split, COMPANY) == [
        "merged accountability charter:sales duties/study, charter:sales duties/reports"
        " -> charter:sales duties/market-research"
    ]


def test_a_piece_is_taken_out_of_a_duty_that_lives_on() -> None:
    rest = WHOLE.replace(", Report what was found to the company", "")
    piece = PIECES[PIECES.index("  - id: reports") :]
    split = rewritten(SALES, (WHOLE, rest + piece))
    content = "[Study customers and competitors every quarter"
    assert told(COMPANY, split) == [
        "split accountability charter:sales duties/market-research"
        " -> charter:sales duties/market-research, charter:sales duties/reports",
        f"changed terms charter:sales duties/market-research/content: {content}, Report what was found to the company]"
        f" -> {content}]",
    ]
    assert told(split, COMPANY)[0] == (
        "merged accountability charter:sales duties/market-research, charter:sales duties/reports"
        " -> charter:sales duties/market-research"
    )


def test_steps_of_processes_are_not_the_same_for_their_ids() -> None:
    steps = "title: {name}\ntype: process\nowner: li-na\nstatus: draft\nduties:\n  - {{id: {id}, title: {title}}}\n"
    before = with_files(
        {
            "charters/a.yaml": steps.format(name="A", id="check", title="Weigh the parcel"),
            "charters/b.yaml": steps.format(name="B", id="start", title="Open"),
        }
    )
    after = with_files(
        {
            "charters/a.yaml": steps.format(name="A", id="begin", title="Unlock the gate"),
            "charters/b.yaml": steps.format(name="B", id="check", title="Read the contract"),
        }
    )
    assert {change.partition(" ")[0] for change in told(before, after)} == {"added", "removed"}


def test_names_of_what_moved() -> None:
    pairs = pair_records(company().workspace, world_with(moved(PRICES)).workspace)
    found = find_moved_parts(pairs, NewNames())
    assert found.gone == {("charter:sales", "price-list")}
    assert found.come == {("charter:marketing", "price-list")}
