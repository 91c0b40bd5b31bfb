"""A small guide that is proved, its versions, and what signs them: for tests of the library."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from desktop import paths
from desktop.guide.loader import load_guide
from desktop.library.keys import PrivateKey
from desktop.library.package import Package, make_package
from desktop.library.trust import trust
from tests import guides
from tests.guides import Plain

DAY = date(2026, 11, 24)
KEY = PrivateKey(bytes(range(32)))
OTHER_KEY = PrivateKey(bytes(range(1, 33)))
CHOICE = {"document": "book", "place": "p2"}
Change = Callable[[Plain], None]


def proved(version: str = "1.0") -> Plain:
    """A guide of two questions that checks and is proved."""
    cite = {"document": "book", "place": "p1"}
    plain = guides.guide(
        questions=[
            guides.question("place", 1, "territory", "01 38 outside>"),
            guides.question("themes", 2, "several", "bread cake none!"),
        ],
        needs=[guides.need("loaf", 1, "bread"), guides.need("sweet", 2, "cake")],
        members=[guides.member("baker", 1), guides.member("pastry", 2)],
        routes=[
            guides.route("loaf", "loaf", "baker", {"themes": "bread"}),
            guides.route("sweet", "sweet", "pastry", {"themes": "cake"}),
        ],
        uncovered_needs=[
            guides.uncovered("nothing", {"themes": "none"}, consider="baker", source=CHOICE),
            guides.uncovered("away", {"place": "outside"}, back_to="place", source=CHOICE),
        ],
    )
    plain["guide.yaml"]["version"] = version
    plain["interview.yaml"]["longest-visit"] = "2"
    rows = [("loaf", "baker", "bread"), ("sweet", "pastry", "cake")]
    places = plain["guide.yaml"]["sources"][0]["places"]
    places[0]["clause"] = "true"
    places.append({"id": "p2", "gist": guides.text("a choice")})
    plain["division.yaml"]["clauses"] = [
        {"need": need, "members": [member], "when": {"themes": theme}, "source": cite}
        for need, member, theme in rows
    ]
    plain["stories.yaml"] = {"format": "1", "stories": [_story()]}
    for route in plain["routes.yaml"]["routes"]:
        route["basis"] = "article"
        route["examples"] = [_example(route["when"]["themes"], route["member"])]
    return plain


def _example(theme: str, member: str) -> Plain:
    return {"answers": {"place": "38", "themes": [theme]}, "expect": {member: "recommended"}}


def _story() -> Plain:
    expect = {"recommended": {"baker": ["loaf"]}, "to-consider": {}, "uncovered": []}
    answers = {"place": "38", "themes": ["bread"]}
    return {"id": "one", "title": guides.text("one"), "answers": answers, "expect": expect}


def write(folder: Path, version: str = "1.0", change: Change | None = None) -> Path:
    """Saves that guide in `folder`, with a change."""
    plain = proved(version)
    if change is not None:
        change(plain)
    return guides.write(folder, plain)


def packed(folder: Path, version: str = "1.0", change: Change | None = None) -> Package:
    """That guide in one file, not signed; nothing is asked of it but that it loads."""
    written = write(folder / f"guide-{version}", version, change)
    return make_package(written, load_guide(written), DAY)


def save(path: Path, package: Package) -> Path:
    """Writes the file."""
    path.write_bytes(package.to_bytes())
    return path


class Installation:
    """A data folder that trusts KEY, in a program that ships the small guide at 1.0."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.data = folder, folder / "data"
        shipped = write(folder / "program" / "small", "1.0")
        monkeypatch.setattr(paths, "shipped_guide", lambda: shipped)
        trust(self.data, KEY.public, "Region", DAY)

    def file(
        self, version: str, change: Change | None = None, key: PrivateKey | None = KEY
    ) -> Path:
        """The file of a version, signed by `key`."""
        package = packed(self.folder, version, change)
        if key is not None:
            package = package.signed_by(key)
        return save(self.folder / f"{version}.aiguillage", package)
