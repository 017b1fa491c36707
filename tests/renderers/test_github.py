from __future__ import annotations

import re

from collab_cli.renderers.github import log_line, render
from tests.renderers.hosted import CHECK, CLEAN, said_by
from tests.renderers.worlds import CHINESE, ENGLISH, naughty

COMMAND = re.compile(r"::(error|warning|notice) (file=[^:]*,line=\d+,col=\d+,title=[^:,]*)::(.*)")


def parsed(line: str) -> tuple[str, dict[str, str], str]:
    """Return a line as the runner takes it: command, properties, message."""
    match = COMMAND.fullmatch(line)
    assert match is not None, line
    properties = dict(pair.split("=", 1) for pair in match[2].split(","))
    return match[1], {name: unescaped(value) for name, value in properties.items()}, unescaped(match[3])


def unescaped(text: str) -> str:
    for written, meant in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(written, meant)
    return text


def test_findings_are_annotations_with_the_worst_first() -> None:
    assert render(CHECK, ENGLISH).splitlines() == [
        "::error file=agreements/charters/m.yaml,line=3,col=18,title=R313 duplicate-ownership::"
        "agreements/charters/m.yaml:3:18: R313 Research is owned by Marketing and Sales; keep one A"
        "%0Aalso: agreements/charters/s.yaml:6:40: the other A",
        "::warning file=agreements/charters/m.yaml,line=1,col=8,title=R317 incomplete-duty::"
        "agreements/charters/m.yaml:1:8: R317 it lacks scope",
        "::notice file=agreements/goals/g.yaml,line=2,col=1,title=X963 goal-without-work::"
        "agreements/goals/g.yaml:2:1: X963 nobody works at it",
        "3 findings",
        "collab explain R313 says more",
    ]
    assert "%0A另见：agreements/charters/s.yaml:6:40" in render(CHECK, CHINESE)
    assert render(CLEAN, ENGLISH) == "no finding\n"


def test_what_the_runner_reads_back_is_what_was_meant() -> None:
    command, properties, message = parsed(render(said_by("50%, a:b"), ENGLISH).splitlines()[0])
    assert (command, properties["file"], properties["title"]) == (
        "error",
        "agreements/goals/50%, a:b.yaml",
        "R313 duplicate-ownership",
    )
    assert message == (
        "agreements/goals/50%, a:b.yaml:3:2: R313 50%, a:b; 50%, a:b\n"
        "also: agreements/goals/50%, a:b.yaml:3:2: 50%, a:b"
    )


def test_a_line_of_text_is_no_command() -> None:
    assert log_line("a :: b") == "a :: b"
    assert log_line(" ::error::x") == "\u200b ::error::x"
    assert log_line("see ##[error]x") == "see ##\u200b[error]x"


def test_no_text_from_a_file_becomes_a_command() -> None:
    for text in naughty():
        first, *others = render(said_by(text), ENGLISH).split("\n")
        assert parsed(first)[1]["line"] == "3"
        assert not set("".join([first, *others])) & set("\x1b\x00\r\x7f\x9b\u202e\ufeff\u2028")
        for line in others:
            assert not line.lstrip().startswith("::")
            assert "##[" not in line
