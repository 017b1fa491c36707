"""Tables as people have them, in every layout, compared cell for cell; and those that must be refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collab_cli.analyses.raci_tables.cell_text import plain
from collab_cli.analyses.raci_tables.grid import Grid
from collab_cli.analyses.raci_tables.read_table import ReadCell, ReadRow, ReadTable
from collab_cli.analyses.raci_tables.row_kinds import refused_double
from collab_cli.analyses.raci_tables.understand import understand
from collab_cli.errors import CollabError
from collab_cli.i18n import language
from collab_cli.transports.read_tables import read_tables
from tests.analyses.raci_tables.layout_shapes import LAYOUT_SHAPES
from tests.analyses.raci_tables.letter_shapes import LETTER_SHAPES
from tests.analyses.raci_tables.refused_shapes import REFUSED
from tests.analyses.raci_tables.table_files import LAYOUTS, NobodyKnown, Shape, rows_of, told

SHAPES = (*LETTER_SHAPES, *LAYOUT_SHAPES)


@pytest.mark.no_cover
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_a_table_is_read_cell_for_cell(shape: Shape, layout: str, tmp_path: Path) -> None:
    name, write = LAYOUTS[layout]
    write(tmp_path / name, rows_of(shape.table))
    grids = read_tables(tmp_path / name)
    tables = understand(grids, NobodyKnown(), letters=shape.letters, meanings=shape.meanings)
    assert told(tables) == shape.told.strip("\n")
    for table in tables:
        for row in table.rows:
            assert " ".join(text_at(grids, row.address).split()).endswith(row.title)
            for cell in row.cells:
                assert text_at(grids, cell.address) == cell.written


def text_at(grids: tuple[Grid, ...], address: str) -> str:
    """Return the plain text of the cell at an address."""
    sheet, _, cell = address.rpartition("!")
    grid = next(grid for grid in grids if grid.name == sheet)
    found = re.fullmatch(r"([A-Z]+)(\d+)", cell)
    assert found is not None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return plain(grid.rows[int(found[2]) - 1][column - 1])


@pytest.mark.parametrize("layout", ["csv", "xlsx"])
@pytest.mark.parametrize(("table", "error"), [each[1:] for each in REFUSED], ids=[each[0] for each in REFUSED])
def test_a_table_is_refused_with_the_cell_named(table: str, error: str, layout: str, tmp_path: Path) -> None:
    name, write = LAYOUTS[layout]
    write(tmp_path / name, rows_of(table))
    with pytest.raises(CollabError) as refused:
        understand(read_tables(tmp_path / name), NobodyKnown(), letters="ARCI", meanings={})
    said = language("en").say(refused.value.message)
    assert said.replace("Table 1!", "") == error
    assert refused.value.hint is not None


def read(table: str, **options: str) -> tuple[ReadTable, ...]:
    return understand([Grid("", rows_of(table))], NobodyKnown(), letters="ARCI", meanings=options)


def notes_of(table: str) -> list[str]:
    english = language("en")
    return [f"{note.address} {english.say(note.message)}" for each in read(table) for note in each.notes]


def test_everything_taken_on_a_judgement_is_noted() -> None:
    assert notes_of(
        """
        ● = R | | | |
        Task | Sales | Production | Legal | SLA
        Before the order | | | |
        Make an offer | А | ● | | 2 days
        Ship | R* | A | | 3 days
        Task | Sales | Production | Legal | SLA
        Ship | R | A | | 3 days
        Total | 2 | 2 | 0 |
        Ask the plant for more | | | |
        """
    ) == [
        "A1 ● stands for R, as is said here",
        "D2 the column Legal has no letters",
        "E2 the column SLA is no party and is left out",
        "A3 Before the order is read as the heading of a section",
        "A6 the headings are repeated here",
        "A8 the row Total adds up the others and is left out",
        "A9 the text Ask the plant for more is left out",
        "B4 А is written with letters of another alphabet and is read as A",
        "B5 R* is read as R",
        "A7 Ship stands here again, as at A5",
    ]


def test_a_hidden_column_is_left_out_and_noted() -> None:
    rows = rows_of("Task | Sales | Old | Legal\nMake an offer | A | X | R")
    (table,) = understand([Grid("", rows, None, frozenset((2,)))], NobodyKnown(), letters="ARCI", meanings={})
    assert told((table,)) == "letters: Sales, Legal\nMake an offer: Sales A, Legal R\nleft out: Old"
    assert [note.message.text for note in table.notes] == ["the hidden column {heading} is left out"]


def test_a_legend_on_another_sheet_counts() -> None:
    sheet = Grid("Tasks", rows_of("Task | Sales | Legal\nMake an offer | ★ | ☆"))
    legend = Grid("Legend", rows_of("★ | Accountable\n☆ | Consulted"))
    (table,) = understand([legend, sheet], NobodyKnown(), letters="ARCI", meanings={})
    assert told((table,)) == "letters: Sales, Legal\nMake an offer: Sales A, Legal C"
    assert table.name == "Tasks"


def test_an_answer_comes_before_the_legend() -> None:
    (table,) = read("● = R | |\nTask | Sales | Legal\nMake an offer | ● | A", **{"●": "I"})
    assert told((table,)) == "letters: Sales, Legal\nMake an offer: Sales I, Legal A"


def test_a_mark_may_mean_nothing() -> None:
    (table,) = read("Task | Sales | Legal\nMake an offer | R | x", x="")
    assert told((table,)) == "letters: Sales, Legal\nMake an offer: Sales R"


def test_each_table_is_named_after_what_stands_above_it() -> None:
    tables = read("Selling\nTask | Sales | Legal\nMake an offer | A | R\n\nHiring\nTask | HR | IT\nInterview | A | R")
    assert [table.name for table in tables] == ["Selling", "Hiring"]


def test_known_names_decide_between_two_readings() -> None:
    class Known(NobodyKnown):
        def party(self, text: str) -> str | None:
            return text if text in ("Betas", "Delta", "Sales and Service") else None

    grid = Grid("", rows_of(" | Alpha | Gamma\nBetas | A | R\nDelta | R | A"))
    (table,) = understand([grid], Known(), letters="ARCI", meanings={})
    assert told((table,)) == "letters_across: Betas, Delta\nAlpha: Betas A, Delta R\nGamma: Betas R, Delta A"
    grid = Grid("", rows_of("Task | Responsible | Accountable\nShip | Sales and Service | Ann and Bob"))
    (table,) = understand([grid], Known(), letters="ARCI", meanings={})
    assert [party.text for party in table.parties] == ["Sales and Service", "Ann", "Bob"]


def test_odd_input_is_an_error_of_one_line() -> None:
    for rows in ((), ((),), (("",),), (("🎉" * 10_000, "R"), ("R", "🎉")), (("=", ":"), ("=:", "●="))):
        with pytest.raises(CollabError):
            understand([Grid("", rows)], NobodyKnown(), letters="ARCI", meanings={})
    with pytest.raises(CollabError):
        understand([], NobodyKnown(), letters="ARCI", meanings={})


PARTIES = st.lists(
    st.sampled_from(["销售部", "生产部", "R&D", "IT", "Legal", "Head of Sales", "质量部", "CI", "Achats", "営業部"]),
    min_size=2,
    max_size=6,
    unique=True,
)
TITLES = st.lists(
    st.text(
        st.characters(categories=["Lu", "Ll", "Nd"], include_characters=" ,;、()&'%市场调研\"").filter(str.isprintable),
        min_size=5,
        max_size=30,
    )
    .map(lambda text: "Do " + " ".join(text.split()))
    .filter(lambda text: len(text) > 6),
    min_size=1,
    max_size=6,
    unique_by=str.casefold,
)


@pytest.mark.no_cover
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), parties=PARTIES, titles=TITLES, layout=st.sampled_from(["csv", "markdown", "xlsx"]))
def test_a_written_matrix_is_read_back(
    data: st.DataObject, parties: list[str], titles: list[str], layout: str, tmp_path: Path
) -> None:
    letters = st.sampled_from(["AR", "A/R", "R", "C", "I", "", "-"])
    cells = [["R", *data.draw(st.lists(letters, min_size=len(parties) - 1, max_size=len(parties) - 1))] for _ in titles]
    name, write = LAYOUTS[layout]
    write(tmp_path / name, [["Task", *parties], *([title, *row] for title, row in zip(titles, cells, strict=True))])
    (table,) = understand(read_tables(tmp_path / name), NobodyKnown(), letters="ARCI", meanings={})
    assert [party.text for party in table.parties] == parties
    assert [(row.title, {cell.party: cell.letters for cell in row.cells}) for row in table.rows] == [
        (
            title,
            {party: cell.replace("/", "") for party, cell in zip(parties, row, strict=True) if cell not in ("", "-")},
        )
        for title, row in zip(titles, cells, strict=True)
    ]


@pytest.mark.no_cover
def test_a_sheet_of_endless_tables_is_refused() -> None:
    text = "\n".join(f"Task | Dept {number} | Office {number}\nShip {number} | A | R" for number in range(60))
    with pytest.raises(CollabError) as refused:
        read(text)
    assert language("en").say(refused.value.message) == "A101: the sheet has more than 50 tables"


def test_a_column_of_numbers_is_no_column_of_tasks() -> None:
    (table,) = read("Step | Description | Sales | Legal\n1 | Make an offer | A | R\n2 | Sign | R | A")
    assert [row.title for row in table.rows] == ["Make an offer", "Sign"]


def refused(table: str, letters: str = "ARCI", **meanings: str) -> tuple[str, str]:
    """Return the error and the advice for a table that is refused."""
    with pytest.raises(CollabError) as error:
        understand([Grid("", rows_of(table))], NobodyKnown(), letters=letters, meanings=meanings)
    assert error.value.hint is not None
    return language("en").say(error.value.message), language("en").say(error.value.hint)


def test_a_heading_may_stand_for_two_letters() -> None:
    table = "职责 | 负责部门 | 配合部门\n接单 | 销售部 | 生产部\n发货 | 生产部 | 销售部"
    (read_one,) = read(table, 负责部门="AR", 配合部门="C")
    assert told((read_one,)) == "names: 销售部, 生产部\n接单: 销售部 AR, 生产部 C\n发货: 生产部 AR, 销售部 C"


def test_a_word_of_another_framework_is_told_as_read() -> None:
    table = "Task | Sales | Legal\nMake | A | R\nShip | R | 协助"
    assert refused(table) == (
        "C3: 协助 is read as S, which the framework of this workspace has not",
        "say what it stands for with --meaning '协助=R' or --meaning '协助=C', or set raci.framework: rasci "
        "in collab.yaml",
    )
    assert [cell.letters for cell in read(table, 协助="C")[0].rows[1].cells] == ["R", "C"]
    heading = "职责 | 主责部门 | 协办部门\n接单 | 销售部 | 生产部"
    assert refused(heading)[0] == "C1: 协办部门 is read as S, which the framework of this workspace has not"
    assert told(read(heading, 协办部门="C")) == "names: 销售部, 生产部\n接单: 销售部 A, 生产部 C"


def test_well_known_words_are_never_asked_for() -> None:
    table = "职责 | 销售部 | 生产部 | 质量部\n接单 | 主责 | 支持 | 知会\n发货 | 执行 | 主责 | 会商"
    (read_one,) = read(table, 支持="C")
    assert told((read_one,)).splitlines()[1:] == [
        "接单: 销售部 A, 生产部 C, 质量部 I",
        "发货: 销售部 R, 生产部 A, 质量部 C",
    ]


def test_a_table_with_nothing_but_the_accountable_is_one() -> None:
    assert told(read("Task | Sales | Legal\nMake an offer | A |\nShip | | A")) == (
        "letters: Sales, Legal\nMake an offer: Sales A\nShip: Legal A"
    )


def test_answers_and_marks_do_not_make_a_row_of_letters_a_heading() -> None:
    table = "职责 | 销售部 | 生产部 | 质量部\n接单 | A | √ | No\n发货 | × | No | Yes\n收款 | R? | Yes | A"
    assert refused(table, **{"R?": "R", "√": "R", "×": ""})[0] == (
        "these are no letters of responsibility: No (D2), Yes (D3)"
    )


def test_all_odd_cells_are_told_at_once_and_no_option_is_cut() -> None:
    assert refused("Task | Sales | Legal\nMake | A | R?\nShip | R | A!\nPay | A | R\nSell | R | A") == (
        "these are no letters of responsibility: R? (C2), A! (C3)",
        "correct the cells, or say what they mean: --meaning 'R?=LETTERS' --meaning 'A!=LETTERS'",
    )
    long = "somebody has to be found who may do this one day"
    table = f"Task | Sales | Legal\nMake | A | {long}\nShip | R | A\nPay | A | R\nSell | R | A"
    assert refused(table) == ("C2: somebody has to be found who … is no letter of responsibility", "correct the cell")


def test_odd_values_in_a_column_of_ids_are_told_and_the_others_kept() -> None:
    table = "id | Task | Sales | Legal\ncharter:a/b | Make | A | R\nnonsense | Ship | R | A\ncharter:a/c | Pay | A | R"
    assert [row.key for row in read(table)[0].rows] == ["charter:a/b", "", "charter:a/c"]
    assert notes_of(table) == ["A3 nonsense is no id and is not used"]


def test_hidden_sheets_are_noted_and_alone_are_an_error() -> None:
    shown = Grid("New", rows_of("Task | Sales | Legal\nMake | A | R"))
    unseen = Grid("Old", rows_of("Task | Sales | Legal\nMake | R | A"), is_hidden=True)
    (table,) = understand([unseen, shown], NobodyKnown(), letters="ARCI", meanings={})
    assert (table.name, [(note.address, note.message.text) for note in table.notes]) == (
        "New",
        [("Old", "the hidden sheet is left out; --sheet reads it")],
    )
    with pytest.raises(CollabError) as error:
        understand([unseen], NobodyKnown(), letters="ARCI", meanings={})
    assert error.value.hint is not None
    assert language("en").say(error.value.hint) == "name one with --sheet Old"


def test_a_title_nobody_would_write_is_refused() -> None:
    title = "x" * 40_000
    said = f"A2: the title {'x' * 29}… has 40000 characters, more than 200"
    assert refused(f"Task | Sales | Legal\n{title} | A | R\nShip | R | A")[0] == said


def test_a_list_of_duties_and_parties_is_refused_with_the_reason() -> None:
    assert refused("职责 | 责任部门 | RACI\n接单 | 销售部 | A\n接单 | 生产部 | R\n发货 | 生产部 | A") == (
        "B1: the parties stand in rows, one for each letter",
        "write one row for each duty and one column for each party",
    )


def test_a_duty_on_two_sheets_can_be_read_from_one() -> None:
    first = ReadRow("Ship", "Old!A2", (ReadCell("Sales", "A", "Old!B2", "A"),))
    again = ReadRow("Ship", "New plan!A2", (ReadCell("Sales", "R", "New plan!B2", "R"),))
    error = refused_double(again, first)
    assert isinstance(error, CollabError)
    assert error.hint is not None
    assert language("en").say(error.hint) == "read one sheet with --sheet Old, or leave one row"
