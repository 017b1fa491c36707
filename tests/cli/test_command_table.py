from __future__ import annotations

from itertools import pairwise

from collab_cli.cli.command_frame import Noun, load_command
from collab_cli.cli.command_table import COMMANDS, Entry
from collab_cli.i18n import language
from collab_cli.model.kinds import all_kinds
from collab_cli.renderers.columns import text_width
from tests.conftest import RunCollab

IN_80_COLUMNS = 80 - len("  recognition  ")


def test_every_kind_is_a_noun() -> None:
    nouns = {entry.name for entry in COMMANDS.values() if entry.noun}
    assert nouns == {*(kind.name for kind in all_kinds()), "decision", "export", "git", "import", "notify", "report"}


def test_every_line_is_short_and_starts_with_a_verb() -> None:
    verbs = {
        "Find",
        "Give",
        "Explain",
        "Keep",
        "Let",
        "Look",
        "Make",
        "Open",
        "Print",
        "Remove",
        "Rename",
        "Show",
        "Take",
    }
    for entry in COMMANDS.values():
        assert entry.help.text.split()[0] in verbs
        for code in ("en", "zh"):
            line = language("zh" if code == "zh" else "en").say(entry.help)
            assert text_width(line) <= IN_80_COLUMNS, entry.name
            assert not line.endswith((".", "。"))


def test_commands_of_a_panel_stand_together() -> None:
    panels = [entry.panel.text for entry in COMMANDS.values()]
    changes = sum(1 for before, after in pairwise(panels) if before != after)
    assert changes == len(set(panels)) - 1


def test_every_command_has_help_in_both_languages(run_collab: RunCollab) -> None:
    for entry in COMMANDS.values():
        for lang, usage in (("en", "Usage: "), ("zh", "用法：")):
            result = run_collab(entry.name, "--help", "--lang", lang)
            assert (result.code, result.err) == (0, "")
            assert result.out.startswith(f"{usage}collab {entry.name}")
            assert all(text_width(line) <= 80 for line in result.out.splitlines()), entry.name


def test_the_help_of_a_noun_has_three_examples() -> None:
    for entry in COMMANDS.values():
        if entry.noun:
            noun = load_command(entry)
            assert isinstance(noun, Noun)
            assert len(noun.declared.examples) == 3, entry.name


def test_an_entry_is_found_by_its_name() -> None:
    assert all(isinstance(entry, Entry) and entry.name == name for name, entry in COMMANDS.items())
