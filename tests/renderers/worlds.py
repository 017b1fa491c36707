"""A small report with every block, findings of every shape, and texts that try to break out."""

import gettext
import io
import json
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from collab_cli.findings import Finding, Place, Related, Severity
from collab_cli.i18n import LOCALE_DIR, Language
from collab_cli.messages import Message, msg
from collab_cli.page import FindingList, Report

SHARED = Path(__file__).parents[2].parent / "shared"

ENGLISH = Language("en", ())


def chinese() -> Language:
    """Return Chinese from this part's own catalogue source, whatever is compiled."""
    with (LOCALE_DIR / "zh_CN/renderers.po").open("rb") as file:
        catalogue = read_po(file)
    out = io.BytesIO()
    write_mo(out, catalogue)
    out.seek(0)
    return Language("zh", (gettext.GNUTranslations(out),))


CHINESE = chinese()


def finding(
    code: str,
    severity: Severity,
    place: Place,
    message: str,
    hint: str | None = None,
    related: tuple[Related, ...] = (),
) -> Finding:
    remedy = Message(hint) if hint is not None else None
    return Finding(code, "a-slug", severity, place, Message(message), remedy, related=related)


OVERLAP = finding(
    "R313",
    Severity.ERROR,
    Place("charters/marketing.yaml", 7, 31),
    "Market research (market-research) is owned by Marketing and Sales",
    "keep one A or split the scopes",
    (Related(Place("charters/sales.yaml", 12, 10), Message("the other A")),),
)
GAP = finding(
    "R315",
    Severity.ERROR,
    Place("collab.yaml"),
    "Complaint handling (complaint-handling) is required but no effective charter covers it",
    "add a duty to one charter",
)
VAGUE = [
    finding(
        "R317",
        Severity.WARNING,
        Place("charters/marketing.yaml", 6 + index, 6),
        "Customer development (customer-development) lacks scope and input",
        "add them",
    )
    for index in range(12)
]
RISK = [finding("G110", Severity.INFO, Place("goals/a.yaml", 2 + n, 1), "Goal a lacks a risk") for n in range(2)]
SOURCES = {
    ("charters/marketing.yaml", 7): "  - {id: market-research, raci: {A: marketing}}",
    ("charters/sales.yaml", 12): "\t- 市场调研: {A: sales}",
    ("collab.yaml", 1): "schema: 1",
}
FINDINGS = FindingList(
    (*VAGUE[:1], OVERLAP, *VAGUE[1:], GAP, *RISK),
    SOURCES,
    (Message("2 errors, 12 warnings, 2 infos"), msg("explain one: {command}", command="collab explain R313")),
)


def report(*page: object) -> Report:
    return Report("collab/check/v1", page)  # type: ignore[arg-type]


OWN_STRINGS = [
    *("\x1b[31mred\x1b[0m", "\x1b]8;;http://x\x07link\x1b]8;;\x07", "\x9b31m", "a\rb", "a\r\nb", "a\x00b", "\x7f"),
    *("\u202egnp.exe", "\u2066x\u2069", "zero\u200bwidth", "\ufeffbom", "\u2028line", "tag\U000e0041"),
    *("[bold]markup[/bold]", "[link=http://x]y[/link]", ":smile:", "[/]", "::error file=x::boom", "##[error]x"),
    *("<img src=x onerror=alert(1)>", "![x](http://x/y.png)", "[x](javascript:alert(1))", "<javascript:x>"),
    *("@everyone", "@org/team", "see #12 and GH-3", "!7", "```\n</pre>", "| a | b |", "a | b", "# title", "- item"),
    *(
        "1. one",
        "> quote",
        "---",
        "===",
        "+ x",
        "    code",
        "***",
        "__init__",
        "&lt;b&gt;",
        "&#64;root",
        "\\@x",
        "~~x~~",
    ),
    *("=1+1", "{place}", "{}", "%s", "$math$", "http://user@host/#1", "a\n\nb\n# c", "a`b``c", "`", "*a*"),
    *("市场部（华东）", "", " ", "\t", "\n"),
]


def naughty() -> list[str]:
    path = SHARED / "testdata/blns/blns.json"
    blns = json.loads(path.read_text("utf-8")) if path.exists() else []
    return [*OWN_STRINGS, *blns]
