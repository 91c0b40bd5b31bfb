"""The frozen program's first lines: what is left out of the bundle is missed by nobody."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ENTRY = Path(__file__).parents[2] / "packaging" / "bundle" / "entry.py"
AS_IN_THE_BUNDLE = """
import runpy, sys
class Left:
    def find_spec(self, name, path=None, target=None):
        if name.startswith("_sysconfigdata"):
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Left())
if sys.argv[1] != "-":
    runpy.run_path(sys.argv[1])
import sqlalchemy
"""


def imports(entry: str) -> int:
    command = [sys.executable, "-c", AS_IN_THE_BUNDLE, entry]
    return subprocess.run(command, capture_output=True, timeout=60, check=False).returncode


def test_the_register_s_library_is_read_though_the_build_is_not_described() -> None:
    assert imports(str(ENTRY)) == 0


def test_without_those_lines_it_would_not_be() -> None:
    assert imports("-") != 0
