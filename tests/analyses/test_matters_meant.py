"""What people type, and the matters that are found for it: in the demo, and in a company of forty duties."""

from __future__ import annotations

import pytest

from collab_cli.analyses.matters_meant import Meant, matters_meant, nearest_duties
from collab_cli.graph.world import World
from tests.conftest import MakeWorkspace
from tests.rules.worlds import green_demo, world_of

DUTIES = {
    "finance": (
        "budgeting: 预算编制 / Budgeting",
        "invoice-checking: 发票审核 / Invoice checking",
        "expense-claims: 费用报销 / Expense claims",
        "tax-returns: 税务申报 / Tax returns",
        "credit-control: 应收账款催收 / Credit control",
        "cash-planning: 资金计划 / Cash planning",
        "asset-counting: 固定资产盘点 / Asset stocktaking",
        "cost-accounting: 成本核算 / Cost accounting",
    ),
    "people": (
        "recruiting: 人员招聘 / Recruiting",
        "induction: 新员工入职培训 / Induction of new employees",
        "appraisals: 绩效考核 / Performance appraisals",
        "leave-records: 考勤与休假管理 / Leave records",
        "labour-contracts: 劳动合同签订 / Labour contracts",
        "skills-training: 技能培训 / Skills training",
        "suggestions: 员工合理化建议 / Employee suggestions",
        "office-safety: 办公安全 / Office safety",
    ),
    "purchasing": (
        "supplier-selection: 供应商选择 / Supplier selection",
        "supplier-audits: 供应商审核 / Supplier audits",
        "purchase-orders: 采购订单 / Purchase orders",
        "price-negotiation: 采购价格谈判 / Price negotiation",
        "incoming-inspection: 来料检验 / Incoming inspection",
        "material-planning: 物料需求计划 / Material requirements planning",
        "warehouse-stock: 仓库库存盘点 / Warehouse stocktaking",
        "import-customs: 进口报关 / Import customs clearance",
    ),
    "engineering": (
        "product-design: 产品设计 / Product design",
        "drawing-release: 图纸发布 / Drawing release",
        "change-requests: 工程变更 / Engineering changes",
        "prototype-tests: 样机试验 / Prototype testing",
        "patents: 专利申请 / Patent applications",
        "software-development: 软件开发 / Software development",
        "equipment-maintenance: 设备维护保养 / Equipment maintenance",
        "mould-care: 模具管理 / Mould care",
    ),
    "service": (
        "complaints: 客户投诉 / Customer complaints",
        "returns: 退货处理 / Returns",
        "field-service: 上门维修 / Field service",
        "spare-parts: 备件供应 / Spare parts supply",
        "warranty: 质保索赔 / Warranty claims",
        "hotline: 服务热线 / Service hotline",
        "satisfaction: 客户满意度调查 / Customer satisfaction survey",
        "user-manuals: 用户手册 / User manuals",
    ),
}
"""Duties of departments: id, Chinese and English."""


def company_of_forty() -> dict[str, str]:
    files = {"departments.yaml": "", "people.yaml": "", "activities.yaml": ""}
    for number, (department, duties) in enumerate(DUTIES.items()):
        files["departments.yaml"] += f"- {{id: {department}, name: {department.title()}, head: p{number}}}\n"
        files["people.yaml"] += f"- {{id: p{number}, name: 主管{number}, department: {department}}}\n"
        rows = ""
        for duty in duties:
            own, _, names = duty.partition(": ")
            zh, _, en = names.partition(" / ")
            files["activities.yaml"] += f"- {{id: {own}, name: {{zh: {zh}, en: {en}}}}}\n"
            rows += f"  - {{id: {own}, raci: {{{department}: AR}}}}\n"
        title = f"title: {department.title()}\nstatus: effective\nduties:\n"
        files[f"charters/{department}.yaml"] = title + rows
    files["collab.yaml"] = (
        "schema: 1\ncompany: {name: Forty, head: p0}\nperiods: [{id: '2025', start: 2025-01-01, end: 2025-12-31}]\n"
        "glossary: [[供应商, 供货商, supplier, vendor], [客户, 顾客, customer, client], [库存, 存货, inventory]]\n"
    )
    return files


def found(meant: Meant) -> str:
    return ", ".join(matter.ask for matter in meant.matters)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> World:
    return world_of(green_demo(tmp_path_factory.mktemp("demo")))


@pytest.fixture(scope="module")
def forty(tmp_path_factory: pytest.TempPathFactory) -> World:
    root = tmp_path_factory.mktemp("forty")
    for path, text in company_of_forty().items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return world_of(root)


IN_DEMO = {
    "客户投诉": "complaint-handling",
    "投诉": "complaint-handling",
    "投诉处理": "complaint-handling",
    "投诉客户": "complaint-handling",
    "顾客投诉": "complaint-handling",
    "客户投诉问题": "complaint-handling",
    "谁负责客户投诉？": "complaint-handling",
    "complaint": "complaint-handling",
    "Complaints": "complaint-handling",
    "ｃｏｍｐｌａｉｎｔ": "complaint-handling",
    "customer complaint": "complaint-handling",
    "customer complaints": "complaint-handling",
    "complaints customer": "complaint-handling",
    "handling of complaints": "complaint-handling",
    "who handles customer complaints?": "complaint-handling",
    "complant": "complaint-handling",
    "compliant": "complaint-handling",
    "客护投诉": "complaint-handling",
    "complaint-handling": "complaint-handling",
    "activity:complaint-handling": "complaint-handling",
    "sales/complaint-handling": "complaint-handling",
    "charter:sales/complaint-handling": "complaint-handling",
    "市场研究": "market-research",
    "市场调查": "market-research",
    "market research": "market-research",
    "research": "market-research",
    "竞品市场调研": "market-research",
    "质量检查": "quality-inspection",
    "产品检验": "quality-inspection",
    "inspect quality": "quality-inspection",
    "production plan": "production-planning",
    "sign contracts": "contract-signing",
    "northern customer development": "customer-development",
    "答复客户": "complaint-to-closure/reply",
    "reply": "complaint-to-closure/reply",
    "客户投诉闭环流程": "complaint-to-closure",
    "complaint-to-closure": "complaint-to-closure",
    "增加销售额": "increase-revenue",
    "Increase revenue": "increase-revenue",
    "总经理": "general-manager",
    "张伟": "zhang-wei",
    "张 伟": "zhang-wei",
    "Wei Zhang": "zhang-wei",
    "市场部": "marketing",
    "市场": "marketing",
    "sales department": "sales",
    "market": "market-research, increase-market-share",
    "brand": "brand-promotion, strengthen-brand",
    "客户开发与投诉": "",
    # nobody's, however near it sounds
    "食堂": "",
    "食堂管理": "",
    "parking": "",
    "法务": "",
    "payroll": "",
    "软件开发": "",
    "software development": "",
    "员工投诉": "",
    "training for customer development": "",
    "销售预测": "",
    "planting": "",
    "printing": "",
    "management": "",
    "处理": "",
    "🎉": "",
    "张": "",
}

IN_FORTY = {
    "采购订单": "purchase-orders",
    "purchasing orders": "purchase-orders",
    "purchase order": "purchase-orders",
    "供货商审核": "supplier-audits",
    "vendor audit": "supplier-audits",
    "auditing vendors": "supplier-audits",
    "供应商": "supplier-selection, supplier-audits",
    "发票": "invoice-checking",
    "check invoices": "invoice-checking",
    "invioce checking": "invoice-checking",
    "报销": "expense-claims",
    "expenses": "expense-claims",
    "招聘": "recruiting",
    "recruitment": "recruiting",
    "recruting": "recruiting",
    "budget": "budgeting",
    "存货盘点": "warehouse-stock",
    "固定资产": "asset-counting",
    "盘点": "asset-counting, warehouse-stock",
    "induction": "induction",
    "new employee induction": "induction",
    "技能陪训": "skills-training",
    "劳动合同": "labour-contracts",
    "模具": "mould-care",
    "备件": "spare-parts",
    "spare part": "spare-parts",
    "退货": "returns",
    "client complaints": "complaints",
    "顾客满意度": "satisfaction",
    "maintenance": "equipment-maintenance",
    "设备保养": "equipment-maintenance",
    "maintenence": "equipment-maintenance",
    "patent": "patents",
    "software": "software-development",
    "报关": "import-customs",
    "warranty": "warranty",
    "热线": "hotline",
    "食堂": "",
    "canteen": "",
    "parking": "",
    "法务": "",
    "payroll": "",
    "工资发放": "",
    "生产计划": "",
    "sales planning": "",
    "合同评审": "",
    "公司网站": "",
    "website": "",
    "insurance": "",
    "保险": "",
    "消防安全": "",
    "travel booking": "",
    "production": "",
    "supplier parking": "",
    "软件采购": "",
    "painting": "",
}


@pytest.mark.parametrize("text", IN_DEMO)
def test_in_the_demo(demo: World, text: str) -> None:
    assert found(matters_meant(demo, text)) == IN_DEMO[text]


@pytest.mark.parametrize("text", IN_FORTY)
def test_in_a_company_of_forty_duties(forty: World, text: str) -> None:
    assert found(matters_meant(forty, text)) == IN_FORTY[text]


def test_a_word_of_many_matters_means_each_of_them(demo: World) -> None:
    many = (
        "customer-development, customer-relationship, complaint-handling, complaint-to-closure/reply, strengthen-brand"
    )
    assert found(matters_meant(demo, "客户")) == many
    assert found(matters_meant(demo, "customers")) == many


def test_traditional_characters_are_the_simplified_ones(demo: World) -> None:
    assert found(matters_meant(demo, "客戶投訴")) == "complaint-handling"
    assert found(matters_meant(demo, "市場調研")) == "market-research"
    assert matters_meant(demo, "顧客投訴").certainty == "sure"


def test_a_name_in_traditional_characters_is_found_by_simplified_ones(make_workspace: MakeWorkspace) -> None:
    files = CATALOGUED | {"activities.yaml": "- {id: contracts, name: 合約審核}\n"}
    assert found(matters_meant(world_of(make_workspace(files)), "合约")) == "contracts"
    assert found(matters_meant(world_of(make_workspace(files)), "合約")) == "contracts"


@pytest.mark.parametrize(
    ("text", "certainty"),
    [("complaint", "sure"), ("customer complaints", "words"), ("complant", "guess"), ("竞品市场调研", "guess")],
)
def test_how_sure_it_is(demo: World, text: str, certainty: str) -> None:
    assert matters_meant(demo, text).certainty == certainty


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("软件开发", ["customer-development"]),
        ("客诉", ["complaint-handling"]),
        ("员工投诉", ["complaint-handling"]),
        ("planting", ["production-planning"]),
        ("投拆", ["complaint-handling"]),  # one character wrong
        ("食堂", []),
    ],
)
def test_the_nearest_duties(demo: World, text: str, near: list[str]) -> None:
    assert [matter.ask for matter in nearest_duties(demo, (text,), None, 3)] == near


def test_of_duties_as_near_the_same_domain_comes_first(demo: World) -> None:
    near = nearest_duties(demo, ("客户",), "customer-service", 2)
    assert [matter.ask for matter in near] == ["customer-relationship", "complaint-handling"]


CATALOGUED = {
    "departments.yaml": "- {id: sales, name: Sales}\n- {id: law, name: Law}\n",
    "activities.yaml": "- {id: contracts, name: Contracts}\n",
}


def charter(status: str, row: str) -> str:
    return f"title: Charter\nstatus: {status}\nduties:\n  - {row}\n"


def test_a_draft_is_told_with_the_duty_in_force(make_workspace: MakeWorkspace) -> None:
    files = CATALOGUED | {
        "charters/sales.yaml": charter("effective", "{id: contracts, raci: {sales: AR}}"),
        "charters/law.yaml": charter("draft", "{id: contracts, raci: {law: AR}}"),
    }
    (matter,) = matters_meant(world_of(make_workspace(files)), "contract").matters
    assert [row.id for row in matter.rows[0].rows] == ["sales/contracts"]
    assert [row.id for row in matter.drafts] == ["law/contracts"]


def test_a_draft_without_an_activity_is_told_with_the_one_of_its_name(make_workspace: MakeWorkspace) -> None:
    files = {
        "departments.yaml": CATALOGUED["departments.yaml"],
        "charters/sales.yaml": charter("effective", "{id: fairs, title: Trade fairs, raci: {sales: AR}}"),
        "charters/law.yaml": charter("draft", "{id: trade, title: Trade fair, raci: {law: AR}}"),
    }
    (matter,) = matters_meant(world_of(make_workspace(files)), "trade fairs").matters
    assert (matter.ref, [row.id for row in matter.drafts]) == ("charter:sales/fairs", [])
    (matter,) = matters_meant(world_of(make_workspace(files)), "fair trade").matters
    assert (matter.ref, [row.id for row in matter.drafts]) == ("charter:sales/fairs", ["law/trade"])


def test_an_id_of_several_kinds_is_asked_for_with_its_kind(make_workspace: MakeWorkspace) -> None:
    files = {
        "departments.yaml": "- {id: quality, name: Quality}\n",
        "activities.yaml": "- {id: quality, name: Quality inspection}\n",
    }
    meant = matters_meant(world_of(make_workspace(files)), "quality")
    assert found(meant) == "activity:quality, department:quality"


def test_without_charters_nothing_is_found(make_workspace: MakeWorkspace) -> None:
    world = world_of(make_workspace())
    assert matters_meant(world, "anything").matters == ()
    assert matters_meant(world, "x" * 10_000).matters == ()
    assert nearest_duties(world, ("anything",), None, 3) == ()
