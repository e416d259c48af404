"""A benchmark's figures are printed as agreed, or not at all."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.__main__ import KEYS, checked

CHECKOUT = Path(__file__).resolve().parents[2]
MEASUREMENT = {
    "name": "cards",
    "value": 900.0,
    "unit": "cards/s",
    "reference": "core",
    "reference_value": 180.0,
    "ratio": 5.0,
    "n": 500,
}


def test_a_measurement_keeps_its_keys_in_the_agreed_order() -> None:
    shuffled = dict(reversed(MEASUREMENT.items()))
    assert list(checked(shuffled, "cards")) == list(KEYS)


def test_a_missing_and_an_unknown_key_are_named() -> None:
    broken = {**MEASUREMENT, "speed": 1}
    del broken["unit"]
    with pytest.raises(
        ValueError, match=r"^bench_cards: missing keys \['unit'\], unknown keys \['speed'\] in "
    ):
        checked(broken, "cards")


def test_an_unknown_benchmark_is_an_error_and_prints_no_figure() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks", "nothing"], cwd=CHECKOUT, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("No such benchmark: nothing. There are: ")


def test_json_is_what_comes_out() -> None:
    assert json.loads(json.dumps(checked(MEASUREMENT, "cards"))) == MEASUREMENT
