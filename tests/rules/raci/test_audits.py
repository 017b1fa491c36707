"""Which rules audit rows and which audit columns."""

from __future__ import annotations

from collab_cli.rules.catalogue import all_rules
from collab_cli.rules.raci.audits import COLUMN_AUDIT, ROW_AUDIT


def test_the_audits_name_rules_of_the_family_each_once() -> None:
    codes = [*ROW_AUDIT, *COLUMN_AUDIT]
    assert len(set(codes)) == len(codes)
    assert all(code.startswith("R3") and code in all_rules() for code in codes)


def test_rules_about_columns_are_about_departments() -> None:
    targets = {code: all_rules()[code].target for code in COLUMN_AUDIT}
    assert all(target.startswith("department:") for target in targets.values())
