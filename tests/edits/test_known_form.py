"""The copy of a form as it was made or last saved."""

from __future__ import annotations

from pathlib import Path

from collab_cli.edits.known_form import KnownForm


def test_a_form_is_known_as_it_was_when_it_was_kept(tmp_path: Path) -> None:
    form = tmp_path / "weekly.MD"
    form.write_text("one", encoding="utf-8")
    known = KnownForm(tmp_path / "state", form)
    assert (known.exists, known.path.suffix) == (False, ".md")
    known.keep()
    form.write_text("two", encoding="utf-8")
    again = KnownForm(tmp_path / "state", tmp_path / "." / "weekly.MD")
    assert (again.exists, again.path.read_text(encoding="utf-8")) == (True, "one")
    again.keep()
    assert known.path.read_text(encoding="utf-8") == "two"
    assert [one.name for one in known.path.parent.iterdir()] == [known.path.name]


def test_a_form_that_cannot_be_kept_is_not_known(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("", encoding="utf-8")
    form = tmp_path / "weekly.md"
    form.write_text("one", encoding="utf-8")
    known = KnownForm(tmp_path / "state", form)
    known.keep()
    assert not known.exists
