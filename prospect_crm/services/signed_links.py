"""Links that work without a login because they are signed, the way Frappe signs its own (an HMAC of the site)."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from urllib.parse import parse_qsl

from frappe.utils import get_url
from frappe.utils.verified_command import get_signed_params

SIGNATURE = "&_signature="


def signed_link(path: str, parameters: Mapping[str, str]) -> str:
    """Give an address of the site whose parameters nobody can change."""
    return get_url(f"{path}?{get_signed_params(dict(parameters))}")


def signed_parameters(query_string: str) -> dict[str, str] | None:
    """Give the parameters of a request, or ``None`` when they were not signed by this site.

    They are read from the signed text itself: what a form adds beside it counts for nothing.
    """
    parameters, mark, _signature = query_string.partition(SIGNATURE)
    if not mark or not hmac.compare_digest(query_string.encode(), get_signed_params(parameters).encode()):
        return None
    return dict(parse_qsl(parameters, keep_blank_values=True))
