from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.rules import catalogue, names
from collab_cli.rules.catalogue import all_rules


def test_names_are_kept_until_a_file_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = tuple((rule.code, rule.slug) for rule in all_rules().values())
    assert names.rule_names(tmp_path) == known
    monkeypatch.setattr(catalogue, "all_rules", dict)
    assert names.rule_names(tmp_path) == known
    monkeypatch.setattr(names, "_newest_change", lambda: 1)
    assert names.rule_names(tmp_path) == ()
