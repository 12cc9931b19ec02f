"""What is sent: malformed forms, bodies that never end or grow when they are read, pictures that would fill the memory."""

import concurrent.futures
import gzip
import json
import pathlib
import random
import subprocess
import tempfile
import time

import bombs
from runs import Run
from server import PROGRAM
from wire import Wire, ask, memory

SEED, MALFORMED = 20261121, 10_000
# Bytes: more than at the start when all is done; with one picture at work, and with as many as are worked on.
HELD, WORKING, CROWDED = 400 << 20, 2 << 30, 6 << 30
# Seconds for one picture, whatever it says it is; and for somebody who asks for none meanwhile.
PATIENCE, SOON = 20, 2
FIELD = b'--b\r\nContent-Disposition: form-data; name="face"\r\n\r\n1\r\n'
PIECES = [
    b"\r\n--b", b"--b--", b"\0", b"\r\n", b"\n", b'"', b"--b\r\n\r\n", b"\xff\xfe", b"\r\n\r\n", b"%00", b"\\", b": ",
    b" " * 300, b"; filename*=UTF-8''..%2fx", b"Content-Transfer-Encoding: base64\r\n",
    b"Content-Type: multipart/mixed; boundary=b\r\n",
]


def malformed(photo, fields, chance):
    """A form with one thing wrong with it, or several."""
    head = b'--b\r\nContent-Disposition: form-data; name="photo"; filename="../../x.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
    form = bytearray(fields + head + photo[:chance.randrange(300)] + b"\r\n--b--\r\n")
    for _ in range(chance.randrange(1, 6)):
        place, kind = chance.randrange(len(form) + 1), chance.randrange(5)
        if kind == 0:
            form[place:place + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            del form[place:]
        elif kind == 2:
            del form[place:place + chance.randrange(30)]
        elif kind == 3:
            form[place:place] = chance.choice(PIECES)
        else:
            form[place:place] = form[max(0, place - 40):place]
    return bytes(form)


def in_chunks(body, chance):
    """Cut where nobody would cut it."""
    cut, parts = 0, []
    while cut < len(body):
        size = chance.choice([1, 2, 3, 7, 40, 200])
        part = body[cut:cut + size]
        parts.append(b"%x\r\n%s\r\n" % (len(part), part))
        cut += size
    return b"".join(parts) + b"0\r\n\r\n"


def send_malformed(server, mine, photo, seed, count):
    """By one connection for as long as the server keeps it; returns how often it said what."""
    path, fields = ("/api/v1/searches", FIELD) if seed == SEED else ("/api/v1/faces", b"")
    chance, wire, statuses = random.Random(seed), None, {}
    form = {**mine, "Content-Type": "multipart/form-data; boundary=b"}
    for number in range(count):
        body, more = malformed(photo, fields, chance), {}
        if number % 2:
            body, more = in_chunks(body, chance), {"Transfer-Encoding": "chunked"}
        for _ in range(2):
            try:
                wire = wire or Wire(server.address)
                wire.ask(path, "POST", {**form, **more}, body)
                answer = wire.answer()
            except OSError:
                answer = None
            if answer is None or answer.is_last:
                wire.close()
                wire = None
            if answer is not None:
                break
        assert answer is not None and answer.status in (400, 413, 422, 429), (seed, number, answer)
        statuses[answer.status] = statuses.get(answer.status, 0) + 1
    return statuses


def malformed_forms(server, mine, photo):
    begun, statuses = time.monotonic(), {}
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        for said in pool.map(lambda part: send_malformed(server, mine, photo, SEED + part, MALFORMED // 4), range(4)):
            for status, count in said.items():
                statuses[status] = statuses.get(status, 0) + count
    spent = time.monotonic() - begun
    assert spent < 40, f"{MALFORMED} forms take {spent:.0f} s"
    assert {400, 422} <= set(statuses), statuses
    print(f"bodies: {MALFORMED} malformed forms in {spent:.0f} s: {statuses}")


def without_end(server, mine):
    """A body that does not end is cut off where the route takes no more, and not a moment later."""
    form, text = "application/x-www-form-urlencoded", "application/json"
    for path, headers, most in [
        ("/sign-in", {"Content-Type": form}, 8 << 20), ("/set-up", {"Content-Type": form}, 8 << 20),
        ("/api/v1/collections", {**mine, "Content-Type": text}, 8 << 20),
        ("/api/v1/faces", {**mine, "Content-Type": "image/jpeg"}, 100 << 20),
        ("/api/v1/faces", {**mine, "Content-Type": "multipart/form-data; boundary=b"}, 100 << 20),
        ("/api/v1/faces", {"Content-Type": "image/jpeg"}, 100 << 20),
    ]:
        wire, sent, begun = Wire(server.address), 0, time.monotonic()
        wire.ask(path, "POST", {**headers, "Transfer-Encoding": "chunked"})
        try:
            while time.monotonic() - begun < 20:
                wire.send(b"40000\r\n" + b"x" * 0x40000 + b"\r\n")
                sent += 0x40000
            raise AssertionError(f"{path}: {sent >> 20} MiB are taken, and no end")
        except OSError:
            wire.close()
        assert time.monotonic() - begun < 15, (path, time.monotonic() - begun)


def packed(server, mine, photo):
    """What is sent packed is not unpacked, whatever it says."""
    bomb = bombs.deflated(1 << 30)
    for coding, body in [("gzip", gzip.compress(photo)), ("deflate", bomb), ("gzip", bomb), ("br", bomb), ("zstd", bomb)]:
        for path, kind in [("/api/v1/faces", "image/jpeg"), ("/api/v1/collections", "application/json")]:
            headers = {**mine, "Content-Type": kind, "Content-Encoding": coding}
            answer = ask(server, path, "POST", headers, body)
            assert answer is None or answer.status in (400, 413, 415, 422), (coding, path, answer)
    # Nor is one that says less or more than it brings.
    answer = ask(server, "/api/v1/faces", "POST", {**mine, "Content-Type": "image/jpeg", "Content-Length": str(64 << 20 | 1)})
    assert answer.status == 413 and answer.code == "body.too-large", answer
    answer = ask(server, "/api/v1/faces", "POST", {**mine, "Content-Type": "image/jpeg", "Content-Length": "10"}, photo)
    assert answer.status == 422, answer


def pictures(server, mine):
    """Each alone, with the most that is held while it is looked at."""
    worst = (0, "")
    for name, (picture, kind) in bombs.all_of_them().items():
        pathlib.Path(f"/proc/{server.process.pid}/clear_refs").write_text("5")
        begun = time.monotonic()
        answer = ask(server, "/api/v1/faces", "POST", {**mine, "Content-Type": kind}, picture, timeout=PATIENCE)
        spent, most = time.monotonic() - begun, memory(server)[1]
        assert answer.status in (200, 413, 422), (name, answer)
        if answer.status == 200:
            assert json.loads(answer.body)["photos"][0]["faces"] == [], name
        assert spent < PATIENCE and most < WORKING, f"{name}: {spent:.1f} s, {most >> 20} MiB"
        worst = max(worst, (most, name))
    print(f"bodies: at most {worst[0] >> 20} MiB for a picture ({worst[1]})")


def many_pictures(server, mine):
    """More than are worked on at once; somebody else is answered meanwhile."""
    after_it = bombs.png(40, 40, 8, 2, bombs.deflated(1 << 30))
    large = [(bombs.large(), "image/png"), (bombs.jpeg(14_000, 14_000, 0xC2, 1), "image/jpeg")]
    crowd = large + [(after_it, "image/png")] * 4
    pathlib.Path(f"/proc/{server.process.pid}/clear_refs").write_text("5")

    def send(one):
        return ask(server, "/api/v1/faces", "POST", {**mine, "Content-Type": one[1]}, one[0], timeout=90)

    waits = []
    with concurrent.futures.ThreadPoolExecutor(len(crowd)) as pool:
        sent = [pool.submit(send, one) for one in crowd]
        while not all(one.done() for one in sent):
            begun = time.monotonic()
            assert ask(server, "/livez", timeout=PATIENCE).status == 200
            waits.append(time.monotonic() - begun)
            time.sleep(0.05)
        answers = [one.result() for one in sent]
    assert {answer.status for answer in answers} <= {200, 422, 429}, answers
    most = memory(server)[1]
    print(f"bodies: at most {most >> 20} MiB for {len(crowd)} pictures at once; others wait {max(waits):.1f} s")
    assert most < CROWDED, f"{most >> 20} MiB"
    assert max(waits) < SOON, f"pictures at work keep everybody waiting for {max(waits):.1f} s"


def main():
    with tempfile.TemporaryDirectory(prefix="likeness-photos-") as folder:
        folder = pathlib.Path(folder) / "photos"
        subprocess.run([PROGRAM, "synth", folder, "--portraits", "1"], check=True, capture_output=True)
        photo = next(folder.rglob("*.jpg")).read_bytes()
        with Run("household", "--searches-per-minute", "100000") as server:
            mine = {"Authorization": f"Bearer {server.owners_token()}"}
            jpeg = {**mine, "Content-Type": "image/jpeg"}
            assert ask(server, "/api/v1/faces", "POST", jpeg, photo).status == 200
            before = memory(server)[0]
            malformed_forms(server, mine, photo)
            without_end(server, mine)
            packed(server, mine, photo)
            pictures(server, mine)
            many_pictures(server, mine)
            grown = memory(server)[0] - before
            assert grown < HELD, f"{grown >> 20} MiB more are held than before"
            # And it still does what it is for.
            answer = ask(server, "/api/v1/faces", "POST", jpeg, photo)
            assert len(json.loads(answer.body)["photos"][0]["faces"]) == 1, answer
            assert not server.log(), server.log()[-2000:]
            server.stop()
    print(f"bodies: done, {grown >> 20} MiB more are held")


main()
