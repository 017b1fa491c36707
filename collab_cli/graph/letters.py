"""The letters of a responsibility cell: which ones a framework knows, and how a cell is read."""

from __future__ import annotations

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


def known_letters(cell: str, allowed: str) -> str:
    """Return the letters of a cell that the framework knows, as written; a repeated one stays repeated."""
    return "".join(letter for letter in cell if letter in allowed)


def unknown_letters(cell: str, allowed: str) -> str:
    """Return what a cell holds besides letters of the framework, each once, in order of appearance."""
    return "".join(dict.fromkeys(letter for letter in cell if letter not in allowed))
