"""What screen readers hear beyond what Qt says by itself: headings, groups and announcements."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QApplication, QWidget

from desktop.ui.widgets.words import Heading


class _HeadingInterface(QAccessibleWidget):
    """A label that heads a page or a part of it."""

    def __init__(self, widget: Heading) -> None:
        super().__init__(widget, QAccessible.Role.Heading, widget.text())


def install() -> None:
    """Teach Qt our headings; once, after the application is made."""
    QAccessible.installFactory(_make)
    for widget in QApplication.allWidgets():
        if isinstance(widget, Heading):
            _name_again(widget)


def _name_again(heading: Heading) -> None:
    """Who listened before Qt was taught took it for a label, and would go on doing so."""
    known: QAccessibleInterface | None = QAccessible.queryAccessibleInterface(heading)
    if known is not None and known.role() != QAccessible.Role.Heading:
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(known))


def _make(name: str, thing: QObject) -> QAccessibleInterface | None:
    if isinstance(thing, Heading):
        return _HeadingInterface(thing)
    return None


def announce(widget: QWidget, sentence: str) -> None:
    """Have a screen reader say `sentence`, though the focus stays where it is."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))


def group(widget: QWidget, name: str) -> None:
    """Make `widget` a named group of controls."""
    widget.setAccessibleName(name)
