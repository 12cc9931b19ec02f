"""A home and its server, for tests over the wire."""

import base64
import hashlib
import hmac
import os
import pathlib
import re
import struct
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
PROGRAM = pathlib.Path(os.environ.get("LIKENESS_PROGRAM", ROOT / ".build/release/likeness"))
PASSWORD = "correct horse battery"


def one_time_code(key, at=None):
    """RFC 6238, as an authenticator app makes it."""
    secret = base64.b32decode(key.replace(" ", "") + "=" * (-len(key.replace(" ", "")) % 8))
    digest = hmac.new(secret, struct.pack(">Q", int(at or time.time()) // 30), hashlib.sha1).digest()
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place:place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


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

    def __enter__(self):
        return self

    def __exit__(self, *_):
        """Ends it as an operator does, which has to go well."""
        self.process.terminate()
        code = self.process.wait(timeout=30)
        self.folder.cleanup()
        assert code == 0, f"the server ended with {code}"
