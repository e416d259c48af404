# ok: network-outside-http
import requests
