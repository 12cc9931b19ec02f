"""People with API tokens, for tests of the JSON API."""

import html
import re

import requests

from server import PASSWORD, one_time_code


class Person:
    """Somebody who signs in at the desk once, to make a token; everything else is done by it."""

    def __init__(self, server, name, code):
        self.server, self.name = server, name
        self.desk = requests.Session()
        page = self._post("/set-up", code=code, password=PASSWORD, again=PASSWORD)
        key = re.search(r'class="secret">\s*<code>([^<]+)', page)
        second = {"code": one_time_code(key[1])} if key else {}
        self._post("/sign-in", name=name, password=PASSWORD, **second)
        self.token = self.new_token("all")

    def new_token(self, scope):
        page = self.desk.get(self.server.address + "/account").text
        form_key = html.unescape(re.search(r'name="csrf" value="([^"]+)"', page)[1])
        page = self._post("/account/tokens", csrf=form_key, label=f"{scope} test", scope=scope, days="1")
        return re.search(r"<code>([^<]+)</code>", page[page.index('id="tokens"'):])[1]

    def _post(self, path, **fields):
        answer = self.desk.post(self.server.address + path, data=fields)
        assert answer.ok, (path, answer.status_code, re.sub(r"<[^>]+>|\s+", " ", answer.text)[:2000])
        return answer.text

    def ask(self, method, path, status=200, token=None, **parts):
        """The answer's JSON, its bytes where it is none."""
        headers = {"Authorization": f"Bearer {self.token if token is None else token}", **parts.pop("headers", {})}
        answer = requests.request(method, f"{self.server.address}/api/v1{path}", headers=headers, timeout=120, **parts)
        assert answer.status_code == status, (method, path, answer.status_code, answer.text[:2000])
        if status >= 400:
            assert answer.headers["content-type"] == "application/problem+json", answer.headers
        return answer.json() if "json" in answer.headers.get("content-type", "") else answer.content

    def get(self, path, status=200, **parts):
        return self.ask("GET", path, status, **parts)

    def post(self, path, body=None, status=200, **parts):
        return self.ask("POST", path, status, **({"json": body} if body is not None else {}), **parts)

    def all(self, path, limit=200):
        """Every item of a list, page by page."""
        items, query = [], {"limit": limit}
        while True:
            page = self.get(path, params=query)
            assert len(page["items"]) <= limit
            items += page["items"]
            if "next" not in page:
                return items
            query = {"limit": limit, "after": page["next"]}
