"""A small company whose duties name departments, persons and roles, for tests of views of the matrix."""

from __future__ import annotations

from random import Random

COMPANY: dict[str, str] = {
    "departments.yaml": """\
- {id: sales, name: {zh: 销售部, en: Sales}, head: zhang-wei}
- {id: north, name: {zh: 北区, en: North}, parent: sales, head: chen-jie}
- {id: production, name: {zh: 生产部, en: Production}, head: wang-qiang}
- {id: marketing, name: {zh: 市场部, en: Marketing}}
- {id: archive, name: {zh: 档案室, en: Archive}, status: closed}
""",
    "people.yaml": """\
- {id: zhang-wei, name: {zh: 张伟, en: Zhang Wei}, department: sales, role: key-account}
- {id: chen-jie, name: {zh: 陈杰, en: Chen Jie}, department: north}
- {id: wang-qiang, name: {zh: 王强, en: Wang Qiang}, department: production}
- {id: gone, name: {zh: 离职, en: Gone}, department: production, status: left}
- {id: li-na, name: {zh: 李娜, en: Li Na}}
""",
    "roles.yaml": """\
- {id: key-account, name: {zh: 大客户经理, en: Key account manager}, department: sales}
- {id: clerk, name: {zh: 文员, en: Clerk}, department: marketing}
""",
    "activities.yaml": """\
- {id: research, name: {zh: 市场调研, en: Market research}, domain: selling, required: false}
- {id: tenders, name: {zh: 投标, en: Tenders}, domain: selling, required: false}
- {id: planning, name: {zh: 生产计划, en: Planning}, domain: making, required: false}
- {id: safety, name: {zh: 安全, en: Safety}, required: false}
""",
}

PARTIES = (
    "sales",
    "north",
    "production",
    "marketing",
    "person:chen-jie",
    "person:li-na",
    "role:key-account",
    "role:clerk",
)


def charter(*rows: str, head: str = "status: effective") -> str:
    """Return the text of a charter whose rows start on line 4."""
    return f"title: Charter\n{head}\nduties:\n" + "".join(f"  - {{{row}}}\n" for row in rows)


def drawn_charters(seed: int) -> list[str]:
    """Return rows of charters with letters drawn at random, each about another activity of `drawn_activities`."""
    draw = Random(seed)
    cells = ("A", "R", "AR", "C", "I")
    return [
        f"id: a{number}, weight: {draw.randint(1, 9)}, raci: {{"
        + ", ".join(f"{party}: {draw.choice(cells)}" for party in draw.sample(PARTIES, draw.randint(1, 4)))
        + "}"
        for number in range(12)
    ]


def drawn_activities() -> str:
    """Return the catalogue of the activities of `drawn_charters`."""
    return "".join(f"- {{id: a{number}, name: Activity {number}, required: false}}\n" for number in range(12))
