from collab_cli.page import Tone
from collab_cli.renderers.colors import COLORS, painted


def test_a_text_is_painted_by_its_meaning() -> None:
    assert painted("late", "bad", True) == "\x1b[1;31mlate\x1b[0m"
    assert painted("late", "bad", False) == "late"
    assert painted("late", "", True) == "late"
    assert painted("", "bad", True) == ""


def test_every_meaning_has_codes() -> None:
    meanings: list[Tone] = [tone for tone in COLORS if tone]
    assert len({painted("x", tone, True) for tone in meanings}) == len(meanings)
