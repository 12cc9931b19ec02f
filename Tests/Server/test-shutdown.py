"""How the server ends: what was asked is answered, nobody keeps it, and nothing that was answered is lost."""

import json
import pathlib
import subprocess
import tempfile
import threading
import time

import requests

from runs import Run
from server import PROGRAM
from wire import Wire

CLIENTS = 4
# Seconds after SIGTERM: with work that ends by itself, and with people who would keep it for ever.
SOON, AT_LAST = 10, 30


class Searcher(threading.Thread):
    """Searches one time after the other, until the server is gone."""

    def __init__(self, server, token, photo):
        super().__init__(daemon=True)
        self.server, self.photo = server, photo
        self.headers = {"Authorization": f"Bearer {token}", "Content-Type": "image/jpeg"}
        self.answered, self.refused, self.problem = [], 0, None
        self.start()

    def run(self):
        try:
            wire = None
            while True:
                try:
                    wire = wire or Wire(self.server.address)
                    wire.ask("/api/v1/searches?face=1", "POST", self.headers, self.photo)
                except OSError:
                    pass
                if wire is None or (answer := wire.answer()) is None:
                    return
                if answer.status == 201:
                    self.answered.append(json.loads(answer.body)["search"])
                elif answer.status in (429, 503):
                    assert answer.header("retry-after"), answer
                    self.refused += 1
                else:
                    raise AssertionError(answer)
                if answer.is_last:
                    wire = None
        except Exception as problem:
            self.problem = problem


def searches(server):
    """Of each kind of entry in the log, the searches."""
    kinds = {}
    for entry in json.loads(server.likeness("ledger", "show", "--json"))["entries"]:
        if entry["type"].startswith("search."):
            kinds.setdefault(entry["type"].removeprefix("search."), []).append(entry["ids"]["search"])
    assert all(len(ids) == len(set(ids)) for ids in kinds.values()), kinds
    return {kind: set(kinds.get(kind, [])) for kind in ["started", "completed", "interrupted"]}


def searching(server, token, photo, seconds):
    """People who search, after so many seconds."""
    people = [Searcher(server, token, photo) for _ in range(CLIENTS)]
    time.sleep(seconds)
    return people


def gone(people):
    """What they were answered, once the server is gone."""
    for person in people:
        person.join(10)
        assert not person.is_alive(), "somebody still waits for an answer"
        assert person.problem is None, person.problem
    return {search for person in people for search in person.answered}


def while_searching(server, token, photo):
    people = searching(server, token, photo, 1.5)
    spent = server.stop(SOON)
    answered, logged = gone(people), searches(server)
    assert len(answered) > CLIENTS, answered
    assert logged["started"] == logged["completed"] == answered, {
        "not answered": logged["started"] - answered, "not completed": logged["started"] - logged["completed"]}
    server.likeness("ledger", "verify")
    print(f"shutdown: {len(answered)} searches, each one answered; {spent:.1f} s")
    return answered


def killed_while_searching(server, token, photo, before):
    answered = set(before)
    for delay in [0.7, 0.93, 1.11]:
        server.start()
        people = searching(server, token, photo, delay)
        server.kill()
        answered |= gone(people)
        assert answered <= searches(server)["completed"], "an answer is not in the log"
    server.start()
    # The first search after a restart ends those that died (docs/records.md).
    mine = {"Authorization": f"Bearer {token}"}
    done = requests.post(server.address + "/api/v1/searches?face=1", data=photo, timeout=30,
                         headers={**mine, "Content-Type": "image/jpeg"})
    assert done.status_code == 201, done.text
    items, query = [], {"limit": 200}
    while query:
        page = requests.get(server.address + "/api/v1/searches", params=query, headers=mine, timeout=30).json()
        items += page["items"]
        query = {**query, "after": page["next"]} if "next" in page else None
    states = {item["search"]: item["state"] for item in items}
    logged = searches(server)
    assert set(states) == logged["started"] == logged["completed"] | logged["interrupted"], logged
    assert not logged["completed"] & logged["interrupted"]
    assert set(states.values()) <= {"completed", "interrupted"}, set(states.values())
    assert {search for search, state in states.items() if state == "completed"} == logged["completed"]
    assert answered <= logged["completed"]
    server.stop(SOON)
    server.likeness("ledger", "verify")
    print(f"shutdown: killed three times in {len(states)} searches, {len(logged['interrupted'])} died, none lost")


def upload(server, token):
    """A photo that comes in for minutes."""
    wire = Wire(server.address, 60)
    wire.send(f"POST /api/v1/faces HTTP/1.1\r\nHost: {wire.host}\r\nAuthorization: Bearer {token}\r\n"
              "Content-Type: image/jpeg\r\nContent-Length: 50000000\r\n\r\n".encode())

    def drip():
        try:
            while True:
                wire.send(b"x" * 1000)
                time.sleep(0.1)
        except OSError:
            pass

    threading.Thread(target=drip, daemon=True).start()
    return wire


def watcher(server, collection):
    """Somebody at the desk who watches an index run; returns what they are told, as it comes."""
    desk, told = requests.Session(), []
    assert desk.get(server.address + server.first).ok
    stream = desk.get(f"{server.address}/collections/{collection}/progress", stream=True, timeout=60)
    assert stream.headers["content-type"] == "text/event-stream", stream.headers

    def read():
        try:
            told.extend(stream.iter_lines())
            told.append("whole")
        except requests.RequestException:
            told.append("broken off")

    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    return thread, told


def deaf(server):
    """Somebody who asks for much and reads nothing."""
    wire = Wire(server.address, 1, buffer=4096)
    try:
        while True:
            wire.ask("/assets/style.css")
    except TimeoutError:
        return wire


def index(server, collection, mine):
    """Begins to index; the server's own first look for what is to be erased may have the home just now."""
    for _ in range(100):
        address = f"{server.address}/api/v1/collections/{collection}/index"
        begun = requests.post(address, headers=mine, json={"root": 0}, timeout=30)
        assert begun.status_code == 202, begun.text
        run = begun.json()
        while run["state"] == "running" and not run["done"]:
            time.sleep(0.05)
            run = requests.get(address, headers=mine, timeout=30).json()
        if run["state"] == "running":
            return run
        assert run["state"] == "failed" and run["error"]["code"] == "home.locked", run
    raise AssertionError(run)


def while_kept_busy(server, token, collection):
    """Nobody keeps the server from ending: not by an upload, not by watching, not by not reading."""
    server.start()
    api, mine = server.address + "/api/v1", {"Authorization": f"Bearer {token}"}
    run = index(server, collection, mine)
    sender, (thread, told), reader = upload(server, token), watcher(server, collection), deaf(server)
    spent = server.stop(AT_LAST)
    answer = sender.answer()
    assert answer is None or answer.status in (408, 429, 503), answer
    thread.join(10)
    assert not thread.is_alive() and told, "somebody still watches"
    entries = json.loads(server.likeness("ledger", "show", "--json"))["entries"]
    assert {"index.started", "index.completed"} <= {entry["type"] for entry in entries}
    server.likeness("ledger", "verify")
    reader.close()
    server.start()
    shown = requests.get(f"{server.address}/api/v1/collections/{collection}", headers=mine, timeout=30).json()
    server.stop(SOON)
    assert 0 < shown["photos"] < run["total"] / 2, f"the run was waited for: {shown}"
    print(f"shutdown: {shown['photos']} of {run['total']} photos indexed, the stream ended {told[-1]}; {spent:.1f} s")


def collect(server, token):
    """A collection that is not indexed yet."""
    made = requests.post(server.address + "/api/v1/collections", headers={"Authorization": f"Bearer {token}"}, json={
        "name": "own photos", "controller": "x", "lawfulBasis": "x", "source": "x", "retentionDays": 100}, timeout=30)
    assert made.status_code == 201, made.text
    return made.json()["id"]


def main():
    with tempfile.TemporaryDirectory(prefix="likeness-photos-") as folder:
        folder = pathlib.Path(folder) / "photos"
        subprocess.run([PROGRAM, "synth", folder, "--portraits", "1"], check=True, capture_output=True)
        photo = next(folder.rglob("*.jpg")).read_bytes()
        # What stands after a picture's end makes another file of it, and no other picture.
        for number in range(1000):
            (folder / f"{number}.jpg").write_bytes(photo + str(number).encode())
        with Run("household", "--root", str(folder), "--searches-per-minute", "100000") as server:
            token = server.owners_token()
            collection = collect(server, token)
            answered = while_searching(server, token, photo)
            killed_while_searching(server, token, photo, answered)
            while_kept_busy(server, token, collection)
    print("shutdown: done")


main()
