"""Speed beside Frappe's own way; run by ./dev benchmark."""
