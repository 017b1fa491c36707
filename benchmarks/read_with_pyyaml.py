"""Read and parse every file of a workspace with PyYAML's loader in C, and do nothing with it."""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

from benchmarks.record_files import record_files

for path in record_files(Path(sys.argv[1])):
    yaml.load(path.read_bytes(), yaml.CSafeLoader)
