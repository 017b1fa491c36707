"""Who is to do what by when, in one line: ACTION: Li Na to send the plan by Friday; 张伟：周五前提交预测。"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from collab_cli.analyses.minutes_reading.folded_text import HAN, is_han, level
from collab_cli.analyses.minutes_reading.known_people import Meant, People, belongs_to
from collab_cli.analyses.minutes_reading.name_lists import HAN_WORDS, SIGNS, WORDS
from collab_cli.analyses.minutes_reading.said_days import Days, Said

_MARK = re.compile(
    r"^\s*(?:[-*•]\s*)?(?:\[(?:new|pending|open)\]\s*)?(?:action(?:\s+(?:item|point))?|task|todo|to[- ]do|ap|ai|"
    r"行动项|待办事项|待办|督办事项|督办|工作事项|事项内容|事项|"
    r"任务|行动|跟进)(?:\s*[-#]?\s*\d{1,3}|[一二三四五六七八九十])?\s*(?:[:：]|\s-\s|-(?=\d)|(?<=\d)\s)\s*",
    re.IGNORECASE,
)
_MARK_OF = re.compile(
    r"^\s*(?:[-*•]\s*)?(?:action(?:\s+(?:item|point))?|task|to[- ]?do|行动项|待办事项|待办|督办事项|督办|任务)\s*"
    r"(?P<whom>\([^()]{2,60}\)|\[[^\[\]]{2,60}\])\s*[:：]\s*(?=\S)",
    re.IGNORECASE,
)
"""The mark of an action with a bracket that says whose it is: Action (Li Na, 4 July): ..."""
_BOX = re.compile(r"^\s*\[([ xX✓√]?)\]\s*|^\s*([☐☑✅✔□■])\s*")
_NUMBERED = re.compile(
    r"^\s*(?:A\d{1,3}|AP\d{1,3}|AI\d{1,3}|ACTION-\d+|#\d{1,3}|\d{1,2}[.)、])\s*[:.)\-、]?\s*", re.IGNORECASE
)
_KEYS = {
    "owner": "责任人|负责人|承办人|主责人|责任部门|牵头人|牵头部门|主办部门|主办|责任单位|执行人|跟进人|"
    "owner|responsible|assignee|assigned to|who|lead",
    "due": "完成时限|完成时间|完成日期|截止日期|截止时间|截止|时限|期限|办结时限|"
    "ddl|due date|due by|due on|due|deadline|by when|target date|when",
    "assist": "配合部门|配合人|配合|协办部门|协办|协助部门|协助|支持部门|"
    "assisted by|assist|support|with help from|helpers",
    "supervisor": "督办人|监督人|supervisor|supervised by",
}
_KEY = re.compile(
    r"(?:^|(?<=[\s,，;；。.(（|/\[【—-]))(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _KEYS.items())
    + r")\s*[:：]\s*",
    re.IGNORECASE,
)
_TRACKER = re.compile(r"\[\s*on\s+([^\]]+?)\s*-+\s*due\s+([^\]]+)\]", re.IGNORECASE)
_RECORDED = re.compile(r"\[recorded in[^\]]*\]", re.IGNORECASE)
_GROUP = re.compile(r"[(（\[【]([^()（）\[\]【】]{1,60})[)）\]】]")
_BY = re.compile(
    r"(?:\bby|\bbefore|\bdue(?: on| by)?|\bno later than|\buntil|\bdeadline|\bon|截止到?|截至|最迟|务必于|于|"
    r"在)\s*:?\s*(?:the\s+)?$",
    re.IGNORECASE,
)
_WEEK = re.compile(r"(?:\bby\s+)?(?:\bw/[ce]|\bweek (?:of|commencing|beginning|ending))\.?\s*$", re.IGNORECASE)
"""Before a day that only says in which week."""
_TIME = (
    r"\s*(?:\((?:周|星期)[一二三四五六日天]\)|\([a-z]{3,9}\))?\s*(?:(?:上午|下午|中午|"
    r"晚上)?\s*\d{1,2}\s*[点时:：]\s*(?:\d{2}|半)?分?|下班|上午|下午|\d{1,2}\s?[ap]m|noon|eod|cob|at noon)?\s*"
)
_UNTIL = r"(?:之前|以前|之内|以内|前(?![期后面述景沿台端])|内(?![部容外销]))"
_UNTIL_THEN = re.compile(_TIME + _UNTIL, re.IGNORECASE)
_AFTER = re.compile(rf"^{_TIME}{_UNTIL}?\s*(?:完成(?=[，,。；;）)\s]|$))?[，,]?", re.IGNORECASE)
_LEAD = re.compile(
    rf"^(?:请|由|责成|安排|要求|烦请|麻烦)?\s*(?P<name>[^\s,，:：。;；]{{1,12}}?)(?:同志)?\s*(?:负责"
    rf"(?=[{HAN}\s\d])|牵头)",
    re.IGNORECASE,
)
_ASSISTED = re.compile(r"[，,;；]\s*(?:由|请)?([^，,;；。]{1,24}?)\s*(?:予以)?(?:配合|协助|协办|支持)[。.]?\s*$")
OPEN_ENDED = re.compile(
    r"^(?:长期|持续|常态化|尽快|待定|随时|即日起|ongoing|asap|a\.s\.a\.p\.?|tbd|tba|continuous|as needed|"
    r"immediately|open|-+|/|n/a|无)$",
    re.IGNORECASE,
)
"""What stands in the place of a day where nobody set one."""
_BETWEEN = re.compile(rf"[{SIGNS}/／&＆+]|{WORDS}|\s+or\s+|{HAN_WORDS}|或者?|\s{{2,}}", re.IGNORECASE)
_ALSO = re.compile(rf"(?:[、,/&]|{HAN_WORDS}|或者?)")
_LATIN_NAME = re.compile(r"^[A-Z][\w'’-]*(?:\s+(?:[A-Z][\w'’-]*|and|&)){0,4}$")
_TIDY = " \t,，;；:：。.-–—|/~"


@dataclass
class ActionText:
    """An action as a line has it; ``owners`` in the order named, the first answers for it."""

    title: str
    owners: list[Meant] = field(default_factory=list)
    due: Said | None = None
    due_text: str = ""
    assist: str = ""
    supervisor: str = ""
    is_done: bool = False
    is_guess: bool = False
    """Whether the owner is only a name that stands in the text."""
    is_due_guess: bool = False


def is_marked(text: str) -> bool:
    """Return whether a line begins as actions do: ACTION:, to do:, 待办：, a box to tick."""
    mark = _MARK.match(level(text))
    has_mark = (mark is not None and bool(text[mark.end() :].strip())) or bool(_BOX.match(text))
    return has_mark or _MARK_OF.match(level(text)) is not None


def read_action(text: str, people: People, days: Days) -> ActionText:
    """Return the parts of an action written in one line."""
    found = ActionText(text.strip())
    for _ in range(2):
        box = _BOX.match(found.title)
        if box is not None:
            found.is_done = found.is_done or (box[1] or box[2] or "").strip() in (
                "x",
                "X",
                "✓",
                "√",
                "☑",
                "✅",
                "✔",
                "■",
            )
            found.title = found.title[box.end() :]
        for pattern in (_MARK, _NUMBERED):
            mark = pattern.match(level(found.title))
            found.title = found.title[mark.end() :] if mark is not None else found.title
    owned = _MARK_OF.match(level(found.title))
    if owned is not None:
        found.title = f"{found.title[owned.start('whom') : owned.end('whom')]} {found.title[owned.end() :]}"
    found.title = _RECORDED.sub("", found.title)
    _take_tracker(found, people, days)
    _take_keys(found, people, days)
    _take_groups(found, people, days)
    _take_mentions(found, people)
    _take_owner(found, people)
    if found.due is None and not found.due_text:
        _take_due(found, days)
    _take_lead(found, people)
    _take_tail(found, people)
    _take_assist(found)
    if not found.owners:
        spots = people.names_in(found.title)
        if len({spot.people for spot in spots}) == 1 and len(spots[0].people) == 1:
            found.owners, found.is_guess = [Meant(found.title[spots[0].start : spots[0].end], spots[0].people[0])], True
    found.title = _tidied(found.title)
    return found


def owners_of(text: str, people: People) -> list[Meant]:
    """Return whom a cell or value names as those who answer: one, or several joined by a comma, and, or."""
    whole = people.meant(text)
    if (whole.person is not None and whole.why is None) or not text.strip(_TIDY):
        return [whole] if text.strip(_TIDY) else []
    pieces = [one for one in _BETWEEN.split(text) if one.strip(_TIDY)]
    if len(pieces) < 2:
        return [whole]
    meant = [people.meant(piece.strip(_TIDY)) for piece in pieces]
    return meant if any(one.is_known for one in meant) else [whole]


def _tidied(title: str) -> str:
    text = re.sub(r"\s{2,}", " ", title).strip()
    text = re.sub(r"[(（\[【]\s*[)）\]】]", "", text)
    text = re.sub(r"^(?:to|will|shall|please|kindly|负责|请)\s+", "", text.strip(_TIDY), flags=re.IGNORECASE).strip(
        _TIDY
    )
    if re.search(r"[(（][^)）]*$", text) is None:
        text = text.strip(_TIDY)
    return text[:1].upper() + text[1:] if text[:1].isascii() else text


def _take_tracker(found: ActionText, people: People, days: Days) -> None:
    match = _TRACKER.search(found.title)
    if match is not None:
        found.owners = owners_of(match[1], people)
        found.due, found.due_text = days.until(match[2]), match[2]
        found.title = found.title[: match.start()] + found.title[match.end() :]


def _take_keys(found: ActionText, people: People, days: Days) -> None:
    """Take values behind 责任人：, Owner:, due: and the like, wherever they stand."""
    keys = list(_KEY.finditer(level(found.title)))
    if not keys or (keys[0].start() == 0 and keys[0].lastgroup == "due" and len(keys) == 1):
        return
    kept = found.title[: keys[0].start()]
    for at, key in enumerate(keys):
        until = keys[at + 1].start() if at + 1 < len(keys) else len(found.title)
        value = found.title[key.end() : until]
        cut = re.search(r"[;；。]|[)）\]】]|(?<!\d)[,，](?!\s*\d{4})|\s[|—–-]\s|\s{2,}", value)
        if key.lastgroup == "owner" and cut is not None and cut[0] in ",，" and at + 1 < len(keys):
            cut = re.search(r"[;；。)）\]】]", value)
        taken, rest = (value[: cut.start()], value[cut.end() :]) if cut else (value, "")
        if key.lastgroup == "owner":
            found.owners = found.owners or owners_of(taken.strip(_TIDY), people)
        elif key.lastgroup == "due":
            found.due, found.due_text = days.first(taken), taken.strip(_TIDY)
        elif key.lastgroup is not None:
            setattr(found, key.lastgroup, taken.strip(_TIDY))
        kept = kept.rstrip("(（[【 |—–-,，;；/") + (
            f"，{rest.strip(_TIDY)}" if rest.strip(_TIDY + "()（）[]【】") else ""
        )
    found.title = kept


def _take_groups(found: ActionText, people: People, days: Days) -> None:
    """Take brackets that hold names and days only: (@li-na, 2025-07-11), （张伟，7月11日前）, [Li Na]."""
    for group in reversed(list(_GROUP.finditer(found.title))):
        behind = group.end() > 0 and any(spot.end == group.start() for spot in people.names_in(found.title))
        if behind and people.department(group[1]) is not None:  # 张敏（生产部）：...
            continue
        inside = re.sub(r"^(?:owner|due|责任人|负责人)\s*[:：]?\s*", "", group[1].strip(), flags=re.IGNORECASE)
        owners: list[Meant] = []
        due: Said | None = None
        rest = inside
        said = days.first(inside)
        week = _WEEK.search(inside[: said.start]) if said is not None else None
        if said is not None:
            before, after = inside[: said.start], inside[said.end :]
            found.is_due_guess = found.is_due_guess or week is not None
            before = _BY.sub("", before if week is None else before[: week.start()])
            after = _AFTER.sub("", level(after), count=1) if len(level(after)) == len(after) else after
            due, rest = said, f"{before},{after}"
        rest = re.sub(r"(?:负责|牵头|完成|主责)", "", rest)
        parts = [one.strip(_TIDY + "@") for one in re.split(r"[,，;；、/|]|\s-\s|\s+and\s+|\s{2,}", rest)]
        open_ended = next((one for one in parts if OPEN_ENDED.match(one)), "")
        parts = [one for one in parts if one and one != open_ended]
        owners = [people.meant(part) for part in parts]
        fits = all(one.is_known for one in owners) and (owners or due is not None or open_ended)
        if not fits and group.start() == 0 and len(parts) == 1 and len(parts[0]) <= 24 and not found.owners:
            fits = bool(_LATIN_NAME.match(parts[0]) or (is_han(parts[0]) and len(parts[0]) <= 4))
        if not fits and "@" in inside:
            fits = True
        if not fits or (due is not None and found.due is not None):
            continue
        found.owners = [*owners, *(one for one in found.owners if one not in owners)]
        if due is not None:
            found.due, found.due_text = due, inside[due.start if week is None else week.start() : due.end]
        elif open_ended:
            found.due_text = open_ended
        found.title = found.title[: group.start()] + " " + found.title[group.end() :]


def _take_mentions(found: ActionText, people: People) -> None:
    """Take @name: the first answers for it, further ones help."""
    while (at := re.search(r"[@＠]", found.title)) is not None:
        after = found.title[at.end() :]
        spot = next((one for one in people.names_in(after) if one.start == 0), None)
        if spot is not None:
            name, length = after[: spot.end], spot.end
        else:
            word = re.match(rf"[A-Za-z][\w.-]*|[{HAN}]{{2,4}}(?=[\s,，:：。]|$)|[{HAN}]{{2}}", after)
            if word is None:
                found.title = found.title[: at.start()] + after
                continue
            name, length = word[0], word.end()
        if not any(one.text == name for one in found.owners):
            found.owners.append(people.meant(name))
        before = found.title[: at.start()]
        first = next(iter(people.names_in(before)), None)
        around = before[: first.start] + before[first.end :] if first is not None else before
        if first is not None and not around.strip(_TIDY + "、和与及请由&"):  # 王强@陈杰
            found.owners.insert(0, people.meant(before[first.start : first.end]))
            before = ""
        found.title = f"{before.rstrip() + ' ' if before.strip() else ''}{after[length:].lstrip(' ,，:：')}"


def _take_owner(found: ActionText, people: People) -> None:
    """Take the name a line begins with: Li Na to ..., Li Na: ..., Li Na - ..., 张伟：..., 请张伟..., 销售部负责..."""
    if found.owners:
        return
    title = level(found.title)
    for pattern, strict in ((r"^([^:]{1,40}?)\s*:\s*", False), (r"^(.{1,40}?)\s+(?:to|will|shall|must|should|is to|"
    r"are to|"
    r"agreed to|has to)\s+", False),
                            (r"^(.{1,30}?)\s+-+>?\s+", True), (r"^(.{1,20}?)\s*\|\s*", True)):  # fmt: skip
        match = re.match(pattern, title, re.IGNORECASE)
        if match is None:
            continue
        owners = owners_of(match[1], people)
        is_sure = bool(owners) and owners[0].is_known
        looks = bool(_LATIN_NAME.match(match[1])) or (is_han(match[1]) and len(match[1]) <= 4 and ":" in match[0])
        if is_sure or (looks and not strict):
            found.owners = owners
            found.title = found.title[match.end() :]
            return
    before = re.match(r"^(?:请|由|责成|安排|要求|烦请|麻烦)\s*", title)
    start = before.end() if before is not None else 0
    spot = next((one for one in people.names_in(found.title) if one.start == start), None)
    if spot is not None and not belongs_to(found.title, spot):
        end = spot.end
        also = _ALSO.match(title[end:])
        rest = title[end + also.end() :] if also is not None else ""
        second = next((one for one in people.names_in(rest) if one.start == 0), None) if also is not None else None
        found.owners = [people.meant(found.title[spot.start : spot.end])]
        if second is not None and also is not None:
            found.owners.append(people.meant(rest[: second.end]))
            end += also.end() + second.end
        after = re.match(r"(?:同志)?\s*(?:负责|牵头|来|要|需)?(?:于(?=.{2,12}前))?\s*", title[end:])
        found.title = found.title[end + (after.end() if after is not None else 0) :]


def _take_lead(found: ActionText, people: People) -> None:
    """Take 由张总负责, 销售部牵头 and the like at the beginning or in the middle."""
    if found.owners:
        return
    title = level(found.title)
    match = _LEAD.match(title) or re.search(r"由(?P<name>[^\s,，:：。;；]{1,12}?)(?:负责|牵头|落实|完成|跟进)", title)
    if match is not None:
        meant = people.meant(match["name"])
        if meant.is_known:
            found.owners = [meant]
            found.title = found.title[: match.start()] + found.title[match.end() :]
            return
    before = re.match(r"^(?:请|由|责成|安排|要求|烦请|麻烦)\s*", title)
    start = before.end() if before is not None else 0
    for length in range(min(8, len(title) - start), 1, -1):
        meant = people.meant(title[start : start + length])
        if meant.person is not None and meant.why in ("family_name", "department_as_owner", "post"):
            found.owners = [meant._replace(text=title[start : start + length])]
            after = re.match(r"(?:负责|牵头)?\s*", title[start + length :])
            found.title = found.title[start + length + (after.end() if after is not None else 0) :]
            return


def _take_tail(found: ActionText, people: People) -> None:
    """Take a name behind the last dash, comma or bar, when nobody was named before."""
    ending = re.search(r"(?:\s[-–—|]\s*|[,，;；]\s*|——?)([^\s,，;；—]{2,12})\s*[.。]?$", found.title)
    if ending is not None and not found.due_text and OPEN_ENDED.match(ending[1]):
        found.due_text, found.title = ending[1], found.title[: ending.start()]
    if found.owners:
        return
    title = found.title.rstrip(_TIDY)
    parts = re.split(r"(\s+[-–—|]+>?\s*|——?|[,，;；。]|\t|\.\s)", title)
    while len(parts) >= 3:
        tail = parts[-1].strip(_TIDY)
        meant = owners_of(tail, people)
        if tail and meant and meant[0].is_known and len(tail) <= 30:
            found.owners = meant
            parts = parts[:-2]
            found.title = "".join(parts)
        return


def _take_assist(found: ActionText) -> None:
    match = _ASSISTED.search(found.title)
    if match is not None and not found.assist:
        found.assist = match[1]
        found.title = found.title[: match.start()]


def _take_due(found: ActionText, days: Days) -> None:
    """Take the day by which: one behind by or before 前, else one that ends or begins the line, else any."""
    said = list(days.all(found.title))
    if not said:
        return
    title = level(found.title)
    marked = [one for one in said if _BY.search(title[: one.start]) or _UNTIL_THEN.match(title[one.end :])]
    last = said[-1]
    at_end = not title[last.end :].strip(_TIDY + ")）]")
    at_start = not title[: said[0].start].strip(_TIDY)
    chosen = marked[-1] if marked else last if at_end else said[0] if at_start else last
    found.is_due_guess = not marked and (len(said) > 1 or not (at_end or at_start))
    found.due, found.due_text = chosen, found.title[chosen.start : chosen.end]
    if not (marked or at_end or at_start):
        return
    before, after = found.title[: chosen.start], found.title[chosen.end :]
    before = _BY.sub("", before)
    cut = _AFTER.match(level(after))
    after = after[cut.end() :] if cut is not None else after
    is_joint = before.rstrip()[-1:].isascii() and after.lstrip()[:1].isascii()
    found.title = f"{before.rstrip()}{' ' if is_joint else ''}{after.lstrip()}"
