# ruleid: network-outside-http
import http.client

# ruleid: network-outside-http
import urllib.request

# ok: network-outside-http
from urllib.parse import urlsplit

# ruleid: network-outside-http
import httpx

# ruleid: network-outside-http
import requests

# ruleid: network-outside-http
import requests.adapters

# ok: network-outside-http
from frappe.integrations.utils import make_get_request

# ruleid: network-outside-http
from requests import Session

# ok: network-outside-http
from prospect_crm.integrations import http


def ask(url):
    # ruleid: network-outside-http
    make_get_request(url)
    # ok: network-outside-http
    http.fetch(url)
