"""What a server meets from those who mean it ill: bodies without end, slow ones, malformed ones, bombs, and names that lead out."""

import pathlib
import random
import re
import socket
import struct
import tempfile
import time
import urllib.parse
import zlib

import photos
from desk import desk

SEED = 20260731
MALFORMED = 10_000


class Wire:
    """A connection by hand, so that nothing mends what is sent."""

    def __init__(self, address):
        host, port = urllib.parse.urlparse(address).netloc.split(":")
        self.socket = socket.create_connection((host, int(port)), timeout=90)
        self.kept = b""

    def send(self, data):
        self.socket.sendall(data)

    def answer(self):
        """The status and the body of the next answer; None when the server has closed the connection."""
        while b"\r\n\r\n" not in self.kept:
            data = self.socket.recv(65536)
            if not data:
                return None
            self.kept += data
        head, _, rest = self.kept.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: (\d+)", head)
        want = int(length[1]) if length else 0
        while len(rest) < want:
            data = self.socket.recv(65536)
            if not data:
                break
            rest += data
        self.kept = rest[want:]
        return int(head.split()[1]), head, rest[:want]

    def close(self):
        self.socket.close()


def ask(server, path, method="GET", headers=None, body=b"", wire=None):
    own = wire or Wire(server.address)
    fields = {"Host": urllib.parse.urlparse(server.address).netloc, **(headers or {})}
    if method != "GET" and "Transfer-Encoding" not in fields:
        fields.setdefault("Content-Length", str(len(body)))
    own.send((f"{method} {path} HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in fields.items()) + "\r\n").encode()
             + body)
    try:
        return own.answer()
    finally:
        if wire is None:
            own.close()


def memory(server):
    """Bytes that the server's process holds."""
    pages = pathlib.Path(f"/proc/{server.process.pid}/statm").read_text().split()[1]
    return int(pages) * 4096


def code(answer):
    found = re.search(rb"<code>([a-z-]+\.[a-z-]+)</code>", answer[2])
    return found[1].decode() if found else None


def malformed(key, chance):
    """A form with one thing wrong with it, or several."""
    form = (f'--b\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n{key}\r\n'
            '--b\r\nContent-Disposition: form-data; name="photo"; filename="../../x.jpg"\r\n'
            "Content-Type: image/jpeg\r\n\r\n").encode() + chance.randbytes(chance.randrange(200)) + b"\r\n--b--\r\n"
    form = bytearray(form)
    for _ in range(chance.randrange(1, 6)):
        place, kind = chance.randrange(len(form) or 1), chance.randrange(5)
        if kind == 0:
            form[place:place + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            del form[place:]
        elif kind == 2:
            del form[place:place + chance.randrange(30)]
        elif kind == 3:
            form[place:place] = chance.choice([b"\r\n--b", b"--b--", b"\0", b"\r\n", b"\n", b'"', b"--b\r\n\r\n"])
        else:
            form[place:place] = form[max(0, place - 40):place]
    return bytes(form)


def bomb():
    """A PNG of a few kilobytes that says it is 20,000 by 20,000 pixels."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = zlib.compress(b"\0" * 20_000_000, 9)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", rows) + chunk(b"IEND", b""))


def main():
    with tempfile.TemporaryDirectory(prefix="likeness-photos-") as folder:
        archive, probe = photos.make(folder)
        with desk("household", "--root", str(archive)) as (server, person):
            hostile(server, person("owner"), probe)
    print("hostile: done")


def hostile(server, owner, probe):
    owner.page.goto(server.address + server.first)
    assert owner.heading() == "A new search", owner.heading()
    # The link was good once.
    other = ask(server, server.first)
    assert other[0] == 200 and b"Sign in" in other[2], other
    cookie = "; ".join(f"{c['name']}={c['value']}" for c in owner.context.cookies())
    key = owner.page.locator("form[action='/probes'] input[name=csrf]").get_attribute("value")
    signed = {"Cookie": cookie}
    form = {**signed, "Content-Type": "multipart/form-data; boundary=b"}

    # Names that are not ours, and what is smuggled into an address.
    assert ask(server, "/livez", headers={"Host": "evil.example"})[0] == 421
    for path in ["/assets/..%2f..%2fetc%2fpasswd", "/assets/../../etc/passwd", "/assets/%2e%2e/x", "/photos/-1",
                 "/photos/99999999999999999999", "/searches/%00", "/collections/%0d%0aSet-Cookie:%20x=1"]:
        answer = ask(server, path, headers=signed)
        assert answer[0] in (400, 404, 422), (path, answer[0])
        assert b"root:" not in answer[2] and b"set-cookie: x=1" not in answer[1].lower(), path
    answer = ask(server, "/?done=%0d%0aX-Evil:%201", headers=signed)
    assert answer[0] == 200 and b"x-evil" not in answer[1].lower()

    # A folder that leads out of those that may be indexed.
    owner.go("/collections")
    for field in ["name", "controller", "basis", "source"]:
        owner.page.fill(f"#{field}", "own photos")
    owner.page.fill("#retention", "100")
    owner.page.click("button:has-text('Make it')")
    for folder in ["../..", "/etc", "..", "x/../../.."]:
        owner.page.fill("#subfolder", folder)
        owner.page.click("button:text-is('Index')")
        text = owner.page.inner_text("main")
        assert "not below one that may be indexed" in text or "does not exist" in text, (folder, text)
    owner.go("/collections")
    owner.page.click("tbody a")
    owner.page.click("button:text-is('Index')")
    owner.page.wait_for_selector("[data-progress]", state="detached", timeout=120_000)

    before = memory(server)
    # 10,000 malformed forms, on a few connections.
    chance, wire, statuses = random.Random(SEED), None, {}
    for number in range(MALFORMED):
        wire = wire or Wire(server.address)
        try:
            answer = ask(server, "/probes", "POST", form, malformed(key, chance), wire)
        except (ConnectionError, BrokenPipeError):
            answer = None
        if answer is None or b"connection: close" in answer[1].lower():
            wire.close()
            wire = None
        if answer is not None:
            statuses[answer[0]] = statuses.get(answer[0], 0) + 1
            assert answer[0] < 500, (number, answer)
    assert sum(statuses.values()) > MALFORMED * 0.99, statuses
    assert set(statuses) <= {303, 400, 403, 404, 413, 422, 429}, statuses

    # More than is taken, said first or not.
    answer = ask(server, "/probes", "POST", {**form, "Content-Length": str(10 << 30)})
    assert answer[0] == 413 and code(answer) == "body.too-large", answer
    wire = Wire(server.address)
    host = urllib.parse.urlparse(server.address).netloc
    wire.send((f"POST /probes HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nTransfer-Encoding: chunked\r\n"
               "Content-Type: application/octet-stream\r\n\r\n").encode())
    block, begun, is_cut_off = b"100000\r\n" + b"x" * 0x100000 + b"\r\n", time.monotonic(), False
    try:
        while time.monotonic() - begun < 20:
            wire.send(block)
    except OSError:
        is_cut_off = True
    wire.close()
    assert is_cut_off, "a body without end is taken"
    answer = ask(server, "/cases", "POST", {**signed, "Content-Type": "application/x-www-form-urlencoded"},
                 b"reference=" + b"x" * (65 << 10))
    assert answer[0] == 413, answer

    # A photo that would fill the memory, and what is none.
    for name, bytes in [("bomb", bomb()), ("text", b"not a photo"), ("empty", b"")]:
        answer = ask(server, "/probes", "POST", {**signed, "Content-Type": "image/png",
                                                 "Sec-Fetch-Site": "same-origin"}, bytes)
        assert answer[0] in (403, 422, 400), (name, answer[0])
        body = (f'--b\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n{key}\r\n--b\r\n'
                'Content-Disposition: form-data; name="photo"; filename="x.png"\r\n\r\n').encode() + bytes + b"\r\n--b--\r\n"
        answer = ask(server, "/probes", "POST", form, body)
        assert answer[0] in (400, 422), (name, answer[0], code(answer))

    # Many who send a byte now and then do not keep others out.
    slow = [Wire(server.address) for _ in range(60)]
    for wire in slow:
        wire.send(f"POST /probes HTTP/1.1\r\nHost: {host}\r\nContent-Length: 100\r\n".encode())
    begun = time.monotonic()
    for _ in range(20):
        assert ask(server, "/livez")[0] == 200
    assert time.monotonic() - begun < 10, "slow senders keep others waiting"
    for wire in slow:
        wire.close()

    grown = memory(server) - before
    assert grown < 400 << 20, f"{grown >> 20} MiB more are held than before"

    # And it still does what it is for, while others who may send photos take their time over it.
    slow = [Wire(server.address) for _ in range(8)]
    for wire in slow:
        wire.send((f"POST /probes HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nContent-Length: 100000\r\n"
                   "Content-Type: multipart/form-data; boundary=b\r\n\r\n--b\r\n").encode())
    owner.go("/")
    owner.page.set_input_files("#photo", str(probe))
    owner.page.click("button:has-text('Look for faces')")
    owner.page.wait_for_url("**/probes/*")
    owner.page.click("button:text-is('Search')")
    owner.page.wait_for_url("**/searches/*")
    assert owner.page.locator(".candidate").count() > 0
    for wire in slow:
        wire.close()
    assert server.process.poll() is None
    print(f"hostile: {statuses}, {grown >> 20} MiB more")


main()
