"""A workbook's table of shared strings, held as one block of UTF-8: some 8 bytes a string beside its text."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from openpyxl.utils.escape import unescape

from prospect_crm.domain.message import Message
from prospect_crm.domain.tabular.errors import EXCEL_CELL_CHARACTERS, TabularError
from prospect_crm.domain.tabular.xml_stream import ElementRouter

if TYPE_CHECKING:
    from prospect_crm.domain.tabular.package import Package

_CACHE_SIZE = 20_000


def clean_text(text: str) -> str:
    """Text of a cell without the escapes of ECMA-376 (``_x000D_``, 22.9.2.19), its line ends as line feeds."""
    if "_x" in text:
        text = unescape(text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


class SharedStrings:
    """The strings by index; phonetic readings are left out, runs of rich text are joined."""

    def __init__(self) -> None:
        self._text = bytearray()
        self._ends = array("Q")
        self._cache: dict[int, str] = {}
        self._parts: list[str] = []
        self._phonetic_depth = 0
        self._router: ElementRouter | None = None

    @classmethod
    def load(cls, package: Package, part: str) -> SharedStrings:
        """Read the table; a text longer than a cell may hold is cut one character after that length."""
        strings = cls()
        router = strings._router = ElementRouter(
            {"t": strings._start_text, "rPh": strings._start_phonetic},
            {"t": strings._end_text, "rPh": strings._end_phonetic, "si": strings._end_item},
        )
        for _ in router.feed(package.stream(part), part):
            strings._bound_item()
            if len(strings._text) > package.limits.max_text_bytes or len(strings) > package.limits.max_texts:
                raise TabularError(
                    Message(
                        "The workbook holds more than {size} MB of text. Split it into several files and try again.",
                        {"size": package.limits.max_text_bytes // 1_000_000},
                    )
                )
        strings._router = None
        return strings

    def _start_text(self, _: dict[str, str]) -> None:
        if self._router and not self._phonetic_depth:
            self._router.parser.CharacterDataHandler = self._parts.append

    def _end_text(self) -> None:
        if self._router:
            self._router.parser.CharacterDataHandler = None

    def _start_phonetic(self, _: dict[str, str]) -> None:
        self._phonetic_depth += 1

    def _end_phonetic(self) -> None:
        self._phonetic_depth -= 1

    def _bound_item(self) -> None:
        if len(self._parts) > 1:
            self._parts[:] = ["".join(self._parts)[: EXCEL_CELL_CHARACTERS * 4]]

    def _end_item(self) -> None:
        text = clean_text("".join(self._parts))[: EXCEL_CELL_CHARACTERS + 1]
        self._text += text.encode("utf-8", "replace")
        self._ends.append(len(self._text))
        self._parts.clear()

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, index: int) -> str:
        text = self._cache.get(index)
        if text is None:
            start = self._ends[index - 1] if index else 0
            text = self._text[start : self._ends[index]].decode("utf-8")
            if len(self._cache) < _CACHE_SIZE and len(text) < 100:
                self._cache[index] = text
        return text
