"""Tests mirror the house: every module has its test file, every test file its module, no file is too long."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "collab_cli"
TESTS = ROOT / "tests"

MOST_LINES = 400

TESTED_ELSEWHERE = {
    "__main__": "cli/test_process.py",
    "errors": "cli/test_overview.py",
    "messages": "house/test_catalogues.py",
    "page": "renderers/test_formats.py",
    "analyses/changes/ask": "analyses/changes/test_charter_asks.py",
    "analyses/contested_duties": "analyses/test_agenda_items.py",
    "analyses/overdue_by_owner": "cli/commands/test_notify.py",
    "analyses/company_standing": "reports/test_status.py",
    "analyses/owed/owed": "analyses/owed/test_what_is_owed.py",
    "analyses/owed/spoken_for": "analyses/owed/test_what_is_owed.py",
    "reports/company_lines": "reports/test_status.py",
    "reports/me": "cli/commands/test_me.py",
    "analyses/stub_record": "edits/test_publish_minutes.py",
    "analyses/week": "reports/test_weekly.py",
    "analyses/minutes_reading/pad_head": "edits/test_save_pad.py",
    "reports/minutes_pad": "edits/test_save_pad.py",
    "cli/notify_sending": "cli/commands/test_notify.py",
    "cli/notify_target": "cli/commands/test_notify.py",
    "cli/series_listing": "reports/test_series_list.py",
    "cli/weekly_report_command": "reports/test_weekly.py",
    "reports/document_list": "cli/commands/test_document.py",
    "reports/notification": "cli/commands/test_notify.py",
    "reports/overdue_digest": "cli/commands/test_notify.py",
    "transports/chat_platform": "transports/test_split_message.py",
    "transports/chat_platforms": "transports/test_split_message.py",
    "transports/dingtalk": "transports/test_send_chat.py",
    "transports/feishu": "transports/test_send_chat.py",
    "transports/message_body": "transports/test_split_message.py",
    "transports/wecom": "transports/test_send_chat.py",
    "renderers/paper": "renderers/test_docx.py",
    "reports/minutes_parts": "reports/test_minutes.py",
    "reports/people_names": "reports/test_minutes.py",
    "reports/week_days": "reports/test_minutes.py",
    "reports/asked_people": "reports/test_review.py",
    "reports/lacking": "reports/test_review.py",
    "analyses/find_gaps": "cli/test_gap_commands.py",
    "analyses/goals/figure": "analyses/goals/test_goal_figures.py",
    "analyses/goals/key_result_figures": "analyses/goals/test_goal_figures.py",
    "analyses/goals/pace_figures": "analyses/goals/test_goal_figures.py",
    "analyses/changes/change": "analyses/changes/test_find_changes.py",
    "analyses/changes/covered_activity": "analyses/changes/test_normal_form.py",
    "analyses/changes/entries": "analyses/changes/test_compare_parts.py",
    "analyses/changes/likeness": "analyses/changes/test_counterparts.py",
    "analyses/changes/option_for": "analyses/changes/test_normal_form.py",
    "analyses/changes/same_users": "analyses/changes/test_counterparts.py",
    "analyses/changes/under_new_names": "analyses/changes/test_normal_form.py",
    "reports/gap_remedies": "cli/test_gap_commands.py",
    "cli/commands/series": "cli/test_meeting_calendar.py",
    "reports/guardrails": "reports/test_goal_progress.py",
    "reports/later_targets": "reports/test_goal_progress.py",
    "reports/measures": "reports/test_monthly.py",
    "reports/month_record": "reports/test_monthly.py",
    "reports/month_sheets": "reports/test_monthly.py",
    "reports/progress_sheet": "reports/test_goal_progress.py",
    "cli/agenda_making": "cli/test_meeting_agenda.py",
    "cli/asking": "cli/test_record_dialogue.py",
    "cli/action_listing": "cli/commands/test_action.py",
    "cli/action_reminding": "cli/commands/test_action.py",
    "cli/decision_choice": "cli/commands/test_decision.py",
    "cli/record_meant": "cli/commands/test_action.py",
    "edits/decision_meant": "edits/test_link_decisions.py",
    "reports/action_list": "cli/commands/test_action.py",
    "reports/action_reminders": "cli/commands/test_action.py",
    "reports/actions": "cli/test_meeting_report_commands.py",
    "reports/decision_list": "cli/commands/test_decision.py",
    "reports/decision_record": "cli/commands/test_decision.py",
    "reports/decisions": "cli/test_meeting_report_commands.py",
    "cli/tracing": "cli/commands/test_log.py",
    "analyses/changes/span": "cli/commands/test_report.py",
    "reports/changes": "cli/commands/test_report.py",
    "reports/log": "cli/commands/test_log.py",
    "reports/blame": "cli/commands/test_blame.py",
    "cli/goal_dialogue": "cli/commands/test_goal.py",
    "analyses/raci_tables/cell_text": "analyses/raci_tables/test_understand.py",
    "analyses/raci_tables/columns": "analyses/raci_tables/test_understand.py",
    "analyses/raci_tables/heading_rows": "analyses/raci_tables/test_understand.py",
    "analyses/raci_tables/headings": "analyses/raci_tables/test_understand.py",
    "analyses/raci_tables/known_names": "analyses/raci_tables/test_understand.py",
    "analyses/raci_tables/letters_layout": "analyses/raci_tables/test_understand.py",
    "analyses/raci_tables/names_layout": "analyses/raci_tables/test_understand.py",
    "analyses/raci_tables/orientation": "analyses/raci_tables/test_understand.py",
    "analyses/raci_tables/row_kinds": "analyses/raci_tables/test_understand.py",
    "analyses/raci_tables/segments": "analyses/raci_tables/test_understand.py",
    "analyses/raci_tables/sheet": "analyses/raci_tables/test_understand.py",
    "analyses/raci_tables/word_set": "analyses/raci_tables/test_understand.py",
    "analyses/raci_tables/grid": "analyses/raci_tables/test_understand.py",
    "analyses/raci_tables/read_table": "analyses/raci_tables/test_understand.py",
    "analyses/minutes_reading/actions_taken": "analyses/minutes_reading/test_read_minutes.py",
    "analyses/minutes_reading/block": "analyses/minutes_reading/test_read_minutes.py",
    "analyses/minutes_reading/carried_over": "analyses/minutes_reading/test_read_minutes.py",
    "analyses/minutes_reading/collected": "analyses/minutes_reading/test_read_minutes.py",
    "analyses/minutes_reading/department_reports": "analyses/minutes_reading/test_read_minutes.py",
    "analyses/minutes_reading/folded_text": "analyses/minutes_reading/test_read_minutes.py",
    "analyses/minutes_reading/heading_facts": "analyses/minutes_reading/test_read_minutes.py",
    "analyses/minutes_reading/labelled_values": "analyses/minutes_reading/test_read_minutes.py",
    "analyses/minutes_reading/minutes_read": "analyses/minutes_reading/test_read_minutes.py",
    "analyses/minutes_reading/sentences": "analyses/minutes_reading/test_read_minutes.py",
    "analyses/minutes_reading/series_meant": "analyses/minutes_reading/test_read_minutes.py",
    "reports/minutes_import": "cli/test_meeting_importing.py",
    "transports/table_size": "transports/test_read_tables.py",
    "analyses/raci_tables/difference": "cli/commands/test_importing.py",
    "documents/brackets": "documents/test_splice.py",
    "documents/corrected_lines": "documents/test_mistaken_lines_people_make.py",
    "documents/indentation": "documents/test_mistaken_lines_people_make.py",
    "documents/parser_errors": "documents/test_syntax_faults.py",
    "documents/durable": "documents/test_save_failures.py",
    "documents/placing": "documents/test_save_failures.py",
    "documents/composer": "documents/test_reader.py",
    "documents/escapes": "documents/test_reader.py",
    "model/decomposition_plan": "edits/test_decomposition_file.py",
    "reports/goal_decomposition": "cli/test_goal_decomposing.py",
    "reports/goal_why": "cli/test_goal_why_command.py",
    "reports/goal_why_person": "cli/test_goal_why_command.py",
    "reports/line_of_sight": "cli/test_goal_why_command.py",
    "documents/conflict_text": "edits/merging/test_merge_file.py",
    "edits/merging/bracketed": "edits/merging/test_merge_file.py",
    "edits/merging/merge_entries": "edits/merging/test_merge_file.py",
    "edits/merging/merge_lists": "edits/merging/test_merge_file.py",
    "cli/said_file": "cli/commands/test_git.py",
    "reports/record_lines": "cli/commands/test_git.py",
    "sources/git_merge": "cli/test_merge_driver.py",
    "sources/git_setup": "cli/commands/test_git.py",
    "edits/speaking": "edits/verbs/test_charter.py",
    "edits/taken_position": "edits/verbs/test_proposal.py",
    "edits/stamps": "edits/test_carry_out_verb.py",
    "edits/state_verb": "edits/test_carry_out_verb.py",
    "edits/verb_fields": "edits/test_state_verbs.py",
    "documents/screening": "documents/test_reader.py",
    "sources/entry_faults": "sources/test_snapshot.py",
    "sources/entry_names": "sources/test_snapshot.py",
    "sources/limits": "sources/test_snapshot.py",
    "sources/tree_walk": "sources/test_snapshot.py",
    "renderers/cells": "renderers/test_plain.py",
    "renderers/excerpt": "renderers/test_terminal.py",
    "renderers/finding_layout": "renderers/test_terminal.py",
    "rules/structure/written_rows": "rules/structure/test_form.py",
    "rules/raci/judged_rows": "rules/raci/test_row_audit.py",
    "rules/raci/letter_edits": "rules/raci/test_cells.py",
    "model/agreement": "model/test_kinds.py",
    "model/responsibility_row": "model/test_kinds.py",
    "model/field_types": "model/test_scalars.py",
    "model/kind": "model/test_kinds.py",
    "analyses/disputes": "cli/test_issue_report_commands.py",
    "analyses/handoff_figures": "cli/test_issue_report_commands.py",
    "analyses/issue_choice": "cli/commands/test_issue.py",
    "cli/issue_listing": "cli/commands/test_issue.py",
    "cli/issue_raising": "cli/commands/test_issue.py",
    "edits/start_minutes": "cli/test_meeting_starting.py",
    "edits/raise_issue": "cli/commands/test_issue.py",
    "reports/communication": "cli/test_issue_report_commands.py",
    "reports/disputes": "cli/test_issue_report_commands.py",
    "reports/handoffs": "cli/test_issue_report_commands.py",
    "reports/issue_list": "cli/commands/test_issue.py",
}
"""Modules whose tests stand in another file, by the file."""

OF_SEVERAL_MODULES = {
    "cli/test_month_of_meetings.py",
    "cli/test_proposal_life.py",
    "documents/test_yaml_test_suite.py",
    "edits/test_digest_fields.py",
    "model/test_demo_commits.py",
    "renderers/test_formats.py",
    "sources/test_hostile_repositories.py",
    "test_wheel.py",
}
"""Tests of a room as a whole."""

OF_NO_MODULE = {"house", "benchmarks", "cases"}
"""Folders of tests that are about the house as a whole."""


def modules() -> set[str]:
    return {
        path.relative_to(PACKAGE).with_suffix("").as_posix()
        for path in PACKAGE.rglob("*.py")
        if path.name != "__init__.py"
    }


def files_testing(module: str) -> list[Path]:
    """Return the test files of a module: ``test_reader.py``, and ``test_reader_limits.py`` for one side of it."""
    room, _, name = module.rpartition("/")
    return [TESTS / room / f"test_{name}.py", *(TESTS / room).glob(f"test_{name}_*.py")]


def is_tested(module: str) -> bool:
    return any(path.exists() for path in files_testing(module))


def is_record_type(module: str) -> bool:
    """Return whether a module is the data of one kind; the generic tests of kinds run over all of them."""
    path = PACKAGE / f"{module}.py"
    return path.parent == PACKAGE / "model" and any(
        isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "KIND" for t in node.targets)
        for node in ast.parse(path.read_text(encoding="utf-8")).body
    )


def test_every_module_has_its_tests() -> None:
    missing = [
        module
        for module in sorted(modules())
        if not is_tested(module) and module not in TESTED_ELSEWHERE and not is_record_type(module)
    ]
    assert missing == []


def test_the_exceptions_are_exceptions() -> None:
    for module, test in TESTED_ELSEWHERE.items():
        assert module in modules(), module
        assert (TESTS / test).exists(), test
        assert not is_tested(module), module


def test_every_test_has_its_module() -> None:
    known = {path for module in modules() for path in files_testing(module)}
    strangers = [
        path.relative_to(TESTS).as_posix()
        for path in sorted(TESTS.rglob("test_*.py"))
        if path not in known
        and path.relative_to(TESTS).parts[0] not in OF_NO_MODULE
        and path.relative_to(TESTS).as_posix() not in OF_SEVERAL_MODULES
    ]
    assert strangers == []


def test_no_file_is_too_long() -> None:
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for folder in (PACKAGE, TESTS, ROOT / "benchmarks")
        for path in folder.rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert long == {}


def test_no_module_is_a_drawer_for_everything() -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "base", "misc", "tools"}
    assert [module for module in modules() if set(module.split("/")) & drawers] == []


def test_no_text_is_about_the_machine_it_was_written_on() -> None:
    words = ("/" + "root/", "/" + "work/", "local" + "host:", "TO" + "DO", "FIX" + "ME")
    found = []
    for folder in (PACKAGE, TESTS, ROOT / "templates", ROOT / "examples", ROOT / "benchmarks"):
        for path in folder.rglob("*"):
            if path.suffix in (".py", ".yaml", ".po", ".md", ".toml") and path.is_file():
                text = path.read_text(encoding="utf-8", errors="replace")
                found += [f"{path.relative_to(ROOT).as_posix()}: {word}" for word in words if word in text]
    assert found == []
