"""A server that is stopped, killed and started again over one home, and whose log is read."""

import html
import pathlib
import re
import signal
import subprocess
import tempfile
import time

import requests

from server import PROGRAM, Server


class Run(Server):
    """`likeness serve` over a new home, as often as it is wanted."""

    def __init__(self, profile, *options, port=0):
        self.folder = tempfile.TemporaryDirectory(prefix="likeness-run-")
        self.home = pathlib.Path(self.folder.name) / "home"
        self.said = pathlib.Path(self.folder.name) / "said"
        self.options = options
        self.likeness("init", "--profile", profile)
        self.start(port)

    def start(self, port=0):
        with open(self.said, "ab") as said:
            self.process = subprocess.Popen(
                [PROGRAM, "serve", "--home", self.home, "--port", str(port), *self.options],
                stdout=subprocess.PIPE, stderr=said, text=True)
        link = re.search(r"http://\S+", self.process.stdout.readline())[0]
        self.address, self.first = re.match(r"(http://[^/]+)(.*)", link).groups()

    def stop(self, patience=30):
        """Ends it as an operator does, which has to go well; returns how many seconds that took."""
        begun = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(timeout=patience)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"the server has not ended {patience} s after it was told to") from None
        assert code == 0, f"the server ended with {code}"
        return time.monotonic() - begun

    def kill(self):
        self.process.kill()
        self.process.wait()

    def log(self):
        return self.said.read_text(errors="replace")

    def owners_token(self):
        """A token for everything, of a household's owner."""
        return self.owners_tokens("all")[0]

    def owners_tokens(self, *scopes):
        """One for each scope; the link that lets the owner in is good for once."""
        desk = requests.Session()
        assert desk.get(self.address + self.first).ok
        key = html.unescape(re.search(r'name="csrf" value="([^"]+)"', desk.get(self.address + "/account").text)[1])
        tokens = []
        for scope in scopes:
            made = desk.post(self.address + "/account/tokens",
                             data={"csrf": key, "label": "test", "scope": scope, "days": "1"}).text
            tokens.append(re.search(r"<code>([^<]+)</code>", made[made.index('id="tokens"'):])[1])
        return tokens

    def __exit__(self, *_):
        """Whoever wants to know how it ends asks before."""
        self.process.kill()
        self.process.wait()
        self.folder.cleanup()
