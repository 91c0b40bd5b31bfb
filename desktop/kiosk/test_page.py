"""The page an operator prints to see that the kiosk's printer works; nothing of any visit."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from desktop import __version__, paths
from desktop.sheet.dates import in_words
from desktop.text import phrase, say

_WORDS = ("title", "what", "edges", "small", "grey")


def to_pdf(queue: str, now: datetime, language: str) -> bytes:
    """The page for this queue as a PDF; takes some tens of milliseconds."""
    import typst  # late: few operators print it

    root = paths.resources()
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(root / "fonts")])
    template = str(root / "sheet" / "paper-test.typ")
    compiler = typst.Compiler(template, root=str(root), font_paths=fonts)
    said = json.dumps(_inputs(queue, now, language), ensure_ascii=False)
    made: Any = compiler.compile(
        sys_inputs={"page": said}, format="pdf", timestamp=now.replace(microsecond=0, tzinfo=UTC)
    )
    return bytes(made)


def _inputs(queue: str, now: datetime, language: str) -> dict[str, Any]:
    made = phrase(
        "kiosk-core.paper.made", day=in_words(now), time=f"{now:%H:%M}", version=__version__
    )
    return {
        "language": language,
        "queue": say(phrase("kiosk-core.paper.queue", queue=queue), language),
        "made": say(made, language),
        "words": {key: say(phrase(f"kiosk-core.paper.{key}"), language) for key in _WORDS},
    }
