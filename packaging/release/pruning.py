"""What of Qt, of Python and of the system's libraries goes into the frozen program.

Only what the program reaches stays: its own modules, the Qt plugins named here, and the libraries
these need. Debian's package leaves out what Debian has; the portable archive takes it along.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

Entry = tuple[str, str, str]
"""PyInstaller's: the name in the bundle, the file it comes from, its kind."""
Imports = Callable[[str], Iterable[tuple[str, str | None]]]
"""The libraries a library asks for: the name of each, and its file where there is one."""

PLUGINS = {
    "platforms": {"xcb", "wayland", "offscreen", "windows"},
    "platformthemes": {"xdgdesktopportal"},
    "platforminputcontexts": {"compose", "ibus"},
    "printsupport": {"cups", "windows"},
    "styles": {"modernwindows"},
    "wayland-decoration-client": {"adwaita", "bradient"},
    "wayland-graphics-integration-client": {"qt-plugin-wayland-egl"},
    "wayland-shell-integration": {"xdg-shell", "fullscreen-shell-v1"},
    "xcbglintegrations": {"xcb-egl-integration", "xcb-glx-integration"},
}
"""The Qt plugins kept, by folder: each without `lib`, `q` and what follows its own name."""

MODULES = ("QtCore", "QtGui", "QtWidgets", "QtPrintSupport")
"""What the program imports of Qt."""

TRANSLATIONS = ("qtbase_en.qm", "qtbase_fr.qm")
"""What Qt's own dialogs say."""

# fmt: off
EXCLUDED = (
    "IPython", "PIL", "_pytest", "_tkinter", "curses", "distutils", "doctest", "ensurepip",
    "ftplib", "greenlet", "hypothesis", "idlelib", "lib2to3", "lxml", "numpy", "pdb", "pip",
    "pkg_resources", "pytest", "pytz", "readline", "scipy", "setuptools", "sklearn", "smtplib",
    "sqlalchemy.dialects.mssql", "sqlalchemy.dialects.mysql", "sqlalchemy.dialects.oracle",
    "sqlalchemy.dialects.postgresql", "sqlalchemy.ext", "sqlalchemy.orm", "sqlalchemy.testing",
    "sqlcipher3.test", "tkinter", "turtle", "unittest", "venv", "xmlrpc", "zen",
    "_sysconfigdata__linux_x86_64-linux-gnu",  # nothing but paths of the building machine
)
# fmt: on
"""Modules that something could import, and nothing of the program does."""

FROM_THE_DESKTOP = re.compile(
    r"lib(X\w*|GL\w*|EGL|drm|gbm|wayland-\w+|fontconfig|freetype|expat|glib-2.0|gthread-2.0"
    r"|dbus-1|cups|avahi-\w+|gnutls|systemd|stdc\+\+|gcc_s|png16|brotli\w+|z|pcre2-8"
    r"|p11-kit|gcrypt|gpg-error|gssapi_krb5|krb5\w*|k5crypto|com_err|keyutils|cap|lz4|zstd|lzma"
    r"|idn2|unistring|tasn1|nettle|hogweed|gmp|bsd|md)(-\w+)?\.so(\..*)?"
)
"""Libraries of every desktop, that even the portable archive leaves to the system it runs on."""


@dataclass(frozen=True)
class Pruned:
    """What goes into each bundle."""

    debian: list[Entry]
    portable: list[Entry]


def prune(binaries: Iterable[Entry], own: tuple[Path, ...], imports: Imports) -> Pruned:
    """Keep what the program reaches among `binaries`; `own` are the folders of what is ours."""
    kept = [e for e in binaries if e[2] != "SYMLINK" and is_wanted(Path(e[0]))]
    seeds = [entry for entry in kept if not _is_library(entry) or _is_python(entry)]
    reached = reach((source for _, source, _ in seeds), imports)
    libraries = [e for e in kept if e not in seeds and Path(e[0]).name in reached]
    ours = [entry for entry in libraries if _is_ours(entry, own)]
    others = [e for e in libraries if e not in ours and not _is_of_the_desktop(e)]
    return Pruned(seeds + ours, seeds + ours + others)


def reach(files: Iterable[str], imports: Imports) -> set[str]:
    """The names of all libraries that `files` need, and these in their turn."""
    names: set[str] = set()
    waiting = list(files)
    while waiting:
        for name, file in imports(waiting.pop()):
            if Path(name).name not in names:
                names.add(Path(name).name)
                waiting += [file] if file else []
    return names


def keep_data(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The files that are no code: of Qt's translations, those of the dialogs; no link.

    Nor the lists of numbers of other countries, which stdnum brings, nor what pip notes down.
    """
    for entry in entries:
        name = Path(entry[0])
        is_other_translation = "translations" in name.parts and name.name not in TRANSLATIONS
        is_foreign_list = name.parts[0] == "stdnum" and name.suffix == ".dat"
        is_note = name.name in ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json")
        if entry[2] != "SYMLINK" and not (is_other_translation or is_foreign_list or is_note):
            yield entry


def is_wanted(name: PurePath) -> bool:
    """Whether the file `name` of a bundle is of use: one of Qt's plugins or modules may not be."""
    parts = name.parts
    if "plugins" in parts:
        folder, file = parts[-2:]
        plugin = re.sub(r"^(lib)?(q(?!t-))?|\.(so|dll)$", "", file)
        wanted = PLUGINS.get(folder, set())
        return any(plugin == each or plugin == f"{each}{_role(folder)}" for each in wanted)
    if parts[0] == "PySide6" and name.name.split(".")[0] in _all_modules():
        return name.name.split(".")[0] in MODULES
    return True


def _role(folder: str) -> str:
    """What Qt adds to the names of some plugins."""
    roles = {
        "platforminputcontexts": "platforminputcontextplugin",
        "printsupport": "printersupport",
        "styles": "style",
    }
    return roles.get(folder, "")


def _all_modules() -> set[str]:
    more = "Network DBus OpenGL OpenGLWidgets Svg SvgWidgets Qml Quick Sql Xml Test Concurrent"
    return {*MODULES, *(f"Qt{name}" for name in more.split())}


def _is_python(entry: Entry) -> bool:
    """Whether it is Python itself, which no library asks for: the program loads it by name."""
    return Path(entry[0]).name.startswith(("libpython", "python3"))


def _is_library(entry: Entry) -> bool:
    """Whether it is there only for others: a shared library, not a module nor a plugin."""
    return entry[2] == "BINARY" and "plugins" not in Path(entry[0]).parts


def _is_ours(entry: Entry, own: tuple[Path, ...]) -> bool:
    return any(folder in Path(entry[1]).parents for folder in own)


def _is_of_the_desktop(entry: Entry) -> bool:
    return FROM_THE_DESKTOP.fullmatch(Path(entry[0]).name) is not None
