"""What Prospect CRM knows without a database: pure Python, dataclasses in and dataclasses out.

Nothing in this package imports frappe.
"""
