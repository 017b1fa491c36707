"""Chinese and English: the only place that picks a language and says a message in it.

English is the language of the source; the Chinese catalogue lies in ``locale/zh_CN``. Names of people's
own records are never translated: of a name in two languages the fitting one is shown, else the other.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Literal

from collab_cli.messages import Bilingual, Clause, Items, Label, Message, Param, Titled, Word

LanguageCode = Literal["zh", "en"]
LOCALE_DIR = Path(__file__).parent / "locale"
_HAN = "[\u3400-\u9fff\uf900-\ufaff]"
_HAN_THEN_LATIN = re.compile(_HAN + r"[A-Za-z0-9(`\"@#$%+\-/_.]")
_LATIN_THEN_HAN = re.compile(r"[A-Za-z0-9)`\"%+\-/_.]" + _HAN)
_HAN_APART = re.compile(f"(?<={_HAN}) (?={_HAN})")


class Language:
    """One output language: says messages, names and lists in it."""

    def __init__(self, code: LanguageCode, catalogues: tuple[gettext.NullTranslations, ...]) -> None:
        self.code: LanguageCode = code
        self._catalogues = catalogues

    def say(self, message: Message) -> str:
        """Return the sentence of ``message`` in this language with its places filled."""
        text = self._plural(message) if message.plural else self.text(message.text)
        if not message.params:
            return text
        said = {key: self.show(value) for key, value in message.params.items()}
        if self.code == "en":
            return text.format_map(said)
        pieces: list[str] = []
        for literal, place, _, _ in Formatter().parse(text):
            pieces += (literal, said[place]) if place is not None else (literal,)
        return spaced(pieces)

    def say_briefly(self, message: Message) -> str:
        """Return the sentence with records named by their titles alone, where room is short."""
        said = self.say(replace(message, params={key: _brief(value) for key, value in message.params.items()}))
        return _HAN_APART.sub("", said)  # the blank before an id that is left out

    def text(self, english: str) -> str:
        """Return the catalogue's wording of a bare English text."""
        for catalogue in self._catalogues:
            found = catalogue.gettext(english)
            if found != english:
                return found
        return english

    def label(self, label: Label) -> str:
        """Return the word of a field: what it means in its kind or part where that differs, else its usual word."""
        keys = [f"{label.text} ({of})" for of in dict.fromkeys((label.of, label.of.rpartition(".")[2]))]
        said = next((found for key in keys if (found := self.text(key)) != key), None) or self.text(label.text)
        if not label.written:
            return said
        return label.written if self.code == "en" or said == label.written else f"{label.written} ({said})"

    def show(self, value: Param) -> str:
        """Return a message parameter as it is read out in this language."""
        if isinstance(value, str):
            return value
        if isinstance(value, Message):
            return self.say(value)
        if isinstance(value, Label):
            return self.label(value)
        if isinstance(value, Word):
            label = self.label(Label(value.text, value.of))
            return value.text if label == value.text else f"{value.text}（{label}）"
        if isinstance(value, Clause):
            return self.text(value.text).rstrip(".。")
        if isinstance(value, Titled):
            return f"{self.show(value.title)} ({value.id})" if value.title is not None else value.id
        if isinstance(value, tuple):
            return self.join([self.show(item) for item in value])
        if isinstance(value, Items):
            return ("、" if self.code == "zh" else ", ").join(self.show(item) for item in value.values)
        if isinstance(value, Decimal):
            return format(value.normalize() if value else Decimal(0), "f")
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, int):
            return str(value)
        return self.name(value)

    def name(self, name: str | Bilingual) -> str:
        """Return the form of ``name`` in this language, else its other form."""
        if isinstance(name, str):
            return name
        first, second = (name.zh, name.en) if self.code == "zh" else (name.en, name.zh)
        return first or second or ""

    def join(self, items: list[str]) -> str:
        """Return ``items`` as a list in running text."""
        if len(items) < 2:
            return "".join(items)
        if self.code == "en":
            return ", ".join(items[:-1]) + " and " + items[-1]
        return spaced(["、".join(items[:-1]), "和", items[-1]])

    def _plural(self, message: Message) -> str:
        many = message.plural or message.text
        for catalogue in self._catalogues:
            found = catalogue.ngettext(message.text, many, message.count)
            if found not in (message.text, many):
                return found
        return message.text if message.count == 1 else many


def spaced(pieces: Iterable[str]) -> str:
    """Return the pieces of a Chinese sentence as one, with a blank where Han meets Latin letters or digits.

    Inside a piece nothing changes: names and texts stay as typed.
    """
    text = ""
    for piece in pieces:
        seam = text[-1:] + piece[:1]
        text += f" {piece}" if _HAN_THEN_LATIN.fullmatch(seam) or _LATIN_THEN_HAN.fullmatch(seam) else piece
    return text


def _brief(value: Param) -> Param:
    if isinstance(value, Titled) and value.title is not None:
        return value.title
    if isinstance(value, Message):
        return replace(value, params={key: _brief(item) for key, item in value.params.items()})
    if isinstance(value, tuple):
        return tuple(_brief(item) for item in value)
    return value


@cache
def language(code: LanguageCode) -> Language:
    """Return the language ``code``; English needs no catalogue."""
    if code == "en":
        return Language("en", ())
    return Language("zh", tuple(_Catalogue(domain) for domain in ("help", "collab")))


class _Catalogue(gettext.NullTranslations):
    """A catalogue read from its ``.mo`` file only when a text is first asked of it.

    Help pages need the small ``help`` catalogue alone, and start-up time is felt.
    """

    def __init__(self, domain: str) -> None:
        super().__init__()
        self._domain = domain

    @property
    def _loaded(self) -> gettext.NullTranslations:
        found = self.__dict__.get("_translations")
        if found is None:
            found = gettext.translation(self._domain, LOCALE_DIR, languages=["zh_CN"], fallback=True)
            self.__dict__["_translations"] = found
        return found

    def gettext(self, message: str) -> str:
        return self._loaded.gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._loaded.ngettext(msgid1, msgid2, n)


def choose_language(flag: str | None, environ: Mapping[str, str], workspace_locale: str | None) -> LanguageCode:
    """Return the output language: ``--lang``, ``COLLAB_LANG``, ``locale`` of collab.yaml, the environment.

    Values that name neither language are passed over, so a wrong setting never hides a message.
    """
    candidates = [flag, environ.get("COLLAB_LANG"), workspace_locale]
    candidates += [environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    for value in candidates:
        start = (value or "").lower().replace("-", "_").split("_")[0].split(".")[0]
        if start in ("zh", "en"):
            return "zh" if start == "zh" else "en"
    return "en"
