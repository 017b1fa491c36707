"""Who was there, who was not and who came instead."""

from __future__ import annotations

import re
from typing import Literal

from collab_cli.analyses.minutes_reading.collected import Collected
from collab_cli.analyses.minutes_reading.folded_text import folded, is_han, level
from collab_cli.analyses.minutes_reading.known_people import Meant
from collab_cli.analyses.minutes_reading.name_lists import says_nobody, split_names

Manner = Literal["present", "guests", "absent"]

_INITIALS = re.compile(r"[(\[]\s*([A-Z]{2,3})\s*[)\]]")
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_DEPARTMENT_FIRST = re.compile(r"^([^:：(（]{1,30})[:：]\s*(.+)$", re.DOTALL)
_CHAIR = re.compile(r"主持|召集|\bchair|\bfacilitat|\bhost\b", re.IGNORECASE)
_SECRETARY = re.compile(r"记录|纪要|\bscribe|\bminute|\bsecretary|\bnotes?\b", re.IGNORECASE)
_AWAY = re.compile(
    r"请假|缺席|未到|未参会|未参加|未能|未出席|没来|没到|不在|不参加|无法|出差|休假|病假|事假|\babsent\b|\bapolog|"
    r"\bregrets?\b|\bexcused\b|\bon leave\b|\bnot (?:present|there|here|attending|coming|available)\b|"
    r"\b(?:did|could|can|was|is) ?n[o']t\b|\bunable\b|\bsick\b|\bholiday\b",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    r"委托|代替|代为|代会|代参加|代出席|替|代(?!表大)|\bdelegat|\brepresent|\binstead\b|\bdeput|\bon behalf\b|"
    r"\bstand(?:s|ing)? in\b|"
    r"\bfor\b|\bcover|\bsubstitut|\bproxy\b|->|→|\bsends?\b|\bsent\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"迟到|晚到|早退|提前离|中途|[病事年产婚丧休]假|生病|住院|出差|外出|培训(?![部师主专经])|有事|因|\blate\b|\bearly\b|\bsick\b|\bill\b|"
    r"\bholiday\b|\bvacation\b|\b(?:parental|maternity|annual) leave\b|\btravel|\btrip\b|\buntil\b|\bfrom \d|"
    r"\d\s*[:点]\s*\d*",
    re.IGNORECASE,
)
"""Why somebody was away, or that they were there for a part of the time."""
_BY_PART = ("family_name", "part_of_name", "several_of_name")
_OUTSIDE = re.compile(
    r"公司|客户|供应商|外部|有限|顾问|集团|\b(?:external|guest|customer|supplier|visitor|consultant|ltd|gmbh|inc|"
    r"corp|consulting)\b",
    re.IGNORECASE,
)


def read_attendance(collected: Collected, manner: Manner, text: str, line: int) -> None:
    """Take the people of a list into who was there, who attended from outside or who was away."""
    if says_nobody(text):
        collected.met(("regrets" if manner == "absent" else manner,), line)
        return
    first = _DEPARTMENT_FIRST.match(text)
    if first is not None and collected.people.department(first[1]) is not None and not re.search(r"[;；]", text):
        text = first[2]
    for piece in _joined(collected, _single(collected, split_names(text))):
        labelled = _DEPARTMENT_FIRST.match(piece)
        if labelled is not None and collected.people.department(labelled[1]) is not None:
            for each in split_names(labelled[2]):
                _read_named(collected, manner, each, line)
            continue
        _read_named(collected, manner, piece, line)


def _single(collected: Collected, pieces: list[str]) -> list[str]:
    """Return the pieces of a list, parted at commas too where semicolons stand between groups of people."""
    parted = [split_names(piece) for piece in pieces]
    return [name for names in parted for name in names] if any(_is_group(collected, one) for one in parted) else pieces


def _is_group(collected: Collected, names: list[str]) -> bool:
    """Return whether each of several names stands for itself: none of them came instead of another one."""
    named = [
        len({spot.people for spot in collected.people.names_in(name)}) or collected.people.meant(name).why in _BY_PART
        for name in names
    ]
    return sum(count > 0 for count in named) > 1 and not any(
        count == 1 and _INSTEAD.search(level(name)) for name, count in zip(names, named, strict=True)
    )


def _joined(collected: Collected, pieces: list[str]) -> list[str]:
    """Return the pieces of a list with those that only tell of the one before, as in `Anna Berger, Procurement`."""
    found: list[str] = []
    for piece in pieces:
        bare = _BRACKET.sub("", level(piece)).strip()
        is_beside = bool(bare) and not collected.people.names_in(piece) and (
            collected.people.department(bare) is not None
            or collected.people.meant(bare).why == "post"
            or _OUTSIDE.search(bare) is not None
        )  # fmt: skip
        if found and is_beside and "(" not in level(found[-1]).replace(" ", "")[-1:]:
            found[-1] = f"{found[-1]}, {piece}"
        else:
            found.append(piece)
    return found


def _read_named(collected: Collected, manner: Manner, piece: str, line: int) -> None:
    """Take one of a list; why somebody was away, or came late, is kept in the notes."""
    before = _count(collected)
    read_attendant(collected, manner, piece, line)
    if _count(collected) > before and any(_ASIDE.search(found[1]) for found in _BRACKET.finditer(level(piece))):
        collected.leave(piece, line)


def _count(collected: Collected) -> int:
    return sum(len(collected.fields.get(name, ())) for name in ("present", "regrets"))


def read_attendant(collected: Collected, manner: Manner, piece: str, line: int) -> None:
    """Take one person, with what stands beside the name: a part in the meeting, a reason, who came instead."""
    about = level(piece)
    initials = _INITIALS.search(about)
    spots = collected.people.names_in(piece)
    named = {spot.people for spot in spots}
    if len(named) > 1 and _INSTEAD.search(about):
        _read_delegate(collected, manner, piece, line)
        return
    if manner == "present" and _AWAY.search(about):
        manner = "absent"
    if manner == "absent":
        _read_absent(collected, piece, line)
        return
    meant = _meant(collected, piece)
    if initials is not None and meant.person is not None:
        collected.people.initials[initials[1].casefold()] = meant.person
    if meant.person is None and manner == "guests":
        collected.add("guests", _tidy(piece), line)
        return
    _read_present(collected, meant, piece, line, is_guest=manner == "guests")


def note_present(collected: Collected, person: str, text: str, line: int) -> None:
    """Note that a person, written as ``text``, was there; one who is said to be away too is doubtful."""
    if person not in collected.fields.get("present", ()):
        route = collected.add("present", person, line)
        collected.people.here.add(person)
        if any(entry["person"] == person for entry in collected.fields.get("regrets", ())):
            collected.doubt("here_and_away", route, text, line)


def note_part(collected: Collected, part: Literal["chair", "secretary", "issued_by"], text: str, line: int) -> None:
    """Take who led the meeting, wrote the minutes or issues them."""
    pieces = split_names(text)
    if not pieces:
        return
    meant = collected.people.meant(pieces[0])
    if meant.person is None and "(" in level(pieces[0]):
        meant = collected.people.meant(_BRACKET.sub("", level(pieces[0])))
    if meant.is_known:
        collected.names += 1
    if meant.person is None:
        collected.doubt(meant.why or "unknown_name", (part,), pieces[0], line)
        return
    if collected.put(part, meant.person, line, pieces[0]) and meant.why is not None:
        collected.doubt(meant.why, (part,), pieces[0], line, meant.person)
    for more in pieces[1:]:
        collected.doubt("second_value", (part,), more, line)


def _read_present(collected: Collected, meant: Meant, piece: str, line: int, *, is_guest: bool) -> None:
    if meant.person is None or meant.why in ("department_as_owner", "everyone"):
        if meant.why in ("several_of_name", "department_as_owner", "everyone", "not_a_person"):
            collected.names += 1
            reason = "not_a_person" if meant.why != "several_of_name" else meant.why
            collected.doubt(reason, ("present",), piece, line)
            return
        route = collected.add("guests", _tidy(piece), line)
        if not _OUTSIDE.search(piece):
            collected.doubt("guest_unknown", route, piece, line)
        return
    is_new = meant.person not in collected.fields.get("present", ())
    note_present(collected, meant.person, piece, line)
    person = collected.taken(meant, ("present", collected.fields["present"].index(meant.person)), line)
    if is_guest and is_new:
        collected.doubt("two_lists", ("present", collected.fields["present"].index(meant.person)), piece, line,
                        meant.person)  # fmt: skip
    beside = " ".join(level(piece)[: spot.start] + " " + level(piece)[spot.end :]
                      for spot in collected.people.names_in(piece)[:1]) or piece  # fmt: skip
    if person is not None and _CHAIR.search(beside):
        collected.put("chair", person, line, piece)
    if person is not None and _SECRETARY.search(beside) and not re.search("秘书|secretary", beside.casefold()):
        collected.put("secretary", person, line, piece)


def _read_absent(collected: Collected, piece: str, line: int) -> None:
    about = level(piece)
    spots = collected.people.names_in(piece)
    meant = _meant(collected, piece)
    if meant.person is None and spots and len(spots[0].people) == 1:
        meant = Meant(piece, spots[0].people[0])
    if meant.person is None:
        head = re.split(r"[(,，（]|\s-\s|因|由|委托", about)[0].strip()
        tried = collected.people.meant(head)
        meant = tried if tried.person is not None and tried.why != "department_as_owner" else meant
    if meant.person is None or meant.why == "department_as_owner":
        collected.names += meant.is_known
        collected.doubt("unknown_name" if not meant.is_known else "not_a_person", ("regrets",), piece, line)
        collected.leave(piece, line)
        return
    route = _regret(collected, meant.person, None, piece, line)
    collected.taken(meant, (*route, "person"), line)
    delegate = re.search(
        r"(?:delegate[sd]?|represented by|deputy|deputised by|委托|由|代理人|替代|代会人)\s*[:：]?\s*"
        r"([^,，;；)）代]{2,20})",
        about,
        re.IGNORECASE,
    )
    if delegate is not None and _INSTEAD.search(about):
        person = collected.person(delegate[1], (*route, "delegate"), line)
        if person is not None and person != meant.person:
            collected.fields["regrets"][route[1]]["delegate"] = person
            note_present(collected, person, piece, line)


def _read_delegate(collected: Collected, manner: Manner, piece: str, line: int) -> None:
    """Read 刘芳（委托周敏代）, Liu Fang (Zhou Min attending), 周敏（代刘芳）: who is away, who came instead."""
    spots = [spot for spot in collected.people.names_in(piece) if len(spot.people) == 1]
    if len(spots) < 2:
        collected.doubt("several_of_name", ("regrets",), piece, line)
        collected.leave(piece, line)
        return
    first, second = spots[0].people[0], spots[1].people[0]
    between = level(piece)[spots[0].end : spots[1].start].casefold()
    is_stand_in = manner == "present" and (
        re.search(r"代(?!理人)|替|\bfor\b|on behalf|represent(?!ed)|deputis|standing in", between) is not None
        and re.search(r"委托|由|represented by|delegate[sd]?\b|->|→|请假", between) is None
    )
    away, instead = (second, first) if is_stand_in else (first, second)
    collected.names += 2
    _regret(collected, away, instead, piece, line)
    note_present(collected, instead, piece, line)


def _regret(collected: Collected, person: str, delegate: str | None, text: str, line: int) -> tuple[str | int, ...]:
    entries = collected.fields.get("regrets", [])
    known = next((at for at, entry in enumerate(entries) if entry["person"] == person), None)
    if known is not None:
        if delegate is not None:
            entries[known]["delegate"] = delegate
        return ("regrets", known)
    entry = {"person": person} | ({"delegate": delegate} if delegate is not None else {})
    route = collected.add("regrets", entry, line)
    if person in collected.fields.get("present", ()):
        collected.doubt("here_and_away", (*route, "person"), text, line)
    return route


def _meant(collected: Collected, piece: str) -> Meant:
    """Return whom a piece means: as it stands, without its bracket, or by what stands before a comma or dash."""
    meant = collected.people.meant(piece)
    if (meant.person is not None and meant.why is None) or meant.why == "not_a_person":
        return meant
    bare = _BRACKET.sub("", level(piece)).strip() if is_han(piece) or "(" in level(piece) else piece
    tries = [bare, re.split(r"\s+-+\s+|,|，|:|：|因|\t", level(bare))[0].strip()]
    for text in tries:
        if text and folded(text) != folded(piece):
            other = collected.people.meant(text)
            inside = _BRACKET.search(level(piece))
            if other.why == "several_of_name" and inside is not None:
                other = collected.people.meant(f"{inside[1]} {text}")
            if other.person is not None and (other.why is None or meant.person is None):
                return other._replace(text=piece if other.why is None else text)
    return meant


def _tidy(piece: str) -> str:
    return " ".join(piece.split())
