"""The program's icon for menus and files, drawn from the product's own mark."""

from __future__ import annotations

import re
import struct
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
TILE = "#0A5A5C"
LINE = "#FFFFFF"
SPARK = "#F6B27A"
_NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'


def to_svg() -> str:
    """The icon: the mark, white on a tile, its last door lit."""
    text = (ROOT / "resources" / "icons" / "mark.svg").read_text(encoding="utf-8")
    shapes = re.findall(r"<(?:path|circle) [^>]*/>", text)
    drawn = "\n".join(_coloured(shape) for shape in shapes)
    return (
        f'<svg {_NAMESPACE} viewBox="0 0 36 36" width="36" height="36">\n'
        f'<rect width="36" height="36" rx="8" fill="{TILE}"/>\n'
        '<g transform="translate(6 6)" fill="none" stroke-width="2.2" stroke-linecap="round">\n'
        f"{drawn}\n</g>\n</svg>\n"
    )


def _coloured(shape: str) -> str:
    is_lit = 'cx="20" cy="5"' in shape
    colours = {"line": f'stroke="{LINE}"', "solid": f'fill="{SPARK if is_lit else LINE}"'}
    return re.sub(r'class="(\w+)"', lambda found: colours[found[1]], shape)


def to_pngs() -> dict[int, bytes]:
    """The icon at each size."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt  # late: only a build draws
    from PySide6.QtGui import QImage, QImageWriter, QPainter
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(to_svg().encode("utf-8"))
    pictures = {}
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(image)
        pictures[size] = bytes(buffer.data().data())
    return pictures


def to_ico(pictures: dict[int, bytes]) -> bytes:
    """The pictures up to 256 in one file for Windows."""
    small = {size: png for size, png in pictures.items() if size <= 256}
    place = 6 + 16 * len(small)
    heads = [struct.pack("<HHH", 0, 1, len(small))]
    for size, png in small.items():
        side = size % 256  # 256 is written 0
        heads.append(struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(png), place))
        place += len(png)
    return b"".join([*heads, *small.values()])
