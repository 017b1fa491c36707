"""The letters of a responsibility cell: which ones a framework knows, and how a cell is read."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from collab_cli.messages import Param, msg
from collab_cli.model.settings import Settings

LETTER_ORDER = "ARDSCI"
"""All letters of all frameworks, from the most to the least involved."""

LETTER_NAMES = {
    "A": msg("accountable"),
    "R": msg("responsible"),
    "D": msg("drives it"),
    "S": msg("supports"),
    "C": msg("consulted"),
    "I": msg("informed"),
}
"""What the letters stand for; `raci.labels` of collab.yaml may say it otherwise."""

_FRAMEWORKS = {"raci": "ARCI", "rasci": "ARSCI", "daci": "ADCI"}


def allowed_letters(settings: Settings) -> str:
    """Return the letters the workspace's framework knows, from the most to the least involved."""
    return _FRAMEWORKS[settings.raci.framework]


def letter_names(settings: Settings, cell: str) -> tuple[Param, ...]:
    """Return the words for the letters of a cell: those of the workspace, else the usual ones."""
    own: dict[str, Param] = {str(letter): name for letter, name in settings.raci.labels.items()}
    names: dict[str, Param] = {**LETTER_NAMES, **own}
    return tuple(names.get(letter, letter) for letter in cell)


def responsible_letter(settings: Settings) -> str:
    """Return the letter of those who do the work: `R`, in the framework daci `D`."""
    return "D" if settings.raci.framework == "daci" else "R"


@cache
def known_letters(cell: str, allowed: str) -> str:
    """Return the letters of a cell that the framework knows, as written; a repeated one stays repeated."""
    return "".join(letter for letter in cell if letter in allowed)


_WORDS = {
    "accountable": "A",
    "responsible": "R",
    "drives it": "D",
    "driver": "D",
    "supports": "S",
    "support": "S",
    "consulted": "C",
    "informed": "I",
    "主责": "A",
    "执行": "R",
    "协办": "S",
    "会商": "C",
    "知会": "I",
}
"""Words people write where a letter belongs."""

_MEANT = re.compile("|".join([*_WORDS, "[A-Za-z]"]), re.IGNORECASE)
_BETWEEN = re.compile(r"[\s/\\,;.|+&_、和与-]*")


@cache
def meant_letters(cell: str, allowed: str) -> str | None:
    """Return the letters a cell was probably meant to hold, or None where that cannot be told.

    Full-width and small letters (`ａ`), separators (`A/R`) and the words for the letters (`主责`) are understood;
    what is returned may stand in a cell as it is.
    """
    plain = unicodedata.normalize("NFKC", cell)
    if _BETWEEN.fullmatch(_MEANT.sub("", plain)) is None:
        return None
    responsible = "D" if "D" in allowed else "R"
    found = [_WORDS.get(word.lower(), word.upper()) for word in _MEANT.findall(plain)]
    if "执行" in plain:
        found = [responsible if letter == "R" else letter for letter in found]
    letters = "".join(sorted(found, key=lambda letter: (LETTER_ORDER.find(letter), letter)))
    is_valid = len(letters) == 1 and letters in allowed
    return letters if is_valid or letters == "A" + responsible else None


def unknown_letters(cell: str, allowed: str) -> str:
    """Return what a cell holds besides letters of the framework, each once, in order of appearance."""
    return "".join(dict.fromkeys(letter for letter in cell if letter not in allowed))
