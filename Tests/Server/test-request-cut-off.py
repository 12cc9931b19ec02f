"""A search for somebody who asks that is killed with its server is told on the request's page, and keeps nobody out; of searches
for one request there is one at a time, whoever asks."""

import concurrent.futures
import fcntl
import re
import sqlite3
import tempfile
import threading
import time

import requests

import photos
from api_people import collection, staff
from runs import Run

IMAGE = {"Content-Type": "image/jpeg"}
CUT_OFF, UNDER_WAY = "A search was cut off.", "A search is under way."


def identified(cas, reference):
    """A request that may be searched for."""
    made = cas.post("/requests", {"kind": "access", "reference": reference}, 201)
    cas.post(f"/requests/{made['id']}/identify", {"means": "certified-copy"})
    return made["id"]


def page(cas, request):
    """What the custodian reads; a session of the desk survives the server."""
    answer = cas.desk.get(f"{cas.server.address}/requests/{request}")
    assert answer.status_code == 200, answer.text
    return re.sub(r"<[^>]+>|\s+", " ", answer.text[answer.text.index("<main"):])


def someone_else(cas, probe, group):
    """Which face of the group is not the probe's person."""
    request = identified(cas, "DSR first")
    cas.post(f"/requests/{request}/searches", status=201, data=probe, headers=IMAGE)
    for face in range(1, 20):
        answer = requests.post(f"{cas.server.address}/api/v1/requests/{request}/searches?face={face}", data=group,
                               headers={"Authorization": f"Bearer {cas.token}", **IMAGE})
        if answer.status_code == 403:
            assert answer.json()["code"] == "request.other-face", answer.text
            return face
    raise AssertionError("nobody else is in the group")


def at_once(cas, probe, group):
    """Two programs, two people, one request."""
    face = someone_else(cas, probe, group)

    def ask(request, photo, query):
        answer = requests.post(f"{cas.server.address}/api/v1/requests/{request}/searches{query}", data=photo,
                               headers={"Authorization": f"Bearer {cas.token}", **IMAGE})
        return answer.status_code, answer.json().get("code")

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        for number in range(5):
            request = identified(cas, f"DSR twice {number}")
            asked = [pool.submit(ask, request, *what) for what in [(probe, ""), (group, f"?face={face}")] * 2]
            told = [one.result() for one in asked]
            assert set(told) <= {(201, None), (409, "request.searching"), (403, "request.other-face")}, told
            # Those that were let through came one after the other, with photos of one person.
            persons = {place % 2 for place, one in enumerate(told) if one[0] == 201}
            assert len(persons) == 1, told
            assert len(cas.get(f"/requests/{request}")["searches"]) == [one[0] for one in told].count(201)


def killed(server, cas, probe):
    """Returns a request whose search died with the server."""
    for number in range(30):
        request = identified(cas, f"DSR killed {number}")
        records = sqlite3.connect(f"file:{server.home}/records.sqlite?mode=ro", uri=True)

        def ask():
            try:
                cas.post(f"/requests/{request}/searches", status=201, data=probe, headers=IMAGE)
            except requests.exceptions.ConnectionError:
                pass

        asking = threading.Thread(target=ask)
        asking.start()
        count = "SELECT count(*) FROM request_search WHERE request = ?"
        while asking.is_alive() and records.execute(count, [request]).fetchone() == (0,):
            time.sleep(0.0002)
        server.kill()
        asking.join()
        records.close()
        server.start()
        searches = cas.get(f"/requests/{request}")["searches"]
        if searches and "found" not in searches[0]:
            return request
    raise AssertionError("no search could be cut off")


def told(server, cas, probe):
    request = killed(server, cas, probe)
    text = page(cas, request)
    assert CUT_OFF in text and UNDER_WAY not in text and "Look for them again" in text, text
    # The same while a search is under way: somebody else has its turn.
    with open(server.home / "request-searches.lock", "r+b") as turn:
        fcntl.lockf(turn, fcntl.LOCK_EX, 1, int(request[:15], 16))
        text = page(cas, request)
        assert UNDER_WAY in text and CUT_OFF not in text, text
        refused = cas.post(f"/requests/{request}/searches", status=409, data=probe, headers=IMAGE)
        assert refused["code"] == "request.searching", refused
        by_desk = cas.desk.post(f"{server.address}/requests/{request}/search", data={"csrf": form_key(cas), "threshold": "0.4"},
                                files={"photo": probe})
        assert by_desk.status_code == 409 and "A search for this request is under way." in by_desk.text, by_desk.status_code
        fcntl.lockf(turn, fcntl.LOCK_UN, 1, int(request[:15], 16))
    # Nobody is kept out by one that died.
    found = cas.post(f"/requests/{request}/searches", status=201, data=probe, headers=IMAGE)
    first, second = found["request"]["searches"]
    assert "interrupted" in first and "found" not in first and second["found"] and "interrupted" not in second, found
    text = page(cas, request)
    assert CUT_OFF not in text and "1 search, last" in text and "1 cut off" in text, text
    assert "request.search-interrupted" in server.likeness("ledger", "show", "--id", request)


def form_key(cas):
    return re.search(r'name="csrf" value="([^"]+)"', cas.desk.get(f"{cas.server.address}/requests").text)[1]


def main():
    with tempfile.TemporaryDirectory(prefix="likeness-photos-") as folder:
        archive, probe, group = photos.make_with_group(folder)
        with Run("archive", "--root", str(archive)) as server:
            cas = staff(server, {"cas": "custodian"})["cas"]
            collection(cas, "press")
            at_once(cas, probe.read_bytes(), group.read_bytes())
            told(server, cas, probe.read_bytes())
            server.stop()
    print("requests that were cut off: done")


main()
