"""Streaming XML with expat at C speed, under the same prohibitions as defusedxml.

openpyxl itself parses through defusedxml only where that is installed; this package requires it. Its pure
Python element builder is too slow for sheets, so sheets go through expat with the same handlers forbidden.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NoReturn
from xml.parsers import expat

import openpyxl
from defusedxml import DefusedXmlException, DTDForbidden

from prospect_crm.domain.message import Message
from prospect_crm.domain.tabular.errors import TabularError

if not openpyxl.DEFUSEDXML:  # pragma: no cover - only without the declared dependency
    raise ImportError("prospect_crm.domain.tabular needs defusedxml, and openpyxl must be allowed to use it")

MAX_TOKEN_BYTES = 8_000_000
"""A tag longer than this is an attack on the parser (CVE-2023-52425), never a spreadsheet."""

MAX_NAMES = 20_000
"""The schemas know some thousand names; more would fill the memory."""

StartHandler = Callable[[dict[str, str]], None]
EndHandler = Callable[[], None]


def _forbid(*_: object) -> NoReturn:
    raise DTDForbidden("doctype", None, None)


def safe_parser(names: dict[str, str]) -> expat.XMLParserType:
    """An expat parser that refuses document types, and with them every entity declaration.

    ``names`` collects the names of elements and attributes it meets.
    """
    parser = expat.ParserCreate(intern=names)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _forbid
    parser.EntityDeclHandler = _forbid
    parser.UnparsedEntityDeclHandler = _forbid
    parser.ExternalEntityRefHandler = _forbid
    return parser


class ElementRouter:
    """Calls a handler by an element's local name, whatever namespace prefix a writer chose."""

    def __init__(self, starts: dict[str, StartHandler], ends: dict[str, EndHandler]) -> None:
        self._names: dict[str, str] = {}
        self.parser = safe_parser(self._names)
        self._starts: dict[str, StartHandler | None] = dict(starts)
        self._ends: dict[str, EndHandler | None] = dict(ends)
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        try:
            handler = self._starts[name]
        except KeyError:
            handler = self._starts[name] = self._starts.get(name.rpartition(":")[2])
        if handler is not None:
            handler(attributes)

    def _end(self, name: str) -> None:
        try:
            handler = self._ends[name]
        except KeyError:
            handler = self._ends[name] = self._ends.get(name.rpartition(":")[2])
        if handler is not None:
            handler()

    def feed(self, chunks: Iterable[bytes], part: str) -> Iterator[None]:
        """Parse chunk by chunk, giving control back after each; raise TabularError where the XML is bad."""
        fed = 0
        try:
            for chunk in chunks:
                self.parser.Parse(chunk)
                fed += len(chunk)
                is_endless = fed - self.parser.CurrentByteIndex > MAX_TOKEN_BYTES
                if is_endless or len(self._names) > MAX_NAMES:
                    raise damaged_part(part)
                yield
            self.parser.Parse(b"", True)
            yield
        except DefusedXmlException:
            raise _declares_entities(part) from None
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise damaged_part(part) from error


def refuse_document_type(head: bytes, part: str) -> None:
    """Raise TabularError where the first bytes of a part declare a document type, before it is parsed."""
    if b"<!DOCTYPE" in head.replace(b"\x00", b""):
        raise _declares_entities(part)


def _declares_entities(part: str) -> TabularError:
    return TabularError(
        Message(
            "The workbook declares XML entities (in {part}), which no spreadsheet program writes and "
            "which can be an attack. Open the file in Excel or LibreOffice, save it as .xlsx and try again.",
            {"part": part},
        )
    )


def damaged_part(part: str) -> TabularError:
    """The refusal of a workbook one of whose parts cannot be read."""
    return TabularError(
        Message(
            "The workbook is damaged: its part {part} cannot be read. Open it in Excel or LibreOffice, let it "
            "repair the file, save it as .xlsx and try again.",
            {"part": part},
        )
    )
