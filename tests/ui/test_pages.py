"""Every page there is, in every size and language: plain, whole, heard, and workable by keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from desktop import paths
from desktop.casework import Casework
from desktop.guide.loader import load_guide
from desktop.ui.screenshots import SCENES, Stage
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.department import DepartmentButton
from desktop.ui.widgets.page import Page
from desktop.ui.widgets.tile import Tile
from desktop.ui.widgets.words import Heading, Words
from tests.ui.conftest import MakeStage

CANARY = " <img src='/dev/zero'><b>x</b>"
SMALL, USUAL, LARGE, UPRIGHT = (800, 600), (1366, 768), (1920, 1080), (1080, 1920)


def visible(stage: Stage, kind: type[QWidget]) -> Iterator[QWidget]:
    """What of this kind is on the page."""
    return (widget for widget in stage.window.findChildren(kind) if widget.isVisible())


def cut(stage: Stage) -> list[str]:
    """What is on the page without room enough for its words."""
    faults = []
    for words in visible(stage, Words):
        assert isinstance(words, Words)
        if words.height() < needed(words):
            faults.append(f"words {words.text()!r} {words.size()}")
    for tile in visible(stage, Tile):
        assert isinstance(tile, Tile)
        if tile.height() < tile.height_for(tile.width()):
            faults.append(f"tile {tile.label!r} {tile.size()}")
    for button in visible(stage, Button):
        hint = button.sizeHint()
        if button.width() < hint.width() or button.height() < hint.height():
            faults.append(f"button {button.objectName()} {button.size()} < {hint}")
    return faults + outside(stage)


def needed(words: QLabel) -> float:
    """The least height of the lines as Qt itself, and not our own layout, would wrap them."""
    measure, room = words.fontMetrics(), QRect(0, 0, words.width() + 2, 100_000)
    whole = measure.boundingRect(room, Qt.TextFlag.TextWordWrap.value, words.text()).height()
    return round(whole / measure.lineSpacing()) * words.font().pixelSize() * 1.1


def outside(stage: Stage) -> list[str]:
    """What reaches over the edge of what it stands in: cut there, and out of reach."""
    faults = []
    for page in visible(stage, Page):
        assert isinstance(page, Page)
        body, port = page.findChild(QWidget, "page-body"), page.viewport()
        if body is None or body.width() > port.width():
            faults.append(f"page {page.objectName()}: {body} in {port.width()}")
    for kind in (Words, Button, Tile):
        for widget in visible(stage, kind):
            parent = widget.parentWidget()
            if parent is None or not parent.rect().contains(widget.geometry()):
                name = widget.objectName() or widget.property("text")
                faults.append(f"{name!r} {widget.geometry()} out of {parent}")
    return faults


def mnemonics(stage: Stage) -> list[str]:
    """The Alt keys of the page."""
    return [
        button.shortcut().toString()
        for button in visible(stage, QAbstractButton)
        if isinstance(button, QAbstractButton) and not button.shortcut().isEmpty()
    ]


def unheard(stage: Stage) -> list[str]:
    """Controls that a screen reader could not name, place or tell the role of."""
    faults = []
    for kind in (QAbstractButton, QLineEdit):
        for control in visible(stage, kind):
            heard = QAccessible.queryAccessibleInterface(control)
            rect = QRect(control.mapToGlobal(QPoint(0, 0)), control.size())
            name = heard.text(QAccessible.Text.Name)
            if not name or heard.role() not in _ROLES or heard.rect() != rect:
                faults.append(f"{control.objectName()}: {name!r} {heard.role()} {heard.rect()}")
    return faults


_ROLES = {
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.EditableText,
}


def guessing(stage: Stage) -> list[str]:
    """Labels that would take a company's name for HTML, and tool tips, which always do."""
    faults = [
        label.text()
        for label in stage.window.findChildren(QLabel)
        if label.textFormat() is not Qt.TextFormat.PlainText
    ]
    return faults + [w.toolTip() for w in stage.window.findChildren(QWidget) if w.toolTip()]


def act(stage: Stage, scene: str) -> Stage:
    """The stage, once the scene is played."""
    SCENES[scene](stage)
    stage.settle()
    return stage


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    ("text_size", "size"),
    [(100, USUAL), (100, SMALL), (125, SMALL), (150, USUAL), (200, USUAL), (100, LARGE),
     (200, LARGE), (100, UPRIGHT), (200, SMALL)],
)  # fmt: skip
def test_nothing_is_cut(
    make_stage: MakeStage, scene: str, language: str, text_size: int, size: tuple[int, int]
) -> None:
    stage = make_stage(Look(text_size=text_size, language=language), size)

    assert cut(act(stage, scene)) == []


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("text_size", [100, 150])
def test_no_two_buttons_of_a_page_share_a_letter(
    make_stage: MakeStage, scene: str, language: str, text_size: int
) -> None:
    stage = make_stage(Look(language=language, text_size=text_size))
    counted = Counter(mnemonics(act(stage, scene)))

    assert len(counted) >= 4
    assert [letter for letter, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("text_size", [100, 200])
def test_every_control_is_heard(make_stage: MakeStage, scene: str, text_size: int) -> None:
    assert unheard(act(make_stage(Look(text_size=text_size)), scene)) == []


@pytest.mark.parametrize("scene", SCENES)
def test_every_page_has_one_main_heading(stage: Stage, scene: str) -> None:
    act(stage, scene)
    headings = [heading for heading in visible(stage, Heading) if isinstance(heading, Heading)]

    assert [heading.level for heading in headings].count(1) == 1
    assert stage.window.windowTitle().endswith(" · Aiguillage")


@pytest.fixture(scope="session")
def canary_cases(tmp_path_factory: pytest.TempPathFactory) -> Casework:
    """The shipped guide, with what would crash a guessing label after each of its texts."""
    folder = tmp_path_factory.mktemp("guide")
    for file in paths.shipped_guide().glob("*.yaml"):
        content = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506
        text = yaml.safe_dump(_spoilt(content), allow_unicode=True, default_style='"')
        (folder / file.name).write_text(text, encoding="utf-8")
    return Casework(load_guide(Path(folder)), on_trial=True)


def _spoilt(content: object) -> object:
    if isinstance(content, list):
        return [_spoilt(item) for item in content]
    if not isinstance(content, dict):
        return content
    return {
        key: f"{value}{CANARY}" if key in ("fr", "en") else _spoilt(value)
        for key, value in content.items()
    }


@pytest.mark.parametrize("scene", SCENES)
def test_no_page_takes_a_name_for_html(
    make_stage: MakeStage, canary_cases: Casework, scene: str
) -> None:
    stage = act(make_stage(cases=canary_cases), scene)

    assert guessing(stage) == []


def test_the_canary_does_show(make_stage: MakeStage, canary_cases: Casework) -> None:
    stage = act(make_stage(cases=canary_cases), "05-themes")
    tiles = [tile.label for tile in visible(stage, Tile) if isinstance(tile, Tile)]

    assert all(label.endswith(CANARY) for label in tiles)


@pytest.mark.parametrize("scene", SCENES)
def test_a_guide_on_trial_says_so_on_every_page(
    make_stage: MakeStage, canary_cases: Casework, scene: str
) -> None:
    stage = act(make_stage(cases=canary_cases), scene)
    banner = stage.window.findChild(QWidget, "banner")

    assert banner is not None
    assert banner.isVisible()


def test_a_guide_in_use_has_no_banner(stage: Stage) -> None:
    assert stage.window.findChild(QWidget, "banner") is None


def test_departments_are_heard_by_name_and_number(stage: Stage) -> None:
    act(stage, "04-territory")
    named = {
        QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name)
        for button in visible(stage, DepartmentButton)
    }

    assert "Isère, département 38" in named
    assert len(named) == 12
