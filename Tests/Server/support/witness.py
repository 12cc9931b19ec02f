"""An overseer's witness, as `likeness ledger witness` serves it."""

import base64
import hashlib
import os
import re
import subprocess

from server import PROGRAM


class Witness:
    """Knows one log, whose key is in a file."""

    def __init__(self, store, name, log):
        self.process = subprocess.Popen(
            [PROGRAM, "ledger", "witness", "--store", store, "--name", name, "--log", log, "--port", "0"],
            stderr=subprocess.PIPE, text=True)
        self.name = name
        for line in self.process.stderr:
            if line.startswith("Witness "):
                self.key = line.split()[1]
            if found := re.match(r"Listening on (http://\S+)/add-checkpoint", line):
                self.address = found[1]
                return
        raise AssertionError("the witness does not listen")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        assert self.process.wait(timeout=30) == 0


def other_key(name):
    """A key of a witness of this name that nobody has."""
    key = b"\x04" + os.urandom(32)
    digest = hashlib.sha256(name.encode() + b"\n" + key).digest()
    return f"{name}+{digest[:4].hex()}+{base64.b64encode(key).decode()}"
