"""What a rule says about itself: its docstring as data, and the pages `collab explain` shows."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from collab_cli.findings import Severity
from collab_cli.messages import Message, Param, msg
from collab_cli.model.field_types import Number
from collab_cli.model.settings import Settings
from collab_cli.model.thresholds import THRESHOLDS, duration_of, number_of
from collab_cli.page import Block, Code, Facts, Heading, Report, Table, Text
from collab_cli.rules.rule import Rule
from collab_cli.rules.waiving import NEVER_WAIVED, PAIR_RULES

FINDS, MATTERS, EXAMPLE, INSTEAD = "What it finds", "Why it matters", "Example", "Instead"
BEFORE = "Before"
"""The heading of the files before a change, above the example, which shows them after it."""
MEND = "How to mend it"
HEADINGS = (FINDS, MATTERS, BEFORE, EXAMPLE, INSTEAD, MEND)
"""The headings of a rule's docstring, in this order; only rules about a change have the one of what was before."""

OUTSIDE_FILES = frozenset({"S018"})
"""Rules whose findings stand at files nobody reads, where a comment would be read by nobody either."""

_FILE = re.compile(r"^# (\S+\.ya?ml)( \(removed\))?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ExampleFile:
    """A file of an example; ``text`` is None for one that is taken away."""

    path: str
    text: str | None


@dataclass(frozen=True, slots=True)
class RuleDoc:
    """The docstring of a rule by its parts.

    Texts have their white space collapsed, so that they are keys of the catalogue. ``example`` shows files with
    the fault, ``instead`` the same without; a note stands where files cannot show it. ``before`` are the files as they
    were, where the fault is a change of them. ``mend`` says what people do about it.
    """

    summary: str
    finds: str
    matters: str
    example: tuple[ExampleFile, ...]
    instead: tuple[ExampleFile, ...]
    mend: str
    example_note: str = ""
    instead_note: str = ""
    before: tuple[ExampleFile, ...] = ()


@cache
def documentation_of(rule: Rule) -> RuleDoc:
    """Return what a rule says about itself; raise ValueError when a part is missing or the headings differ."""
    return parse_documentation(rule.documentation)


def parse_documentation(docstring: str) -> RuleDoc:
    """Return a rule's docstring by its parts; raise ValueError when a part is missing or the headings differ."""
    sections: dict[str, list[str]] = {"": []}
    title = ""
    for line in inspect.cleandoc(docstring).split("\n"):
        if line in HEADINGS:
            if line in sections:
                raise ValueError(f"{line} stands there twice")
            title = line
            sections[title] = []
        elif title and line and not line.startswith("    "):
            raise ValueError(f"no heading of a rule: {line}")
        else:
            sections[title].append(line[4:] if title else line)
    if tuple(sections) != ("", *(title for title in HEADINGS if title != BEFORE or title in sections)):
        raise ValueError(f"headings are {', '.join(list(sections)[1:])}")
    empty = [title or "summary" for title, lines in sections.items() if not "".join(lines).strip()]
    if empty:
        raise ValueError(f"nothing under {', '.join(empty)}")
    example_note, example = _files(sections[EXAMPLE])
    instead_note, instead = _files(sections[INSTEAD])
    before_note, before = _files(sections.get(BEFORE, []))
    if before_note:
        raise ValueError(f"no file under {BEFORE}: {before_note}")
    return RuleDoc(
        _collapsed(sections[""]),
        _collapsed(sections[FINDS]),
        _collapsed(sections[MATTERS]),
        example,
        instead,
        _collapsed(sections[MEND]),
        example_note,
        instead_note,
        before,
    )


def _files(lines: list[str]) -> tuple[str, tuple[ExampleFile, ...]]:
    """Return the note before the first file, and the files."""
    note: list[str] = []
    files: list[ExampleFile] = []
    body = note
    for line in lines:
        opening = _FILE.match(line)
        if opening is None:
            body.append(line)
            continue
        _close(files, body)
        body = []
        files.append(ExampleFile(opening[1], None if opening[2] else ""))
    _close(files, body)
    return _collapsed(note), tuple(files)


def _close(files: list[ExampleFile], body: list[str]) -> None:
    """Give the last file its lines; of one that is taken away nothing is kept."""
    if files and files[-1].text is not None:
        files[-1] = ExampleFile(files[-1].path, "\n".join(body).strip("\n") + "\n")


def _collapsed(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split())


def explain(rule: Rule, settings: Settings | None) -> Report:
    """Return the page of a rule, with the limits and the severity ``settings`` give it (None: the defaults)."""
    doc = documentation_of(rule)
    limits = [_limit(name, settings) for name in rule.thresholds]
    page: list[Block] = [
        Heading(
            msg(
                "{code} {slug}: {term} ({severity}, profile {profile})",
                code=rule.code,
                slug=rule.slug,
                term=Message(rule.term),
                severity=_SEVERITY_WORDS[rule.severity.value],
                profile=rule.profile,
            )
        ),
        Text(Message(doc.summary)),
        Facts(tuple(_facts(rule, settings))),
        Heading(msg("What it finds"), 2),
        Text(Message(doc.finds)),
        Heading(msg("Why it matters"), 2),
        Text(Message(doc.matters)),
        *((Heading(msg("Before the change"), 2), *_shown("", doc.before)) if doc.before else ()),
        Heading(msg("Example"), 2),
        *_shown(doc.example_note, doc.example),
        Heading(msg("Instead"), 2),
        *_shown(doc.instead_note, doc.instead),
        Heading(msg("How to mend it"), 2),
        Text(Message(doc.mend)),
    ]
    if limits:
        page += [Heading(msg("Limits"), 2), _limits_table(limits)]
    page += [Heading(msg("How to waive it"), 2), *_waiving(rule)]
    record = {
        **_record(rule),
        "finds": Message(doc.finds),
        "matters": Message(doc.matters),
        "before": [{"path": file.path, "text": file.text} for file in doc.before],
        "example": [{"path": file.path, "text": file.text} for file in doc.example],
        "instead": [{"path": file.path, "text": file.text} for file in doc.instead],
        "mend": Message(doc.mend),
        "fix": rule.fix,
        "thresholds": limits,
        "handbook": None if rule.handbook == "-" else rule.handbook,
    }
    return Report("collab/explain/v1", tuple(page), record)


def list_rules(rules: Iterable[Rule]) -> Report:
    """Return the page that lists rules by family."""
    families: dict[str, list[Rule]] = {}
    for rule in sorted(rules, key=lambda rule: rule.code):
        families.setdefault(rule.code[0], []).append(rule)
    page: list[Block] = [Heading(msg("Rules"))]
    columns = (msg("Code"), msg("Name"), msg("Severity"), msg("Profile"), msg("What is wrong"))
    for letter, members in families.items():
        page.append(Heading(msg("{letter}: {family}", letter=letter, family=FAMILIES.get(letter, letter)), 2))
        page.append(Table(columns, tuple(_row(rule) for rule in members)))
    listed = [_record(rule) for members in families.values() for rule in members]
    return Report("collab/rules/v1", tuple(page), {"rules": listed})


FAMILIES: Mapping[str, Message] = {
    "S": msg("structure"),
    "G": msg("goals"),
    "P": msg("participation and consensus"),
    "R": msg("responsibilities"),
    "M": msg("meetings"),
    "A": msg("actions and issues"),
    "C": msg("channels, documents, hand-offs"),
    "T": msg("training"),
    "B": msg("resources"),
    "E": msg("accountability"),
    "K": msg("culture and cases"),
    "D": msg("change control"),
    "X": msg("across kinds"),
}
"""What the first letter of a code stands for."""

_SEVERITY_WORDS: Mapping[str, Message] = {
    "error": msg("error"),
    "warning": msg("warning"),
    "info": msg("info"),
    "off": msg("switched off"),
}


def _row(rule: Rule) -> tuple[Param, ...]:
    summary = Message(documentation_of(rule).summary)
    return (rule.code, rule.slug, _SEVERITY_WORDS[rule.severity.value], rule.profile, summary)


def _record(rule: Rule) -> dict[str, Any]:
    return {
        "code": rule.code,
        "slug": rule.slug,
        "term": Message(rule.term),
        "severity": rule.severity,
        "profile": rule.profile,
        "day": rule.day,
        "summary": Message(documentation_of(rule).summary),
    }


def _facts(rule: Rule, settings: Settings | None) -> Iterator[tuple[Param, Param]]:
    own = None
    if settings is not None:
        own = settings.check.severity.get(rule.code) or settings.check.severity.get(rule.slug)
    if own is not None:
        yield msg("Severity here"), _SEVERITY_WORDS[own]
    if rule.day:
        yield msg("Depends on"), msg("the day the check is made for: it can change although no file does")
    else:
        yield msg("Depends on"), msg("the files alone")
    if rule.handbook != "-":
        yield msg("Handbook"), rule.handbook


def _shown(note: str, files: tuple[ExampleFile, ...]) -> Iterator[Block]:
    if note:
        yield Text(Message(note))
    shown = [f"# {file.path}\n{file.text}" if file.text is not None else f"# {file.path} (removed)\n" for file in files]
    if shown:
        yield Code("\n".join(shown), "yaml")


def _limit(name: str, settings: Settings | None) -> dict[str, Any]:
    threshold = THRESHOLDS[name]
    value = threshold.default
    if settings is not None:
        read = number_of if isinstance(threshold.default, Number) else duration_of
        value = read(settings, name)
    return {
        "name": name,
        "value": value,
        "default": threshold.default,
        "low": threshold.low,
        "high": threshold.high,
        "meaning": threshold.doc,
    }


def _limits_table(limits: list[dict[str, Any]]) -> Table:
    columns = (msg("Name"), msg("Value"), msg("Default"), msg("Range"), msg("Meaning"))
    return Table(columns, tuple(_limit_row(limit) for limit in limits), "<>><<")


def _limit_row(limit: Mapping[str, Any]) -> tuple[Param, ...]:
    span: Param = msg("a duration")
    if limit["low"] is not None:
        span = msg("{low} to {high}", low=limit["low"], high=limit["high"])
    return (limit["name"], limit["value"], limit["default"], span, limit["meaning"])


def _waiving(rule: Rule) -> Iterator[Block]:
    if rule.code in NEVER_WAIVED:
        yield Text(msg("It cannot be waived."))
        return
    if rule.severity is not Severity.ERROR and rule.code not in OUTSIDE_FILES:
        yield Text(msg("With a comment on the line of the finding or the line above, giving the reason:"))
        yield Code(f"# collab: ignore[{rule.code}] REASON\n", "yaml")
        if rule.target:
            yield Text(msg("Or with an entry in waivers.yaml, which a finding that is an error always needs:"))
    elif rule.target:
        yield Text(msg("With an entry in waivers.yaml that somebody approves and that expires:"))
    if not rule.target:
        yield Text(
            msg(
                "Its findings name no record, so no entry of waivers.yaml covers them; {setting} under check in "
                "collab.yaml leaves the whole rule out.",
                setting=f"`ignore: [{rule.code}]`",
            )
        )
        return
    yield Code(_waiver_entry(rule), "yaml")
    yield Text(
        msg("The target is one of the records of the finding, which {command} shows.", command="`collab check --json`")
    )
    if rule.code in PAIR_RULES:
        yield Text(
            msg("The line with says that these two are not the same; without it every pair of the target is meant.")
        )


def _waiver_entry(rule: Rule) -> str:
    """Return the entry to copy; words in capitals are to be replaced, and the target is that of the example."""
    lines = [f"- id: {rule.slug}-1", f"  rule: {rule.code}", f'  target: "{rule.target}"']
    if rule.code in PAIR_RULES:
        lines.append(f'  with: "{rule.other}"')
    lines += ["  reason: REASON", "  approved_by: PERSON", "  expires: YYYY-MM-DD"]
    return "\n".join(lines) + "\n"
