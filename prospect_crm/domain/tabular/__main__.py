"""``python -m prospect_crm.domain.tabular FILE…``: what this package makes of files, one JSON object a file."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from prospect_crm.domain.message import Message
from prospect_crm.domain.tabular import (
    TARGETS,
    Book,
    HeaderMapping,
    RowResult,
    Sheet,
    SheetRow,
    TabularError,
    Target,
    map_header,
    open_workbook,
    read_rows,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from prospect_crm.domain.tabular.book import RowSource

from prospect_crm.domain.tabular.strict import not_the_template


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one JSON object for each file; 0 when all were read, 1 when one was refused."""
    options = _parser().parse_args(arguments)
    reports = [report_file(Path(name), options) for name in options.files]
    return 0 if all(reports) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m prospect_crm.domain.tabular", description=main.__doc__)
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--rows", action="store_true", help="print the rows, too")
    parser.add_argument("--target", choices=sorted(TARGETS), help="what the rows are (default: the best fit)")
    parser.add_argument("--sheet", help="the title of the sheet (default: the visible one that fits best)")
    parser.add_argument("--language", choices=("en", "fr"), default="fr")
    parser.add_argument("--region", default="FR", help="region of phones and dates, ISO 3166")
    parser.add_argument("--strict", action="store_true", help="accept the template only")
    parser.add_argument("--encoding", help="encoding of a CSV file, if detected wrongly")
    parser.add_argument("--delimiter", help="delimiter of a CSV file, if detected wrongly")
    return parser


def report_file(path: Path, options: argparse.Namespace) -> bool:
    """Print the report of one file; False when it is refused."""
    report: dict[str, object] = {"file": path.name}
    try:
        with (
            path.open("rb") as file,
            open_workbook(file, path.name, encoding=options.encoding, delimiter=options.delimiter) as book,
        ):
            report |= {"ok": True, **_read(book, options)}
        if options.strict and report.get("differences"):
            report |= {"ok": False, "refused": str(not_the_template())}
    except TabularError as error:
        report |= {"ok": False, "refused": str(error)}
    except OSError as error:
        report |= {"ok": False, "refused": f"The file cannot be opened: {error.strerror}."}
    print(json.dumps(report, ensure_ascii=False, default=str))
    return bool(report["ok"])


def _read(book: Book, options: argparse.Namespace) -> dict[str, object]:
    sheet, target, mapping = choose(book, options.target, options.sheet, strict=options.strict)
    counted = _CountedRows(sheet.source, mapping.row_number)
    sheet = replace(sheet, source=counted)
    results = read_rows(sheet, mapping, target, language=options.language, region=options.region)
    states = {"read": 0, "warned": 0, "refused": 0}
    values = []
    for result in results:
        states[result.state] += 1
        if options.rows:
            values.append(_row(result))
    report = _describe(book, sheet, target, mapping) | {"rows": counted.count, "verdicts": states}
    report["warnings"] = [str(message) for message in (*book.warnings, *_warnings(mapping), *sheet.warnings)]
    if options.rows:
        report["values"] = values
    return report


class _CountedRows:
    """The rows of a sheet, counted below the header as they pass."""

    def __init__(self, source: RowSource, header_row: int) -> None:
        self._source = source
        self._header_row = header_row
        self.warnings = source.warnings
        self.merged_ranges = source.merged_ranges
        self.count = 0

    def rows(self, width: int | None) -> Iterator[SheetRow]:
        """See RowSource."""
        for row in self._source.rows(width):
            self.count += row.number > self._header_row
            yield row


def _warnings(mapping: HeaderMapping) -> list[Message]:
    if not mapping.labels:
        return [Message("The sheet is empty.")]
    warnings = []
    if mapping.rows_above:
        warnings.append(
            Message("Rows above the header, which were not read: {count}.", {"count": mapping.rows_above})
        )
    if not mapping.columns:
        warnings.append(Message("No column was recognised: choose by hand what each column holds."))
    return warnings


def _describe(book: Book, sheet: Sheet, target: Target, mapping: HeaderMapping) -> dict[str, object]:
    described: dict[str, object] = {
        "kind": book.kind,
        "sheet": sheet.title,
        "target": target.key,
        "header": {"row": mapping.row_number, "labels": mapping.labels, "fingerprint": mapping.fingerprint},
        "mapping": [
            {
                "column": get_column_letter(index + 1),
                "label": mapping.labels[index],
                "key": key,
                "confidence": mapping.confidence[index],
            }
            for index, key in sorted(mapping.columns.items())
        ],
        "ignored": [column.label for column in mapping.ignored],
        "preset": mapping.preset,
        "is_template": mapping.is_template,
    }
    if mapping.differences:
        described["differences"] = [str(message) for message in mapping.differences]
    if book.csv_format:
        described["csv"] = {
            "encoding": book.csv_format.encoding,
            "delimiter": book.csv_format.delimiter,
            "quote": book.csv_format.quote,
        }
    return described


def choose(
    book: Book, target_key: str | None, title: str | None, *, strict: bool = False
) -> tuple[Sheet, Target, HeaderMapping]:
    """The sheet and target that the headers fit best; the first visible sheet where none fits."""
    sheets = [book.sheet(title)] if title else book.visible_sheets or book.sheets
    targets = [TARGETS[target_key]] if target_key else list(TARGETS.values())
    found = [
        (sheet, target, map_header(sheet, target, strict=strict)) for sheet in sheets for target in targets
    ]
    return max(found, key=lambda choice: _fit(choice[2]))


def _fit(mapping: HeaderMapping) -> float:
    return sum(mapping.confidence.values()) + 1000 * mapping.is_template + 0.001 * bool(mapping.labels)


def _row(result: RowResult) -> dict[str, object]:
    return {
        "row": result.number,
        "state": result.state,
        "values": result.values,
        "problems": [
            {
                "key": problem.key,
                "cell": problem.cell,
                "value": problem.value,
                "message": str(problem.message),
                "suggestion": problem.suggestion,
            }
            for problem in result.problems
        ],
    }


if __name__ == "__main__":
    sys.exit(main())
