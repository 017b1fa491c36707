"""What the formula of a figure makes of its inputs, reckoned anew from what stands on the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import ROUND_CEILING, Decimal
from pathlib import Path
from typing import Any

from collab_cli.analyses.goals.figure import Figure
from collab_cli.analyses.goals.pace import shown_status
from collab_cli.model.exact_numbers import rounded


class Column:
    """The values of one symbol in rows alike, which formulas reckon with as a whole."""

    def __init__(self, values: list[Any]) -> None:
        self.values = values

    def __mul__(self, other: Column) -> Column:
        return Column([mine * its for mine, its in zip(self.values, other.values, strict=True)])

    def __sub__(self, other: Decimal) -> Column:
        return Column([mine - other for mine in self.values])

    def __pow__(self, power: int) -> Column:
        return Column([mine**power for mine in self.values])


def value_of(value: Any) -> Any:
    return Decimal(value.toordinal()) if isinstance(value, date) else value


def names_of(figure: Figure) -> dict[str, Any]:
    """Return the values of the inputs by symbol, those of rows as columns; rows without a value are left out."""
    found: dict[str, Any] = {each.symbol: value_of(each.value) for each in figure.inputs if each.symbol}
    rows = [each for each in figure.inputs if not each.symbol]
    for each in figure.inputs if not rows else ():
        rows += [row for row in each.inputs if not row.symbol]
    whole = [row for row in rows if all(cell.value is not None for cell in row.inputs)]
    for symbol in {cell.symbol for row in rows for cell in row.inputs}:
        cells = [[cell for cell in row.inputs if cell.symbol == symbol] for row in whole]
        found[symbol] = Column([value_of(cell[0].value) for cell in cells if cell])
    return found


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "sum": lambda column: sum(column.values, Decimal()),
    "mean": lambda column: sum(column.values, Decimal()) / len(column.values),
    "clamp": lambda value, low, high: min(max(value, Decimal(str(low))), Decimal(str(high))),
    "ceil": lambda value: rounded(value).to_integral_value(ROUND_CEILING),
    "worse": shown_status,
}


def reckoned(figure: Figure) -> Any:
    """Return what the formula of a figure makes of its inputs."""
    plain = re.sub(
        r"\b(pace|gap)-(on-track|at-risk|min-elapsed)\b", lambda found: found[0].replace("-", "_"), figure.formula
    )
    names = {symbol.replace("-", "_"): value for symbol, value in names_of(figure).items()}
    return eval(plain, {"__builtins__": {}}, {**names, **FUNCTIONS})


def every(figure: Figure) -> Iterator[Figure]:
    yield figure
    for each in figure.inputs:
        yield from every(each)


def check_sums(figures: list[Figure]) -> None:
    for figure in (each for each in figures if each.formula):
        result = reckoned(figure)
        if isinstance(figure.value, Decimal):
            assert rounded(Decimal(result)) == rounded(figure.value), figure
        elif isinstance(figure.value, date):
            assert date.fromordinal(int(result)) == figure.value, figure
        elif figure.symbol == "status":
            assert result is True, figure
        else:
            assert result == figure.value, figure


def check_lines(root: Path, figures: list[Figure]) -> None:
    for figure in figures:
        if figure.place is None or not figure.symbol:
            continue
        line = (root / figure.place.path).read_text(encoding="utf-8").splitlines()[figure.place.line - 1]
        written = line[figure.place.column - 1 :]
        if figure.symbol in ("due", "done"):
            assert re.match(r"2025-\d\d-\d\d", written)
        elif isinstance(figure.value, Decimal):
            found = re.match(r"-?[\d.]+", written)
            assert found and Decimal(found[0]) == figure.value, (figure, written)
        else:
            assert written.startswith(str(figure.value).lower()), (figure, written)
