"""Short ways into imports of people, for tests of them."""

from __future__ import annotations

from typing import Any

from prospect_crm.services import imports, operation_preview, operations
from tests.factories import upload


def plan(*contents: bytes, **options: Any) -> Any:
    """Plan to import files of this content."""
    names = [upload(content, f"file-{number}") for number, content in enumerate(contents)]
    return imports.plan_import(names, options, [f"file-{number}" for number in range(len(names))])


def entries(operation: Any, **filters: str) -> list[operation_preview.EntryView]:
    """Give the rows as the preview shows them."""
    return operation_preview.preview(operation, **filters, length=200).entries


def counts(operation: Any) -> dict[str, int]:
    """Say how many rows are in each state that any is in."""
    told = operations.progress(operation.name).counts
    return {name.removesuffix("_count"): number for name, number in told.items() if number}
