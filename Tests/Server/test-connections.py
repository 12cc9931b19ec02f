"""How the server reads what comes by a connection: whole, once, as it was meant or not at all; and who keeps whom waiting."""

import concurrent.futures
import threading
import time

from runs import Run
from wire import Wire, ask, memory

# Seconds after which somebody is answered, whoever else is there.
PATIENCE = 20
# More connections than the server has open at once.
CONNECTIONS = 600
SMUGGLED = "GET /livez HTTP/1.1\r\nHost: {host}\r\n\r\n"


def post(fields, body, version="1.1"):
    return (f"POST /sign-in HTTP/{version}\r\nHost: {{host}}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"{fields}\r\n{body}")


# Each could be read in two ways; a server before this one may have chosen the other.
AMBIGUOUS = {
    "a length and chunks": post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n" + SMUGGLED),
    "chunks and a length": post("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", "5c\r\n" + SMUGGLED + "0\r\n\r\n"),
    "two lengths": post("Content-Length: 0\r\nContent-Length: 40\r\n", SMUGGLED),
    "a list of lengths": post("Content-Length: 3, 3\r\n", "a=b" + SMUGGLED),
    "a length with a sign": post("Content-Length: +3\r\n", "a=b" + SMUGGLED),
    "a length less than nothing": post("Content-Length: -3\r\n", "a=b" + SMUGGLED),
    "a hexadecimal length": post("Content-Length: 0x3\r\n", "a=b" + SMUGGLED),
    "a length of twenty digits": post("Content-Length: 99999999999999999999\r\n", "a=b" + SMUGGLED),
    "an empty length": post("Content-Length: \r\n", "a=b" + SMUGGLED),
    "a space before the colon": post("Content-Length : 3\r\n", "a=b" + SMUGGLED),
    "the same, of chunks": post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n" + SMUGGLED),
    "another coding": post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n" + SMUGGLED),
    "chunks not last": post("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n" + SMUGGLED),
    "chunks, and then none": post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", "0\r\n\r\n" + SMUGGLED),
    "a control character before chunks": post("Transfer-Encoding: \x0bchunked\r\n", "0\r\n\r\n" + SMUGGLED),
    "a folded line": post("X: y\r\n Transfer-Encoding: chunked\r\n", "0\r\n\r\n" + SMUGGLED),
    "a line that ends by LF": post("X: y\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n" + SMUGGLED),
    "a line that ends by CR": post("X: y\rTransfer-Encoding: chunked\r\n", "0\r\n\r\n" + SMUGGLED),
    "a NUL": post("X: y\0z\r\nContent-Length: 0\r\n", SMUGGLED),
    "a chunk whose extension ends by LF": post("Transfer-Encoding: chunked\r\n", "3;a\nb\r\na=b\r\n0\r\n\r\n" + SMUGGLED),
    "chunks that end by LF": post("Transfer-Encoding: chunked\r\n", "3\na=b\n0\n\n" + SMUGGLED),
    "a chunk of more than 64 bits": post("Transfer-Encoding: chunked\r\n", "10000000000000003\r\na=b\r\n0\r\n\r\n" + SMUGGLED),
    "a chunk less than nothing": post("Transfer-Encoding: chunked\r\n", "-1\r\na=b\r\n0\r\n\r\n" + SMUGGLED),
    "a chunk of 0x3": post("Transfer-Encoding: chunked\r\n", "0x3\r\na=b\r\n0\r\n\r\n" + SMUGGLED),
    "a chunk longer than it says": post("Transfer-Encoding: chunked\r\n", "3\r\na=bXX\r\n0\r\n\r\n" + SMUGGLED),
    "more trailers than there may be": post("Transfer-Encoding: chunked\r\n", "3\r\na=b\r\n0\r\n" + "X: y\r\n" * 30000),
    "an address of a megabyte": f"GET /{'x' * 1_000_000} HTTP/1.1\r\nHost: {{host}}\r\n\r\n",
    "a field of a megabyte": f"GET /livez HTTP/1.1\r\nHost: {{host}}\r\nX: {'x' * 1_000_000}\r\n\r\n",
    "5,000 fields": "GET /livez HTTP/1.1\r\nHost: {host}\r\n" + "X: y\r\n" * 5000 + "\r\n",
    "HTTP/0.9": "GET /livez\r\n\r\n",
    "HTTP/2": "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "TLS": "\x16\x03\x01\x02\0\x01\0\x01" * 20 + "\r\n\r\n",
}


def is_read_in_one_way(server):
    def send(case):
        name, request = case
        wire = Wire(server.address)
        try:
            wire.send(request.replace("{host}", wire.host).encode("latin-1"))
        except OSError:
            pass
        answer = wire.answer()
        assert answer is None or answer.status == 400, (name, answer)
        assert wire.answer() is None, f"{name}: what was smuggled is answered"
        wire.close()

    # A refused one is hung up after a second.
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        list(pool.map(send, AMBIGUOUS.items()))


def names(server, host):
    for field, status in [(host, 200), ("evil.example", 421), ("127.0.0.1.evil.example", 421), ("evil@127.0.0.1", 421),
                          ("", 421), ("127.0.0.1, evil.example", 421), ("localhost:1", 200)]:
        answer = ask(server, "/livez", headers={"Host": field})
        assert answer.status in (status, 400), (field, answer)
    wire = Wire(server.address)
    wire.send(f"GET http://{host}/livez HTTP/1.1\r\nHost: evil.example\r\n\r\n".encode())
    assert wire.answer().status in (400, 421)
    wire.close()


def one_after_the_other(server, host):
    """Many requests at once are answered in their order; those after one that was refused are of the same connection."""
    wire = Wire(server.address)
    paths = [f"/assets/{name}" if name else "/livez" for name in ["style.css", "", "icon.svg", "nothing.css"] * 25]
    wire.send("".join(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n" for path in paths).encode())
    sizes = {path: ask(server, path) for path in set(paths)}
    for path in paths:
        answer = wire.answer()
        assert (answer.status, answer.body) == (sizes[path].status, sizes[path].body), path
    # What a GET brings is passed over, and is no request.
    smuggled = SMUGGLED.replace("{host}", host)
    wire.send(f"GET /livez HTTP/1.1\r\nHost: {host}\r\nContent-Length: {len(smuggled)}\r\n\r\n{smuggled}".encode())
    wire.ask("/assets/icon.svg")
    assert wire.answer().body == b"ok\n" and wire.answer().body == sizes["/assets/icon.svg"].body
    # A body that is shorter than it was said to be is waited for; one that is longer is no request of its own.
    wire.send(f"POST /sign-in HTTP/1.1\r\nHost: {host}\r\nContent-Length: 3\r\n\r\nname=x".encode())
    first, second = wire.answer(), wire.answer()
    assert first.status == 400 and (second is None or second.status == 400), (first, second)
    wire.close()
    wire = Wire(server.address)
    wire.send(f"POST /sign-in HTTP/1.1\r\nHost: {host}\r\nContent-Length: 100\r\n"
              "Content-Type: application/x-www-form-urlencoded\r\n\r\nname=x".encode())
    wire.close()


def without_end(server, host):
    """Heads and chunks that never come to an end fill no memory."""
    before = memory(server)[0]
    for begin, more in [("GET /livez HTTP/1.1\r\n", b"X: " + b"y" * 1000 + b"\r\n"), ("GET /", b"x" * 1000),
                        (f"POST /sign-in HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n3;", b"x" * 100_000)]:
        wire, begun = Wire(server.address, 1), time.monotonic()
        try:
            wire.send(begin.encode())
            while time.monotonic() - begun < 1:
                wire.send(more)
            assert b"3;" in begin.encode(), "a head without end is taken"
        except OSError:
            pass
        wire.close()
    assert memory(server)[0] - before < 50 << 20, memory(server)


class Dripping(threading.Thread):
    """People who send a byte now and then, each in another place, and never come to an end."""

    def __init__(self, server, host):
        super().__init__(daemon=True)
        self.done = threading.Event()
        begins = [
            "", "GET /livez HTTP/1.1\r\nHost: ",
            f"POST /sign-in HTTP/1.1\r\nHost: {host}\r\nContent-Length: 999\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n\r\n",
            f"GET /livez HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n"]
        # Bytes that fit wherever they land.
        self.drips = [b"", b"x", b"x", b"1\r\nx\r\n"]
        self.wires = [Wire(server.address, 5) for _ in range(CONNECTIONS)]
        for number, wire in enumerate(self.wires):
            wire.send(begins[number % 4].encode())
        self.start()

    def run(self):
        while not self.done.wait(3):
            for number, wire in enumerate(self.wires):
                try:
                    wire.send(self.drips[number % 4])
                except OSError:
                    pass

    def stop(self):
        self.done.set()
        self.join()
        for wire in self.wires:
            wire.close()


def nobody_keeps_it(server, host):
    """The server has some connections at once, and nobody who asks for nothing keeps them."""
    people, begun = Dripping(server, host), time.monotonic()
    try:
        answer = ask(server, "/livez", timeout=PATIENCE)
        spent = time.monotonic() - begun
        assert answer.status == 200
        held = memory(server)[0]
    except TimeoutError:
        raise AssertionError(f"{CONNECTIONS} who ask for nothing keep others out for {PATIENCE} s") from None
    finally:
        people.stop()
    assert ask(server, "/livez", timeout=PATIENCE).status == 200
    print(f"connections: one who asks among {CONNECTIONS} who do not is answered after {spent:.1f} s, {held >> 20} MiB")


def main():
    with Run("household") as server:
        host = server.address.removeprefix("http://")
        is_read_in_one_way(server)
        names(server, host)
        one_after_the_other(server, host)
        without_end(server, host)
        assert ask(server, "/livez").status == 200 and not server.log(), server.log()[-2000:]
        print(f"connections: {len(AMBIGUOUS)} that can be read in two ways are not read")
        nobody_keeps_it(server, host)
        server.stop()
    print("connections: done")


main()
