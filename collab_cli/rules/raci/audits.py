"""The rules that audit the rows of the matrix and its columns, and those that find what no row is about."""

from __future__ import annotations

from typing import Final

ROW_AUDIT: Final = ("R301", "R302", "R303", "R304", "R305", "R306", "R307", "R311", "R312", "R319", "R329")
GAP_AUDIT: Final = ("R315",)
COLUMN_AUDIT: Final = ("R308", "R309", "R310", "R320", "R324", "R332")
