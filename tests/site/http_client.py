"""A logged-in browser without the browser, for tests of what is served."""

from __future__ import annotations

import os
import re
from typing import Any

import requests

from tests.factories import PASSWORD

API = "/api/method/prospect_crm.api."

_EXCEPTION_ID = re.compile(r'\\*"__frappe_exc_id\\*": \\*"[0-9a-f]+\\*"')

_sessions: dict[str, requests.Session] = {}
"""User -> a session kept from test to test: logging in and opening the desk takes longer than most tests."""


def text_of(answer: requests.Response, name: str = "") -> str:
    """Give what an answer says, without the name that was asked for and the number that Frappe 16 draws for a refusal."""
    text = _EXCEPTION_ID.sub("", answer.text)
    return text.replace(name, "") if name else text


class Client:
    """Speaks to the served site as a user."""

    def __init__(self, user: str) -> None:
        self.base = os.environ["PROSPECT_URL"]
        self.session = _sessions.get(user) or requests.Session()
        if not self._is_logged_in(user):
            self._log_in(user)
        _sessions[user] = self.session

    def _is_logged_in(self, user: str) -> bool:
        if not self.session.cookies:
            return False
        answer = self.session.get(f"{self.base}/api/method/frappe.auth.get_logged_user")
        return answer.status_code == 200 and answer.json()["message"] == user

    def _log_in(self, user: str) -> None:
        self.session = requests.Session()
        answer = self.session.post(f"{self.base}/api/method/login", data={"usr": user, "pwd": PASSWORD})
        assert answer.status_code == 200, answer.text
        page = self.session.get(f"{self.base}/app").text
        self.session.headers["X-Frappe-CSRF-Token"] = page.split('csrf_token = "', 1)[1].split('"', 1)[0]

    def upload(self, content: bytes, name: str) -> str:
        files = {"file": (name, content)}
        answer = self.session.post(
            f"{self.base}/api/method/upload_file", files=files, data={"is_private": "1"}
        )
        assert answer.status_code == 200, answer.text
        return answer.json()["message"]["name"]

    def post(self, endpoint: str, **arguments: Any) -> requests.Response:
        return self.session.post(f"{self.base}{API}{endpoint}", json=arguments)

    def get(self, endpoint: str, **arguments: Any) -> requests.Response:
        return self.session.get(f"{self.base}{API}{endpoint}", params=arguments)

    def told(self, endpoint: str, **arguments: Any) -> Any:
        answer = self.post(endpoint, **arguments)
        assert answer.status_code == 200, answer.text
        return answer.json()["message"]
