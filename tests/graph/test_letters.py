"""The letters of a responsibility cell."""

from __future__ import annotations

from typing import Any

import pytest

from collab_cli.graph.letters import (
    allowed_letters,
    known_letters,
    letter_names,
    meant_letters,
    responsible_letter,
    unknown_letters,
)
from collab_cli.i18n import language
from collab_cli.model.field_types import Name
from collab_cli.model.settings import Company, RaciSettings, Settings


def settings(framework: str, **more: Any) -> Settings:
    raci = RaciSettings(framework=framework, **more)  # type: ignore[arg-type]  # one of the three
    return Settings(schema=1, company=Company(name="x"), periods=[], raci=raci)


@pytest.mark.parametrize(
    ("framework", "allowed", "responsible"), [("raci", "ARCI", "R"), ("rasci", "ARSCI", "R"), ("daci", "ADCI", "D")]
)
def test_the_letters_of_a_framework(framework: str, allowed: str, responsible: str) -> None:
    found = settings(framework)
    assert (allowed_letters(found), responsible_letter(found)) == (allowed, responsible)


@pytest.mark.parametrize(
    ("cell", "known", "unknown"),
    [("AR", "AR", ""), ("AA", "AA", ""), ("A/R X", "AR", "/ X"), ("ar", "", "ar"), ("", "", "")],
)
def test_what_a_cell_holds(cell: str, known: str, unknown: str) -> None:
    assert (known_letters(cell, "ARCI"), unknown_letters(cell, "ARCI")) == (known, unknown)


def test_letters_in_words() -> None:
    plain, own = settings("raci"), settings("raci", labels={"A": "拍板", "I": Name(zh="抄送", en="copied")})
    assert [language("en").show(word) for word in letter_names(plain, "ARC")] == [
        "accountable",
        "responsible",
        "consulted",
    ]
    assert [language("zh").show(word) for word in letter_names(plain, "ARDSCI")] == [
        *("主责", "执行", "推动"),
        *("协办", "会商", "知会"),
    ]
    assert [language("zh").show(word) for word in letter_names(own, "ARI")] == ["拍板", "执行", "抄送"]
    assert [language("en").show(word) for word in letter_names(own, "IX")] == ["copied", "X"]


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("A/R", "AR"),
        ("R,A", "AR"),
        ("A，R", "AR"),
        ("ＡＲ", "AR"),
        ("a", "A"),
        ("r a", "AR"),
        ("主责", "A"),
        ("主责、执行", "AR"),
        ("会商", "C"),
        ("知会", "I"),
        ("Accountable", "A"),
        ("responsible", "R"),
        ("AA", None),
        ("A/C", None),
        ("S", None),
        ("协办", None),
        ("X", None),
        ("boss", None),
        ("负责", None),
        ("", None),
    ],
)
def test_what_a_cell_was_meant_to_hold(cell: str, meant: str | None) -> None:
    assert meant_letters(cell, "ARCI") == meant


def test_what_is_meant_follows_the_framework() -> None:
    assert [meant_letters(cell, "ADCI") for cell in ("执行", "主责执行", "driver", "R", "a+d")] == [
        "D",
        "AD",
        "D",
        None,
        "AD",
    ]
    assert [meant_letters(cell, "ARSCI") for cell in ("协办", "s", "supports")] == ["S", "S", "S"]
