"""Quick enough for each letter typed, and light enough to start with."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from desktop.suggest import Suggester
from desktop.suggest.evaluation import mistyped
from desktop.suggest.suggester import shipped_weights
from desktop.suggest.weights import Weights

TEXT = (
    "On moule des bouchons pour la cosmétique et nos pièces viennent de Chine : il faut deux "
    "presses, la banque demande une garantie et on ne trouve pas de régleurs, à côté d’Oyonnax, "
    "dans l’Ain, donc voilà"
)[:200]


STRANGE = " ".join(["infrustracturxes"] * 12)[:200]
"""As many words as fit that training never met: each is searched for the word that was meant."""


def _quickest(times: int, suggester: Suggester, text: str) -> float:
    taken = []
    for _ in range(times):
        start = time.thread_time()
        suggester.suggest(text)
        taken.append(time.thread_time() - start)
    return min(taken)


@pytest.mark.parametrize("text", [TEXT, mistyped(TEXT), STRANGE])
def test_a_sentence_of_200_characters_takes_less_than_2_ms(suggester: Suggester, text: str) -> None:
    assert _quickest(50, suggester, text) < 0.002


def test_the_weights_load_in_less_than_30_ms() -> None:
    taken = []
    for _ in range(5):
        start = time.thread_time()
        Weights(shipped_weights().read_bytes())
        taken.append(time.thread_time() - start)
    assert min(taken) < 0.030


def test_what_runs_needs_nothing_that_trains() -> None:
    program = (
        "import sys\nfor name in ('numpy', 'scipy', 'sklearn'): sys.modules[name] = None\n"
        "from desktop.main import main\nsys.exit(main(['suggest', 'un soudeur']))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
