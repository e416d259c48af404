"""Spreadsheets of people and companies: read without guessing silently, written so that they come back unchanged.

``open_workbook`` -> ``map_header`` -> ``read_rows``; ``write_template``, ``write_workbook``, ``write_csv`` and
``write_failed_rows`` write. Nothing here knows Frappe or writes anything but the file it is given.
"""

from __future__ import annotations

from prospect_crm.domain.tabular.book import Book, Sheet, open_workbook
from prospect_crm.domain.tabular.cells import FaultyCell, MergedRange, SheetRow
from prospect_crm.domain.tabular.columns import Column, Language, Target
from prospect_crm.domain.tabular.csv_reader import CsvFormat
from prospect_crm.domain.tabular.csv_writer import write_csv
from prospect_crm.domain.tabular.errors import Limits, TabularError
from prospect_crm.domain.tabular.failed_rows import write_failed_rows
from prospect_crm.domain.tabular.mapping import HeaderMapping, IgnoredColumn, map_header
from prospect_crm.domain.tabular.rows import read_rows
from prospect_crm.domain.tabular.strict import not_the_template
from prospect_crm.domain.tabular.targets import TARGETS
from prospect_crm.domain.tabular.template import write_template
from prospect_crm.domain.tabular.verdicts import CellProblem, RowResult
from prospect_crm.domain.tabular.widgets import Lookups
from prospect_crm.domain.tabular.writer import WriteProblem, WriteReport, write_workbook

__all__ = [
    "TARGETS",
    "Book",
    "CellProblem",
    "Column",
    "CsvFormat",
    "FaultyCell",
    "HeaderMapping",
    "IgnoredColumn",
    "Language",
    "Limits",
    "Lookups",
    "MergedRange",
    "RowResult",
    "Sheet",
    "SheetRow",
    "TabularError",
    "Target",
    "WriteProblem",
    "WriteReport",
    "map_header",
    "not_the_template",
    "open_workbook",
    "read_rows",
    "write_csv",
    "write_failed_rows",
    "write_template",
    "write_workbook",
]
