"""Whom a name in minutes means: full names for certain, forms such as 张总, Mr Zhang or Anna as a proposal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import cached_property
from typing import NamedTuple

from collab_cli.analyses.minutes_reading.folded_text import HAN, folded, is_han, level
from collab_cli.analyses.minutes_reading.minutes_read import Reason
from collab_cli.graph.lookup import words_of
from collab_cli.graph.world import World
from collab_cli.model.department import Department
from collab_cli.model.person import Person
from collab_cli.model.record import Record
from collab_cli.model.role import Role
from collab_cli.model.slug import slug_of


class Meant(NamedTuple):
    """Whom a text means: a person if any, the department it names if it does, and why that is not certain."""

    text: str
    person: str | None = None
    department: str | None = None
    why: Reason | None = None

    @property
    def is_known(self) -> bool:
        """Return whether the text names somebody or something of the workspace, if only by a proposal."""
        return self.person is not None or self.department is not None or self.why in ("several_of_name", "everyone")


class Spot(NamedTuple):
    """A full name in a text, and everybody who is called so."""

    start: int
    end: int
    people: tuple[str, ...]


_HONOURED = re.compile(r"^(?:mr|mrs|ms|miss|dr|prof)\.?\s+|(?:同志|先生|女士|老师|博士|同学)$", re.IGNORECASE)
_CALLED = re.compile(
    rf"^(?:[老小阿]?([{HAN}])(?:总监|总助|总|工|经理|主任|部长|主管|董事长|董|哥|姐|厂长|科长|处长|书记|会计|主席|"
    rf"组长|班长|院长|校长|老师|先生|女士|"
    rf"所长|局长|队长|师傅|秘书)|[老小阿]([{HAN}]))$"
)
_MR = re.compile(r"^(?:mr|mrs|ms|miss|dr)\.?\s+([a-z]+)$", re.IGNORECASE)
_EVERYONE = frozenset(
    "all everyone everybody team the_team all_departments all_heads each_department heads department_heads whole_team "
    "全体 全员 大家 所有人 各部门 各部门负责人 所有部门 全体人员 全体成员 与会人员 参会人员 各相关部门 相关部门 "
    "所有参会人".replace("_", " ").split(" ")
) | {"all departments", "all heads", "each department", "the team", "department heads", "whole team"}
_POST = re.compile(
    r"(?:总监|经理|负责人|主任|部长|主管|厂长|科长|处长|总经理|副总经理|助理|专员|工程师|代表|秘书)|"
    r"\b(?:head|heads|manager|director|lead|chief|officer|deputy|general|assistant|of|the|vp|president|"
    r"representative|engineer|"
    r"specialist|coordinator|ceo|coo|cfo|buyer|senior|junior|analyst|planner|planning|dept|department|team|from|"
    r"supervisor)\b",
    re.IGNORECASE,
)
_ROLE_IN_MEETING = re.compile(
    r"主持人?|记录人?|线上|视频|电话|远程|现场|迟到|早退|chair(?:person|ing|man)?|scribe|minutes|minute[- ]taker|"
    r"secretary|remote|"
    r"notes|zoom|teams|online|on video|in person|dialled in|by phone|phone|late|host|note[- ]taker|facilitator|"
    r"video|new",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|no|never|except|without|or|instead|but)\b|n't\b|[不非除未勿或没]", re.IGNORECASE)
"""Beside a name: it is said not to be the one, or not the only one, that is meant."""
_EITHER = re.compile(r"\bor\b|或", re.IGNORECASE)
_OF_THEIRS = re.compile(r"^\s*(?:的|之(?![前后内间])|['’]s?\b)", re.IGNORECASE)
"""Behind a name: what belongs to that person, such as an assistant, is meant."""
_BESIDE_DEPARTMENT = re.compile(
    r"\b(?:the|department|dept|division|team|unit|office|head|of)\b\.?|(?:部门|部|处|科|室|组|中心|团队|负责人)$"
)


_WORD = re.compile(r"[^\W_\u3400-\u9fff](?:[\w'’-]*[^\W_\u3400-\u9fff])?(?=\W|_|'s|[\u3400-\u9fff]|$)")
_MOST_WORDS = 4


class People:
    """The people and departments of a world as minutes call them.

    ``initials`` are short forms a text explains itself, ``here`` those it says were present: a family name that
    several have means the one who was there.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.initials: dict[str, str] = {}
        self.here: set[str] = set()
        self._known: dict[tuple[str, int, int], Meant] = {}
        self._records = world.workspace.all(Person)
        self._full: dict[str, tuple[str, ...]] = {}
        for record in self._records:
            for word in _full_names(record):
                if record.id not in self._full.get(word, ()):
                    self._full[word] = (*self._full.get(word, ()), record.id)
        self._departments: dict[str, str] = {}
        for department in world.workspace.all(Department):
            for word in (department.id, department.id.replace("-", " "), *words_of(department)):
                self._departments.setdefault(folded(word), department.id)
                self._departments.setdefault(_bare(word), department.id)

    def meant(self, text: str) -> Meant:
        """Return whom a text means."""
        text = text.strip().strip("*_`")
        key = (text, len(self.here), len(self.initials))
        if key not in self._known:
            self._known[key] = self._find(text)
        return self._known[key]

    def _find(self, text: str) -> Meant:
        plain = _HONOURED.sub("", folded(text).lstrip("@").strip(" .,;:，。；：、")).strip()
        if not plain:
            return Meant(text, why="unknown_name")
        for form in dict.fromkeys((plain, plain.replace(".", " ").replace("_", " "), plain.replace("-", " "))):
            if form in self._full:
                return self._one_of(text, self._full[form])
        if plain in self.initials:
            return Meant(text, self.initials[plain])
        if plain in _EVERYONE:
            return Meant(text, why="everyone")
        if plain in self._posts:
            return self._guessed(text, self._posts[plain], "post")
        department = self.department(plain)
        if department is not None:
            return Meant(text, self._head(department), department, "department_as_owner")
        return self._within(text) or self._guess(text, plain)

    def department(self, text: str) -> str | None:
        """Return the department a text names, with or without words such as team and 部, or None."""
        plain = folded(text)
        return self._departments.get(plain) or (self._departments.get(_bare(plain)) if _bare(plain) else None)

    def department_in(self, text: str) -> str | None:
        """Return the one department whose name stands in a text, or None."""
        plain = folded(text)
        found = {
            own for word, own in self._departments.items()
            if len(word) > 1 and (word in plain if is_han(word) else re.search(rf"\b{re.escape(word)}\b", plain))
        }  # fmt: skip
        return next(iter(found)) if len(found) == 1 else None

    def names_in(self, text: str) -> list[Spot]:
        """Return the full names of a text from left to right."""
        plain = level(text).casefold()
        found = [*self._latin_names(plain), *self._han_names(plain)]
        return sorted(found, key=lambda spot: spot.start)

    def _latin_names(self, plain: str) -> Iterator[Spot]:
        words = [(word.start(), word.end(), word[0]) for word in _WORD.finditer(plain)]
        at = 0
        while at < len(words):
            for count in range(min(_MOST_WORDS, len(words) - at), 0, -1):
                start, end = words[at][0], words[at + count - 1][1]
                people = self._full.get(" ".join(word for _, _, word in words[at : at + count]))
                if people and not plain[start:end].count("\n") and len(plain[start:end]) < 60:
                    gaps = [plain[words[one][1] : words[one + 1][0]] for one in range(at, at + count - 1)]
                    if all(gap.strip() == "" for gap in gaps):
                        yield Spot(start, end, people)
                        at += count - 1
                        break
            at += 1

    def _han_names(self, plain: str) -> Iterator[Spot]:
        at = 0
        while at < len(plain):
            if is_han(plain[at]):
                for count in (4, 3, 2):
                    piece = plain[at : at + count]
                    people = self._full.get(piece) if is_han(piece[-1:]) else None
                    if people is None and piece[1:2] == " " and count == 3:  # 张 伟
                        people = self._full.get(piece.replace(" ", "")) if not is_han(plain[at - 1 : at]) else None
                    if people:
                        yield Spot(at, at + len(piece), people)
                        at += len(piece) - 1
                        break
            at += 1

    def department_of(self, person: str) -> str | None:
        """Return where a person works."""
        record = self.world.get(Person, person)
        return record.value.department if record is not None else None

    def _one_of(self, text: str, people: tuple[str, ...], department: str | None = None) -> Meant:
        if len(people) > 1 and department is not None:
            people = tuple(one for one in people if self.department_of(one) == department) or people
        if len(people) == 1:
            return Meant(text, people[0])
        return Meant(text, why="several_of_name")

    def _within(self, text: str) -> Meant | None:
        """Return the one person named in a text that says no more than where they work or what they do.

        A name that is said not to be meant, one of two, and that of whom somebody belongs to name nobody.
        """
        spots = self.names_in(text)
        if len(spots) != 1:
            return Meant(text, why="not_a_person") if spots and _EITHER.search(level(text)) else None
        spot = spots[0]
        rest = f"{level(text)[: spot.start]} {level(text)[spot.end :]}"
        department = self.department_in(rest)
        left = folded(rest)
        for word in sorted((*self._departments, *self._posts), key=len, reverse=True):
            left = left.replace(word, " ") if len(word) > 1 else left
        left = _ROLE_IN_MEETING.sub("", _POST.sub("", _HONOURED.sub("", left.strip())))
        if _DENIED.search(left) or belongs_to(text, spot):
            return Meant(text, why="not_a_person")
        left = re.sub(r"\b[a-z]{2,3}\b(?=\s*\))", "", left)
        if len(re.sub(r"[\W_]|[部处科室组]", "", left)) > (4 if is_han(left) else 12):
            return None
        return self._one_of(text, spot.people, department)

    def _guess(self, text: str, plain: str) -> Meant:
        called, mister = _CALLED.match(plain), _MR.match(folded(text))
        if called is not None:
            return self._guessed(text, self._with_family(called[1] or called[2]), "family_name")
        if mister is not None:
            return self._guessed(text, self._with_word(mister[1]), "family_name")
        parts = self._with_word(plain)
        if parts:
            return self._guessed(text, parts, "part_of_name")
        posted = self._by_post(plain)
        if posted is not None:
            return posted
        near = self._spelt_like(plain) if not is_han(plain) else []
        if near:
            return self._guessed(text, near, "alike")
        return Meant(text, why="unknown_name")

    def _guessed(self, text: str, people: Iterable[str], why: Reason) -> Meant:
        found = tuple(dict.fromkeys(people))
        if len(found) > 1:
            found = tuple(one for one in found if one in self.here) or found
        if not found:
            return Meant(text, why="unknown_name")
        return Meant(text, found[0], why=why) if len(found) == 1 else Meant(text, why="several_of_name")

    @cached_property
    def _by_word(self) -> dict[str, list[str]]:
        """Return the full names in Latin letters that hold a word, and Chinese ones by family name and given name."""
        found: dict[str, list[str]] = {}
        for full in self._full:
            if not is_han(full):
                parts: Iterable[str] = full.replace(",", "").split()
            else:
                parts = (full[0], full[1:]) if len(full) == 3 else (full[0],) if len(full) in (2, 4) else ()
            for part in parts:
                found.setdefault(part, []).append(full)
        return found

    def _with_family(self, character: str) -> Iterator[str]:
        for full in self._by_word.get(character, ()):
            if full.startswith(character):
                yield from (one for one in self._full[full] if self._is_active(one))

    def _with_word(self, word: str) -> list[str]:
        """Return the people one of whose names is ``word``: Anna, Berger, 建国 of 李建国; A. Berger, Anna B."""
        words = word.replace(".", " ").split()
        if len(words) == 1 and len(words[0]) > 1:
            full = self._by_word.get(words[0], ())
        else:
            whole = next((one for one in words if len(one) > 1), "")
            full = [one for one in self._by_word.get(whole, ()) if _abbreviates(words, one)]
        found = dict.fromkeys(one for name in full for one in self._full[name] if self._is_active(one))
        return list(found)

    def _spelt_like(self, plain: str) -> list[str]:
        """Return the people whose name differs from a text by a slip of spelling in one of its words."""
        candidates = {full for word in plain.split() for full in self._by_word.get(word, ())}
        return [one for full in sorted(candidates) if _alike(plain, full) for one in self._full[full]]

    def _by_post(self, plain: str) -> Meant | None:
        bare = _POST.sub(" ", plain)
        department = self.department(bare) if bare != plain else None
        if department is not None and self._head(department) is not None:
            return Meant(plain, self._head(department), why="post")
        return None

    @cached_property
    def _posts(self) -> dict[str, tuple[str, ...]]:
        """Return who holds a post, by its title as printed or as the register of roles has it."""
        found: dict[str, tuple[str, ...]] = {}
        roles = {role.id: [folded(word) for word in (role.id.replace("-", " "), *words_of(role))]
                 for role in self.world.workspace.all(Role)}  # fmt: skip
        for record in self._records:
            title = record.value.title
            words = [title] if isinstance(title, str) else [title.zh, title.en] if title is not None else []
            for word in dict.fromkeys(
                (*(folded(one) for one in words if one), *roles.get(record.value.role or "", ()))
            ):
                if self._is_active(record.id):
                    found[word] = (*found.get(word, ()), record.id)
        return found

    def _head(self, department: str) -> str | None:
        record = self.world.get(Department, department)
        return record.value.head if record is not None else None

    def _is_active(self, person: str) -> bool:
        return self.world.parties.is_active_person(person)


def belongs_to(text: str, spot: Spot) -> bool:
    """Return whether not the person named in a text is meant, but who or what is theirs: 张伟的助理, Li Na's team."""
    return _OF_THEIRS.match(level(text)[spot.end :]) is not None


def _full_names(record: Record[Person]) -> Iterator[str]:
    """Yield the ways a person's whole name is written: names and aliases, the id, Chinese names in Latin letters."""
    yield record.id
    latin = [record.id.split("-")] if "-" in record.id else []
    for word in words_of(record):
        plain = folded(word)
        yield plain
        latin.append(slug_of(plain).split("-") if is_han(plain) else plain.split())
    for words in latin:
        if len(words) > 1 and not words[-1].isdigit():
            yield " ".join(words)
            yield "".join(words)
            yield " ".join((*words[1:], words[0]))
            yield f"{words[-1]}, {' '.join(words[:-1])}"
            yield f"{words[0]} {''.join(words[1:])}"
            yield f"{''.join(words[1:])} {words[0]}"


def _abbreviates(given: list[str], full: str) -> bool:
    """Return whether the words ``given`` are a name with one part cut to a letter: A. Berger, Anna B."""
    names = full.split()
    if len(given) != 2 or len(names) != 2 or not any(len(one) == 1 for one in given):
        return False
    return all(one == name or (len(one) == 1 and name.startswith(one)) for one, name in zip(given, names, strict=True))


def _alike(word: str, full: str) -> bool:
    """Return whether two whole names differ by a slip of spelling in one of their parts."""
    one, other = word.split(), full.split()
    if len(one) < 2 or len(one) != len(other):
        return False
    likeness = sorted(SequenceMatcher(None, *pair, autojunk=False).ratio() for pair in zip(one, other, strict=True))
    return likeness[0] >= 0.75 and likeness[1] >= 0.99


def _bare(text: str) -> str:
    return _BESIDE_DEPARTMENT.sub(" ", folded(text)).strip()
