"""The bench whose lint tools judge the checkout."""

import os
from pathlib import Path

import pytest

from bench_kit import lint_tools
from bench_kit.layout import Bench
from tests.quality.app_files import CHECKOUT


@pytest.fixture(scope="session")
def bench() -> Bench:
    """Return the bench that ``./dev`` names, or the usual one, with the linters in it."""
    found = Bench(Path(os.environ.get("PROSPECT_BENCH", CHECKOUT / "bench")), CHECKOUT)
    lint_tools.provide(found)
    return found


@pytest.fixture(scope="session")
def tools(bench: Bench) -> Path:
    """Return the folder of the linters."""
    return bench.folder / "tools"
