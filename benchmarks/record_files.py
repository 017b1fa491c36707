"""The record files of a corpus, found without any code of the product."""

from __future__ import annotations

from pathlib import Path


def record_files(workspace: Path) -> list[Path]:
    """Return all YAML files of ``workspace`` outside hidden folders, sorted."""
    registers = workspace.glob("*.yaml")
    in_folders = (path for top in workspace.iterdir() if _is_shown(top) for path in top.rglob("*.yaml"))
    return sorted([*registers, *in_folders])


def _is_shown(top: Path) -> bool:
    return top.is_dir() and not top.name.startswith((".", "_"))
