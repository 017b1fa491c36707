from __future__ import annotations

from collab_cli.cli.command_table import COMMANDS
from collab_cli.cli.overview import EXIT_CODES, overview
from collab_cli.errors import ExitCode
from collab_cli.i18n import language
from collab_cli.renderers.columns import text_width


def test_exit_codes_are_these_and_all_explained() -> None:
    assert {code.name: int(code) for code in ExitCode} == {
        "OK": 0,
        "FINDINGS": 1,
        "REFUSED": 2,
        "INTERNAL": 3,
        "INTERRUPTED": 130,
    }
    assert set(EXIT_CODES) == set(ExitCode)


def test_the_overview_fits_in_both_languages() -> None:
    for code in ("zh", "en"):
        spoken = language("zh" if code == "zh" else "en")
        for width in (80, 100):
            page = overview(COMMANDS, spoken, width)
            assert all(text_width(line) <= width for line in page.splitlines())
            for entry in COMMANDS.values():
                assert f"\n  {entry.name} " in page
                assert spoken.say(entry.help) in page
