"""The certificate: one page, to the letter what was proved, and none for a refuted guide."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest

from desktop import paths
from desktop.guide.loader import load_guide
from desktop.proof.certificate import certify, to_inputs, to_pdf, to_png
from desktop.proof.prove import Proof, prove
from desktop.text import LANGUAGES, say
from tests import guides
from tests.proof.good_guides import TURN, good_guide
from tests.proof.large_guides import by_theme
from tests.random_guides import ON

DAY = date.fromisoformat(ON)


@pytest.fixture(scope="module")
def shipped() -> Proof:
    """The proof of the shipped guide."""
    return prove(load_guide(paths.shipped_guide()), DAY)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_one_tagged_page_in_either_language(shipped: Proof, language: str) -> None:
    pdf = to_pdf(shipped, language)

    assert re.search(rb"/Type\s*/Pages\s*/Count\s+1\b", pdf)
    assert b"/MarkInfo" in pdf
    assert f"/Lang({language})".encode() in pdf


def test_what_it_says_can_be_read_off_the_page(shipped: Proof, tmp_path: Path) -> None:
    certify(shipped, "en", tmp_path / "c.pdf")

    command = ["pdftotext", "-raw", str(tmp_path / "c.pdf"), "-"]
    read = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert "234,526,974" in read
    assert read.count("proved") >= 9
    assert shipped.guide.rules in read.replace("\n", "")


def test_the_same_proof_gives_the_same_bytes(shipped: Proof) -> None:
    assert to_pdf(shipped, "fr") == to_pdf(shipped, "fr")


def test_it_says_the_guide_its_hashes_the_exact_count_and_the_table(shipped: Proof) -> None:
    said = to_inputs(shipped, "en")

    guide = shipped.guide
    assert (said["guide"], said["version"]) == (guide.title.en, f"Version {guide.version}")
    assert said["hashes"] == {"rules": guide.rules, "content": guide.content}
    assert said["visits"] == f"{shipped.visits:,}"
    assert len(said["properties"]) == 9
    assert said["rows"][0] == {
        "need": "Day-to-day support",
        "when": "Your needs: Getting support with my project",
        "members": ["Auvergne-Rhône-Alpes Entreprises"],
        "source": "LyonMag, §4a",
    }
    assert said["rows"][-1]["source"] == "the guide’s choice, P1"
    assert said["days"] == "Examined as the guide stands on 24 November 2026."


def test_it_names_the_days_on_both_sides_of_a_dated_change() -> None:
    plain = next(p for p in map(good_guide, range(1, 40)) if TURN[0] in str(p))

    said = to_inputs(prove(guides.load(plain), DAY), "en")

    assert "24 November 2026, 1 January 2027" in said["days"]


def test_every_form_of_a_condition_is_said() -> None:
    plain = guides.shop()
    plain["division.yaml"]["policies"] = [
        {"need": "loaf", "members": ["baker"], "when": when, "source": _source()}
        for when in (
            {"themes": ["bread", "cake"]},
            {"bread-kind": {"not": ["rye"]}, "place": "01"},
            {"bread-kind": "asked"},
            {"any": [{"place": "01"}, {"place": "38"}]},
        )
    ]

    said = to_inputs(prove(guides.load(plain), DAY), "en")

    assert [row["when"] for row in said["rows"]] == [
        "themes: bread or cake",
        "bread-kind: other than rye; place: 01",
        "bread-kind: any answer",
        "place: 01 or place: 38",
    ]


def _source() -> dict[str, str]:
    return {"document": "book", "place": "p1"}


def test_a_table_of_hundreds_of_rows_takes_the_pages_it_needs() -> None:
    proof = prove(guides.load(by_theme(300)), DAY)

    pages = re.search(rb"/Type\s*/Pages\s*/Count\s+(\d+)", to_pdf(proof, "fr"))

    assert pages
    assert int(pages[1]) > 1


def test_a_sign_that_the_letters_lack_gives_way(shipped: Proof) -> None:
    plain = guides.shop()
    plain["guide.yaml"]["title"] = {"fr": "Guide 漢", "en": "Guide 漢"}

    assert to_pdf(prove(guides.load(plain), DAY), "fr").startswith(b"%PDF")


def test_a_refuted_guide_gets_none(tmp_path: Path) -> None:
    proof = prove(guides.load(guides.shop()), DAY)

    told = certify(proof, "en", tmp_path / "certificate.pdf")

    assert say(told, "en") == "No certificate was made: only a proved guide has one."
    assert list(tmp_path.iterdir()) == []


def test_a_proved_guide_gets_one(shipped: Proof, tmp_path: Path) -> None:
    told = certify(shipped, "fr", tmp_path / "certificate.pdf")

    assert (tmp_path / "certificate.pdf").read_bytes() == to_pdf(shipped, "fr")
    assert say(told, "fr").startswith("Le certificat est enregistré")


def test_it_can_be_seen(shipped: Proof) -> None:
    assert to_png(shipped, "fr", 40).startswith(b"\x89PNG")
