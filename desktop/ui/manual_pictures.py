"""The pictures that the guides on paper show, taken when they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from desktop import paths
from desktop.casework import Casework
from desktop.errors import CannotWrite
from desktop.ui import screenshots
from desktop.ui.advisor import pictures as desk_pictures
from desktop.ui.kiosk import pictures as kiosk_pictures
from desktop.ui.theme import Look
from desktop.ui.workspace import pictures as workspace_pictures

SHARPNESS = 2
"""Dots of a picture for each of the screen: paper shows more of them."""
WIDTH = 1180
DESK_HIGH, VISIT_SIZE, WORKSPACE_SIZE = 780, (WIDTH, 700), (1280, 720)
DESK_HEIGHTS = {"desk-company": 660, "desk-cases": 660, "desk-reminders": 470, "desk-figures": 720}
"""Those of pages that say enough in less: less paper."""
_MARK = 13
"""The radius of a number on a picture, in points of the screen."""
_KIOSK_DISPLAY = kiosk_pictures.Display("24in", 24, 1366, 768)
_KIOSK_SCENES = {
    "kiosk-attract": "01-attract", "kiosk-results": "10-results", "kiosk-staff": "18-staff",
}  # fmt: skip
_VISIT_SCENES = {
    "welcome": "01-welcome", "territory": "04-territory", "themes": "05-themes",
    "results": "11-results",
}  # fmt: skip
_QUICK = "desk-quick"
_NUMBERED = ("question-themes", "verdicts", "step-company", "save-case", "step-sheet", "act-code")
"""What the quick guide's steps are about, in their order."""


@contextmanager
def taken(cases: Casework, names: Iterable[str], language: str) -> Iterator[Mapping[str, Path]]:
    """The pictures of these names (`<what>-<language>`) as PNG files, gone afterwards.

    Raises LookupError for a name of which there is no picture.
    """
    wanted = {name: name.removesuffix(f"-{language}") for name in names}
    if unknown := set(wanted.values()) - KNOWN:
        raise LookupError(f"no picture of {', '.join(sorted(unknown))}")
    with TemporaryDirectory(prefix="aiguillage-") as folder:
        files = {name: Path(folder, f"{name}.png") for name in wanted}
        for known, take in _TAKERS:
            own = {what: files[name] for name, what in wanted.items() if what in known}
            if own:
                take(cases, own, Look(language=language))
        yield files


def _take_desk(cases: Casework, wanted: Mapping[str, Path], look: Look) -> None:
    with desk_pictures.made_up_data(cases) as data:
        for what, file in wanted.items():
            size = WIDTH, DESK_HEIGHTS.get(what, DESK_HIGH)
            stage = desk_pictures.DeskStage(cases, data, look, size)
            try:
                desk_pictures.SCENES["desk-interview" if what == _QUICK else what](stage)
                stage.settle()
                marks = [stage.get(QWidget, name) for name in _NUMBERED] if what == _QUICK else []
                _save(stage.window, file, marks)
            finally:
                stage.close()


def _take_kiosk(cases: Casework, wanted: Mapping[str, Path], look: Look) -> None:
    for what, file in wanted.items():
        with TemporaryDirectory(prefix="aiguillage-") as data:
            house = kiosk_pictures.HOUSE
            stage = kiosk_pictures.KioskStage(
                cases, Path(data), _KIOSK_DISPLAY, house, look.language
            )
            kiosk_pictures.SCENES[_KIOSK_SCENES[what]](stage)
            stage.settle()
            _save(stage.window, file)
            stage.close()


def _take_visit(cases: Casework, wanted: Mapping[str, Path], look: Look) -> None:
    for what, file in wanted.items():
        stage = screenshots.Stage(cases, look, VISIT_SIZE)
        screenshots.SCENES[_VISIT_SCENES[what]](stage)
        stage.settle()
        _save(stage.window, file)
        stage.close()


def _take_workspace(cases: Casework, wanted: Mapping[str, Path], look: Look) -> None:
    for what, file in wanted.items():
        with TemporaryDirectory(prefix="aiguillage-") as data:
            window = workspace_pictures.open_on(Path(data), paths.shipped_guide(), WORKSPACE_SIZE)
            window.show_look(look)
            workspace_pictures.SCENES[what](window)
            workspace_pictures.settle(window)
            _save(window, file)
            window.close()
            window.deleteLater()


KNOWN = frozenset(
    (*desk_pictures.SCENES, _QUICK, *_KIOSK_SCENES, *_VISIT_SCENES, *workspace_pictures.SCENES)
)
"""What there is a picture of."""

_TAKERS: tuple[tuple[Iterable[str], Callable[[Casework, Mapping[str, Path], Look], None]], ...] = (
    ((*desk_pictures.SCENES, _QUICK), _take_desk),
    (_KIOSK_SCENES, _take_kiosk),
    (_VISIT_SCENES, _take_visit),
    (workspace_pictures.SCENES, _take_workspace),
)


def _save(window: QWidget, file: Path, marks: Iterable[QWidget] = ()) -> None:
    picture = QPixmap(window.size() * SHARPNESS)
    picture.setDevicePixelRatio(SHARPNESS)
    window.render(picture)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number, widget in enumerate(marks, 1):
        _draw_number(painter, number, _corner(widget, window))
    painter.end()
    if not picture.save(str(file)):
        raise CannotWrite(file, OSError("the picture could not be written"))


def _corner(widget: QWidget, window: QWidget) -> QPointF:
    """Where its number stands: at its upper right corner, inside the window."""
    place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    inside = window.rect().adjusted(_MARK, _MARK, -_MARK - 1, -_MARK - 1)
    x = min(max(place.right(), inside.left()), inside.right())
    return QPointF(x, min(max(place.top(), inside.top()), inside.bottom()))


def _draw_number(painter: QPainter, number: int, at: QPointF) -> None:
    look = Look()
    painter.setPen(QPen(QColor("white"), 2))
    painter.setBrush(look.color("accent"))
    painter.drawEllipse(at, _MARK, _MARK)
    painter.setFont(look.font("strong"))
    size = QPointF(_MARK, _MARK)
    box = QRect((at - size).toPoint(), (at + size).toPoint())
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))
