"""Company names and numbers: legal forms at either end, register numbers with their check digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from prospect_crm.domain.message import DomainError
from prospect_crm.domain.normalize.companies import company_key, distinctive_words, parse_company_name
from prospect_crm.domain.normalize.company_numbers import check_siren, check_siret, check_vat, siren_of

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("text", "core", "forms"),
    [
        ("SARL Dupont", "dupont", ("sarl",)),
        ("Dupont S.A.R.L.", "dupont", ("sarl",)),
        ("S.A. Dupont SA", "dupont", ("sa",)),
        ("Muller GmbH & Co. KG", "muller", ("gmbh co kg",)),
        ("A Responsabilité SARL", "a responsabilite", ("sarl",)),
        ("L'Oréal (France)", "l oreal", ()),
        ("SA", "sa", ()),
        ("(test)", "test", ()),
        ("", "", ()),
    ],
)
def test_the_legal_form_is_taken_off_at_either_end(text: str, core: str, forms: tuple[str, ...]) -> None:
    parsed = parse_company_name(text)
    assert (parsed.core, parsed.forms) == (core, forms)


@pytest.mark.parametrize(
    "text", ["SAS Institute", "SA Services", "Co-op", "AG Insurance", "AS Roma", "SE Levage"]
)
def test_a_name_that_begins_like_a_form_keeps_its_first_word(text: str) -> None:
    assert not parse_company_name(text).is_stripped_in_front


def test_sas_institute_is_not_institute() -> None:
    assert company_key("SAS Institute") == company_key("SAS Institute SAS") == "sasinstitute"
    assert company_key("Institute") == "institute"


def test_joining_words_do_not_make_another_company() -> None:
    assert company_key("Dupont & Fils SARL") == company_key("SARL DUPONT ET FILS") == "dupontfils"


def test_words_of_a_trade_name_no_company() -> None:
    assert distinctive_words("Groupe Dupont Services SAS") == ("dupont",)
    assert distinctive_words("Services et Conseil") == ()


def test_any_of_the_three_numbers_gives_the_siren() -> None:
    assert siren_of(siren="732 829 320") == "732829320"
    assert siren_of(siret="732 829 320 00074") == "732829320"
    assert siren_of(siren="73282932000074") == "732829320"
    assert siren_of(vat_number="FR 44 732 829 320") == "732829320"
    assert siren_of("732829321", "73282932000075", "FR00732829320") == ""


@pytest.mark.parametrize(
    ("check", "typed", "stored"),
    [
        (check_siren, "732 829 320", "732829320"),
        (check_siret, "732 829 320 00074", "73282932000074"),
        (check_siret, "356 000 000 00048", "35600000000048"),
        (check_vat, "fr 44 732 829 320", "FR44732829320"),
        (check_vat, "BE0697449992", "BE0697449992"),
        (check_vat, "GB 980 7806 84", "GB980780684"),
        (check_vat, "NO 995 525 828 MVA", "NO995525828MVA"),
        (check_siren, "", ""),
        (check_siret, " ", ""),
        (check_vat, "", ""),
    ],
)
def test_a_valid_number_is_stored_without_spaces(
    check: Callable[[str], str], typed: str, stored: str
) -> None:
    assert check(typed) == stored


@pytest.mark.parametrize(
    ("check", "typed", "sentence"),
    [
        (
            check_siren,
            "732829321",
            "732829321 is not a valid SIREN. It has nine digits; compare it with the company's register extract.",
        ),
        (
            check_siren,
            "73282932000074",
            "73282932000074 is a SIRET. A SIREN is its first nine digits: 732829320.",
        ),
        (
            check_siret,
            "73282932000075",
            "73282932000075 is not a valid SIRET. It has fourteen digits: the SIREN and five for the establishment.",
        ),
        (
            check_vat,
            "FR00732829320",
            "FR00732829320 is not a valid VAT number. Begin it with the country's two letters, as in FR40303265045.",
        ),
        (
            check_vat,
            "732829320",
            "732829320 is not a valid VAT number. Begin it with the country's two letters, as in FR40303265045.",
        ),
    ],
)
def test_a_wrong_number_is_refused_with_what_to_do(
    check: Callable[[str], str], typed: str, sentence: str
) -> None:
    with pytest.raises(DomainError) as refusal:
        check(typed)
    assert str(refusal.value) == sentence
