"""The corpus is the same every time, and `collab check` finds in it what was planted and no fault of form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.corpus import write_corpus
from benchmarks.plan import LEAST, MOST
from tests.conftest import RunCollab

RECORDS = 60


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the content of all files outside the repository, by path."""
    found = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_same_seed_gives_the_same_bytes_and_another_seed_does_not(tmp_path: Path) -> None:
    first = write_corpus(tmp_path / "first", RECORDS, 1)
    again = write_corpus(tmp_path / "again", RECORDS, 1)
    other = write_corpus(tmp_path / "other", RECORDS, 2)
    assert files_of(tmp_path / "first") == files_of(tmp_path / "again")
    assert first.commit == again.commit
    assert first.commit != other.commit


@pytest.mark.parametrize(("records", "seed"), [(RECORDS, 1), (RECORDS, 7), (600, 3)])
def test_check_finds_exactly_what_was_planted(tmp_path: Path, run_collab: RunCollab, records: int, seed: int) -> None:
    corpus = write_corpus(tmp_path / "corpus", records, seed)
    planted = json.loads((tmp_path / "corpus" / "planted.json").read_text("utf-8"))
    result = run_collab("check", "--json", cwd=corpus.workspace)
    assert result.code == 1, result.err
    answer = json.loads(result.out)
    findings: list[dict[str, Any]] = answer["findings"]
    assert [finding for finding in findings if finding["code"].startswith("S")] == []
    overlaps = [parts_of(finding["records"], "charter") for finding in findings if finding["code"] == "R313"]
    assert sorted(overlaps) == sorted(sorted(rows) for rows in planted["overlaps"]["R313"]["rows"])
    gaps = [parts_of(finding["records"], "activity") for finding in findings if finding["code"] == "R315"]
    assert sorted(gaps) == [[activity] for activity in planted["gaps"]["R315"]["activities"]]
    assert len(overlaps) == planted["overlaps"]["R313"]["count"]
    assert len(gaps) == planted["gaps"]["R315"]["count"]


def test_a_corpus_has_as_many_records_as_asked_for(tmp_path: Path, run_collab: RunCollab) -> None:
    corpus = write_corpus(tmp_path / "corpus", RECORDS, 1)
    answer = json.loads(run_collab("check", "--json", cwd=corpus.workspace).out)
    assert answer["records"] == RECORDS


@pytest.mark.parametrize("records", [LEAST - 1, MOST + 1])
def test_a_number_of_records_out_of_range_is_refused(tmp_path: Path, records: int) -> None:
    with pytest.raises(ValueError, match="records must be from"):
        write_corpus(tmp_path / "corpus", records, 1)
    assert not (tmp_path / "corpus").exists()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("mine")
    with pytest.raises(FileExistsError):
        write_corpus(tmp_path, RECORDS, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


def parts_of(records: list[str], kind: str) -> list[str]:
    """Return the ids of the records of a kind, sorted."""
    return sorted(record.removeprefix(f"{kind}:") for record in records if record.startswith(f"{kind}:"))
