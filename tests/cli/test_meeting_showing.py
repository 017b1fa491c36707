"""Minutes shown in every format, on a terminal and into files."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from collab_cli.renderers.columns import text_width
from tests.conftest import RunCollab
from tests.rules.worlds import green_demo

ID = "2025-07-07-xdept-weekly"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return green_demo(tmp_path_factory.mktemp("demo"))


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(demo: Path, run_collab: RunCollab, lang: str, width: int) -> None:
    shown = run_collab("meeting", "show", ID, "--lang", lang, "--color", "never", cwd=demo, terminal=True, width=width)
    assert shown.code == 0
    assert max(map(text_width, shown.out.splitlines())) <= width


def test_formats(demo: Path, run_collab: RunCollab) -> None:
    data = json.loads(run_collab("meeting", "show", ID, "--json", cwd=demo).out)
    assert (data["schema"], data["actions"]) == ("collab/meeting/v1", ["2025-07-07-forecast-deadline"])
    page = run_collab("meeting", "show", ID, "--format", "html", "--lang", "zh", cwd=demo).out
    assert "<title>跨部门周例会纪要</title>" in page
    text = run_collab("meeting", "show", ID, "--format", "markdown", "--lang", "zh", cwd=demo).out
    assert text.startswith("# 跨部门周例会纪要\n")
    assert "| 序号 | 事项 | 责任人 | 配合方 | 督办人 | 完成时限 |\n" in text


def test_a_word_document_goes_into_a_file(demo: Path, run_collab: RunCollab, tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    done = run_collab("meeting", "show", ID, "-o", str(tmp_path / "minutes.docx"), "--lang", "zh", cwd=demo)
    assert (done.code, done.out) == (0, "")
    document = docx.Document(io.BytesIO((tmp_path / "minutes.docx").read_bytes()))
    assert document.paragraphs[0].text == "跨部门周例会纪要"
    assert [cell.text for cell in document.tables[-3].rows[0].cells] == [
        *("序号", "事项", "责任人", "配合方", "督办人", "完成时限")
    ]
    refused = run_collab("meeting", "show", ID, "--format", "docx", "--lang", "en", cwd=demo, terminal=True)
    assert refused.code == 2
    assert refused.err.endswith("a Word document cannot be shown on a terminal; write it into a file with -o FILE\n")
    named_text = run_collab("meeting", "show", ID, "--format", "docx", "-o", "a.txt", cwd=demo)
    assert named_text.code == 2
