"""Settings: a damaged file costs a preference, never a start."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import CannotWrite
from desktop.settings import TEXT_SIZES, THEMES, Settings, load_settings, save_settings
from desktop.text import LANGUAGES
from tests.random_guides import examples

CHOSEN = Settings("en", "contrast", 200)
DEFAULT = Settings()


def written(folder: Path, content: bytes) -> Settings:
    """What is loaded of a settings file with this content."""
    folder.mkdir(exist_ok=True)
    (folder / "settings.json").write_bytes(content)
    return load_settings(folder)


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    save_settings(tmp_path / "a" / "b", CHOSEN)

    assert load_settings(tmp_path / "a" / "b") == CHOSEN


def test_the_default_is_french_plain_and_as_the_system(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none") == DEFAULT == Settings("fr", "system", 100)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'"fr"',
        b"[" * 60_000,
        b"1" * 60_000,
        b" " * 10**6 + b"{}",
        b'{"language": "en"}',
        b'{"format": 2, "language": "en"}',
        b'{"format": "1", "language": "en"}',
        b'{"format": [], "language": "en"}',
    ],
)
def test_a_damaged_file_gives_the_defaults(content: bytes, tmp_path: Path) -> None:
    assert written(tmp_path, content) == DEFAULT


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"language": "de", "theme": "dark"}, Settings("fr", "dark", 100)),
        ({"language": ["en"], "text_size": 150}, Settings("fr", "system", 150)),
        ({"text_size": "150", "language": "en"}, Settings("en", "system", 100)),
        ({"text_size": 1e999, "language": "en"}, Settings("en", "system", 100)),
        ({"text_size": True, "theme": None}, DEFAULT),
        ({"theme": {"dark": 1}, "more": "x"}, DEFAULT),
    ],
)
def test_a_wrong_value_costs_that_value_alone(
    fields: dict[str, object], expected: Settings, tmp_path: Path
) -> None:
    assert written(tmp_path, json.dumps({"format": 1, **fields}).encode()) == expected


def test_a_size_written_otherwise_comes_back_as_a_whole_number(tmp_path: Path) -> None:
    size = written(tmp_path, b'{"format": 1, "text_size": 125.0}').text_size

    assert (size, type(size)) == (125, int)


@examples(200)
@given(
    st.binary(max_size=60) | st.text(max_size=40).map(lambda text: text.encode("utf-8", "replace"))
)
def test_any_content_gives_settings_that_can_be_used(content: bytes) -> None:
    folder = Path(os.environ["AIGUILLAGE_DATA"])
    found = written(folder, content)

    assert found.language in LANGUAGES
    assert found.theme in THEMES
    assert found.text_size in TEXT_SIZES


def test_a_folder_in_place_of_the_file_gives_the_defaults(tmp_path: Path) -> None:
    (tmp_path / "settings.json").mkdir()

    assert load_settings(tmp_path) == DEFAULT


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")

    with pytest.raises(CannotWrite):
        save_settings(tmp_path / "file", CHOSEN)
    with pytest.raises(CannotWrite):
        save_settings(tmp_path / "file" / "below", CHOSEN)


def test_two_windows_that_save_at_once_leave_one_whole_file(tmp_path: Path) -> None:
    dark, light = Settings("en", "dark", 100), Settings("fr", "light", 200)

    def save_often(settings: Settings) -> None:
        for _ in range(40):
            save_settings(tmp_path, settings)
            seen.add(load_settings(tmp_path))

    seen: set[Settings] = set()
    windows = [threading.Thread(target=save_often, args=(one,)) for one in (dark, light)]
    for window in windows:
        window.start()
    for window in windows:
        window.join()

    assert seen <= {dark, light}
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]
