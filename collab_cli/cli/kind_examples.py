"""One real command for each kind of record that adds one, as its help shows it."""

from __future__ import annotations

from typing import Final

ADD: Final = {
    "action": "collab action add 'Send the forecast by Friday' --owner zhang-wei --due 7/18",
    "activity": "collab activity add 'Tender management' --domain sales-management",
    "case": "collab case add 'Complaints answered within a day' --type success --departments sales",
    "channel": "collab channel add 'Sales and production' --type im_group --departments sales,production",
    "charter": "collab charter add 'Tender handling' --type process --owner zhang-wei",
    "department": "collab department add 研发部 --head 王小明 --create",
    "document": "collab document add 'Price list' --url https://docs.example.com/prices --owner-dept sales",
    "evaluation": "collab evaluation add 'Sales in the third quarter' --subject department:sales --period 2025-q3 "
    "--evaluator li-na",
    "event": "collab event add 'Autumn hike' --type team_building --date 9/14 --departments sales,production",
    "goal": "collab goal add 'Win the north' --department sales --parent increase-market-share",
    "handoff": "collab handoff add 'Order list' --from-department sales --to production --item 'Orders of the day'",
    "issue": "collab issue add 'Colour differs in one batch' --raised-by zhang-wei --category customer",
    "meeting": "collab meeting add --series xdept-weekly --date 7/21",
    "metric": "collab metric add 'Return rate' --unit % --owner liu-fang --frequency quarter",
    "person": "collab person add 孙丽 --department sales --skills communication:3",
    "project": "collab project add 'Spring fair' --owner liu-fang --members sales,production,marketing",
    "proposal": "collab proposal add 'Goals of 2025' --type decision --affected sales,production",
    "recognition": "collab recognition add 'Idea of the quarter' --type award --level team --date 7/10",
    "resource": "collab resource add 'Test bench' --type material --for project:autumn-fair --requested-by production "
    "--needed-by 8/20 --set requested.qty=2 --set requested.unit=pcs",
    "role": "collab role add 'Key account manager' --department sales --required-skills communication:3",
    "series": "collab series add 'Sales weekly' --chair li-na --secretary chen-jie --starts 7/7 "
    "--every 'week on mon' --time 9:30 --required sales",
    "skill": "collab skill add 'Negotiation'",
    "training": "collab training add 'Rhetoric for beginners' --date 9/20 --skills communication",
    "waiver": "collab waiver add R305 --target charter:sales/contract-signing --reason 'Two R until March' "
    "--approved-by li-na --expires 2026-03-01",
}
"""The command behind ``collab <kind> add`` in help; each is run on the demo company by a test."""
