"""The error for a letter another framework knows says how the text was read, and what to do."""

from __future__ import annotations

import pytest

from collab_cli.analyses.raci_tables.no_letter import no_letter
from collab_cli.errors import CollabError
from collab_cli.i18n import language

NOT_KNOWN = "is no letter of the framework of this workspace"


@pytest.mark.parametrize(
    ("written", "letter", "said"),
    [
        ("协助", "S", "B2: 协助 is read as S, which the framework of this workspace has not"),
        ("s", "S", f"B2: S {NOT_KNOWN}"),
        ("D", "D", f"B2: D {NOT_KNOWN}"),
        ("R", "R", f"B2: R {NOT_KNOWN}"),
    ],
)
def test_a_word_is_told_as_it_is_read(written: str, letter: str, said: str) -> None:
    error = no_letter("B2", written, letter, "ACI")
    assert isinstance(error, CollabError)
    assert language("en").say(error.message) == said
    assert error.hint is not None
