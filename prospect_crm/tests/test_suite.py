"""Lets ``bench run-tests --app prospect_crm`` run the suite, which lives beside the package in tests/.

run-tests walks the package only; this module hands the site it has opened to pytest.
"""

import os
import unittest
from pathlib import Path

import frappe

TESTS = Path(__file__).resolve().parents[2] / "tests"


class TestSuite(unittest.TestCase):
    """The suite's tests that need no browser and no served site, as one test with pytest's own report."""

    def test_suite(self) -> None:
        """Fails when pytest does; its lines say which test and why."""
        if not TESTS.is_dir():
            self.skipTest("The package was installed without its tests: run them from a clone.")
        try:
            import pytest
        except ImportError:
            self.skipTest("pytest is missing: bench setup requirements --dev")
        os.environ.setdefault("FRAPPE_SITE", frappe.local.site)
        folders = [str(TESTS / name) for name in ("domain", "site")]
        outcome = pytest.main([*folders, "-q", "-p", "no:cacheprovider", f"--rootdir={TESTS.parent}"])
        self.assertEqual(int(outcome), 0, "pytest reported failures, see above")
