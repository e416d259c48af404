"""Header labels of a target, and how sure a match is."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from prospect_crm.domain.tabular.labels import compact_label

if TYPE_CHECKING:
    from prospect_crm.domain.tabular.columns import Column, Target

LABEL_CONFIDENCE = 1.0
ALIAS_CONFIDENCE = 0.95
_LIKENESS = 88.0
_MIN_FUZZY_LENGTH = 5
_FIELD_NAMES = {
    "job_title": ("job_title", "designation"),
    "email": ("email", "email_id"),
    "mobile": ("mobile", "mobile_no"),
    "company_name": ("company_name", "client_account"),
    "origin": ("origin", "channel"),
}
"""Fields that one target names otherwise than another (client contacts are Frappe's own Contact)."""


class LabelIndex:
    """Finds the key a header label stands for; labels win over aliases, earlier columns over later ones."""

    def __init__(self, target: Target) -> None:
        self.keys = {column.key for column in target.readable_columns}
        self._labels: dict[str, str] = {}
        self._aliases: dict[str, str] = {}
        for column in target.readable_columns:
            self._add(column)
        self.find = lru_cache(maxsize=1024)(self._find)

    def _add(self, column: Column) -> None:
        for label in (column.label_en, column.label_fr):
            self._labels.setdefault(compact_label(label), column.key)
        for alias in (*column.aliases, column.key):
            self._aliases.setdefault(compact_label(alias), column.key)

    def exact(self, label: str) -> str | None:
        """The key whose label or alias this is."""
        normal = compact_label(label)
        return self._labels.get(normal) or self._aliases.get(normal)

    def own_key(self, field_name: str) -> str | None:
        """This target's key for a field named as in contact prospects, or None where it has no such field."""
        candidates = (*_FIELD_NAMES.get(field_name, (field_name,)), field_name.removeprefix("company."))
        return next((key for key in candidates if key in self.keys), None)

    def _find(self, label: str) -> tuple[str | None, float]:
        """The key a label stands for and the confidence in it; (None, 0) where it is not known."""
        normal = compact_label(label)
        if normal in self._labels:
            return self._labels[normal], LABEL_CONFIDENCE
        if normal in self._aliases:
            return self._aliases[normal], ALIAS_CONFIDENCE
        if len(normal) < _MIN_FUZZY_LENGTH:
            return None, 0.0
        best, key = 0.0, None
        for candidates in (self._labels, self._aliases):
            for candidate, candidate_key in candidates.items():
                likeness = fuzz.ratio(normal, candidate) if len(candidate) >= _MIN_FUZZY_LENGTH else 0.0
                if likeness > best:
                    best, key = likeness, candidate_key
        return (key, round(best / 100 * 0.9, 2)) if best >= _LIKENESS else (None, 0.0)
