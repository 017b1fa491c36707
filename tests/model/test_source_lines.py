from __future__ import annotations

from collab_cli.findings import Finding, Place, Related, Severity
from collab_cli.messages import msg
from collab_cli.model.load_workspace import load_workspace, wanted_top
from collab_cli.model.source_lines import source_lines
from collab_cli.sources.snapshot import working_tree
from tests.conftest import MakeWorkspace


def finding(place: Place, *related: Place, records: tuple[str, ...] = ()) -> Finding:
    return Finding("X", "x", Severity.INFO, place, msg("m"), None, records, tuple(Related(one) for one in related))


def test_lines_of_every_place(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(
        {
            "goals/a.yaml": 'title: A\r\nlevel: company\r\nperiod: "2025"\r\n',
            "goals/broken.yaml": b"\xef\xbb\xbftitle: [\nx: \xff\n",
        }
    )
    workspace = load_workspace(working_tree(root, wanted=wanted_top))
    found = [
        finding(Place("goals/a.yaml", 2, 1), Place("goals/broken.yaml", 1, 8)),
        finding(Place("goals/broken.yaml", 2, 4)),
        finding(Place("goals/a.yaml", 99, 1)),
        finding(Place("goals/gone.yaml", 1, 1)),
    ]
    assert source_lines(workspace, found) == {
        ("goals/a.yaml", 2): "level: company",
        ("goals/broken.yaml", 1): "title: [",
        ("goals/broken.yaml", 2): "x: �",
    }


def test_what_stands_nowhere_has_no_line(make_workspace: MakeWorkspace) -> None:
    workspace = load_workspace(working_tree(make_workspace(), wanted=wanted_top))
    assert source_lines(workspace, [finding(Place("collab.yaml"), records=("activity:x",))]) == {}
    assert source_lines(workspace, [finding(Place("collab.yaml"))]) == {("collab.yaml", 1): "schema: 1"}
