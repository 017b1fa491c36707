from pathlib import Path

import pytest

from collab_cli.errors import CollabError, ExitCode
from collab_cli.i18n import language
from collab_cli.sources.workspace_root import find_root


def test_nearest_folder_upwards_with_collab_yaml(tmp_path: Path) -> None:
    (tmp_path / "collab.yaml").write_text("schema: 1\n")
    (tmp_path / "a/b").mkdir(parents=True)
    assert find_root(tmp_path) == tmp_path
    assert find_root(tmp_path / "a/b") == tmp_path
    (tmp_path / "a/collab.yaml").write_text("schema: 1\n")
    assert find_root(tmp_path / "a/b") == tmp_path / "a"


def test_explicit_folder_is_where_the_search_starts(tmp_path: Path) -> None:
    (tmp_path / "company/goals").mkdir(parents=True)
    (tmp_path / "company/collab.yaml").write_text("schema: 1\n")
    assert find_root(tmp_path, explicit=Path("company")) == tmp_path / "company"
    assert find_root(tmp_path, explicit=Path("company/goals/../goals")) == tmp_path / "company"
    assert find_root(Path("/"), explicit=tmp_path / "company") == tmp_path / "company"


def test_no_workspace_names_init(tmp_path: Path) -> None:
    with pytest.raises(CollabError) as caught:
        find_root(tmp_path)
    assert caught.value.code is ExitCode.REFUSED
    assert caught.value.hint is not None
    english = language("en")
    assert english.say(caught.value.message) == f"there is no collab.yaml in {tmp_path} or in a folder above it"
    assert english.say(caught.value.hint) == "go to a workspace, name one with -C, or make one with `collab init`"


@pytest.mark.parametrize("name", ["missing", "file", "bad\0name"])
def test_explicit_folder_must_be_one(tmp_path: Path, name: str) -> None:
    (tmp_path / "collab.yaml").write_text("schema: 1\n")
    (tmp_path / "file").write_text("")
    with pytest.raises(CollabError, match="is no folder"):
        find_root(tmp_path, explicit=Path(name))


def test_a_dangling_link_named_collab_yaml_still_marks_the_root(tmp_path: Path) -> None:
    (tmp_path / "collab.yaml").symlink_to("nowhere")
    assert find_root(tmp_path) == tmp_path
