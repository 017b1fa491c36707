"""A matrix, a table and a chart that every format shows."""

from decimal import Decimal

from collab_cli.model.field_types import Name
from collab_cli.page import Bar, Chart, Heading, Line, LineGroup, Matrix, Report, Styled, Table, Text

MATRIX = Matrix(
    "Duty",
    (Name(zh="销售部", en="Sales"), Name(zh="生产部", en="Production"), "Marketing"),
    (
        LineGroup(
            "customers",
            (
                Line("Complaint handling", (Styled("AR", "strong"), "C", ""), "charter:sales/complaint-handling"),
                Line("=SUM(A1)", ("I", "", Styled("A", "bad")), "charter:sales/sum"),
            ),
        ),
        LineGroup("", (Line("Research", ("", "", "R"), "charter:marketing/research"),)),
    ),
    (("A", "accountable"), ("R", "responsible")),
    grouped="Domain",
)
TABLE = Table(
    ("Party", "Rows", "Share"),
    (("Sales", 3, Decimal("0.5")), (Styled("<b>QA</b>", "warn"), 0, Decimal(1))),
    "<>>",
    keys=("department:sales", "department:qa"),
)
CHART = Chart((Bar("Sales", Decimal("0.5"), "3 of 6"), Bar("<i>", Decimal(0), "0 of 6", "muted")))
REPORT = Report(
    "collab/sample/v1",
    (Heading("Matrix & more"), MATRIX, Heading("Load", 2), TABLE, CHART, Text("end")),
)
BARE = Report("collab/bare/v1", (Heading("Nothing"), Text("here")))
EMPTY = Matrix("Duty", ("Sales",), (), empty="there is no duty")
