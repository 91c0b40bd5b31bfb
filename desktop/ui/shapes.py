"""Turns the path text of an SVG drawing into a painter's path; shared by icons and the map."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath

_TOKEN = re.compile(r"[A-DF-Za-df-z]|-?\d*\.?\d+(?:e-?\d+)?")
_TAKES = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "q": 4, "z": 0}


def to_path(text: str) -> QPainterPath:
    """The drawing of an SVG `d` attribute made of M L H V C Q Z, absolute or relative.

    Raises ValueError for any other command: our drawings have none.
    """
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for command, numbers in _commands(text):
        here = path.currentPosition() if path.elementCount() else QPointF(0, 0)
        if command in "zZ":
            path.closeSubpath()
        else:
            _draw(path, command.lower(), _points(command, numbers, here))
    return path


def _commands(text: str) -> Iterator[tuple[str, list[float]]]:
    tokens = _TOKEN.findall(text)
    at, command = 0, ""
    while at < len(tokens):
        if tokens[at].isalpha():
            command = tokens[at]
            at += 1
        elif not command or command in "zZ":
            raise ValueError(f"a number stands without a command in {text[:40]!r}")
        if command.lower() not in _TAKES:
            raise ValueError(f"our drawings have no command {command!r}")
        count = _TAKES[command.lower()]
        yield command, [float(number) for number in tokens[at : at + count]]
        at += count
        # Further pairs after a move are lines.
        command = {"m": "l", "M": "L"}.get(command, command)


def _points(command: str, numbers: list[float], here: QPointF) -> list[QPointF]:
    origin = here if command.islower() else QPointF(0, 0)
    if command in "hH":
        return [QPointF(origin.x() + numbers[0], here.y())]
    if command in "vV":
        return [QPointF(here.x(), origin.y() + numbers[0])]
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    return [QPointF(origin.x() + x, origin.y() + y) for x, y in pairs]


def _draw(path: QPainterPath, command: str, points: list[QPointF]) -> None:
    if command == "m":
        path.moveTo(points[0])
    elif command == "c":
        path.cubicTo(points[0], points[1], points[2])
    elif command == "q":
        path.quadTo(points[0], points[1])
    else:
        path.lineTo(points[0])
