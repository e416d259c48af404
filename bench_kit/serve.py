"""Serve one site on 127.0.0.1 (Frappe's own `serve` listens on every interface).

Run by the bench's Python in the stack's sites folder: serve.py SITE PORT
"""

import os
import sys

import frappe.app
from frappe.middlewares import StaticDataMiddleware
from werkzeug.middleware.shared_data import SharedDataMiddleware
from werkzeug.serving import WSGIRequestHandler, run_simple


def main(site: str, port: int) -> None:
    # kept connections: the front, this server's only client, reuses them
    WSGIRequestHandler.protocol_version = "HTTP/1.1"
    frappe.app._site = site
    frappe.app._sites_path = "."
    application = SharedDataMiddleware(frappe.app.application, {"/assets": os.path.abspath("assets")})
    application = StaticDataMiddleware(application, {"/files": os.path.abspath(".")})
    run_simple("127.0.0.1", port, application, threaded=True, use_reloader=False)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
