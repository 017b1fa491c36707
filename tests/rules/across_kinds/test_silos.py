from __future__ import annotations

from pathlib import Path

from tests.rules.chinese import in_chinese
from tests.rules.worlds import Found, check, found, small_company

DEPARTMENTS = """\
- {id: sales, name: {zh: 销售部, en: Sales}, head: zhang-wei}
- {id: production, name: {zh: 生产部, en: Production}, head: wang-qiang}
- {id: marketing, name: {zh: 市场部, en: Marketing}, head: liu-fang}
- {id: service, name: {zh: 服务部, en: Service}, head: li-na}
- {id: hotline, name: Hotline, parent: service, head: li-na}
"""


def service(tmp_path: Path, *others: str, **more: str) -> Path:
    """Return the company with a department that hands work to itself, once for each of ``others``."""
    text = (
        "title: H\nfrom: hotline\nto: {other}\nitem: I\nfrequency: day\nsla: Daily\n"
        "accepted_by: {{person: li-na, date: 2025-02-03}}\nstatus: agreed\n"
    )
    files = {f"handoffs/h{number}.yaml": text.format(other=other) for number, other in enumerate(others)}
    return small_company(tmp_path, {"departments.yaml": DEPARTMENTS, **files, **more})


def test_x965_names_the_department_that_works_with_itself_alone(tmp_path: Path) -> None:
    outcome = check(service(tmp_path, "service", "service", "service"), profile="strict")
    assert found(outcome, "X965") == [
        Found(
            "X965",
            "info",
            "departments.yaml:4:4",
            "Service is tied to no other department, but 3 times within itself; "
            "agree on a goal, a hand-off or a project with another department",
            ("department:service",),
        )
    ]
    assert in_chinese(outcome, "X965") == [
        "服务部与其他部门没有任何协作联系，内部却有 3 次；与其他部门商定一个共同目标、交付或项目"
    ]


def test_x965_is_silent_below_three_ties(tmp_path: Path) -> None:
    assert found(check(service(tmp_path, "service", "service"), profile="strict"), "X965") == []


def test_x965_is_silent_with_one_tie_to_another(tmp_path: Path) -> None:
    root = service(tmp_path, "service", "service", "service", "sales")
    assert found(check(root, profile="strict"), "X965") == []


def test_x965_is_not_in_the_standard_profile(tmp_path: Path) -> None:
    root = service(tmp_path, "service", "service", "service")
    assert found(check(root, profile="standard"), "X965") == []
