"""What is written comes back: through our reader, through openpyxl and through calamine, and as CSV."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from prospect_crm.domain.tabular import (
    TARGETS,
    Column,
    map_header,
    open_workbook,
    read_rows,
    write_csv,
    write_workbook,
)

CONTACTS = TARGETS["contact_prospects"]
KEPT_CHARACTERS = st.characters(
    exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\ufffe\uffff\ufffd"
)
ANY_TEXT = st.text(KEPT_CHARACTERS, max_size=40).map(str.strip).filter(bool)
WORDS = st.one_of(
    ANY_TEXT,
    st.sampled_from(
        [
            "=1+1",
            "+33",
            "-1",
            "@x",
            "'=1",
            "''@",
            "_x000D_",
            "_x005F_x0041_",
            "#REF!",
            "01000",
            "1e5",
            "TRUE",
            "“”",
            "é",
            "a;b",
            'say "x"',
            "sep=,",
        ]
    ),
)
FREE_KEYS = (
    "company_name",
    "last_name",
    "first_name",
    "department",
    "job_title",
    "address_line1",
    "city",
    "origin_comment",
)


@st.composite
def people(draw: st.DrawFn) -> dict[str, object]:
    """The values of a contact prospect, as the app stores them."""
    values: dict[str, object] = {"last_name": draw(WORDS), "first_name": draw(WORDS)}
    for key in FREE_KEYS:
        if draw(st.booleans()):
            values[key] = draw(WORDS)
    if "department" in values:
        # The name of a record of the site: the link widget makes one plain space of any spaces.
        values["department"] = " ".join(str(values["department"]).split())
    values["status"] = draw(st.sampled_from([value for value, _, _ in CONTACTS.column("status").choices]))
    values["gender"] = draw(st.sampled_from(["Male", "Female", "Other"]))
    values["phone"] = draw(st.sampled_from(["01 44 55 66 77", "0612345678", "+33 6 12 34 56 78"]))
    values["pincode"] = draw(st.integers(0, 9999).map(lambda number: f"0{number:04}"))
    values["skills"] = draw(st.lists(WORDS, min_size=1, max_size=4, unique=True))
    values["description"] = "\n".join(draw(st.lists(ANY_TEXT, min_size=1, max_size=3)))
    return values


def rows_of(people: list[dict[str, object]]) -> list[list[object]]:
    """The values in the template's order."""
    return [[values.get(column.key) for column in CONTACTS.columns] for values in people]


def read_back(data: bytes, name: str) -> list[dict[str, object]]:
    """The values of the file's rows; none may be doubted."""
    sheet = open_workbook(data, name).sheets[0]
    mapping = map_header(sheet, CONTACTS, strict=True)
    assert mapping.is_template
    results = list(read_rows(sheet, mapping, CONTACTS, language="fr"))
    assert [result.problems for result in results] == [[] for _ in results]
    return [result.values for result in results]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(people(), min_size=1, max_size=4))
def test_a_workbook_comes_back_unchanged(written: list[dict[str, object]]) -> None:
    buffer = io.BytesIO()
    report = write_workbook(CONTACTS.columns, rows_of(written), buffer, title="Contacts", language="fr")
    assert report.problems == []
    assert read_back(buffer.getvalue(), "x.xlsx") == written


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(people(), min_size=1, max_size=4))
def test_a_csv_file_comes_back_unchanged(written: list[dict[str, object]]) -> None:
    buffer = io.BytesIO()
    write_csv(CONTACTS.columns, rows_of(written), buffer, language="fr")
    assert read_back(buffer.getvalue(), "x.csv") == written


CELLS = st.one_of(
    WORDS,
    st.booleans(),
    st.integers(-(10**14), 10**14),
    st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12).filter(
        lambda number: abs(number) > 1e-6
    ),
    st.datetimes(datetime(1900, 3, 2), datetime(2200, 1, 1)).map(
        lambda moment: moment.replace(microsecond=0)
    ),
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=5))
def test_calamine_reads_what_we_read(written: list[tuple[object, ...]]) -> None:
    columns = [Column(f"c{index}", f"C{index}", f"C{index}") for index in range(3)]
    buffer = io.BytesIO()
    write_workbook(columns, written, buffer, title="x", language="fr")
    buffer.seek(0)
    theirs = CalamineWorkbook.from_filelike(buffer).get_sheet_by_index(0).to_python()[1:]
    ours = [row.cells for row in open_workbook(buffer.getvalue(), "x.xlsx").sheets[0].rows()][1:]
    assert ours == [list(row) for row in written]
    assert [[_as_moment(cell) for cell in row] for row in theirs] == ours


def _as_moment(cell: object) -> object:
    """Calamine gives midnight as a date, and a serial number's seconds with their rounding error."""
    if isinstance(cell, datetime):
        return (cell + timedelta(microseconds=500_000)).replace(microsecond=0)
    return datetime.combine(cell, time()) if isinstance(cell, date) else cell
