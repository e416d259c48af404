"""Complete the setup wizard of a new site: run by the bench's Python in the sites folder, site_ready.py SITE"""

import sys

import frappe
from frappe.desk.page.setup_wizard.setup_wizard import setup_complete

ANSWERS = {
    "language": "English",
    "country": "France",
    "timezone": "Europe/Paris",
    "currency": "EUR",
    "enable_telemetry": 0,
}
# nobody who tries a desk on their own machine wants these
SETTINGS = {
    "enable_telemetry": 0,
    "enable_onboarding": 0,
    "disable_system_update_notification": 1,
    "disable_change_log_notification": 1,
}


def main(site: str) -> None:
    frappe.init(site=site, sites_path=".")
    frappe.connect()
    frappe.set_user("Administrator")
    frappe.flags.mute_emails = True
    setup_complete(dict(ANSWERS))
    known = {field.fieldname for field in frappe.get_meta("System Settings").fields}
    frappe.db.set_single_value(
        "System Settings", {name: value for name, value in SETTINGS.items() if name in known}
    )
    frappe.db.set_default("currency", ANSWERS["currency"])
    if not int(frappe.db.get_single_value("System Settings", "setup_complete") or 0):
        raise SystemExit("The setup wizard did not complete.")
    frappe.db.commit()
    frappe.clear_cache()
    frappe.destroy()


if __name__ == "__main__":
    main(sys.argv[1])
