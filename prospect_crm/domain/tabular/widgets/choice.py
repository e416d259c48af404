"""Values that must be one of a set: picklists, names the site knows, users, countries, lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prospect_crm.domain.message import Message
from prospect_crm.domain.tabular.countries import COUNTRIES
from prospect_crm.domain.tabular.labels import normalize_label
from prospect_crm.domain.tabular.widgets.outcome import (
    Context,
    Doubt,
    Unreadable,
    Widget,
    as_text,
    closest,
    remembering,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from prospect_crm.domain.tabular.columns import Column

_LIST_ITEM = re.compile(r'\s*"((?:[^"]|"")*)"\s*(?:;|\n|:::|$)|([^;\n]*?)(?:;|\n|:::|$)')
_LIST_SEPARATORS = re.compile(r"[;\n\"]|:::")


def choice_widget(column: Column, context: Context) -> Widget:
    """A picklist's stored value, by its value or its label in either language."""
    known: dict[str, str] = dict(column.synonyms)
    labels: dict[str, str] = {}
    for value, english, french in column.choices:
        for label in (value, english, french):
            known[normalize_label(label)] = value
            labels[normalize_label(label)] = column.choice_label(value, context.language)

    def read(cell: object) -> object:
        text = as_text(cell).strip()
        if not text:
            return None
        value = known.get(normalize_label(text))
        if value is not None:
            return value
        if column.is_open:
            return text
        allowed = ", ".join(column.choice_label(stored, context.language) for stored, _, _ in column.choices)
        raise Unreadable(
            Message("“{value}” is not one of: {allowed}.", {"value": text[:60], "allowed": allowed}),
            closest(text, labels),
        )

    return remembering(read)


def link_widget(column: Column, context: Context) -> Widget:
    """The name of a record of the site, found without regard to case and accents; unchecked where unknown."""
    names = context.lookups.choices.get(column.key)
    known = {normalize_label(name): name for name in names} if names is not None else None
    is_creatable = column.key in context.lookups.creatable

    def read(cell: object) -> object:
        text = " ".join(as_text(cell).split())
        if not text or known is None:
            return text or None
        name = known.get(normalize_label(text))
        if name is not None or is_creatable:
            return name or text
        raise _unknown(text, known)

    return remembering(read)


def _unknown(text: str, known: Mapping[str, str]) -> Unreadable:
    return Unreadable(
        Message(
            "“{value}” does not exist yet. Create it first, or choose one that exists.", {"value": text[:100]}
        ),
        closest(text, known),
    )


def country_widget(column: Column, context: Context) -> Widget:
    """A country's English name as Frappe keeps it, from its English or French name or ISO 3166 code."""
    link = link_widget(column, context)

    def read(cell: object) -> object:
        text = as_text(cell).strip()
        return link(COUNTRIES.get(normalize_label(text), text))

    return read


def user_widget(column: Column, context: Context) -> Widget:
    """A user's login, from an e-mail address or a full name in either order; unchecked without lookups."""
    users = context.lookups.users
    logins, by_name = _index_users(users or {})

    def read(cell: object) -> object:
        text = " ".join(as_text(cell).split())
        if not text or users is None:
            return text or None
        login = logins.get(text.casefold())
        if login:
            return login
        found = by_name.get(_name_key(text), [])
        if len(found) == 1:
            return found[0]
        raise _unknown_user(text, found, users)

    return remembering(read)


def _index_users(users: Mapping[str, str]) -> tuple[dict[str, str], dict[str, list[str]]]:
    by_name: dict[str, list[str]] = {}
    for login, name in users.items():
        by_name.setdefault(_name_key(name), []).append(login)
    return {login.casefold(): login for login in users}, by_name


def _name_key(name: str) -> str:
    return " ".join(sorted(normalize_label(name).split()))


def _unknown_user(text: str, found: Iterable[str], users: Mapping[str, str]) -> Unreadable:
    logins = ", ".join(found)
    if logins:
        return Unreadable(
            Message(
                "Several users are called “{value}”. Write the e-mail address: {logins}.",
                {"value": text, "logins": logins},
            )
        )
    names = {normalize_label(name): name for name in users.values()}
    return Unreadable(
        Message("There is no user “{value}”. Write a user's name or e-mail address.", {"value": text[:100]}),
        closest(text, names),
    )


def list_widget(column: Column, context: Context) -> Widget:
    """Several names in one cell: separated by semicolons or lines, else by commas; quotes protect a separator."""
    names = context.lookups.choices.get(column.key)
    known = {normalize_label(name): name for name in names} if names is not None else None
    is_creatable = known is None or column.key in context.lookups.creatable

    def read(cell: object) -> object:
        items = split_list(as_text(cell))
        if known is None or not items:
            return items or None
        kept = [known.get(normalize_label(item), item if is_creatable else "") for item in items]
        lost = [item for item, name in zip(items, kept, strict=True) if not name]
        values = list(dict.fromkeys(name for name in kept if name))
        if not lost:
            return values
        return Doubt(
            values or None,
            Message(
                "Left out because they do not exist yet: {names}. Create them first.",
                {"names": "; ".join(lost)},
            ),
            closest(lost[0], known),
        )

    return read


def split_list(text: str) -> list[str]:
    """The items of a list in a cell, in order and without repetition."""
    text = text.strip()
    if _LIST_SEPARATORS.search(text):
        items = [(match[1] or "").replace('""', '"') or match[2] or "" for match in _LIST_ITEM.finditer(text)]
    else:
        items = text.split(",")
    return list(dict.fromkeys(item.strip() for item in items if item.strip()))


def join_list(items: Iterable[str]) -> str:
    """The cell that ``split_list`` reads back as these items."""
    return "; ".join(
        '"' + item.replace('"', '""') + '"' if re.search(r'[;,\n"]|:::', item) else item for item in items
    )
