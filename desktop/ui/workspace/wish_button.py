"""The buttons of a form that add, remove and move its parts, each saying what it is about."""

from __future__ import annotations

from desktop.text import phrase
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.workspace.cells import name_of
from desktop.workspace.wishes import Wish

_ICONS = {"up": "close", "down": "open", "remove": "cross"}


def wish_button(wish: Wish, kind: str, look: Look) -> Button:
    """A button for a wish about a thing of this kind (a choice, an office …)."""
    name = f"{wish.act}-{name_of(wish.path)}"
    what = look.say(phrase(f"workspace.one.{kind}"))
    sentence = phrase(f"workspace.wish.{wish.act}", what=what)
    if wish.act == "add":
        button = Button(name, sentence, look, "quiet", "plus", height=30, role="label")
    else:
        button = Button(
            name, sentence, look, "quiet", _ICONS[wish.act], icon_only=True, height=26, role="label"
        )
        button.setToolTip(button.words)
    index = next((step for step in reversed(wish.path) if isinstance(step, int)), None)
    # Several are alike but for the place that they are about.
    button.setAccessibleName(button.words if index is None else f"{button.words} ({index + 1})")
    return button
