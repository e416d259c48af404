"""The typed conversion of cells: what is read, what is doubted, what is refused, and what is proposed."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

import pytest

from prospect_crm.domain.tabular import TARGETS, Column, Lookups
from prospect_crm.domain.tabular.cells import Percentage
from prospect_crm.domain.tabular.widgets import Context, Doubt, Unreadable, widget_for
from prospect_crm.domain.tabular.widgets.choice import join_list, split_list

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
    ("cell", "number"),
    [
        ("1 234,56", 1234.56), ("1\u202f234,56 €", 1234.56), ("1.234,56", 1234.56), ("1,234.56", 1234.56), ("1'234.5", 1234.5),
        ("$1,234,567", 1234567), ("12 k€", 12000.0), ("1,5 M€", 1500000.0), ("2 Mds €", 2e9), ("(250)", -250), ("-3,5", -3.5),
        ("EUR 12", 12), ("12,5 %", 12.5), (12.5, 12.5), ("0,125", 0.125), ("1234", 1234), ("1.234.567", 1234567),
    ],
)  # fmt: skip
def test_amounts_are_read_with_comma_or_point(cell: object, number: float) -> None:
    assert convert("amount", cell) == number


@pytest.mark.parametrize(
    ("cell", "language", "number"),
    [("1,234", "fr", 1.234), ("1,234", "en", 1234), ("1.234", "fr", 1234), ("1.234", "en", 1.234)],
)
def test_a_separator_that_could_mean_two_things_is_doubted(cell: str, language: str, number: float) -> None:
    value, sentence = doubted("amount", cell, language=language)
    assert (value, sentence) == (number, f"“{cell}” was read as {number}. Check the thousands and decimals.")


@pytest.mark.parametrize(
    ("cell", "suggestion"),
    [("environ 12", "12"), ("1.2.3", "1"), ("1,23,456", "1"), ("", None), ("n/c", None)],
)
def test_what_is_no_number_is_refused(cell: str, suggestion: str | None) -> None:
    if not cell:
        assert convert("decimal", cell) is None
    else:
        assert refused("decimal", cell) == (f"“{cell}” is not a number.", suggestion)


@pytest.mark.parametrize(
    ("cell", "number"),
    [("1 200", 1200), ("1.200", 1200), ("1,200", 1200), (12.0, 12), ("250 salariés"[:3], 250)],
)
def test_whole_numbers_take_any_thousands(cell: object, number: int) -> None:
    assert convert("integer", cell) == number


def test_a_range_is_no_whole_number() -> None:
    assert refused("integer", "50-99") == ("“50-99” is not a number.", "50")
    assert refused("integer", 12.5) == ("“12.5” is not a whole number.", "12")


def test_percentages_are_in_percent_however_they_are_stored() -> None:
    assert convert("percent", Percentage(0.125)) == 12.5
    assert convert("percent", "12,5 %") == 12.5
    assert convert("percent", 12.5) == 12.5


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("oui", True),
        ("OUI", True),
        ("x", True),
        (1, True),
        ("Vrai", True),
        ("✓", True),
        ("non", False),
        ("No", False),
        (0, False),
        (False, False),
        (" ", None),
    ],
)
def test_yes_and_no_in_both_languages(cell: object, value: object) -> None:
    assert convert("yes_no", cell) is value


def test_what_is_neither_yes_nor_no_is_refused() -> None:
    assert refused("yes_no", "peut-être") == ("“peut-être” is neither yes nor no.", "oui / non")
    assert refused("yes_no", 2, language="en") == ("“2” is neither yes nor no.", "yes / no")


def test_currencies_by_code_or_sign() -> None:
    assert [convert("currency", cell) for cell in ("EUR", "€", "eur", "Euros", "US$")] == [
        "EUR",
        "EUR",
        "EUR",
        "EUR",
        "USD",
    ]
    assert refused("currency", "balles") == ("“balles” is not a currency code such as EUR.", None)


@pytest.mark.parametrize(
    "cell",
    [
        "31/12/2024", "31.12.2024", "31-12-24", "2024-12-31", "20241231", "31 décembre 2024", "mardi 31 déc. 2024", "31 Dec 2024",
        "December 31, 2024", "Dec 31st, 2024", "le 31/12/2024"[3:], date(2024, 12, 31), datetime(2024, 12, 31, 18),
    ],
)  # fmt: skip
def test_dates_in_french_and_english(cell: object) -> None:
    assert convert("date", cell) == date(2024, 12, 31)


@pytest.mark.parametrize(
    "cell",
    [
        "28/12/2023 à 11:00:00",
        "28/12/2023 11:00",
        "2023-12-28T11:00:00Z",
        "28/12/2023 11h00",
        "28/12/23, 11 h",
    ],
)
def test_dates_with_a_time(cell: str) -> None:
    assert convert("datetime", cell) == datetime(2023, 12, 28, 11)


def test_an_afternoon_in_english() -> None:
    assert convert("datetime", "12/31/2024 6:05 PM", region="US") == datetime(2024, 12, 31, 18, 5)


def test_day_and_month_follow_the_region() -> None:
    assert convert("date", "03/04/2024", region="FR") == date(2024, 4, 3)
    assert convert("date", "03/04/2024", region="US") == date(2024, 3, 4)


def test_a_swapped_day_and_month_is_doubted() -> None:
    assert doubted("date", "12/31/2024") == (
        date(2024, 12, 31), "“12/31/2024” was read as 2024-12-31: day and month seem to be swapped.",
    )  # fmt: skip


def test_a_serial_number_without_a_date_format_is_doubted() -> None:
    assert doubted("date", 45657) == (date(2024, 12, 31), "The number 45657 was read as the date 2024-12-31.")


def test_two_digit_years_turn_over_at_fifty() -> None:
    assert [convert("date", f"01/01/{year}") for year in ("49", "50")] == [date(2049, 1, 1), date(1950, 1, 1)]


@pytest.mark.parametrize("cell", ["31/02/2024", "demain", "2024", "12/2024", time(12), "31/12/2024 25:00", 7])
def test_what_is_no_date_is_refused(cell: object) -> None:
    with pytest.raises(Unreadable) as caught:
        convert("date", cell)
    assert " is not a date." in str(caught.value)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("En cours", "In Progress"),
        ("in progress", "In Progress"),
        ("AFFECTÉ", "Assigned"),
        ("abandonne", "Abandoned"),
        ("New", "New"),
    ],
)
def test_picklists_are_read_by_label_in_either_language(cell: str, value: str) -> None:
    assert column("status", cell) == value


def test_an_unknown_picklist_value_proposes_the_nearest() -> None:
    with pytest.raises(Unreadable) as caught:
        column("status", "Abandoné!")
    assert str(caught.value) == "“Abandoné!” is not one of: Nouveau, Affecté, En cours, Converti, Abandonné."
    assert caught.value.suggestion == "Abandonné"


@pytest.mark.parametrize(
    ("cell", "value"), [("F", "Female"), ("Mme", "Female"), ("homme", "Male"), ("H", "Male"), ("M.", "Male")]
)
def test_genders_in_short(cell: str, value: str) -> None:
    assert column("gender", cell) == value


def test_an_open_picklist_takes_other_values() -> None:
    assert [column("salutation", cell) for cell in ("Madame", "M.", "Maître")] == ["Mrs", "Mr", "Maître"]


LOOKUPS = Lookups(
    users={
        "marine@example.fr": "Marine DIRON",
        "lise@example.fr": "Lise Alpes",
        "l2@example.fr": "Alpes Lise",
    },
    choices={"sector": ["Santé", "Banque & assurance"], "labels": ["VIP", "Salon"]},
)


def test_links_are_found_without_accents_and_unknown_ones_refused() -> None:
    assert column("sector", "sante", lookups=LOOKUPS) == "Santé"
    assert column("sector", "Nucléaire") == "Nucléaire"
    assert (
        column(
            "sector", "Nucléaire", lookups=Lookups(choices={"sector": []}, creatable=frozenset({"sector"}))
        )
        == "Nucléaire"
    )
    with pytest.raises(Unreadable) as caught:
        column("sector", "Banques et assurances", lookups=LOOKUPS)
    assert (
        str(caught.value)
        == "“Banques et assurances” does not exist yet. Create it first, or choose one that exists."
    )
    assert caught.value.suggestion == "Banque & assurance"


@pytest.mark.parametrize(
    "cell", ["Marine DIRON", "DIRON Marine", "marine@example.fr", "MARINE@EXAMPLE.FR", "diron  marine"]
)
def test_users_are_found_by_name_in_either_order_or_by_email(cell: str) -> None:
    assert column("sales_rep", cell, lookups=LOOKUPS) == "marine@example.fr"


def test_unknown_and_ambiguous_users_are_refused() -> None:
    with pytest.raises(Unreadable) as unknown:
        column("sales_rep", "Marine DIRONN", lookups=LOOKUPS)
    assert (str(unknown.value), unknown.value.suggestion) == (
        "There is no user “Marine DIRONN”. Write a user's name or e-mail address.", "Marine DIRON",
    )  # fmt: skip
    with pytest.raises(Unreadable) as several:
        column("sales_rep", "Lise Alpes", lookups=LOOKUPS)
    assert str(several.value) == (
        "Several users are called “Lise Alpes”. Write the e-mail address: lise@example.fr, l2@example.fr."
    )


def test_lists_in_a_cell() -> None:
    assert convert("list", "Java; Python ;;SQL") == ["Java", "Python", "SQL"]
    assert convert("list", "Java, Python") == ["Java", "Python"]
    assert convert("list", "Java, C;Python") == ["Java, C", "Python"]
    assert convert("list", "* myContacts ::: Friends") == ["* myContacts", "Friends"]
    assert convert("list", "a\nb\na") == ["a", "b"]


def test_unknown_names_in_a_list_are_reported_and_the_others_kept() -> None:
    doubt = column("labels", "vip; Sallon", lookups=LOOKUPS)
    assert isinstance(doubt, Doubt)
    assert (doubt.value, doubt.suggestion) == (["VIP"], "Salon")
    assert str(doubt.message) == "Left out because they do not exist yet: Sallon. Create them first."


@pytest.mark.parametrize("items", [["a"], ["a, b"], ["a; b", 'say "x"'], ['"'], ["a\nb", "c"], ["a ::: b"]])
def test_a_list_that_was_joined_splits_the_same(items: list[str]) -> None:
    assert split_list(join_list(items)) == items


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("France", "France"),
        ("FR", "France"),
        ("Allemagne", "Germany"),
        ("ÉTATS-UNIS", "United States"),
        ("uk", "United Kingdom"),
        ("Wakanda", "Wakanda"),
    ],
)
def test_countries_in_french_english_and_code(cell: str, value: str) -> None:
    assert column("country", cell) == value


def test_a_postcode_that_became_a_number_gets_its_zero_back() -> None:
    doubt = column("pincode", 1000)
    assert isinstance(doubt, Doubt)
    assert (doubt.value, str(doubt.message)) == ("01000", "The number 1000 was read as the postcode 01000.")
    assert column("pincode", "01000") == "01000"
    assert column("pincode", 69001) == "69001"
    assert column("pincode", 1000, region="BE") == "1000"


def test_company_numbers_are_checked() -> None:
    assert column("company.siren", "552 100 554") == "552100554"
    assert column("company.siren", 552100554) == "552100554"
    doubt = column("company.siren", "552 100 555")
    assert isinstance(doubt, Doubt)
    assert (doubt.value, str(doubt.message)) == (
        "552100555", "“552100555” is not a valid SIREN number (9 digits with a check digit). It is kept as typed.",
    )  # fmt: skip
    assert column("company.vat_number", "fr 40 303 265 045") == "FR40303265045"


@pytest.mark.parametrize(
    ("cell", "suggestion"),
    [
        ("le 31/12/2024", "2024-12-31"),
        ("31/02/2024", "2024-02-29"),
        ("vers 3.4.24 ?", "2024-04-03"),
        ("99/99/2024", None),
    ],
)
def test_a_date_inside_a_text_is_proposed(cell: str, suggestion: str | None) -> None:
    assert refused("date", cell) == (f"“{cell}” is not a date. Write it as 2024-12-31.", suggestion)


def test_a_refused_value_is_refused_again() -> None:
    widget = widget_for(CONTACTS.column("status"), Context())
    for _ in range(3):
        with pytest.raises(Unreadable):
            widget("Inconnu")
    assert (widget("Nouveau"), widget(" nouveau ")) == ("New", "New")


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
