"""Comments beside a change: their mark, their folds, their size, and whom they tell."""

import pytest

from collab_cli.messages import msg
from collab_cli.page import Block, Fold, Heading, Report, Styled, Table, Text, Tree, unfolded
from collab_cli.renderers import renderer
from collab_cli.renderers.comment_size import LARGEST
from collab_cli.renderers.markdown import render
from tests.renderers.worlds import ENGLISH, chinese

FOLD = Fold(msg("Details"), (Text("one"), Table(("A",), (("1",),))))


def comment(*blocks: Block) -> Report:
    return Report("s", blocks, comment="review")


def test_a_comment_begins_with_its_mark() -> None:
    assert render(comment(Heading("Title")), ENGLISH) == "<!-- collab review -->\n# Title\n"
    assert render(Report("s", (Heading("Title"),)), ENGLISH) == "# Title\n"


def test_a_fold_is_a_detail() -> None:
    made = "<details>\n<summary><b>Details</b></summary>\n\none\n\n| A |\n| --- |\n| 1 |\n\n</details>\n"
    assert render(Report("s", (FOLD,)), ENGLISH) == made


def test_a_summary_holds_no_markup() -> None:
    assert "<summary><b>&lt;b&gt;@\u200bx" in render(Report("s", (Fold("<b>@x", (Text("one"),)),)), ENGLISH)


def test_a_fold_is_a_heading_where_nothing_folds() -> None:
    report = Report("s", (Text("before"), FOLD))
    assert renderer("text")(report, ENGLISH) == "before\n\nDetails\none\n\nA\n1\n"
    assert renderer("text", terminal=True)(report, ENGLISH, width=40) == "before\n\nDetails\none\n\nA\n─\n1\n"
    assert renderer("csv")(report, ENGLISH) == "A\n1\n"
    own = Fold("Details", (Heading("Own", 3), Text("one")))
    assert list(unfolded((own,))) == [Heading("Own", 3), Text("one")]


def test_a_fold_of_a_page_can_be_opened() -> None:
    made = str(renderer("html")(Report("s", (Heading("T"), FOLD)), ENGLISH))
    assert "<details>\n<summary>Details</summary>\n<p>one</p>" in made
    assert made.count("<details>") == made.count("</details>") == 1


@pytest.mark.parametrize(
    ("account", "said"),
    [
        ("@acme/sales", "@acme/sales"),
        ("@zhang-wei_1", "@zhang-wei_1"),
        ("@all)", "@\u200ball)"),
        ("@a @b", "@\u200ba @\u200bb"),
        ("@<b>", "@&lt;b&gt;"),
        ("@x`", "@\u200bx\\`"),
    ],
)
def test_only_an_account_that_is_to_be_told_is_mentioned(account: str, said: str) -> None:
    made = render(comment(Table(("A", "B"), ((account, Styled(account, "mention")),))), ENGLISH)
    first, second = made.splitlines()[-1].strip("| ").split(" | ")
    assert "@\u200b" in first or "@&lt;" in first
    assert second == said


def test_a_comment_is_no_longer_than_one_may_be() -> None:
    rows = tuple((f"Row {number}", "x" * 80) for number in range(2_000))
    fold = Fold("Details", (Table(("A", "B"), rows),))
    made = render(comment(Heading("Title"), fold, Text("Last")), ENGLISH)
    assert made.splitlines()[3:] == [
        "**Details**",
        "",
        "*2007 lines are left out here: collab review*",
        "",
        "Last",
    ]
    made = render(comment(Heading("Title"), Table(("A", "B"), rows), Text("Last")), chinese())
    assert LARGEST - 200 < len(made) <= LARGEST
    assert "行，用 collab review 查看*\n\nLast\n" in made
    tree = Tree(())
    assert render(comment(tree, Heading("Title")), ENGLISH).endswith("-->\n# Title\n")
