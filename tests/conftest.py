"""What holds for all tests: those that share the one site run in one process, one after the other."""

from __future__ import annotations

from pathlib import Path

import pytest

ON_THE_SITE = ("site", "desk")


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Group tests for the processes that pytest-xdist runs side by side."""
    root = Path(__file__).parent
    for item in items:
        folder, *rest = item.path.relative_to(root).parts
        group = "site" if folder in ON_THE_SITE else "/".join([folder, *rest])
        item.add_marker(pytest.mark.xdist_group(group))
