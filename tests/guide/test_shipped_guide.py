"""The shipped guide: whole, checked, in both languages, and true to what was reviewed."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from desktop import paths
from desktop.checking import check_guide
from desktop.doors import DoorKind, find_doors
from desktop.guide.loader import load_guide
from desktop.guide.model import Basis, Channel, Member, Office, Verdict
from desktop.guide.space import Space
from desktop.paths import shipped_guide
from desktop.territory import Communes, territory_question

GUIDE = load_guide(shipped_guide())
COMMUNES = Communes()
TODAY = date(2026, 11, 24)

# Copied by hand from the reviewed source of the network's contacts: what two sources or one showed,
# nothing unverified, nothing that is not to be displayed. A new contact is reviewed, then put here.
FACTS = {
    # Région
    "1 esplanade François-Mitterrand, 69002 Lyon",
    "04 26 73 40 00",
    "https://www.auvergnerhonealpes.fr",
    # Agency
    "https://www.auvergnerhonealpes-entreprises.fr",
    # Chambers of commerce
    "https://www.auvergne-rhone-alpes.cci.fr",
    "1 rue Joseph-Bernier, CS 60048, 01002 Bourg-en-Bresse Cedex",
    "04 74 32 13 00",
    "https://www.ain.cci.fr",
    "17 cours Jean-Jaurès, BP 1729, 03000 Moulins",
    "140 chemin de Saint-Clair, 07000 Privas",
    "04 75 88 07 07",
    "http://www.ardeche.cci.fr",
    "44 boulevard du Pont-Rouge, 15013 Aurillac Cedex",
    "04 71 45 40 40",
    "52-74 rue Barthélemy-de-Laffemas, BP 1023, 26010 Valence Cedex",
    "04 75 75 70 00",
    "https://www.drome.cci.fr",
    "1 place André-Malraux, CS 90297, 38016 Grenoble Cedex 1",
    "04 76 28 28 28",
    "https://www.grenoble.cci.fr",
    "57 cours Fauriel, 42000 Saint-Étienne",
    "04 77 43 04 00",
    "https://www.lyon-metropole.cci.fr",
    "16 boulevard Président-Bertrand, BP 30127, 43004 Le Puy-en-Velay Cedex",
    "04 71 09 90 00",
    "148 boulevard Lavoisier, 63037 Clermont-Ferrand Cedex 1",
    "04 73 43 43 43",
    "https://www.puy-de-dome.cci.fr",
    "Place de la Bourse, 69289 Lyon Cedex 02",
    "04 72 40 58 58",
    "5 rue Salteur, CS 22416, 73024 Chambéry Cedex",
    "04 57 73 73 73",
    "https://www.savoie.cci.fr",
    "5 rue du 27e-BCA, CS 62072, 74011 Annecy Cedex",
    "04 50 33 72 00",
    "https://www.haute-savoie.cci.fr",
    # CPME, MEDEF, Bpifrance
    "https://www.cpmecantal.fr",
    "info@cpmecantal.fr",
    "https://medef-isere.com",
    "https://www.medeflyonrhone.fr",
    "https://www.bpifrance.fr",
}
SEEN_ONCE = {
    "https://www.auvergne-rhone-alpes.cci.fr",
    "140 chemin de Saint-Clair, 07000 Privas",
    "04 75 88 07 07",
    "52-74 rue Barthélemy-de-Laffemas, BP 1023, 26010 Valence Cedex",
    "04 75 75 70 00",
    "57 cours Fauriel, 42000 Saint-Étienne",
    "04 77 43 04 00",
    "16 boulevard Président-Bertrand, BP 30127, 43004 Le Puy-en-Velay Cedex",
    "04 71 09 90 00",
    "148 boulevard Lavoisier, 63037 Clermont-Ferrand Cedex 1",
    "04 73 43 43 43",
    "Place de la Bourse, 69289 Lyon Cedex 02",
    "04 72 40 58 58",
    "5 rue du 27e-BCA, CS 62072, 74011 Annecy Cedex",
    "04 50 33 72 00",
    "https://www.cpmecantal.fr",
    "info@cpmecantal.fr",
    "https://www.medeflyonrhone.fr",
}


def offices() -> list[Office]:
    """Every office and regional channel."""
    regional = [member.regional for member in GUIDE.members if member.regional]
    return [*regional, *(office for member in GUIDE.members for office in member.offices)]


def channels() -> list[Channel]:
    """Every channel of every office."""
    found = [c for o in offices() for c in (o.address, o.phone, o.website, o.email)]
    return [channel for channel in found if channel]


def places() -> list[str | None]:
    """Every department, every office's seat, the undecided place, and none."""
    question = territory_question(GUIDE)
    assert question is not None
    inside = [choice.id for choice in question.choices if choice.id != "outside"]
    return [*inside, *(office.seat for office in offices() if office.seat), None]


def test_it_checks_with_all_its_examples_and_stories() -> None:
    checked = check_guide(shipped_guide(), TODAY, COMMUNES)

    assert checked.examples >= len(GUIDE.routes)
    assert checked.stories >= 20


def test_it_has_the_six_members_in_their_order() -> None:
    ids = [member.id for member in GUIDE.members]

    assert ids == ["region", "agence", "ccir", "cpme", "medef", "bpifrance"]
    assert [member.id for member in GUIDE.members if member.leads] == ["region"]


QUESTIONS = {
    "situation": "relocating expanding starting foreign-investor intermediary other",
    "territory": "01 03 07 15 26 38 42 43 63 69 73 74 undecided outside",
    "themes": "funding local-purchasing export talent daily-support none-of-these",
    "funding-kind": "fundraising financing financial-management unknown",
    "purchasing-kind": "find-supplier find-subcontractor replace-import be-known unknown",
    "export-kind": "first-export prospecting customs abroad-volunteer unknown",
    "talent-kind": "recruit apprentice train attract unknown",
    "support-kind": "site procedures regional-aid single-contact unknown",
    "urgency": "now months year unknown",
}


def test_its_ids_are_those_that_other_programs_use() -> None:
    found = {q.id: " ".join(choice.id for choice in q.choices) for q in GUIDE.questions}

    assert found == QUESTIONS
    assert [need.id for need in GUIDE.needs] == [
        *("fundraising", "financing", "financial-management"),
        *("local-purchasing", "export", "talent", "daily-support"),
    ]


def test_only_the_situation_and_the_urgency_decide_no_more_than_words() -> None:
    assert [q.id for q in GUIDE.questions if q.decides_words] == ["situation", "urgency"]


def test_unknown_and_none_of_these_stand_alone() -> None:
    alone = {
        (question.id, choice.id)
        for question in GUIDE.questions
        for choice in question.choices
        if choice.exclusive
    }
    kinds = ("funding-kind", "purchasing-kind", "export-kind", "talent-kind", "support-kind")

    assert alone == {("themes", "none-of-these"), *((kind, "unknown") for kind in kinds)}


def test_no_contact_is_there_that_was_not_reviewed() -> None:
    assert {channel.value for channel in channels()} == FACTS


def test_a_contact_seen_once_says_so() -> None:
    assert {c.value for c in channels() if c.confidence.value == "one"} == SEEN_ONCE


def test_no_number_mail_or_site_stands_outside_the_reviewed_contacts() -> None:
    found = set[str]()
    for file in shipped_guide().glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        found |= set(re.findall(r"\b0\d(?: \d\d){4}\b|https?://[^\s\"']+|[\w.]+@[\w.]+\w", text))

    assert found <= FACTS


@pytest.mark.parametrize("member", GUIDE.members, ids=lambda member: member.id)
def test_each_member_has_a_door_that_opens_wherever_the_project_is(member: Member) -> None:
    doors = {place: find_doors(GUIDE, member, place) for place in places()}

    assert [p for p, found in doors.items() if not any(d.office.has_channel for d in found)] == []


@pytest.mark.parametrize("member", GUIDE.members, ids=lambda member: member.id)
def test_a_head_office_elsewhere_is_never_shown_as_local(member: Member) -> None:
    communes = {office.seat: COMMUNES.find(office.seat) for office in offices() if office.seat}

    assert None not in communes.values()
    served = [(o, communes[o.seat]) for o in member.offices if o.seat]
    assert all(c and c.department in o.departments and c.name == o.city for o, c in served)


@pytest.mark.parametrize("member", ["cpme", "medef"])
def test_a_member_without_channel_is_reached_by_a_relay_that_says_so(member: str) -> None:
    doors = find_doors(GUIDE, GUIDE.get_member(member), "undecided")

    assert [door.kind for door in doors] == [DoorKind.RELAY]
    assert doors[0].office == GUIDE.get_member("region").regional
    assert doors[0].relay is not None


def test_the_region_is_recommended_by_no_route() -> None:
    verdicts = {route.verdict for route in GUIDE.routes if route.member == "region"}

    assert verdicts == {Verdict.TO_CONSIDER}


def test_each_clause_of_the_article_has_its_route_and_each_policy_says_why() -> None:
    clauses = {route.source.place for route in GUIDE.routes if route.basis is Basis.ARTICLE}
    policies = [route for route in GUIDE.routes if route.basis is Basis.POLICY]

    assert clauses == {"§4a", "§4b", "§4c", "§4d", "§4e"}
    assert {route.source.document for route in policies} == {"guide-policies"}


def test_the_article_stands_with_its_date() -> None:
    assert GUIDE.get_source("article-2022-06").date == "2022-06"


def test_a_move_inside_the_region_is_always_said_to_have_no_pack() -> None:
    steps = [variant.text for variant in GUIDE.get_route("regional-aid").first_step]

    assert all("pack" in step.fr and "pack" in step.en for step in steps)
    assert all("intérieur" in step.fr or "dans la région" in step.fr for step in steps)


def test_every_icon_it_names_is_drawn() -> None:
    named = {member.icon for member in GUIDE.members}
    named |= {c.icon for q in GUIDE.questions for c in q.choices if c.icon}
    drawn = {file.stem for file in (paths.resources() / "icons").glob("*.svg")}

    assert named - drawn == set()


def test_its_space_of_visits_is_proved_not_sampled() -> None:
    space = GUIDE.derived(Space)

    assert sum(space.count(gap) for gap in space.gaps(space.full, space.unreachable)) > 10**8


def texts(node: object) -> list[tuple[str, str]]:
    """Every text of a file, in both languages, read by another reader than ours."""
    if isinstance(node, dict):
        own = [(str(node["fr"]), str(node["en"]))] if {"fr", "en"} <= node.keys() else []
        return own + [pair for item in node.values() for pair in texts(item)]
    if isinstance(node, list):
        return [pair for item in node for pair in texts(item)]
    return []


def guide_texts() -> list[tuple[str, str]]:
    """Every text of the shipped guide."""
    files = sorted(shipped_guide().glob("*.yaml"))
    read = [yaml.safe_load(Path(file).read_text(encoding="utf-8")) for file in files]
    return [pair for root in read for pair in texts(root)]


def test_french_typography_is_kept() -> None:
    french = [fr for fr, _ in guide_texts()]

    assert [t for t in french if re.search(r" [:;?!»]|« |[^\u00a0\u202f][;?!»]|'", t)] == []


def test_english_typography_is_kept() -> None:
    english = [en for _, en in guide_texts()]

    assert [t for t in english if re.search(r" [:;?!]|'|\"|«|»", t)] == []


def test_texts_are_two_languages_and_no_leftover() -> None:
    pairs = guide_texts()

    leftover = re.compile(r"TODO|XXX|lorem|[{}<>]|  ", re.IGNORECASE)
    assert len(pairs) > 300
    assert [pair for pair in pairs if leftover.search(" | ".join(pair))] == []
