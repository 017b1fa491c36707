from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.documents import reader
from collab_cli.documents.reader import Reading, read_document
from collab_cli.model import title_index
from collab_cli.model.kinds import all_kinds
from collab_cli.model.load_workspace import load_workspace
from collab_cli.model.title_index import KEPT, PERIOD, Indexed, indexed
from collab_cli.sources.snapshot import working_tree
from tests.conftest import MakeWorkspace
from tests.small_company import small_company

GOAL = "title: {zh: 提高销售额, en: Increase revenue}\naliases: [growth, [no], 3]\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list the paths of files read are added to."""
    paths: list[str] = []

    def noted(path: str, data: bytes) -> Reading:
        paths.append(path)
        return read_document(path, data)

    monkeypatch.setattr(reader, "read_document", noted)
    return paths


def test_every_kind_is_known_as_it_is() -> None:
    assert {kind.name: (kind.folder, kind.part_fields, kind.title_field) for kind in all_kinds()} == dict(KEPT)


def test_titles_are_those_of_the_loaded_workspace(make_workspace: MakeWorkspace, home: Path) -> None:
    root = make_workspace(small_company())
    workspace = load_workspace(working_tree(root))
    for kind in all_kinds():
        found = indexed(root, kind.name, home)
        assert [record.id for record in found] == list(workspace.records.get(kind.name, {})), kind.name
        for record in found:
            name = workspace.records[kind.name][record.id].name
            wanted = (name, name) if isinstance(name, str) else (name.zh or name.en, name.en or name.zh)
            assert (record.title("zh") or record.id, record.title("en") or record.id) == wanted


def test_what_a_record_is_called(make_workspace: MakeWorkspace, home: Path) -> None:
    root = make_workspace(
        {
            "goals/2025/a.yaml": GOAL + "key_results: [{id: kr1, title: 销售额}, {title: no id}, text]\n",
            "goals.yaml": "- {id: b, title: Plain}\n- {id: [c]}\n- text\n- {id: d}\n",
            "restricted/goals/secret.yaml": "title: Secret\n",
            "_old/goals/e.yaml": "title: Old\n",
        }
    )
    assert indexed(root, "goal", home) == (
        Indexed("b", "Plain", ""),
        Indexed("d", "", ""),
        Indexed("a", "提高销售额", "Increase revenue", ("growth", "3"), (("kr1", "销售额", "", (), ()),)),
    )
    assert indexed(root, "goal", home)[2].words == ("提高销售额", "Increase revenue", "growth", "3")
    assert indexed(root, "goal", home)[2].known_parts == (Indexed("kr1", "销售额", ""),)
    assert indexed(root, "nothing", home) == ()


def test_a_person_is_called_by_name_and_a_part_by_its_text(make_workspace: MakeWorkspace, home: Path) -> None:
    root = make_workspace(
        {
            "people.yaml": "- {id: li-na, name: 李娜, title: 总经理}\n",
            "meetings/m.yaml": "title: Weekly\ndecisions: [{id: dec1, text: Go ahead}]\n",
        }
    )
    assert indexed(root, "person", home) == (Indexed("li-na", "李娜", ""),)
    assert indexed(root, "meeting", home)[0].known_parts == (Indexed("dec1", "Go ahead", ""),)


def test_periods(make_workspace: MakeWorkspace, home: Path) -> None:
    root = make_workspace()
    assert indexed(root, PERIOD, home) == (Indexed("2025", "2025-01-01 - 2025-12-31", ""),)
    (root / "collab.yaml").write_text("periods: 3\n")
    assert indexed(root, PERIOD, home) == ()


def test_only_a_changed_file_is_read_again(make_workspace: MakeWorkspace, home: Path, read: list[str]) -> None:
    root = make_workspace({f"goals/{name}.yaml": f"title: {name.upper()}\n" for name in "abc"} | {"cases/x.yaml": ""})
    indexed(root, "goal", home)
    assert read == ["goals/a.yaml", "goals/b.yaml", "goals/c.yaml"]
    before = {path: path.stat().st_mtime_ns for path in home.iterdir()}
    read.clear()
    indexed(root, "goal", home)
    assert read == []
    assert {path: path.stat().st_mtime_ns for path in home.iterdir()} == before
    (root / "goals/b.yaml").write_text("title: Changed\n")
    (root / "goals/c.yaml").unlink()
    (root / "goals/d.yaml").write_text("title: New\n")
    found = indexed(root, "goal", home)
    assert read == ["goals/b.yaml", "goals/d.yaml"]
    assert [(record.id, record.zh) for record in found] == [("a", "A"), ("b", "Changed"), ("d", "New")]


def test_two_workspaces_do_not_mix(make_workspace: MakeWorkspace, home: Path) -> None:
    one, other = (make_workspace({"goals/a.yaml": f"title: {title}\n"}) for title in ("One", "Other"))
    for _ in range(2):
        assert [indexed(root, "goal", home)[0].zh for root in (one, other)] == ["One", "Other"]


def test_a_file_being_written_keeps_its_titles(make_workspace: MakeWorkspace, home: Path) -> None:
    root = make_workspace({"people.yaml": "- {id: li-na, name: 李娜}\n", "goals/a.yaml": "title: A\n"})
    indexed(root, "person", home)
    (root / "people.yaml").write_text("- {id: li-na, name: [\n")
    assert indexed(root, "person", home) == (Indexed("li-na", "李娜", ""),)
    (root / "goals/new.yaml").write_text("title: [\n")
    assert [(record.id, record.zh) for record in indexed(root, "goal", home)] == [("a", "A"), ("new", "")]


def test_a_file_gone_while_it_is_read_has_no_title(
    make_workspace: MakeWorkspace, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_workspace({"goals/a.yaml": "title: A\n"})
    taken = working_tree(root)
    (root / "goals/a.yaml").unlink()
    monkeypatch.setattr(title_index, "working_tree", lambda root, wanted: taken)
    assert indexed(root, "goal", home) == (Indexed("a", "", ""),)


def test_a_damaged_index_is_made_anew(make_workspace: MakeWorkspace, home: Path, read: list[str]) -> None:
    root = make_workspace({"goals/a.yaml": "title: A\n"})
    indexed(root, "goal", home)
    (kept,) = home.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-3])
    assert indexed(root, "goal", home) == (Indexed("a", "A", ""),)
    assert kept.read_bytes() == whole
    assert read == ["goals/a.yaml"] * 2
