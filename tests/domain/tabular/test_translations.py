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
    """The French catalogue: the package's part of it where that stands alone, else the app's."""
    part = PACKAGE / "translations" / "parts" / "tabular.csv"
    with (part if part.exists() else PACKAGE / "translations" / "fr.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        return {row[0]: row[1] for row in csv.reader(file) if len(row) > 1}


def test_every_sentence_is_translated() -> None:
    assert templates() - set(translations()) == set()


def test_translations_keep_the_places() -> None:
    french = translations()
    for source in templates():
        assert sorted(PLACES.findall(source)) == sorted(PLACES.findall(french[source])), source
        assert french[source] != source
