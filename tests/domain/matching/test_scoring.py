"""The check on save, with the shipped model: what must match, what must not, and what it says."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from prospect_crm.domain.company import Company
from prospect_crm.domain.matching.model import Frequencies, default_model
from prospect_crm.domain.matching.scoring import PairScore, compare, probability_of
from tests.domain.matching.records import person


def _sentences(score: PairScore) -> list[str]:
    return [str(message) for message in score.explanation]


def test_the_explanation_names_what_agrees_the_strongest_first() -> None:
    score = compare(
        person("Jean", "Dupont", phone="01 42 68 53 00", organisation="ACME SARL"),
        person("Jean", "Dupond", phone="+33 (0)1 42 68 53 00 poste 12", organisation="Acme"),
    )
    assert _sentences(score) == ["same phone", "same company", "same first name", "similar last name"]
    assert score.levels["phone"] == "same"
    assert score.probability > 0.95


def test_swapped_names_are_one_person() -> None:
    score = compare(
        person("Jean", "Dupont", organisation="ACME"), person("DUPONT", "Jean", organisation="Acme")
    )
    assert score.levels["given_name"] == score.levels["family_name"] == "swapped"
    assert score.probability > 0.95


def test_relatives_at_one_address_with_one_mailbox_are_not_one_person() -> None:
    home = ("famille.dupont@orange.fr", "01 42 68 53 00", "", "12 rue de la Paix", "75002", "Paris")
    score = compare(person("Jean", "Dupont", *home), person("Marie", "Dupont", *home))
    assert score.levels["context"] == "relative"
    assert score.probability < 0.001
    assert "perhaps a relative" in _sentences(score)


def test_a_relative_in_swapped_cells_is_not_one_person() -> None:
    home = ("famille.dupont@orange.fr", "01 42 68 53 00", "", "12 rue de la Paix", "75002", "Paris")
    assert compare(person("Karim", "Dupont", *home), person("Dupont", "Isabelle", *home)).probability < 0.001


@pytest.mark.parametrize(
    ("first", "second", "context"),
    [
        ("Aurélie", "Valérie", "relative"),
        ("André", "Sandrine", "relative"),
        ("Sylvie", "Sglvie", "line_and_door"),
        ("Luc", "Lucas", "relative"),
        ("Marc", "Marx", "line_and_door"),
    ],
)
def test_first_names_a_little_alike_at_one_door_are_two_people_unless_mistyped(
    first: str, second: str, context: str
) -> None:
    home = ("famille.dupont@orange.fr", "01 42 68 53 00", "", "12 rue de la Paix", "75002", "Paris")
    score = compare(person(first, "Dupont", *home), person(second, "Dupont", *home))
    assert score.levels["context"] == context


def test_a_frequent_first_name_in_swapped_cells_says_less_than_a_rare_one() -> None:
    model = replace(
        default_model("person"), frequencies={"given": Frequencies({"camille": 0.04}, floor=0.0005)}
    )
    frequent = compare(person("Camille", "Bernard"), person("Bernard", "Camille"), model)
    rare = compare(person("Ombeline", "Bernard"), person("Bernard", "Ombeline"), model)
    assert frequent.levels["given_name"] == rare.levels["given_name"] == "swapped"
    assert rare.weight - frequent.weight == pytest.approx(math.log2(0.04 / 0.0005))


def test_colleagues_with_one_switchboard_are_not_one_person() -> None:
    work = ("01 42 68 53 00", "ACME SARL", "12 rue de la Paix", "75002", "Paris")
    first, second = (
        person("Jean", "Dupont", "j.dupont@acme.fr", *work),
        person("Paul", "Martin", "p.martin@acme.fr", *work),
    )
    assert compare(first, second).probability < 0.001
    namesake = person("Jean", "Martin", "j.martin@acme.fr", *work)
    assert compare(first, namesake, shared_lines={"+33142685300"}).probability < 0.5


def test_an_invalid_phone_is_never_a_match() -> None:
    score = compare(person("A", "Martin", phone="01010101"), person("B", "Durand", phone="01010101"))
    assert score.levels["phone"] == "missing"


def test_a_free_mail_domain_is_no_company() -> None:
    score = compare(person("Jean", "Roux", "jean@orange.fr"), person("Paul", "Roux", "paul@orange.fr"))
    assert score.levels["company"] == "missing"


def test_namesakes_are_not_enough() -> None:
    assert compare(person("Jean", "Martin"), person("Jean", "Martin")).probability < 0.9


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            Company("SAS Institute", postcode="75001", city="Paris"),
            Company("Institute", postcode="75001", city="Paris"),
        ),
        (
            Company("Dupont", phones=["01 42 68 53 00"], street="1 rue Foch", postcode="75001", city="Paris"),
            Company(
                "Dupont Holding",
                phones=["01 42 68 53 00"],
                street="1 rue Foch",
                postcode="75001",
                city="Paris",
            ),
        ),
    ],
)
def test_companies_that_look_alike_are_not_one(first: Company, second: Company) -> None:
    assert compare(first, second).probability < 0.5


def test_domains_that_differ_in_their_number_are_not_alike() -> None:
    first, second, mistyped = (
        Company("Martin Frères", website=f"www.{domain}", emails=[f"contact@{domain}"])
        for domain in ("martinfreres-28.fr", "martinfreres-17.fr", "martinfrere-28.fr")
    )
    levels = compare(first, second).levels
    assert (levels["domain"], levels["email"]) == ("different", "different")
    levels = compare(first, mistyped).levels
    assert (levels["domain"], levels["email"]) == ("similar", "different"), "one letter counted twice"


def test_one_siren_is_certain() -> None:
    score = compare(
        Company("Dupont SARL", siren="732829320"), Company("Etablissements X", siret="732 829 320 00074")
    )
    assert score.levels["siren"] == "same"
    assert score.probability > 0.9999


def test_another_siren_is_a_veto() -> None:
    same = {
        "phones": ["01 42 68 53 00"],
        "street": "1 rue Foch",
        "postcode": "75001",
        "city": "Paris",
        "website": "acme.fr",
    }
    score = compare(Company("ACME", siren="732829320", **same), Company("ACME", siren="552008443", **same))
    assert score.probability < 1e-6
    assert "different SIREN" in _sentences(score)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("SARL Dupont et Fils", "Dupont & Fils S.A.R.L."),
        ("Muller GmbH & Co. KG", "Muller"),
        ("Générale Optique", "GENERALE OPTIQUE SAS"),
    ],
)
def test_the_legal_form_does_not_part_a_company(first: str, second: str) -> None:
    score = compare(Company(first, phones=["01 42 68 53 00"]), Company(second, phones=["0142685300"]))
    assert score.levels["name"] == "same"
    assert score.probability > 0.95


def test_probability_is_the_weight_in_odds() -> None:
    assert probability_of(0) == 0.5
    assert probability_of(3) == pytest.approx(8 / 9)
    assert (probability_of(-5_000), probability_of(5_000)) == (pytest.approx(0.0), 1.0)
