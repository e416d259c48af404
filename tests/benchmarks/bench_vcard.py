"""Speed and memory of the vCard reader and writer, against plain vobject in the same run.

``python -m tests.benchmarks.bench_vcard`` prints one JSON object a measure. Every figure is taken in a
process of its own: seconds are of CPU time (nothing here waits), megabytes the peak of the whole process.
"""

from __future__ import annotations

import base64
import json
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

CARDS = 10_000
PHOTO_BYTES = 4 * 1024 * 1024
# vobject needs minutes for what is to be read within a second.
PATIENCE = 60.0

_ROOT = Path(__file__).parents[2]
_REPETITIONS = 3


def measure() -> Iterable[dict[str, object]]:
    """One dict a measure: name, value, unit, reference, reference_value, ratio (ours to theirs), n."""
    ours, theirs = _best("read"), _best("read_with_vobject")
    yield _row("vcard_read_rate", CARDS / ours["seconds"], "cards/s", CARDS / theirs["seconds"], CARDS)
    yield _row("vcard_read_peak", ours["megabytes"], "MB", theirs["megabytes"], CARDS)
    ours, theirs = _best("read_photo"), _run("read_photo_with_vobject")
    yield _row("vcard_photo_time", ours["seconds"], "s", theirs["seconds"], 1)
    yield _row("vcard_photo_peak", ours["megabytes"], "MB", theirs["megabytes"], 1)
    ours, theirs = _best("write"), _best("write_with_vobject")
    yield _row("vcard_write_rate", CARDS / ours["seconds"], "cards/s", CARDS / theirs["seconds"], CARDS)
    yield _row("vcard_write_peak", ours["megabytes"], "MB", theirs["megabytes"], CARDS)


def _row(name: str, value: float, unit: str, reference: float, n: int) -> dict[str, object]:
    row: dict[str, object] = {"name": name, "value": round(value, 3), "unit": unit, "reference": "vobject"}
    known = reference == reference
    row["reference_value"] = round(reference, 3) if known else f"none after {PATIENCE:.0f} s"
    return {**row, "ratio": round(value / reference, 3) if known else None, "n": n}


def _best(task: str) -> dict[str, float]:
    return min((_run(task) for _ in range(_REPETITIONS)), key=lambda result: result["seconds"])


def _run(task: str) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.bench_vcard", task]
    try:
        done = subprocess.run(
            command, cwd=_ROOT, capture_output=True, text=True, check=True, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        return {"seconds": float("nan"), "megabytes": float("nan")}
    return json.loads(done.stdout)


def _cards() -> bytes:
    """10,000 cards of about 800 bytes: 3.0 with folds, groups and accents, as phones export them."""
    return b"".join(_card(number) for number in range(CARDS))


def _card(number: int) -> bytes:
    note = "\r\n ".join(["Rencontrée au salon, à rappeler\\; " * 2] * 6)
    return (
        f"""BEGIN:VCARD
VERSION:3.0
PRODID:-//Example//EN
N:Lefèvre{number};Hélène;;Mme;
FN:Mme Hélène Lefèvre{number}
ORG:Société {number % 500}\\, SA;Achats
TITLE:Directrice
EMAIL;type=INTERNET;type=WORK;type=pref:helene{number}@exemple.fr
TEL;type=CELL;type=VOICE;type=pref:+33 6 {number:08d}
item1.TEL:01 22 {number:06d}
item1.X-ABLabel:Standard
ADR;type=WORK:;;12 rue Haute;Lyon;;69003;France
URL;type=WORK:http://exemple.fr/{number}
NOTE:{note}
UID:{number}
END:VCARD
""".replace("\r\n", "\n")
        .replace("\n", "\r\n")
        .encode()
    )


def _photo_card() -> bytes:
    content = base64.b64encode(b"\xff\xd8\xff" + random.Random(6).randbytes(PHOTO_BYTES - 3))
    lines = b"\r\n ".join(content[start : start + 74] for start in range(0, len(content), 74))
    return b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A\r\nPHOTO;ENCODING=b;TYPE=JPEG:" + lines + b"\r\nEND:VCARD\r\n"


def _people() -> Iterator[object]:
    from prospect_crm.domain.person import EmailAddress, Person, Phone, PostalAddress

    for number in range(CARDS):
        yield Person(
            given_name="Hélène",
            family_name=f"Lefèvre{number}",
            full_name=f"Hélène Lefèvre{number}",
            organisation="Société, SA",
            job_title="Directrice",
            emails=[EmailAddress(f"helene{number}@exemple.fr", "work", is_preferred=True)],
            phones=[
                Phone(f"+33 6 {number:08d}", "mobile"),
                Phone("01 22 33 44 55", "work", label="Standard"),
            ],
            addresses=[PostalAddress(street="12 rue Haute", city="Lyon", postcode="69003", kind="work")],
            note="Rencontrée au salon, à rappeler; " * 10,
        )


def _read(data: bytes) -> int:
    from prospect_crm.domain.vcard import read_cards

    return sum(result.person is not None for result in read_cards(data))


def _read_with_vobject(data: bytes) -> int:
    import vobject

    return sum(1 for _ in vobject.readComponents(data.decode(), allowQP=True))


def _write(_: bytes) -> int:
    from prospect_crm.domain.vcard import write_cards

    sum(len(written) for written in write_cards(_people()))  # type: ignore[arg-type]
    return CARDS


def _write_with_vobject(_: bytes) -> int:
    for person in _people():
        _vobject_card(person).serialize()
    return CARDS


def _vobject_card(person) -> object:
    import vobject

    card = vobject.vCard()
    card.add("n").value = vobject.vcard.Name(family=person.family_name, given=person.given_name)
    card.add("fn").value = person.full_name
    card.add("org").value = [person.organisation]
    card.add("title").value = person.job_title
    card.add("email").value = person.emails[0].address
    for phone in person.phones:
        card.add("tel").value = phone.number
    address = person.addresses[0]
    card.add("adr").value = vobject.vcard.Address(
        street=address.street, city=address.city, code=address.postcode
    )
    card.add("note").value = person.note
    return card


def _nothing() -> bytes:
    return b""


_TASKS: dict[str, tuple[Callable[[], bytes], Callable[[bytes], int], int]] = {
    "read": (_cards, _read, CARDS),
    "read_with_vobject": (_cards, _read_with_vobject, CARDS),
    "read_photo": (_photo_card, _read, 1),
    "read_photo_with_vobject": (_photo_card, _read_with_vobject, 1),
    "write": (_nothing, _write, CARDS),
    "write_with_vobject": (_nothing, _write_with_vobject, CARDS),
}


def _perform(task: str) -> dict[str, float]:
    import prospect_crm.domain.vcard  # noqa: F401  (its import is not what is measured)

    prepare, perform, expected = _TASKS[task]
    data = prepare()
    start = time.process_time()
    assert perform(data) == expected
    return {"seconds": time.process_time() - start, "megabytes": _peak_megabytes()}


def _peak_megabytes() -> float:
    # getrusage would show the peak of the process that started this one.
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(_perform(sys.argv[1])))
    else:
        for row in measure():
            print(json.dumps(row), flush=True)
