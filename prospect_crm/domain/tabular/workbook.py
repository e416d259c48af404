"""The parts of an XLSX package that name its sheets and say how their cells are shown."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from prospect_crm.domain.message import Message
from prospect_crm.domain.tabular.errors import TabularError
from prospect_crm.domain.tabular.number_formats import NumberReader, read_number_formats
from prospect_crm.domain.tabular.xml_stream import ElementRouter, damaged_part

if TYPE_CHECKING:
    from prospect_crm.domain.tabular.package import Package

_STRICT_NAMESPACE = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_OFFICE_DOCUMENT = "/officedocument"
_WORKSHEET = "/worksheet"
_MACROS = ("/vbaproject", "/xlmacrosheet")


class Relation(NamedTuple):
    """One relationship of a part (ECMA-376 part 2, 9.3): the last word of its type, and the target part."""

    kind: str
    target: str


class SheetPart(NamedTuple):
    """A worksheet as the workbook names it; ``state`` is visible, hidden or veryHidden."""

    title: str
    state: str
    part: str


@dataclass(slots=True)
class WorkbookParts:
    """What the workbook part declares."""

    sheets: list[SheetPart] = field(default_factory=list)
    is_1904: bool = False
    strings_part: str = ""
    formats: dict[str, NumberReader] = field(default_factory=dict)
    warnings: list[Message] = field(default_factory=list)


def read_relations(package: Package, part: str) -> dict[str, Relation]:
    """The relations of a part by identifier; none where the package has no such list."""
    folder, name = posixpath.split(part)
    relations_part = posixpath.join(folder, "_rels", f"{name}.rels")
    relations: dict[str, Relation] = {}
    if relations_part not in package:
        return relations

    def add(attributes: dict[str, str]) -> None:
        target = attributes.get("Target", "").replace("\\", "/")
        if attributes.get("TargetMode") != "External":
            path = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
            relations[attributes.get("Id", "")] = Relation(attributes.get("Type", "").lower(), path)

    router = ElementRouter({"Relationship": add}, {})
    for _ in router.feed([package.read(relations_part)], relations_part):
        pass
    return relations


def workbook_part(package: Package) -> str:
    """The name of the workbook part, from the package's own relations or by the customary name."""
    for relation in read_relations(package, "").values():
        if relation.kind.endswith(_OFFICE_DOCUMENT) and relation.target in package:
            return relation.target
    if "xl/workbook.xml" in package:
        return "xl/workbook.xml"
    raise damaged_part("xl/workbook.xml")


def read_workbook(package: Package) -> WorkbookParts:
    """Read the sheet names, the date system and the number formats; raise TabularError where none is left."""
    part = workbook_part(package)
    relations = read_relations(package, part)
    parts, named = _read_sheets(package, part)
    if len(named) > package.limits.max_members:
        raise damaged_part(part)
    for title, state, identifier in named:
        relation = relations.get(identifier) if relations else _customary_relation(package, named, title)
        if relation and relation.kind.endswith(_WORKSHEET) and relation.target in package:
            parts.sheets.append(SheetPart(title, state, relation.target))
        elif relation is None or relation.kind.endswith(_WORKSHEET):
            parts.warnings.append(
                Message("The sheet “{sheet}” is missing from the file and was not read.", {"sheet": title})
            )
    if not parts.sheets:
        raise TabularError(
            Message(
                "The workbook holds no sheet with cells. Open it in Excel, check it and save it as .xlsx."
            )
        )
    _read_shared_parts(package, parts, relations)
    return parts


def _customary_relation(package: Package, named: list[tuple[str, str, str]], title: str) -> Relation | None:
    """Where a workbook lost its relations: its n-th sheet is the n-th worksheet part."""
    number = [name for name, _, _ in named].index(title) + 1
    part = f"xl/worksheets/sheet{number}.xml"
    return Relation(_WORKSHEET, part) if part in package else None


def _read_sheets(package: Package, part: str) -> tuple[WorkbookParts, list[tuple[str, str, str]]]:
    parts = WorkbookParts()
    named: list[tuple[str, str, str]] = []

    def start(attributes: dict[str, str]) -> None:
        if _STRICT_NAMESPACE in attributes.values():
            raise TabularError(
                Message(
                    "The workbook is in the format “Strict Open XML”, which cannot be read. In Excel choose Save As, "
                    "“Excel Workbook (.xlsx)”, and try again."
                )
            )

    def properties(attributes: dict[str, str]) -> None:
        parts.is_1904 = attributes.get("date1904", "").lower() in ("1", "true", "on")

    def sheet(attributes: dict[str, str]) -> None:
        identifier = next((value for name, value in attributes.items() if name.endswith(":id")), "")
        named.append((attributes.get("name", ""), attributes.get("state", "visible"), identifier))

    router = ElementRouter({"workbook": start, "workbookPr": properties, "sheet": sheet}, {})
    for _ in router.feed([package.read(part)], part):
        pass
    return parts, named


def _read_shared_parts(package: Package, parts: WorkbookParts, relations: dict[str, Relation]) -> None:
    by_kind = {relation.kind.rpartition("/")[2]: relation.target for relation in relations.values()}
    strings = by_kind.get("sharedstrings", "xl/sharedstrings.xml")
    parts.strings_part = strings if strings in package else ""
    styles = by_kind.get("styles", "xl/styles.xml")
    if styles in package:
        try:
            parts.formats = read_number_formats(package, styles, parts.is_1904)
        except TabularError as error:
            if "entities" in error.message.template:
                raise
            parts.warnings.append(Message("The workbook's styles are damaged: dates may be read as numbers."))
    if any(relation.kind.endswith(_MACROS) for relation in relations.values()):
        parts.warnings.append(Message("The workbook holds macros; they were not read and not run."))
