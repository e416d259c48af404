"""``python -m prospect_crm.domain.vcard FILE…``: one JSON object a file, on one line each."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .card import Card
from .parser import Refusal, parse_cards
from .reader import verdict_on
from .results import CardResult, Limits, VCardError
from .view import card_view

if TYPE_CHECKING:
    from collections.abc import Sequence


def report_on(data: bytes, *, charset: str | None = None) -> dict[str, object]:
    """``ok``, ``cards``, ``warnings`` and ``refused`` of one file; ``error`` where the whole file is refused."""
    report: dict[str, list[object]] = {"cards": [], "warnings": [], "refused": []}
    try:
        for card in parse_cards(data, charset=charset, limits=Limits()):
            _add(report, card, verdict_on(card))
    except VCardError as error:
        return {"ok": False, **report, "error": str(error)}
    return {"ok": True, **report}


def _add(report: dict[str, list[object]], card: Card | Refusal, verdict: CardResult) -> None:
    if isinstance(card, Card):
        report["cards"].append(card_view(card))
    place = {"card": verdict.position}
    report["warnings"] += [
        {**place, "line": warning.line, "reason": str(warning.message)} for warning in verdict.warnings
    ]
    if verdict.state == "refused":
        report["refused"].append({**place, "line": verdict.first_line, "reason": str(verdict.reason)})


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a report on each file; 0 if every file could be opened, else 1."""
    parser = argparse.ArgumentParser(prog="python -m prospect_crm.domain.vcard", description=main.__doc__)
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--charset", help="for values that declare no character set and are not UTF-8")
    options = parser.parse_args(arguments)
    failures = 0
    for name in options.files:
        try:
            report = report_on(Path(name).read_bytes(), charset=options.charset)
        except OSError as error:
            report, failures = {"ok": False, "cards": [], "error": error.strerror or str(error)}, failures + 1
        print(json.dumps({"file": name, **report}, ensure_ascii=True))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
