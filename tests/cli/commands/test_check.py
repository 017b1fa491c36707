from __future__ import annotations

import json
import os
import socket
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from collab_cli.edits.init_workspace import demo_commits
from tests.conftest import MakeDemo, MakeWorkspace, Result, RunCollab
from tests.small_company import small_company

CHARTERS = ("marketing", "production", "sales")
COLUMNS_OF_RACI = {
    ("marketing", 6): 40,
    ("marketing", 7): 40,
    ("marketing", 8): 48,
    ("production", 6): 46,
    ("production", 7): 45,
    ("production", 8): 45,
    ("sales", 7): 45,
    ("sales", 8): 43,
}
RED = sorted(
    [
        ("charters/marketing.yaml", 7, 40, "R313", "error"),
        ("collab.yaml", 1, 1, "R315", "error"),
        *((f"charters/{charter}.yaml", line, 6, "R317", "warning") for charter in CHARTERS for line in (6, 7, 8)),
        *((f"charters/{c}.yaml", line, column, "R307", "info") for (c, line), column in COLUMNS_OF_RACI.items()),
        ("goals/2025/increase-revenue.yaml", 2, 1, "X963", "warning"),
        ("goals/2025/raise-quality-and-efficiency.yaml", 2, 1, "X963", "warning"),
    ]
)


@pytest.fixture
def demo(make_demo: MakeDemo) -> Path:
    return make_demo()


def findings(result: Result) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(result.out)["findings"]
    return found


def short(result: Result) -> list[tuple[str, int, int, str, str]]:
    return [(f["path"], f["line"], f["column"], f["code"], f["severity"]) for f in findings(result)]


def test_the_handbook_s_own_mistake_is_found(demo: Path, run_collab: RunCollab) -> None:
    result = run_collab("check", "--at", "HEAD~1", "--json", cwd=demo)
    assert result.code == 1
    assert short(result) == RED
    overlap = next(f for f in findings(result) if f["code"] == "R313")
    assert overlap["message"] == "Market research (market-research) is owned by Marketing and Sales"
    assert overlap["hint"] == "keep one A or split the scopes"
    assert overlap["records"] == [
        "activity:market-research",
        "charter:marketing/market-research",
        "charter:sales/market-research",
    ]
    assert [(r["path"], r["line"], r["column"]) for r in overlap["related"]] == [("charters/sales.yaml", 6, 40)]
    gap = next(f for f in findings(result) if f["code"] == "R315")
    assert gap["records"] == ["activity:complaint-handling"]
    parsed = json.loads(result.out)
    assert parsed["schema"] == "collab/check/v1"
    assert parsed["summary"] == {"error": 2, "warning": 11, "info": 8}
    assert set(overlap) == {
        *("code", "slug", "severity", "path", "line", "column", "message", "hint"),
        *("records", "related", "fixes", "fingerprint"),
    }


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_reorganised_company_passes(demo: Path, run_collab: RunCollab, lang: str) -> None:
    result = run_collab("check", "--json", "--lang", lang, cwd=demo)
    assert (result.code, findings(result)) == (0, [])
    assert json.loads(result.out)["waived"] == 1


def test_a_late_hand_over_shows_when_its_day_has_come(demo: Path, run_collab: RunCollab) -> None:
    result = run_collab("check", "--as-of", "2025-07-11", "--json", cwd=demo)
    assert result.code == 0
    assert short(result) == [("handoffs/rolling-forecast.yaml", 13, 34, "C607", "warning")]


def red_files(demo: Path) -> None:
    """Put the work tree of the demo back to its first commit."""
    for path in demo.rglob("*.yaml"):
        path.unlink()
    for name, data in demo_commits("zh")[0].files.items():
        (demo / name).parent.mkdir(parents=True, exist_ok=True)
        (demo / name).write_bytes(data)


def test_a_new_department_without_anything(demo: Path, run_collab: RunCollab) -> None:
    red_files(demo)
    with (demo / "departments.yaml").open("a") as file:
        file.write("\n- {id: rd, name: {zh: 研发部, en: R&D}}\n")
    found = Counter(code for *_, code, _ in short(run_collab("check", "--json", cwd=demo)))
    assert found == Counter(code for *_, code, _ in RED) + Counter(["R316", "R308", "C601"])


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (["--select", "R313,R315"], {"R313": 1, "R315": 1}),
        (["--select", "duplicate-ownership", "--select", "R315"], {"R313": 1, "R315": 1}),
        (["--profile", "basic"], {"R313": 1, "R315": 1}),
        (["--profile", "starter"], {"R313": 1, "R315": 1}),
        (["--ignore", "day"], {"R313": 1, "R315": 1, "R317": 9, "R307": 8, "X963": 2}),
        (["--select", "day"], {}),
        (["--ignore", "R3"], {"X963": 2}),
        (["charters/sales.yaml"], {"R317": 3, "R307": 3, "R313": 1}),
    ],
)
def test_variants(demo: Path, run_collab: RunCollab, words: list[str], codes: dict[str, int]) -> None:
    result = run_collab("check", "--at", "HEAD~1", "--json", *words, cwd=demo)
    assert Counter(code for *_, code, _ in short(result)) == Counter(codes)
    assert result.code == (1 if "R313" in codes else 0)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_one_code_takes_one_line_on_a_terminal(demo: Path, run_collab: RunCollab, lang: str) -> None:
    words = ("check", "--at", "HEAD~1", "--color", "never", "--lang", lang)
    folded = run_collab(*words, cwd=demo, terminal=True, width=120)
    codes = [line.split()[0] for line in folded.out.splitlines() if line[:1] in "RX" and line[1:4].isdigit()]
    assert sorted(set(codes)) == ["R307", "R317", "X963"]
    assert folded.out.count("R313") >= 1
    opened = run_collab(*words, "--all", cwd=demo, terminal=True, width=120)
    assert sum(opened.out.count(f"{path}:{line}:{column}") for path, line, column, *_ in set(RED)) >= 21


def test_piped_output_is_plain_complete_and_stable(demo: Path, run_collab: RunCollab) -> None:
    first = run_collab("check", "--at", "HEAD~1", cwd=demo)
    assert first.out == run_collab("check", "--at", "HEAD~1", cwd=demo).out
    lines = first.out.splitlines()
    assert lines[4:6] == [
        "charters/marketing.yaml:7:40: R313 error: Market research (market-research) is owned by Marketing and Sales; "
        "keep one A or split the scopes",
        "  also: charters/sales.yaml:6:40",
    ] or lines[5:7] == [
        "charters/marketing.yaml:7:40: R313 error: Market research (market-research) is owned by Marketing and Sales; "
        "keep one A or split the scopes",
        "  also: charters/sales.yaml:6:40",
    ]
    assert (
        sum(
            f": {severity}: " in f" {line}" or f" {severity}: " in line
            for line in lines
            for severity in ("error", "warning", "info")
        )
        == 21
    )
    assert "21 findings: 2 errors, 11 warnings and 8 infos" in lines


def test_no_workspace(tmp_path: Path, run_collab: RunCollab) -> None:
    result = run_collab("check", cwd=tmp_path)
    assert (result.code, result.out) == (2, "")
    assert len(result.err.splitlines()) == 1 and "collab.yaml" in result.err and "collab init" in result.err


def test_an_empty_workspace_passes(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    result = run_collab("check", cwd=make_workspace())
    assert (result.code, result.out) == (0, "no finding in 0 records\n")


def deep(levels: int) -> str:
    return "title: " + "[" * levels + "]" * levels + "\n"


def bomb() -> str:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{b}: &{b} [" + ", ".join([f"*{a}"] * 9) + "]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"title: \xff\xfe\n", "S016"),
        (b"title: " + b"x" * 2_000_000, "S015"),
        (deep(200).encode(), "S015"),
        (bomb().encode(), "S013"),
    ],
    ids=["not UTF-8", "2 MB", "200 levels", "alias bomb"],
)
def test_a_file_that_cannot_be_read(
    make_workspace: MakeWorkspace, run_collab: RunCollab, data: bytes, code: str
) -> None:
    result = run_collab("check", "--json", cwd=make_workspace(small_company() | {"goals/x.yaml": data}))
    assert result.code == 1
    assert {f["code"] for f in findings(result) if f["path"] == "goals/x.yaml"} == {code}


def test_what_is_no_file(make_workspace: MakeWorkspace, run_collab: RunCollab, tmp_path: Path) -> None:
    root = make_workspace(small_company())
    (tmp_path / "secret.yaml").write_text("title: secret\n")
    os.mkfifo(root / "goals/fifo.yaml")
    (root / "goals/link.yaml").symlink_to(tmp_path / "secret.yaml")
    (root / "goals/folder.yaml").mkdir()
    with socket.socket(socket.AF_UNIX) as listener:
        here = Path.cwd()
        os.chdir(root / "goals")  # the path of a socket must be short
        try:
            listener.bind("socket.yaml")
        finally:
            os.chdir(here)
        result = run_collab("check", "--json", cwd=root)
    assert result.code == 1
    assert sorted((f["path"], f["code"]) for f in findings(result)) == [
        (f"goals/{name}.yaml", "S024") for name in ("fifo", "folder", "link", "socket")
    ]
    assert "secret" not in result.out.replace("secret.yaml", "")


def test_what_cannot_be_read_is_not_judged(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace(small_company({"charters/sales.yaml": "title: [\n"}))
    result = run_collab("check", cwd=root)
    assert result.code == 1
    assert "R315" not in "".join(line for line in result.out.splitlines() if line.startswith("collab.yaml"))
    assert "not checked, because records they depend on are faulty or cannot be read: " in result.out


SETTINGS = 'schema: 1\ncompany: {name: X}\nperiods: [{id: "2025", start: 2025-01-01, end: 2025-12-31}]\n'


@pytest.mark.parametrize(
    ("settings", "place", "code"),
    [
        (SETTINGS.replace("schema: 1", "schema: 9"), (1, 9), "S020"),
        (SETTINGS.replace("schema: 1\n", ""), (1, 1), "S020"),
        (SETTINGS + "check: {profile: loose}\n", (4, 18), "S021"),
        (SETTINGS + "check: {ignore: [R999]}\n", (4, 18), "S021"),
        (SETTINGS + "check: {severity: {R301: bad}}\n", (4, 26), "S021"),
        (SETTINGS + "check: {thresholds: {checkin-days: 0}}\n", (4, 36), "S021"),
        (SETTINGS + "check: {thresholds: {chekin-days: 3}}\n", (4, 22), "S021"),
        (SETTINGS + "notify: {dingtalk: {webhook_env: 'https://x.example.com/?t=abc'}}\n", (4, 34), "S021"),
        ("title: [\n", None, "S001"),
    ],
)
def test_settings_that_cannot_be_used_end_the_check(
    make_workspace: MakeWorkspace, run_collab: RunCollab, settings: str, place: tuple[int, int] | None, code: str
) -> None:
    root = make_workspace({"collab.yaml": settings})
    result = run_collab("check", "--json", cwd=root)
    assert result.code == 2
    found = [(f["line"], f["column"], f["code"]) for f in findings(result)]
    assert [c for *_, c in found] == [code]
    if place is not None:
        assert found == [(*place, code)]
    assert "abc" not in result.out
    other = run_collab("goal", "list", cwd=root)
    assert other.code == (0 if "R999" in settings else 2)


def test_an_unknown_rule_name_is_one_line(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    result = run_collab("check", "--select", "R3l3", cwd=make_workspace())
    assert (result.code, result.out) == (2, "")
    assert result.err == "collab: error: there is no rule R3l3; did you mean R303\n" or "did you mean R3" in result.err


def test_fail_on(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    late = "title: Late\nowner: zhang-wei\ndue: 2025-06-25\n"
    root = make_workspace(small_company({"actions/2025-06-01-late.yaml": late}))
    assert run_collab("check", cwd=root).code == 0
    assert run_collab("check", "--fail-on", "warning", cwd=root).code == 1
    assert run_collab("check", "--as-of", "2025-07-10", cwd=root).code == 1


def test_a_young_workspace_has_no_finding(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    young = {
        "collab.yaml": SETTINGS + "check: {profile: starter}\n",
        "departments.yaml": "- {id: a, name: A, head: x}\n- {id: b, name: B, head: y}\n- {id: c, name: C, head: z}\n",
        "people.yaml": "- {id: x, name: X, department: a}\n- {id: y, name: Y, department: b}\n"
        "- {id: z, name: Z, department: c}\n",
        "charters/a.yaml": "title: A\nduties:\n  - {id: sell}\n",
        "goals/2025/grow.yaml": 'title: Grow\nlevel: company\nperiod: "2025"\n',
    }
    root = make_workspace(dict(young))
    result = run_collab("check", "--json", cwd=root)
    assert (result.code, findings(result)) == (0, [])
    standard = run_collab("check", "--profile", "standard", "--json", cwd=root)
    assert {f["code"] for f in findings(standard)} == {"R308", "R316"}


def test_paths_that_are_not_there(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace()
    result = run_collab("check", "nowhere.yaml", cwd=root)
    assert (result.code, result.out) == (2, "")
    assert "nowhere.yaml is no file or folder of the workspace" in result.err


def test_a_folder_s_findings_are_those_that_concern_it(demo: Path, run_collab: RunCollab) -> None:
    """The example of the help: overlaps and gaps in the charters."""
    options = ("--at", "HEAD~1", "--json", "--select", "R313,R315")
    both = run_collab("check", "charters/", *options, cwd=demo)
    assert [(f["code"], f["path"]) for f in findings(both)] == [
        ("R313", "charters/marketing.yaml"),
        ("R315", "collab.yaml"),
    ]
    assert "outside" not in both.err
    other_side = run_collab("check", "charters/sales.yaml", *options, cwd=demo)
    assert [f["code"] for f in findings(other_side)] == ["R313"]
    assert other_side.err.endswith("\n1 finding outside these paths\n")
    none = run_collab("check", "goals", *options, "--lang", "zh", cwd=demo)
    assert (none.code, findings(none)) == (0, [])
    assert none.err.endswith("\n另有 2 个问题不在这些路径内\n")


@pytest.mark.parametrize("path", ["a" * 5000 + ".yaml", "loop.yaml"])
def test_a_path_no_disk_can_follow_is_one_line(demo: Path, run_collab: RunCollab, path: str) -> None:
    (demo / "loop.yaml").symlink_to("loop.yaml")
    result = run_collab("check", path, cwd=demo)
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines()[-1].startswith(f"collab: error: {path} is no file or folder of the workspace;")
