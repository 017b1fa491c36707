from __future__ import annotations

from tests.cli.toy_commands import TABLE
from tests.conftest import RunCollab


def test_a_command_without_an_exit_code_ends_with_0(run_collab: RunCollab) -> None:
    result = run_collab("goal", "show", "share", "--owner", "li-na", table=TABLE)
    assert (result.code, result.out, result.err) == (0, "share li-na\n", "")
