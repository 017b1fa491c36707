"""The words minutes put before what they say: `Present:`, 主持人：, 决议, Action items."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from collab_cli.analyses.minutes_reading.folded_text import folded, is_han, level

Topic = Literal[
    "title", "date", "when", "start", "end", "place", "mode", "chair", "secretary", "present", "guests", "absent",
    "agenda", "reports", "progress", "issues", "next", "needs", "opinions", "decisions", "actions", "carried",
    "next_meeting", "number", "issued_by", "cc", "previous", "discussion", "sender", "owner", "due", "assist",
    "supervisor", "rationale", "department", "name", "status", "index", "task",
]  # fmt: skip

_WORDS: dict[Topic, str] = {
    "title": "会议名称 会议主题 会议标题 主题 标题 subject title meeting_title meeting_name meeting",
    "date": "会议日期 日期 date meeting_date date_of_meeting held_on",
    "when": "会议时间 开会时间 时间 time date_and_time date_&_time date/time when 日期时间 会议日期及时间 meeting_time",
    "start": "开始时间 start start_time started opened",
    "end": "结束时间 end end_time closed finished",
    "place": "会议地点 地点 place venue location where 会议室 room 会议链接 meeting_place",
    "mode": "会议形式 会议方式 召开方式 形式 方式 mode format",
    "chair": "主持人 主持 会议主持 会议主持人 召集人 主席 chair chairperson chairman chairwoman chaired_by facilitator "
    "presiding moderator meeting_lead host led_by in_the_chair chairing",
    "secretary": "记录人 记录 会议记录 会议记录人 记录员 纪要人 整理人 纪要整理 纪录 纪录人 会议纪录 prepared_by "
    "秘书 secretary scribe minute_taker "
    "minutes_by notes_by note_taker minutes_taken_by recorded_by taken_by notetaker scribenick notes_taken_by "
    "minute-taker note-taker 记录整理",
    "present": "出席 出席人 出席人员 出席者 参会 参会人 参会人员 参会者 与会 与会人 与会人员 与会者 参加人员 "
    "参加人 参加 "
    "参与人 参与人员 到会 到会人员 出席会议 会议成员 present attendees attendance participants attending "
    "in_the_room members_present people_present those_present who_was_there attended 参会成员 参会同事 "
    "on_the_call in_the_meeting",
    "guests": "列席 列席人员 列席人 列席者 嘉宾 外部人员 外部参会人 特邀 特邀人员 guests guest in_attendance "
    "also_present "
    "observers visitors invited by_invitation also_attending external_guests",
    "absent": "缺席 缺席者 请假者 could_not_make_it could_not_attend missing "
    "缺席人员 缺席人 请假 请假人员 请假人 未到 未出席 未参会 缺席/请假 请假/缺席 缺席及请假 "
    "缺席人员及原因 "
    "apologies regrets absent apologies_for_absence not_present sent_apologies excused unable_to_attend absentees "
    "absent_with_apologies 未到会 缺席(请假) 请假(缺席)",
    "agenda": "议题 会议议题 议程 会议议程 主要议题 议题列表 agenda topics topic agenda_item agenda_items "
    "items_discussed "
    "agenda_topics "
    "topics_discussed 会议内容及议题",
    "reports": "各部门汇报 部门汇报 工作汇报 各部门工作汇报 汇报 情况汇报 各部门进展 部门进展 各部门情况 "
    "各部门工作进展 "
    "department_reports reports updates department_updates team_updates round_table round-table status_updates "
    "reports_by_department reports_from_departments project_status status_by_team 各部门工作情况",
    "progress": "进展 工作进展 本周进展 进度 完成情况 本周完成 上周完成 本期进展 进展情况 已完成 本周工作 "
    "progress done 本周 上周 this_week "
    "done_this_week achievements accomplished last_week what_was_done completed achieved highlights 主要进展",
    "issues": "问题 存在问题 存在的问题 困难 风险 问题与风险 问题及风险 问题/风险 风险与问题 主要问题 problems "
    "issues blockers "
    "risks issues_and_risks problem issue impediments blocker challenges 卡点 阻碍 risks_/_issues issues/risks",
    "next": "下一步 下一步计划 下周 下周计划 下步工作 下步计划 计划 后续计划 下一步工作 本周计划 next next_steps "
    "next_step plan "
    "next_week plans plan_for_next_week planned 下一步安排",
    "needs": "需要支持 需协调 需协调事项 需要协调 支持需求 需求 求助 需要帮助 需支持 需要配合 需要的支持 待协调 "
    "需协调支持 "
    "needs need help_needed help_wanted support_needed support_required asks needs_from_others 所需支持",
    "opinions": "意见 讨论意见 各方意见 意见与建议 意见建议 发言 主要意见 opinions opinion views views_expressed "
    "comments "
    "发言要点",
    "decisions": "决议 决定 议定 会议决议 会议决定 决议事项 决定事项 议定事项 会议议定 会议议定事项 会议结论 "
    "结论 一致意见 "
    "形成决议 会议决议事项 决策 会议决策 decisions decision result results outcome resolutions resolution "
    "decisions_made "
    "decisions_taken resolved "
    "agreements agreed key_decisions summary_of_resolutions decided 会议确定事项 会议形成如下决议 形成如下决议 "
    "会议议定如下事项 会议决定如下 议定如下 议定如下事项 we_agreed we_decided 经讨论决定 会议决定事项 关键决策",
    "actions": "待办 待办事项 待办清单 行动项 行动 行动事项 行动清单 督办 督办事项 督办清单 任务 任务清单 "
    "后续工作 后续行动 "
    "后续事项 工作安排 工作任务 任务分工 任务安排 下一步行动 行动计划 会议要求 工作要求 会议待办 跟进事项 "
    "落实事项 action actions action_items "
    "action_points action_item action_point todo to_do to-do to_dos to-dos todos tasks follow-ups follow-up follow_ups "
    "follow_up summary_of_action_items actions_agreed ap aps next_actions action_list ai ais 新增待办 本次督办事项 "
    "action_log new_actions 会后待办 分工 工作分工",
    "carried": "上次督办事项 上次待办 上次会议待办 遗留事项 上期遗留 上次会议落实情况 上次会议决议落实情况 "
    "上次会议遗留事项 "
    "carried_over carried-over_actions actions_from_last_meeting matters_arising previous_actions actions_carried_over "
    "open_actions actions_from_the_last_meeting review_of_actions 上次行动项 上期督办事项 carried_over_actions "
    "actions_from_previous_meeting 上次会议督办事项 actions_of_earlier_meetings",
    "next_meeting": "下次会议 下次会议时间 下次例会 下次例会时间 下次开会 下次会议安排 下次会议日期 下次会 "
    "next_meeting "
    "date_of_next_meeting next_meeting_date next_call next_session next_sync date_of_the_next_meeting 下期会议",
    "number": "编号 期号 文号 纪要编号 会议编号 期数 number no no. minutes_no. minutes_number ref reference "
    "document_no "
    "meeting_no meeting_number meeting_no.",
    "issued_by": "签发 签发人 审签 审批人 issued_by authorised_by authorized_by signed_off_by",
    "cc": "抄送 抄报 分发 发送 发送范围 报送 主送 抄送人 cc copies copies_to copy copy_to distribution "
    "distributed_to to",
    "previous": "上次纪要 上次会议纪要 minutes_of_the_last_meeting previous_minutes approval_of_minutes last_minutes "
    "minutes_of_the_previous_meeting minutes_of_last_meeting minutes_of_previous_meeting 上次会议纪要确认 "
    "approval_of_previous_minutes approval_of_the_minutes",
    "discussion": "讨论 讨论内容 会议内容 会议纪要 内容 主要内容 会议摘要 摘要 讨论事项 会议讨论 讨论情况 "
    "讨论要点 其他 其他事项 "
    "其它 其它事项 背景 备注 附件 discussion notes summary overview minutes any_other_business aob other_business "
    "background remarks note meeting_notes contents details introduction welcome 会议概要 contents "
    "table_of_contents 目录 会议记录内容 attachments other "
    "links discussion_notes",
    "sender": "from 发件人",
    "owner": "责任人 负责人 承办人 主责人 责任部门 牵头人 牵头部门 主办 主办部门 责任方 责任人/部门 责任部门/人 执行人 "
    "经办人 责任 负责 owner responsible assignee assigned_to who by_whom action_by lead responsible_person owners "
    "person_responsible 第一责任人 负责部门 assigned action_owner action_holder 主责 跟进人 被分配人 承办部门",
    "due": "完成时限 完成时间 完成日期 截止 截止日期 截止时间 时限 期限 要求完成时间 计划完成时间 办结时限 due "
    "due_date when 时间 日期 "
    "deadline by_when until till "
    "target_date by due_by finish_by completion_date target ddl 到期日 完成期限 办理时限 due_on",
    "assist": "配合 配合部门 配合人 协办 协办部门 协助 协助部门 支持部门 配合部门/人 协同 协同部门 assist assisted_by "
    "helpers support supported_by with helper contributors 协助人",
    "supervisor": "督办人 监督人 督导 督查人 supervisor followed_up_by supervised_by 验收人 督办领导",
    "rationale": "理由 原因 依据 rationale reason because reasons",
    "department": "部门 单位 department team dept unit 所属部门 workstream function area dept. 汇报部门",
    "name": "姓名 人员 name person 名字 who_attended",
    "status": "状态 进展状态 status 到会情况 签到 出席情况 rag state 是否到会 是否出席 attended?",
    "index": "序号 # no no. 编号 nr item_no nr. id 号 项次",
    "task": "事项 工作事项 任务内容 工作内容 行动内容 task what action action_item item 待办事项 督办事项 "
    "工作任务 任务 "
    "行动项 description 内容 to_do 具体事项 事项内容 工作要求 任务描述 actions tasks 待办 标题 工作安排 deliverable",
}  # fmt: skip

_HEADER: tuple[Topic, ...] = (
    "title", "date", "when", "start", "end", "place", "mode", "chair", "secretary", "present", "guests", "absent",
    "next_meeting", "number", "issued_by", "cc",
)  # fmt: skip
REPORT_PARTS: tuple[Topic, ...] = ("progress", "issues", "next", "needs")
"""The parts of a department's report."""
COLUMNS: tuple[Topic, ...] = ("owner", "due", "assist", "supervisor", "rationale", "department", "name", "status",
                              "index", "task")  # fmt: skip
"""What stands over the columns of a table, or before a value inside an action."""

_ENUMERATOR = re.compile(
    r"^\s*(?:\(?[一二三四五六七八九十]{1,3}[)、.．]|\d{1,2}(?:\.\d{1,2})*[.)、]?\s|\d{1,2}[.)、]|\(\d{1,2}\)|"
    r"[ivx]{1,4}[.)]\s|"
    r"第[一二三四五六七八九十]{1,2}[项条部分]{1,2})\s*",
    re.IGNORECASE,
)
_DRESS = re.compile(r"^[\s#*_>【\[《「|:\-=~•·★☆■□●○◆◇▶►✅📌📅👥🎯🗓️⏰📍✍]+|[\s#*_】\]》」|:=~\-]+$")
_SIGNS = re.compile(r"^(?:[^\w(\[【「《]|_)+")
_COUNT = re.compile(r"\s*\(\s*(?:共|total)?\s*\d{1,3}\s*[人名位项条]?\s*\)\s*$|\s*\d{1,3}\s*[人名位]$")
_LABELLED = re.compile(r"^([^:]{1,40}?)\s*[:]\s*(.*)$", re.DOTALL)
_BRACKETED = re.compile(r"^[【\[「]\s*([^】\]」]{1,20})\s*[】\]」]\s*[:]?\s*(.*)$", re.DOTALL)
_DASHED = re.compile(r"^([A-Za-z][A-Za-z' /&-]{2,30}?)\s+-\s+(.+)$", re.DOTALL)
_LOOSE = re.compile(r"^([\u3400-\u9fff]{2,6})(?:\s{1,}|\t)(\S.*)$", re.DOTALL)


_STEMS: tuple[tuple[Topic, re.Pattern[str]], ...] = (
    ("next_meeting", re.compile(r"^下次|\bnext (?:meeting|call|sync|session)\b")),
    ("actions", re.compile(r"待办|督办|行动|任务|后续|工作安排|分工|落实|跟进|\bactions?\b|\bto[- ]?dos?\b|"
    r"\bwho does what\b|\bfollow[- ]?ups?\b|\bnext steps\b")),
    ("decisions", re.compile(r"决议|决定|议定|结论|共识|决策|\bdecisions?\b|\bdecided\b|\bagreed\b|"
    r"\bresolutions?\b|\bagreements?\b|\boutcomes?\b")),
    ("agenda", re.compile(r"议题|议程|\bagenda\b|\btopics\b")),
    ("reports", re.compile(r"汇报|\bupdates?\b|\breports\b")),
    ("absent", re.compile(r"缺席|请假|\bapologies\b|\babsent\b|\bregrets\b")),
    ("guests", re.compile(r"列席|\bguests\b|\bobservers\b")),
    ("present", re.compile(r"出席|参会|与会|\battendees\b|\battendance\b|\bparticipants\b|\bpresent\b")),
)  # fmt: skip
"""Words that tell what a heading announces, whatever stands beside them."""


class Labelled(NamedTuple):
    """A line that says what it is about, and where in the line the value begins."""

    topic: Topic
    value: str


@cache
def _topics(columns: bool) -> dict[str, Topic]:
    found: dict[str, Topic] = {}
    for topic, words in _WORDS.items():
        if (topic in COLUMNS) == columns:
            for word in words.split():
                found.setdefault(word.replace("_", " ").casefold(), topic)
    return found


def bare_label(text: str) -> str:
    """Return a heading or label without number, count and decoration, folded for comparing."""
    plain = _SIGNS.sub("", level(text)).strip()
    plain = _SIGNS.sub("", _ENUMERATOR.sub("", plain))
    return folded(_DRESS.sub("", _COUNT.sub("", _DRESS.sub("", plain)).strip()))


def topic_of(text: str) -> Topic | None:
    """Return what a heading or label announces, or None."""
    label = bare_label(text)
    known = _topics(False)
    if label in known:
        return known[label]
    for part in re.split(r"\s*(?:/|&| and |与|及|和)\s*", label):
        if part != label and part in known and known[part] not in ("discussion",):
            return known[part]
    return None


def heading_topic(text: str) -> Topic | None:
    """Return what a heading of its own line announces: by its words, else by the one word in it that tells."""
    exact = topic_of(text)
    label = bare_label(text)
    if exact is not None or not label or len(label) > (14 if is_han(label) else 40):
        return exact
    is_earlier = re.search(r"上次|上期|上周会议|\b(?:last|previous)\b", label) is not None
    for topic, stem in _STEMS:
        if stem.search(label):
            if is_earlier:
                return "carried" if topic == "actions" else "previous" if topic == "decisions" else None
            return topic
    return None


def column_of(text: str) -> Topic | None:
    """Return what the heading of a column announces, or None."""
    label = bare_label(text) or text.strip()
    return _topics(True).get(label) or _topics(False).get(label)


def labelled(text: str) -> Labelled | None:
    """Return topic and value of `Chair: Li Na`, 【时间】7月7日 or 主持人 李娜; None where no label begins the text."""
    plain = level(text)
    for pattern in (_LABELLED, _BRACKETED, _DASHED, _LOOSE):
        found = pattern.match(plain)
        if found is None:
            continue
        topic = topic_of(found[1])
        if topic is None or (pattern in (_LOOSE, _DASHED) and topic not in _HEADER):
            continue
        return Labelled(topic, text[found.start(2) :].strip())
    return None


@cache
def _inner_labels() -> re.Pattern[str]:
    whole = {word.replace("_", " ") for topic in (*_HEADER, *REPORT_PARTS) for word in _WORDS[topic].split()}
    listed = "|".join(re.escape(word) for word in sorted(whole, key=len, reverse=True))
    return re.compile(
        rf"(?:^|(?<=[\s;|,。，；、]))(?:(?:{listed})(?:\s?\(\d+人?\))?\s*:|[【\[](?:{listed})[】\]]\s*:?)",
        re.IGNORECASE,
    )


def several_labels(text: str) -> list[str]:
    """Return a line in pieces where it holds several labels, as 主持：李娜 记录：陈杰 does, else the line alone."""
    plain = level(text)
    starts = [found.start() for found in _inner_labels().finditer(plain)]
    if len(starts) < 2 or starts[0] != 0:
        return [text]
    ends = [*starts[1:], len(text)]
    return [text[start:end].strip(" \t\u3000;；|,，。") for start, end in zip(starts, ends, strict=True)]
