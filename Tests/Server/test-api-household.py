"""A household's owner, who oversees themselves, by the API: every route of rights, signals and oversight, with one token."""

import io
import json
import pathlib
import re
import subprocess
import tarfile
import tempfile
import time

import requests

import photos
from api_people import NOBODY
from runs import Run
from server import PROGRAM

WHY = "I want to know what was done here, and by which program."
IMAGE = {"Content-Type": "image/jpeg"}
PLACES = ["/requests", "/protected-persons", "/sealed-persons", "/oversight", "/public-page"]


class Owner:
    def __init__(self, server, token):
        self.root, self.headers = f"{server.address}/api/v1", {"Authorization": f"Bearer {token}"}

    def ask(self, method, path, status=None, **parts):
        headers = {**self.headers, **parts.pop("headers", {})}
        answer = requests.request(method, self.root + path, headers=headers, timeout=60, **parts)
        assert answer.status_code < 500, (method, path, answer.status_code, answer.text[:500])
        if answer.status_code >= 400:
            assert answer.headers["content-type"] == "application/problem+json", (path, answer.headers)
            problem = answer.json()
            assert re.fullmatch(r"[a-z-]+\.[a-z-]+", problem["code"]) and problem["title"] and problem["detail"], problem
        if status:
            assert answer.status_code == status, (method, path, answer.status_code, answer.text[:500])
        return answer.json() if "json" in answer.headers.get("content-type", "") else answer.content


def routes(owner):
    """Each operation under these places, with a path that names nobody."""
    described = owner.ask("GET", "/openapi.json", 200)
    for path, operations in described["paths"].items():
        short = path.removeprefix("/api/v1")
        if any(short == place or short.startswith((place + "/", place + ".")) for place in PLACES):
            for method in operations:
                if method in ["get", "post", "delete"]:
                    filled = re.sub(r"\{(index|number)\}", "1", short)
                    yield method.upper(), re.sub(r"\{[a-z]+\}", NOBODY, filled)


BODIES = [{}, {"json": {}}, {"json": []}, {"json": {"reason": WHY}}, {"json": {"reason": None, "x": 1}},
          {"data": b"{", "headers": {"Content-Type": "application/json"}}, {"data": b"GIF89a", "headers": IMAGE},
          {"files": {"photo": b"no photo"}}]
# Nobody else is there who would have made the searches: whom the owner searched for, they know.
NO_OVERSEER = "/looks"
LOOKS = {"/requests", "/protected-persons", "/sealed-persons", "/oversight/entries", "/oversight/entries/1",
         "/oversight/entries/1/proof", "/oversight/questions", "/oversight/reports", "/oversight/sealed-hits", "/oversight/signals",
         "/oversight/usage", "/oversight/usage/searches", "/oversight/witnesses"}


def walk(owner):
    """What is there is shown; what is not, empty bodies and wrong ones have a code each, and never a fault."""
    walked = list(routes(owner))
    assert len(walked) > 40 and {path for _, path in walked} > LOOKS, walked
    for method, path in walked:
        if method == "GET":
            answer = owner.ask(method, path, 200 if path in LOOKS else None)
            if path not in LOOKS:
                known = ["role.missing"] if NO_OVERSEER in path else ["page.unknown", "request.unknown", "signal.unknown"]
                assert answer["code"] in known, (path, answer)
            continue
        for parts in BODIES:
            answer = owner.ask(method, path, **parts)
            code = answer.get("code")
            if NO_OVERSEER in path:
                assert code == "role.missing" and answer["title"] == "A household has nobody who holds the role overseer.", answer
            elif path == "/oversight/signals/check":
                assert code is None and answer["raised"] == 0, answer
            else:
                assert code in ["form.malformed", "request.unknown", "signal.unknown", "protection.unknown", "seal.unknown",
                                "photo.unsupported-format", "reason.missing"], (method, path, parts, answer)


def only_looking(owner):
    """By a token that is for looking, nothing is done, and what is for those who decide is not shown either."""
    shown = set()
    for method, path in routes(owner):
        if method == "GET" and path in LOOKS:
            answer = owner.ask(method, path)
            assert answer.get("code") in [None, "token.out-of-scope"] if isinstance(answer, dict) else answer, (path, answer)
            shown |= {path} if isinstance(answer, bytes) or "code" not in answer else set()
        elif method == "POST":
            code = owner.ask(method, path, 403, json={"reason": WHY})["code"]
            assert code in ["token.out-of-scope", "role.missing"], (path, code)
    assert shown >= {f"/oversight/{part}" for part in ["usage", "usage/searches", "entries", "entries/1", "questions"]}, shown


def collection(owner):
    made = owner.ask("POST", "/collections", 201, json={
        "name": "family", "controller": "Us", "lawfulBasis": "Household", "source": "Phone", "retentionDays": 3650})
    owner.ask("POST", f"/collections/{made['id']}/index", 202, json={"root": 0})
    while owner.ask("GET", f"/collections/{made['id']}/index", 200)["state"] == "running":
        time.sleep(0.2)
    return made


def somebody_asks(owner, probe):
    """A household's owner is the custodian too: a neighbour asks them."""
    made = owner.ask("POST", "/requests", 201, json={"kind": "access", "reference": "The neighbour"})
    path = f"/requests/{made['id']}"
    assert owner.ask("POST", f"{path}/searches", 403, data=probe, headers=IMAGE)["code"] == "request.not-identified"
    owner.ask("POST", f"{path}/identify", 200, json={"means": "in-person-document"})
    found = owner.ask("POST", f"{path}/searches", 201, data=probe, headers=IMAGE)["found"]
    assert found
    for picture in ["faces/1/face.jpg", "faces/1/photo.jpg"]:
        assert owner.ask("GET", f"{path}/{picture}", 200).startswith(b"\xff\xd8")
    verdicts = [{"number": one["number"], "verdict": "is"} for one in found]
    owner.ask("POST", f"{path}/faces", 200, json={"faces": verdicts})
    papers = owner.ask("POST", f"{path}/answer", 200, json={})
    assert papers["answer"]["confirmed"] == len(found) and papers["proofs"], papers
    assert b"You are in" in owner.ask("GET", f"{path}/letter.html", 200)
    owner.ask("GET", f"{path}/receipts/{papers['proofs'][0]['index']}", 200)
    for kind in ["sealing", "alert"]:
        one = owner.ask("POST", "/requests", 201, json={"kind": kind, "reference": kind})
        owner.ask("POST", f"/requests/{one['id']}/identify", 200, json={"means": "in-person-document"})
        done = owner.ask("POST", f"/requests/{one['id']}/answer-with-photo", 200, data=probe, headers=IMAGE)
        assert done["request"]["state"] == "answered", done
    for place in ["/protected-persons", "/sealed-persons"]:
        assert len(owner.ask("GET", place, 200)["items"]) == 1, place
    refused = owner.ask("POST", "/requests", 201, json={"kind": "erasure", "reference": "A stranger"})
    owner.ask("POST", f"/requests/{refused['id']}/refuse", 200, json={"reason": "Nobody showed who they are."})
    assert len(owner.ask("GET", "/requests", 200)["items"]) == 4


def oversees_themselves(server, owner, probe, folder):
    search = owner.ask("POST", "/searches", 201, data=probe, headers=IMAGE)["search"]
    # Sealed by their own request: nobody is shown them, the owner neither, who as an overseer learns of it.
    assert owner.ask("GET", f"/searches/{search}", 200)["candidates"] == []
    hits = owner.ask("GET", "/oversight/sealed-hits", 200)["items"]
    assert [hit["search"] for hit in hits] == [search], hits
    told = owner.ask("GET", "/oversight/usage", 200)
    assert told["everybody"]["figures"]["searches"] == 1, told
    assert owner.ask("GET", "/oversight/entries", 200, params={"measure": "searches"})["entries"] == 1
    assert len(owner.ask("GET", "/oversight/questions", 200)["answers"]) == 8
    assert owner.ask("GET", "/oversight/witnesses", 200)["witnesses"] == []
    raised = owner.ask("POST", "/oversight/signals/check", 200)["raised"]
    signals = owner.ask("GET", "/oversight/signals", 200)["items"]
    # Somebody who asked for it is told of, whoever searches: nothing is explained away by being alone.
    kinds = {signal["kind"] for signal in signals}
    assert raised == len(signals) and {"sealed-person", "protected-person"} & kinds, (raised, kinds)
    path = f"/oversight/signals/{signals[0]['id']}"
    owner.ask("GET", path, 200)
    owner.ask("GET", f"{path}/entries", 200)
    return path


def papers(server, owner, folder):
    made = owner.ask("POST", "/oversight/reports", 201, json={"period": "2025", "form": "html"})
    assert b"2025" in made
    assert b'id="pack"' in owner.ask("POST", "/oversight/evidence", 201, json={"period": year(), "reason": WHY})
    packed = owner.ask("POST", "/oversight/evidence", 201, json={"period": year(), "reason": WHY, "form": "tar"})
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        name = archive.getnames()[0].split("/")[0]
        archive.extractall(folder, filter="data")
    done = subprocess.run([PROGRAM, "ledger", "verify-pack", pathlib.Path(folder) / name, "--json"], capture_output=True, text=True)
    assert done.returncode == 0 and json.loads(done.stdout)["problems"] == [], done


def year():
    return time.strftime("%Y", time.gmtime())


def main():
    with tempfile.TemporaryDirectory(prefix="likeness-photos-") as folder:
        archive, probe = photos.make(folder)
        with Run("household", "--root", str(archive)) as server:
            everything, look = server.owners_tokens("all", "look")
            owner = Owner(server, everything)
            walk(owner)
            only_looking(Owner(server, look))
            collection(owner)
            somebody_asks(owner, probe.read_bytes())
            signal = oversees_themselves(server, owner, probe.read_bytes(), folder)
            papers(server, owner, folder)
            server.stop()
    print("household's API: done")


main()
