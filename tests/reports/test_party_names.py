"""Names of parties, told apart where two are called alike."""

from __future__ import annotations

from collab_cli.i18n import language
from collab_cli.reports.party_names import party_names, unlike
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of

TWINS = {
    "departments.yaml": "- {id: quality, name: {zh: 质量部, en: Quality}}\n- {id: law, name: Law}\n",
    "people.yaml": "- {id: li-one, name: 李娜}\n- {id: li-two, name: 李娜}\n",
    "roles.yaml": "- {id: quality, name: {zh: 质量员, en: ' quality '}}\n",
}


def test_names_and_ids(make_workspace: MakeWorkspace) -> None:
    parties = ("quality", "law", "person:li-one", "person:li-two", "role:quality", "person:nobody")
    names = party_names(world_of(make_workspace(TWINS)), parties)
    assert [language("zh").show(name) for name in names] == [
        *("质量部 (quality)", "Law", "李娜 (person:li-one)", "李娜 (person:li-two)", "质量员 (role:quality)", "nobody"),
    ]
    assert language("en").show(names[0]) == "Quality (quality)"


def test_names_alone_stay_as_they_are() -> None:
    assert unlike([("Law", "law"), ("Sales", "sales")]) == ("Law", "Sales")
    assert unlike([]) == ()
