"""Reading aloud: what is said, when it stops, and that the next visitor hears nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from desktop.configuration import Kiosk
from desktop.ui.kiosk.pictures import KioskStage
from desktop.ui.kiosk.reading import spoken
from desktop.ui.stage import VISIT
from tests.ui.kiosk.conftest import MakeKiosk
from tests.ui.kiosk.programs import wait_for


def test_a_page_is_read_from_top_to_bottom(kiosk: KioskStage) -> None:
    kiosk.visit(VISIT, "situation")
    text = spoken(kiosk.window.screen_shown, kiosk.window.look)
    parts = ["Quelle est votre situation", "Une seule réponse", "Je relocalise", "Une autre"]

    assert [text.find(part) for part in parts] == sorted(text.find(part) for part in parts)
    assert text.find(parts[0]) >= 0


def test_a_code_is_spelled(kiosk: KioskStage) -> None:
    kiosk.visit(VISIT, None)
    kiosk.press("forward")
    text = spoken(kiosk.window.screen_shown, kiosk.window.look)

    assert "0 V R H , 2 5 9 P" in text


def test_the_voice_reads_each_page_while_it_is_on(
    make_kiosk: MakeKiosk, speech: Path, qtbot: QtBot
) -> None:
    stage = make_kiosk()
    stage.visit(VISIT, "situation")
    stage.press("kiosk-speech")
    wait_for(qtbot, speech, "Quelle est votre situation")
    stage.press("choice-starting")
    stage.press("forward")

    said = wait_for(qtbot, speech, "Où se fera votre projet")
    assert said.count("Quelle est votre situation") == 1
    assert "-v fr" in said
    assert stage.get(QAbstractButton, "kiosk-speech").isChecked()
    stage.window.restart()


def test_another_language_is_another_voice(
    make_kiosk: MakeKiosk, speech: Path, qtbot: QtBot
) -> None:
    stage = make_kiosk()
    stage.press("kiosk-speech")
    wait_for(qtbot, speech, "Qui peut aider")
    stage.press("kiosk-language")

    assert "-v en" in wait_for(qtbot, speech, "A few questions")
    stage.window.restart()


def test_the_voice_stops_at_a_touch_and_is_off_for_the_next(
    make_kiosk: MakeKiosk, speech: Path, qtbot: QtBot
) -> None:
    stage = make_kiosk()
    stage.press("kiosk-speech")
    wait_for(qtbot, speech, "Qui peut aider")
    speaker = stage.window.voice._speaker
    assert speaker is not None
    assert speaker.is_speaking()
    stage.press("kiosk-speech")
    assert not speaker.is_speaking()
    stage.press("kiosk-speech")
    again = stage.window.voice._speaker
    stage.visit(VISIT, "territory")
    stage.press("restart")

    assert again is not None
    assert not again.is_speaking()
    assert not stage.window.voice.is_on
    assert not stage.get(QAbstractButton, "kiosk-speech").isChecked()


def test_the_veil_silences_the_voice(make_kiosk: MakeKiosk, speech: Path, qtbot: QtBot) -> None:
    stage = make_kiosk()
    stage.visit(VISIT, "themes")
    stage.press("kiosk-speech")
    wait_for(qtbot, speech, "De quoi avez-vous besoin")
    speaker = stage.window.voice._speaker
    stage.wait(95)

    assert speaker is not None
    assert not speaker.is_speaking()
    stage.window.restart()


def test_nothing_offers_to_read_where_the_settings_or_the_machine_cannot(
    make_kiosk: MakeKiosk, speech: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    off = make_kiosk(kiosk=Kiosk(speech=False))
    assert not off.get(QAbstractButton, "kiosk-speech").isVisible()
    assert make_kiosk().get(QAbstractButton, "kiosk-speech").isVisible()
    monkeypatch.setenv("PATH", str(tmp_path))

    assert not make_kiosk().get(QAbstractButton, "kiosk-speech").isVisible()
