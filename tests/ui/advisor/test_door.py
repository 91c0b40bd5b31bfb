"""From the visit's welcome to the advisor's desk, by its door."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication, QPushButton

from desktop.casework import Casework
from desktop.configuration import Configuration, Loaded
from desktop.guide.model import Guide
from desktop.ui.advisor.window import DeskWindow
from desktop.ui.asked_for import AdvisorDesk
from desktop.ui.desk import Desk
from desktop.ui.theme import Look
from desktop.ui.window import Window


def test_the_door_on_the_welcome_opens_the_desk_once(
    qapp: QApplication, guide: Guide, tmp_path: Path
) -> None:
    desk = Desk(Casework(guide, on_trial=False), lambda *_: None, lambda _: None)
    advisor = AdvisorDesk(desk, Loaded(Configuration(), {}, ()), tmp_path)
    opened: list[DeskWindow] = []
    visit = Window(replace(desk, open_desk=lambda look: opened.append(advisor.open(look))), Look())
    visit.show()
    door = visit.findChild(QPushButton, "desk-open")
    assert door is not None
    door.click()
    door.click()
    QApplication.processEvents()
    assert len(set(map(id, opened))) == 1
    assert opened[0].isVisible()
    opened[0].close()
    visit.close()
    advisor.close()


def test_where_visitors_are_alone_there_is_no_door(qapp: QApplication, guide: Guide) -> None:
    visit = Window(Desk(Casework(guide, on_trial=False), lambda *_: None, lambda _: None), Look())
    assert visit.findChild(QPushButton, "desk-open") is None
    visit.deleteLater()
