"""Files of another kind, and broken ones, refused as a whole, each with its own sentence."""

from __future__ import annotations

import pytest

from prospect_crm.domain.tabular import open_workbook
from tests.domain.tabular.builders import MAIN, archive, header, workbook
from tests.domain.tabular.refusals import refusal, refusal_at_once

STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
ENCRYPTED = (
    "The workbook is encrypted with a password. Open it in Excel, remove the password "
    "(File, Info, Protect Workbook, Encrypt with Password), save it and try again."
)
OLD_EXCEL = "The file is in the old Excel format .xls. Open it in Excel or LibreOffice, save it as .xlsx and try again."
HTML = "The file is a web page (HTML), even if its name says otherwise. Open it in Excel, save it as .xlsx and try again."
LOCK = "“~$liste.xlsx” is the lock file that stands beside an open workbook. Choose the workbook itself."
DAMAGED = (
    "The file is cut short or damaged: it begins like a workbook but cannot be opened. "
    "Download or copy it again, or save it anew in Excel."
)


def test_an_encrypted_workbook_is_named_as_such() -> None:
    assert refusal_at_once(OLE + "EncryptedPackage".encode("utf-16-le")) == ENCRYPTED


def test_an_encrypted_zip_member_is_named_as_such() -> None:
    data = bytearray(workbook(header("Nom")))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := data.find(signature, start)) >= 0:
            data[start + offset] |= 1
            start += 4
    assert refusal_at_once(bytes(data)) == ENCRYPTED


@pytest.mark.parametrize("stream", ["Workbook", "Book"])
def test_a_workbook_of_excel_97_is_named_as_such_whatever_its_name(stream: str) -> None:
    assert refusal_at_once(OLE + stream.encode("utf-16-le"), "liste.xlsx") == OLD_EXCEL


def test_a_bare_biff_stream_is_named_as_old_excel() -> None:
    assert refusal_at_once(b"\x09\x08\x08\x00\x00\x05\x10\x00" + bytes(60), "liste.xls") == OLD_EXCEL


def test_another_ole_document_is_no_workbook() -> None:
    assert refusal_at_once(OLE + "WordDocument".encode("utf-16-le")) == (
        "The file is an old Office document, not a workbook. Save the rows as .xlsx and try again."
    )


def test_a_binary_workbook_is_refused() -> None:
    assert refusal_at_once(
        archive({"[Content_Types].xml": "<Types/>", "xl/workbook.bin": b"x"}), "liste.xlsb"
    ) == ("The workbook is in the binary format .xlsb. Save it in Excel as .xlsx and try again.")


def test_an_opendocument_sheet_is_refused() -> None:
    data = archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"})
    assert refusal_at_once(data, "liste.ods") == (
        "The file is in the OpenDocument format (.ods). Save it in LibreOffice as .xlsx and try again."
    )


def test_a_numbers_document_is_refused() -> None:
    assert refusal_at_once(archive({"Index/Document.iwa": b"x"}), "liste.numbers") == (
        "The file comes from Apple Numbers. Choose File, Export To, Excel, and try again."
    )


def test_a_plain_zip_archive_is_refused() -> None:
    assert refusal_at_once(archive({"liste.xlsx": b"x"}), "liste.zip") == (
        "The file is a zip archive, not a workbook. Unpack it and choose the workbook inside."
    )


def test_a_text_document_is_refused() -> None:
    assert refusal_at_once(archive({"[Content_Types].xml": "<Types/>", "word/document.xml": "<x/>"})) == (
        "The file is a text or a presentation, not a workbook. Choose an .xlsx or .csv file."
    )


@pytest.mark.parametrize(
    "data",
    [
        b"<html><table><tr><td>Nom</td></tr></table></html>",
        b"\xef\xbb\xbf\r\n<!DOCTYPE html><html></html>",
        b"<table border=1><tr><td>Nom",
        "<html>".encode("utf-16"),
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related",
    ],
)
def test_a_web_page_named_as_a_workbook_is_refused(data: bytes) -> None:
    assert refusal_at_once(data, "export.xls") == HTML


def test_xml_spreadsheet_2003_is_refused() -> None:
    assert refusal_at_once(b'<?xml version="1.0"?><Workbook xmlns="urn:schemas"/>', "liste.xls") == (
        "The file is XML (such as “XML Spreadsheet 2003”), not a workbook. Open it in Excel, save it as .xlsx and "
        "try again."
    )


@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods"])
def test_csv_named_as_a_workbook_is_refused(suffix: str) -> None:
    assert refusal_at_once("Nom;Prénom\nLefèvre;Hélène\n".encode(), "liste" + suffix) == (
        f"The file is named {suffix} but holds no workbook: it is plain text (CSV) or damaged. If it is CSV, rename "
        "it to end in .csv and try again; else download or copy it again."
    )


def test_a_workbook_named_csv_is_read_for_what_it_is() -> None:
    assert open_workbook(workbook(header("Nom")), "liste.csv").kind == "xlsx"


def test_strict_open_xml_is_refused() -> None:
    assert refusal_at_once(workbook(header("Nom"), namespace=STRICT)) == (
        "The workbook is in the format “Strict Open XML”, which cannot be read. In Excel choose Save As, “Excel "
        "Workbook (.xlsx)”, and try again."
    )


def test_a_lock_file_is_told_by_its_name() -> None:
    assert refusal_at_once(b"\x06DURAND" + bytes(158), "~$liste.xlsx") == LOCK


def test_a_lock_file_is_told_by_its_content() -> None:
    name = "DIRON Marine"
    data = bytes([len(name)]) + name.encode().ljust(54, b" ") + bytes([len(name), 0])
    data += name.encode("utf-16-le").ljust(108, b" ")
    assert len(data) == 165
    assert refusal_at_once(data, "liste.xlsx").endswith(
        "is the lock file that stands beside an open workbook. Choose the workbook itself."
    )


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"%PDF-1.7 ...", "PDF"), (b"\x89PNG\r\n\x1a\n....", "PNG"), (b"BEGIN:VCARD\r\n", "vCard")],
)
def test_another_kind_of_file_is_named(data: bytes, name: str) -> None:
    assert refusal_at_once(data) == f"The file is {name}, not a workbook. Choose an .xlsx or .csv file."


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\r\n \r\n"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    assert (
        refusal_at_once(data, "liste.csv") == "The file is empty. Choose a file that holds a header and rows."
    )


def test_bytes_that_are_no_text_are_refused() -> None:
    assert refusal_at_once(bytes(range(256)) * 4, "liste.csv") == (
        "The file is neither a workbook nor text. Choose an .xlsx or .csv file."
    )


def test_a_truncated_workbook_is_refused() -> None:
    assert refusal_at_once(workbook(header("Nom"))[:300]) == DAMAGED


def test_a_part_whose_xml_breaks_off_is_named() -> None:
    data = workbook(
        "", parts={"xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">'}
    )
    assert refusal(data) == (
        "The workbook is damaged: its part xl/worksheets/sheet1.xml cannot be read. Open it in Excel or LibreOffice, "
        "let it repair the file, save it as .xlsx and try again."
    )


def test_a_workbook_without_sheets_is_refused() -> None:
    assert refusal_at_once(workbook("", sheets="")) == (
        "The workbook holds no sheet with cells. Open it in Excel, check it and save it as .xlsx."
    )
