"""What holds for all tests: those that share the one site run in one process, one after the other."""

from __future__ import annotations

from typing import Any

import pytest

ON_THE_SITE = ("tests/site/", "tests/desk/")


def scope_of(nodeid: str) -> str:
    """Say with which others a test has to share a process: the site has one, any other file goes by itself."""
    return "site" if nodeid.startswith(ON_THE_SITE) else nodeid.partition("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Deal tests out to processes (./dev test does so when it runs them all)."""
    from xdist.scheduler import LoadScopeScheduling

    class BySite(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return scope_of(nodeid)

    return BySite(config, log)
