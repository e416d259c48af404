"""Dropping files on a page, as a person does from the file manager."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

TRANSFER = """(files) => {
    const transfer = new DataTransfer();
    for (const file of files) {
        const bytes = Uint8Array.from(atob(file.content), (letter) => letter.charCodeAt(0));
        transfer.items.add(new File([bytes], file.name));
    }
    return transfer;
}"""


def drop_files(page: Page, *paths: Path) -> None:
    """Drag the files over the page's drop target and let them go."""
    files = [{"name": path.name, "content": base64.b64encode(path.read_bytes()).decode()} for path in paths]
    transfer = page.evaluate_handle(TRANSFER, files)
    target = page.locator(".prospect-drop-target:visible").first
    for event in ("dragenter", "dragover", "drop"):
        target.dispatch_event(event, {"dataTransfer": transfer})
