"""Somebody who signs in by way of a provider, in a browser."""

import time

from desk import Person

# Seconds in which every page is there, whatever the provider does.
PATIENCE = 10


class Visitor(Person):
    """Somebody whose browser knows nothing, each time."""

    def fresh(self):
        self.context.clear_cookies()
        self.server.move()
        return self

    def begin(self):
        return self.page.goto(self.server.address + "/sign-on")

    def end(self, user, button="Log in"):
        """The answer to what the browser brings back, and the seconds until it was there."""
        self.page.fill("#user", user)
        begun = time.monotonic()
        with self.page.expect_navigation() as moved:
            self.page.click(f"button:text-is('{button}')")
        assert time.monotonic() - begun < PATIENCE, "the page was long in coming"
        return moved.value

    def text(self):
        return self.page.inner_text("main")

    def cookie(self, name):
        return next((cookie["value"] for cookie in self.context.cookies() if cookie["name"] == name), None)

    def is_out(self, name, answer):
        """Told why, and let in nowhere."""
        assert answer.status in (401, 403, 503), (name, answer.status, self.text())
        assert self.page.locator("main [role=alert], main .alert, main .error").count() or answer.status == 503, self.text()
        assert not self.cookie("likeness"), f"{name}: a session was begun"
        assert not self.cookie("likeness-sign-on"), f"{name}: the attempt can be used again"
        desk = self.context.request.get(self.server.address + "/", max_redirects=0)
        assert (desk.status, desk.headers.get("location")) == (303, "/sign-in"), (name, desk.status)
