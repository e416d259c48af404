"""Real files that lie beside the checkout where its maintainers work; a test that needs them is skipped without."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
SHARED_CARDS = SHARED / "vcf"
SHARED_WORKBOOKS = SHARED / "xlsx"


def needs_samples(test: object) -> object:
    """Mark a test that reads the sample files."""
    skip = pytest.mark.skipif(not SHARED.is_dir(), reason="the sample files are not beside the checkout")
    return pytest.mark.shared(skip(test))
