"""Lets a button be heard as a radio button without Qt managing its neighbours."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QButtonGroup


def hear_as_one_of(button: QAbstractButton, is_one: bool) -> None:
    """Have screen readers say "radio button" (`is_one`) or "check box".

    An exclusive button takes the Tab key from every exclusive button around it, on other parts of
    the page too, and cannot be let go of. In a group of its own it is said the same and does not.
    """
    button.setCheckable(True)
    group = QButtonGroup(button)
    group.setExclusive(False)
    group.addButton(button)
    button.setAutoExclusive(is_one)
