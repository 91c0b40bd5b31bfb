"""Sends the pages of a sheet to the printer in use, without a dialog."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.errors import AiguillageError
from desktop.text import phrase


def print_pages(pages: Sequence[bytes], title: str) -> str:
    """Print these PNG pages on A4; the printer's name. Raises AiguillageError if there is none."""
    # Late: the printing library is of no use before the first sheet.
    from PySide6.QtCore import QMarginsF, QRectF
    from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    info = QPrinterInfo.defaultPrinter()
    if info.isNull():
        names = QPrinterInfo.availablePrinterNames()
        if not names:
            raise AiguillageError(phrase("ui.print.none"))
        info = QPrinterInfo.printerInfo(names[0])
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setFullPage(True)
    printer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF()
        )
    )
    painter = QPainter()
    if not painter.begin(printer):
        raise AiguillageError(phrase("ui.print.refused", printer=info.printerName()))
    for number, page in enumerate(pages):
        if number:
            printer.newPage()
        painter.drawImage(QRectF(painter.viewport()), QImage.fromData(page))
    painter.end()
    return info.printerName()
