from __future__ import annotations

from collab_cli.renderers.patch_text import shown_patch

PATCH = "--- a/x.yaml\n+++ b/x.yaml\n@@ -1,2 +1,2 @@\n a: 1\n-b: \u202e2\n+b: 3\n\\ No newline at end of file\n"


def test_hidden_characters_are_shown() -> None:
    assert shown_patch(PATCH, color=False) == PATCH.replace("\u202e", "\\u202e")


def test_what_changes_has_its_colour() -> None:
    assert shown_patch(PATCH, color=True).split("\n") == [
        "\x1b[1m--- a/x.yaml\x1b[0m",
        "\x1b[1m+++ b/x.yaml\x1b[0m",
        "\x1b[36m@@ -1,2 +1,2 @@\x1b[0m",
        " a: 1",
        "\x1b[1;31m-b: \\u202e2\x1b[0m",
        "\x1b[32m+b: 3\x1b[0m",
        "\x1b[90m\\ No newline at end of file\x1b[0m",
        "",
    ]
