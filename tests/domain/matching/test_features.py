"""A cell written in another way must give the same feature."""

from __future__ import annotations

import pytest

from prospect_crm.domain.company import Company
from prospect_crm.domain.matching.features import COMPANY_FEATURES, PERSON_FEATURES, features_of
from prospect_crm.domain.person import Person
from tests.domain.matching.records import person


@pytest.mark.parametrize(
    ("street", "number", "name"),
    [
        ("97r. de Verdun", "97", "ruedeverdun"),
        ("12bd Foch", "12", "boulevardfoch"),
        ("12 bis, av. Foch", "12", "avenuefoch"),
        ("12b rue Foch", "12", "ruefoch"),
        ("rue du 8 mai", "8", "ruedumai"),
    ],
)
def test_a_house_number_glued_to_its_street(street: str, number: str, name: str) -> None:
    features = features_of(person("A", "B", street=street))
    assert (features["number"], features["street"]) == (number, name)


@pytest.mark.parametrize("text", ["1980-02-01", "01/02/1980", "1.2.1980", "19800201"])
def test_a_birthday_in_any_order(text: str) -> None:
    assert features_of(Person(given_name="A", birthday=text))["birthday"] == "19800201"


@pytest.mark.parametrize("text", ["1980", "--02-01", "?"])
def test_a_birthday_that_is_not_whole_is_none(text: str) -> None:
    assert features_of(Person(given_name="A", birthday=text))["birthday"] == ""


@pytest.mark.parametrize("name", ["Dupont Holding", "Dupont Hodling", "DUPONT tolding"])
def test_a_mistyped_holding_is_a_holding(name: str) -> None:
    assert features_of(Company(name))["structure"] == "holding"
    assert features_of(Company("Dupont"))["structure"] == "none"


def test_only_a_mobile_phone_of_one_s_own_is_one() -> None:
    features = features_of(person("A", "B", phone="06 12 34 56 78"))
    assert features["mobiles"] == features["phones"] == ("+33612345678",)
    assert features_of(person("A", "B", phone="01 42 68 53 00"))["mobiles"] == ()
    assert features_of(person("A", "B", phone="06 12 34 56 78"), {"+33612345678"})["mobiles"] == ()


def test_every_record_has_every_feature_of_its_kind() -> None:
    assert set(features_of(Person())) == set(PERSON_FEATURES)
    assert set(features_of(Company(""))) == set(COMPANY_FEATURES)
    full = person("A", "B", "a@b.fr", "06 12 34 56 78", "ACME", "1 rue Foch", "75001", "Paris")
    assert set(features_of(full)) == set(PERSON_FEATURES)
