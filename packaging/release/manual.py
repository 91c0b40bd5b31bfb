"""The manual page, made of the command line's own pages of help: it says what the program says."""

from __future__ import annotations

from datetime import UTC, datetime

from desktop.text import load_catalogue
from release.texts import text

_HELP = "cli.help"


def to_manual(language: str, version: str, epoch: int) -> str:
    """The page in `language`, as man reads it."""
    day = datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%d")
    lines = [f'.TH AIGUILLAGE 1 "{day}" "aiguillage {version}"']
    lines += [_section("manual.name", language), f"aiguillage \\- {_plain('summary', language)}"]
    lines += [_section("manual.description", language), _plain("about", language), ".PP"]
    lines += [_plain("about.modes", language), _section("manual.commands", language)]
    for page in pages(language):
        lines += [".PP", ".nf", *page.splitlines(), ".fi"]
    lines += _settings(language)
    return "\n".join(_kept(line) for line in lines) + "\n"


def pages(language: str) -> list[str]:
    """Each page of help, the overview first."""
    catalogue = load_catalogue(language)
    keys = sorted(key for key in catalogue if key == _HELP or key.startswith(f"{_HELP}."))
    return [_escaped(catalogue[key].format_map(_Words())) for key in keys]


def _settings(language: str) -> list[str]:
    lines = [_section("manual.files", language)]
    lines += _item("/etc/aiguillage/*.toml", "manual.files.machine", language)
    lines += _item("~/.local/share/aiguillage", "manual.files.data", language)
    lines += _item("aiguillage-data/", "manual.files.portable", language)
    lines += [_section("manual.environment", language)]
    lines += _item("AIGUILLAGE_DATA", "manual.environment.data", language)
    lines += _item("AIGUILLAGE_MACHINE_SETTINGS", "manual.environment.machine", language)
    lines += [_section("manual.exit", language)]
    for code in ("0", "1", "2"):
        lines += _item(code, f"manual.exit.{code}", language)
    return [*lines, _section("manual.see-also", language), _plain("manual.see", language)]


def _section(key: str, language: str) -> str:
    return f'.SH "{text(key, language)}"'


def _item(name: str, key: str, language: str) -> list[str]:
    return [".TP", f"\\fB{_escaped(name)}\\fR", _plain(key, language)]


def _plain(key: str, language: str) -> str:
    return _escaped(text(key, language))


def _escaped(words: str) -> str:
    return words.replace("\\", "\\e").replace("-", "\\-").replace("~", "\\(ti")


def _kept(line: str) -> str:
    """A line that man takes as words even where it begins as an order of its own would."""
    is_order = line.startswith((".TH", ".SH", ".PP", ".nf", ".fi", ".TP"))
    return f"\\&{line}" if line[:1] in (".", "'") and not is_order else line


class _Words(dict[str, str]):
    """A help page's placeholders, said by their own name."""

    def __missing__(self, name: str) -> str:
        return name.upper()
