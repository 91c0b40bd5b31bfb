"""What menus, file managers and shells read: entry, description, kinds of files, completion."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape

from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from desktop.cli.completion import VARIABLE
from release.texts import text

ID = "org.aiguillage.Aiguillage"
"""The program's name among all programs: whoever publishes it holds this domain, or changes it."""

GUIDE = "application/vnd.aiguillage.guide"
TICKET = "application/vnd.aiguillage.orientation"
SUFFIXES = {GUIDE: "aiguillage", TICKET: "orientation"}
_NAMES = {GUIDE: "file.guide", TICKET: "file.ticket"}

COMPLETIONS: dict[str, type[ShellComplete]] = {
    "usr/share/bash-completion/completions/aiguillage": BashComplete,
    "usr/share/zsh/vendor-completions/_aiguillage": ZshComplete,
    "usr/share/fish/vendor_completions.d/aiguillage.fish": FishComplete,
}


def to_entry() -> str:
    """The menu's entry."""
    return f"""\
[Desktop Entry]
Type=Application
Version=1.4
Name=Aiguillage
GenericName={text("generic", "en")}
GenericName[fr]={text("generic", "fr")}
Comment={text("summary", "en")}
Comment[fr]={text("summary", "fr")}
Keywords={text("keywords", "en")}
Keywords[fr]={text("keywords", "fr")}
Exec=aiguillage %f
Icon=aiguillage
Terminal=false
Categories=Office;
MimeType={";".join(SUFFIXES)};
StartupNotify=true
StartupWMClass=aiguillage
Actions=desk;

[Desktop Action desk]
Name={text("action.desk", "en")}
Name[fr]={text("action.desk", "fr")}
Exec=aiguillage --desk
"""


def to_metainfo(version: str, epoch: int) -> str:
    """What software centres show (AppStream)."""
    day = datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%d")
    kinds = "\n".join(f"    <mediatype>{kind}</mediatype>" for kind in SUFFIXES)
    return f"""\
<?xml version="1.0" encoding="UTF-8"?>
<component type="desktop-application">
  <id>{ID}</id>
  <metadata_license>CC0-1.0</metadata_license>
  <project_license>MIT</project_license>
  <name>Aiguillage</name>
  <developer id="org.aiguillage"><name>Aiguillage contributors</name></developer>
  <summary>{_both("summary", "summary", 2)}
  <description>
    <p>{_both("about", "p", 4)}
    <p>{_both("about.modes", "p", 4)}
  </description>
  <launchable type="desktop-id">{ID}.desktop</launchable>
  <provides>
    <binary>aiguillage</binary>
{kinds}
  </provides>
  <content_rating type="oars-1.1"/>
  <supports>
    <control>pointing</control>
    <control>keyboard</control>
    <control>touch</control>
  </supports>
  <releases>
    <release version="{version}" date="{day}"/>
  </releases>
</component>
"""


def _both(key: str, tag: str, indent: int) -> str:
    english, french = escape(text(key, "en")), escape(text(key, "fr"))
    return f'{english}</{tag}>\n{" " * indent}<{tag} xml:lang="fr">{french}</{tag}>'


def to_kinds() -> str:
    """The kinds of files the program opens, for file managers."""
    kinds = "\n".join(
        f'  <mime-type type="{kind}">\n'
        f"    <comment>{escape(text(_NAMES[kind], 'en'))}</comment>\n"
        f'    <comment xml:lang="fr">{escape(text(_NAMES[kind], "fr"))}</comment>\n'
        f'    <icon name="aiguillage"/>\n    <glob pattern="*.{suffix}"/>\n  </mime-type>'
        for kind, suffix in SUFFIXES.items()
    )
    space = 'xmlns="http://www.freedesktop.org/standards/shared-mime-info"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<mime-info {space}>\n{kinds}\n</mime-info>\n'


def to_completion(shell: type[ShellComplete]) -> str:
    """The script by which a shell asks the program what may come next."""
    import click  # late: the script alone needs a command, and any will do

    return shell(click.Command("aiguillage"), {}, "aiguillage", VARIABLE).source()
