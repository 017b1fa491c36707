"""The file of the results."""

from __future__ import annotations

from pathlib import Path

from benchmarks.results_file import write_section


def test_a_section_is_replaced_where_it_stands_and_the_others_stay(tmp_path: Path) -> None:
    path = tmp_path / "results.md"
    write_section("One", "a\n\n| b |\n", path)
    write_section("Two", "c", path)
    assert path.read_text("utf-8") == "# Results\n\n## One\n\na\n\n| b |\n\n## Two\n\nc\n"
    write_section("One", "d\n\n### e", path)
    assert path.read_text("utf-8") == "# Results\n\n## One\n\nd\n\n### e\n\n## Two\n\nc\n"
