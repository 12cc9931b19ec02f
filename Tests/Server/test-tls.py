"""TLS as a browser and an operator meet it: what is agreed on, what is refused, and a certificate that is replaced."""

import contextlib
import http.client
import os
import pathlib
import pty
import re
import signal
import socket
import ssl
import subprocess
import tempfile
import threading
import time
import urllib.parse
import warnings

from server import PROGRAM, Server


class SecureServer(Server):
    """`likeness serve` in a household, with what it logs kept by lines."""

    def __init__(self, *options):
        self.folder = tempfile.TemporaryDirectory(prefix="likeness-tls-")
        self.home = pathlib.Path(self.folder.name) / "home"
        self.likeness("init", "--profile", "household")
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--home", self.home, "--port", "0", *options], stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True)
        link = re.search(r"https?://\S+", self.process.stdout.readline())
        assert link, f"the server did not start: {self.process.stderr.read()}"
        self.link = link[0]
        self.port = urllib.parse.urlparse(self.link).port
        self.log = []
        threading.Thread(target=lambda: self.log.extend(self.process.stderr), daemon=True).start()

    def hang_up(self):
        self.process.send_signal(signal.SIGHUP)

    def logged(self, words):
        """Waits until a line has these words, and takes it out."""
        for _ in range(100):
            for line in self.log:
                if words in line:
                    self.log.remove(line)
                    return line
            time.sleep(0.05)
        raise AssertionError(f"not logged: {words}; but {self.log}")


def make_pair(folder, name):
    """A certificate of its own, and its key."""
    chain, key = folder / f"{name}.pem", folder / f"{name}-key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-subj", f"/CN={name}", "-addext", "subjectAltName=DNS:localhost", "-out", chain, "-keyout", key],
        check=True, capture_output=True)
    return chain, key


def connect(server, trusted, newest=None):
    """A connection that believes this certificate alone, which has to be the one that is shown."""
    context = ssl.create_default_context(cafile=trusted)
    if newest:
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = newest
        context.set_ciphers("ALL:@SECLEVEL=0")
    plain = socket.create_connection(("127.0.0.1", server.port), timeout=10)
    return context.wrap_socket(plain, server_hostname="localhost")


def get(wire, server, path):
    """The answer over a connection that stays open."""
    connection = http.client.HTTPConnection("localhost", server.port)
    connection.sock = wire
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    return answer


def refused(work, reason):
    try:
        work()
    except ssl.SSLError as error:
        assert error.reason == reason, error
        return
    raise AssertionError("was not refused")


def speaks_tls(server, chain):
    with connect(server, chain) as wire:
        assert wire.version() == "TLSv1.3", wire.version()
        path = urllib.parse.urlparse(server.link)
        answer = get(wire, server, f"{path.path}?{path.query}")
        cookie = answer.headers["Set-Cookie"]
        assert cookie.startswith("__Host-likeness=") and "Secure" in cookie and "HttpOnly" in cookie, cookie
        assert "max-age" in get(wire, server, "/sign-in").headers["Strict-Transport-Security"]
    with connect(server, chain, newest=ssl.TLSVersion.TLSv1_2) as wire:
        assert wire.version() == "TLSv1.2" and get(wire, server, "/livez").status == 200
    refused(lambda: connect(server, chain, newest=ssl.TLSVersion.TLSv1_1), "TLSV1_ALERT_PROTOCOL_VERSION")
    print("tls: 1.3 and 1.2 are spoken, 1.1 is not, and the cookie is bound to the host")


def refuses_plain_http(server, chain):
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as wire:
        wire.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        with contextlib.suppress(ConnectionResetError):
            assert not wire.recv(4096).startswith(b"HTTP/")
    with connect(server, chain) as wire:
        assert get(wire, server, "/livez").status == 200
    print("tls: HTTP in the clear gets no answer, and harms nobody")


def replaces(server, chain, key, folder):
    second, second_key = make_pair(folder, "second")
    with connect(server, chain) as old:
        assert get(old, server, "/livez").status == 200
        first = chain.read_bytes()
        os.replace(second, chain)
        server.hang_up()
        assert "server.certificate" in server.logged("not loaded"), "half of a pair was taken"
        (folder / "first.pem").write_bytes(first)
        with connect(server, folder / "first.pem") as wire:
            assert get(wire, server, "/livez").status == 200
        os.replace(second_key, key)
        server.hang_up()
        server.logged("certificate loaded")
        with connect(server, chain) as wire:
            assert get(wire, server, "/livez").status == 200
        refused(lambda: connect(server, folder / "first.pem"), "CERTIFICATE_VERIFY_FAILED")
        assert get(old, server, "/livez").status == 200, "the old connection did not go on"
    print("tls: a new pair is shown to new connections, and the old ones go on")


def keeps(server, chain, key):
    good_key = key.read_bytes()
    wrongs = {
        "server.certificate": lambda: key.write_text("not a key"),
        "server.secret-exposed": lambda: (key.write_bytes(good_key), key.chmod(0o644)),
    }
    for code, spoil in wrongs.items():
        spoil()
        server.hang_up()
        line = server.logged("not loaded")
        assert code in line and str(key) not in line, line
        with connect(server, chain) as wire:
            assert get(wire, server, "/livez").status == 200
    key.unlink()
    server.hang_up()
    server.logged("not loaded")
    with connect(server, chain) as wire:
        assert get(wire, server, "/livez").status == 200
    print("tls: what cannot be used is not taken, the log says so, and the pair before goes on")


def does_not_start(folder):
    chain, key = make_pair(folder, "lone")
    other, _ = make_pair(folder, "other")

    def start(code, *options):
        ended = subprocess.run(
            [PROGRAM, "serve", "--home", folder / "home", "--port", "0", *options], capture_output=True, text=True)
        assert ended.returncode == (2 if code == "server.settings" else 4) and f"[{code}]" in ended.stderr, ended.stderr

    subprocess.run([PROGRAM, "init", "--home", folder / "home"], check=True, capture_output=True)
    start("server.certificate", "--certificate", other, "--key", key)
    start("server.settings", "--certificate", chain)
    key.chmod(0o604)
    start("server.secret-exposed", "--certificate", chain, "--key", key)
    print("tls: no server starts with a pair that is none, or with a key that others can read")


def hangs_up_without():
    with SecureServer() as server:
        for _ in range(3):
            server.hang_up()
        time.sleep(0.2)
        wire = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        wire.request("GET", "/livez")
        assert wire.getresponse().status == 200
        wire.close()
        assert not server.log, server.log
    print("tls: without a certificate SIGHUP does nothing")


def ends_with_its_terminal(folder):
    """As when somebody closes the window."""
    process, terminal = pty.fork()
    if process == 0:
        os.execv(PROGRAM, [str(PROGRAM), "serve", "--home", str(folder / "home"), "--port", "0"])
    said = b""
    while b"Ctrl-C" not in said:
        said += os.read(terminal, 4096)
    os.close(terminal)
    for _ in range(100):
        ended, status = os.waitpid(process, os.WNOHANG)
        if ended:
            assert os.waitstatus_to_exitcode(status) == 0, status
            print("tls: a server goes with the terminal that it was started in")
            return
        time.sleep(0.1)
    os.kill(process, signal.SIGKILL)
    raise AssertionError("the server outlived its terminal")


def main():
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="likeness-tls-") as name:
        folder = pathlib.Path(name)
        does_not_start(folder)
        ends_with_its_terminal(folder)
        chain, key = make_pair(folder, "served")
        with SecureServer("--certificate", chain, "--key", key, "--name", "localhost") as server:
            assert server.link.startswith("https://localhost:"), server.link
            speaks_tls(server, chain)
            refuses_plain_http(server, chain)
            replaces(server, chain, key, folder)
            keeps(server, chain, key)
            assert not server.log, server.log
    hangs_up_without()
    print(f"tls: ok, in {time.monotonic() - began:.1f} s")


if __name__ == "__main__":
    # An old version is asked for, to be refused.
    warnings.simplefilter("ignore", DeprecationWarning)
    main()
