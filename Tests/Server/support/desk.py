"""People with browsers of their own, for tests of the web desk."""

import contextlib

from playwright.sync_api import sync_playwright

from server import PASSWORD, Server, one_time_code


class Person:
    """Somebody with a browser."""

    def __init__(self, server, browser, name, **options):
        self.server, self.browser, self.name, self.key = server, browser, name, None
        self.context = browser.new_context(
            **{"viewport": {"width": 1440, "height": 900}, "locale": "en-GB", "base_url": server.address, **options})
        self.page = self.context.new_page()
        self.complaints = []
        self.page.on("console", lambda message: message.type == "error" and self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def again(self, **options):
        """The same person in another browser, signed in as in this one."""
        return Person(self.server, self.browser, self.name, storage_state=self.context.storage_state(), **options)

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


@contextlib.contextmanager
def desk(profile, *options):
    with Server(profile, *options) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        try:
            yield server, lambda name, **options: Person(server, browser, name, **options)
        finally:
            browser.close()
