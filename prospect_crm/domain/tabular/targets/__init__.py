"""The four templates, each declared once: headers, drop-downs, notes and reading all follow from here."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from prospect_crm.domain.tabular.targets.client_contacts import CLIENT_CONTACTS
from prospect_crm.domain.tabular.targets.companies import COMPANIES
from prospect_crm.domain.tabular.targets.contact_prospects import CONTACT_PROSPECTS
from prospect_crm.domain.tabular.targets.leads import LEADS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prospect_crm.domain.tabular.columns import Target

TARGETS: Mapping[str, Target] = MappingProxyType(
    {target.key: target for target in (CONTACT_PROSPECTS, COMPANIES, LEADS, CLIENT_CONTACTS)}
)

__all__ = ["TARGETS"]
