import frappe


def finish():
    # ok: commit-outside-operations
    frappe.db.commit()
