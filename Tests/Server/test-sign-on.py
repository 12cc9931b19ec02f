"""Signing in by way of a provider, through the real pages; and by way of one that lies, fails or is not asked at all."""

import contextlib
import json
import pathlib
import subprocess
import tempfile
import time

from playwright.sync_api import sync_playwright

from desk import Person
from lies import lies
from provider import SECRET, Provider
from relay import Relay
from runs import Run
from server import PROGRAM
from visitor import PATIENCE, Visitor

SAM, SUE, NOBODY = "samira-quist", "suspended-sue", "nobody-at-all"


def settings(provider, relay, **others):
    return json.dumps({
        "name": "The station's directory", "issuer": provider.issuer, "clientID": "likeness", "clientSecret": SECRET,
        "redirectURI": relay.address + "/sign-on/return", "secondFactor": True, **others})


def accounts(server, relay, person):
    """An administrator with a password, and people without."""
    ada = person("admin").set_up(server.first.split("code=")[1]).sign_in()
    for name in [SAM, SUE]:
        ada.go("/accounts")
        ada.page.fill("#name", name)
        ada.page.check("input[value=searcher]")
        ada.page.click("button:has-text('Make it')")
    ada.go("/accounts")
    ada.page.click(f"button[aria-label='Suspend {SUE}']")
    ada.page.wait_for_selector(f"button[aria-label='Resume {SUE}']")


def before_it_is_known(provider, visitor):
    """A provider that does not say what it is; then one whose keys are not to be had."""
    for way in ["down", "broken", "large", "endless"]:
        provider.behave(ways={"/.well-known/openid-configuration": way})
        begun = time.monotonic()
        answer = visitor.fresh().begin()
        assert time.monotonic() - begun < PATIENCE, f"{way}: the page was long in coming"
        assert "provider" in visitor.text().lower(), visitor.text()
        visitor.is_out(f"description {way}", answer)
    provider.behave(description={"issuer": "http://localhost:1"})
    visitor.is_out("description of another", visitor.fresh().begin())
    for way in ["down", "large"]:
        provider.behave(ways={"/keys": way})
        visitor.fresh().begin()
        visitor.is_out(f"keys {way}", visitor.end(SAM))


def goes_well(provider, visitor, name=SAM):
    provider.behave()
    visitor.fresh().go("/sign-in")
    visitor.page.click("main a:has-text('directory')")
    answer = visitor.end(name)
    assert answer.status == 200 and visitor.page.url == visitor.server.address + "/", (answer.status, visitor.text())
    assert visitor.cookie("likeness") and not visitor.cookie("likeness-sign-on")
    assert not visitor.page.evaluate("document.referrer").startswith(provider.issuer + "/authorise"), "it is told on"
    assert name in visitor.page.inner_text("body")
    return visitor


def no_such_person(provider, visitor):
    """Whether there is no account or it is suspended, the page is the same, to the letter."""
    told = set()
    for name in [NOBODY, SUE, SUE + " ", SAM.upper() + "x", "x" * 300, "<b>'\"\0"]:
        provider.behave()
        visitor.fresh().begin()
        answer = visitor.end(name)
        if len(name) < 30 and "\0" not in name:
            told.add((answer.status, visitor.page.inner_html("main")))
        assert name not in visitor.page.content(), (name, visitor.page.url)
        visitor.is_out(f"account {name}", answer)
    assert len(told) == 1, told


def is_not_taken_in(provider, visitor):
    for name, lie in lies(provider, int(time.time()), NOBODY).items():
        provider.behave(**lie)
        visitor.fresh().begin()
        answer = visitor.end(SAM)
        assert "server.fault" not in visitor.text(), name
        visitor.is_out(name, answer)


def fails(provider, visitor):
    for way in ["down", "broken", "large", "slow"]:
        provider.behave(ways={"/token": way})
        visitor.fresh().begin()
        visitor.is_out(f"token {way}", visitor.end(SAM))
    provider.behave()
    visitor.fresh().begin()
    answer = visitor.end(SAM, "Refuse")
    assert "refused" in visitor.text(), visitor.text()
    visitor.is_out("refused", answer)


def planted(provider, visitor, victim):
    """Somebody signs in as far as the provider's answer, and has somebody else's browser bring it."""
    provider.behave(holds=True)
    visitor.fresh().begin()
    visitor.end(SAM)
    way_back = provider.held[-1]
    cookie = next(cookie for cookie in visitor.context.cookies() if cookie["name"] == "likeness-sign-on")
    assert cookie["httpOnly"] and cookie["sameSite"] == "Lax", cookie

    answer = victim.fresh().page.goto(way_back)
    victim.is_out("another browser", answer)
    # One that is at a sign-in of its own is not taken there either.
    victim.begin()
    victim.is_out("another browser, at its own sign-in", victim.page.goto(way_back))

    # It is still good where it belongs, and once.
    visitor.page.goto(way_back)
    assert visitor.page.url == visitor.server.address + "/", visitor.page.url
    visitor.fresh()
    visitor.is_out("brought once more", visitor.page.goto(way_back))
    visitor.context.add_cookies([cookie])
    visitor.is_out("brought once more, with what was kept of it", visitor.page.goto(way_back))
    return [cookie["value"], way_back]


def nothing_is_told(server, provider, more):
    """Neither log nor home has what only browser, server and provider may know."""
    hidden = {text for text in provider.secrets | set(more) if len(text) > 15}
    log = server.log()
    assert "/sign-on/return" in log and len(hidden) > 100, (len(log), len(hidden))
    for text in [*hidden, SAM, SUE, NOBODY]:
        assert text not in log, f"the log has {text}"
    for file in server.home.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            assert not [text for text in hidden if text.encode() in data], f"{file.name} has a secret"


def has_to_ask_for_two(server, provider, relay, folder):
    """Where the policy asks for a second factor, a provider that is not asked for one is not taken at all."""
    lax = folder / "lax.json"
    lax.write_text(settings(provider, relay, secondFactor=False))
    lax.chmod(0o600)
    done = subprocess.run([PROGRAM, "serve", "--home", server.home, "--port", "0", "--sign-on", lax],
                          capture_output=True, text=True, timeout=30)
    assert done.returncode != 0 and "sign-on.settings" in done.stderr, done
    assert SECRET not in done.stderr + done.stdout


def main():
    with contextlib.ExitStack() as stack:
        provider, relay = Provider(), Relay()
        stack.callback(provider.close)
        stack.callback(relay.close)
        folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="likeness-sign-on-")))
        (folder / "sign-on.json").write_text(settings(provider, relay))
        (folder / "sign-on.json").chmod(0o600)
        server = stack.enter_context(
            Run("investigation", "--sign-on", str(folder / "sign-on.json"), "--log-level", "debug"))
        relay.target = server.address
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        stack.callback(browser.close)
        accounts(server, relay, lambda name: Person(relay, browser, name))
        visitor, victim = Visitor(relay, browser, "visitor"), Visitor(relay, browser, "victim")
        before_it_is_known(provider, visitor)
        more = [goes_well(provider, visitor).cookie("likeness")]
        no_such_person(provider, visitor)
        is_not_taken_in(provider, visitor)
        fails(provider, visitor)
        more += planted(provider, visitor, victim)
        goes_well(provider, visitor)
        has_to_ask_for_two(server, provider, relay, folder)
        server.stop()
        nothing_is_told(server, provider, more)
        kinds = [entry["type"] for entry in json.loads(server.likeness("ledger", "show", "--json"))["entries"]]
        # The administrator by password, and Samira three times.
        assert kinds.count("login.succeeded") == 4, kinds
        server.likeness("ledger", "verify")
        print(f"sign-on: {len(lies(provider, 0, NOBODY))} lies, {kinds.count('login.failed')} log-ins of nobody, "
              f"{len(provider.secrets)} secrets, none told")
    print("sign-on: done")


main()
