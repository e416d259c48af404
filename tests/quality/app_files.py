"""The app's own files, as the tests that read them all see them."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
APP = CHECKOUT / "prospect_crm"


@dataclass(frozen=True, order=True)
class Place:
    """A line of a file, to be named in a failure."""

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


def app_files(suffix: str) -> list[Path]:
    """Return the app's files of one suffix, without what is built or installed."""
    left_out = {"node_modules", "dist", "__pycache__"}
    return sorted(path for path in APP.rglob(f"*{suffix}") if not left_out & set(path.parts))


def relative(path: Path) -> str:
    """Return a path as it is named in a failure: from the checkout on."""
    return str(path.relative_to(CHECKOUT)) if path.is_relative_to(CHECKOUT) else path.name


def line_of(text: str, offset: int) -> int:
    """Return the line, from 1, that a character of the text stands on."""
    return text.count("\n", 0, offset) + 1


JS_STRING = r"""(?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)"""


def js_text(literal: str) -> str:
    """Return what a JavaScript string literal without places says."""
    if literal[0] == "`":
        return re.sub(r"\\(.)", r"\1", literal[1:-1])
    return str(ast.literal_eval(literal))


JS_TOKEN = re.compile(JS_STRING + r"|[()\[\]{},]")


def js_arguments(text: str, start: int) -> list[str]:
    """Return the code of each argument of a JavaScript call whose parenthesis opens just before ``start``."""
    found: list[str] = []
    depth, begin = 0, start
    for token in JS_TOKEN.finditer(text, start):
        depth += (token[0] in "([{") - (token[0] in ")]}")
        if depth < 0 or (token[0] == "," and depth == 0):
            found.append(text[begin : token.start()].strip())
            begin = token.end()
        if depth < 0:
            break
    return [argument for argument in found if argument]
