"""The small workspace of two states with agreements in it, and who is asked about a change as lines of text."""

from __future__ import annotations

from collab_cli.analyses.changes.ask import Ask
from collab_cli.analyses.changes.find_changes import find_changes
from collab_cli.analyses.changes.who_agrees import Agreements, who_agrees
from tests.analyses.changes.two_states import COMPANY, Files, rewritten, world_with

HEADS = {"sales": "zhang-wei", "marketing": "liu-fang", "production": "wang-qiang"}


def digest_of(files: Files, ref: str) -> str:
    """Return the digest of the present text of a record."""
    world = world_with(files)
    record = world.workspace.find(ref)
    assert record is not None
    return world.digest(record)


def approved(files: Files, charter: str, *departments: str, date: str = "2025-06-01", more: str = "") -> Files:
    """Return the files with approvals of the present text of a charter."""
    digest = digest_of(files, f"charter:{charter}")
    entries = "".join(
        f'  - {{department: {one}, by: {HEADS[one]}, date: {date}, digest: "{digest}"{more}}}\n' for one in departments
    )
    return appended(files, f"charters/{charter}.yaml", f"approvals:\n{entries}")


def logged_as_editorial(files: Files, charter: str, before: str, by: str) -> Files:
    """Return the files with an entry of the change log: from that digest to the present one only wording changed."""
    now = digest_of(files, f"charter:{charter}")
    entry = f'  - {{version: 1, date: 2025-06-20, by: {by}, editorial: {{from: "{before}", to: "{now}"}}}}\n'
    return appended(files, f"charters/{charter}.yaml", f"change_log:\n{entry}")


def proposed(files: Files, *refs: str, status: str = "accepted", more: str = "") -> Files:
    """Return the files with a proposal on the present text of records, in which sales and marketing are heard."""
    subjects = "".join(f'  - {{ref: "{ref}", digest: "{digest_of(files, ref)}"}}\n' for ref in refs)
    text = f"title: Plan\ntype: goal_set\naffected: [sales, marketing]\nstatus: {status}\nsubjects:\n{subjects}{more}"
    return {**files, "proposals/2025/plan.yaml": text + ("decided: 2025-06-02\n" if status == "accepted" else "")}


def appended(files: Files, path: str, text: str) -> Files:
    """Return the files with lines at the end of one of them."""
    before = files[path]
    assert isinstance(before, str)
    return {**files, path: before + text}


def agreements(before: Files, after: Files) -> Agreements:
    """Return who is asked about the change between two states."""
    one, other = world_with(before), world_with(after)
    return who_agrees(one, other, find_changes(one, other))


def asked(before: Files, after: Files) -> list[str]:
    """Return who is asked about the change between two states, one line each."""
    return [line(ask) for ask in agreements(before, after).asks]


def line(ask: Ask) -> str:
    """Return record, who is asked, why and the answer."""
    who = f"{ask.department or '-'}/{ask.person or '-'}"
    wanted = "" if ask.wanted == "agree" else " reads"
    return f"{ask.record.ref}{' (gone)' * ask.is_gone} {who}{wanted} [{', '.join(ask.reasons)}] {ask.answer}"


MORE_SCOPE = ("charters/sales.yaml", ("scope: All prices", "scope: All prices and discounts"))
"""A change of the text of the charter of sales."""


def with_more_scope(files: Files = COMPANY) -> Files:
    return rewritten(MORE_SCOPE[0], MORE_SCOPE[1], files=files)
