"""What a user types finds the record, however either is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_crm.domain.derived.search_records import (
    company_search_text,
    lead_search_text,
    person_search_text,
)
from prospect_crm.domain.derived.search_text import LENGTHS, SEPARATOR, search_terms, segment

PERSON = {
    "full_name": "Hélène O'Brien-Lœb",
    "email": "H.Lefevre@atelier-vauban.example",
    "mobile": "06 12 34 56 78",
    "phone": "01.44.55.66.77 poste 12",
    "job_title": "Directrice des achats",
    "city": "Villeneuve-d'Ascq",
    "company_name": "Ateliers Vauban & Fils",
}
TEXT = person_search_text(PERSON, ["helene@perso.example"], ["+44 20 7946 0958"], "FR")


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("Lefèvre 06 39 98", ["63998", "lefevre"]),
        ("+33 (0)6 12", ["33612"]),
        ("0033 6 12", ["33612"]),
        ("H.Lefevre@Atelier-Vauban.example", ["h.lefevre@atelier-vauban.example"]),
        ("atelier-vauban.example", ["atelier-vauban.example"]),
        ("l'Oréal", ["l", "oreal"]),
        ("S.N.C.F.", ["s", "n", "c", "f"]),
        ("908 114 275", ["908114275"]),
        ("3M", ["3m"]),
        ("jean_dupont 50%", ["50", "jean", "dupont"]),
        ("a|b", ["a", "b"]),
        ("%%", []),
        ("?!", []),
        ("", []),
    ],
)
def test_what_is_typed_becomes_terms(typed: str, terms: list[str]) -> None:
    assert search_terms(typed) == terms


@pytest.mark.parametrize(
    "typed",
    [
        "helene o'brien",
        "OBRIEN LOEB".replace("OBRIEN", "O BRIEN"),
        "lœb hélène",
        "06 12 34",
        "+33 6 12 34 56 78",
        "0612345678",
        "(0)6 12 34 56",
        "01 44 55 66 77",
        "lefevre@atelier",
        "perso.example",
        "020 7946".lstrip("0"),
        "vauban fils achats",
        "villeneuve d'ascq",
    ],
)
def test_a_person_is_found_by_any_way_of_writing(typed: str) -> None:
    terms = search_terms(typed)
    assert terms
    assert [term for term in terms if term not in TEXT] == []


@pytest.mark.parametrize("typed", ["dupont", "06 99", "autre.example", "brienhelene"])
def test_others_are_not_found(typed: str) -> None:
    assert any(term not in TEXT for term in search_terms(typed))


def test_a_company_is_found_by_its_numbers_and_site() -> None:
    company = {
        "company_name": "Kermarrec Conserves",
        "siren": "303265045",
        "website": "https://www.kermarrec.example/contact",
        "phone": "02 98 00 11 22",
    }
    text = company_search_text(company, "FR")
    for typed in ("303 265 045", "www.kermarrec.example", "0298 00", "KERMARREC"):
        assert [term for term in search_terms(typed) if term not in text] == []


def test_an_invalid_number_is_found_as_it_was_typed() -> None:
    text = person_search_text({"full_name": "Hélène Blou", "phone": "01010101"}, [], [], "FR")
    assert search_terms("0101 0101")[0] in text


def test_the_segments_stand_in_their_order() -> None:
    lead = {"title": "Salon 2026", "company_name": "Nexalis", "person_name": "Anne Weisse"}
    text = lead_search_text(lead, {"full_name": "Anne Weisse", "email": "a@w.example"}, "FR")
    assert text == "salon 2026|nexalis|anne weisse a@w.example"


def test_a_title_that_repeats_the_company_may_follow_its_name() -> None:
    lead = {"title": "Nexalis", "company_name": "Nexalis"}
    assert lead_search_text(lead, None, "FR") == "|nexalis|"


words = st.text(max_size=300)


@given(name=words, company=words, emails=st.lists(words, max_size=8), city=words)
def test_no_text_outgrows_the_column_or_adds_a_segment(
    name: str, company: str, emails: list[str], city: str
) -> None:
    person = {"full_name": name, "company_name": company, "city": city}
    text = person_search_text(person, emails, [name], "FR")
    assert len(text) <= sum(LENGTHS.values()) + 2 <= 700
    assert text.count(SEPARATOR) == 1


@given(st.text(max_size=60))
def test_a_name_finds_its_own_record(name: str) -> None:
    text = person_search_text({"full_name": name}, [], [], "FR")
    digits = any(character.isdigit() for character in name)
    assert digits or "@" in name or "." in name or all(term in text for term in search_terms(name))


def test_what_does_not_fit_is_left_out_whole() -> None:
    assert segment("company", ["a" * 100, "b" * 100]) == "a" * 100
    assert segment("company", ["a" * 200]) == "a" * 130
