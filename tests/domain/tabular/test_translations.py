"""Every sentence of the package has its French, with the same places."""

from __future__ import annotations

import ast
import csv
import re
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[3] / "prospect_crm"
PLACES = re.compile(r"\{\w+\}")


def templates() -> set[str]:
    """The literals given to Message."""
    calls = (
        node
        for path in (PACKAGE / "domain" / "tabular").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Message"
    )
    return {ast.literal_eval(call.args[0]) for call in calls}


def translations() -> dict[str, str]:
    """The package's part of the French catalogue."""
    with (PACKAGE / "translations" / "parts" / "tabular.csv").open(encoding="utf-8", newline="") as file:
        return {row["source"]: row["translation"] for row in csv.DictReader(file)}


def test_every_sentence_is_translated_and_no_translation_is_left_over() -> None:
    assert templates() == set(translations())


def test_translations_keep_the_places() -> None:
    for source, french in translations().items():
        assert sorted(PLACES.findall(source)) == sorted(PLACES.findall(french)), source
        assert french != source
