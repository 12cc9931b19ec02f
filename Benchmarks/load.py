"""Searches over HTTP, by several clients at once, beside OpenCV behind Python's own server.

usage: load.py LIKENESS HOME PROBES [--seconds 60] [--clients 1 2 16] [--peer PYTHON] [--watch MINUTES]

HOME is a household's; PROBES a folder of photos with one face each. Each request uploads a photo and is answered with the
candidates: decoded, detected, embedded, recorded and logged with fsync before and after, searched. The share of inference is
what the server itself measured of each step (its /metrics). The peer has as many random templates in memory, decodes, detects,
embeds, and compares; it has nobody to ask, and logs nothing.

--watch goes on for so many minutes with 4 clients and prints the memory every minute.
"""
import argparse
import contextlib
import http.client
import itertools
import json
import re
import statistics
import subprocess
import threading
import time
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main():
    wanted = argparse.ArgumentParser()
    wanted.add_argument("program")
    wanted.add_argument("home")
    wanted.add_argument("probes", type=Path)
    wanted.add_argument("--seconds", type=float, default=60)
    wanted.add_argument("--clients", type=int, nargs="+", default=[1, 2, 16])
    wanted.add_argument("--peer", metavar="PYTHON")
    wanted.add_argument("--watch", type=float, metavar="MINUTES")
    told = wanted.parse_args()
    photos = [path.read_bytes() for path in sorted(told.probes.glob("*.jpg"))[:50]]
    with likeness(told.program, told.home) as server:
        one = http.client.HTTPConnection("127.0.0.1", server.port)
        photos = [photo for photo in photos if server.ask(one, photo)[0] == 201]
        faces = server.faces()
        print(f"{faces:,} faces; {len(photos)} probes of {statistics.mean(map(len, photos)) / 1024:.0f} KiB on average")
        print("| server | clients | searches a second | p50 | p99 | of that inference | errors | memory |")
        print("|---|---|---|---|---|---|---|---|")
        if told.watch:
            watch(server, photos, told.watch)
            return
        servers = [server]
        with contextlib.ExitStack() as stack:
            if told.peer:
                servers.append(stack.enter_context(peer(told.peer, faces)))
            for each in servers:
                run(each, photos, 1, 3)
            for clients in told.clients:
                for each in servers:
                    report(each, photos, clients, told.seconds)


class Server:
    def __init__(self, name, process, port, path="/", headers=None):
        self.name, self.process, self.port, self.path, self.headers = name, process, port, path, headers or {}

    def ask(self, connection, photo):
        connection.request("POST", self.path, photo, {"Content-Type": "image/jpeg", **self.headers})
        answer = connection.getresponse()
        return answer.status, answer.read()

    def megabytes(self):
        text = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", text)[1]) // 1024

    def steps(self):
        """Seconds that each step of all searches took so far."""
        if self.name != "Likeness":
            return {}
        text = urllib.request.urlopen(f"http://127.0.0.1:{self.port}/metrics").read().decode()
        return {step: float(value) for step, value in
                re.findall(r'^likeness_step_seconds_sum\{step="(\w+)"\} (\S+)', text, re.M)}

    def faces(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        connection.request("GET", "/api/v1/collections", headers=self.headers)
        return sum(each["faces"] for each in json.loads(connection.getresponse().read())["items"])


@contextlib.contextmanager
def started(*words):
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    try:
        yield process, process.stdout.readline()
    finally:
        process.terminate()
        process.wait()


@contextlib.contextmanager
def likeness(program, home):
    with started(program, "serve", "--home", home, "--port", "0", "--searches-per-minute", "1000000") as (process, line):
        link = re.search(r"http://\S+", line)[0]
        base = re.match(r"http://[^/]+", link)[0]
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        browser.open(link).read()
        key = re.search(r'name="csrf" value="([^"]+)"', browser.open(base + "/account").read().decode())[1]
        form = urllib.parse.urlencode({"csrf": key, "label": "load", "scope": ["search", "see-collections"], "days": 1}, True)
        page = browser.open(base + "/account/tokens", form.encode()).read().decode()
        token = re.search(r"([0-9a-z]{8}(?:-[0-9a-z]{8}){3})", page)[1]
        yield Server("Likeness", process, int(base.rsplit(":", 1)[1]), "/api/v1/searches",
                     {"Authorization": "Bearer " + token})


@contextlib.contextmanager
def peer(python, faces):
    with started(python, str(HERE / "peers/server.py"), str(faces)) as (process, line):
        yield Server("OpenCV", process, int(line))


def run(server, photos, clients, seconds):
    """Seconds that each answer took, and what else was answered, by status."""
    times, errors = [], []
    end = time.perf_counter() + seconds

    def client(number):
        connection = http.client.HTTPConnection("127.0.0.1", server.port)
        for photo in itertools.islice(itertools.cycle(photos), number * 7, None):
            begun = time.perf_counter()
            if begun > end:
                break
            status, _ = server.ask(connection, photo)
            (times if status in (200, 201) else errors).append(time.perf_counter() - begun)

    threads = [threading.Thread(target=client, args=[number]) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(times), len(errors)


def report(server, photos, clients, seconds):
    before = server.steps()
    times, errors = run(server, photos, clients, seconds)
    steps = {step: value - before.get(step, 0) for step, value in server.steps().items()}
    share = f"{steps['analysis'] / sum(times):.0%}" if "analysis" in steps else "-"
    print(f"| {server.name} | {clients} | {len(times) / seconds:.1f} | {1000 * times[len(times) // 2]:.0f} ms "
          f"| {1000 * times[int(len(times) * 0.99)]:.0f} ms | {share} | {errors} | {server.megabytes()} MB |", flush=True)


def watch(server, photos, minutes):
    for minute in range(int(minutes)):
        report(server, photos, 4, 60)


if __name__ == "__main__":
    main()
