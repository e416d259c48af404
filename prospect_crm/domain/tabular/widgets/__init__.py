"""Widgets: the typed conversion of a cell, one for each kind of column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospect_crm.domain.tabular.widgets.choice import (
    choice_widget,
    country_widget,
    link_widget,
    list_widget,
    user_widget,
)
from prospect_crm.domain.tabular.widgets.date import date_widget, datetime_widget
from prospect_crm.domain.tabular.widgets.number import (
    currency_widget,
    decimal_widget,
    integer_widget,
    percent_widget,
    yes_no_widget,
)
from prospect_crm.domain.tabular.widgets.outcome import Context, Doubt, Lookups, Unreadable, Widget, as_text
from prospect_crm.domain.tabular.widgets.phone import phone_widget
from prospect_crm.domain.tabular.widgets.text import (
    code_widget,
    email_widget,
    long_text_widget,
    postcode_widget,
    text_widget,
    url_widget,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from prospect_crm.domain.tabular.columns import Column, WidgetName

_FACTORIES: dict[WidgetName, Callable[[Column, Context], Widget]] = {
    "text": text_widget,
    "long_text": long_text_widget,
    "full_name": text_widget,
    "code": code_widget,
    "postcode": postcode_widget,
    "email": email_widget,
    "phone": phone_widget,
    "url": url_widget,
    "date": date_widget,
    "datetime": datetime_widget,
    "yes_no": yes_no_widget,
    "integer": integer_widget,
    "decimal": decimal_widget,
    "amount": decimal_widget,
    "percent": percent_widget,
    "currency": currency_widget,
    "choice": choice_widget,
    "link": link_widget,
    "country": country_widget,
    "user": user_widget,
    "list": list_widget,
}


def widget_for(column: Column, context: Context) -> Widget:
    """The widget of a column, bound to the language, region and lookups of one reading."""
    return _FACTORIES[column.widget](column, context)


__all__ = ["Context", "Doubt", "Lookups", "Unreadable", "Widget", "as_text", "widget_for"]
