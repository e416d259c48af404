import frappe
from frappe import _, _lt

# ruleid: translated-at-import
TITLE = _("Contact Prospect")
# ruleid: translated-at-import
TITLES = {"Lead": frappe._("Lead")}
# ok: translated-at-import
LAZY = _lt("Lead")
# ok: translated-at-import
LATER = {"Lead": lambda: _("Lead")}


class Report:
    # ruleid: translated-at-import
    label = _("Report")

    def title(self):
        # ok: translated-at-import
        return _("Report")


# ruleid: translated-at-import
def heading(text=_("Heading")):
    return text


def refuse(name, error):
    # ruleid: untranslated-throw
    frappe.throw("The record does not exist.")
    # ruleid: untranslated-throw
    frappe.throw(f"The record {name} does not exist.")
    # ruleid: untranslated-throw
    frappe.throw("The record {} does not exist.".format(name), frappe.DoesNotExistError)
    # ruleid: untranslated-throw
    frappe.throw("The record %s does not exist." % name)
    # ruleid: untranslated-throw
    frappe.throw("The record " + name)
    # ruleid: untranslated-throw
    frappe.throw(_("The record does not exist."), title="Missing")
    # ruleid: untranslated-throw
    frappe.throw(msg="The record does not exist.")
    # ruleid: untranslated-throw
    frappe.msgprint("Done.")
    # ruleid: untranslated-throw
    raise frappe.PermissionError("Not for you.")
    # ok: untranslated-throw
    frappe.throw(_("The record does not exist."), frappe.DoesNotExistError, title=_("Missing"))
    # ok: untranslated-throw
    frappe.throw(_("The record {0} does not exist.").format(name))
    # ok: untranslated-throw
    frappe.throw(error.translated())
    # ok: untranslated-throw
    raise frappe.PermissionError


def format_too_early(name):
    # ruleid: translated-after-formatting
    _(f"The record {name} does not exist.")
    # ruleid: translated-after-formatting
    _("The record {0} does not exist.".format(name))
    # ruleid: translated-after-formatting
    frappe._("The record %s does not exist." % name)
    # ruleid: translated-after-formatting
    _("The record " + name)
    # ok: translated-after-formatting
    _("The record {0} does not exist.").format(name)
    # ok: translated-after-formatting
    _("A sentence " "on two lines")
