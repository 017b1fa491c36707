"""What is taken over from a table is what the matrix then shows."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collab_cli.graph.letters import LETTER_ORDER
from collab_cli.i18n import language
from collab_cli.renderers import renderer
from collab_cli.reports.responsibility_matrix import Wanted, build
from tests.conftest import MINIMAL_SETTINGS
from tests.edits.plans import plan_of
from tests.edits.raci_tables import taken_over

pytestmark = pytest.mark.no_cover  # laws over many examples: measured they take twice as long

PARTIES = ["Sales", "Quality", "财务部", "Production"]
OTHERS = st.sampled_from(["", "", "R", "C", "I"])


@st.composite
def matrices(draw: st.DrawFn) -> list[list[str]]:
    """Draw rows of a title and letters by party; one party of each row is accountable."""
    titles = draw(st.lists(st.from_regex(r"[A-D][a-c]{2} (plan|报价)", fullmatch=True), unique=True, min_size=1))
    rows = []
    for title in titles:
        letters = [draw(OTHERS) for _ in PARTIES]
        letters[draw(st.integers(0, len(PARTIES) - 1))] = draw(st.sampled_from(["A", "AR"]))
        rows.append([title, *letters])
    return rows


@settings(max_examples=25, deadline=None)
@given(matrices())
def test_the_matrix_shows_exactly_what_was_taken_over(rows: list[list[str]]) -> None:
    text = "\n".join(", ".join(row) for row in [["", *PARTIES], *rows])
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "collab.yaml").write_text(MINIMAL_SETTINGS, "utf-8")
        _, planned = taken_over(plan_of(root), text, create=True)
    charters = tuple(planned.after.workspace.records["charter"].values())
    page = renderer("csv")(build(planned.after, Wanted(charters=charters)), language("en"), width=80, color=False)
    assert isinstance(page, str)
    shown = {line["Duty"]: line for line in csv.DictReader(io.StringIO(page.removeprefix("\ufeff")))}
    assert len(shown) == len(rows)
    for title, *letters in rows:
        for party, held in zip(PARTIES, letters, strict=True):
            assert sorted(shown[title].get(party) or "", key=LETTER_ORDER.index) == list(held), (title, party)
