"""What Debian's package of the program holds, and where."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import tomllib
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from release import desktop_files, icons
from release.components import Component
from release.debian import Package
from release.manual import to_manual
from release.notices import to_notices
from release.sbom import to_sbom
from release.staging import Staging
from release.texts import text

ROOT = Path(__file__).resolve().parents[2]
PLACE = "usr/lib/aiguillage"
DOCUMENTS = "usr/share/doc/aiguillage"
MAINTAINER = os.environ.get(
    "AIGUILLAGE_MAINTAINER", "Aiguillage contributors <contributors@aiguillage.example>"
)
"""Whoever publishes names a real address; the one here is plainly none."""

CONTROL = """\
Maintainer: {maintainer}
Section: misc
Priority: optional
Recommends: xdg-utils
Suggests: aiguillage-kiosk, cups-client
Description: {summary}
 {about}
 .
 {modes}
"""


def version() -> str:
    """The version that pyproject.toml says."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: str = project["project"]["version"]
    return found


def lay_out(staging: Staging, bundle: Path, parts: list[Component], epoch: int) -> None:
    """Put everything of the program's package where it goes."""
    staging.copy_tree(bundle, PLACE)
    staging.link("../lib/aiguillage/aiguillage", "usr/bin/aiguillage")
    _lay_out_menus(staging, epoch)
    _lay_out_documents(staging, parts, epoch)
    staging.write("etc/aiguillage/aiguillage.toml", template())


def template() -> str:
    """The file of settings, every one explained and none set; the program writes it."""
    run = "import sys; from desktop.main import main; sys.exit(main(['config', 'template']))"
    command = [sys.executable, "-c", run]
    settled = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, cwd=ROOT, env=settled, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def _lay_out_menus(staging: Staging, epoch: int) -> None:
    name = desktop_files.ID
    staging.write(f"usr/share/applications/{name}.desktop", desktop_files.to_entry())
    staging.write(
        f"usr/share/metainfo/{name}.metainfo.xml", desktop_files.to_metainfo(version(), epoch)
    )
    staging.write("usr/share/mime/packages/aiguillage.xml", desktop_files.to_kinds())
    folder = "usr/share/icons/hicolor"
    staging.write(f"{folder}/scalable/apps/aiguillage.svg", icons.to_svg())
    for size, picture in icons.to_pngs().items():
        staging.write(f"{folder}/{size}x{size}/apps/aiguillage.png", picture)
    for path, shell in desktop_files.COMPLETIONS.items():
        staging.write(path, desktop_files.to_completion(shell) + "\n")


def _lay_out_documents(staging: Staging, parts: list[Component], epoch: int) -> None:
    staging.write_gzip("usr/share/man/man1/aiguillage.1", to_manual("en", version(), epoch))
    staging.write_gzip("usr/share/man/fr/man1/aiguillage.1", to_manual("fr", version(), epoch))
    staging.write(f"{DOCUMENTS}/copyright", to_copyright(parts))
    staging.write_gzip(f"{DOCUMENTS}/NOTICES", to_notices(parts))
    staging.write_gzip(f"{DOCUMENTS}/sbom.cdx.json", to_sbom(parts))
    staging.write_gzip(f"{DOCUMENTS}/changelog", to_changelog("aiguillage", epoch))
    staging.write_gzip(f"{DOCUMENTS}/CHANGELOG.md", (ROOT / "CHANGELOG.md").read_bytes())
    overrides = ROOT / "packaging" / "debian" / "aiguillage.lintian-overrides"
    staging.copy(overrides, "usr/share/lintian/overrides/aiguillage")


def to_changelog(name: str, epoch: int) -> str:
    """Debian's own changelog, of this version alone: the product's is beside it."""
    when = format_datetime(datetime.fromtimestamp(epoch, UTC))
    head = f"{name} ({version()}) unstable; urgency=medium\n\n  * Version {version()}: what changed"
    return f"{head} for users is in CHANGELOG.md.\n\n -- {MAINTAINER}  {when}\n"


def to_copyright(parts: list[Component]) -> str:
    """Who holds rights on what, and where each licence is."""
    own = (ROOT / "LICENSE").read_text(encoding="utf-8")
    lines = "".join(f"  {each.name} {each.version}: {each.licence}\n" for each in parts)
    where = (
        "On Debian, the Apache-2.0, GPL-3, LGPL-2.1 and LGPL-3 are in /usr/share/common-licenses."
    )
    return (
        f"{own}\nWork of others is inside, under its own licence:\n\n{lines}\n"
        f"Each with its copyright and the whole text of its licence: {DOCUMENTS}/NOTICES.gz.\n"
        f"{where}\n"
    )


def package(depends: tuple[str, ...], architecture: str) -> Package:
    """The program's package."""
    control = CONTROL.format(
        maintainer=MAINTAINER,
        summary=_without_article(text("summary", "en")),
        about=_folded(text("about", "en")),
        modes=_folded(text("about.modes", "en")),
    )
    return Package("aiguillage", version(), architecture, control, depends, {})


def _without_article(summary: str) -> str:
    return summary[0].lower() + summary[1:]


def _folded(paragraph: str) -> str:
    return "\n ".join(textwrap.wrap(paragraph, 78))
