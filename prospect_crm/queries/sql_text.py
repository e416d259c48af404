"""Conditions as text, where Frappe asks for SQL, and Frappe's text inside conditions."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.query_builder.terms import NamedParameterWrapper
from pypika.terms import Criterion


class _Escaped(NamedParameterWrapper):
    """Writes values into the text, escaped by the database's own rules (pypika leaves backslashes as they are)."""

    def get_sql(self, param_value: Any, **_kwargs: Any) -> str:
        return str(frappe.db.escape(param_value, percent=False))


def as_text(criterion: Criterion) -> str:
    """Give a condition as SQL, in parentheses."""
    return f"({criterion.get_sql(quote_char='`', with_namespace=True, param_wrapper=_Escaped())})"


class Written(Criterion):
    """A condition that Frappe has written, as part of one of ours."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def get_sql(self, param_wrapper: NamedParameterWrapper | None = None, **_kwargs: Any) -> str:
        """Give the text; where parameters follow, the driver reads percent signs, so they are doubled."""
        is_plain = param_wrapper is None or isinstance(param_wrapper, _Escaped)
        return f"({self.text if is_plain else self.text.replace('%', '%%')})"
