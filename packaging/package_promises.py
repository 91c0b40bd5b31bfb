"""What must hold of the packages on a bare Debian: one function a promise."""

from __future__ import annotations

import json
import subprocess
import zlib

from bare_system import BareSystem
from prove_setup import ANSWERS, Check, expect
from release.contents import version
from release.staging import walk

INSTALL = "apt-get -qq -o DPkg::Use-Pty=0 install --no-install-recommends -y"
DATA = "export AIGUILLAGE_DATA=/tmp/data; rm -rf /tmp/data;"
STATE = "/var/lib/aiguillage-kiosk"
UNCHANGING = ("bin", "etc", "home", "lib", "opt", "srv", "usr", "var")
PASSING = ("var/cache", "var/log", "var/lib/dpkg", "var/lib/apt", "var/tmp", "srv/aiguillage")
LOG = "/tmp/data/aiguillage.log"
"""The program opens its log once its first page is painted."""

WAIT = f"for n in $(seq 300); do [ -e {LOG} ] && break; sleep 0.1; done;"
COPIES = "/tmp/data/register/copies 2>/dev/null"
"""The register, once open, makes a copy of itself."""

ENOUGH = 16  # colours: an unpainted screen has a few
FORBIDDEN = ("Operation not permitted", "Permission denied")


def installs(system: BareSystem) -> None:
    """`apt-get install ./aiguillage.deb` brings the program with all that it needs of Debian."""
    done = system.run(f"apt-get -qq update && {INSTALL} ./aiguillage_*.deb xvfb")
    expect(done.returncode == 0, done)


def tells_its_version(system: BareSystem) -> None:
    """`aiguillage version` answers."""
    done = system.run("aiguillage version")
    expect(done.returncode == 0 and version() in done.stdout, done)


def routes_without_a_network(system: BareSystem) -> None:
    """`aiguillage route` works where there is no network at all."""
    done = system.run("unshare --net aiguillage route --answers - --json", json.dumps(ANSWERS))
    if any(words in done.stderr for words in FORBIDDEN):
        print("NOT RUN: without a network: the kernel forbids a network of one's own", flush=True)
        done = system.run("aiguillage route --answers - --json", json.dumps(ANSWERS))
    expect(done.returncode == 0, done)
    verdicts = json.loads(done.stdout)["verdicts"]
    expect([v["member"] for v in verdicts if v["verdict"] == "recommended"] == ["medef"], done)


def prints_a_sheet_to_a_file(system: BareSystem) -> None:
    """`aiguillage sheet` writes the sheet as PDF."""
    done = system.run("aiguillage sheet --answers - -o /tmp/sheet.pdf", json.dumps(ANSWERS))
    expect(done.returncode == 0, done)
    sheet = (system.folder / "tmp/sheet.pdf").read_bytes()
    expect(sheet.startswith(b"%PDF-") and len(sheet) > 20_000, done)


def paints_without_a_screen(system: BareSystem) -> None:
    """The window opens and paints on Qt's screen in memory."""
    done = system.run(
        f"{DATA} QT_QPA_PLATFORM=offscreen aiguillage & {WAIT} kill $! && [ -e {LOG} ]"
    )
    expect(done.returncode == 0, done)


def opens_the_desk(system: BareSystem) -> None:
    """The advisor's desk opens, and with it the register: SQLite is inside."""
    done = system.run(
        f"{DATA} QT_QPA_PLATFORM=offscreen aiguillage --desk & "
        f'for n in $(seq 300); do [ -n "$(ls {COPIES})" ] && break; sleep 0.1; done; '
        f"kill $! && ls {COPIES} | grep -q daily"
    )
    expect(done.returncode == 0, done)


def paints_on_x11(system: BareSystem) -> None:
    """The window is seen on an X server that has nothing else."""
    # Bare systems share the network, and with it the names of screens.
    number = 100 + zlib.crc32(str(system.folder).encode()) % 30_000
    done = system.run(
        f"mkdir -p /tmp/screen; Xvfb :{number} -screen 0 1280x800x24 -fbdir /tmp/screen & "
        "screen=$!; "
        f"for n in $(seq 100); do [ -S /tmp/.X11-unix/X{number} ] && break; sleep 0.1; done; "
        f"{DATA} export DISPLAY=:{number}; aiguillage & program=$!; {WAIT} "
        "sleep 1; cp /tmp/screen/Xvfb_screen0 /tmp/picture; kill $program $screen"
    )
    picture = system.folder / "tmp/picture"
    expect(picture.exists() and colours_of(picture.read_bytes()) >= ENOUGH, done)


def colours_of(picture: bytes) -> int:
    """How many colours a picture in X's own format (XWD, 32 bits a point) has."""
    head = int.from_bytes(picture[:4], "big") + 12 * int.from_bytes(picture[76:80], "big")
    return len({picture[place : place + 3] for place in range(head, len(picture) - 3, 4 * 7)})


def has_its_menu_and_manual(system: BareSystem) -> None:
    """Menu entry, kinds of files, manual in two languages, completion, licences are there."""
    names = (
        "usr/share/applications/org.aiguillage.Aiguillage.desktop",
        "usr/share/mime/packages/aiguillage.xml",
        "usr/share/man/man1/aiguillage.1.gz",
        "usr/share/man/fr/man1/aiguillage.1.gz",
        "usr/share/bash-completion/completions/aiguillage",
        "usr/share/doc/aiguillage/NOTICES.gz",
        "etc/aiguillage/aiguillage.toml",
    )
    # minbase drops documentation no more than we do: what is missing was not packaged.
    done = system.run("aiguillage config check")
    lacking = [name for name in names if not (system.folder / name).exists()]
    expect(done.returncode == 0 and lacking == [], done)


def purges_without_a_trace(system: BareSystem) -> None:
    """Purged, installed again, used and purged again: the files are those of before."""
    first = system.run("dpkg --purge aiguillage")
    expect(first.returncode == 0, first)
    before = files_of(system)
    expect([name for name in before if "aiguillage" in name] == [], first)
    again = "dpkg -i aiguillage_*.deb >/dev/null && aiguillage version && dpkg --purge aiguillage"
    done = system.run(again)
    expect(done.returncode == 0, done)
    changed = sorted(files_of(system) ^ before)
    expect(changed == [], subprocess.CompletedProcess(again, 0, "\n".join(changed), done.stderr))


def files_of(system: BareSystem) -> set[str]:
    """Every file that stays, by its name."""
    found = set()
    for top in UNCHANGING:
        folder = system.folder / top
        if folder.is_dir() and not folder.is_symlink():
            found |= {path.relative_to(system.folder).as_posix() for path in walk(folder)}
    return {name for name in found if not name.startswith(PASSING)}


def kiosk_installs_with_nothing_enabled(system: BareSystem) -> None:
    """The kiosk's package brings cage, an account that cannot sign in, and starts nothing."""
    done = system.run(f"{INSTALL} ./aiguillage_*.deb ./aiguillage-kiosk_*.deb")
    expect(done.returncode == 0, done)
    account = system.run("getent passwd aiguillage-kiosk; command -v cage lp espeak-ng Xwayland")
    expect(account.returncode == 0 and ":/usr/sbin/nologin" in account.stdout, account)
    state = system.run("systemctl is-enabled aiguillage-kiosk.service")
    expect(state.stdout.strip() == "disabled", state)
    started = system.run("find /etc -name '*aiguillage-kiosk*' -path '*systemd*'")
    expect(started.stdout == "", started)


def kiosk_answers_under_its_own_account(system: BareSystem) -> None:
    """`aiguillage-kiosk` runs its commands as the kiosk, in the kiosk's own folder."""
    done = system.run(f"aiguillage-kiosk counts && stat -c %U:%a {STATE}")
    expect(done.returncode == 0 and "aiguillage-kiosk:700" in done.stdout, done)


def kiosk_purges_without_a_trace(system: BareSystem) -> None:
    """Its purge takes counts, account and every file."""
    done = system.run(
        "dpkg --purge aiguillage-kiosk aiguillage && ! getent passwd aiguillage-kiosk"
    )
    left = [name for name in files_of(system) if "aiguillage" in name]
    expect(done.returncode == 0 and left == [], done)


CHECKS: tuple[Check, ...] = (
    installs,
    tells_its_version,
    routes_without_a_network,
    prints_a_sheet_to_a_file,
    has_its_menu_and_manual,
    paints_without_a_screen,
    opens_the_desk,
    paints_on_x11,
    purges_without_a_trace,
    kiosk_installs_with_nothing_enabled,
    kiosk_answers_under_its_own_account,
    kiosk_purges_without_a_trace,
)
