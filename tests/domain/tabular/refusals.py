"""What a file is refused with."""

from __future__ import annotations

import pytest

from prospect_crm.domain.tabular import Limits, TabularError, open_workbook
from tests.domain.tabular.builders import grid


def refusal(data: bytes, filename: str = "liste.xlsx", limits: Limits | None = None) -> str:
    """The sentence a file is refused with, when it is opened or at the latest when its rows are read."""
    with pytest.raises(TabularError) as caught:
        grid(open_workbook(data, filename, limits=limits))
    return str(caught.value)


def refusal_at_once(data: bytes, filename: str = "liste.xlsx", limits: Limits | None = None) -> str:
    """The sentence a file is refused with when it is opened."""
    with pytest.raises(TabularError) as caught:
        open_workbook(data, filename, limits=limits)
    return str(caught.value)
