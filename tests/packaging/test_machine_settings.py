"""Where this machine's packages come from, as its own settings say."""

from __future__ import annotations

from pathlib import Path

import pytest

from machine_settings import find_mirror, to_variables

ONE_LINE = (
    "# deb http://old/debian x main\ndeb [signed-by=/k.gpg] http://mirror/debian bookworm main\n"
)
FIELDS = "Types: deb\nURIs: http://mirror/debian\nSuites: trixie\nComponents: main\n"
SECURITY = "Types: deb\nURIs: http://mirror/debian-security\nSuites: trixie-security\n"


def apt(folder: Path, **files: str) -> Path:
    (folder / "sources.list.d").mkdir()
    for name, text in files.items():
        (folder / name.replace("__", "/").replace("_", ".")).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "files",
    [
        {"sources_list": ONE_LINE},
        {"sources.list.d__debian_sources": FIELDS},
        {"sources.list.d__a_sources": SECURITY, "sources.list.d__b_sources": FIELDS},
    ],
)
def test_the_mirror_is_read_from_either_form_of_sources(
    tmp_path: Path, files: dict[str, str]
) -> None:
    assert find_mirror(apt(tmp_path, **files)) == "http://mirror/debian"


@pytest.mark.parametrize("text", ["", SECURITY, "deb http://mirror/ubuntu noble main\n"])
def test_a_machine_without_a_debian_archive_has_no_mirror(tmp_path: Path, text: str) -> None:
    assert find_mirror(apt(tmp_path, **{"sources.list.d__x_sources": text})) is None


def test_settings_of_pip_become_variables() -> None:
    printed = "global.extra-index-url='file:///a/simple file:///b/simple'\n:env:.cert='/c.crt'\n"
    assert to_variables(printed) == {
        "PIP_EXTRA_INDEX_URL": "file:///a/simple file:///b/simple",
        "PIP_CERT": "/c.crt",
    }
