from decimal import Decimal

from collab_cli.renderers.sheets import sheets_of
from tests.renderers.tables import BARE, REPORT
from tests.renderers.worlds import ENGLISH


def test_every_table_and_matrix_is_a_sheet_named_by_its_heading() -> None:
    matrix, table = sheets_of(REPORT, ENGLISH)

    assert (matrix.name, table.name) == ("Matrix & more", "Load")
    assert matrix.heads == ("Domain", "Duty", "Sales", "Production", "Marketing")
    assert matrix.rows[0] == ("customers", "Complaint handling", "AR", "C", "")
    assert matrix.rows[2] == ("", "Research", "", "", "R")
    assert matrix.keys == ("charter:sales/complaint-handling", "charter:sales/sum", "charter:marketing/research")
    assert matrix.centred == {2, 3, 4}
    assert matrix.tones[0] == ("", "", "strong", "", "")
    assert table.rows == (("Sales", 3, Decimal("0.5")), ("<b>QA</b>", 0, 1))
    assert table.keys == ("department:sales", "department:qa")


def test_a_page_without_tables_has_no_sheet() -> None:
    assert list(sheets_of(BARE, ENGLISH)) == []
