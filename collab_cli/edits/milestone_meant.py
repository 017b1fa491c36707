"""The milestone of a key result a person means: by its title, or its number from 1."""

from __future__ import annotations

from collab_cli.errors import CollabError
from collab_cli.messages import Titled, forms_of, msg
from collab_cli.model.goal import KeyResult


def milestone_meant(key_result: KeyResult, titled: Titled, text: str) -> int:
    """Return the place of the milestone ``text`` means; raise CollabError, naming them, for a text that means none."""
    word = text.strip().casefold()
    titles = [[form.casefold() for form in forms_of(each.title)] for each in key_result.milestones]
    found = [at for at, forms in enumerate(titles) if word in forms]
    if not found and word.isascii() and word.isdigit() and len(word) <= 4 and 1 <= int(word) <= len(titles):
        return int(word) - 1
    if not found and word:
        found = [at for at, forms in enumerate(titles) if any(form.startswith(word) for form in forms)]
    if len(found) != 1:
        named = tuple(
            msg("{number} {title}", number=at + 1, title=each.title) for at, each in enumerate(key_result.milestones)
        )
        raise CollabError(
            msg("{key_result} has no single milestone {text}", key_result=titled, text=text.strip() or "''"),
            msg("name the one that was reached: {milestones}", milestones=named),
        )
    return found[0]
