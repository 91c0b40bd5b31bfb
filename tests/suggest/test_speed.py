"""Quick enough for each letter typed, and light enough to start with."""

from __future__ import annotations

import subprocess
import sys
import time

from desktop.suggest import Suggester
from desktop.suggest.suggester import shipped_weights
from desktop.suggest.weights import Weights

TEXT = (
    "On moule des bouchons pour la cosmétique et nos pièces viennent de Chine : il faut deux "
    "presses, la banque demande une garantie et on ne trouve pas de régleurs, à côté d’Oyonnax, "
    "dans l’Ain, donc voilà"
)[:200]


def _quickest(times: int, suggester: Suggester) -> float:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        suggester.suggest(TEXT)
        taken.append(time.perf_counter() - start)
    return min(taken)


def test_a_sentence_of_200_characters_takes_less_than_2_ms(suggester: Suggester) -> None:
    assert _quickest(50, suggester) < 0.002


def test_the_weights_load_in_less_than_30_ms() -> None:
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        Weights(shipped_weights().read_bytes())
        taken.append(time.perf_counter() - start)
    assert min(taken) < 0.030


def test_what_runs_needs_nothing_that_trains() -> None:
    program = (
        "import sys\nfor name in ('numpy', 'scipy', 'sklearn'): sys.modules[name] = None\n"
        "from desktop.main import main\nsys.exit(main(['suggest', 'un soudeur']))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
