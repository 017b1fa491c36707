from __future__ import annotations

import pytest

from collab_cli.edits.init_workspace import blank_files, demo_commits
from collab_cli.i18n import LanguageCode


@pytest.mark.parametrize("language", ["zh", "en"])
def test_blank_files(language: LanguageCode) -> None:
    files = blank_files(language, "Brook & Sons: hardware", 2031)
    assert sorted(files) == ["collab.yaml", "departments.yaml", "people.yaml"]
    settings = files["collab.yaml"].decode()
    assert '  name: "Brook & Sons: hardware"\n' in settings
    assert f"locale: {language}\n" in settings
    assert "  profile: starter\n" in settings
    assert '  - {id: "2031", start: 2031-01-01, end: 2031-12-31}\n' in settings


def test_the_demo_differs_between_languages_in_one_line() -> None:
    for zh, en in zip(demo_commits("zh"), demo_commits("en"), strict=True):
        assert zh.when == en.when
        assert zh.files.keys() == en.files.keys()
        assert {path for path in zh.files if zh.files[path] != en.files[path]} == {"collab.yaml"}
        before, after = zh.files["collab.yaml"].decode(), en.files["collab.yaml"].decode()
        assert before.replace("locale: zh", "locale: en") == after != before


def test_the_first_commit_holds_what_the_handbook_prints() -> None:
    red, green = (commit.files for commit in demo_commits("zh"))
    assert len(red) == 18
    assert {path for path in red if red[path] != green[path]} == {
        "charters/marketing.yaml",
        "charters/production.yaml",
        "charters/sales.yaml",
    }
    assert set(green) > set(red)
    assert not any(path.startswith("restricted/") for path in green)
