"""What a refused file raises, and the limits a file is held to."""

from __future__ import annotations

from dataclasses import dataclass

from prospect_crm.domain.message import DomainError

EXCEL_CELL_CHARACTERS = 32_767
"""The most characters one cell may hold (Excel specifications and limits)."""


class TabularError(DomainError):
    """A file that is refused as a whole; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be. Sizes are bytes; rows and columns are counted from A1.

    ``max_ratio`` (uncompressed / compressed) only counts above ``ratio_floor``: small files of empty rows
    compress well without being a bomb.
    """

    max_bytes: int = 100_000_000
    max_members: int = 2_000
    max_unpacked_bytes: int = 1_500_000_000
    max_ratio: int = 250
    ratio_floor: int = 30_000_000
    max_part_bytes: int = 20_000_000
    """For the small parts (workbook, relations, styles), which are held in memory."""
    max_text_bytes: int = 200_000_000
    max_texts: int = 8_000_000
    """For the table of shared strings, which is held in memory."""
    max_rows: int = 200_000
    max_columns: int = 500
