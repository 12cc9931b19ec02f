"""A home, its server, and people with browsers of their own, for tests of the web desk."""

import base64
import contextlib
import hashlib
import hmac
import os
import pathlib
import re
import struct
import subprocess
import tempfile
import time

from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("LIKENESS_PROGRAM", ROOT / ".build/release/likeness"))
PASSWORD = "correct horse battery"


def one_time_code(key, at=None):
    """RFC 6238, as an authenticator app makes it."""
    secret = base64.b32decode(key.replace(" ", "") + "=" * (-len(key.replace(" ", "")) % 8))
    digest = hmac.new(secret, struct.pack(">Q", int(at or time.time()) // 30), hashlib.sha1).digest()
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place:place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


class Person:
    """Somebody with a browser."""

    def __init__(self, server, browser, name):
        self.server, self.name, self.key = server, name, None
        self.context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
        self.page = self.context.new_page()
        self.complaints = []
        self.page.on("console", lambda message: message.type == "error" and self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def go(self, path):
        answer = self.page.goto(self.server.address + path)
        return answer.status

    def heading(self):
        return self.page.locator("h1").first.inner_text()

    def set_up(self, code):
        self.go("/set-up")
        self.page.fill("#code", code)
        self.page.fill("#password", PASSWORD)
        self.page.fill("#again", PASSWORD)
        self.page.click("button:has-text('Set up')")
        if self.page.locator(".qr").count():
            self.key = self.page.locator(".secret code").first.inner_text()
        return self

    def sign_in(self):
        self.go("/sign-in")
        self.page.fill("#name", self.name)
        self.page.fill("#password", PASSWORD)
        if self.page.locator("#code").count():
            self.page.fill("#code", one_time_code(self.key))
        self.page.click("button:has-text('Sign in')")
        return self


class Server:
    """`likeness serve` over a new home."""

    def __init__(self, profile, *options):
        self.folder = tempfile.TemporaryDirectory(prefix="likeness-browser-")
        self.home = pathlib.Path(self.folder.name) / "home"
        self.likeness("init", "--profile", profile)
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--home", self.home, "--port", "0", *options], stdout=subprocess.PIPE, text=True)
        link = re.search(r"http://\S+", self.process.stdout.readline())[0]
        self.address, self.first = re.match(r"(http://[^/]+)(.*)", link).groups()

    def likeness(self, *words):
        return subprocess.run(
            [PROGRAM, *words, "--home", self.home], check=True, capture_output=True, text=True).stdout

    def stop(self):
        self.process.terminate()
        code = self.process.wait(timeout=30)
        self.folder.cleanup()
        return code


@contextlib.contextmanager
def desk(profile, *options):
    server = Server(profile, *options)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        try:
            yield server, lambda name: Person(server, browser, name)
        finally:
            browser.close()
            server.stop()
