"""Damaged vCards: each must end in a verdict, without a traceback, within CPU and memory bounds.

``python -m tests.domain.vcard.fuzz --count 20000 [--seed 6] [--first 0]`` tries that many; a mutation is
made from the seed and its number alone, so ``--first N --count 1`` repeats one.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
import traceback
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from prospect_crm.domain.vcard import VCardError, read_cards, write_card

from . import producers
from .helpers import SHARED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST_SECONDS = 5.0
MOST_MEGABYTES = 300

_LARGEST_SEED = 120_000
_TOKENS = (
    *(b"BEGIN:VCARD\r\n", b"END:VCARD\r\n", b"\r\nAGENT:\r\n", b"VERSION:4.0\r\n", b"\r\nN:", b"\r\nTEL;"),
    *(b"\r\n ", b"\n\t", b"=\r\n", b"=\n\n", b"\r", b"\n", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1b$B"),
    *(
        b";ENCODING=QUOTED-PRINTABLE:",
        b";ENCODING=b:",
        b";BASE64:",
        b";CHARSET=SHIFT_JIS:",
        b";CHARSET=utf-7:",
    ),
    *(
        b'"',
        b":",
        b";",
        b",",
        b"\\",
        b"=",
        b"\\n",
        b"=3B",
        b"=5C",
        b"^n",
        b"item1.",
        b";TYPE=",
        b";VALUE=uri:",
    ),
    *(
        b"data:image/png;base64,",
        b"tel:",
        b"mailto:",
        b"\r\nKIND:group\r\n",
        b"\xe9",
        b"\x83\\",
        b"\xed\xa0\x80",
    ),
    *(b"{", b"}", b"{0}", b"%s", b"\r\nBDAY:--0230", b"\r\nPHOTO:", b"\r\nX-ABLABEL:"),
)


@cache
def seeds() -> tuple[bytes, ...]:
    """Our own samples, and the real files beside the checkout where they are."""
    own = [value for name, value in sorted(vars(producers).items()) if name.isupper() and len(name) > 4]
    real = sorted(SHARED.glob("*/*.v*")) if SHARED.is_dir() else []
    return (*own, *(file.read_bytes()[:_LARGEST_SEED] for file in real))


def mutation(seed: int, number: int) -> bytes:
    """The damaged file of that number, always the same."""
    source = random.Random(f"{seed}/{number}")
    data = source.choice(seeds())
    for _ in range(source.randint(1, 8)):
        data = source.choice(_DAMAGES)(data, source)
    return data


def _flip(data: bytes, source: random.Random) -> bytes:
    damaged = bytearray(data)
    for _ in range(source.randint(1, 20)):
        if damaged:
            damaged[source.randrange(len(damaged))] = source.randrange(256)
    return bytes(damaged)


def _cut(data: bytes, source: random.Random) -> bytes:
    start, end = _range(data, source)
    return data[:start] + data[end:]


def _truncate(data: bytes, source: random.Random) -> bytes:
    return data[: source.randint(0, len(data))]


def _repeat(data: bytes, source: random.Random) -> bytes:
    start, end = _range(data, source)
    return data[:end] + data[start:end] * source.randint(1, 30) + data[end:]


def _insert(data: bytes, source: random.Random) -> bytes:
    for _ in range(source.randint(1, 10)):
        place = source.randint(0, len(data))
        data = data[:place] + source.choice(_TOKENS) * source.choice((1, 1, 1, 2, 50)) + data[place:]
    return data


def _splice(data: bytes, source: random.Random) -> bytes:
    other = source.choice(seeds())
    return data[: source.randint(0, len(data))] + other[source.randint(0, len(other)) :]


def _shuffle(data: bytes, source: random.Random) -> bytes:
    lines = data.split(b"\n")
    source.shuffle(lines)
    return b"\n".join(lines)


def _change_line_ends(data: bytes, source: random.Random) -> bytes:
    ends = (b"\n", b"\r", b"\r\r\n", b"\r\n\r\n", b"\x0b", b"\xe2\x80\xa8", b"=\r\n", b"")
    return data.replace(b"\r\n", b"\n").replace(b"\n", source.choice(ends))


def _recode(data: bytes, source: random.Random) -> bytes:
    return data.decode("utf-8", "replace").encode(
        source.choice(("utf-16", "utf-16-be", "utf-32", "utf-7", "cp1252")), "replace"
    )


def _range(data: bytes, source: random.Random) -> tuple[int, int]:
    start = source.randint(0, len(data))
    return start, min(len(data), start + source.choice((1, 5, 50, 500)))


_DAMAGES: Sequence[Callable[[bytes, random.Random], bytes]] = (
    *(_flip, _cut, _truncate, _repeat, _insert, _insert, _splice, _shuffle, _change_line_ends, _recode),
)


def verdict_on(data: bytes) -> Counter[str]:
    """How many cards were read, warned about and refused; "file" where the whole file was refused.

    What was read is written in both versions and read again, and must be the same person.
    """
    verdicts: Counter[str] = Counter()
    try:
        results = read_cards(data)
    except VCardError as error:
        assert str(error)
        return Counter(file=1)
    for result in results:
        verdicts[result.state] += 1
        assert (result.reason is not None) == (result.state == "refused")
        assert all(problem.line >= 1 and str(problem.message) for problem in result.warnings)
        for version in ("3.0", "4.0") if result.person is not None else ():
            (again,) = read_cards(write_card(result.person, version=version))
            assert again.person is not None
            assert again.person.full_name == result.person.full_name
            assert again.person.emails == result.person.emails
            assert again.person.phones == result.person.phones
    return verdicts


def run(count: int, seed: int, first: int = 0) -> tuple[Counter[str], list[str]]:
    """The verdicts on ``count`` mutations, and a line for each that failed."""
    verdicts: Counter[str] = Counter()
    failures: list[str] = []
    for number in range(first, first + count):
        data = mutation(seed, number)
        start = time.process_time()
        try:
            verdicts += verdict_on(data)
        except Exception:
            failures.append(f"mutation {number}: {traceback.format_exc()}")
        seconds = time.process_time() - start
        if seconds > MOST_SECONDS:
            failures.append(f"mutation {number}: {seconds:.1f} s of CPU")
    return verdicts, failures


def main() -> int:
    """Run, report, and fail on any failure."""
    parser = argparse.ArgumentParser(prog="python -m tests.domain.vcard.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--first", type=int, default=0)
    options = parser.parse_args()
    start = time.perf_counter()
    verdicts, failures = run(options.count, options.seed, options.first)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if megabytes > MOST_MEGABYTES:
        failures.append(f"{megabytes:.0f} MB of memory at the most")
    print("\n".join(failures[:20]))
    print(f"{options.count} mutations in {time.perf_counter() - start:.0f} s, {megabytes:.0f} MB at the most")
    print(f"verdicts: {dict(verdicts)}; failures: {len(failures)}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
