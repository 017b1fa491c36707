"""Tables of responsibility: how letters, marks and names are written."""

from __future__ import annotations

from tests.analyses.raci_tables.table_files import Shape

LETTER_SHAPES = (
    Shape(
        "plain_english",
        """
Task | Sales | Production | Legal
Make an offer | A/R | C | I
Sign the contract | R, A | | -
Ship the goods | I | RA | N/A
Pay the supplier | A / R | **R** | i
""",
        """
letters: Sales, Production, Legal
Make an offer: Sales AR, Production C, Legal I
Sign the contract: Sales AR
Ship the goods: Sales I, Production AR
Pay the supplier: Sales AR, Production R, Legal I
""",
    ),
    Shape(
        "plain_chinese",
        """
任务 | 销售部 | 生产部 | 质量部
市场调研 | AR | C | I
合同评审 | R | A | 无
生产计划 | 知会 | A/R | 咨询
出厂检验 | — | 执行 | 批准
""",
        """
letters: 销售部, 生产部, 质量部
市场调研: 销售部 AR, 生产部 C, 质量部 I
合同评审: 销售部 R, 生产部 A
生产计划: 销售部 I, 生产部 AR, 质量部 C
出厂检验: 生产部 R, 质量部 A
""",
    ),
    Shape(
        "full_words",
        """
Activity | Head of Sales | Buyer | Controller
Choose the supplier | Accountable | Responsible | Consulted
Order the goods | Informed | Accountable / Responsible | informed
Release the payment | - | Responsible (R) | A - Accountable
""",
        """
letters: Head of Sales, Buyer, Controller
Choose the supplier: Head of Sales A, Buyer R, Controller C
Order the goods: Head of Sales I, Buyer AR, Controller I
Release the payment: Buyer R, Controller A
""",
    ),
    Shape(
        "rasci",
        """
Duty | Sales | IT | Finance
Quote | A | S | R
Bill | I | C | A/R
""",
        """
letters: Sales, IT, Finance
Quote: Sales A, IT S, Finance R
Bill: Sales I, IT C, Finance AR
""",
        letters="ARSCI",
    ),
    Shape(
        "daci",
        """
Decision | Product | Design | Board
Choose the name | D | C | A
Set the price | Driver | Contributor | Approver
Open the shop | D/A | Informed | I
""",
        """
letters: Product, Design, Board
Choose the name: Product D, Design C, Board A
Set the price: Product D, Design C, Board A
Open the shop: Product AD, Design I, Board I
""",
        letters="ADCI",
    ),
    Shape(
        "full_width_and_small",
        """
工作事项 | 采购部 | 仓储部 | 财务部
询价 | ａ／ｒ | ｉ | c
入库 | r | A | I
付款 | Ｃ | Ｉ | ＡＲ
""",
        """
letters: 采购部, 仓储部, 财务部
询价: 采购部 AR, 仓储部 I, 财务部 C
入库: 采购部 R, 仓储部 A, 财务部 I
付款: 采购部 C, 仓储部 I, 财务部 AR
""",
    ),
    Shape(
        "look_alike_letters",
        """
Task | Sales | Service | Board
Answer a complaint | А | R | С
Refund | Ι | A/R | І
""",
        """
letters: Sales, Service, Board
Answer a complaint: Sales A, Service R, Board C
Refund: Sales I, Service AR, Board I
""",
    ),
    Shape(
        "footnotes_and_brackets",
        """
Task | Sales | Service | Board
Answer a complaint | A¹ | R* | (C)
Refund | I (2) | [A] | R†
""",
        """
letters: Sales, Service, Board
Answer a complaint: Sales A, Service R, Board C
Refund: Sales I, Service A, Board R
""",
    ),
    Shape(
        "symbols_with_legend_line",
        """
图例：● = A，▲ = R，○ = 知会 | | |
任务 | 甲部 | 乙部 | 丙部
立项 | ● | ▲ | ○
评审 | ▲ | ● |
归档 | | ○ | ●▲
""",
        """
letters: 甲部, 乙部, 丙部
立项: 甲部 A, 乙部 R, 丙部 I
评审: 甲部 R, 乙部 A
归档: 乙部 I, 丙部 AR
""",
    ),
    Shape(
        "symbols_with_legend_rows_below",
        """
工作 | 技术中心 | 制造部 | 品管课
图纸设计 | ★ | △ | ○
试制 | △ | ★ | ○

★ | 主责 | |
△ | 执行 | |
○ | 知会 | |
""",
        """
letters: 技术中心, 制造部, 品管课
图纸设计: 技术中心 A, 制造部 R, 品管课 I
试制: 技术中心 R, 制造部 A, 品管课 I
""",
    ),
    Shape(
        "symbols_without_meaning",
        """
任务 | 甲部 | 乙部 | 丙部
立项 | ● | ▲ | ○
评审 | ▲ | ● | R
""",
        """
letters: 甲部, 乙部, 丙部
立项:
评审: 丙部 R
asked: ● B2 2
asked: ▲ C2 2
asked: ○ D2 1
""",
    ),
    Shape(
        "words_without_meaning",
        """
任务 | 销售部 | 生产部 | 质量部
市场调研 | 主责 | 配合 | 参与
合同评审 | 负责 | 主责 | 知会
""",
        """
letters: 销售部, 生产部, 质量部
市场调研: 销售部 A
合同评审: 生产部 A, 质量部 I
asked: 配合 C2 1
asked: 参与 D2 1
asked: 负责 B3 1
""",
    ),
    Shape(
        "words_with_given_meaning",
        """
任务 | 销售部 | 生产部 | 质量部
市场调研 | 主责 | 配合 | 参与
合同评审 | 负责 | 主责 | 知会
""",
        """
letters: 销售部, 生产部, 质量部
市场调研: 销售部 A, 生产部 C, 质量部 I
合同评审: 销售部 R, 生产部 A, 质量部 I
""",
        meanings={"主责": "A", "配合": "C", "参与": "I", "负责": "R"},
    ),
    Shape(
        "ticks_with_given_meaning",
        """
Task | Ann | Bob | Carl
Open the shop | X | | ✓
Close the shop | | ✔ | x
""",
        """
letters: Ann, Bob, Carl
Open the shop: Ann R, Carl A
Close the shop: Bob A, Carl R
""",
        meanings={"x": "R", "✓": "A"},
    ),
    Shape(
        "legend_in_cells_of_a_row",
        """
Legend | ■ | Accountable | □ | Informed
Task | Sales | IT | HR | Legal
Hire | ■ | □ | R | C
Train | R | ■ | □ |
""",
        """
letters: Sales, IT, HR, Legal
Hire: Sales A, IT I, HR R, Legal C
Train: Sales R, IT A, HR I
""",
    ),
    Shape(
        "names_english",
        """
Step | Responsible | Accountable | Consulted | Informed | Due
Draft | Ann Lee, Bob Ray | Carla Diaz | Legal | all staff | 2026-03-01
Review | Ann Lee | Ann Lee | Eve & Fay | - | 2026-03-08
Publish | Gus\\nHal | Carla Diaz | N/A | Press; Board | 2026-03-15
""",
        """
names: Ann Lee, Bob Ray, Carla Diaz, Legal, all staff, Eve, Fay, Gus, Hal, Press, Board
Draft: Ann Lee R, Bob Ray R, Carla Diaz A, Legal C, all staff I
Review: Ann Lee AR, Eve C, Fay C
Publish: Gus R, Hal R, Carla Diaz A, Press I, Board I
left out: Due
""",
    ),
    Shape(
        "names_chinese",
        """
序号 | 工作内容 | 负责人 | 批准人 | 咨询 | 知会 | 完成时限
1 | 编制预算 | 张伟、王强 | 李娜 | 赵敏（财务部） | 全体 | 3天
2 | 签订合同 | 张伟 | 李娜 | 无 | 销售部，生产部 | 5天
""",
        """
names: 张伟, 王强, 李娜, 赵敏（财务部）, 全体, 销售部, 生产部
编制预算: 张伟 R, 王强 R, 李娜 A, 赵敏（财务部） C, 全体 I
签订合同: 张伟 R, 李娜 A, 销售部 I, 生产部 I
left out: 完成时限
""",
    ),
    Shape(
        "names_german",
        """
Aufgabe | Durchführungsverantwortlich | Rechenschaftspflichtig | Konsultiert | Informiert | Bemerkung
Angebot erstellen | Vertrieb | Vertriebsleitung | Einkauf und Produktion | Geschäftsführung | eilig
Ware liefern | Logistik | Logistik | | Vertrieb |
""",
        """
names: Vertrieb, Vertriebsleitung, Einkauf, Produktion, Geschäftsführung, Logistik
Angebot erstellen: Vertrieb R, Vertriebsleitung A, Einkauf C, Produktion C, Geschäftsführung I
Ware liefern: Logistik AR, Vertrieb I
left out: Bemerkung
""",
    ),
    Shape(
        "names_french",
        """
Tâche | R (Réalisateur) | A (Approbateur) | C (Consulté) | I (Informé) | Commentaires
Préparer le devis | Ventes | Direction | Achats | Finances | urgent
Livrer | Logistique | Direction | | Ventes |
""",
        """
names: Ventes, Direction, Achats, Finances, Logistique
Préparer le devis: Ventes R, Direction A, Achats C, Finances I
Livrer: Logistique R, Direction A, Ventes I
left out: Commentaires
""",
    ),
    Shape(
        "names_japanese",
        """
業務 | 実行責任者 | 説明責任者 | 相談先 | 報告先 | 備考
見積作成 | 営業部 | 営業部長 | 購買部 | 経理部 | なし
出荷 | 物流部 | 物流部長 | | 営業部 |
""",
        """
names: 営業部, 営業部長, 購買部, 経理部, 物流部, 物流部長
見積作成: 営業部 R, 営業部長 A, 購買部 C, 経理部 I
出荷: 物流部 R, 物流部長 A, 営業部 I
left out: 備考
""",
    ),
    Shape(
        "names_spanish",
        """
Tarea | Responsable | Aprobador | Consultado | Informado
Preparar la oferta | Ventas | Dirección | Compras | Finanzas
Entregar | Logística | Dirección | - | Ventas
""",
        """
names: Ventas, Dirección, Compras, Finanzas, Logística
Preparar la oferta: Ventas R, Dirección A, Compras C, Finanzas I
Entregar: Logística R, Dirección A, Ventas I
""",
    ),
    Shape(
        "letters_german_with_notes",
        """
Nr. | Aufgabe | Vertrieb | Einkauf | Produktion | Frist | Bemerkungen
1 | Angebot erstellen | A/R | C | C | 5 Tage | nur Inland
2 | Material bestellen | I | A/R | C | 3 Tage |
3 | Fertigung planen | I | C | A/R | 2 Tage | siehe Handbuch
""",
        """
letters: Vertrieb, Einkauf, Produktion
Angebot erstellen: Vertrieb AR, Einkauf C, Produktion C
Material bestellen: Vertrieb I, Einkauf AR, Produktion C
Fertigung planen: Vertrieb I, Einkauf C, Produktion AR
left out: Frist, Bemerkungen
""",
    ),
    Shape(
        "transposed_english",
        """
Role | Make an offer | Sign the contract | Ship the goods
Sales Manager | A/R | R | I
CEO | I | A |
Logistics | C | | A/R
""",
        """
letters_across: Sales Manager, CEO, Logistics
Make an offer: Sales Manager AR, CEO I, Logistics C
Sign the contract: Sales Manager R, CEO A
Ship the goods: Sales Manager I, Logistics AR
""",
    ),
)
