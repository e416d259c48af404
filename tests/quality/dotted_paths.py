"""Collects the dotted paths that the app gives to Frappe as text, where no linter follows them."""

from __future__ import annotations

import ast
import importlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.quality.app_files import JS_STRING, Place, js_text, line_of, relative

# A shorter one (prospect_crm.progress) is the name of an event or a logger.
DOTTED = re.compile(r"(prospect_crm|frappe|erpnext)(\.[A-Za-z_]\w*){2,}")
ASSET = re.compile(r"\.(js|css|svg|png|html)$")


def is_dotted_path(text: object) -> bool:
    """Return whether a text names a module or something in one."""
    return isinstance(text, str) and bool(DOTTED.fullmatch(text)) and not ASSET.search(text)


def paths_in_value(value: Any) -> Iterator[str]:
    """Yield the dotted paths in a value of hooks.py or of a JSON file, keys of dictionaries included."""
    if isinstance(value, dict):
        value = [*value.keys(), *value.values()]
    if isinstance(value, (list, tuple, set)):
        for part in value:
            yield from paths_in_value(part)
    elif is_dotted_path(value):
        yield value


def paths_in_json(path: Path) -> Iterator[tuple[str, Place]]:
    """Yield the dotted paths in a JSON file."""
    for found in paths_in_value(json.loads(path.read_text())):
        yield found, Place(relative(path), 1)


def paths_in_python(path: Path) -> Iterator[tuple[str, Place]]:
    """Yield the dotted paths that stand in Python text: hooks, background jobs, tables of handlers."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Constant) and is_dotted_path(node.value):
            yield str(node.value), Place(relative(path), node.lineno)


def paths_in_patches(path: Path) -> Iterator[tuple[str, Place]]:
    """Yield the modules that patches.txt runs, each with the function Frappe calls in it."""
    for number, line in enumerate(path.read_text().splitlines(), start=1):
        patch = line.partition("#")[0].strip()
        if patch and not patch.startswith(("[", "execute:")):
            yield f"{patch.split()[0]}.execute", Place(relative(path), number)


# public/js/components/call.js puts the first part before these: call("imports.plan").
WRAPPER_CALL = re.compile(r"(?<![\w.])(?<!function )(?:call|download)\(\s*")
WRAPPER_PREFIX = "prospect_crm.api."
BUILT = re.compile(
    r"""`[\w/]*\b(prospect_crm|frappe)\.[^`]*\$\{[^`]*`|["'](prospect_crm|frappe)\.[\w.]*["']\s*\+"""
)


def paths_in_javascript(path: Path) -> Iterator[tuple[str, Place]]:
    """Yield the methods that a script calls, by their whole path or by our wrapper's."""
    text = path.read_text()
    for found in re.finditer(JS_STRING, text):
        if is_dotted_path(method := _literal(found["text"]).removeprefix("/api/method/")):
            yield method, Place(relative(path), line_of(text, found.start()))
    for call in WRAPPER_CALL.finditer(text):
        found = re.compile(JS_STRING).match(text, call.end())
        if found and (method := _literal(found["text"])) and not is_dotted_path(method):
            yield WRAPPER_PREFIX + method, Place(relative(path), line_of(text, call.start()))


def _literal(text: str) -> str:
    """Return what a string literal says; nothing where it has places to fill."""
    return "" if text[0] == "`" and "${" in text else js_text(text)


def built_paths_in_javascript(path: Path) -> Iterator[tuple[str, Place]]:
    """Yield the paths that a script puts together while it runs, so that nobody can look for them."""
    text = path.read_text()
    for found in BUILT.finditer(text):
        yield found[0], Place(relative(path), line_of(text, found.start()))
    for call in WRAPPER_CALL.finditer(text):
        literal = re.compile(JS_STRING + r"\s*[,)]").match(text, call.end())
        if not literal or not _literal(literal["text"]):
            yield text[call.start() :].partition("\n")[0], Place(relative(path), line_of(text, call.start()))


def resolve(path: str) -> object:
    """Return what a dotted path names. Raises ImportError or AttributeError."""
    parts = path.split(".")
    for end in range(len(parts), 0, -1):
        name = ".".join(parts[:end])
        try:
            found: object = importlib.import_module(name)
        except ModuleNotFoundError as error:
            # A module that exists but imports one that does not is an error of its own.
            if error.name is None or not (name == error.name or name.startswith(f"{error.name}.")):
                raise
            continue
        for part in parts[end:]:
            found = getattr(found, part)
        return found
    raise ModuleNotFoundError(f"There is no module {parts[0]}", name=parts[0])
