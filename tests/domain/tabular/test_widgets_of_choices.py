"""Cells with one or several of what is known: picklists, links, users, countries, yes and no."""

from __future__ import annotations

import pytest

from prospect_crm.domain.tabular import Lookups
from prospect_crm.domain.tabular.widgets import Context, Doubt, Unreadable, widget_for
from prospect_crm.domain.tabular.widgets.choice import join_list, split_list
from tests.domain.tabular.widget_cells import CONTACTS, column, convert, refused


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


def test_a_refused_value_is_refused_again() -> None:
    widget = widget_for(CONTACTS.column("status"), Context())
    for _ in range(3):
        with pytest.raises(Unreadable):
            widget("Inconnu")
    assert (widget("Nouveau"), widget(" nouveau ")) == ("New", "New")
