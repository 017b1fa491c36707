from tests.analyses.changes.agreed_company import asked, proposed
from tests.analyses.changes.two_states import COMPANY, rewritten, with_files

PATH = "handoffs/forecast.yaml"
HANDOFF = (
    "title: Forecast\nfrom: sales\nto: production\nitem: Forecast of a month\nstatus: agreed\n"
    "accepted_by: {person: wang-qiang, date: 2025-01-05}\n"
)
AGREED = with_files({PATH: HANDOFF})


def test_the_receiver_is_asked_about_a_changed_handoff() -> None:
    after = rewritten(PATH, ("of a month", "of a quarter"), files=AGREED)
    assert asked(AGREED, after) == ["handoff:forecast production/wang-qiang [receiver] older"]
    again = rewritten(PATH, ("2025-01-05", "2025-06-20"), files=after)
    assert asked(AGREED, again) == ["handoff:forecast production/wang-qiang [receiver] given"]
    by_proposal = proposed(after, "handoff:forecast")
    assert asked(AGREED, by_proposal) == ["handoff:forecast production/wang-qiang [receiver] given"]


def test_a_new_handoff_is_accepted_or_not() -> None:
    assert asked(COMPANY, AGREED) == ["handoff:forecast production/wang-qiang [receiver] given"]
    silent = rewritten(PATH, ("accepted_by: {person: wang-qiang, date: 2025-01-05}\n", ""), files=AGREED)
    assert asked(COMPANY, silent) == ["handoff:forecast production/wang-qiang [receiver] missing"]


def test_who_is_of_another_department_accepts_for_nobody() -> None:
    after = rewritten(PATH, ("to: production", "to: marketing"), files=AGREED)
    assert asked(AGREED, after) == [
        "handoff:forecast marketing/liu-fang [receiver] missing",
        "handoff:forecast production/wang-qiang reads [received-before] missing",
    ]


def test_both_are_asked_when_one_is_taken_away() -> None:
    assert asked(AGREED, COMPANY) == [
        "handoff:forecast (gone) sales/zhang-wei [supplier] missing",
        "handoff:forecast (gone) production/wang-qiang [receiver] missing",
    ]


def test_deliveries_and_drafts_ask_nobody() -> None:
    delivered = rewritten(PATH, ("accepted_by", "deliveries: [{due: 2025-06-01}]\naccepted_by"), files=AGREED)
    assert asked(AGREED, delivered) == []
    assert asked(COMPANY, rewritten(PATH, ("status: agreed", "status: draft"), files=AGREED)) == []
