import frappe
from frappe import whitelist


# ruleid: endpoint-without-methods
@frappe.whitelist()
def bare():
    pass


# ruleid: endpoint-without-methods
@frappe.whitelist(allow_guest=True)
def guests():
    pass


# ruleid: endpoint-without-methods
@whitelist()
def imported():
    pass


# ok: endpoint-without-methods
@frappe.whitelist(methods=["POST"])
def write():
    pass


# ok: endpoint-without-methods
@frappe.whitelist(allow_guest=True, methods=["GET"])
def read():
    pass


# ok: endpoint-without-methods
def helper():
    pass


class Controller:
    # ruleid: endpoint-without-methods
    @frappe.whitelist()
    def press(self, text):
        # ruleid: evaluated-text
        eval(text)
        # ruleid: evaluated-text
        exec(text)
        # ruleid: evaluated-text
        frappe.safe_eval(text)
        # ok: evaluated-text
        self.evaluate(text)
