from collab_cli.sources.file_list import FileList, Listing
from collab_cli.sources.revision_tree import TreeEntry

ONE, TWO = "1" * 40, "2" * 40
LISTING = (
    f"100644 blob {ONE}\tgoals/2025/grow.yaml\x00120000 blob {ONE}\tgoals/link.yaml\x00"
    f"100644 blob {ONE}\tpeople.yaml\x00100644 blob {ONE}\tx\tgoals/grow.yaml\x00"
).encode()


def test_a_listing_with_what_differs_on_one_side() -> None:
    listing = Listing(LISTING + b"100755 blob " + ONE.encode() + b"\tgoals/\xff.yaml\x00")
    same = FileList(listing, {})
    assert [entry.path for entry in same] == [
        "goals/2025/grow.yaml",
        "goals/link.yaml",
        "people.yaml",
        "x\tgoals/grow.yaml",
        "goals/\udcff.yaml",
    ]
    assert same.entry("people.yaml") == TreeEntry("100644", ONE, "people.yaml")
    assert same.entry("goals/grow.yaml") is None
    assert same.named("grow.yaml") == ["goals/2025/grow.yaml", "x\tgoals/grow.yaml"]
    assert same.named("people.yaml") == []
    assert [entry.path for entry in same.below("goals")] == [
        "goals/2025/grow.yaml",
        "goals/link.yaml",
        "goals/\udcff.yaml",
    ]
    assert same.links() == ["goals/link.yaml"]
    new = TreeEntry("120000", TWO, "goals/new/grow.yaml")
    other = FileList(listing, {"goals/2025/grow.yaml": None, "goals/link.yaml": None, new.path: new})
    assert other.entry("goals/2025/grow.yaml") is None
    assert other.entry(new.path) == new
    assert other.named("grow.yaml") == ["x\tgoals/grow.yaml", new.path]
    assert [entry.path for entry in other.below("goals")] == ["goals/\udcff.yaml", new.path]
    assert other.links() == [new.path]


def test_the_index_is_listed_in_another_form() -> None:
    listed = FileList(Listing(f"100644 {ONE} 0\tgoals/a.yaml\x00".encode()), {})
    assert listed.entry("goals/a.yaml") == TreeEntry("100644", ONE, "goals/a.yaml")
    assert listed.links() == []
