"""The reader against 242 real files and what an independent reader (ez-vcard) makes of them.

Every difference is in the table of docs/vcard.md, with who is right.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

from prospect_crm.domain.vcard.__main__ import report_on

from .helpers import SHARED

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="needs the sample files beside the checkout"),
]

_DOCUMENT = Path(__file__).parents[3] / "docs" / "vcard.md"
_ROW = re.compile(r"^\| `([\w.-]+/[\w.-]+)` \| ([^|]*) \|", re.MULTILINE)
_IDENTITY = ("fn", "n", "tel", "email")


@cache
def compared() -> dict[str, tuple[dict, list[dict]]]:
    """Our report and the oracle's cards, by file."""
    oracle = [json.loads(line) for line in (SHARED / "expected.jsonl").read_text("utf-8").split("\n") if line]
    return {row["file"]: (report_on((SHARED / row["file"]).read_bytes()), row["cards"]) for row in oracle}


def differing_fields(ours: list[dict], oracle: list[dict]) -> set[str]:
    if len(ours) != len(oracle):
        return {"cards"}
    return {key for one, other in zip(ours, oracle, strict=True) for key in other if one[key] != other[key]}


def test_every_file_ends_in_a_verdict() -> None:
    assert len(compared()) == 242
    for report, _ in compared().values():
        assert report["ok"] is True or report["error"]
        assert all("cannot be read (" not in refused["reason"] for refused in report["refused"])


def test_of_those_the_oracle_reads_96_in_100_are_equal_in_identity_and_92_in_all_fields() -> None:
    read = [(report["cards"], cards) for report, cards in compared().values() if cards]
    differences = [differing_fields(ours, oracle) for ours, oracle in read]
    identical = sum(not found & {"cards", *_IDENTITY} for found in differences)
    equal = sum(not found for found in differences)
    assert len(read) == 226
    assert identical / len(read) >= 0.96
    assert equal / len(read) >= 0.92


def test_every_difference_is_explained_file_by_file() -> None:
    found = {
        name: differing_fields(report["cards"], cards)
        for name, (report, cards) in compared().items()
        if report["cards"] != cards
    }
    explained = {name: set(fields.split(", ")) for name, fields in _ROW.findall(_DOCUMENT.read_text("utf-8"))}
    assert explained == found


def test_every_card_is_read_or_named() -> None:
    for name, (report, cards) in compared().items():
        unnamed = not report["cards"] and not report["refused"] and "error" not in report
        assert not unnamed, name
        assert len(report["cards"]) >= len(cards), name
