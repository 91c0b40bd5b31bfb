"""The manual page, made of the command line's own pages of help: it says what the program says."""

from __future__ import annotations

from datetime import UTC, datetime

from desktop.text import load_catalogue
from release.texts import text

_HELP = "cli.help"


def to_manual(language: str, version: str, epoch: int) -> str:
    """The page of `aiguillage` in `language`, as man reads it."""
    lines = _head("aiguillage", 1, "summary", language, version, epoch)
    lines += [_plain("about", language), ".PP", _plain("about.modes", language)]
    lines += _commands(pages(_HELP, language), language)
    return _page(lines + _settings(language))


def to_kiosk_manual(language: str, version: str, epoch: int) -> str:
    """The page of `aiguillage-kiosk` in `language`."""
    lines = _head("aiguillage-kiosk", 8, "kiosk.summary", language, version, epoch)
    lines += [_plain("kiosk.about", language)]
    lines += _commands(pages(f"{_HELP}.kiosk", language), language)
    lines += [_section("manual.see-also", language), "aiguillage(1)", ".br"]
    return _page([*lines, _plain("kiosk.see", language)])


def pages(first: str, language: str) -> list[str]:
    """Each page of help from `first` on, the overview first."""
    catalogue = load_catalogue(language)
    keys = sorted(key for key in catalogue if key == first or key.startswith(f"{first}."))
    return [_escaped(catalogue[key].format_map(_Words())) for key in keys]


def _head(
    name: str, section: int, summary: str, language: str, version: str, epoch: int
) -> list[str]:
    day = datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%d")
    return [
        f'.TH {name.upper()} {section} "{day}" "aiguillage {version}"',
        _section("manual.name", language),
        f"{_escaped(name)} \\- {_plain(summary, language)}",
        _section("manual.description", language),
    ]


def _commands(helps: list[str], language: str) -> list[str]:
    lines = [_section("manual.commands", language)]
    for page in helps:
        lines += [".PP", ".nf", *page.splitlines(), ".fi"]
    return lines


def _page(lines: list[str]) -> str:
    return "\n".join(_kept(line) for line in lines) + "\n"


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
    lines += [_section("manual.see-also", language), "aiguillage\\-kiosk(8)", ".br"]
    return [*lines, _plain("manual.see", language)]


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
    is_order = line.startswith((".TH", ".SH", ".PP", ".nf", ".fi", ".TP", ".br"))
    return f"\\&{line}" if line[:1] in (".", "'") and not is_order else line


class _Words(dict[str, str]):
    """A help page's placeholders, said by their own name."""

    def __missing__(self, name: str) -> str:
        return name.upper()
