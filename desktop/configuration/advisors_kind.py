"""The advisors of a desk as a settings file writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.configuration.kinds import WrongValue, is_printable, quoted
from desktop.configuration.model import Advisor
from desktop.text import phrase

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
MOST = 36
"""As many as there are keys to choose them with."""


@dataclass(frozen=True, slots=True)
class Advisors:
    """A list of tables with `id`, `name` and `key`."""

    def read(self, value: object) -> tuple[Advisor, ...]:
        """The advisors, no id and no key twice; raises WrongValue."""
        if not isinstance(value, list) or len(value) > MOST:
            raise WrongValue(phrase("config.want.advisors"))
        found = tuple(map(_advisor, value))
        ids, keys = {one.id for one in found}, {one.key for one in found}
        if len(ids) < len(found) or len(keys) < len(found):
            raise WrongValue(phrase("config.want.advisors"))
        return found

    def write(self, value: object) -> str:
        """The advisors as inline tables."""
        return "[" + ", ".join(map(_advisor_written, _advisors(value))) + "]"


def _advisor(value: object) -> Advisor:
    if not isinstance(value, dict) or set(value) != {"id", "name", "key"}:
        raise WrongValue(phrase("config.want.advisors"))
    id_, name, key = (value[part] for part in ("id", "name", "key"))
    is_sound = isinstance(id_, str) and _ID.fullmatch(id_) is not None
    is_sound = is_sound and isinstance(key, str) and len(key) == 1 and key.isalnum()
    if not is_sound or not isinstance(name, str) or not 0 < len(name.strip()) <= 60:
        raise WrongValue(phrase("config.want.advisors"))
    if not is_printable(name):
        raise WrongValue(phrase("config.want.advisors"))
    return Advisor(id_, name.strip(), key.lower())


def _advisors(value: object) -> tuple[Advisor, ...]:
    return value if isinstance(value, tuple) else ()


def _advisor_written(one: Advisor) -> str:
    return f"{{ id = {quoted(one.id)}, name = {quoted(one.name)}, key = {quoted(one.key)} }}"
