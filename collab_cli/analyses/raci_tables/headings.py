"""What a heading says its column is: a number, the task, a section, a note, a party."""

from __future__ import annotations

import re
from functools import lru_cache

from collab_cli.analyses.raci_tables.cell_text import folded
from collab_cli.analyses.raci_tables.word_set import word_set

NUMBERS = word_set(
    "no|no.|nr|nr.|#|id|序号|编号|序|项次|item no|item no.|index|lfd. nr.|pos|pos.|n°|nº|n|№|番号|no。|ref|"
    "ref.|wbs|line|行号|步骤编号|任务编号|code|lfd nr|項番|s/n|sn|nr. crt."
)
TASKS = word_set(
    "task|tasks|activity|activities|duty|duties|process|process step|step|steps|work|work item|"
    "responsibility|responsibilities|item|items|decision|decisions|milestone|job|deliverable|deliverables|"
    "title|workflow|任务|工作|工作事项|事项|活动|职责|工作内容|内容|流程|步骤|流程步骤|环节|业务|项目|"
    "工作任务|职能|主要工作|任务名称|工作项|业务活动|事務|aufgabe|aufgaben|tätigkeit|tätigkeiten|aktivität|"
    "aktivitäten|prozess|prozessschritt|schritt|arbeitspaket|tâche|tâches|activité|activités|processus|étape|"
    "tarea|tareas|actividad|actividades|proceso|業務|タスク|作業|作業項目|工程|活動|業務内容|attività|taak|"
    "taken|atividade|tarefa|задача|задачи|процесс|sub-task|subtask"
)
PARTIES = word_set(
    "role|roles|department|departments|dept|dept.|team|teams|person|people|name|party|position|who|"
    "stakeholder|stakeholders|unit|角色|部门|岗位|人员|姓名|职位|责任主体|单位|部門|rolle|rollen|abteilung|"
    "abteilungen|rôle|rôles|service|département|equipo|departamento|rol|役割|部署|担当|担当者|氏名|роль|"
    "отдел|ruolo|mitarbeiter"
)
SECTIONS = word_set(
    "phase|phases|stage|section|category|group|分组|area|domain|module|阶段|模块|类别|分类|领域|大类|一级流程|"
    "业务领域|板块|bereich|kategorie|フェーズ|区分|分類|catégorie|fase|thema|domaine|etapa|фаза|process area|"
    "workstream"
)
NO_PARTY = word_set(
    "note|notes|remark|remarks|comment|comments|备注|说明|注|意见|sla|时限|期限|due|due date|deadline|截止|"
    "截止日期|完成时间|完成时限|时间|date|日期|start|end|开始|结束|status|状态|priority|优先级|frequency|"
    "频次|频率|周期|output|outputs|输出|交付物|输入|input|inputs|tool|tools|system|systems|工具|系统|依据|"
    "文件|document|documents|hours|工时|权重|weight|total|totals|合计|小计|count|图例|legend|risk|risks|风险|"
    "kpi|kpis|指标|bemerkung|bemerkungen|anmerkung|anmerkungen|frist|kommentar|kommentare|termin|hinweis|"
    "hinweise|remarque|remarques|commentaire|commentaires|délai|échéance|observaciones|notas|plazo|fecha|"
    "備考|メモ|説明|頻度|reference|link|duration|cost|budget|预算|费用|price|单价|金额|amount|description|"
    "描述|beschreibung|details|version|相关文件|要求|期日|納期|примечание|примечания|срок|opmerking|"
    "opmerkingen|note(s)|effort|progress|进度"
)
TOTALS = word_set(
    "total|totals|sum|合计|总计|小计|合計|summe|gesamt|total général|suma|итого|totale|count|计数|数量|"
    "anzahl|数量合计|各字母合计|负荷"
)

_PARTS = re.compile(r"[\s()\[\]/|\\:;,、\n]+")
_DATE = re.compile(r"\d{4}[-/.年]\d{1,2}.*|\d{1,2}[./-]\d{1,2}.*|\d{1,2}月\d{1,2}日?")
_NUMBER = re.compile(
    r"[(（]?(?:[\dIVXivx]{1,4}|[A-Za-z]{0,4}[-_]?\d{1,4}|[一二三四五六七八九十]{1,3})(?:[.\-]\d{1,3})*[.)、）]?"
)
_DAYS = word_set(
    "mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|周一|周二|周三|"
    "周四|周五|周六|周日|星期一|星期二|星期三|星期四|星期五"
)


@lru_cache(maxsize=2**16)
def says(heading: str, words: frozenset[str]) -> bool:
    """Return whether a heading is one of ``words``, alone, with its translation or with a remark in brackets."""
    text = folded(heading)
    if text in words:
        return True
    parts = [part for part in _PARTS.split(text) if part]
    return bool(parts) and (parts[0] in words if "(" in text else all(part in words for part in parts))


def is_no_party(heading: str) -> bool:
    """Return whether a heading is one of notes, dates and the like, `SLA (days)` and `备注 Notes` too."""
    parts = [part for part in _PARTS.split(folded(heading)) if part]
    strong = ("sla", "due", "deadline", "notes", "remark", "remarks", "comments", "备注", "备注说明")
    return says(heading, NO_PARTY) or (bool(parts) and parts[0] in strong)


def is_date(heading: str) -> bool:
    """Return whether a heading is a date or a day of the week."""
    text = folded(heading)
    return _DATE.fullmatch(text) is not None or text in _DAYS


def is_number(text: str) -> bool:
    """Return whether a text numbers a row: `3`, `1.2.1`, `T-01`, `(2)`, `一、`."""
    return _NUMBER.fullmatch(text) is not None


def is_total(text: str) -> bool:
    """Return whether a row adds up what stands above it."""
    words = folded(text).rstrip(":：")
    return words in TOTALS or any(words.startswith(f"{word} ") for word in ("total", "sum", "summe"))


def depth(number: str) -> int:
    """Return how deep a number of a row is: 1 for `2`, 2 for `2.1`."""
    return 1 + number.strip(" .)、）").count(".")
