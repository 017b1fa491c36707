"""The rule a waiver is for, as a person names it."""

from __future__ import annotations

from collab_cli.cli.context import Context


def waived_rule(context: Context, text: str) -> str:
    """Return the code of the rule named by its code or its name; raise CollabError where there is none."""
    from collab_cli.rules.names import rule_names

    word = text.strip()
    for code, slug in rule_names(context.cache_home):
        if word.upper() == code or word.lower() == slug:
            return code
    from collab_cli.rules.catalogue import unknown_rule

    raise unknown_rule(word)
