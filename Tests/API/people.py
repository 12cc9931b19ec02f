"""A home, its server, and people with API tokens, for tests of the JSON API."""

import base64
import hashlib
import hmac
import html
import os
import pathlib
import re
import struct
import subprocess
import tempfile
import time

import requests

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("LIKENESS_PROGRAM", ROOT / ".build/release/likeness"))
PASSWORD = "correct horse battery"


def one_time_code(key):
    """RFC 6238, as an authenticator app makes it."""
    key = key.replace(" ", "")
    secret = base64.b32decode(key + "=" * (-len(key) % 8))
    digest = hmac.new(secret, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place:place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


class Server:
    """`likeness serve` over a new home."""

    def __init__(self, profile, *options):
        self.folder = tempfile.TemporaryDirectory(prefix="likeness-api-")
        self.home = pathlib.Path(self.folder.name) / "home"
        subprocess.run([PROGRAM, "init", "--profile", profile, "--home", self.home], check=True, capture_output=True)
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--home", self.home, "--port", "0", *options], stdout=subprocess.PIPE, text=True)
        link = re.search(r"http://\S+", self.process.stdout.readline())[0]
        self.address, self.first = re.match(r"(http://[^/]+)(.*)", link).groups()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=30)
        self.folder.cleanup()


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
