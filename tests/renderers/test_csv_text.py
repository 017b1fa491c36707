import pytest

from collab_cli.errors import CollabError
from collab_cli.page import Report, Table
from collab_cli.renderers.csv_text import render
from tests.renderers.tables import BARE, REPORT, TABLE
from tests.renderers.worlds import CHINESE, ENGLISH


def test_the_first_table_is_written_with_what_names_its_rows() -> None:
    assert render(REPORT, ENGLISH) == (
        "Domain,Duty,Sales,Production,Marketing,id\n"
        "customers,Complaint handling,AR,C,,charter:sales/complaint-handling\n"
        "customers,'=SUM(A1),I,,A,charter:sales/sum\n"
        ",Research,,,R,charter:marketing/research\n"
    )
    assert render(REPORT, CHINESE).startswith("Domain,Duty,销售部,生产部,Marketing,id\n")


def test_numbers_are_plain_and_texts_quoted_where_needed() -> None:
    report = Report("s", (TABLE, Table(("other",), ())))
    assert render(report, ENGLISH) == (
        "Party,Rows,Share,id\nSales,3,0.5,department:sales\n<b>QA</b>,0,1,department:qa\n"
    )
    quoted = Report("s", (Table(("a", "b"), (('say "x", y', "-"), ("-1+1", "'=x"))),))
    assert render(quoted, ENGLISH) == 'a,b\n"say ""x"", y",-\n\'-1+1,\'\'=x\n'


def test_a_page_without_a_table_is_refused() -> None:
    with pytest.raises(CollabError) as caught:
        render(BARE, ENGLISH)
    assert ENGLISH.say(caught.value.message) == "there is no table to write as CSV"
