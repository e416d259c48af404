"""Every sentence of the package is a literal with a French translation that has the same places."""

from __future__ import annotations

import ast
import csv
import string
from pathlib import Path
from typing import TYPE_CHECKING

import prospect_crm
from prospect_crm.domain import vcard

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(vcard.__file__).parent
TRANSLATIONS = Path(prospect_crm.__file__).parent / "translations" / "parts" / "vcard.csv"


def sentences() -> Iterator[ast.expr]:
    for file in PACKAGE.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Message":
                yield node.args[0]


def translations() -> dict[str, str]:
    with TRANSLATIONS.open(encoding="utf-8", newline="") as file:
        return {source: translation for source, translation in csv.reader(file)}


def places(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_every_sentence_is_a_literal() -> None:
    assert all(isinstance(sentence, ast.Constant) for sentence in sentences())


def test_every_sentence_has_a_translation_and_every_translation_a_sentence() -> None:
    assert {sentence.value for sentence in sentences() if isinstance(sentence, ast.Constant)} == set(
        translations()
    )


def test_a_translation_has_the_places_of_its_sentence() -> None:
    assert {source: places(source) for source in translations()} == {
        source: places(translation) for source, translation in translations().items()
    }
