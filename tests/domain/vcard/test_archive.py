"""The ZIP with one card a person: readable names that no system refuses."""

from __future__ import annotations

import io
import tracemalloc
import zipfile

import pytest

from prospect_crm.domain.person import Person
from prospect_crm.domain.vcard import read_cards, write_zip
from prospect_crm.domain.vcard.file_names import UniqueNames


def named(*names: str) -> list[str]:
    unique = UniqueNames()
    return [unique.name_for(Person(full_name=name)) for name in names]


def archive(people: list[Person]) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(b"".join(write_zip(people))))


def test_each_person_is_a_file_that_reads_back() -> None:
    people = [
        Person(given_name="Hélène", family_name=f"Lefèvre{number}", full_name="H") for number in range(3)
    ]
    found = archive(people)
    assert found.testzip() is None
    assert found.namelist() == ["Lefèvre0 Hélène.vcf", "Lefèvre1 Hélène.vcf", "Lefèvre2 Hélène.vcf"]
    assert [next(iter(read_cards(found.read(name)))).person for name in found.namelist()] == people


def test_nobody_is_an_empty_archive() -> None:
    assert archive([]).namelist() == []


@pytest.mark.parametrize(
    ("name", "file_name"),
    [
        ("../../etc/passwd", "etc passwd.vcf"),
        ("C:\\Windows\\x", "C Windows x.vcf"),
        ("/absolu", "absolu.vcf"),
        ("..", "contact.vcf"),
        ("", "contact.vcf"),
        ('a<b>c:"d|e?f*g', "a b c d e f g.vcf"),
        ("nom. ", "nom.vcf"),
        (".caché", "caché.vcf"),
        ("-rf", "rf.vcf"),
        ("CON", "_CON.vcf"),
        ("nul.txt", "_nul.txt.vcf"),
        ("Com1", "_Com1.vcf"),
        ("LPT²", "_LPT².vcf"),
        ("Conan", "Conan.vcf"),
        ("a\u202egpj.exe", "agpj.exe.vcf"),
        ("a\x00\nb", "a b.vcf"),
        ("e\u0301te", "éte.vcf"),
        ("東京 太郎", "東京 太郎.vcf"),
    ],
)
def test_no_name_leaves_the_folder_or_names_a_device(name: str, file_name: str) -> None:
    assert named(name) == [file_name]


def test_names_differ_case_and_composition_aside() -> None:
    assert named("Été", "été", "E\u0301TE\u0301", "été (2)", "STRASSE", "Straße", "Été") == [
        "Été.vcf",
        "été (2).vcf",
        "ÉTÉ (3).vcf",
        "été (2) (2).vcf",
        "STRASSE.vcf",
        "Straße (2).vcf",
        "Été (4).vcf",
    ]


def test_names_have_at_most_100_bytes_and_stay_different() -> None:
    names = named(*["日" * 80] * 120, "é" * 48 + ".", "x" * 200)
    assert len({name.casefold() for name in names}) == 122
    assert max(len(name.encode()) for name in names) <= 100
    assert all(name.endswith(".vcf") and not name.endswith((" .vcf", "..vcf")) for name in names)


def test_a_thousand_of_one_name_cost_no_quadratic_time() -> None:
    names = named(*["Dupont Jean"] * 20_000)
    assert names[-1] == "Dupont Jean (20000).vcf"
    assert len(set(names)) == 20_000


def test_the_archive_is_never_whole_in_memory() -> None:
    people = (Person(full_name=f"P{number}", note="é" * 20_000) for number in range(500))
    tracemalloc.start()
    size = sum(len(piece) for piece in write_zip(people))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size > 500 * 100
    assert peak < 3_000_000
