"""What is written is read identically by a reader that nobody here wrote: ez-vcard.

Needs a JDK and Debian's libez-vcard-java and libvinnie-java; skipped, visibly, without them.
"""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from prospect_crm.domain.person import EmailAddress, Person, Phone, Photo, PostalAddress, WebAddress
from prospect_crm.domain.vcard import Version, write_card

from .people import people
from .producers import JPEG

_JARS = [Path("/usr/share/java/ez-vcard.jar"), Path("/usr/share/java/vinnie.jar")]
_SOURCE = Path(__file__).parent / "ez_vcard" / "ReadCards.java"

pytestmark = pytest.mark.skipif(
    shutil.which("javac") is None or not all(jar.exists() for jar in _JARS),
    reason="needs a JDK, libez-vcard-java and libvinnie-java",
)

NAMES = [
    "O'Brien",
    "Dupont, Jean",
    "D;pont",
    "Back\\slash",
    "C:\\new\\Name",
    "Trailing\\",
    "\\n",
    "\\,",
    'Jean "Jeannot" Dupont',
    "a:b=c",
    "=C3=A9",
    "&amp; <b>",
    "Ærøskøbing Ñandú Łódź Ğ",
    "山田 太郎",
    "김철수",
    "محمد العربي",
    "אפרים",
    "👩‍👩‍👧 Famille",
    "e\u0301clair",
    "BEGIN:VCARD",
    "END:VCARD",
    "é" * 100,
    "日" * 60 + "," + "本" * 60,
    "a" * 74 + "é",
    "x" * 300 + ";" * 80,
]


def person_named(name: str) -> Person:
    return Person(
        given_name=name,
        family_name=name,
        full_name=name,
        organisation=name,
        department=name,
        job_title=name,
        note=f"{name}\n{name}\n\nfin",
        emails=[EmailAddress("a.b+c@exemple.fr", "work", is_preferred=True, label=name)],
        phones=[Phone("+33 (0)1 22-33.44", "mobile", label=name), Phone("01", extension="12")],
        addresses=[PostalAddress(name, name, name, name, name, name, name, "work", label=name)],
        urls=[WebAddress("http://exemple.fr/?a=1;b=2,3&c=%C3%A9#d", label=name)],
        categories=[name, f"{name}, 2"],
        photo=Photo(JPEG * 10, "image/jpeg"),
    )


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_nasty_names_are_read_identically(version: Version, tmp_path: Path) -> None:
    _assert_read_identically([person_named(name) for name in NAMES], version, tmp_path)


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_people_of_hypothesis_are_read_identically(version: Version, tmp_path: Path) -> None:
    found: list[Person] = []

    @seed(6)
    @settings(
        max_examples=40,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(st.lists(people, max_size=3))
    def collect(somebody: list[Person]) -> None:
        found.extend(somebody)

    collect()
    assert len(found) > 20
    _assert_read_identically(found, version, tmp_path)


def _assert_read_identically(written: list[Person], version: Version, folder: Path) -> None:
    files = [folder / f"{number}.vcf" for number in range(len(written))]
    for file, person in zip(files, written, strict=True):
        file.write_bytes(write_card(person, version=version))
    for person, read in zip(written, _read(files, folder), strict=True):
        assert read["cards"] == [_expected(person, version)]


def _read(files: list[Path], folder: Path) -> list[dict]:
    class_path = ":".join(map(str, [folder, *_JARS]))
    subprocess.run(["javac", "-cp", class_path, "-d", str(folder), str(_SOURCE)], check=True)
    command = ["java", "-cp", class_path, "ReadCards", *map(str, files)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def _expected(person: Person, version: Version) -> dict:
    organisation = [person.organisation, *([person.department] if person.department else [])]
    return {
        "version": version,
        "fn": person.full_name,
        "n": [person.family_name, person.given_name, person.additional_names, person.prefix, person.suffix],
        "tel": [_number(phone, version) for phone in person.phones],
        "email": [email.address for email in person.emails],
        "org": [";".join(organisation)] if any(organisation) else [],
        "title": [person.job_title] if person.job_title else [],
        "note": [person.note] if person.note else [],
        "url": [web.url for web in person.urls],
        "adr": [_parts(address) for address in person.addresses],
        "cat": person.categories,
        "photo": [f"bytes:{len(person.photo.content)}"] if person.photo else [],
    }


def _number(phone: Phone, version: Version) -> str:
    if not phone.extension:
        return phone.number
    is_uri = version == "4.0" and " " not in phone.number + phone.extension
    return f"tel:{phone.number}" if is_uri else f"{phone.number} ext. {phone.extension}"


def _parts(address: PostalAddress) -> str:
    parts = (address.po_box, address.extended, address.street, address.city, address.region)
    return "|".join([*parts, address.postcode, address.country])


def test_the_photo_is_the_same_to_the_byte(tmp_path: Path) -> None:
    content = JPEG + bytes(range(256)) * 40
    written = write_card(Person(full_name="A", photo=Photo(content, "image/jpeg"))).replace(b"\r\n ", b"")
    encoded = written.partition(b"TYPE=jpeg:")[2].partition(b"\r\n")[0]
    assert base64.b64decode(encoded, validate=True) == content
