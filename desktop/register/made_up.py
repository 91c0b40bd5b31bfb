"""Made-up cases, plainly marked as such: for looking at the program, and for measuring it.

Every name is put together from syllables and ends with "(fictif)"; numbers begin with 000,
telephone numbers with 00 00, and mail addresses end with .invalid: none of them can be anybody's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from desktop.register.model import Company, Consent, Numbered, Override, Sent, State

MARK = "(fictif)"
TRADES = (
    *("Boulangerie", "Menuiserie", "Garage", "Atelier", "Entreprise", "Société", "Fromagerie"),
    *("Scierie", "Imprimerie", "Maroquinerie", "Décolletage", "Plasturgie", "Mécanique"),
    *("Chaudronnerie", "Textile", "Brasserie", "Coopérative", "Laiterie", "Verrerie", "Papeterie"),
    *("Fonderie", "Outillage", "Électronique", "Robotique", "Cosmétique", "Transports", "Conseil"),
    *("Maçonnerie", "Paysage", "Studio", "Moulin", "Vignoble", "Établissements"),
)
FORMS = ("SARL", "SAS", "SA", "EURL", "SCOP", "SASU")
BEGINNINGS = ("Ba", "Bel", "Cha", "Cor", "Dau", "Fe", "Gri", "La", "Mon", "Ner", "Pra", "Ro", "Ver")
MIDDLES = ("be", "cha", "di", "li", "ma", "na", "ni", "ra", "ri", "sa", "ta", "ti", "vo", "zé")
ENDS = ("gnon", "lard", "let", "lin", "nier", "ron", "sac", "seau", "val", "vet", "zon", "ïs")
NOTES = (
    *("cherche un four", "rappeler lundi", "dossier complet", "machine à remplacer"),
    *("client pressé", "visite du site prévue", "locaux trop petits", "devis reçu"),
    *("partenaire attendu", "salon au printemps", "deux apprentis", "factures en retard"),
)
PLACES = (
    *(("01053", "Bourg-en-Bresse", "01"), ("03190", "Moulins", "03"), ("07186", "Privas", "07")),
    *(("15014", "Aurillac", "15"), ("26362", "Valence", "26"), ("38185", "Grenoble", "38")),
    *(("42218", "Saint-Étienne", "42"), ("43157", "Le Puy-en-Velay", "43")),
    *(("63113", "Clermont-Ferrand", "63"), ("69123", "Lyon", "69"), ("73065", "Chambéry", "73")),
    ("74010", "Annecy", "74"),
)
Place = tuple[str, str, str]
"""INSEE code, name, department."""


@dataclass(frozen=True, slots=True)
class MadeUp:
    """One made-up case: what was saved, and what became of each referral, day by day."""

    opened: datetime
    advisor: str
    company: Company
    department: str
    sent: tuple[Sent, ...]
    uncovered: tuple[str, ...]
    steps: tuple[tuple[int, int, State], ...]
    """(which referral, days after the opening, state)."""
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    outcome: Mapping[str, Any] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    language: str = "fr"
    ticket: str = ""


class MadeUpCases:
    """Draws cases; the same seed draws the same ones."""

    def __init__(
        self,
        seed: int,
        members: Mapping[str, Sequence[str]],
        advisors: Sequence[str],
        uncovered: Sequence[str] = (),
        places: Sequence[Place] = PLACES,
    ) -> None:
        self.random = Random(seed)
        self.needs = [(need, tuple(found)) for need, found in members.items()]
        self.advisors, self.uncovered, self.places = advisors, uncovered, places

    def draw(self, since: date, until: date, count: int, noon: datetime) -> Iterator[MadeUp]:
        """`count` cases opened from one day until another, evenly, in the order of opening."""
        start = noon.replace(year=since.year, month=since.month, day=since.day, hour=8)
        seconds = ((until - since).days + 1) * 86_400 - 14 * 3_600
        for number in range(count):
            yield self._case(start + timedelta(seconds=seconds * number / count))

    def _case(self, opened: datetime) -> MadeUp:
        draw = self.random
        place = draw.choice(self.places)
        is_uncovered = bool(self.uncovered) and draw.random() < 0.06
        few = min(draw.choice((1, 1, 1, 2, 2, 3)), len(self.needs))
        sent = tuple(
            Sent(need, draw.choice(members)) for need, members in draw.sample(self.needs, few)
        )
        return MadeUp(
            opened=opened,
            advisor=draw.choice(self.advisors),
            company=self._company(place, opened),
            department=place[2] if draw.random() < 0.95 else "undecided",
            sent=sent,
            uncovered=(draw.choice(self.uncovered),) if is_uncovered else (),
            steps=tuple(step for n in range(len(sent)) for step in self._life(n)),
        )

    def _life(self, number: int) -> Iterator[tuple[int, int, State]]:
        """Some are left waiting, most are taken up, and most of those come to an end."""
        draw = self.random
        first = 1 + int(draw.expovariate(1 / 8))
        if draw.random() < 0.08:
            return
        if draw.random() < 0.1:
            yield number, first, State.UNREACHABLE
            return
        yield number, first, State.TAKEN_UP
        if draw.random() < 0.8:
            ends = (State.HELP_OFFERED, State.HELP_OFFERED, State.NO_HELP, State.REFUSED)
            yield number, first + 1 + int(draw.expovariate(1 / 20)), draw.choice(ends)

    def _name(self) -> str:
        draw = self.random
        middle = draw.choice(MIDDLES) if draw.random() < 0.7 else ""
        return draw.choice(BEGINNINGS) + middle + draw.choice(MIDDLES) + draw.choice(ENDS)

    def _company(self, place: Place, opened: datetime) -> Company:
        draw = self.random
        form = f" {draw.choice(FORMS)}" if draw.random() < 0.6 else ""
        kind = draw.choices(list(Numbered), (85, 10, 5))[0]
        last = self._name()
        return Company(
            name=f"{draw.choice(TRADES)} {self._name()}{form} {MARK}",
            number=f"000{draw.randrange(10**6):06}" if kind is Numbered.GIVEN else "",
            numbered=kind,
            commune=place[0],
            place=place[1],
            contact=f"{self._name()} {last}",
            phone=" ".join(["00", "00", *(f"{draw.randrange(100):02}" for _ in range(3))]),
            email=f"{last.lower()}@exemple.invalid",
            notes=". ".join(draw.sample(NOTES, 2)) if draw.random() < 0.6 else "",
            consent=Consent("1", opened),
        )
