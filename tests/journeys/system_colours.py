"""Stands in for the part of a system that says which colours it wants; run by /usr/bin/python3.

Each line read, `color-scheme 1` or `contrast 1`, is what the system wants from there on.
"""

from __future__ import annotations

import sys
from typing import Any

import gi  # type: ignore[import-not-found]

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # type: ignore[import-not-found]  # noqa: E402

SPACE, PATH = "org.freedesktop.appearance", "/org/freedesktop/portal/desktop"
INTERFACE = "org.freedesktop.portal.Settings"
SHAPE = f"""<node><interface name="{INTERFACE}">
<method name="ReadAll">
<arg type="as" direction="in"/><arg type="a{{sa{{sv}}}}" direction="out"/>
</method>
<signal name="SettingChanged"><arg type="s"/><arg type="s"/><arg type="v"/></signal>
</interface></node>"""
wanted = {"color-scheme": 0, "contrast": 0}


def answer(*call: Any) -> None:
    """All that is wanted, whatever was asked for."""
    values = {name: GLib.Variant("u", value) for name, value in wanted.items()}
    call[-1].return_value(GLib.Variant("(a{sa{sv}})", ({SPACE: values},)))


def take(bus: Any) -> bool:
    """Takes one line; tells whoever listens."""
    name, _, value = sys.stdin.readline().strip().partition(" ")
    if not name:
        loop.quit()
        return False
    wanted[name] = int(value)
    told = GLib.Variant("(ssv)", (SPACE, name, GLib.Variant("u", wanted[name])))
    bus.emit_signal(None, PATH, INTERFACE, "SettingChanged", told)
    return True


def begin(bus: Any, _: str) -> None:
    """Answer on this bus from here on."""
    interface = Gio.DBusNodeInfo.new_for_xml(SHAPE).interfaces[0]
    bus.register_object(PATH, interface, answer, None, None)
    GLib.io_add_watch(sys.stdin.fileno(), GLib.IO_IN | GLib.IO_HUP, lambda *_: take(bus))


def ready(*_: Any) -> None:
    """Say so."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()


loop = GLib.MainLoop()
Gio.bus_own_name(Gio.BusType.SESSION, "org.freedesktop.portal.Desktop", 0, begin, ready, None)
loop.run()
