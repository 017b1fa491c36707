from __future__ import annotations

from collab_cli.findings import Finding, Place, Severity
from collab_cli.messages import Message
from collab_cli.model.settings import Company, Settings
from collab_cli.page import RuleRun
from collab_cli.rules.catalogue import all_rules
from collab_cli.rules.engine import Outcome
from collab_cli.rules.rule_runs import rule_runs

RULES = all_rules()
OVERLAP = Finding("R313", "duplicate-ownership", Severity.ERROR, Place("a.yaml"), Message("x"))


def settings() -> Settings:
    return Settings(schema=1, company=Company(name="X"), periods=[])


def runs(outcome: Outcome, *codes: str) -> dict[str, RuleRun]:
    return {run.code: run for run in rule_runs([RULES[code] for code in codes], outcome, settings())}


def test_a_rule_is_told_by_its_names_and_explained_where_it_found_something() -> None:
    found = runs(Outcome((OVERLAP,), (), (), 0), "R313", "R315")
    assert (found["R313"].slug, found["R313"].term, found["R313"].severity) == (
        "duplicate-ownership",
        Message("Duplicate ownership"),
        Severity.ERROR,
    )
    assert found["R313"].family == Message("responsibilities")
    assert found["R313"].summary == Message("Two charters make different people accountable for one duty.")
    assert found["R313"].explanation
    assert found["R315"].explanation == ()


def test_it_says_how_each_went() -> None:
    found = runs(Outcome((), (RULES["R315"],), (RULES["R301"],), 0), "R301", "R313", "R315")
    assert {code: run.state for code, run in found.items()} == {
        "R301": "failed",
        "R313": "checked",
        "R315": "not checked",
    }
