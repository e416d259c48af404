"""What a column's cells themselves look like, where its header says nothing known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prospect_crm.domain.tabular.labels import normalize_label
from prospect_crm.domain.tabular.widgets import as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from prospect_crm.domain.tabular.aliases import LabelIndex
    from prospect_crm.domain.tabular.cells import SheetRow

_MIN_CELLS = 3
_MIN_SHARE = 0.7
_CONFIDENCE = 0.7
_MIN_PROMISED = 0.3
_PROMISING = frozenset({"email", "linkedin", "siret"})

_PHONE = re.compile(r"(?:\+|00)?[\d\s.()/-]{8,22}")


def _is_phone(text: str) -> bool:
    digits = re.sub(r"\D", "", text)
    is_dialled = text.startswith(("+", "00")) or (text.startswith("0") and len(digits) == 10)
    return bool(is_dialled and _PHONE.fullmatch(text) and 9 <= len(digits) <= 15)


def _is_mobile(text: str) -> bool:
    digits = re.sub(r"\D", "", text)
    return _is_phone(text) and bool(re.match(r"(?:0033|33|0)0?[67]", digits))


_TESTS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("email", lambda text: re.fullmatch(r"[^@\s]+@[^@\s]+\.\w{2,}", text) is not None),
    ("linkedin", lambda text: "linkedin.com/" in text.casefold()),
    ("facebook", lambda text: "facebook.com/" in text.casefold()),
    ("x_profile", lambda text: re.search(r"(?:^|//|\.)(?:twitter|x)\.com/", text.casefold()) is not None),
    ("mobile", _is_mobile),
    ("phone", _is_phone),
    ("website", lambda text: re.fullmatch(r"(?:https?://|www\.)\S+\.\S{2,}", text) is not None),
    ("gender", lambda text: normalize_label(text) in {"homme", "femme", "male", "female"}),
    (
        "salutation",
        lambda text: normalize_label(text) in {"m", "mr", "mme", "mrs", "mlle", "monsieur", "madame"},
    ),
    ("siret", lambda text: re.fullmatch(r"(?:\d\s?){14}", text) is not None),
)


def content_evidence(
    labels: Sequence[str], mapped: Mapping[int, str], rows: Sequence[SheetRow], index: LabelIndex
) -> dict[int, tuple[str, float]]:
    """Keys for columns that no label named, each key at most once, by what most of their cells are."""
    taken = set(mapped.values())
    found: dict[int, tuple[str, float]] = {}
    for column in range(len(labels)):
        if column in mapped:
            continue
        texts = _texts(rows, column)
        key = _kind_of(texts, taken, index)
        if key:
            taken.add(key)
            found[column] = (key, _CONFIDENCE)
    return found


def contradicts(field_name: str, rows: Sequence[SheetRow], column: int) -> bool:
    """Whether hardly a cell of the column is what its header promises (e-mail addresses, phones)."""
    test = dict(_TESTS).get(field_name)
    texts = _texts(rows, column)
    if test is None or field_name not in _PROMISING or len(texts) < _MIN_CELLS:
        return False
    return sum(map(test, texts)) < _MIN_PROMISED * len(texts)


def holds_full_names(rows: Sequence[SheetRow], column: int) -> bool:
    """Whether most cells of the column are two words or more."""
    texts = _texts(rows, column)
    return bool(texts) and sum(" " in text for text in texts) >= _MIN_SHARE * len(texts)


def _texts(rows: Sequence[SheetRow], column: int) -> list[str]:
    """The column's texts and whole numbers as text."""
    cells = (row.cells[column] for row in rows if len(row.cells) > column)
    return [text for cell in cells if isinstance(cell, (str, int)) and (text := as_text(cell).strip())]


def _kind_of(texts: Sequence[str], taken: set[str], index: LabelIndex) -> str | None:
    if len(texts) < _MIN_CELLS:
        return None
    for field_name, test in _TESTS:
        key = index.own_key(field_name) or index.own_key(f"company.{field_name}")
        if key and key not in taken and sum(map(test, texts)) >= _MIN_SHARE * len(texts):
            return key
    return None
