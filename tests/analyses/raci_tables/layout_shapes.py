"""Tables of responsibility: how rows and columns are laid out."""

from __future__ import annotations

from tests.analyses.raci_tables.table_files import Shape

LAYOUT_SHAPES = (
    Shape(
        "transposed_chinese",
        """
部门 | 市场调研 | 合同评审 | 生产计划
销售部 | AR | R | I
生产部 | C | C | AR
总经理 | I | A |
""",
        """
letters_across: 销售部, 生产部, 总经理
市场调研: 销售部 AR, 生产部 C, 总经理 I
合同评审: 销售部 R, 生产部 C, 总经理 A
生产计划: 销售部 I, 生产部 AR
""",
    ),
    Shape(
        "transposed_without_corner",
        """
 | Prepare the yearly budget | Approve the yearly budget | Pay the suppliers
Finance | A/R | R | A/R
Board | I | A |
HR | C | C |
""",
        """
letters_across: Finance, Board, HR
Prepare the yearly budget: Finance AR, Board I, HR C
Approve the yearly budget: Finance R, Board A, HR C
Pay the suppliers: Finance AR
""",
    ),
    Shape(
        "section_rows",
        """
Task | Sales | Production | Finance
Before the order | | |
Make an offer | A/R | C | I
Check the credit | R | | A
After the order | | |
Plan the run | I | A/R |
Send the bill | C | I | A/R
""",
        """
letters: Sales, Production, Finance
[Before the order] Make an offer: Sales AR, Production C, Finance I
[Before the order] Check the credit: Sales R, Finance A
[After the order] Plan the run: Sales I, Production AR
[After the order] Send the bill: Sales C, Production I, Finance AR
""",
    ),
    Shape(
        "sections_with_numbers",
        """
序号 | 工作任务 | 销售部 | 研发部 | 品质部 | 备注
一 | 售前 | | | |
1.1 | 需求调研 | A/R | C | I | 客户现场
1.2 | 方案设计 | C | A/R | C |
二 | 售后 | | | |
2.1 | 投诉处理 | A/R | C | R | 24小时内
2.2 | 满意度回访 | A/R | | I |
""",
        """
letters: 销售部, 研发部, 品质部
[售前] 需求调研: 销售部 AR, 研发部 C, 品质部 I
[售前] 方案设计: 销售部 C, 研发部 AR, 品质部 C
[售后] 投诉处理: 销售部 AR, 研发部 C, 品质部 R
[售后] 满意度回访: 销售部 AR, 品质部 I
left out: 备注
""",
    ),
    Shape(
        "section_column",
        """
阶段 | 任务 | 项目经理 | 开发组 | 测试组
需求 | 需求访谈 | A/R | C | I
 | 需求评审 | A | R | C
开发 | 编码 | A | R | I
 | 单元测试 | I | A/R | C
""",
        """
letters: 项目经理, 开发组, 测试组
[需求] 需求访谈: 项目经理 AR, 开发组 C, 测试组 I
[需求] 需求评审: 项目经理 A, 开发组 R, 测试组 C
[开发] 编码: 项目经理 A, 开发组 R, 测试组 I
[开发] 单元测试: 项目经理 I, 开发组 AR, 测试组 C
""",
    ),
    Shape(
        "titles_above_and_blank_rows",
        """
Responsibilities of the plant 2026 | | | |
Version 1.2 | | | |
 | | | |
No. | Activity | Plant | Quality | Purchasing
1 | Order material | I | C | A/R
 | | | |
2 | Inspect material | C | A/R | I
""",
        """
letters: Plant, Quality, Purchasing
Order material: Plant I, Quality C, Purchasing AR
Inspect material: Plant C, Quality AR, Purchasing I
""",
    ),
    Shape(
        "two_rows_of_headings",
        """
 | Sales | | Production |
Task | Head | Staff | Head | Staff
Plan the month | A | R | C | I
Run the line | I | I | A | R
""",
        """
letters: Sales / Head, Sales / Staff, Production / Head, Production / Staff
Plan the month: Sales / Head A, Sales / Staff R, Production / Head C, Production / Staff I
Run the line: Sales / Head I, Sales / Staff I, Production / Head A, Production / Staff R
""",
    ),
    Shape(
        "two_rows_with_undivided_party",
        """
任务 | 销售部 | | 财务部 | 总经理
 | 经理 | 专员 | 会计 |
报价 | A | R | C | I
收款 | C | I | A/R |
""",
        """
letters: 经理, 专员, 会计, 总经理
报价: 经理 A, 专员 R, 会计 C, 总经理 I
收款: 经理 C, 专员 I, 会计 AR
""",
    ),
    Shape(
        "two_languages",
        """
任务 | Task | 销售部 | 生产部
市场调研 | Market research | A/R | C
生产计划 | Production planning | C | A/R
""",
        """
letters: 销售部, 生产部
市场调研 (Market research): 销售部 AR, 生产部 C
生产计划 (Production planning): 销售部 C, 生产部 AR
""",
    ),
    Shape(
        "headings_in_two_languages",
        """
任务 | 销售部 | 生产部
Task | Sales | Production
市场调研 | A/R | C
生产计划 | C | A/R
""",
        """
letters: 销售部, 生产部
市场调研: 销售部 AR, 生产部 C
生产计划: 销售部 C, 生产部 AR
""",
    ),
    Shape(
        "repeated_headings",
        """
Task | Sales | Production
Make an offer | A/R | C
Task | Sales | Production
Plan the run | I | A/R
""",
        """
letters: Sales, Production
Make an offer: Sales AR, Production C
Plan the run: Sales I, Production AR
""",
    ),
    Shape(
        "two_tables_in_one_sheet",
        """
Sales tasks | | |
Task | Sales | Production | Legal
Make an offer | A/R | C | I
 | | |
Hiring | | |
Task | HR | IT | Board
Interview | A/R | C | I
Give access | I | A/R |
""",
        """
letters: Sales, Production, Legal
Make an offer: Sales AR, Production C, Legal I
--
letters: HR, IT, Board
Interview: HR AR, IT C, Board I
Give access: HR I, IT AR
""",
    ),
    Shape(
        "two_tables_without_gap",
        """
Task | Sales | Production | Legal
Make an offer | A/R | C | I
Step | HR | IT | Board
Interview | A/R | C | I
Give access | I | A/R |
""",
        """
letters: Sales, Production, Legal
Make an offer: Sales AR, Production C, Legal I
--
letters: HR, IT, Board
Interview: HR AR, IT C, Board I
Give access: HR I, IT AR
""",
    ),
    Shape(
        "totals",
        """
Task | Sales | Production | Legal | Total
Make an offer | A/R | C | I | 3
Ship | I | A/R | | 2
Total | 2 | 2 | 1 | 5
""",
        """
letters: Sales, Production, Legal
Make an offer: Sales AR, Production C, Legal I
Ship: Sales I, Production AR
left out: Total
""",
    ),
    Shape(
        "exported_with_keys",
        """
id | Duty | Sales | Production
charter:sales/offer | Make an offer | AR | C
charter:production/plan charter:sales/plan | Plan the run | I | AR
charter:sales/sing | '=Sing together | R |
""",
        """
letters: Sales, Production
Make an offer <charter:sales/offer>: Sales AR, Production C
Plan the run <charter:production/plan charter:sales/plan>: Sales I, Production AR
=Sing together <charter:sales/sing>: Sales R
""",
    ),
    Shape(
        "department_named_like_letters",
        """
Task | R&D | IT | AR | CI
Build the sample | A/R | C | I | C
Test the sample | R | A | I | I
""",
        """
letters: R&D, IT, AR, CI
Build the sample: R&D AR, IT C, AR I, CI C
Test the sample: R&D R, IT A, AR I, CI I
""",
    ),
    Shape(
        "party_without_letters",
        """
Task | Sales | Legal | Production
Make an offer | A/R | | C
Ship | I | | A/R
""",
        """
letters: Sales, Legal, Production
Make an offer: Sales AR, Production C
Ship: Sales I, Production AR
""",
    ),
    Shape(
        "duty_without_letters",
        """
No. | Task | Sales | Production
1 | Make an offer | A/R | C
2 | Write the minutes | |
3 | Ship | I | A/R
""",
        """
letters: Sales, Production
Make an offer: Sales AR, Production C
Write the minutes:
Ship: Sales I, Production AR
""",
    ),
    Shape(
        "quoted_lines_and_semicolons",
        """
Task | Sales; domestic | Sales, export
Make an offer;\\ndomestic | A/R | C
Make an offer,\\nexport | C | A/R
""",
        """
letters: Sales; domestic, Sales, export
Make an offer; domestic: Sales; domestic AR, Sales, export C
Make an offer, export: Sales; domestic C, Sales, export AR
""",
    ),
    Shape(
        "combined_letters_are_asked",
        """
Task | Sales | Production | Legal
Make an offer | A/R | R/C | I
Ship | C/I | A/R | C/I
""",
        """
letters: Sales, Production, Legal
Make an offer: Sales AR, Legal I
Ship: Production AR
asked: R/C C2 1
asked: C/I B3 2
""",
    ),
    Shape(
        "words_with_a_legend_below",
        """
任务 | 甲部 | 乙部
报价 | 主责 | 配合
收款 | 配合 | 主责
主责=A，配合=C
""",
        """
letters: 甲部, 乙部
报价: 甲部 A, 乙部 C
收款: 甲部 C, 乙部 A
""",
    ),
    Shape(
        "symbols_for_unsure_words",
        """
任务 | 甲部 | 乙部
报价 | ● | ○
收款 | ○ | ●
● 负责；○ 配合
""",
        """
letters: 甲部, 乙部
报价:
收款:
asked: ● B2 2
asked: ○ C2 2
""",
    ),
    Shape(
        "symbols_for_unsure_words_answered",
        """
任务 | 甲部 | 乙部
报价 | ● | ○
收款 | ○ | ●
● 负责；○ 配合
""",
        """
letters: 甲部, 乙部
报价: 甲部 A, 乙部 C
收款: 甲部 C, 乙部 A
""",
        meanings={"负责": "A", "○": "C"},
    ),
    Shape(
        "names_below_unsure_words",
        """
任务 | 主责 | 配合 | 知会
报价 | 张伟 | 李娜 | 王强
收款 | 赵敏 | 李娜 | 王强
""",
        """
names: 张伟, 王强, 赵敏
报价: 张伟 A, 王强 I
收款: 赵敏 A, 王强 I
asked: 配合 C1 2
""",
    ),
    Shape(
        "names_below_unsure_words_answered",
        """
任务 | 负责人 | 知会
报价 | 张伟 | 王强
收款 | 赵敏 | 王强
""",
        """
names: 张伟, 王强, 赵敏
报价: 张伟 A, 王强 I
收款: 赵敏 A, 王强 I
""",
        meanings={"负责人": "A"},
    ),
)
