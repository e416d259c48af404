"""What stands before every endpoint: complete arguments, and refusals without a traceback."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import frappe
from frappe import _

from prospect_crm.hooks import override_whitelisted_methods
from prospect_crm.permissions import frappe_endpoints

OURS = "/method/prospect_crm."
Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])


FORGED = (TypeError, ValueError, KeyError, AttributeError, IndexError)
"""What Frappe's own functions raise over arguments that no page of the desk sends."""


def forgiving(endpoint: Endpoint) -> Endpoint:
    """Answer with a sentence where a function of Frappe that stands behind an endpoint fails over its arguments."""

    @wraps(endpoint)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        try:
            return endpoint(*args, **kwargs)
        except FORGED:
            frappe.log_error(title=f"Request to {endpoint.__name__}", defer_insert=True)
            frappe.throw(_("The request is not complete. Reload the page and try again."))

    return guarded  # type: ignore[return-value]


def before_request() -> None:
    """Let users of our endpoints, and of those we stand in for, get sentences; ask where Frappe's forget to ask."""
    if not frappe.request:
        return
    # both are asked: which of them Frappe runs differs between its versions
    methods = {str(frappe.form_dict.get("cmd")), frappe.request.path.rpartition("/method/")[2]}
    if OURS in frappe.request.path or methods & set(override_whitelisted_methods):
        frappe.local.flags.disable_traceback = True
    if frappe.session.user not in ("Administrator", "Guest"):
        _check(methods)


@forgiving
def _check(methods: set[str]) -> None:
    frappe_endpoints.check_path(frappe.request.path, frappe.form_dict)
    for method in methods:
        frappe_endpoints.check(method, frappe.form_dict)


def complete(endpoint: Endpoint) -> Endpoint:
    """Refuse a call that lacks an argument with a sentence instead of a TypeError."""
    signature = inspect.signature(endpoint)

    @wraps(endpoint)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        try:
            signature.bind(*args, **kwargs)
        except TypeError:
            frappe.throw(_("The request is not complete. Reload the page and try again."))
        return endpoint(*args, **kwargs)

    return guarded  # type: ignore[return-value]
