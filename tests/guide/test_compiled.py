"""The shipped guide read beforehand is the very guide that its YAML says."""

from __future__ import annotations

import shutil
from dataclasses import fields
from pathlib import Path

import pytest

from desktop import paths
from desktop.guide.compiled import FILE, MADE_FROM, find_compiled, to_compiled
from desktop.guide.loader import DIVISION, FILES, load_guide
from desktop.guide.model import Guide


def _said(guide: Guide) -> dict[str, object]:
    return {f.name: getattr(guide, f.name) for f in fields(guide) if not f.name.startswith("_")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped guide with its compiled file beside it."""
    copy = tmp_path / "guides" / "g6"
    shutil.copytree(paths.shipped_guide(), copy)
    (copy.parent / FILE).write_bytes(to_compiled(load_guide(copy), copy))
    return copy


def test_the_package_has_its_guide_read_beforehand() -> None:
    found = find_compiled(paths.shipped_guide())
    assert found is not None, "run: python packaging/stamp_guide.py"
    assert _said(found) == _said(load_guide(paths.shipped_guide()))


def test_a_changed_byte_in_the_yaml_sends_back_to_the_yaml(folder: Path) -> None:
    assert find_compiled(folder) is not None
    members = folder / "members.yaml"
    members.write_bytes(members.read_bytes() + b"\n")
    assert find_compiled(folder) is None


def test_a_file_less_sends_back_to_the_yaml(folder: Path) -> None:
    (folder / "division.yaml").unlink()
    assert find_compiled(folder) is None


def test_what_it_is_made_from_is_what_the_loader_reads() -> None:
    assert sorted((*FILES, DIVISION)) == list(MADE_FROM)


@pytest.mark.parametrize("raw", [b"", b"[]", b"{}", b"\xff", b'{"source": 1, "shape": 2}'])
def test_a_damaged_compiled_file_is_not_used(folder: Path, raw: bytes) -> None:
    (folder.parent / FILE).write_bytes(raw)
    assert find_compiled(folder) is None


def test_a_guide_cut_short_is_not_used(folder: Path) -> None:
    compiled = folder.parent / FILE
    compiled.write_bytes(compiled.read_bytes().replace(b'"guide":[20', b'"guide":[999'))
    assert find_compiled(folder) is None
