import importlib
import inspect
import pkgutil
import subprocess
import sys

from collab_cli import renderers
from collab_cli.page import Report, Text
from collab_cli.renderers import FORMATS, renderer
from tests.renderers.worlds import ENGLISH


def test_every_module_is_a_format_or_shared() -> None:
    parameters = ["report", "language", "width", "color", "show_all"]
    formats = {*FORMATS.values(), "terminal"}
    for module in pkgutil.iter_modules(renderers.__path__):
        found = getattr(importlib.import_module(f"collab_cli.renderers.{module.name}"), "render", None)
        assert (found is not None) == (module.name in formats), module.name
        if found is not None:
            assert list(inspect.signature(found).parameters) == parameters, module.name


def test_names_of_formats() -> None:
    assert {"text": "plain", "json": "json_text", "markdown": "markdown"}.items() <= FORMATS.items()
    assert "terminal" not in FORMATS


def test_text_for_a_terminal_wraps() -> None:
    report = Report("s", (Text("one two three four five six"),))
    assert renderer("text")(report, ENGLISH, width=20) == "one two three four five six\n"
    assert renderer("text", terminal=True)(report, ENGLISH, width=20) == "one two three four\nfive six\n"
    assert renderer("json")(report, ENGLISH) == '{\n  "schema": "s"\n}\n'


def test_listing_the_formats_imports_none_of_them() -> None:
    code = "import sys, collab_cli.renderers as r; print(r.FORMATS['json'], {'rich', 'msgspec'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "json_text set()\n"
