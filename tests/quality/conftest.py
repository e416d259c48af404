"""The checkout under test and its lint tools, which lie in the bench folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bench_kit.lint_tools import ensure_tools

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def tools() -> Path:
    """Return the tools folder of the bench that ``./dev`` names, or of the usual one."""
    bench = Path(os.environ.get("PROSPECT_BENCH", CHECKOUT / "bench"))
    return ensure_tools(bench, CHECKOUT)
