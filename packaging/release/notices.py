"""The notices of others' work, with the whole text of each licence, in one file."""

from __future__ import annotations

from pathlib import Path

from release.components import Component

ROOT = Path(__file__).resolve().parents[2]
LINE = "=" * 78
INSIDE = """\
PySide6 carries Qt 6 (LGPL-3.0), whose libraries lie apart in PySide6/Qt/lib: another build of the
same version may take their place. Of the ICU inside Qt, data of other languages was taken out.
Aiguillage is MIT; nothing in it forbids to study or change the libraries it uses.
"""


def to_notices(components: list[Component]) -> str:
    """The whole file."""
    heads = "".join(f"{each.name} {each.version}: {each.licence}\n" for each in components)
    texts = [_texts(each) for each in components]
    own = (ROOT / "LICENSE").read_text(encoding="utf-8")
    resources = (ROOT / "resources" / "NOTICES.md").read_text(encoding="utf-8")
    font = (ROOT / "resources" / "fonts" / "OFL.txt").read_text(encoding="utf-8")
    first = f"Aiguillage\n{LINE}\n\n{own}\n{LINE}\nInside, of others\n{LINE}\n\n{heads}\n{INSIDE}\n"
    files = f"{LINE}\nResources\n{LINE}\n\n{resources}\n{LINE}\nThe font\n{LINE}\n\n{font}\n"
    return first + files + "".join(texts)


def _texts(component: Component) -> str:
    title = f"{LINE}\n{component.name} {component.version} ({component.licence})\n{LINE}\n\n"
    pieces = [f"--- {name}\n\n{words.strip()}\n\n" for name, words in component.texts.items()]
    return title + "".join(pieces)
