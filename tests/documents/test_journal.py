from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from collab_cli.documents.durable import TEMPORARY
from collab_cli.documents.journal import KEPT, Change, Entry, Journal, Said, UnreadableEntry, said
from collab_cli.messages import msgn

WHEN = datetime(2025, 6, 30, 12, tzinfo=UTC)
CHANGES = (Change("a.yaml", b"a: 1\n", b"\xff\x00", 0o640), Change("新.yaml", None, b"", None), Change("c", b"", None))
ENTRY = Entry(0, WHEN, Said("改了", "changed"), CHANGES, ("goals", "goals/2025"))


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "store" / "journal")


def test_an_entry_is_read_as_it_was_written(journal: Journal) -> None:
    begun = journal.begin(ENTRY)

    assert begun == replace(ENTRY, number=1)
    assert journal.read(1, "pending") == begun
    assert (journal.numbers("pending"), journal.numbers("done")) == ([1], [])
    assert not journal.is_finished(begun)
    assert journal.path(1, "pending").stat().st_mode & 0o777 == 0o600

    journal.finish(begun)
    assert journal.read(1) == begun
    assert (journal.numbers("pending"), journal.numbers("done")) == ([], [1])
    assert journal.is_finished(begun)


def test_one_that_undo_shall_not_take_back_is_forgotten(journal: Journal) -> None:
    begun = journal.begin(replace(ENTRY, is_kept=False))
    journal.finish(begun)
    assert list(journal.folder.iterdir()) == []
    assert journal.is_finished(begun)


def test_taking_back_forgets_both_entries(journal: Journal) -> None:
    first = journal.begin(ENTRY)
    journal.finish(first)
    back = journal.begin(replace(ENTRY, takes_back=1))
    assert not journal.is_finished(back)
    journal.finish(back)
    assert journal.is_finished(back)
    assert list(journal.folder.iterdir()) == []


def test_a_dropped_or_left_entry_is_not_pending(journal: Journal) -> None:
    journal.drop(journal.begin(ENTRY))
    left = journal.leave(journal.begin(ENTRY).number)
    assert left.exists()
    assert (journal.numbers("pending"), journal.numbers("left")) == ([], [1])
    assert journal.begin(ENTRY).number == 2


def test_the_last_ones_are_kept(journal: Journal) -> None:
    for _ in range(KEPT + 3):
        journal.finish(journal.begin(ENTRY))
    assert journal.numbers("done") == list(range(4, KEPT + 4))


def test_what_a_killed_process_left_is_swept(journal: Journal) -> None:
    journal.folder.mkdir(parents=True)
    (journal.folder / f"{TEMPORARY}1").write_bytes(b"half")
    (journal.folder / "notes.txt").write_bytes(b"not ours")
    journal.begin(ENTRY)
    assert sorted(path.name for path in journal.folder.iterdir()) == ["00000001.pending.json", "notes.txt"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{",
        b"\xff",
        b'{"schema": "other/v1"}',
        b'{"schema": "collab/journal-entry/v1"}',
        b'{"schema": "collab/journal-entry/v1", "when": "2025-06-30T12:00:00", "sentence": {"zh": "", "en": ""}, '
        b'"kept": true, "takes_back": null, "folders": [], "files": []}',
        b'{"schema": "collab/journal-entry/v1", "when": "2025-06-30T12:00:00+00:00", "sentence": {"zh": "", "en": ""}, '
        b'"kept": true, "takes_back": null, "folders": [], '
        b'"files": [{"path": "a", "before": "?", "after": null, "mode": null}]}',
    ],
)
def test_what_is_no_entry_is_refused(journal: Journal, data: bytes) -> None:
    journal.folder.mkdir(parents=True)
    journal.path(1, "done").write_bytes(data)
    with pytest.raises(UnreadableEntry):
        journal.read(1)


def test_a_sentence_is_said_in_both_languages() -> None:
    assert said(msgn("{count} finding", "{count} findings", 2)) == Said("共 2 个问题", "2 findings")
