from collab_cli.renderers.comment_size import FEWEST, Piece, fitted


def left_out(count: int) -> str:
    return f"-{count}-"


def rows(count: int) -> Piece:
    return Piece(("head", "----", *(f"row {number:03}" for number in range(count))), kept=2)


def test_what_fits_is_left_as_it_is() -> None:
    assert fitted([Piece(("a",)), Piece(("b", "c"))], 100, left_out) == "a\n\nb\nc\n"
    assert fitted([], 10, left_out) == "\n"


def test_folds_go_first_and_the_last_one_before_the_others() -> None:
    folds = [Piece(("first " * 10,), short="**one**"), Piece(("second " * 10,), short="**two**")]
    assert fitted([Piece(("a",)), *folds], 100, left_out) == f"a\n\n{'first ' * 10}\n\n**two**\n\n-1-\n"
    assert fitted([Piece(("a",)), *folds], 50, left_out) == "a\n\n**one**\n\n-1-\n\n**two**\n\n-1-\n"


def test_the_longest_list_is_shortened_next_and_keeps_its_head() -> None:
    made = fitted([rows(12), rows(100), Piece(("end",))], 400, left_out)
    assert len(made) <= 400
    assert made.startswith("head\n----\nrow 000\n")
    assert made.count("head\n----\n") == 2
    assert "row 011\n\nhead" in made
    assert made.endswith("-\n\nend\n")
    left = int(made.split("-\n")[-2].rpartition("-")[2])
    assert made.count("row") + left == 112


def test_whole_blocks_go_when_nothing_else_helps_the_longest_first() -> None:
    made = fitted([Piece(("a",)), Piece(("b" * 50, "c")), Piece(("d" * 40,)), Piece(("e",))], 60, left_out)
    assert made == f"a\n\n-2-\n\n{'d' * 40}\n\ne\n"
    made = fitted([Piece(("a" * 60,)), Piece(("b" * 50,)), Piece(("c",))], 40, left_out)
    assert made == "-2-\n\nc\n"
    made = fitted([rows(50), Piece(("x" * 200,))], 120, left_out)
    assert len(made) <= 120
    assert made.count("row") == FEWEST
    assert made.endswith("-1-\n")


def test_a_fold_that_is_cut_within_is_closed() -> None:
    lines = ("head", "----", "<details>", "", *(f"row {number:03}" for number in range(100)), "", "</details>")
    made = fitted([Piece(lines, kept=2), Piece(("end",))], 300, left_out)
    assert len(made) <= 300
    assert made.count("<details>") == made.count("</details>") == 1
    assert made.endswith("\n\nend\n")


def test_there_is_nothing_so_long_that_it_does_not_fit() -> None:
    assert fitted([Piece(("a" * 500,))], 100, left_out) == "-1-\n"
