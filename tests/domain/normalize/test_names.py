"""Names: what must fold together, and what must not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_crm.domain.normalize.names import (
    PersonName,
    family_name_key,
    fold,
    given_name_key,
    name_tokens,
    split_full_name,
    squeeze,
)
from prospect_crm.domain.normalize.nicknames import FORMAL_NAME


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Hélène  O'BRIEN-Lœb", "helene o brien loeb"),
        ("STRASSE Straße", "strasse strasse"),
        ("Łukasz Ørsted", "lukasz orsted"),
        ("山田 太郎", "山田 太郎"),
        ("हिन्दी", "हिन्दी"),
        ("김철수", "김철수"),
        ("", ""),
        ("  --  ", ""),
    ],
)
def test_folding_keeps_letters_of_every_script(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_squeezed_text_has_no_space(text: str) -> None:
    assert " " not in squeeze(text)


def test_a_title_is_not_taken_for_a_name() -> None:
    assert name_tokens("Mme Anne-Marie d'Ornano") == ("anne", "marie", "d", "ornano")
    assert name_tokens("Dr") == ("dr",)


@pytest.mark.parametrize(
    ("text", "key"),
    [("LE ROUX", "roux"), ("de La Fontaine", "fontaine"), ("Van der Berg", "berg"), ("Le", "le"), ("", "")],
)
def test_a_particle_does_not_make_another_family(text: str, key: str) -> None:
    assert family_name_key(text) == key


def test_a_nickname_of_one_name_only_is_read_as_that_name() -> None:
    assert given_name_key("Bill") == given_name_key("William") == "william"
    assert given_name_key("Jean-Pierre") == given_name_key("Jean Pierre") == "jeanpierre"


@pytest.mark.parametrize("text", ["alex", "chris", "fred", "sam", "max", "manu", "ted", "rick", "pat"])
def test_a_short_form_of_several_names_stays_as_it_is(text: str) -> None:
    assert given_name_key(text) == text


def test_no_formal_name_is_itself_a_short_form() -> None:
    assert not set(FORMAL_NAME.values()) & set(FORMAL_NAME)


@pytest.mark.parametrize(
    ("text", "given_name", "family_name"),
    [
        ("DUPONT Jean", "Jean", "DUPONT"),
        ("Dupont, Jean", "Jean", "Dupont"),
        ("M. Jean de La Fontaine", "Jean", "de La Fontaine"),
        ("Jean DE LA TOUR", "Jean", "DE LA TOUR"),
        ("Martin Luther King Jr", "Martin Luther", "King"),
        ("John SMITH, Jr", "John", "SMITH"),
        ("J DUPONT", "J", "DUPONT"),
        ("Cher", "", "Cher"),
        ("", "", ""),
    ],
)
def test_a_full_name_is_split_where_its_writer_meant(text: str, given_name: str, family_name: str) -> None:
    assert split_full_name(text) == PersonName(given_name, family_name)
