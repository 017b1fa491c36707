import os
import signal
from pathlib import Path

import pytest

from collab_cli.cli import editor as module
from collab_cli.cli.context import Terminal
from collab_cli.cli.editor import Editor, find_editor, open_editor
from collab_cli.errors import CollabError
from collab_cli.i18n import language
from collab_cli.messages import Message
from tests.conftest import make_context

AT_A_TERMINAL = Terminal(True, True, True)


def program(folder: Path, name: str, text: str = "") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def found(tmp_path: Path, terminal: Terminal = AT_A_TERMINAL, **environ: str) -> tuple[str, ...]:
    context = make_context(tmp_path, environ={"PATH": str(tmp_path / "bin"), **environ}, terminal=terminal)
    return find_editor(context).words


def refused(tmp_path: Path, terminal: Terminal = AT_A_TERMINAL, **environ: str) -> tuple[str, str]:
    with pytest.raises(CollabError) as caught:
        found(tmp_path, terminal, **environ)
    assert isinstance(caught.value.hint, Message)
    return language("en").say(caught.value.message), language("en").say(caught.value.hint)


def test_quoting_as_people_write_it(tmp_path: Path) -> None:
    code = str(program(tmp_path / "bin", "code"))
    other = str(program(tmp_path / "my tools", "ed it"))
    assert found(tmp_path, EDITOR="code --wait") == (code, "--wait")
    assert found(tmp_path, EDITOR="  code  ") == (code,)
    assert found(tmp_path, EDITOR=f'"{other}" -n "a b"') == (other, "-n", "a b")
    assert found(tmp_path, EDITOR=other) == (other,)
    assert found(tmp_path, EDITOR=other.replace(" ", "\\ ")) == (other,)
    assert found(tmp_path, HOME=str(tmp_path), EDITOR="'~/my tools/ed it'") == (other,)


def test_visual_is_stronger_and_empty_is_not_set(tmp_path: Path) -> None:
    one, two = (str(program(tmp_path / "bin", name)) for name in ("one", "two"))
    assert found(tmp_path, VISUAL="one", EDITOR="two") == (one,)
    assert found(tmp_path, VISUAL=" ", EDITOR="two") == (two,)


def test_an_editor_that_is_not_there(tmp_path: Path) -> None:
    hint = 'write VISUAL="code --wait", a path with blanks in quotes'
    for text in ("no-such-editor -w", "'code", '""'):
        assert refused(tmp_path, VISUAL=text) == (f"the editor that VISUAL names is not there: {text}", hint)


def test_without_a_name_the_first_that_is_there(tmp_path: Path) -> None:
    assert refused(tmp_path)[0] == "there is no editor on this machine"
    vi = str(program(tmp_path / "bin", "vi"))
    assert found(tmp_path) == (vi,)
    nano = str(program(tmp_path / "bin", "nano"))
    assert found(tmp_path) == (nano,)
    assert refused(tmp_path, Terminal())[0] == "there is no terminal to edit in"
    assert found(tmp_path, Terminal(), EDITOR="vi") == (vi,)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("/bin/vim",), ["/bin/vim", "+7", "f.yaml"]),
        (("/bin/emacs", "-nw"), ["/bin/emacs", "-nw", "+7", "f.yaml"]),
        (("/bin/code", "--wait"), ["/bin/code", "--wait", "--goto", "f.yaml:7"]),
        (("C:\\VS Code\\bin\\code.CMD",), ["C:\\VS Code\\bin\\code.CMD", "--wait", "--goto", "f.yaml:7"]),
        (("/bin/hx",), ["/bin/hx", "f.yaml:7"]),
        (("/bin/subl", "-w"), ["/bin/subl", "-w", "f.yaml:7"]),
        (("/bin/unheard-of",), ["/bin/unheard-of", "f.yaml"]),
    ],
)
def test_the_line_where_the_editor_takes_one(words: tuple[str, ...], expected: list[str]) -> None:
    assert Editor(words).command(Path("f.yaml"), 7) == expected
    assert Editor(words).command(Path("f.yaml"), 1)[-1] == "f.yaml"


def test_words_on_windows() -> None:
    split = module._split_for_windows
    assert split(r'"C:\Program Files\Notepad++\notepad++.exe" -multiInst') == [
        r"C:\Program Files\Notepad++\notepad++.exe",
        "-multiInst",
    ]
    assert split(r"notepad C:\a\b") == ["notepad", r"C:\a\b"]
    with pytest.raises(ValueError, match="notepad"):
        split('"notepad')


def test_what_the_editor_writes_stays_beside_the_answer(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    editor = Editor((str(program(tmp_path, "editor", 'echo "$1" "$PWD" "$MARK"')),))
    open_editor(make_context(tmp_path, environ={"MARK": "here"}), editor, Path("f"), 1)
    assert capfd.readouterr() == ("", f"f {tmp_path} here\n")


def test_an_editor_that_fails(tmp_path: Path) -> None:
    context = make_context(tmp_path, environ=dict(os.environ))
    failing = program(tmp_path, "failing", "exit 3")
    with pytest.raises(CollabError) as caught:
        open_editor(context, Editor((str(failing),)), Path("f"), 1)
    assert language("en").say(caught.value.message) == f"nothing was written: the editor {failing} ended with code 3"
    failing.write_text("#!/no/such/interpreter\n")
    with pytest.raises(CollabError, match="cannot be started"):
        open_editor(context, Editor((str(failing),)), Path("f"), 1)


def test_an_editor_that_is_ended(tmp_path: Path) -> None:
    ended = program(tmp_path, "ended", "kill -KILL $$")
    with pytest.raises(CollabError) as caught:
        open_editor(make_context(tmp_path, environ=dict(os.environ)), Editor((str(ended),)), Path("f"), 1)
    assert language("en").say(caught.value.message) == f"nothing was written: the editor {ended} was ended (signal 9)"


def test_an_interrupt_is_for_the_editor(tmp_path: Path) -> None:
    before = signal.getsignal(signal.SIGINT)
    program(tmp_path, "editor", "sleep 0.1; kill -INT $PPID; echo done > ended")
    open_editor(make_context(tmp_path, environ=dict(os.environ)), Editor((str(tmp_path / "editor"),)), Path("f"), 1)
    assert (tmp_path / "ended").read_text() == "done\n"
    assert signal.getsignal(signal.SIGINT) == before
