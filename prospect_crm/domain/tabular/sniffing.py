"""What kind of file this really is, from its first bytes and never from its name alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prospect_crm.domain.message import Message
from prospect_crm.domain.tabular.errors import TabularError
from prospect_crm.domain.tabular.package import encrypted_file

if TYPE_CHECKING:
    from prospect_crm.domain.tabular.package import Package

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"\s*(<!doctype\s+html|<html|<table|<head|<body|<meta|<style|<div|<tr|<script|mime-version:)",
    re.IGNORECASE,
)
_XML = re.compile(rb"\s*<\?xml")
_OLD_EXCEL_STREAM = re.compile(rb"\x09[\x00\x02\x04\x08][\x04\x06\x08]\x00")
_FOREIGN = (
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "RAR"),
    (b"\x1f\x8b", "gzip"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"SQLite format 3", "SQLite"),
    (b"BEGIN:VCARD", "vCard"),
)
_WORKBOOK_SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".ods")
_HEAD = 4096


def is_zip(head: bytes) -> bool:
    """Whether the file begins like a zip archive."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"))


def refuse_foreign_file(data: bytes, filename: str) -> None:
    """Raise TabularError with what to do, unless the bytes may be a workbook or plain text."""
    _refuse_lock_file(data, filename)
    head = data[:_HEAD]
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise TabularError(Message("The file is empty. Choose a file that holds a header and rows."))
    if head.startswith(_OLE):
        raise _ole_refusal(data)
    if _OLD_EXCEL_STREAM.match(head):
        raise old_excel()
    for magic, name in _FOREIGN:
        if head.startswith(magic):
            raise TabularError(
                Message(
                    "The file is {format}, not a workbook. Choose an .xlsx or .csv file.", {"format": name}
                )
            )
    if not is_zip(head):
        _refuse_text_in_disguise(head, filename)


def _refuse_lock_file(data: bytes, filename: str) -> None:
    base = filename.replace("\\", "/").rpartition("/")[2]
    is_owner_file = len(data) in (54, 55, 162, 165) and 0 < data[0] <= 54 and not data[1:2].isspace()
    is_owner_file = is_owner_file and data[1 + data[0] : 54].strip(b" \x00") == b""
    if base.startswith(("~$", ".~lock.")) or is_owner_file:
        raise TabularError(
            Message(
                "“{filename}” is the lock file that stands beside an open workbook. Choose the workbook itself.",
                {"filename": base},
            )
        )


def _ole_refusal(data: bytes) -> TabularError:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        return encrypted_file()
    if holds("Workbook") or holds("Book"):
        return old_excel()
    return TabularError(
        Message("The file is an old Office document, not a workbook. Save the rows as .xlsx and try again.")
    )


def old_excel() -> TabularError:
    """The refusal of the format of Excel 97–2003 and before."""
    return TabularError(
        Message(
            "The file is in the old Excel format .xls. Open it in Excel or LibreOffice, save it as .xlsx and try again."
        )
    )


def _refuse_text_in_disguise(head: bytes, filename: str) -> None:
    text = head.lstrip(b"\xef\xbb\xbf").replace(b"\x00", b"")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = text[2:]
    if _HTML.match(text):
        raise TabularError(
            Message(
                "The file is a web page (HTML), even if its name says otherwise. Open it in Excel, save it as .xlsx "
                "and try again."
            )
        )
    if _XML.match(text):
        raise TabularError(
            Message(
                "The file is XML (such as “XML Spreadsheet 2003”), not a workbook. Open it in Excel, save it as .xlsx "
                "and try again."
            )
        )
    _refuse_named_workbook(filename)


def _refuse_named_workbook(filename: str) -> None:
    for suffix in _WORKBOOK_SUFFIXES:
        if filename.lower().endswith(suffix):
            raise TabularError(
                Message(
                    "The file is named {suffix} but holds no workbook: it is plain text (CSV) or damaged. If it is "
                    "CSV, rename it to end in .csv and try again; else download or copy it again.",
                    {"suffix": suffix},
                )
            )


def refuse_foreign_package(package: Package) -> None:
    """Raise TabularError for a zip archive that is not an XLSX workbook."""
    names = package.names
    if any(name.endswith("workbook.bin") for name in names):
        raise TabularError(
            Message("The workbook is in the binary format .xlsb. Save it in Excel as .xlsx and try again.")
        )
    if "mimetype" in names and b"opendocument" in package.read("mimetype")[:200]:
        raise TabularError(
            Message(
                "The file is in the OpenDocument format (.ods). Save it in LibreOffice as .xlsx and try again."
            )
        )
    if "encryptedpackage" in names:
        raise encrypted_file()
    if any(name.endswith(".iwa") for name in names):
        raise TabularError(
            Message("The file comes from Apple Numbers. Choose File, Export To, Excel, and try again.")
        )
    if not any(name.endswith("workbook.xml") or name == "[content_types].xml" for name in names):
        raise TabularError(
            Message("The file is a zip archive, not a workbook. Unpack it and choose the workbook inside.")
        )
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise TabularError(
            Message("The file is a text or a presentation, not a workbook. Choose an .xlsx or .csv file.")
        )
