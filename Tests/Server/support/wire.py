"""HTTP by hand, so that nothing mends what is sent."""

import pathlib
import re
import socket
import urllib.parse


class Wire:
    """A connection."""

    def __init__(self, address, timeout=30, buffer=None):
        """A small buffer is filled by whoever is sent more than is read."""
        self.host = urllib.parse.urlparse(address).netloc
        name, port = self.host.split(":")
        self.socket = socket.socket()
        if buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        self.socket.settimeout(timeout)
        self.socket.connect((name, int(port)))
        self.kept = b""

    def send(self, data):
        self.socket.sendall(data)

    def ask(self, path, method="GET", headers=None, body=b""):
        """Sends a request whole; says nothing of its own but the host and the length."""
        fields = {"Host": self.host, **(headers or {})}
        if method != "GET" and "Transfer-Encoding" not in fields:
            fields.setdefault("Content-Length", str(len(body)))
        head = f"{method} {path} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        self.send((head + "\r\n").encode("utf-8", "surrogateescape") + body)

    def answer(self):
        """The next answer; None when the connection was closed before it."""
        while b"\r\n\r\n" not in self.kept:
            try:
                data = self.socket.recv(65536)
            except ConnectionResetError:
                data = b""
            if not data:
                assert not self.kept, f"an answer was broken off in its head: {self.kept[:200]}"
                return None
            self.kept += data
        head, _, self.kept = self.kept.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
        body = self.read(int(length[1])) if length else b""
        assert body is not None, f"an answer was broken off in its body: {head}"
        return Answer(head, body)

    def read(self, count):
        """The next bytes; None when there are not as many."""
        while len(self.kept) < count:
            try:
                data = self.socket.recv(65536)
            except ConnectionResetError:
                data = b""
            if not data:
                return None
            self.kept += data
        body, self.kept = self.kept[:count], self.kept[count:]
        return body

    def close(self):
        self.socket.close()


class Answer:
    def __init__(self, head, body):
        self.status, self.head, self.body = int(head.split()[1]), head, body

    def __repr__(self):
        return f"{self.head.decode(errors='replace')}\n\n{self.body[:500]}"

    def header(self, name):
        found = re.search(rb"(?im)^" + name.encode() + rb": *([^\r]*)", self.head)
        return found[1].decode(errors="replace") if found else None

    @property
    def code(self):
        """Of a failure, on a page or as a problem."""
        found = re.search(rb'<code>([a-z-]+\.[a-z-]+)</code>|"code":"([a-z-]+\.[a-z-]+)"', self.body)
        return (found[1] or found[2]).decode() if found else None

    @property
    def is_last(self):
        return (self.header("connection") or "").lower() == "close"


def ask(server, path, method="GET", headers=None, body=b"", timeout=30):
    """One request over a connection of its own."""
    wire = Wire(server.address, timeout)
    try:
        try:
            wire.ask(path, method, headers, body)
        except (BrokenPipeError, ConnectionResetError):
            pass
        return wire.answer()
    finally:
        wire.close()


def memory(server):
    """Bytes that the server's process holds, and the most that it ever held."""
    status = pathlib.Path(f"/proc/{server.process.pid}/status").read_text()
    return [int(re.search(rf"{name}:\s+(\d+) kB", status)[1]) << 10 for name in ["VmRSS", "VmHWM"]]
