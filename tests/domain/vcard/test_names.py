"""Names in full and in parts, each made from the other."""

from __future__ import annotations

import pytest

from prospect_crm.domain.person import Person
from prospect_crm.domain.vcard.names import complete_name, split_full_name

from .helpers import card, person, warnings


@pytest.mark.parametrize(
    ("full_name", "given", "family"),
    [
        ("Jean Dupont", "Jean", "Dupont"),
        ("Dupont, Jean", "Jean", "Dupont"),
        ("Marine DIRON", "Marine", "DIRON"),
        ("DIRON Marine", "Marine", "DIRON"),
        ("DE LA TOUR Jean Marie", "Jean Marie", "DE LA TOUR"),
        ("Jean de La Fontaine", "Jean", "de La Fontaine"),
        ("Ludwig van der Rohe", "Ludwig", "van der Rohe"),
        ("John F. Kennedy", "John F.", "Kennedy"),
        ("Jean-Luc Martin", "Jean-Luc", "Martin"),
        ("Madonna", "", "Madonna"),
        ("JEAN DUPONT", "JEAN", "DUPONT"),
        ("", "", ""),
    ],
)
def test_a_full_name_is_split_as_people_write_it(full_name: str, given: str, family: str) -> None:
    assert split_full_name(full_name) == (given, family)


def test_several_names_in_a_part_are_joined_by_a_comma() -> None:
    found = person(card("N:Stevenson;John;Philip,Paul;Dr.;Jr.,M.D.,A.C.P.", "FN:x"))
    assert (found.additional_names, found.suffix) == ("Philip, Paul", "Jr., M.D., A.C.P.")


def test_a_missing_fn_is_made_from_n() -> None:
    data = card("N:Dupont;Jean;Luc;M.;fils")
    assert person(data).full_name == "M. Jean Luc Dupont fils"
    assert warnings(data) == []


@pytest.mark.parametrize(
    ("line", "full_name"),
    [("NICKNAME:Jo", "Jo"), ("ORG:ACME;Sales", "ACME"), ("EMAIL:a@b.fr", "a@b.fr"), ("TEL:01", "01")],
)
def test_a_missing_name_is_made_from_what_there_is(line: str, full_name: str) -> None:
    assert person(card("N:;;;;", line)).full_name == full_name


def test_a_missing_n_is_taken_from_fn_and_told() -> None:
    data = card("FN:Jean Dupont")
    assert (person(data).given_name, person(data).family_name) == ("Jean", "Dupont")
    assert warnings(data) == [(1, "First and last name were taken from “Jean Dupont”; check them.")]


@pytest.mark.parametrize(
    "lines", [("N:Jean Dupont",), ("N:Jean Dupont", "FN:Jean Dupont"), ("FN:Jean Dupont", "N:Jean Dupont")]
)
def test_an_n_without_separators_that_is_the_full_name_is_split(lines: tuple[str, ...]) -> None:
    found = person(card(*lines))
    assert (found.given_name, found.family_name, found.full_name) == ("Jean", "Dupont", "Jean Dupont")


def test_an_n_without_separators_beside_another_fn_is_the_family_name() -> None:
    found = person(card("N:Dupont Martin", "FN:Jean Dupont Martin"))
    assert (found.given_name, found.family_name) == ("", "Dupont Martin")


def test_a_second_name_goes_to_the_extras() -> None:
    found = person(
        card("N;ALTID=1:Yamada;Taro;;;", "N;ALTID=1;LANGUAGE=jp:山田;太郎;;;", "FN:Taro", version="4.0")
    )
    assert found.family_name == "Yamada"
    assert found.extras == ["N;ALTID=1;LANGUAGE=jp:山田;太郎;;;"]


def test_an_organisation_alone_is_no_guess() -> None:
    somebody = Person(full_name="Dupont & Fils", organisation="Dupont & Fils")
    assert complete_name(somebody) is None
    assert somebody.family_name == ""
