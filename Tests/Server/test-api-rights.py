"""Rights by the API: requests from their receipt to the certificate, protected persons, and what the public page says."""

import pathlib
import re
import subprocess
import tempfile

import requests

import photos
from api_people import NOBODY, closed_to, collection, staff
from server import PROGRAM, Server

WHY = "Nobody could show that this is about them."
JPEG = b"\xff\xd8"


def receive(cas, kind, reference, **more):
    return cas.post("/requests", {"kind": kind, "reference": reference, **more}, 201)


def receipt(cas, other, press, harbour):
    """What cannot be recorded, and what is."""
    for body, status, code in [
            ({}, 400, "form.malformed"), ({"kind": "x", "reference": "a"}, 400, "form.malformed"),
            ({"kind": "access", "reference": "a", "name": "Jo"}, 400, "form.malformed"),
            ({"kind": "access", "reference": 7}, 400, "form.malformed"),
            ({"kind": "access", "reference": "a", "received": "yesterday"}, 400, "form.malformed"),
            ({"kind": "access", "reference": ""}, 422, "request.unusable-reference"),
            ({"kind": "access", "reference": "a\u202eb"}, 422, "request.unusable-reference"),
            ({"kind": "access", "reference": "x" * 201}, 422, "request.unusable-reference"),
            ({"kind": "access", "reference": "a", "received": "2999-01-01T00:00:00Z"}, 422, "request.received-when"),
            ({"kind": "access", "reference": "a", "received": "1999-01-01T00:00:00Z"}, 422, "request.received-when"),
            ({"kind": "access", "reference": "a", "collections": [NOBODY]}, 404, "collection.unknown"),
            ({"kind": "access", "reference": "a", "collections": [harbour["id"]]}, 404, "collection.unknown")]:
        assert cas.post("/requests", body, status)["code"] == code, body
    assert cas.all("/requests") == []
    key = {"Idempotency-Key": "dsr-2026-14-came-in"}
    body = {"kind": "access", "reference": "DSR <14> & more", "collections": [press["id"]]}
    made = [cas.post("/requests", body, 201, headers=key) for _ in range(2)]
    assert made[0] == made[1] and made[0]["state"] == "received", made
    assert made[0]["ids"] == {"collections": [press["id"]], "recordedBy": cas.id} and made[0]["daysLeft"] == 30
    assert cas.all("/requests") == [made[0]] and other.all("/requests") == []
    return made[0]


def access(server, cas, sam, request, probe, folder):
    path = f"/requests/{request['id']}"
    image = {"Content-Type": "image/jpeg"}
    before = [cas.post(f"{path}/searches", status=403, data=probe, headers=image), cas.post(f"{path}/answer", {}, 403)]
    assert {refusal["code"] for refusal in before} == {"request.not-identified"}, before
    assert cas.post(f"{path}/identify", {"means": "hearsay"}, 400)["code"] == "form.malformed"
    assert cas.post(f"{path}/identify", {"means": "other"}, 422)["code"] == "request.means-undescribed"
    shown = cas.post(f"{path}/identify", {"means": "certified-copy"})
    assert shown["state"] == "identified" and shown["identification"]["by"] == "cas", shown
    assert cas.post(f"{path}/identify", {"means": "certified-copy"}, 403)["code"] == "request.identified"
    for query, code in [("threshold=0.1", "search.bounds"), ("face=99", "probe.no-such-face")]:
        assert cas.post(f"{path}/searches?{query}", status=422, data=probe, headers=image)["code"] == code, query
    assert cas.post(f"{path}/searches?threshold=x", status=400, data=probe, headers=image)["code"] == "form.malformed"
    found = cas.post(f"{path}/searches", status=201, data=probe, headers={**image, "Idempotency-Key": "dsr-14-search"})
    assert cas.post(f"{path}/searches", status=201, data=probe,
                    headers={**image, "Idempotency-Key": "dsr-14-search"}) == found
    assert len(found["request"]["searches"]) == 1 and found["found"], found
    assert set(found["found"][0]) == {"number", "similarity", "photo", "face", "collection"}, "no path, no caption"
    assert cas.all(f"{path}/faces", limit=1) == found["found"]
    for picture in ["faces/1/face.jpg", "faces/1/photo.jpg", f"searches/{found['request']['searches'][0]['id']}/probe.jpg"]:
        assert cas.get(f"{path}/{picture}").startswith(JPEG), picture
    assert cas.get(f"{path}/faces/999/face.jpg", 404)["code"] == "request.face-unknown"
    assert cas.get(f"{path}/searches/{NOBODY}/probe.jpg", 404)["code"] == "page.unknown"
    assert cas.get(f"{path}/papers", 403)["code"] == "request.undecided"
    assert cas.post(f"{path}/answer", {}, 403)["code"] == "request.undecided"
    for faces in [[], [{"number": 1, "verdict": "maybe"}], [{"number": 1, "verdict": "is"}] * 2, [{"number": 1}]]:
        assert cas.post(f"{path}/faces", {"faces": faces}, 400)["code"] == "form.malformed", faces
    assert cas.post(f"{path}/faces", {"faces": [{"number": 999, "verdict": "is"}]}, 404)["code"] == "request.face-unknown"
    judge(cas, path, found)
    draft = cas.get(f"{path}/papers")
    assert draft["draft"] and draft["answer"]["confirmed"] == 1 and draft["proofs"] == [], draft
    assert "shown" in draft["answer"]["photos"][0]
    assert "shown" not in cas.get(f"{path}/papers?withoutSearches=true")["answer"]["photos"][0]
    assert cas.get(f"{path}/papers?withoutSearches=perhaps", 400)["code"] == "form.malformed"
    assert b"data:image/jpeg" in cas.get(f"{path}/letter.html?pictures=true")
    assert b"data:image/jpeg" not in cas.get(f"{path}/letter.html")
    key = {"Idempotency-Key": "dsr-14-answer"}
    papers = cas.post(f"{path}/answer", {"withoutSearches": True}, headers=key)
    assert not papers["draft"] and "shown" not in papers["answer"]["photos"][0], papers
    assert cas.post(f"{path}/answer", {"withoutSearches": True}, headers=key)["answer"] == papers["answer"]
    assert cas.post(f"{path}/answer", {}, 403)["code"] == "request.ended"
    proven(server, cas, path, papers, ["request.answered"], folder)
    # What was kept for it is gone.
    assert cas.all(f"{path}/faces") == [] and cas.get(f"{path}/faces/1/face.jpg", 404)
    assert b"You are in 1 photo" in cas.get(f"{path}/letter.html")


def judge(cas, path, found):
    """The first is the person: another photo of theirs is in the folder."""
    verdicts = [{"number": face["number"], "verdict": "is" if face["number"] == 1 else "is-not"} for face in found["found"]]
    judged = cas.post(f"{path}/faces", {"faces": verdicts})
    assert judged["request"]["confirmed"] == 1 and judged["request"]["judged"] == len(verdicts), judged


def proven(server, cas, path, papers, types, folder):
    key = server.likeness("ledger", "key", "show").split()[-1]
    assert [proof["type"] for proof in papers["proofs"]] == types, papers["proofs"]
    for proof in papers["proofs"]:
        file = pathlib.Path(folder) / "one.tlog-proof"
        file.write_bytes(cas.get(f"{path}/receipts/{proof['index']}"))
        assert file.read_text().split("\n")[:3] == proof["receipt"].split("\n")[:3]
        for text in [file.read_text(), proof["receipt"]]:
            file.write_text(text)
            done = subprocess.run([PROGRAM, "ledger", "verify-receipt", file, "--key", key], capture_output=True, text=True)
            assert done.returncode == 0 and proof["type"] in done.stdout, done
    assert cas.get(f"{path}/receipts/0", 404)["code"] == "page.unknown"
    assert cas.get(f"{path}/receipts/{(1 << 63) - 1}", 404)["code"] == "page.unknown"


def erasure(server, cas, probe, folder):
    path = f"/requests/{receive(cas, 'erasure', 'DSR-15')['id']}"
    cas.post(f"{path}/identify", {"means": "other", "words": "Known to the desk for ten years."})
    judge(cas, path, cas.post(f"{path}/searches", status=201, data={"threshold": "0.4"}, files={"photo": probe}))
    papers = cas.post(f"{path}/answer", {})
    assert papers["answer"]["erased"][0]["faces"] == 1, papers["answer"]
    proven(server, cas, path, papers, ["erasure.completed", "request.answered"], folder)
    assert b"Certificate of erasure" in cas.get(f"{path}/letter.html")


def by_photo(cas, probe):
    """To be sealed, and to be told of."""
    for kind, people in [("sealing", "/sealed-persons"), ("alert", "/protected-persons")]:
        path = f"/requests/{receive(cas, kind, f'DSR {kind}')['id']}"
        cas.post(f"{path}/identify", {"means": "electronic-id"})
        assert cas.post(f"{path}/searches", status=422, data=probe,
                        headers={"Content-Type": "image/jpeg"})["code"] == "request.no-search"
        assert cas.post(f"{path}/answer", {}, 422)["code"] == "request.no-photo"
        assert cas.post(f"{path}/answer-with-photo", status=400, data={"face": "1"})["code"] == "form.malformed"
        assert cas.post(f"{path}/answer-with-photo", status=422, data=b"GIF89a", headers={"Content-Type": "image/gif"})
        papers = cas.post(f"{path}/answer-with-photo", files={"photo": probe})
        assert papers["request"]["state"] == "answered" and papers["answer"]["kind"] == kind, papers
        assert len(cas.all(people)) == 1
    assert cas.all("/sealed-persons")[0]["faces"] > 0


def ended(cas):
    refused = f"/requests/{receive(cas, 'objection', 'DSR-18')['id']}"
    assert cas.post(f"{refused}/refuse", {"reason": "no"}, 403)["code"] == "request.unexplained"
    assert cas.post(f"{refused}/refuse", {"reason": WHY[:30] + "\u0000"}, 422)["code"] == "text.unusable"
    shown = cas.post(f"{refused}/refuse", {"reason": WHY})
    assert shown["decision"]["reason"] == WHY and shown["state"] == "refused" and "daysLeft" not in shown, shown
    assert WHY.encode() in cas.get(f"{refused}/letter.html")
    assert "answer" not in cas.get(f"{refused}/papers")
    withdrawn = f"/requests/{receive(cas, 'access', 'DSR-19')['id']}"
    assert [one["reference"] for one in cas.all("/requests?open=true")] == ["DSR-19"]
    assert cas.post(f"{withdrawn}/withdraw")["state"] == "withdrawn"
    assert cas.all("/requests?open=true") == [] and cas.get("/requests?open=yes", 400)
    assert len(cas.all("/requests", limit=2)) == 6


def calls(request):
    """Each operation on a request, as nobody else may do it."""
    path = f"/requests/{request['id']}"
    asked = ["", "/faces", "/papers", "/letter.html", "/receipts/1", f"/searches/{NOBODY}/probe.jpg", "/faces/1/face.jpg",
             "/faces/1/photo.jpg"]
    sent = {"/identify": {"means": "certified-copy"}, "/faces": {"faces": [{"number": 1, "verdict": "is"}]}, "/answer": {},
            "/refuse": {"reason": WHY}, "/withdraw": None}
    return [(f"{path}{part}", None) for part in asked], [(f"{path}{part}", body) for part, body in sent.items()]


def not_theirs(other, request, probe):
    asked, sent = calls(request)
    for path, _ in asked:
        assert other.get(path, 404)["code"] == "request.unknown", path
    for path, body in sent:
        assert other.post(path, body, 404)["code"] == "request.unknown", path
    for part in ["searches", "answer-with-photo"]:
        refusal = other.post(f"/requests/{request['id']}/{part}", status=404, files={"photo": probe})
        assert refusal["code"] == "request.unknown", part


def protected(cas, other, probe):
    fields = {"fears": "sam", "reason": "Asked on 2 March."}
    photo = {"photo": probe}
    address = {"params": fields, "data": probe, "headers": {"Content-Type": "image/jpeg"}}
    assert cas.post("/protected-persons", status=400, **address)["code"] == "form.malformed", "a name in an address"
    for wrong, status, code in [({"fears": "nobody-of-ours"}, 404, "account.unknown"), ({"reason": ""}, 422, "reason.missing"),
                                ({"face": "x"}, 400, "form.malformed"), ({"more": "x"}, 400, "form.malformed")]:
        assert cas.post("/protected-persons", status=status, data={**fields, **wrong}, files=photo)["code"] == code, wrong
    # Whom others employ is nobody's business.
    assert other.post("/protected-persons", status=404, data=fields, files=photo)["code"] == "account.unknown"
    made = cas.post("/protected-persons", status=201, data=fields, files=photo)["person"]
    known = {person["id"]: person for person in cas.all("/protected-persons", limit=1)}
    assert known[made]["fears"] == "sam" and len(known) == 2, known
    assert other.all("/protected-persons") == []
    end = f"/protected-persons/{made}/end"
    assert other.post(end, {"reason": "Over."}, 404)["code"] == "protection.unknown"
    assert cas.post(end, {"reason": " "}, 422)["code"] == "reason.missing"
    cas.post(end, {"reason": "Asked on 9 May."}, 204)
    assert cas.post(end, {"reason": "Once more."}, 404)["code"] == "protection.unknown"
    assert made not in [person["id"] for person in cas.all("/protected-persons")]


def public(people, address):
    page = people["sam"].get("/public-page")
    assert [collection["name"] for collection in page["collections"]] == ["harbour", "press"] and page["leftOut"] == 1, page
    assert page["collections"][0]["photos"] == 0 and page["texts"]["contact"] == "The archivist."
    assert requests.get(address).content == people["sam"].get("/public-page.html")
    assert people["sam"].get("/public-page", 401, token="")["code"] == "login.needed"


def public_address(server):
    lines = [server.process.stdout.readline() for _ in range(2)]
    return next(re.search(r"http://\S+", line)[0] for line in lines if "public page" in line)


def main():
    with tempfile.TemporaryDirectory(prefix="likeness-photos-") as folder:
        archive, probe = photos.make(folder)
        probe = probe.read_bytes()
        texts = pathlib.Path(folder) / "texts.txt"
        texts.write_text("contact: The archivist.\nleave-out: secret\n")
        with Server("archive", "--root", str(archive), "--public-page", "127.0.0.1:0", "--public-page-texts",
                    str(texts)) as server:
            address = public_address(server)
            people = staff(server, {"cas": "custodian", "sam": "searcher", "ova": "overseer", "other-cas": "custodian"})
            cas, other = people["cas"], people["other-cas"]
            press = collection(cas, "press")
            harbour = collection(other, "harbour", index=False)
            collection(other, "secret", index=False)
            request = receipt(cas, other, press, harbour)
            not_theirs(other, request, probe)
            asked, sent = calls(request)
            closed_to([people["sam"], people["ova"], people["ada"]],
                      [("GET", path) for path, _ in asked] + [("POST", path) for path, _ in sent] + [
                          ("GET", "/requests"), ("POST", "/requests"), ("GET", "/protected-persons"),
                          ("POST", f"/protected-persons/{NOBODY}/end")])
            access(server, cas, people["sam"], request, probe, folder)
            erasure(server, cas, probe, folder)
            by_photo(cas, probe)
            ended(cas)
            protected(cas, other, probe)
            public(people, address)
        with Server("archive") as server:
            ada = staff(server, {})["ada"]
            assert ada.get("/public-page", 404)["code"] == "page.unknown", "it is off"
            assert ada.get("/public-page.html", 404)["code"] == "page.unknown"
    print("api, rights: ok")


main()
