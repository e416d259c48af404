"""Numbers, amounts, percentages, currencies, yes and no."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prospect_crm.domain.message import Message
from prospect_crm.domain.tabular.cells import Percentage
from prospect_crm.domain.tabular.labels import normalize_label
from prospect_crm.domain.tabular.widgets.outcome import Context, Doubt, Unreadable, Widget, as_text

if TYPE_CHECKING:
    from prospect_crm.domain.tabular.columns import Column

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009'’_]+")
_UNIT = re.compile(r"€|\$|£|%|euros?|eur|usd|gbp|chf|cad|dollars?", re.IGNORECASE)
_MULTIPLE = re.compile(
    r"(?P<number>.*\d)(?P<unit>k|m|md|mds|bn|b|million|millions|mio|milliard|milliards)", re.IGNORECASE
)
_FACTORS = {"k": 1e3, "m": 1e6, "million": 1e6, "millions": 1e6, "mio": 1e6}
_PLAIN = re.compile(r"[+-]?\d+(?:[.,]\d+)*")
_SYMBOLS = {
    "€": "EUR",
    "$": "USD",
    "£": "GBP",
    "¥": "JPY",
    "euro": "EUR",
    "euros": "EUR",
    "dollar": "USD",
    "dollars": "USD",
    "us$": "USD",
    "livre": "GBP",
    "franc suisse": "CHF",
}
_YES = frozenset({"oui", "yes", "o", "y", "true", "vrai", "1", "x", "✓", "✔", "☑", "on", "ok", "si", "ja"})
_NO = frozenset({"non", "no", "n", "false", "faux", "0", "", "✗", "☐", "off", "nein"})


def yes_no_widget(column: Column, context: Context) -> Widget:
    """True or False, in French, English, or as a box that was ticked."""

    def read(value: object) -> object:
        if isinstance(value, (bool, int, float)) and value in (0, 1):
            return bool(value)
        text = as_text(value).strip()
        label = normalize_label(text) or text
        if not text:
            return None
        if label in _YES or label in _NO:
            return label in _YES
        suggestion = "oui / non" if context.language == "fr" else "yes / no"
        raise Unreadable(Message("“{value}” is neither yes nor no.", {"value": text[:60]}), suggestion)

    return read


def integer_widget(column: Column, context: Context) -> Widget:
    """A whole number."""

    def read(value: object) -> object:
        number, _ = _parse(value, context, is_whole=True)
        if number is None or float(number).is_integer():
            return None if number is None else int(number)
        raise Unreadable(
            Message("“{value}” is not a whole number.", {"value": as_text(value)[:60]}), str(round(number))
        )

    return read


def decimal_widget(column: Column, context: Context) -> Widget:
    """A number with a decimal comma or point; where one separator could mean thousands, the reading is doubted."""

    def read(value: object) -> object:
        number, is_ambiguous = _parse(value, context, is_whole=False)
        if number is None or not is_ambiguous:
            return number
        return Doubt(
            number,
            Message(
                "“{value}” was read as {number}. Check the thousands and decimals.",
                {"value": as_text(value), "number": as_text(number)},
            ),
            as_text(number),
        )

    return read


def percent_widget(column: Column, context: Context) -> Widget:
    """A percentage in percent: 25 for the cell 25 %, whether it holds text or 0.25 under a percent format."""
    plain = decimal_widget(column, context)

    def read(value: object) -> object:
        if isinstance(value, Percentage):
            return float(f"{float(value) * 100:.12g}")
        return plain(value)

    return read


def currency_widget(column: Column, context: Context) -> Widget:
    """A currency's ISO 4217 code, also from its sign."""

    def read(value: object) -> object:
        text = as_text(value).strip()
        if not text:
            return None
        code = _SYMBOLS.get(text.casefold(), text.upper())
        if re.fullmatch(r"[A-Z]{3}", code):
            return code
        raise Unreadable(Message("“{value}” is not a currency code such as EUR.", {"value": text[:60]}))

    return read


def _parse(value: object, context: Context, *, is_whole: bool) -> tuple[int | float | None, bool]:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return (float(value) if isinstance(value, Percentage) else value), False
    text = as_text(value).strip()
    if not text:
        return None, False
    parsed = parse_number(text, context.language, is_whole=is_whole)
    if parsed is None:
        raise Unreadable(Message("“{value}” is not a number.", {"value": text[:60]}), _first_number(text))
    return parsed


def parse_number(text: str, language: str, *, is_whole: bool = False) -> tuple[int | float, bool] | None:
    """The number a text stands for and whether its separator is ambiguous, or None.

    Takes 1 234,56 · 1.234,56 · 1,234.56 · 1'234 · 12 k€ · 1,5 M€ · (250) · 12 %.
    """
    bare = _SPACES.sub("", text).replace("−", "-")
    is_negative = bare.startswith("(") and bare.endswith(")")
    bare = bare.strip("()")
    bare = _UNIT.sub("", bare, count=1) if _UNIT.search(bare) else bare
    multiple = _MULTIPLE.fullmatch(bare)
    factor = _FACTORS.get(multiple["unit"].casefold(), 1e9) if multiple else 1
    digits = multiple["number"] if multiple else bare
    if not _PLAIN.fullmatch(digits) or len(digits) > 30:
        return None
    plain, is_ambiguous = _decimal_point(digits, language, is_whole and factor == 1)
    if plain is None:
        return None
    number = float(plain) * factor * (-1 if is_negative else 1)
    return (int(number) if number.is_integer() and "." not in plain else number), is_ambiguous


def _decimal_point(digits: str, language: str, is_whole: bool) -> tuple[str | None, bool]:
    """The digits with at most a decimal point, and whether its one separator could as well group thousands."""
    separators = [character for character in digits if character in ".,"]
    if not separators:
        return digits, False
    last = separators[-1]
    groups = re.split(r"[.,]", digits.lstrip("+-"))
    is_grouped = all(len(group) == 3 for group in groups[1:]) and 0 < len(groups[0]) <= 3 and groups[0] != "0"
    if len(set(separators)) == 2:
        if separators.count(last) > 1:
            return None, False
        return digits.replace("," if last == "." else ".", "").replace(last, "."), False
    if len(separators) > 1 or (is_grouped and is_whole):
        return (digits.replace(last, ""), False) if is_grouped else (None, False)
    is_thousands = is_grouped and last == ("." if language == "fr" else ",")
    return digits.replace(last, "" if is_thousands else "."), is_grouped


def _first_number(text: str) -> str | None:
    found = re.search(r"\d+", _SPACES.sub("", text))
    return found[0] if found else None
