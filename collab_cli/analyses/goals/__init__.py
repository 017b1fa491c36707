"""How far goals are: progress, what was to be expected, pace and forecast (formulas.md, F1 to F8)."""
