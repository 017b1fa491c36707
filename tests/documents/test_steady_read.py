from __future__ import annotations

from pathlib import Path

import pytest
from filelock import FileLock

from collab_cli.documents.journal import Change, Entry, Journal, Said
from collab_cli.documents.steady_read import Calm, steady_read
from collab_cli.documents.store import Store
from tests.documents.test_save import WHEN

ENTRY = Entry(0, WHEN, Said("做了", "did it"), (Change("a.yaml", b"1", b"2"),))


class Reading:
    """Reads that do something meanwhile; each returns which one it was."""

    def __init__(self, folder: Path, *happenings: str) -> None:
        self.store = Store(folder)
        self.journal = Journal(self.store.journal)
        self.happenings = list(happenings)
        self.count = 0
        self.lock = FileLock(self.store.lock_file)

    def __call__(self) -> int:
        self.count += 1
        happening = self.happenings.pop(0) if self.happenings else ""
        if happening == "whole write":
            self.journal.finish(self.journal.begin(ENTRY))
        elif happening == "death":
            self.journal.begin(ENTRY)
        elif happening == "begun":
            self.lock.acquire()
            self.journal.begin(ENTRY)
        return self.count

    def result(self, patience: float = 0.05) -> tuple[int, Calm]:
        return steady_read(self.store, self, patience)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "store").mkdir()
    return tmp_path / "store"


def test_in_peace_it_reads_once(folder: Path) -> None:
    assert Reading(folder).result() == (1, "calm")
    assert Reading(folder / "nowhere").result() == (1, "calm")


def test_a_whole_write_meanwhile_makes_it_read_again(folder: Path) -> None:
    assert Reading(folder, "whole write").result() == (2, "calm")
    assert Reading(folder, *["whole write"] * 9).result() == (5, "busy")


def test_what_a_dead_writer_left_is_told(folder: Path) -> None:
    assert Reading(folder, "death").result() == (1, "broken-off")
    assert not (folder / "lock").exists()  # who reads writes nothing


def test_a_living_writer_is_waited_for_no_longer_than_wanted(folder: Path) -> None:
    reading = Reading(folder, "begun")
    assert reading.result() == (1, "busy")
    reading.lock.release()


def test_once_a_writer_has_ended_it_reads_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = Reading(folder, "begun")

    def end(seconds: float) -> None:
        reading.journal.finish(reading.journal.read(1, "pending"))
        reading.lock.release()

    monkeypatch.setattr("time.sleep", end)
    assert reading.result(60) == (2, "calm")
