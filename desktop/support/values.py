"""What the doctor measured and what the settings say, as far as it may leave."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from desktop import paths
from desktop.configuration import Loaded
from desktop.configuration.hours_kind import HoursKind
from desktop.configuration.keys import KINDS, value_of
from desktop.configuration.kinds import Day, Kind, Number, OneOf, Several, Whole, YesNo
from desktop.configuration.model import Configuration
from desktop.configuration.reading import SettingFault
from desktop.disks import NETWORK
from desktop.doctor.finding import Finding
from desktop.doctor.keyboard import KNOWN
from desktop.doctor.program import PARTS
from desktop.support import known
from desktop.text import Phrase

_TELLING = (Day, HoursKind, Number, OneOf, Several, Whole, YesNo)
"""Kinds of settings whose values are numbers, dates or one of our own words."""

_DISPLAYS = {"X11", "Wayland", "Windows", "darwin", "offscreen", "minimal", "vnc", "linuxfb"}


def _one_of(allowed: set[str]) -> Callable[[str], str]:
    def let(text: str) -> str:
        words = re.split(r",\s*", text)
        return ", ".join(word if word in allowed else known.OTHER for word in words)

    return let


def _shaped(pattern: str) -> Callable[[str], str]:
    return lambda text: text if re.fullmatch(pattern, text, re.ASCII) else known.OTHER


_LET: Mapping[str, Callable[[str], str]] = {
    "version": known.version,
    "python": known.version,
    "qt": known.version,
    "guide": lambda text: text if text == paths.shipped_guide().name else known.OTHER,
    "kind": _one_of(NETWORK | {"smb"}),
    "layout": _one_of(KNOWN),
    "display": _one_of(_DISPLAYS | {"eglfs"}),
    "sizes": _shaped(r"\d{1,5} × \d{1,5}(, \d{1,5} × \d{1,5}){0,15}"),
    "zone": _shaped(r"[+-]\d{4}"),
    "now": _shaped(r"\d{4}-\d\d-\d\d \d\d:\d\d"),
    "newest": _shaped(r"\d{4}-\d\d-\d\d"),
    "error": known.error,
    "place": known.place,
}
"""Texts among what the doctor measures that may leave, each with what it must be."""


def findings(found: tuple[Finding, ...]) -> list[dict[str, object]]:
    """Each finding by its names, with what it measured."""
    return [
        {
            "check": finding.check,
            "case": finding.case,
            "state": finding.state.name.lower(),
            "values": _values(finding),
        }
        for finding in found
    ]


def _values(finding: Finding) -> dict[str, object]:
    let = dict(_LET)
    if finding.case == "runtime.missing":
        let["names"] = _one_of(set(PARTS))
    told: dict[str, object] = {}
    for name, value in finding.values.items():
        if isinstance(value, bool | int):
            told[name] = value
        elif isinstance(value, Phrase):
            told[name] = known.key(value.key)
        elif isinstance(value, str) and name in let:
            told[name] = let[name](value)
    return told


def settings(loaded: Loaded) -> dict[str, object]:
    """Each setting by name: where it comes from, and its value where that is nobody's own word."""
    values = loaded.configuration
    return {
        "settings": [
            {
                "name": name,
                "origin": loaded.origins[name].layer,
                "value": _told(kind, name, values),
                "is_default": value_of(values, name) == value_of(Configuration(), name),
            }
            for name, kind in KINDS.items()
        ],
        "faults": [_fault(fault) for fault in loaded.faults],
    }


def _told(kind: Kind, name: str, values: Configuration) -> str | None:
    return kind.write(value_of(values, name)) if isinstance(kind, _TELLING) else None


def _fault(fault: SettingFault) -> dict[str, object]:
    name = str(fault.sentence.values.get("name", ""))
    remedy = fault.sentence.values.get("remedy")
    return {
        "line": fault.line,
        "fault": known.key(fault.sentence.key),
        "setting": name if name in KINDS else known.OTHER,
        "wanted": known.key(remedy.key) if isinstance(remedy, Phrase) else None,
    }
