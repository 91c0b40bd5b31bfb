"""Places heard in words: towns, departments, and names that are also words."""

from __future__ import annotations

import pytest

from desktop.suggest import Suggester


def heard(suggester: Suggester, text: str, language: str | None = None) -> tuple[str, str] | None:
    place = suggester.suggest(text, language).place
    return None if place is None else (place.value, text[place.span[0] : place.span[1]])


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("une usine à côté de Roanne", "42187", "Roanne"),
        ("on est à St-Étienne", "42218", "St-Étienne"),
        ("pres de st etienne", "42218", "st etienne"),
        ("a roanne", "42187", "roanne"),
        ("we need welders near Valence", "26362", "Valence"),
        ("on s'installe au Puy", "43157", "Puy"),
        ("un hangar à Clermont", "63113", "Clermont"),
        ("à Romans", "26281", "Romans"),
        ("un atelier à La Tour-du-Pin", "38509", "La Tour-du-Pin"),
        ("cherche soudeur lyon", "69123", "lyon"),
        ("TERRAIN INDUSTRIEL A ROANNE", "42187", "ROANNE"),
        ("un terrain dans le Cantal", "15", "Cantal"),
        ("dans l'Ain ou ailleurs", "01", "Ain"),
        ("s'implanter en Haute-Savoie", "74", "Haute-Savoie"),
        ("a factory in the Ain", "01", "Ain"),
        ("un bâtiment dans le 42", "42", "42"),
        ("notre usine (38) est trop petite", "38", "38"),
        ("de Voiron à Grenoble", "38185", "Grenoble"),
    ],
)
def test_a_place_is_heard_with_its_words(
    suggester: Suggester, text: str, value: str, words: str
) -> None:
    assert heard(suggester, text) == (value, words)


@pytest.mark.parametrize(
    ("text", "value"),
    [("à Die", "26113"), ("à Vif", "38545"), ("near Mens", "38226"), ("vers Gex", "01173")],
)
def test_a_name_that_is_a_word_is_heard_with_its_capital(
    suggester: Suggester, text: str, value: str
) -> None:
    found = heard(suggester, text)
    assert found is not None
    assert found[0] == value


@pytest.mark.parametrize(
    "text",
    [
        "we will die near the end",
        "mis à vif",
        "le vif du sujet",
        "des plantes sauvages",
        "la tour Eiffel",
        "les ars et métiers",
        "men's clothing",
        "Mens sana in corpore sano",
        "Crest est une belle ville",
        "the crest of the hill",
        "il faut qu'il vienne",
        "en cours de route",
        "publier une annonce",
        "à publier cette semaine",
        "un four à pain",
        "à la chambre de commerce",
        "en Auvergne-Rhône-Alpes",
        "en rhone alpes",
        "dans les Pays de la Loire",
        "en Loire-Atlantique",
        "en Loire-Forez",
        "dans la vallée du Rhône",
        "vendre à Montréal",
        "il manque 26000 euros",
        "42 machines et 38 salariés",
        "",
    ],
)
def test_a_common_word_or_another_region_is_no_place(suggester: Suggester, text: str) -> None:
    assert heard(suggester, text) is None


def test_an_english_article_leads_to_no_town(suggester: Suggester) -> None:
    assert heard(suggester, "a Die casting mould", "en") is None


def test_the_department_said_beside_tells_namesakes_apart(suggester: Suggester) -> None:
    alone = suggester.suggest("à Saint-Just").place
    beside = suggester.suggest("à Saint-Just, dans le Cantal").place
    assert alone is not None
    assert alone.others
    assert beside is not None
    assert beside.value.startswith("15")
