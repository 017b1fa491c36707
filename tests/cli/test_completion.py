from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from collab_cli.cli import completion
from collab_cli.cli.completion import SHELLS
from tests.cli.toy_commands import TABLE
from tests.conftest import MakeWorkspace, RunCollab

GOALS = {
    "goals/increase-revenue.yaml": (
        "title: {zh: 提高销售额, en: Increase revenue}\nkey_results: [{id: kr1, title: One}]\n"
    ),
    "goals/increase-share.yaml": "title: {zh: 提高市场占有率, en: Increase share}\n",
    "goals/strengthen-brand.yaml": "title: 品牌\n",
    "goals/one.yaml": "title: 同名\n",
    "goals/two.yaml": "title: 同名\n",
    "departments.yaml": "- {id: sales, name: Sales}\n- {id: service, name: Service}\n",
}
BREAKS = " \t\n\"'@><=;|&(:"

Ask = Callable[..., list[str]]


@pytest.fixture
def ask(make_workspace: MakeWorkspace, run_collab: RunCollab) -> Ask:
    """Return the function that asks as the script of a shell does."""
    root = make_workspace(GOALS)

    def ask_it(shell: str, line: str, cwd: Path = root, **env: str) -> list[str]:
        asked = {"_COLLAB_COMPLETE": shell, "_COLLAB_COMPLETE_LINE": line, "_COLLAB_COMPLETE_BREAKS": BREAKS}
        result = run_collab(cwd=cwd, env={**asked, **env})
        assert (result.code, result.err) == (0, "")
        return result.out.splitlines()

    return ask_it


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("collab ", ["check", "fail", "goal"]),
        ("collab go", ["goal"]),
        ("collab goal ", ["list", "show", "kr"]),
        ("collab goal list --l", ["--limit", "--lang"]),
        ("collab goal list --limit 3 --l", ["--lang"]),
        ("collab check --format ", ["text", "json"]),
        ("collab check --format=j", ["json"]),
        ("collab check x", ["<files>"]),
        ("collab -", ["-C", "--lang", "--color", "--quiet", "--verbose"]),
        ("collab nothing ", []),
        ("collab goal nothing ", []),
    ],
)
def test_commands_and_options(run_collab: RunCollab, line: str, answer: list[str]) -> None:
    env = {"_COLLAB_COMPLETE": "bash", "_COLLAB_COMPLETE_LINE": line, "_COLLAB_COMPLETE_BREAKS": BREAKS}
    result = run_collab(env=env, table=TABLE)
    assert (result.code, result.err, result.out.splitlines()) == (0, "", answer)


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("collab -", ["-C", "--lang", "--color", "--quiet", "--verbose"]),
        ("collab -C ", ["<folders>"]),
        ("collab goal list -C d", ["<folders>"]),
        ("collab --lang ", ["zh", "en"]),
        ("collab --lang=z", ["--lang=zh"]),
        ("collab goal --color a", ["auto", "always"]),
        ("collab goal show -- --l", []),
    ],
)
def test_global_options(ask: Ask, line: str, answer: list[str]) -> None:
    assert [row.partition("\t")[0] for row in ask("zsh", line)] == answer


@pytest.mark.parametrize("shell", ["zsh", "fish", "powershell"])
def test_words_have_their_meaning_behind_a_tab(ask: Ask, shell: str) -> None:
    assert ask(shell, "collab goal show in") == [
        "increase-revenue\tIncrease revenue",
        "increase-share\tIncrease share",
    ]
    assert ask(shell, "collab --lang zh goal show in") == [
        "increase-revenue\t提高销售额",
        "increase-share\t提高市场占有率",
    ]
    assert ask(shell, "collab stat") == ["status\tShow where the workspace stands on one page"]
    assert ask(shell, "collab status --lang zh --as") == [
        "--as-of\t判断所依据的日期；缺省为 collab.yaml 的 as_of，再缺省为当天"
    ]


def test_bash_shows_titles_where_several_fit(ask: Ask) -> None:
    assert ask("bash", "collab goal show in") == [
        "increase-revenue  (Increase revenue)",
        "increase-share    (Increase share)",
    ]
    assert ask("bash", "collab goal show increase-s") == ["increase-share"]
    for key in "%*":  # the keys that insert whole lines
        words = ask("bash", "collab goal show in", _COLLAB_COMPLETE_TYPE=str(ord(key)))
        assert words == ["increase-revenue", "increase-share"]


def test_a_title_stays_until_one_is_left(ask: Ask) -> None:
    assert ask("bash", "collab goal show 提高") == [
        "提高销售额    (increase-revenue)",
        "提高市场占有率  (increase-share)",
    ]
    assert ask("zsh", "collab goal show 提高") == ["提高销售额\tincrease-revenue", "提高市场占有率\tincrease-share"]
    assert ask("powershell", "collab goal show 提高") == [
        "increase-revenue\tIncrease revenue",
        "increase-share\tIncrease share",
    ]
    assert ask("bash", "collab goal show 提高市") == ["increase-share"]
    assert ask("zsh", "collab goal show 提高市") == ["increase-share\tIncrease share"]
    assert ask("fish", "collab goal show 提高市") == ["提高市场占有率\tincrease-share"]


def test_a_title_two_records_have_is_not_offered(ask: Ask) -> None:
    assert ask("zsh", "collab goal show 同") == ["one\t同名", "two\t同名"]
    assert ask("bash", "collab goal show 同") == ["one  (同名)", "two  (同名)"]


def test_bash_gets_titles_as_they_must_be_typed(ask: Ask) -> None:
    assert ask("bash", "collab goal show Incr") == [
        r"Increase\ revenue  (increase-revenue)",
        r"Increase\ share    (increase-share)",
    ]
    assert ask("bash", 'collab goal show "Incr') == [
        "Increase revenue  (increase-revenue)",
        "Increase share    (increase-share)",
    ]
    assert ask("bash", r"collab goal show Increase\ s") == ["increase-share"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("collab set goal:incr", ["increase-revenue", "increase-share"]),
        ("collab set goal:increase-revenue/k", ["increase-revenue/kr1"]),
        ('collab set "goal:increase-s', ["goal:increase-share"]),
        ('collab set goal:"increase-s', ["increase-share"]),
        ("collab set go", ["goal:"]),
        ("collab set goal：increase-s", ["goal:increase-share"]),
    ],
)
def test_bash_gets_what_stands_behind_the_last_colon(ask: Ask, line: str, words: list[str]) -> None:
    assert [row.split("  ")[0] for row in ask("bash", line)] == words
    whole = [row.partition("\t")[0] for row in ask("zsh", line)]
    assert [word for word in whole if not word.startswith("goal:")] == []
    assert all(word.endswith(short) for word, short in zip(whole, words, strict=True))


def test_the_folder_named_in_the_line_counts(ask: Ask, make_workspace: MakeWorkspace, tmp_path: Path) -> None:
    other = make_workspace({"goals/other.yaml": "title: Other\n"})
    assert ask("zsh", f"collab -C '{other}' goal show ") == ["other\tOther"]
    assert ask("zsh", "collab goal show ", cwd=tmp_path, COLLAB_ROOT=str(other)) == ["other\tOther"]
    assert ask("zsh", "collab goal show -C ../workspace2 o") == ["other\tOther"]


def test_the_home_folder_is_understood(
    ask: Ask, make_workspace: MakeWorkspace, environment: dict[str, str], tmp_path: Path
) -> None:
    make_workspace(GOALS).rename(Path(environment["HOME"]) / "work")
    assert ask("zsh", "collab -C ~/work goal show str", cwd=tmp_path) == ["strengthen-brand\t品牌"]


@pytest.mark.parametrize("shell", SHELLS)
def test_nothing_is_said_where_nothing_can_be_offered(
    ask: Ask, make_workspace: MakeWorkspace, tmp_path: Path, shell: str
) -> None:
    assert ask(shell, "collab goal show ", cwd=tmp_path) == []
    assert ask(shell, "collab -C nowhere goal show ") == []
    broken = make_workspace({"collab.yaml": b"\xff[", "goals/a.yaml": b"\x00", "people.yaml": "[" * 10_000})
    assert ask(shell, "collab person show ", cwd=broken) == []
    assert [row.split("\t")[0] for row in ask(shell, "collab goal show ", cwd=broken)] == ["a"]


def test_a_fault_of_ours_is_silent(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(completion, "_find", lambda *args: 1 / 0)
    assert ask("zsh", "collab ") == []


def test_a_hostile_title_is_one_harmless_line(ask: Ask, make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"goals/a.yaml": 'title: "$(touch x)`y`\\t\\n\\u202e\\e[1m"\n'})
    assert ask("zsh", "collab goal show ", cwd=root) == ["a\t$(touch x)`y` \\u202e\\u001b[1m"]
    assert ask("fish", "collab goal show $", cwd=root) == ["a\t$(touch x)`y` \\u202e\\u001b[1m"]


def test_a_long_title_is_cut(ask: Ask, make_workspace: MakeWorkspace) -> None:
    root = make_workspace({f"goals/{name}.yaml": f"title: {'长' * 100}\n" for name in "ab"})
    assert ask("zsh", "collab goal show a", cwd=root) == ["a\t" + "长" * 69 + "…"]
    assert ask("fish", "collab goal show 长", cwd=root) == ["长" * 100 + "\ta", "长" * 100 + "\tb"]


@pytest.mark.parametrize(("shell", "line"), [("nonsense", {"_COLLAB_COMPLETE_LINE": "collab "}), ("bash", {})])
def test_a_question_no_shell_asks_is_one_line(run_collab: RunCollab, shell: str, line: dict[str, str]) -> None:
    result = run_collab("check", env={"_COLLAB_COMPLETE": shell, **line}, table=TABLE)
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        f"collab: error: _COLLAB_COMPLETE cannot be {shell} here; "
        "leave it to the completion script of your shell, which sets it with the words typed\n"
    )
