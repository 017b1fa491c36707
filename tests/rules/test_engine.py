"""What is true of all rules: drafts, kinds in use, files that cannot be read, crashes, order, paths, waivers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from collab_cli.documents.nodes import Mapping, Node, Scalar
from collab_cli.documents.reader import read_document
from collab_cli.findings import Fault, Finding, Place, Related, Severity
from collab_cli.graph.world import World
from collab_cli.i18n import language
from collab_cli.messages import msg
from collab_cli.model.action import Action
from collab_cli.model.charter import Charter
from collab_cli.model.goal import Goal
from collab_cli.model.settings_file import UnusableSettings
from collab_cli.rules.engine import Outcome, as_findings, run_rules
from collab_cli.rules.rule import Find, Rule, Sees
from collab_cli.rules.selection import Selection, select_rules
from tests.rules.worlds import EXAMPLE, check, found, green_demo, set_check, small_company, world_of


def toy(
    find: Find,
    code: str = "R999",
    *,
    severity: Severity = Severity.WARNING,
    needs: tuple[str, ...] = (),
    absence: tuple[str, ...] = (),
    drafts: bool = False,
    sees: Sees = "world",
) -> Rule:
    more: dict[str, Any] = {"needs": needs, "absence": absence, "drafts": drafts, "sees": sees}
    return Rule(code, f"toy-{code.lower()}", "Toy", severity, "starter", find, **more)


def run(
    root: Path,
    *rules: Rule,
    severities: dict[str, Severity] | None = None,
    paths: Iterable[str] = (),
    narrowed: bool = True,
) -> Outcome:
    return run_rules(world_of(root), Selection(rules, severities or {}, narrowed), paths)


def at(path: str, line: int = 1, column: int = 1, severity: Severity | None = None) -> Fault:
    return Fault(Place(path, line, column), msg("x"), severity=severity)


def always(*faults: Fault) -> Find:
    return lambda _: faults


def every_goal(world: World) -> Iterator[Fault]:
    for goal in world.all(Goal):
        yield Fault(goal.first_place, msg("x"), records=(goal.ref,))


DRAFT = "title: Draft\nlevel: company\nperiod: '2025'\n"


@pytest.mark.parametrize(("drafts", "is_seen"), [(False, False), (True, True)])
def test_drafts_are_judged_only_by_rules_that_ask_for_them(tmp_path: Path, drafts: bool, is_seen: bool) -> None:
    root = small_company(tmp_path, {"goals/draft.yaml": DRAFT})
    outcome = run(root, toy(every_goal, drafts=drafts))
    assert (("goal:draft",) in [finding.records for finding in outcome.findings]) is is_seen
    assert len(outcome.findings) == 3 + is_seen


def test_a_draft_can_be_looked_up_but_is_not_listed(tmp_path: Path) -> None:
    world = world_of(small_company(tmp_path, {"goals/draft.yaml": DRAFT})).without_drafts()
    assert world.get(Goal, "draft") is not None
    assert "draft" not in [goal.id for goal in world.all(Goal)]
    assert world.name(Goal, "draft") == "Draft"
    assert world.name(Goal, "none") == "none"


def test_a_rule_is_silent_while_a_kind_it_needs_is_not_in_use(tmp_path: Path) -> None:
    one = at("collab.yaml")
    root = small_company(tmp_path)
    assert run(root, toy(always(one), needs=("evaluation",))).findings == ()
    assert run(root, toy(always(one), needs=("channel", "evaluation"))).findings == ()
    assert len(run(root, toy(always(one), needs=("channel", "goal"))).findings) == 1


def test_a_kind_is_in_use_although_its_only_file_cannot_be_read(tmp_path: Path) -> None:
    root = small_company(tmp_path, {"channels.yaml": "- {id: c\n"})
    needing, concluding = (
        toy(always(at("x")), needs=("channel",)),
        toy(always(at("x")), "R998", needs=("channel",), absence=("channel",)),
    )
    outcome = run(root, needing, concluding)
    assert [finding.code for finding in outcome.findings] == ["R999"]
    assert outcome.not_checked == (concluding,)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("charters/x.yaml", "title: [\n"),
        ("charters/x.yaml", "- a list\n"),
        ("charters/x.yaml", "version: 1\n"),
        ("charters.yaml", "- {title: No id}\n"),
    ],
)
def test_nothing_is_concluded_from_what_cannot_be_read(tmp_path: Path, path: str, text: str) -> None:
    root = small_company(tmp_path, {path: text})
    rules = (toy(always(at("x")), absence=("charter",)), toy(always(at("x")), "R998", absence=("goal",)))
    outcome = run(root, *rules)
    assert outcome.not_checked == (rules[0],)
    assert [finding.code for finding in outcome.findings] == ["R998"]


def test_findings_come_in_the_order_of_path_line_column_and_code(tmp_path: Path) -> None:
    places = [("b.yaml", 1, 1), ("a.yaml", 2, 1), ("a.yaml", 1, 9), ("a.yaml", 1, 2)]
    faults = always(*(at(*place) for place in places))
    outcome = run(small_company(tmp_path), toy(faults, "R999"), toy(faults, "R998"))
    assert [(str(one.place), one.code) for one in outcome.findings] == [
        (place, code) for place in ("a.yaml:1:2", "a.yaml:1:9", "a.yaml:2:1", "b.yaml:1:1") for code in ("R998", "R999")
    ]


@pytest.mark.parametrize(
    ("own", "of_fault", "expected"),
    [
        (None, None, Severity.WARNING),
        (None, Severity.ERROR, Severity.ERROR),
        (Severity.INFO, None, Severity.INFO),
        (Severity.INFO, Severity.ERROR, Severity.INFO),
    ],
)
def test_the_settings_weigh_more_than_the_fault_and_that_more_than_the_rule(
    tmp_path: Path, own: Severity | None, of_fault: Severity | None, expected: Severity
) -> None:
    rule = toy(always(at("a.yaml", severity=of_fault)))
    outcome = run(small_company(tmp_path), rule, severities={"R999": own} if own else {})
    assert [finding.severity for finding in outcome.findings] == [expected]


def test_a_finding_carries_what_its_fault_says(tmp_path: Path) -> None:
    fault = Fault(Place("a.yaml", 2, 3, ("x",)), msg("wrong"), msg("mend it"), ("goal:a",))
    outcome = run(small_company(tmp_path), toy(always(fault)))
    assert outcome.findings == (
        Finding("R999", "toy-r999", Severity.WARNING, fault.place, msg("wrong"), msg("mend it"), ("goal:a",)),
    )


def crash(world: World) -> Iterator[Fault]:
    yield at("a.yaml")
    raise ValueError("no such thing")


def test_a_rule_that_crashes_becomes_one_error_and_the_others_run(tmp_path: Path) -> None:
    broken, sound = toy(crash), toy(always(at("b.yaml")), "R998")
    outcome = run(small_company(tmp_path), broken, sound, severities={"R999": Severity.INFO}, paths=["b.yaml"])
    assert outcome.crashed == (broken,)
    assert [(one.code, one.severity, one.place.path) for one in outcome.findings] == [
        ("R998", Severity.WARNING, "b.yaml"),
        ("R999", Severity.ERROR, "collab.yaml"),
    ]
    message = language("en").say(outcome.findings[1].message)
    assert message.startswith("internal error in R999: ValueError: no such thing at test_engine.py:")


def test_faults_that_end_a_run_get_their_names_and_an_order(tmp_path: Path) -> None:
    root = small_company(
        tmp_path, {"collab.yaml": "schema: 1\ncompany: {name: A}\nperiods: []\ncheck: {profile: all}\n"}
    )
    with pytest.raises(UnusableSettings) as caught:
        world_of(root)
    assert [(one.code, one.slug, one.severity, str(one.place)) for one in as_findings(caught.value.faults)] == [
        ("S021", "invalid-setting", Severity.ERROR, "collab.yaml:4:18")
    ]


def test_paths_keep_the_findings_below_them(tmp_path: Path) -> None:
    rule = toy(always(at("goals/a.yaml"), at("goals/2025/b.yaml"), at("goals-old/c.yaml"), at("people.yaml")))
    root = small_company(tmp_path)

    def kept(*paths: str) -> list[str]:
        return [finding.place.path for finding in run(root, rule, paths=paths).findings]

    assert kept("goals") == kept("goals/") == ["goals/2025/b.yaml", "goals/a.yaml"]
    assert kept("goals/a.yaml", "people.yaml") == ["goals/a.yaml", "people.yaml"]
    assert kept("goal") == []
    assert len(kept(".")) == len(kept("")) == len(kept()) == 4


def test_a_finding_belongs_to_each_of_its_places(tmp_path: Path) -> None:
    pair = Fault(Place("charters/b.yaml"), msg("x"), related=(Related(Place("charters/a.yaml")),))
    root = small_company(tmp_path)
    for path, (inside, outside) in {"charters/a.yaml": (1, 0), "charters/b.yaml": (1, 0), "goals": (0, 1)}.items():
        outcome = run(root, toy(always(pair)), paths=[path])
        assert (len(outcome.findings), outcome.outside) == (inside, outside), path


@pytest.mark.parametrize(
    ("path", "is_shown"),
    [
        ("charters", True),
        ("charters.yaml", True),
        ("collab.yaml", True),
        (".", True),
        ("goals", False),
        ("charters/a.yaml", False),
    ],
)
def test_what_stands_nowhere_belongs_to_the_folders_it_could_stand_in(
    tmp_path: Path, path: str, is_shown: bool
) -> None:
    outcome = run(small_company(tmp_path), toy(always(at("collab.yaml")), absence=("charter",)), paths=[path])
    assert (len(outcome.findings), outcome.outside) == (int(is_shown), int(not is_shown))


DEAD = """\
title: Charter of Production
status: effective
duties:
  - id: production-planning
    raci: {productoin: AR, sales: C}
    shared_with: [{department: nobody}]
"""


def test_what_a_dead_reference_leaves_absent_is_not_reported_again(tmp_path: Path) -> None:
    root = small_company(tmp_path, {"charters/production.yaml": DEAD})

    def find(world: World) -> Iterator[Fault]:
        charter = world.get(Charter, "production")
        assert charter is not None
        row = ("duties", 0)
        for route in ((*row, "raci"), (*row, "shared_with"), ("duties",), (*row, "scope"), ("approvals",), row):
            yield Fault(charter.place(*route), msg("x"))
        yield Fault(charter.first_place, msg("x"))

    outcome = run(root, toy(find))
    assert {finding.place.route for finding in outcome.findings} == {
        ("duties", "production-planning", "scope"),
        ("duties", "production-planning"),
        ("approvals",),
        (),
    }
    assert len(run(root, toy(find, "S999")).findings) == 7


def test_a_dead_owner_in_a_register_silences_its_own_record_alone(tmp_path: Path) -> None:
    register = "- {id: 2025-06-30-a, title: A, owner: nobody}\n- {id: 2025-06-30-b, title: B}\n"
    root = small_company(tmp_path, {"actions.yaml": register})

    def find(world: World) -> Iterator[Fault]:
        for action in world.all(Action):
            if action.value.owner is None:
                yield Fault(action.place("owner"), msg("x"), records=(action.ref,))

    assert [one.records for one in run(root, toy(find)).findings] == [("action:2025-06-30-b",)]


LATE = "title: Call back\nowner: chen-jie\ndue: 2025-06-27\n"
UNUSED = "- {id: w, rule: A503, target: 'action:2025-06-20-a', reason: Fair, approved_by: li-na}\n"


def unused(root: Path, **given: object) -> list[str]:
    world = world_of(root)
    selection = select_rules(world.settings, **given)  # type: ignore[arg-type]  # names as tests give them
    return [str(finding.place) for finding in run_rules(world, selection).findings if finding.code == "S012"]


def test_waived_findings_are_counted_and_their_waivers_used(tmp_path: Path) -> None:
    root = small_company(tmp_path, {"actions/2025-06-20-a.yaml": LATE, "waivers.yaml": UNUSED})
    outcome = check(root)
    assert (outcome.waived, outcome.outside) == (1, 0)
    assert check(root, paths=["goals"]).outside == 0
    assert check(root, paths=["actions"]).waived == 1
    assert check(root, paths=["goals"]).waived == 0
    assert found(outcome, "A503", "S012") == []


def test_unused_waivers_are_looked_for_in_a_full_check_alone(tmp_path: Path) -> None:
    done = LATE + "status: done\n"
    root = small_company(tmp_path, {"actions/2025-06-20-a.yaml": done, "waivers.yaml": UNUSED})
    place = ["waivers.yaml:1:17"]
    assert unused(root, profile="standard") == unused(root) == place
    assert unused(root, profile="basic") == []
    assert unused(root, select=["S012", "A503"]) == []
    assert unused(root, ignore=["C607"]) == []
    assert found(check(root, paths=["waivers.yaml"]), "S012") == []


def test_a_waiver_of_a_rule_that_did_not_run_is_not_unused(tmp_path: Path) -> None:
    done = LATE + "status: done\n"
    root = small_company(tmp_path, {"actions/2025-06-20-a.yaml": done, "waivers.yaml": UNUSED})
    set_check(root, "ignore: [A503]")
    assert unused(root) == []


def test_a_waiver_of_a_rule_that_could_not_conclude_is_not_unused(tmp_path: Path) -> None:
    register = UNUSED.replace("A503", "X963").replace("action:2025-06-20-a", "goal:increase-revenue")
    root = small_company(tmp_path, {"waivers.yaml": register})
    assert unused(root) == ["waivers.yaml:1:17"]
    (root / "charters" / "x.yaml").write_text("title: [\n", encoding="utf-8")
    assert unused(root) == []


SEVEN_DUTIES = """\
title: Charter of Sales
status: effective
duties:
  - {id: customer-development, content: 线索跟进，客户拜访, scope: All, workflow: [a], standards: [b], raci: {sales: A}}
  - {id: order-intake, title: Orders, raci: {sales: AX}}
  - {id: market-research, raci: {sales: AR}}
  - {id: offers, title: Offers, supports: [nowhere], raci: {sales: AR}}
  - {id: visits, title: Visits, raci: {salse: AR}}
  - {id: Fairs, title: Fairs, supports: [nowhere-too]}
  - {id: prices, title: Prices, raci: {sales: A, marketing: Q}, shared_with: [{department: nobody}]}
"""


def test_one_wrong_value_hides_nothing_else_of_its_record(tmp_path: Path) -> None:
    outcome = check(small_company(tmp_path, {"charters/sales.yaml": SEVEN_DUTIES}))
    own = [
        (one.code, one.place.split(":")[1])
        for one in found(outcome, "S002", "S003", "S005", "S017")
        if one.place.startswith("charters/sales.yaml")
    ]
    assert own == [
        ("S002", "4"),
        ("S003", "5"),
        ("S005", "7"),
        ("S005", "8"),
        ("S017", "9"),
        ("S005", "9"),
        ("S003", "10"),
        ("S005", "10"),
    ]
    overlaps = [record for one in found(outcome, "R313") for record in one.records]
    assert "charter:sales/market-research" in overlaps
    assert [one.text for one in found(outcome, "R317") if one.place.startswith("charters/sales.yaml:4:")] == []


def test_a_text_in_place_of_a_list_leaves_all_rules_their_say(tmp_path: Path) -> None:
    text = (EXAMPLE / "charters" / "sales.yaml").read_text(encoding="utf-8")
    before = check(small_company(tmp_path / "before"))
    changed = re.sub(r"content: \[([^\]]*)\]", r"content: \1", text, count=1)
    assert changed != text
    after = check(small_company(tmp_path / "after", {"charters/sales.yaml": changed}))
    assert after.not_checked == before.not_checked
    expected = [(one.code, one.text) for one in found(before)]
    assert [(one.code, one.text) for one in found(after) if one.code != "S002"] == expected
    assert len(found(after, "S002")) == 1


OWN_RULES = ("G107", "A501", "S017", "R333", "A509", "G106")
"""Rules about owners, about what follows a row, waived ones, and one that judges by a default."""


@pytest.mark.no_cover
def test_a_wrong_form_of_any_value_is_reported_once(tmp_path: Path) -> None:
    root = green_demo(tmp_path)
    known = {one.code for one in found(check(root))}
    places = []
    for path in sorted(root.rglob("*.yaml")):
        document = read_document(path.name, path.read_bytes()).document
        if document is not None and path.name != "collab.yaml":
            places += [(path, node) for node in scalars(document.root)]
    for path, node in places[::40]:
        text = path.read_text(encoding="utf-8")
        path.write_text(f"{text[: node.start]}[[bad]]{text[node.end :]}", encoding="utf-8")
        outcome = check(root)
        path.write_text(text, encoding="utf-8")
        assert outcome.crashed == ()
        assert {one.code for one in found(outcome)} <= {"S002", "S003", *OWN_RULES, *known}, (path.name, node.line)


def scalars(node: Node | None) -> Iterator[Scalar]:
    """Yield every value below a node that is one text."""
    if isinstance(node, Scalar):
        yield node
    elif node is not None:
        below = [value for _, value in node.entries.values()] if isinstance(node, Mapping) else node.items
        for item in below:
            yield from scalars(item)


def test_waived_findings_are_kept_apart(tmp_path: Path) -> None:
    text = "# collab: ignore[R307] known\ntitle: T\nstatus: effective\nduties: []\n"
    root = small_company(tmp_path, {"charters/sales.yaml": text})
    outcome = run(root, toy(always(at("charters/sales.yaml", 2)), "R307"))
    assert (outcome.findings, outcome.waived) == ((), 1)
    assert [finding.place.line for finding in outcome.silenced] == [2]
