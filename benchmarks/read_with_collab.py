"""Read and parse every file of a workspace with our reader, as a check does, and ask for no place in it."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.record_files import record_files
from collab_cli.documents.reader import read_document

for path in record_files(Path(sys.argv[1])):
    reading = read_document(path.name, path.read_bytes())
    if reading.document is None:
        raise SystemExit(f"{path}: {reading.faults}")
