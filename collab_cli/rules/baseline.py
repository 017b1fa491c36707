"""The baseline: findings a team has accepted as they are, by their fingerprints."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from collab_cli.errors import CollabError
from collab_cli.findings import Finding
from collab_cli.messages import Message, msg
from collab_cli.rules.waiving import NEVER_WAIVED

BASELINE_FILE = "collab-baseline.json"
SCHEMA = "collab/baseline/v1"
NEVER_ACCEPTED = NEVER_WAIVED
"""What no waiver covers no baseline covers either: files nobody can read, and waivers that hold no more."""

Key = tuple[str, str]
"""Code and fingerprint of findings."""

_CODE = re.compile(r"[A-Z]\d{3}")
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Baseline:
    """How many findings of each code and fingerprint are accepted."""

    counts: Mapping[Key, int]

    def sort_out(self, findings: Iterable[Finding], judged: Container[str]) -> tuple[tuple[Finding, ...], int]:
        """Return which of the findings are accepted, and how many more are that nobody finds any more.

        ``judged`` are the codes of which all findings are given; of others nobody can tell what is gone.
        """
        left = Counter(self.counts)
        accepted: list[Finding] = []
        for finding in findings:
            key = (finding.code, finding.fingerprint)
            if left[key] > 0 and finding.code not in NEVER_ACCEPTED:
                left[key] -= 1
                accepted.append(finding)
        gone = sum(count for (code, _), count in left.items() if code in judged)
        return tuple(accepted), gone

    def agreeing(self, other: Baseline) -> Baseline:
        """Return what both accept."""
        counts = {key: min(count, other.counts.get(key, 0)) for key, count in self.counts.items()}
        return Baseline({key: count for key, count in counts.items() if count})

    @property
    def size(self) -> int:
        """Return how many findings are accepted."""
        return sum(self.counts.values())

    @property
    def data(self) -> bytes:
        """Return the file as bytes: one finding a line, in the order of codes and fingerprints."""
        entries = [
            json.dumps({"code": code, "fingerprint": fingerprint, "count": count})
            for (code, fingerprint), count in sorted(self.counts.items())
        ]
        lines = ",\n    ".join(entries)
        return f'{{\n  "schema": "{SCHEMA}",\n  "findings": [\n    {lines}\n  ]\n}}\n'.encode()


def baseline_of(findings: Iterable[Finding]) -> Baseline:
    """Return the baseline that accepts these findings, but for those that cannot be accepted."""
    counted = Counter((one.code, one.fingerprint) for one in findings if one.code not in NEVER_ACCEPTED)
    return Baseline(dict(counted))


def read_baseline(data: bytes) -> Baseline:
    """Return the baseline a file holds; raise CollabError for one that cannot be used."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        raise _unusable(msg("it is no JSON")) from None
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        raise _unusable(msg("its schema is not {schema}", schema=SCHEMA))
    entries = found.get("findings")
    if not isinstance(entries, list):
        raise _unusable(msg("it has no list of findings"))
    counts: Counter[Key] = Counter()
    for number, entry in enumerate(entries, start=1):
        counts[_key(entry, number)] += entry["count"]
    return Baseline(dict(counts))


def _key(entry: Any, number: int) -> Key:
    """Return what an entry accepts; raise CollabError for one that is not as it should be."""
    if isinstance(entry, dict):
        code, fingerprint, count = str(entry.get("code")), str(entry.get("fingerprint")), entry.get("count")
        is_count = isinstance(count, int) and not isinstance(count, bool) and count > 0
        if is_count and _CODE.fullmatch(code) and _FINGERPRINT.fullmatch(fingerprint):
            return code, fingerprint
    raise _unusable(msg("entry {number} lacks a code, a fingerprint or a count", number=number))


def _unusable(reason: Message) -> CollabError:
    return CollabError(
        msg("{path} cannot be used: {reason}", path=BASELINE_FILE, reason=reason),
        msg("restore it from git, or write it anew with {command}", command="`collab check --update-baseline`"),
    )
