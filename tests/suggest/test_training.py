"""Training: the same bytes each time, and what it does to a saying before it learns it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from augment import joined, other_ways
from desktop import paths
from desktop.guide.model import Guide
from desktop.suggest.sayings import SAYINGS, Saying, Sayings, load_sayings
from desktop.suggest.weights import Weights

PROJECT = Path(__file__).resolve().parents[2]
PROGRAM = """
import sys
from desktop import paths
from desktop.guide.loader import load_guide
from desktop.suggest.sayings import SAYINGS, Sayings, load_sayings
from training import Training
guide = load_guide(paths.shipped_guide())
read = load_sayings(paths.shipped_guide() / SAYINGS, guide)
some = Sayings(read.asks, read.uncovered, read.sayings[::25])
sys.stdout.buffer.write(Training(some, [need.id for need in guide.needs]).to_bytes())
"""


@pytest.fixture(scope="module")
def read(guide: Guide) -> Sayings:
    return load_sayings(paths.shipped_guide() / SAYINGS, guide)


# More sayings than features: another way of fitting, in which threads might share the sums.
ONE_FIT = """
import sys
import fit
from desktop import paths
from desktop.guide.loader import load_guide
from desktop.suggest.sayings import SAYINGS, load_sayings
guide = load_guide(paths.shipped_guide())
some = load_sayings(paths.shipped_guide() / SAYINGS, guide).sayings[::9]
fit.MOST_FEATURES = 10_500
fitted = fit.fit(fit.Met(some), range(len(some)), ["export"], fit.Settings())
sys.stdout.buffer.write(fitted.weights.tobytes() + fitted.bias.tobytes())
"""


def _made(program: str, seed: str, threads: str) -> bytes:
    """What a program writes in a process of its own."""
    places = os.pathsep.join([str(PROJECT), str(PROJECT / "packaging")])
    many = {"OMP_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": threads}
    variables = {**os.environ, **many, "PYTHONHASHSEED": seed, "PYTHONPATH": places}
    done = subprocess.run(
        [sys.executable, "-c", program], env=variables, capture_output=True, check=True
    )
    return done.stdout


def test_training_twice_gives_the_same_bytes() -> None:
    first = _made(PROGRAM, "1", threads="1")
    assert Weights(first).header.labels
    assert _made(PROGRAM, "2", threads="4") == first


def test_the_weights_are_the_same_on_any_number_of_cores() -> None:
    first = _made(ONE_FIT, "1", threads="1")
    assert len(first) > 80_000
    assert _made(ONE_FIT, "1", threads="4") == first


def test_a_saying_is_spoilt_the_same_way_each_time() -> None:
    text = "Où trouver de la main-d’œuvre qualifiée pour l’atelier ?"
    ways = list(other_ways(text, "fr"))
    assert ways == list(other_ways(text, "fr"))
    assert ways[0] == "Ou trouver de la main-d’oeuvre qualifiee pour l’atelier ?"
    assert text not in ways


def test_two_sayings_joined_carry_both_needs(read: Sayings) -> None:
    needs_of = {saying.text: saying.labels for saying in read.sayings}
    for pair in joined(read.sayings, 50, seed=2):
        assert len(set(pair.labels)) == 2
        assert any(
            pair.text.startswith(text) and labels == pair.labels[:1]
            for text, labels in needs_of.items()
        )


def test_a_batch_is_held_out_as_a_whole_and_the_rest_is_spread() -> None:
    from training import to_folds  # late: a hundred megabytes, which few tests need

    batches = ("", "b", "", "a", "b", "a", "")
    sayings = [Saying(str(rank), ("export",), "fr", batch) for rank, batch in enumerate(batches)]
    assert to_folds(sayings) == [0, 1, 2, 0, 1, 0, 2]


def test_the_words_of_a_kind_are_each_of_it_whatever_their_number(tmp_path: Path) -> None:
    from fit import load_kinds  # late, as above

    file = tmp_path / "kinds.txt"
    file.write_text(
        "# words\nabroad:\n  hanoi ohio\n  pays\ntrade:\n  cook pay\n", encoding="utf-8"
    )
    kinds = load_kinds(file)
    assert kinds.of("ohio") == (b"@abroad",)
    assert kinds.of("cooks") == (b"@trade",)
    assert kinds.of("pays") == (b"@abroad",)
    assert kinds.of("lyon") == ()


def test_the_words_met_are_told_by_how_many_sayings_they_stand_in() -> None:
    from fit import Spelt, spelt_in  # late, as above

    texts = ("La banque, la banque !", "ma banque et l’usine", "une usine, ma banque 12000")
    spelt = spelt_in([Saying(text, ("financing",), "fr") for text in texts])
    assert spelt == Spelt(often="banque", seldom="usine")
