from __future__ import annotations

from pathlib import Path

from tests.edits.moves import do, refused, rewrite
from tests.rules.worlds import green_demo

PATH = "evaluations/2025-q3/sales-2025-q3.yaml"
TITLED = "销售部三季度履职评价 (sales-2025-q3)"


def test_it_is_published_and_replied_to(tmp_path: Path) -> None:
    root = green_demo(tmp_path)
    rewrite(root, PATH, "status: final", "status: draft")
    assert do(root, "evaluation publish", "sales-2025-q3") == ["-status: draft", "+status: published"]
    assert refused(root, "evaluation reply", "sales-2025-q3", reply="Fine") == (
        f"{TITLED} has no consequence to which a reply is open; leave the text out, or keep it under `notes`"
    )
    consequences = "consequences:\n  - {kind: improvement_plan}\n  - {kind: reward, reply: Thanks}\nscore:"
    rewrite(root, PATH, "score:", consequences)
    assert do(root, "evaluation reply", "sales-2025-q3", reply="The checklist is in use") == [
        "-  - {kind: improvement_plan}",
        "+  - {kind: improvement_plan, reply: The checklist is in use}",
        "-status: published",
        "+status: replied",
    ]


def test_a_reply_needs_no_words(tmp_path: Path) -> None:
    root = green_demo(tmp_path)
    assert refused(root, "evaluation reply", "sales-2025-q3") == (
        f"{TITLED} is final, and collab evaluation reply is for what is published; final is a final state"
    )
    rewrite(root, PATH, "status: final", "status: published")
    assert do(root, "evaluation reply", "sales-2025-q3") == ["-status: published", "+status: replied"]
