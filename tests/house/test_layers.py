"""Imports point back towards the files, as the contracts in pyproject.toml say."""

from __future__ import annotations

from pathlib import Path

import pytest
from importlinter import cli

ROOT = Path(__file__).parents[2]


def test_contracts_are_kept(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    code = cli.lint_imports(no_cache=True, no_logo=True)
    assert code == 0, capsys.readouterr().out
