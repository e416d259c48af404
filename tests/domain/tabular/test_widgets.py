"""Cells with text, addresses and phones: what is read, what is doubted, what is refused, and what is proposed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from prospect_crm.domain.tabular.widgets import Unreadable
from tests.domain.tabular.widget_cells import convert, doubted, refused

if TYPE_CHECKING:
    from prospect_crm.domain.tabular.columns import WidgetName


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("  a\u00a0", "a"),
        ("a\r\nb", "a b"),
        (12, "12"),
        (12.0, "12"),
        (0.1, "0.1"),
        (True, "true"),
        (date(2024, 12, 31), "2024-12-31"),
        (" \n", None),
    ],
)
def test_text_is_one_line(cell: object, value: object) -> None:
    assert convert("text", cell) == value


def test_long_text_keeps_its_lines_and_loses_control_characters_with_a_doubt() -> None:
    assert convert("long_text", "a\nb\n") == "a\nb"
    assert doubted("long_text", "a\x07\nb") == (
        "a\nb",
        "The text held control characters, which were left out.",
    )


@pytest.mark.parametrize(
    "cell",
    ["h.lefevre@example.fr", "a+b@x.co.uk", "o'neil@example.ie", "é@exämple.fr"[2:] and "x@exämple.fr"],
)
def test_an_email_is_kept(cell: str) -> None:
    assert convert("email", cell) == cell


@pytest.mark.parametrize(
    "cell", ["mailto:a@x.fr", "Hélène <a@x.fr>", " a@x.fr ; ", "<a@x.fr>", "\u200ba@x.fr"]
)
def test_an_email_is_taken_out_of_its_wrapping(cell: str) -> None:
    assert convert("email", cell) == "a@x.fr"


def test_further_emails_in_a_cell_are_reported() -> None:
    assert doubted("email", "a@x.fr; b@x.fr") == (
        "a@x.fr",
        "The cell holds several addresses; only a@x.fr was read.",
    )


@pytest.mark.parametrize(
    ("cell", "suggestion"),
    [
        ("a b@x.fr", "ab@x.fr"),
        ("a@x,fr", "a@x.fr"),
        ("a@@x.fr", "a@x.fr"),
        ("a[at]x.fr", None),
        ("néant", None),
        ("a@x", None),
        (12, None),
    ],
)
def test_what_is_no_email_is_refused_with_a_repair_where_there_is_one(
    cell: object, suggestion: str | None
) -> None:
    assert refused("email", cell) == (f"“{cell}” is not an e-mail address.", suggestion)


def test_a_web_address_gets_its_scheme() -> None:
    assert convert("url", "www.example.fr/x") == "https://www.example.fr/x"
    assert convert("url", "http://example.fr") == "http://example.fr"
    assert refused("url", "www.exam ple.fr") == (
        "“www.exam ple.fr” is not a web address.",
        "https://www.example.fr",
    )
    assert refused("url", "javascript://alert(1)") == ("“javascript://alert(1)” is not a web address.", None)


@pytest.mark.parametrize(
    "cell",
    [
        "01 44 55 66 77",
        "0612345678",
        "+33 6 12 34 56 78",
        "0033144556677",
        "+1 (650) 253-0000",
        "01.44.55.66.77",
        "01 44 55 66 77 poste 12",
    ],
)
def test_a_valid_phone_is_kept_as_typed(cell: str) -> None:
    assert convert("phone", cell) == cell


def test_a_phone_belongs_to_the_region() -> None:
    assert convert("phone", "030 12345678", region="DE") == "030 12345678"
    assert (
        doubted("phone", "030 12345678", region="FR")[1]
        == "“030 12345678” is not a phone number in use. It is kept as typed."
    )


def test_an_invalid_phone_is_kept_as_typed_with_a_doubt() -> None:
    assert doubted("phone", "01010101") == (
        "01010101",
        "“01010101” is not a phone number in use. It is kept as typed.",
    )


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (612345678, "06 12 34 56 78"),
        (612345678.0, "06 12 34 56 78"),
        (33612345678, "06 12 34 56 78"),
        (16502530000, "+1 650-253-0000"),
    ],
)
def test_a_phone_that_became_a_number_gets_its_zero_back(cell: object, shown: str) -> None:
    value, sentence = doubted("phone", cell)
    assert (value, sentence) == (
        shown,
        f"The number {int(str(cell).removesuffix('.0'))} was read as the phone {shown}.",
    )


def test_a_phone_that_lost_its_digits_is_refused() -> None:
    assert refused("phone", "3,36123E+10")[0] == (
        "“3,36123E+10” is a number that lost its digits. Format the column as text and type the phone again."
    )


def test_further_phones_in_a_cell_are_reported() -> None:
    assert doubted("phone", "01 44 55 66 77 / 06 12 34 56 78") == (
        "01 44 55 66 77", "The cell holds several numbers; only 01 44 55 66 77 was read.",
    )  # fmt: skip


@pytest.mark.parametrize(
    "kind", ["text", "long_text", "email", "phone", "url", "date", "amount", "yes_no", "list", "code"]
)
@pytest.mark.parametrize(
    "cell",
    [
        "x" + " " * 32_000 + "y",
        "<" * 32_000,
        "a." * 16_000 + " ",
        "1" * 32_000,
        '"' * 32_001,
        "\t\n" * 16_000 + "x",
    ],
)
def test_no_cell_takes_a_widget_beyond_linear_time(kind: WidgetName, cell: str) -> None:
    """A pattern that backtracks would keep this test for minutes."""
    try:
        assert convert(kind, cell) is not None
    except Unreadable as problem:
        assert len(str(problem)) < 300


@pytest.mark.parametrize("cell", ["'0612345678", "\u202a06 12 34 56 78\u202c", "\ufeff+33612345678 "])
def test_a_phone_loses_what_copying_left_around_it(cell: str) -> None:
    assert convert("phone", cell) == cell.strip("'\u202a\u202c\ufeff ")
