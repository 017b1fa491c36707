from __future__ import annotations

from collab_cli.documents.nodes import find
from collab_cli.documents.reader import read_document
from tests.conftest import ROOT

DEMO = ROOT / "templates" / "demo"
RED_DIGESTS = {"sales": "e572a59be657", "production": "cca2a233fcf4", "marketing": "380b1d6d6765"}


def first_commit() -> list[str]:
    lines = (DEMO / "red" / "files.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_every_file_of_the_first_commit_exists() -> None:
    listed = first_commit()
    assert len(set(listed)) == len(listed) == 18
    for path in listed:
        assert (DEMO / "red" / path).is_file() or (DEMO / "green" / path).is_file(), path
    red = {path.relative_to(DEMO / "red").as_posix() for path in (DEMO / "red").rglob("*.yaml")}
    assert red == {f"charters/{name}.yaml" for name in RED_DIGESTS}
    assert red < set(listed)


def test_charters_of_the_first_commit_stand_as_printed() -> None:
    for name, digest in RED_DIGESTS.items():
        path = f"charters/{name}.yaml"
        document = read_document(path, (DEMO / "red" / path).read_bytes()).document
        assert document is not None
        assert document.text.startswith("title: ")
        rows = [find(document.root, ("duties", index)) for index in range(3)]
        assert [(row.line, row.column) for row in rows if row] == [(6, 5), (7, 5), (8, 5)]
        assert document.plain["approvals"][0]["digest"] == digest
        assert document.text.count("\n") == 9


def test_the_overlap_stands_where_the_requirements_print_it() -> None:
    lines = {
        name: (DEMO / "red" / "charters" / f"{name}.yaml").read_text(encoding="utf-8").split("\n")
        for name in RED_DIGESTS
    }
    assert lines["marketing"][6].index("raci:") + 1 == 40
    assert lines["sales"][5].index("raci:") + 1 == 40
