"""Another program on the same screen: holds the clipboard, and offers a text to be dragged.

Says "ready"; then answers each line it is given with what both clipboards hold, as JSON.
"""

from __future__ import annotations

import json
import sys

from PySide6.QtCore import QMimeData, QSocketNotifier, Qt
from PySide6.QtGui import QClipboard, QDrag, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

SIDE = 60
"""Its window is this high and wide, at the upper left corner but one."""

AT = (600, 2)
_BOTH = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)


class Source(QWidget):
    """Whoever pulls at it drags the text."""

    def __init__(self, text: str) -> None:
        super().__init__(None, Qt.WindowType.X11BypassWindowManagerHint)
        self._text = text
        self.setGeometry(*AT, SIDE, SIDE)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Offer the text until it is let go."""
        data = QMimeData()
        data.setText(self._text)
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.CopyAction)


def main() -> None:
    """Stand there until the input ends."""
    application = QApplication(sys.argv)
    source = Source(sys.argv[1])
    source.show()
    source.raise_()
    clipboard = QGuiApplication.clipboard()
    for mode in _BOTH:
        clipboard.setText(sys.argv[1], mode)
    heard = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, application)
    heard.activated.connect(lambda: _answer(application))
    print("ready", flush=True)  # noqa: T201
    application.exec()


def _answer(application: QApplication) -> None:
    if not sys.stdin.readline():
        application.quit()
        return
    clipboard = QGuiApplication.clipboard()
    print(json.dumps([clipboard.text(mode) for mode in _BOTH]), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
