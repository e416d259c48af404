"""CSV as Excel, macOS and CRMs write it: encoding, delimiter and quotes found out, and correctable."""

from __future__ import annotations

import io

import pytest

from prospect_crm.domain.tabular import TARGETS, Column, TabularError, open_workbook, write_csv
from prospect_crm.domain.tabular.csv_reader import CsvFormat, detect_encoding, prefix, unprefix
from tests.domain.tabular.builders import csv_book, grid, read

FRENCH = "Société;Nom;Prénom;Ville\nAPROOL;Lefèvre;Hélène;Besançon\nÉtablissements Noël;Garçon;Zoé;Nîmes\n"


@pytest.mark.parametrize(
    ("codec", "detected"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "cp1252"),
        ("mac_roman", "mac_roman"),
    ],
)
def test_french_names_survive_every_encoding(codec: str, detected: str) -> None:
    book = csv_book(FRENCH, codec)
    assert book.csv_format == CsvFormat(detected, ";")
    assert grid(book)[1] == ["APROOL", "Lefèvre", "Hélène", "Besançon"]


def test_a_french_excel_file_is_never_read_as_central_european() -> None:
    assert grid(csv_book("Nom;Prénom\nLefèvre;Hélène\n", "cp1252"))[1] == ["Lefèvre", "Hélène"]


@pytest.mark.parametrize("codec", ["cp1252", "mac_roman"])
@pytest.mark.parametrize(
    "text",
    [
        "Hélène",
        "Prénom;Société",
        "ÉTÉ",
        "CA (k€);à côté",
        "L’été à Orléans – 10 °C",
        "Müller;Straße",
        "Ångström;Señor",
    ],
)
def test_single_byte_encodings_are_told_apart_by_their_letters(codec: str, text: str) -> None:
    assert text.encode(codec).decode(detect_encoding(text.encode(codec))) == text


def test_bytes_the_encoding_does_not_know_are_reported() -> None:
    book = open_workbook(b"Nom;Pr\xe9nom\nLef\x81vre;H\xe9l\xe8ne\n", "l.csv")
    grid(book)
    assert [str(warning) for warning in book.sheets[0].warnings] == [
        "Cells with characters that are not cp1252: 1. Choose another encoding."
    ]


def test_a_detected_encoding_can_be_corrected() -> None:
    data = FRENCH.encode("cp850")
    book = open_workbook(data, "l.csv", encoding="cp850")
    assert grid(book)[1] == ["APROOL", "Lefèvre", "Hélène", "Besançon"]


def test_an_encoding_that_does_not_exist_is_refused() -> None:
    with pytest.raises(TabularError) as caught:
        open_workbook(b"Nom\n", "l.csv", encoding="klingon")
    assert str(caught.value) == (
        "“klingon” is not the name of an encoding. Choose UTF-8, UTF-16, cp1252 or Mac Roman."
    )


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_the_one_that_splits_all_rows_alike(delimiter: str) -> None:
    text = FRENCH.replace(";", delimiter)
    assert csv_book(text).csv_format == CsvFormat("utf-8", delimiter)


def test_decimal_commas_do_not_make_the_comma_the_delimiter() -> None:
    book = csv_book("Société;CA;Part\nA;1,5;2,5\nB;3,5;4,5\nC;5,25;6,0\n")
    assert book.csv_format == CsvFormat("utf-8", ";")


def test_delimiters_and_line_breaks_inside_quotes_are_text() -> None:
    book = csv_book('Nom;Adresse\r\n"Lefèvre; Hélène";"12 rue\r\nde la ""Paix"""\r\nX;Y\r\n')
    assert grid(book) == [["Nom", "Adresse"], ["Lefèvre; Hélène", '12 rue\nde la "Paix"'], ["X", "Y"]]


def test_a_row_after_a_line_break_in_a_cell_keeps_its_number() -> None:
    rows = list(csv_book('Nom;Ville\n"a\nb";c\nd;e\n').sheets[0].rows())
    assert [row.number for row in rows] == [1, 2, 3]


def test_single_quotes_are_seen() -> None:
    book = csv_book("'Nom','Ville'\n'Lefèvre, Hélène','Lyon'\n")
    assert book.csv_format == CsvFormat("utf-8", ",", "'")
    assert grid(book)[1] == ["Lefèvre, Hélène", "Lyon"]


def test_the_delimiter_and_the_quotes_can_be_corrected() -> None:
    book = open_workbook(b'a;"b,c\nd;e,f\n', "l.csv", delimiter=",", quote="")
    assert grid(book) == [['a;"b', "c"], ["d;e", "f"]]


def test_excels_separator_line_is_obeyed_and_is_no_row() -> None:
    book = csv_book("sep=,\nNom,Ville\na;b,c\n")
    assert book.csv_format == CsvFormat("utf-8", ",", '"', has_separator_line=True)
    assert grid(book) == [["Nom", "Ville"], ["a;b", "c"]]


def test_a_quote_that_never_closes_is_named() -> None:
    book = csv_book('Nom;Ville\n"a;b\n' + "c;d\n" * 3_000_000)
    with pytest.raises(TabularError) as caught:
        grid(book)
    assert str(caught.value) == (
        "Row 2 does not end: a quotation mark may never be closed. Correct it, or choose “no quotation marks”."
    )


@pytest.mark.parametrize("filling", ["," * 4_000_000, '"a\n",' * 1_000_000])
def test_a_record_without_end_is_stopped_before_it_fills_the_memory(filling: str) -> None:
    with pytest.raises(TabularError) as caught:
        grid(csv_book("Nom,Ville\na,b\n" + filling))
    assert str(caught.value).startswith("Row 3 does not end: a quotation mark may never be closed.")


def test_cells_right_of_the_header_are_counted() -> None:
    book = csv_book("Nom;Prénom\na;b;c;\nd;e;f;g\n")
    read(book)
    assert [str(warning) for warning in book.sheets[0].warnings] == [
        "Cells right of the last header, which were not read: 3. Check the delimiter."
    ]


DANGEROUS = [
    "=1+1",
    "+33 6 12 34 56 78",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "=cmd|' /C calc'!A0",
    "'=1",
    "''=1",
]


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_is_written_so_that_a_spreadsheet_runs_it(text: str) -> None:
    assert prefix(text) == "'" + text
    assert unprefix(prefix(text)) == text


@pytest.mark.parametrize("text", ["", "'", "l'été", "'quoted'", "Lefèvre", "1-2", "0612345678"])
def test_harmless_text_is_written_as_it_is(text: str) -> None:
    assert prefix(text) == text
    assert unprefix(text) == text


def test_written_csv_has_the_languages_delimiter_and_decimal_sign() -> None:
    columns = [
        Column("company_name", "Company", "Société"),
        Column("value", "Value", "Valeur", "amount"),
        Column("is_dpo", "DPO", "DPO", "yes_no"),
        TARGETS["contact_prospects"].column("status"),
        Column("skills", "Skills", "Compétences", "list"),
    ]
    row = ["=HYPERLINK(1)", -1234.5, True, "In Progress", ["C, C++", "SQL"]]
    french, english = io.BytesIO(), io.BytesIO()
    assert write_csv(columns, [row], french, language="fr") == 1
    write_csv(columns, [row], english, language="en")
    assert french.getvalue().decode("utf-8-sig") == (
        'Société;Valeur;DPO;Statut;Compétences\r\n\'=HYPERLINK(1);-1234,5;oui;En cours;"""C, C++""; SQL"\r\n'
    )
    assert english.getvalue().decode("utf-8-sig") == (
        'Company,Value,DPO,Status,Skills\r\n\'=HYPERLINK(1),-1234.5,yes,In progress,"""C, C++""; SQL"\r\n'
    )
    assert french.getvalue().startswith(b"\xef\xbb\xbf")


def test_lines_that_end_in_a_carriage_return_alone_are_rows() -> None:
    assert grid(csv_book("Nom;Ville\rLefèvre;Lyon\rBlou;Paris\r", "mac_roman")) == [
        ["Nom", "Ville"],
        ["Lefèvre", "Lyon"],
        ["Blou", "Paris"],
    ]
