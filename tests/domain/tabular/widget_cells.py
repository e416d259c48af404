"""Short ways for a cell through a widget, for tests of what is read, doubted and refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from prospect_crm.domain.tabular import TARGETS, Column
from prospect_crm.domain.tabular.widgets import Context, Doubt, Unreadable, widget_for

if TYPE_CHECKING:
    from prospect_crm.domain.tabular.columns import WidgetName


CONTACTS = TARGETS["contact_prospects"]


def convert(widget: WidgetName, cell: object, **context: object) -> object:
    """The cell through a widget of this kind."""
    return widget_for(Column("key", "Key", "Clé", widget), Context(**context))(cell)  # type: ignore[arg-type]


def column(key: str, cell: object, **context: object) -> object:
    """The cell through the widget of a column of contact prospects."""
    return widget_for(CONTACTS.column(key), Context(**context))(cell)  # type: ignore[arg-type]


def refused(widget: WidgetName, cell: object, **context: object) -> tuple[str, str | None]:
    """The sentence and the suggestion of a cell that cannot be read."""
    with pytest.raises(Unreadable) as caught:
        convert(widget, cell, **context)
    return str(caught.value), caught.value.suggestion


def doubted(widget: WidgetName, cell: object, **context: object) -> tuple[object, str]:
    """The value and the sentence of a cell that is read with a doubt."""
    doubt = convert(widget, cell, **context)
    assert isinstance(doubt, Doubt)
    return doubt.value, str(doubt.message)
