import pytest

from collab_cli.analyses.git_host_accounts import Accounts, accounts
from tests.analyses.changes.two_states import COMPANY, rewritten, world_with


def found(team: str = "", person: str = "") -> Accounts:
    files = rewritten("departments.yaml", ("head: zhang-wei", f"head: zhang-wei{team}"))
    files = rewritten("people.yaml", ('contacts: {phone: "1"}', person or "staff_no: A1"), files=files)
    return accounts(world_with(files), "sales", "zhang-wei")


def test_a_team_comes_before_an_address_and_a_person_before_both() -> None:
    address = "git: [zhang.wei@example.com]"
    assert found().best is None
    assert found(person=address).best == "zhang.wei@example.com"
    assert found(', vcs_team: "@acme/sales"', address).best == "@acme/sales"
    both = found(', vcs_team: "@acme/sales"', "git: [zhang.wei@example.com], contacts: {github: zhangwei}")
    assert both == Accounts("@acme/sales", "@zhangwei", "zhang.wei@example.com")
    assert both.best == "@zhangwei"


def test_names_of_authors_are_no_accounts() -> None:
    assert found(person='git: [Zhang Wei, "@zhangwei"]') == Accounts(None, "@zhangwei", None)


def test_the_at_sign_may_be_written_or_not() -> None:
    assert found(", vcs_team: acme/sales").team == "@acme/sales"


@pytest.mark.parametrize("text", ["@a b", "@all)", "@<b>", "@-x", "@a/", "a@b", "@", " ", "@a\\n@b"])
def test_what_cannot_be_an_account_is_left_out(text: str) -> None:
    assert found(f', vcs_team: "{text}"').team is None


def test_nobody_has_no_account() -> None:
    assert accounts(world_with(COMPANY), None, None) == Accounts()
    assert accounts(world_with(COMPANY), "nowhere", "nobody") == Accounts()
