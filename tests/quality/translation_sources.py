"""Collects every sentence and label that the app shows, so that each can be looked up in French."""

from __future__ import annotations

import ast
import csv
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.quality.app_files import APP, JS_STRING, Place, app_files, js_arguments, js_text, line_of, relative

TRANSLATORS = {"_", "_lt", "Message"}

# What ends in these names was written elsewhere as a literal: a Message, or a DocType's label.
KNOWN_ELSEWHERE = ("template", "label", "get_label", "doctype")
MARK = "translation:"
PLACE = r"\{\w*\}"

# The texts of a DocType's, Workspace's, Page's or Report's JSON that the desk translates.
JSON_TEXTS = ("label", "description", "title", "report_name", "chart_name", "page_title", "role")


@dataclass(frozen=True, order=True)
class Source:
    """A text to translate; the context is the DocType whose label it is."""

    text: str
    context: str
    place: Place


@dataclass(frozen=True, order=True)
class Unreadable:
    """A translated text that nobody can collect, for it is not written where it is translated."""

    code: str
    place: Place


Found = Source | Unreadable


def sources_in_python(path: Path) -> Iterator[Found]:
    """Yield what a module gives to ``_``, ``_lt`` and ``Message``."""
    text = path.read_text()
    lines = text.splitlines()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and node.args and _last_name(node.func) in TRANSLATORS:
            yield from _python_source(node, Place(relative(path), node.lineno), lines)


def _python_source(call: ast.Call, place: Place, lines: list[str]) -> Iterator[Found]:
    argument = call.args[0]
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        if not _says_something(argument.value):
            return
        context = next((word.value for word in call.keywords if word.arg == "context"), None)
        yield Source(argument.value, context.value if isinstance(context, ast.Constant) else "", place)
    elif _last_name(argument) not in KNOWN_ELSEWHERE and not _is_marked(lines, place.line):
        yield Unreadable(ast.unparse(call), place)


def _last_name(node: ast.expr) -> str:
    """Return ``c`` of ``a.b.c`` and of ``a.b.c(…)``."""
    if isinstance(node, ast.Call):
        return _last_name(node.func)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _is_marked(lines: list[str], line: int) -> bool:
    """Return whether the line or the one above says in a comment where its texts are written."""
    return any(MARK in text for text in lines[max(line - 2, 0) : line])


JS_CALL = re.compile(r"(?<![\w.])__\(")
HTML_CALL = re.compile(r"(?<![\w.])__?\(")
JS_COMMENT = re.compile(r"^\s*(//|\*|/\*)")
JS_NAME = re.compile(r"(?:[\w$]+\??\.)*(?P<last>\w+)(\(.*\))?", re.DOTALL)


def sources_in_javascript(path: Path, call: re.Pattern[str] = JS_CALL) -> Iterator[Found]:
    """Yield what a script gives to ``__``."""
    text = path.read_text()
    lines = text.splitlines()
    for found in call.finditer(text):
        place = Place(relative(path), line_of(text, found.start()))
        arguments = js_arguments(text, found.end())
        if arguments and not JS_COMMENT.match(lines[place.line - 1]):
            yield from _javascript_source(arguments, place, lines)


def sources_in_html(path: Path) -> Iterator[Found]:
    """Yield what a template gives to ``_`` (Jinja) or ``__`` (the desk's own)."""
    return sources_in_javascript(path, HTML_CALL)


def _javascript_source(arguments: list[str], place: Place, lines: list[str]) -> Iterator[Found]:
    text, context = _js_literal(arguments[0]), _js_literal(arguments[2]) if len(arguments) > 2 else None
    if text is not None:
        if _says_something(text):
            yield Source(text, context or "", place)
        return
    name = JS_NAME.fullmatch(arguments[0])
    if not (name and name["last"] in KNOWN_ELSEWHERE) and not _is_marked(lines, place.line):
        yield Unreadable(arguments[0], place)


def _js_literal(code: str) -> str | None:
    """Return what a string literal says; None for any other code, and where it has places to fill."""
    literal = re.fullmatch(JS_STRING, code)
    return js_text(code) if literal and not (code[0] == "`" and "${" in code) else None


def sources_in_json(path: Path) -> Iterator[Source]:
    """Yield the texts of a DocType, Workspace, Page, Report or fixture."""
    content = json.loads(path.read_text())
    for document in content if isinstance(content, list) else [content]:
        if isinstance(document, dict) and "doctype" in document:
            yield from _document_sources(document, Place(relative(path), 1))


def _document_sources(document: dict[str, Any], place: Place) -> Iterator[Source]:
    is_doctype = document["doctype"] == "DocType"
    context = document.get("name", "") if is_doctype else ""
    if is_doctype:
        yield Source(document["name"], "", place)
    for text in _texts(document):
        yield Source(text, context, place)


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for part in node:
            yield from _texts(part)
    elif isinstance(node, dict):
        yield from (node[key] for key in JSON_TEXTS if _says_something(node.get(key)))
        if node.get("fieldtype") in ("Select", "HTML"):
            yield from filter(_says_something, (node.get("options") or "").split("\n"))
        for part in node.values():
            yield from _texts(part)


def _says_something(text: object) -> bool:
    return isinstance(text, str) and any(letter.isalpha() for letter in re.sub(PLACE, "", text))


def all_sources() -> list[Found]:
    """Return all that the app shows, and what of it cannot be read."""
    readers: dict[str, Callable[[Path], Iterator[Found]]] = {
        ".py": sources_in_python,
        ".js": sources_in_javascript,
        ".html": sources_in_html,
        ".json": sources_in_json,
    }
    return sorted(
        {found for suffix, reader in readers.items() for path in app_files(suffix) for found in reader(path)},
        key=lambda found: (found.place, str(found)),
    )


Key = tuple[str, str]


def read_translations(path: Path) -> list[tuple[str, str, str]]:
    """Return the rows of a Frappe translation file: source, translation, context (may be empty)."""
    with path.open(newline="", encoding="utf-8") as file:
        return [(row[0], row[1], row[2] if len(row) > 2 else "") for row in csv.reader(file) if row]


def french() -> list[tuple[str, str, str]]:
    """Return the app's own French."""
    return read_translations(APP / "translations" / "fr.csv")


def places(text: str) -> list[str]:
    """Return the places ``{name}`` of a sentence, sorted."""
    return sorted(re.findall(PLACE, text))
