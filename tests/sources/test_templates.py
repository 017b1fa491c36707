from pathlib import Path

import pytest

from collab_cli.errors import CollabError, ExitCode
from collab_cli.sources import templates


def test_checkout_has_its_templates_at_the_top() -> None:
    assert templates.templates_dir() == Path(__file__).parents[2] / "templates"


def test_installed_package_has_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "collab_cli/sources").mkdir(parents=True)
    (tmp_path / "collab_cli/templates").mkdir()
    (tmp_path / "templates").mkdir()
    monkeypatch.setattr(templates, "__file__", str(tmp_path / "collab_cli/sources/templates.py"))
    assert templates.templates_dir() == tmp_path / "collab_cli/templates"


def test_missing_templates_are_our_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templates, "__file__", str(tmp_path / "collab_cli/sources/templates.py"))
    with pytest.raises(CollabError) as caught:
        templates.templates_dir()
    assert caught.value.code is ExitCode.INTERNAL
