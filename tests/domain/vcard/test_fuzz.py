"""Every damaged file ends in a verdict: 500 mutations always, 20,000 with ``-m slow`` or by command."""

from __future__ import annotations

import pytest

from . import fuzz


def test_500_mutations_end_in_a_verdict() -> None:
    verdicts, failures = fuzz.run(count=500, seed=6)
    assert failures == []
    assert min(verdicts["read"], verdicts["warned"], verdicts["refused"], verdicts["file"]) > 10


def test_a_mutation_is_always_the_same() -> None:
    assert fuzz.mutation(6, 42) == fuzz.mutation(6, 42)
    assert len({fuzz.mutation(6, number) for number in range(100)}) > 90


@pytest.mark.slow
def test_20_000_mutations_end_in_a_verdict() -> None:
    _, failures = fuzz.run(count=20_000, seed=7)
    assert failures == []
