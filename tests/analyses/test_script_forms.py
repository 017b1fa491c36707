"""Traditional and simplified characters."""

from __future__ import annotations

import subprocess
import sys

import pytest

from collab_cli.analyses.script_forms import is_traditional, simplified


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("市場調研", "市场调研"),
        ("客戶投訴處理", "客户投诉处理"),
        ("客户投诉", "客户投诉"),
        ("Café 客戶 🎉", "Café 客户 🎉"),
        ("Café 🎉", "Café 🎉"),
        ("", ""),
    ],
)
def test_traditional_becomes_simplified(text: str, meant: str) -> None:
    assert simplified(text) == meant
    assert is_traditional(text) is (text != meant)
    assert simplified(meant) == meant


def test_simplified_texts_load_no_converter() -> None:
    lines = (
        "import sys",
        "from collab_cli.analyses.script_forms import simplified",
        "simplified('客户投诉 Café 🎉')",
        "assert 'opencc' not in sys.modules",
        "simplified('客戶')",
        "assert 'opencc' in sys.modules",
    )
    subprocess.run([sys.executable, "-c", "\n".join(lines)], check=True)
