"""The words duties, people and minutes of the corpus are made of, in Chinese and English."""

from __future__ import annotations

from typing import NamedTuple


class Word(NamedTuple):
    """One term in both languages."""

    zh: str
    en: str


def _words(text: str) -> tuple[Word, ...]:
    return tuple(Word(*pair.split("/")) for pair in text.split())


# Seventeen of each: a prime, so that the fourth word of a duty can be the check digit of the other three.
PRIME = 17
SEGMENTS = _words(
    "华东/eastern 华南/southern 海外/overseas 线上/online 直营/direct 批发/wholesale 政企/public 医疗/medical "
    "车载/automotive 家用/household 工业/industrial 校园/campus 物流/logistics 新品/prototype 备件/spare "
    "老旧/legacy 高端/premium"
)
MODIFIERS = _words(
    "季度/quarterly 年度/annual 样机/sample 返修/returned 关键/critical 渠道/channel 现场/onsite 外协/outsourced "
    "紧急/urgent 试点/pilot 联合/joint 共享/shared 专项/dedicated 例行/routine 备选/alternative 保税/bonded "
    "批次/batch"
)
NOUNS = _words(
    "价格/price 库存/stock 合同/contract 质量/quality 预算/budget 供货/supply 工艺/process 图纸/drawing "
    "安全/safety 能耗/energy 订单/order 包装/packaging 账款/receivables 数据/data 设备/equipment 培训/training "
    "广告/advertising"
)
VERBS = _words(
    "审核/review 预测/forecast 盘点/count 谈判/negotiation 检验/inspection 编制/drafting 跟踪/tracking "
    "核算/costing 调配/allocation 改进/improvement 归档/archiving 发布/publication 采集/collection 验收/acceptance "
    "维护/maintenance 评级/rating 追溯/tracing"
)
DEPARTMENTS = _words(
    "销售/sales 生产/production 市场/marketing 采购/purchasing 研发/engineering 质管/quality-assurance "
    "财务/finance 人事/personnel 客服/customer-care 仓储/warehousing 法务/legal 信息/it 设备/facilities "
    "计划/planning 外贸/export 品牌/brand"
)
SURNAMES = _words(
    "张/zhang 王/wang 李/li 刘/liu 陈/chen 杨/yang 赵/zhao 黄/huang 周/zhou 吴/wu 徐/xu 孙/sun 胡/hu 朱/zhu 高/gao "
    "林/lin"
)
GIVEN = _words(
    "伟/wei 芳/fang 强/qiang 敏/min 杰/jie 娜/na 静/jing 磊/lei 洋/yang 勇/yong 艳/yan 军/jun 霞/xia 平/ping 刚/gang "
    "建国/jianguo 晓明/xiaoming 雪梅/xuemei 志远/zhiyuan"
)
CITIES = _words("苏州/suzhou 宁波/ningbo 成都/chengdu 武汉/wuhan 青岛/qingdao 厦门/xiamen 长沙/changsha 无锡/wuxi")


def duty_name(number: int) -> Word:
    """Return the name of duty ``number`` (below 4,913).

    Two different numbers share at most two of four words, so no two names are alike enough for R314.
    """
    first, second, third = number % PRIME, number // PRIME % PRIME, number // PRIME**2 % PRIME
    parts = (SEGMENTS[first], MODIFIERS[second], NOUNS[third], VERBS[(first + second + third) % PRIME])
    return Word("".join(part.zh for part in parts), " ".join(part.en for part in parts))
