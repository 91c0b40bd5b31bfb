"""The shape of the code: what knows Qt, what starts fast. (Layers: import-linter, in dev.py.)"""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from desktop import paths

PACKAGE = Path(paths.__file__).parent
WITH_QT = {"ui", "app"}
SEARCHING = ["desktop.ui.saving", "desktop.ui.stage"]
"""What may call Qt's own search: for the application's translator, and for pictures and proofs.

PySide keeps what it finds there for as long as the window is open; see ui/focus.py.
"""

BLOCKED = """
import importlib, sys
class Block:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"PySide6", "shiboken6", "PyQt6"}:
            raise ImportError("blocked: " + name)
sys.meta_path.insert(0, Block())
for name in sys.argv[1:]:
    importlib.import_module(name)
"""


def modules() -> dict[str, Path]:
    """Every module of the product, by name."""
    found = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
        found[".".join(part for part in parts if part != "__init__")] = file
    return found


def core() -> list[str]:
    """The modules that may not know Qt."""
    return [name for name in modules() if name.split(".")[1:2] != [] and not is_window(name)]


def is_window(name: str) -> bool:
    return name.split(".")[1] in WITH_QT


def imported(name: str) -> set[str]:
    """The packages that a module names in its imports, late ones too."""
    tree = ast.parse(modules()[name].read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def is_searching(name: str) -> bool:
    """Whether a module calls Qt's own search for the parts of a widget."""
    tree = ast.parse(modules()[name].read_text(encoding="utf-8"))
    called = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return not called.isdisjoint({"findChild", "findChildren"})


def test_every_module_but_the_window_imports_without_qt() -> None:
    done = subprocess.run(
        [sys.executable, "-c", BLOCKED, *core()],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert len(core()) > 30


def test_no_module_but_the_window_names_qt_even_late() -> None:
    assert [name for name in core() if "PySide6" in imported(name)] == []


def test_the_blocker_does_block() -> None:
    done = subprocess.run(
        [sys.executable, "-c", BLOCKED, "desktop.ui.theme", "desktop.ui.fonts"],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )

    assert "blocked: PySide6" in done.stderr


@pytest.mark.parametrize("late", ["click", "typst", "segno", "barcode", "platformdirs", "PySide6"])
def test_deciding_a_visit_imports_no_more_than_it_needs(late: str) -> None:
    code = (
        "import sys, desktop.routing, desktop.answers, desktop.guide.loader\n"
        f"print({late!r} in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", timeout=60, check=True
    )

    assert done.stdout.strip() == "False"


def test_nothing_of_a_networks_own_is_in_the_engine() -> None:
    engine = [name for name in core() if name.split(".")[1] in ENGINE]
    texts = {name: modules()[name].read_text(encoding="utf-8").lower() for name in engine}

    named = [(n, word) for n, text in texts.items() for word in MEMBERS if word in text]
    assert named == []
    assert len(engine) > 15


ENGINE = {
    *("guide", "decide", "routing", "why_not", "undecided", "doors", "interview", "answers"),
    *("territory", "checking", "outcome_json"),
}
MEMBERS = ("medef", "cpme", "bpifrance", "ccir", "agence")


def test_every_module_says_its_job_in_one_line() -> None:
    docs = {
        name: ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
        for name, file in modules().items()
        if file.read_text(encoding="utf-8").strip()
    }

    assert [name for name, doc in docs.items() if not doc] == []


def test_no_page_looks_for_its_parts_in_the_way_that_keeps_them() -> None:
    assert [name for name in modules() if is_searching(name)] == SEARCHING
