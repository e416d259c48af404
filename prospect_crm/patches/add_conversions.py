"""Sites that had the app before conversions: the History tab of contacts, and the example scripts."""

from __future__ import annotations

from prospect_crm.setup.custom_fields import add_custom_fields
from prospect_crm.setup.server_scripts import add_server_scripts


def execute() -> None:
    """Runs once: a script that an administrator deletes stays deleted."""
    add_custom_fields()
    add_server_scripts()
