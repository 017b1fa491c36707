"""Golden cases: whole answers of commands, in both languages, as a pipe and as a terminal.

Each folder beside this file holds a ``case.toml`` (``args``, ``world``, for a terminal its ``width``, the ``files``
laid over the small company, and ``before``, the commands that make the world what it is) and what was answered.
``python -m pytest tests/cases --rewrite-cases`` writes the answers anew: read the diff.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from collab_cli.renderers.columns import text_width
from tests.conftest import MakeDemo, MakeWorkspace, RunCollab
from tests.small_company import small_company

CASES = sorted(path.parent for path in Path(__file__).parent.glob("*/case.toml"))


# The Chinese answers run what the English ones do, and are not measured.
@pytest.mark.parametrize("lang", ["en", pytest.param("zh", marks=pytest.mark.no_cover)])
@pytest.mark.parametrize("case", CASES, ids=lambda path: str(path.name))
def test_case(
    case: Path,
    lang: str,
    tmp_path: Path,
    run_collab: RunCollab,
    make_workspace: MakeWorkspace,
    make_demo: MakeDemo,
    request: pytest.FixtureRequest,
) -> None:
    settings = tomllib.loads((case / "case.toml").read_text("utf-8"))
    folder = tmp_path
    if settings["world"] == "demo":
        folder = make_demo("zh")
    elif settings["world"] == "small-company":
        folder = make_workspace(small_company(settings.get("files")))
    for args in settings.get("before", ()):
        made = run_collab(*args, "--lang", lang, cwd=folder)
        assert made.code == 0, made.err
    width = settings.get("width")
    result = run_collab(
        *settings["args"], "--lang", lang, cwd=folder, terminal=width is not None, width=width or 80,
        env={"NO_COLOR": "1"},
    )  # fmt: skip
    out, err = (text.replace(str(folder), "FOLDER").replace("\r\n", "\n") for text in (result.out, result.err))
    answer = f"exit code {result.code}\n--- stdout\n{out}--- stderr\n{err}"
    file = case / f"answer.{lang}.txt"
    if request.config.getoption("--rewrite-cases"):
        file.write_text(answer, "utf-8")
    assert answer == file.read_text("utf-8")


def test_no_line_of_a_terminal_is_wider_than_it() -> None:
    for case in CASES:
        settings = tomllib.loads((case / "case.toml").read_text("utf-8"))
        if "--dry-run" in settings["args"]:  # the lines of a diff are those of files
            continue
        width = int(settings.get("width", 10_000))
        for file in case.glob("answer.*.txt"):
            out = file.read_text("utf-8").partition("--- stderr\n")[0]
            assert [line for line in out.splitlines() if text_width(line) > width] == [], file
