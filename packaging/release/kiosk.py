"""Debian's package that makes a kiosk of the program: every file there, nothing enabled."""

from __future__ import annotations

from pathlib import Path

from release.contents import MAINTAINER, ROOT, to_changelog, version
from release.debian import Package
from release.manual import to_kiosk_manual
from release.staging import FILE, PROGRAM, Staging

SOURCES = ROOT / "packaging"
DOCUMENTS = "usr/share/doc/aiguillage-kiosk"
EXAMPLES = f"{DOCUMENTS}/examples"
UNIT = "usr/lib/systemd/system/aiguillage-kiosk.service"

FILES = {
    "kiosk/aiguillage-kiosk.service": UNIT,
    "kiosk/kiosk-session": "usr/lib/aiguillage/kiosk-session",
    "kiosk/aiguillage-kiosk": "usr/sbin/aiguillage-kiosk",
    "kiosk/sysusers.conf": "usr/lib/sysusers.d/aiguillage-kiosk.conf",
    "kiosk/tmpfiles.conf": "usr/lib/tmpfiles.d/aiguillage-kiosk.conf",
    "kiosk/logrotate.conf": "etc/logrotate.d/aiguillage-kiosk",
    "kiosk/pam": "etc/pam.d/aiguillage-kiosk",
    "apparmor/aiguillage-kiosk": "etc/apparmor.d/aiguillage-kiosk",
    "apparmor/unit.conf": f"{UNIT}.d/apparmor.conf",
    # An installed rule would take the keyboard away at once: the operator copies it.
    "kiosk/70-aiguillage-kiosk.rules": f"{EXAMPLES}/70-aiguillage-kiosk.rules",
    "kiosk/kiosk.toml": f"{EXAMPLES}/kiosk.toml",
    "kiosk/README.md": f"{DOCUMENTS}/README.md",
}
PROGRAMS = ("kiosk-session", "aiguillage-kiosk")
DEPENDS = (
    f"aiguillage (= {version()})",
    "cage",
    "cups-client",
    "espeak-ng",
    "init-system-helpers (>= 1.52)",
    "libpam-systemd",
    "passwd",
    "systemd | systemd-standalone-sysusers | systemd-sysusers",
    "xwayland",
)
CONTROL = f"""\
Maintainer: {MAINTAINER}
Section: misc
Priority: optional
Recommends: cups, logrotate
Suggests: apparmor
Description: Aiguillage alone on the screen of a kiosk
 Shows Aiguillage, and nothing else, on the first screen of a machine in a hall,
 under an account of its own that cannot sign in.
 .
 Nothing starts by itself: the operator sets the kiosk up, then types
 systemctl enable --now aiguillage-kiosk.
"""


def lay_out(staging: Staging, epoch: int) -> None:
    """Put everything of the kiosk's package where it goes."""
    for source, target in FILES.items():
        path = SOURCES / source
        is_program = path.name in PROGRAMS and path.parent.name == "kiosk"
        staging.copy(path, target, PROGRAM if is_program else FILE)
    staging.write(f"{DOCUMENTS}/copyright", (ROOT / "LICENSE").read_bytes())
    manual = "man8/aiguillage-kiosk.8"
    staging.write_gzip(f"usr/share/man/{manual}", to_kiosk_manual("en", version(), epoch))
    staging.write_gzip(f"usr/share/man/fr/{manual}", to_kiosk_manual("fr", version(), epoch))
    staging.write_gzip(f"{DOCUMENTS}/changelog", to_changelog("aiguillage-kiosk", epoch))


def package() -> Package:
    """The kiosk's package."""
    scripts = {
        name: _script(SOURCES / "debian" / f"kiosk.{name}")
        for name in ("postinst", "prerm", "postrm")
    }
    return Package("aiguillage-kiosk", version(), "all", CONTROL, DEPENDS, scripts)


def _script(path: Path) -> str:
    return path.read_text(encoding="utf-8")
