"""The laws of a merge over hundreds of generated ones: nothing lost, true conflicts marked, comments kept."""

from __future__ import annotations

import pytest

from collab_cli.documents.conflict_text import Marks
from collab_cli.edits.merging.merge_file import merge_file
from tests.edits.merging.generated_merges import merge_case
from tests.edits.merging.merge_faults import faults_of

MERGES = 300
_BATCH = 50


@pytest.mark.no_cover
@pytest.mark.parametrize("start", range(0, MERGES, _BATCH))
def test_generated_merges(start: int) -> None:
    faults = []
    for number in range(start, start + _BATCH):
        case = merge_case(number)
        result = merge_file(case.path, case.base, case.ours, case.theirs, case.wanted, Marks("ours", "theirs"))
        faults += [f"{number}: {fault}" for fault in faults_of(case, result.data, result.conflicts)]
    assert faults == []


def test_the_merges_are_of_every_sort() -> None:
    cases = [merge_case(number) for number in range(MERGES)]
    clean = [case for case in cases if not case.conflicts]
    assert len(clean) > MERGES // 2
    assert len(cases) - len(clean) > MERGES // 4
    assert sum(b"\r\n" in case.base for case in cases) > MERGES // 10
    assert sum("" in sides for case in cases for sides in case.conflicts) > MERGES // 20
    assert sum(bool(case.comments) for case in cases) > MERGES // 2


@pytest.mark.no_cover
def test_merging_with_what_did_not_change_gives_the_other_side_byte_for_byte() -> None:
    for number in range(0, MERGES, 10):
        case = merge_case(number)
        marks = Marks("ours", "theirs")
        assert merge_file(case.path, case.base, case.ours, case.base, case.wanted, marks) == (case.ours, 0)
        assert merge_file(case.path, case.base, case.base, case.theirs, case.wanted, marks) == (case.theirs, 0)
        assert merge_file(case.path, case.base, case.ours, case.ours, case.wanted, marks) == (case.ours, 0)
