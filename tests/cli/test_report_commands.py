"""The reports about goals and metrics: what they accept, refuse and answer."""

from __future__ import annotations

import io
import json
import subprocess
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from collab_cli.analyses.goals.active_goals import STATES as KNOWN_STATES
from collab_cli.cli.report_commands import STATES
from tests.analyses.goals.worlds import TURNS
from tests.conftest import MakeDemo, MakeWorkspace, RunCollab
from tests.rules.worlds import green_demo

REPORTS = ("monthly", "goals", "alignment", "scorecard")
FORMATS = ("text", "json", "markdown", "html", "csv", "xlsx")


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    return green_demo(tmp_path / "demo")


def test_the_options_offer_what_there_is() -> None:
    assert STATES == KNOWN_STATES


@pytest.mark.parametrize("report", REPORTS)
def test_every_report_in_every_format_and_language(demo: Path, run_collab: RunCollab, report: str) -> None:
    for lang in ("en", "zh"):
        for format in FORMATS:
            result = run_collab("--lang", lang, "report", report, "--format", format, cwd=demo)
            assert result.code == 0, (format, result.err)
            again = run_collab("--lang", lang, "report", report, "--format", format, cwd=demo)
            assert again.data == result.data
            if format == "json":
                assert json.loads(result.out)["schema"].startswith("collab/")
            if format == "xlsx":
                book = CalamineWorkbook.from_filelike(io.BytesIO(result.data))
                assert book.get_sheet_by_index(0).to_python()


@pytest.mark.parametrize("report", REPORTS)
def test_every_report_of_an_empty_workspace(make_workspace: MakeWorkspace, run_collab: RunCollab, report: str) -> None:
    root = make_workspace({})
    for format in FORMATS:
        result = run_collab("report", report, "--format", format, cwd=root)
        assert (result.code, result.err) == (0, ""), format


@pytest.mark.parametrize("report", REPORTS)
def test_every_report_of_a_workspace_with_faults(
    make_workspace: MakeWorkspace, run_collab: RunCollab, report: str
) -> None:
    broken = {
        "goals/x.yaml": "title: [\n",
        "goals/b-revenue.yaml": "title: Revenue\nlevel: department\nperiod: nowhere\nstatus: active\nowner: gone\n",
        "metrics.yaml": "- {id: discount, name: 😀, unit: ''}\n- 3\n",
        "people.yaml": "x",
        "actions/2025-06-16-call.yaml": "due: never\n",
    }
    root = make_workspace({**TURNS, **broken})
    for format in FORMATS:
        result = run_collab("report", report, "--format", format, cwd=root)
        assert result.code == 0, (format, result.err)
        assert "Traceback" not in result.err


@pytest.mark.parametrize(
    ("args", "err"),
    [
        (("monthly", "--from", "x"), "--from cannot be x; write a date such as 2025-06-30"),
        (("monthly", "--to", ""), "--to cannot be ; write a date such as 2025-06-30"),
        (
            ("monthly", "--from", "2025-07-01"),
            "the first day, 2025-07-01, is after the last, 2025-06-30; give --from and --to the other way round",
        ),
        (
            ("scorecard", "--from", "2025-07-02", "--to", "2025-07-01"),
            "the first day, 2025-07-02, is after the last, 2025-07-01; give --from and --to the other way round",
        ),
        (
            ("monthly", "--to", "2025-07-01", "--as-of", "2025-07-02"),
            "--to and --as-of name different days; give one of the two",
        ),
        (("monthly", "--department", " "), "--department cannot be empty; give it a value, or leave it out"),
        (
            ("alignment", "--department", "nowhere"),
            "there is no department nowhere; collab department list shows what there is",
        ),
        (("goals", "--owner", "😀"), None),
        (("goals", "--owner", "x" * 10_000), None),
        (("goals", "--period", "1999"), "--period cannot be 1999; choose one of 2025, 2025-q3"),
        (("goals", "--status", "late"), None),
        (("goals", "--format", "mermaid"), None),
        (("goals", "--at", "nowhere"), None),
    ],
)
def test_refused(demo: Path, run_collab: RunCollab, args: tuple[str, ...], err: str | None) -> None:
    result = run_collab("--lang", "en", "report", *args, cwd=demo)
    last = result.err.splitlines()[-1]
    assert result.code == 2
    assert last.startswith("collab: error: ")
    if err is not None:
        assert last == f"collab: error: {err}"


def test_a_period_where_there_is_none(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace({"collab.yaml": "schema: 1\ncompany: {name: X}\nlocale: en\nperiods: []\n"})
    result = run_collab("report", "goals", "--period", "2025", cwd=root)
    assert result.err.splitlines()[-1] == "collab: error: --period cannot be 2025; add it to periods in collab.yaml"


@pytest.mark.parametrize(
    ("args", "goals"),
    [
        (("--department", "市场部"), ["strengthen-brand"]),
        (("--owner", "张伟"), ["increase-revenue"]),
        (("--status", "at_risk"), ["increase-market-share", "strengthen-brand"]),
        (("--period", "2025-q3"), []),
    ],
)
def test_goals_asked_for(demo: Path, run_collab: RunCollab, args: tuple[str, ...], goals: list[str]) -> None:
    result = run_collab("report", "goals", *args, "--json", cwd=demo)
    assert [goal["id"] for goal in json.loads(result.out)["goals"]] == goals


def test_to_is_the_day_everything_is_judged_at(demo: Path, run_collab: RunCollab) -> None:
    by_to = run_collab("report", "monthly", "--to", "2025-07-11", "--json", cwd=demo)
    by_as_of = run_collab("report", "monthly", "--as-of", "2025-07-11", "--json", cwd=demo)
    assert by_to.out == by_as_of.out
    record = json.loads(by_to.out)
    assert (record["from"], record["to"]) == ("2025-07-01", "2025-07-11")


def test_a_day_of_the_past_is_read_from_history(demo: Path, run_collab: RunCollab) -> None:
    def git(*args: str) -> None:
        identity = ("-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "commit.gpgsign=false")
        subprocess.run(("git", *identity, *args), cwd=demo, check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-qm", "first")
    path = demo / "goals/2025/increase-revenue.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("value: 92", "value: 100"), encoding="utf-8")
    before, now = (
        json.loads(run_collab("report", "monthly", *args, "--json", cwd=demo).out)["departments"][0]["progress"]
        for args in (("--at", "HEAD"), ())
    )
    assert (before, now) == (0.5, 0.7)


def test_a_report_into_a_file(demo: Path, run_collab: RunCollab) -> None:
    result = run_collab("--lang", "en", "report", "monthly", "-o", "june.html", cwd=demo)
    assert (result.code, result.out) == (0, "")
    assert result.err.splitlines()[-1] == "wrote june.html"
    page = (demo / "june.html").read_text(encoding="utf-8")
    assert "<title>Monthly report of Example Manufacturing, June 2025</title>" in page
    assert "████░░░░░░" in page


HOSTILE = "'=1+1 | <script>alert(1)</script> @all 😀'"


@pytest.mark.no_cover
@pytest.mark.parametrize("report", REPORTS)
def test_titles_are_text_in_every_format(make_workspace: MakeWorkspace, run_collab: RunCollab, report: str) -> None:
    files = {path: text.replace("title: Share", f"title: {HOSTILE}") for path, text in TURNS.items()}
    files["metrics.yaml"] = f"- {{id: discount, name: {HOSTILE}, unit: '%', direction: down}}\n"
    root = make_workspace(files)
    answers = {format: run_collab("report", report, "--format", format, cwd=root) for format in FORMATS}
    assert {result.code for result in answers.values()} == {0}
    assert "=1+1 | <script>" in answers["text"].out
    assert report == "alignment" or "=1+1 | <script>" in answers["json"].out
    assert "<script" not in answers["html"].out
    assert "&lt;script&gt;" in answers["html"].out
    assert "<script" not in answers["markdown"].out
    assert not [line for line in answers["csv"].out.splitlines() if line.startswith("=") or ",=" in line]
    book = CalamineWorkbook.from_filelike(io.BytesIO(answers["xlsx"].data))
    cells = {str(cell) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row}
    assert "2" not in cells  # no formula was worked out
    rows = [line for line in answers["markdown"].out.splitlines() if line.startswith("| ")]
    assert any("1+1 \\| " in line for line in rows)


def test_a_goal_without_key_results(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace({"goals/a.yaml": "title: A\nlevel: company\nstatus: active\nperiod: '2025'\n"})
    for report in REPORTS:
        for format in FORMATS:
            assert run_collab("report", report, "--format", format, cwd=root).code == 0


def test_what_cannot_be_read_is_named(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace({**TURNS, "goals/x.yaml": "title: [\n"})
    for report in ("monthly", "goals", "alignment"):
        result = run_collab("--lang", "en", "report", report, cwd=root)
        assert "goals/x.yaml cannot be read; collab check says why" in result.out, report


def test_earlier_days_do_not_see_later_check_ins(demo: Path, run_collab: RunCollab) -> None:
    record = json.loads(run_collab("report", "monthly", "--as-of", "2025-06-29", "--json", cwd=demo).out)
    assert {one["progress"] for one in record["departments"]} == {0}
    assert [one["checked_in"] for one in record["company"][0]["key_results"]] == [None]


def test_files_of_a_day_and_the_day_they_are_judged_at(make_demo: MakeDemo, run_collab: RunCollab) -> None:
    root = make_demo("en")
    days = subprocess.run(
        ("git", "log", "--format=%cs"), cwd=root, check=True, capture_output=True, text=True
    ).stdout.split()
    now = run_collab("report", "goals", "--at", days[0], "--json", cwd=root)
    assert json.loads(now.out)["goals"] == json.loads(run_collab("report", "goals", "--json", cwd=root).out)["goals"]
    early = run_collab("--lang", "en", "report", "goals", "--at", "1999-01-01", cwd=root)
    assert early.code == 2


def test_the_figures_of_the_demo(demo: Path, run_collab: RunCollab) -> None:
    goals = json.loads(run_collab("report", "goals", "--as-of", "2025-06-30", "--json", cwd=demo).out)["goals"]
    said = {
        goal["id"]: (
            *(goal[name] for name in ("own", "contribution", "progress", "shown_status")),
            *(round(goal[name], 4) for name in ("expected", "pace")),
            *((one["progress"], one["computed_status"]) for one in goal["key_results"]),
        )
        for goal in goals
    }
    two = ((0.6, "on_track"), (0.4, "at_risk"))
    assert said == {
        "increase-market-share": (0.4, 0.47, 0.4, "at_risk", 0.4945, 0.8089, (0.4, "at_risk")),
        "increase-revenue": (0.5, None, 0.5, "on_track", 0.4945, 1.0111, *two),
        "raise-quality-and-efficiency": (0.5, None, 0.5, "on_track", 0.4945, 1.0111, *two),
        "strengthen-brand": (0.4, None, 0.4, "at_risk", 0.4945, 0.8089, (0.3, "off_track"), (0.5, "on_track")),
    }


def test_the_stock_out_rate_before_and_after(demo: Path, run_collab: RunCollab) -> None:
    args = ("report", "scorecard", "--from", "2025-03-31", "--as-of", "2025-06-30")
    line = next(line for line in run_collab("--lang", "en", *args, cwd=demo).out.splitlines() if "缺货率" in line)
    assert " ".join(line.split()) == "缺货率 8 % (2025-03-31) 3.9 % (2025-06-30) -4.1 -51 % █▁ better"
    record = json.loads(run_collab(*args, "--json", cwd=demo).out)
    (metric,) = (one for one in record["metrics"] if "stock" in one["id"])
    assert (metric["change"], metric["relative"], metric["better"]) == (-4.1, -0.5125, True)


@pytest.mark.parametrize("report", REPORTS)
def test_files_no_report_is_told_from_are_not_read(demo: Path, run_collab: RunCollab, report: str) -> None:
    whole = run_collab("--lang", "en", "report", report, "--json", cwd=demo)
    for path in ("charters/sales.yaml", "activities.yaml", "skills.yaml"):
        (demo / path).write_text("x: [\n", encoding="utf-8")
    result = run_collab("--lang", "en", "--verbose", "report", report, "--json", cwd=demo)
    assert (result.code, result.out) == (0, whole.out)
    (read,) = (line for line in result.err.splitlines() if line.endswith("files read"))
    assert int(read.split()[0]) < len([*demo.rglob("*.yaml")]) / 2
