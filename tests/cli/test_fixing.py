"""``collab check --fix``: what is mended, what is left alone, what is told."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pexpect
import pytest

from collab_cli.rules.catalogue import all_rules
from collab_cli.rules.documentation import documentation_of
from tests.cli.dialogues import CTRL_C, DOWN, ENTER, exit_code, on_terminal
from tests.conftest import MakeWorkspace, Result, RunCollab
from tests.rules.worlds import EXAMPLE
from tests.small_company import small_company

ACTION = "actions/2025-06-24-ask.yaml"
TEXT = "title: Ask\nowner: chen-jie\ndue: 2025-07-04\n"
DOCUMENTS = "documents.yaml"
ENTRY = """\
- id: price-list
  title: Price list
  url: "https://docs.example.com/prices"
  owner_dept: Sales
  version: 1.10
"""
MENDED = ENTRY.replace("Sales", "sales").replace("1.10", '"1.10"')
AS_OF = "as of 2025-06-30, set by as_of in collab.yaml\n"


def files_below(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*.yaml")}


def changed(root: Path, before: dict[str, bytes]) -> dict[str, str]:
    """Return the files that differ from those before, as they are now."""
    return {path: data.decode() for path, data in files_below(root).items() if data != before.get(path)}


def codes(result: Result) -> list[str]:
    return [finding["code"] for finding in json.loads(result.out)["findings"]]


UNSIGNED = {
    "proposals/goals-2025.yaml": None,
    "goals/increase-revenue.yaml": (EXAMPLE / "goals" / "increase-revenue.yaml").read_text("utf-8"),
}
COMMENTED = TEXT.replace("due:", "# collab: ignore[A503] Agreed\ndue:").replace(
    "2025-07-04", "2025-07-04  # collab: ignore[X963, S009] Agreed"
)

NEXT_DRAFT = "title: Weekly\nseries: weekly\ndate: 2025-07-07\nstatus: draft\n"


@pytest.mark.parametrize(
    ("code", "extra", "after"),
    [
        ("S005", {ACTION: TEXT.replace("chen-jie", '"Chen-Jie"')}, {ACTION: TEXT.replace("chen-jie", '"chen-jie"')}),
        ("S007", None, {DOCUMENTS: "instead"}),
        ("S012", {ACTION: COMMENTED}, {ACTION: TEXT}),
        (
            "G104",
            UNSIGNED,
            {
                "goals/fewer-returns.yaml": ("weight: 0.5,", "weight: 0.4545,"),
                "goals/increase-revenue.yaml": ("weight: 0.6,", "weight: 0.5455,"),
            },
        ),
        ("R325", None, {"charters/sales.yaml": "instead"}),
        (
            "M409",
            {"meetings/2025-07-07-weekly.yaml": NEXT_DRAFT},
            {
                "meetings/2025-07-07-weekly.yaml": (
                    "status: draft",
                    "carried_over: [2025-06-23-photograph-returns]\nstatus: draft",
                )
            },
        ),
        (
            "M413",
            None,
            {
                "actions/2025-06-30-call-back-customer-k.yaml": (
                    "title: Call back customer K\nowner: chen-jie\ndue: 2025-07-04\norigin: meeting:2025-06-30-weekly\n"
                    "history:\n  - date: 2025-06-30\n    by: chen-jie\n    status: open\n"
                ),
                "meetings/2025-06-30-weekly.yaml": (
                    "{title: Call back customer K, owner: chen-jie, due: 2025-07-04}",
                    "2025-06-30-call-back-customer-k",
                ),
            },
        ),
    ],
)
def test_safe_fixes_mend_the_finding_and_nothing_else(
    make_workspace: MakeWorkspace,
    run_collab: RunCollab,
    code: str,
    extra: dict[str, str | None] | None,
    after: dict[str, str | tuple[str, str]],
) -> None:
    """The example of the rule, or another one where that shows what only people can mend."""
    doc = documentation_of(all_rules()[code])
    shown = {file.path: file.text for file in doc.example}
    root = make_workspace(small_company({**({} if code in ("S005", "S012") else shown), **(extra or {})}))
    before = files_below(root)
    assert code in codes(run_collab("check", "--profile", "strict", "--json", cwd=root))
    result = run_collab("check", "--fix", "--profile", "strict", "--json", cwd=root)
    assert code not in codes(result)
    expected = {}
    for path, text in after.items():
        if isinstance(text, tuple):
            expected[path] = before[path].decode().replace(*text)
        else:
            expected[path] = next(str(f.text) for f in doc.instead) if text == "instead" else text
    assert changed(root, before) == expected
    assert run_collab("undo", cwd=root).code == 0
    assert files_below(root) == before


NEED_MORE = {"D951", "D958"}
"""Rules with tests of their own: they need a base to compare with, or the owners file of a git host."""


def test_every_safe_rule_is_tried_above() -> None:
    assert {code for code, rule in all_rules().items() if rule.fix == "safe"} - NEED_MORE == {
        "S007",
        "S012",
        "G104",
        "M409",
        "M413",
        "R325",
    }


@pytest.mark.parametrize(("bom", "end"), [("\ufeff", "\r\n"), ("", "\r\n"), ("\ufeff", "\n")])
def test_two_fixes_on_one_line_in_files_of_any_form(
    make_workspace: MakeWorkspace, run_collab: RunCollab, bom: str, end: str
) -> None:
    def written(text: str) -> bytes:
        return (bom + text.replace("\n", end)).encode()

    line = '- {id: price-list, title: 价目表, url: "https://x.example", owner_dept: %s, version: %s}%s\n'
    head = "# 文档\n# collab: ignore[A503] Gone\n"
    root = make_workspace(small_company())
    (root / DOCUMENTS).write_bytes(written(head + line % ("Sales", "1.10", "  # collab: ignore[X963] Gone")))
    result = run_collab("check", "--fix", "--profile", "strict", cwd=root)
    assert (root / DOCUMENTS).read_bytes() == written("# 文档\n" + line % ("sales", '"1.10"', ""))
    assert (result.code, result.err) == (0, AS_OF + "mended 4 findings\nwrote documents.yaml\n")


def test_a_record_in_restricted_is_mended_where_it_lies(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    path = "restricted/evaluations/2025/chen-jie.yaml"
    text = 'subject: "person:Chen-Jie"\nperiod: "2025"\nevaluator: Li-Na\n'
    files = small_company()
    settings = files["collab.yaml"]
    assert isinstance(settings, bytes)
    enabled = settings.decode() + "restricted: {enabled: true}\n"
    root = make_workspace({**files, "collab.yaml": enabled, path: text})
    run_collab("check", "--fix", "--select", "S005", cwd=root)
    assert (root / path).read_text() == text.lower()
    closed = make_workspace({**files, path: text})
    run_collab("check", "--fix", "--select", "S005", cwd=closed)
    assert (closed / path).read_text() == text


def test_only_what_is_asked_about_is_mended(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace(small_company({DOCUMENTS: ENTRY, ACTION: TEXT.replace("chen-jie", "Chen-Jie")}))
    for words, after in (
        (["--select", "G"], ENTRY),
        (["--profile", "strict", "actions"], ENTRY),
        (["--profile", "strict", "--ignore", "S005"], ENTRY.replace("1.10", '"1.10"')),
        ([], MENDED),
    ):
        run_collab("check", "--fix", *words, cwd=root)
        assert (root / DOCUMENTS).read_text() == after
    assert (root / ACTION).read_text() == TEXT


def test_a_dry_run_shows_the_diff_alone(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace(small_company({DOCUMENTS: ENTRY, ACTION: TEXT.replace("chen-jie", "nobody")}))
    before = files_below(root)
    result = run_collab("check", "--fix", "--dry-run", "--profile", "strict", cwd=root)
    assert result.out == (
        "--- a/documents.yaml\n+++ b/documents.yaml\n@@ -1,5 +1,5 @@\n - id: price-list\n   title: Price list\n"
        '   url: "https://docs.example.com/prices"\n-  owner_dept: Sales\n-  version: 1.10\n'
        '+  owner_dept: sales\n+  version: "1.10"\n'
    )
    assert (result.code, result.err) == (1, AS_OF + "this would mend 2 findings\n1 finding would be left\n")
    assert files_below(root) == before


def test_what_is_left_is_reported_as_ever(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace(small_company({DOCUMENTS: ENTRY, ACTION: TEXT.replace("chen-jie", "nobody")}))
    result = run_collab("check", "--fix", "--profile", "strict", cwd=root)
    assert (result.code, result.err) == (1, AS_OF + "mended 2 findings\nwrote documents.yaml\n")
    assert result.out == run_collab("check", "--profile", "strict", cwd=root).out
    again = run_collab("check", "--fix", "--profile", "strict", cwd=root)
    assert (again.code, again.out, again.err) == (1, result.out, AS_OF + "there is nothing to mend safely\n")


def test_of_many_files_the_first_are_told(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    text = TEXT.replace("chen-jie", "Chen-Jie")
    root = make_workspace(small_company({f"actions/2025-06-24-a{number:02}.yaml": text for number in range(22)}))
    lines = run_collab("check", "--fix", cwd=root).err.splitlines()
    assert lines[1:3] == ["mended 22 findings", "wrote actions/2025-06-24-a00.yaml"]
    assert lines[-2:] == ["wrote actions/2025-06-24-a19.yaml", "and 2 more files"]


def test_an_agreement_is_not_ended_by_the_way(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    files = {file.path: file.text for file in documentation_of(all_rules()["G104"]).example}
    root = make_workspace(small_company(files))
    before = files_below(root)
    result = run_collab("check", "--fix", cwd=root)
    assert result.err.splitlines()[1:] == [
        "1 fix is held back: it would end an agreement, or break a structure rule; --interactive offers it",
        "nothing was mended",
    ]
    assert files_below(root) == before


def test_it_commits_where_that_is_asked_for(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace(small_company({DOCUMENTS: ENTRY}))
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "first"]):
        subprocess.run(["git", *words], cwd=root, check=True)
    result = run_collab("check", "--fix", "--commit", "--json", cwd=root)
    assert json.loads(result.out)["findings"] == []
    log = subprocess.run(["git", "log", "-1", "--format=%s"], cwd=root, check=True, capture_output=True, text=True)
    assert log.stdout == "mended 2 findings\n"


def test_nothing_is_mended_that_could_not_be_committed(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace(small_company({DOCUMENTS: ENTRY}))
    result = run_collab("check", "--fix", "--commit", cwd=root)
    assert (result.code, result.out) == (2, "")
    assert (root / DOCUMENTS).read_text() == ENTRY


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["--interactive"], "--interactive goes with --fix; leave it out, or add --fix"),
        (["--dry-run"], "--dry-run goes with --fix; leave it out, or add --fix"),
        (["--commit"], "--commit goes with --fix; leave it out, or add --fix"),
        (["-m", "x"], "-m goes with --fix; leave it out, or add --fix"),
        (["--fix", "-m", "x"], "-m is the message of a commit; add --commit"),
        (
            ["--fix", "--at", "HEAD"],
            "--fix cannot change an earlier state, which --at asks for; leave out one of the two",
        ),
        (
            ["--fix", "--dry-run", "--json"],
            "--dry-run shows a diff, in no other format; leave out --format and --json",
        ),
        (["--fix", "--interactive"], "--interactive needs a terminal; leave it out: --fix alone asks nothing"),
    ],
)
def test_options_that_do_not_go_together(
    make_workspace: MakeWorkspace, run_collab: RunCollab, words: list[str], line: str
) -> None:
    root = make_workspace(small_company({DOCUMENTS: ENTRY}))
    result = run_collab("check", *words, cwd=root)
    assert (result.code, result.out, result.err.removeprefix(AS_OF)) == (2, "", f"collab: error: {line}\n")
    assert (root / DOCUMENTS).read_text() == ENTRY


def asked(root: Path, environment: dict[str, str], lang: str = "en", *words: str) -> pexpect.spawn[str]:
    options = ("check", "--fix", "--interactive", "--as-of", "2025-06-30", *words)
    return on_terminal(root, {**environment, "NO_COLOR": "1"}, *options, lang=lang)


FIRST, SECOND = "actions/2025-06-24-a.yaml", "actions/2025-06-24-b.yaml"


@pytest.fixture
def misspelt(make_workspace: MakeWorkspace) -> Path:
    text = TEXT.replace("chen-jie", "chen-jei")
    return make_workspace(small_company({DOCUMENTS: ENTRY, FIRST: text, SECOND: text + "stauts: open\n"}))


def test_each_suggestion_is_asked_for(misspelt: Path, environment: dict[str, str]) -> None:
    child = asked(misspelt, environment)
    for expected, key in (
        (FIRST, ENTER),  # apply
        (SECOND, DOWN + ENTER),  # leave the owner as it is
        ("did you mean status", ENTER),  # apply
    ):
        child.expect_exact(expected)
        child.expect_exact("What is to be done?")
        child.send(key)
    child.expect_exact("mended 4 findings")
    child.expect_exact("chen-jei")  # what is left is reported
    assert exit_code(child) == 1
    assert (misspelt / DOCUMENTS).read_text() == MENDED
    assert (misspelt / FIRST).read_text() == TEXT
    assert (misspelt / SECOND).read_text() == TEXT.replace("chen-jie", "chen-jei") + "status: open\n"


def test_asking_can_be_stopped(misspelt: Path, environment: dict[str, str]) -> None:
    before = files_below(misspelt)
    child = asked(misspelt, environment, "zh")
    child.expect_exact("如何处理？")
    child.expect_exact("不再询问")
    child.send(DOWN * 2 + ENTER)
    child.expect_exact("已修正 2 个问题")
    assert exit_code(child) == 1
    assert changed(misspelt, before) == {DOCUMENTS: MENDED}


def test_a_file_changed_meanwhile_is_not_written_over(misspelt: Path, environment: dict[str, str]) -> None:
    child = asked(misspelt, environment)
    child.expect_exact("stop asking")
    (misspelt / DOCUMENTS).write_text("# mine\n" + ENTRY)
    before = files_below(misspelt)
    child.send(ENTER)
    child.expect_exact("What is to be done?")
    child.expect_exact("stop asking")
    child.send(DOWN * 2 + ENTER)
    child.expect_exact("documents.yaml has changed since it was read, so nothing was written")
    assert exit_code(child) == 2
    assert files_below(misspelt) == before


def test_leaving_it_writes_nothing(misspelt: Path, environment: dict[str, str]) -> None:
    before = files_below(misspelt)
    child = asked(misspelt, environment)
    child.expect_exact("What is to be done?")
    child.send(CTRL_C)
    assert exit_code(child) == 130
    assert files_below(misspelt) == before


def test_nothing_to_ask_for(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace(small_company({ACTION: TEXT.replace("chen-jie", "nobody")}))
    result = run_collab("check", "--fix", "--interactive", cwd=root, terminal=True)
    assert (result.code, result.err) == (1, AS_OF + "nothing was mended\n")


def test_a_safe_fix_that_was_held_back_is_offered(make_workspace: MakeWorkspace, environment: dict[str, str]) -> None:
    files = {file.path: file.text for file in documentation_of(all_rules()["G104"]).example}
    root = make_workspace(small_company(files))
    child = asked(root, environment)
    child.expect_exact("this ends an agreement on the present text")
    child.expect_exact("make the weights add up to 1")
    child.send(ENTER)
    child.expect_exact("mended 1 finding")
    exit_code(child)
    assert "weight: 0.5455" in (root / "goals/increase-revenue.yaml").read_text()
