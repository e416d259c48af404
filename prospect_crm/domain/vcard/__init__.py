"""vCard 2.1, 3.0 and 4.0 read into people, and people written as vCard 3.0 or 4.0.

Module map, in the order of the bytes: ``charsets`` (what the file is written in), ``isolation`` (where
its cards begin and end), ``unfolding`` (its content lines), ``header`` and ``values`` (what they say),
``parser`` (a card, by one vobject call), ``mapping`` (a person), ``reader`` (a verdict). Back again:
``writer``, ``extras``, ``folding``, ``archive`` and ``file_names``. ``view`` and ``__main__`` print cards.
"""

from .archive import write_zip
from .reader import read_cards
from .results import CardProblem, CardResult, CardState, Limits, VCardError
from .writer import Version, write_card, write_cards

__all__ = [
    "CardProblem",
    "CardResult",
    "CardState",
    "Limits",
    "VCardError",
    "Version",
    "read_cards",
    "write_card",
    "write_cards",
    "write_zip",
]
