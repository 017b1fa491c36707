from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from collab_cli.cli.waived_rule import waived_rule
from collab_cli.errors import CollabError
from tests.conftest import make_context


@pytest.mark.parametrize("typed", ["R313", " r313 ", "duplicate-ownership"])
def test_a_rule_is_named_by_its_code_or_its_name(tmp_path: Path, environment: Mapping[str, str], typed: str) -> None:
    assert waived_rule(make_context(tmp_path, environ=environment), typed) == "R313"


def test_one_there_is_not_is_told(tmp_path: Path, environment: Mapping[str, str]) -> None:
    with pytest.raises(CollabError) as caught:
        waived_rule(make_context(tmp_path, environ=environment), "duplicate-ownershp")
    assert caught.value.message.text == "there is no rule {name}"
    assert caught.value.hint is not None
    assert caught.value.hint.params == {"better": "duplicate-ownership"}
