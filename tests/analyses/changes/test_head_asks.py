from tests.analyses.changes.agreed_company import agreements, asked
from tests.analyses.changes.two_states import COMPANY, rewritten


def test_a_new_head_is_told() -> None:
    after = rewritten("departments.yaml", ("head: liu-fang", "head: li-na"))
    assert "department:marketing marketing/li-na reads [new-head] missing" in asked(COMPANY, after)
    assert agreements(COMPANY, after).approval != "company"


def test_a_department_without_a_head_has_nobody_to_tell() -> None:
    after = rewritten("departments.yaml", (", head: liu-fang", ""))
    assert [line for line in asked(COMPANY, after) if "new-head" in line] == []
