"""The API from the first account to the case's file, and then whatever schemathesis thinks of.

LIKENESS_FUZZ is how many seconds each token's turn of schemathesis takes; arguments are more options of its own.
"""

import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import requests

import photos
from programs import Person
from server import Server

SUPPORT = pathlib.Path(__file__).resolve().parent / "support"
SECONDS = int(os.environ.get("LIKENESS_FUZZ", 35))
WHY = "The family asks, and all other enquiries have led to nothing."
MORE = sys.argv[1:]
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


def photo_with_one_face(sam):
    """A photo of one face that is good enough to search with."""
    for path in sorted(ARCHIVE.rglob("*.jpg")):
        photo = path.read_bytes()
        faces = sam.post("/faces", data=photo, headers={"Content-Type": "image/jpeg"})["photos"][0]["faces"]
        if len(faces) == 1 and faces[0]["quality"]["interEyeDistance"] > 60:
            return photo
    raise AssertionError("no photo shows one face")


def people(server):
    ada = Person(server, "admin", server.first.split("code=")[1])
    me = ada.get("/me")
    assert me["roles"] == ["administrator"] and me["profile"] == "investigation", me
    made = {"ada": ada}
    for name, role in [("sam", "searcher"), ("ann", "approver"), ("cas", "custodian"), ("eve", "examiner"),
                       ("eli", "examiner"), ("ova", "overseer")]:
        body = {"name": name, "organisation": me["organisation"]["id"], "roles": [role]}
        account = ada.post("/accounts", body, 201)
        assert account["account"]["name"] == name and not account["account"]["setUp"]
        made[name] = Person(server, name, account["code"])
    return made


def collection(cas):
    body = {"name": "custody", "controller": "Main Street Station", "lawfulBasis": "Law enforcement",
            "source": "Custody suite", "retentionDays": 3650}
    made = cas.post("/collections", body, 201)
    assert cas.post("/collections", body, 409)["code"] == "collection.exists"
    assert cas.get("/roots")["items"][0]["root"] == 0
    assert cas.get(f"/collections/{made['id']}/index")["state"] == "none"
    assert cas.post(f"/collections/{made['id']}/index", {"root": 0}, 202)["state"] == "running"
    assert cas.post(f"/collections/{made['id']}/index", {"root": 0, "subfolder": "../.."}, 403)["code"] == "index.outside-roots"
    while (run := cas.get(f"/collections/{made['id']}/index"))["state"] == "running":
        time.sleep(0.3)
    assert run["state"] == "done" and run["report"]["enrolledPhotos"] > 10, run
    shown = cas.get(f"/collections/{made['id']}")
    assert shown["faces"] == run["report"]["enrolledFaces"] and shown["unreadable"] == [], shown
    photos = cas.all(f"/collections/{made['id']}/photos", limit=7)
    assert [photo["id"] for photo in photos] == sorted({photo["id"] for photo in photos})
    assert len(photos) == shown["photos"]
    assert cas.get(f"/photos/{photos[0]['id']}/photo.jpg").startswith(b"\xff\xd8")
    dry = cas.post(f"/photos/{photos[0]['id']}/erase", {"reason": "Asked for.", "dryRun": True})
    assert dry["dryRun"] and dry["erased"][0]["photos"] == 1, dry
    assert cas.get(f"/photos/{photos[0]['id']}") == photos[0]
    return made


def strict(cas):
    """What is not described is not taken."""
    for body in [{}, {"name": 1}, {"name": "x", "more": True}, {"name": None}, []]:
        assert cas.post("/collections", body, 400)["code"] == "form.malformed"
    assert cas.post("/collections", status=400, data="{", headers={"Content-Type": "application/json"})
    assert cas.post("/collections", status=400, data="name=x")["code"] == "form.malformed"
    for query in ["limit=", "limit=0", "limit=201", "limit=x", "after=%21"]:
        assert cas.get(f"/collections?{query}", 400)["code"] == "form.malformed", query
    assert cas.get("/collections/nonsense", 404)["code"] == "page.unknown"
    assert cas.get(f"/collections/{'0' * 32}", 404)["code"] == "collection.unknown"
    assert cas.get("/nothing", 404)["code"] == "page.unknown"


def doors(server, sam, ann):
    """Whose token it is, and what for."""
    assert sam.get("/me", 401, token="")["code"] == "login.needed"
    assert sam.get("/me", 401, token="nonsense")["code"] == "login.needed"
    cookie = requests.get(server.address + "/api/v1/me", cookies=sam.desk.cookies)
    assert cookie.status_code == 401, "a session is no token"
    assert requests.get(server.address + "/account", headers={"Authorization": f"Bearer {sam.token}"},
                        allow_redirects=False).status_code == 303, "a token is no session"
    assert ann.get("/searches", 403)["code"] == "role.missing"
    look = sam.new_token("look")
    assert sam.get("/cases", token=look)["items"] == []
    assert sam.get("/me", token=look)["duties"] == ["seeCases", "seeCollections"]
    assert sam.post("/cases", {"reference": "x"}, 403, token=look)["code"] == "token.out-of-scope"
    assert sam.get("/searches", 403, token=look)["code"] == "token.out-of-scope"


def idempotency(sam):
    key = {"Idempotency-Key": '"open-a-case-0001"'}
    first = sam.post("/cases", {"reference": "2026-0117"}, 201, headers=key)
    assert sam.post("/cases", {"reference": "2026-0117"}, 201, headers=key) == first
    assert sam.post("/cases", {"reference": "2026-0118"}, 422, headers=key)["code"] == "idempotency.reused"
    assert sam.post("/cases", {"reference": "2026-0117"}, 409)["code"] == "case.exists"
    assert sam.post("/cases", {"reference": "x"}, 400, headers={"Idempotency-Key": "short"})["code"] == "form.malformed"
    # A refusal changed nothing, and is not what the key stands for.
    key = {"Idempotency-Key": "open-a-case-0002"}
    assert sam.post("/cases", {"reference": " "}, 422, headers=key)["code"] == "case.unusable-reference"
    assert sam.post("/cases", {"reference": "2026-0118"}, 201, headers=key)
    for number in range(5):
        sam.post("/cases", {"reference": f"page {number}"}, 201)
    assert [case["reference"] for case in sam.all("/cases", limit=2)] == sorted(
        case["reference"] for case in sam.all("/cases"))
    return first


def investigate(made, case, custody):
    sam, ann = made["sam"], made["ann"]
    asking = {"case": case["id"], "purpose": "missing-person", "collections": [custody["id"]], "necessity": WHY,
              "proportionality": "One person, one collection, two weeks.", "searches": 5, "days": 14}
    asked = sam.post("/authorisations", asking, 201)
    assert asked["state"] == "requested" and asked["ids"]["collections"] == [custody["id"]], asked
    photo = photo_with_one_face(sam)
    image = {"Content-Type": "image/jpeg"}
    query = {"authorisation": asked["id"], "type": "photo", "limit": 50, "threshold": -1}
    assert sam.post("/searches", status=403, data=photo, headers=image, params=query)["code"] == "authorisation.not-approved"
    waiting = ann.all("/authorisations/to-decide")
    assert [item["id"] for item in waiting] == [asked["id"]]
    assert sam.post(f"/authorisations/{asked['id']}/approve", {"reason": "I say so."}, 403)["code"] == "role.missing"
    assert ann.post(f"/authorisations/{asked['id']}/approve", {"reason": "Last seen in March."})["state"] == "approved"

    # Sent twice at the same time, it is one search.
    def search(_):
        return requests.post(
            f"{sam.server.address}/api/v1/searches", params=query, data=photo,
            headers={"Authorization": f"Bearer {sam.token}", "Idempotency-Key": "search-for-her-1", **image})

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(search, range(4)))
    assert {answer.status_code for answer in answers} <= {201, 409}, [answer.text[:300] for answer in answers]
    found = next(answer.json() for answer in answers if answer.status_code == 201)
    assert search(0).json() == found, "it is not as the first time"
    assert len(search(0).content) < 64 << 10 or len(found["candidates"]) > 5
    assert found["candidates"][0]["similarity"] > 0.99 and len(found["candidates"]) > 10, len(found["candidates"])
    assert sam.get(f"/authorisations/{asked['id']}")["used"] == 1
    form = {**query, "face": "1", "collection": custody["id"], "purpose": "missing-person"}
    second = sam.post("/searches", status=201, data=form, files={"photo": ("../x.jpg", photo)})
    assert second["candidates"] == found["candidates"]
    assert [item["search"] for item in sam.all("/searches", limit=1)] == [second["search"], found["search"]]

    # Broken off while it runs, it is made all the same, and answered when it is asked for again.
    form["limit"] = 3
    broken = {"data": form, "files": {"photo": photo}, "headers": {
        "Authorization": f"Bearer {sam.token}", "Idempotency-Key": "search-for-her-2"}}
    for patience in [0.02, 120]:
        for _ in range(100):
            try:
                third = requests.post(f"{sam.server.address}/api/v1/searches", timeout=patience, **broken)
            except requests.Timeout:
                break
            if third.status_code != 409:
                break
            time.sleep(0.05)
    assert third.status_code == 201 and len(third.json()["candidates"]) == 3, third.text[:500]
    assert sam.get(f"/authorisations/{asked['id']}")["used"] == 3

    path = f"/searches/{found['search']}"
    again = sam.get(path)
    assert [item["face"] for item in again["candidates"]] == [item["face"] for item in found["candidates"]]
    # The log has grown since: the same entry, proved by a later checkpoint.
    assert sam.get(path + "/receipt").decode().split("\n")[:3] == found["receipt"]["proof"].split("\n")[:3]
    for picture in ["/probe.jpg", "/candidates/1/face.jpg", "/candidates/1/photo.jpg"]:
        assert sam.get(path + picture).startswith(b"\xff\xd8"), picture
    assert sam.post(path + "/candidates/1/mark", {"mark": "kept"})["mark"] == "kept"
    assert "mark" not in sam.post(path + "/candidates/1/mark", {"mark": "none"})
    assert sam.post(path + "/candidates/1/mark", {"mark": "loved"}, 400)
    assert sam.post(path + "/candidates/1/examine")["state"] == "waiting"

    outcome = {"kind": "identified", "search": found["search"], "rank": 1, "text": "She is the woman sought.",
               "corroboration": "Her sister recognised her, and her passport."}
    assert sam.post(f"/cases/{case['id']}/outcomes", outcome, 403)["code"] == "outcome.no-finding"
    for name in ["eve", "eli"]:
        examiner = made[name]
        waiting = examiner.all("/reviews")
        assert [(item["search"], item["rank"]) for item in waiting] == [(found["search"], 1)]
        review = f"/reviews/{found['search']}/1"
        said = {"verdict": "supports", "reasons": "Ears, nose and the scar over the left eye agree."}
        assert examiner.post(review, said, 403)["code"] == "review.not-seen"
        look = examiner.get(review)
        assert look["reviews"] == [] and "similarity" not in look, look
        assert examiner.get(review + "/face.jpg").startswith(b"\xff\xd8")
        examiner.post(review, said)
    assert made["eve"].get(f"/reviews/{found['search']}/1")["state"] == "supports"
    assert sam.all(f"/cases/{case['id']}/findings") == [{"search": found["search"], "rank": 1, "verdict": "supports"}]
    recorded = sam.post(f"/cases/{case['id']}/outcomes", outcome, 201)
    assert sam.all(f"/cases/{case['id']}/outcomes") == [recorded]
    file = sam.get(f"/cases/{case['id']}/file")
    assert len(file["authorisations"][0]["searches"]) == 3 and file["authorisations"][0]["refusals"], file.keys()
    assert ann.post(f"/authorisations/{asked['id']}/revoke", {"reason": "It is done."})["state"] == "revoked"
    broken = sam.post("/authorisations/break-glass", {**asking, "reason": WHY}, 201)
    assert broken["state"] == "unconfirmed" and broken["deadline"]
    ann.post(f"/authorisations/{broken['id']}/refuse", {"reason": "It could have waited."})
    locked = ann.all("/locked-searchers")
    assert [account["name"] for account in locked] == ["sam"]
    ann.post(f"/locked-searchers/{locked[0]['id']}/unlock", {"reason": "We have talked."}, 204)
    assert ann.all("/locked-searchers") == []
    return found, photo


def erasure(made, found, photo, custody):
    """Whoever was erased does not come back in an answer that is given again."""
    sam, cas = made["sam"], made["cas"]
    gone = found["candidates"][1]
    erased = cas.post(f"/photos/{gone['photo']['id']}/faces/{gone['face']['id']}/erase", {"reason": "Asked for."})
    assert not erased["dryRun"] and erased["erased"][0]["faces"] == 1
    query = {"authorisation": sam.all("/authorisations")[-1]["id"], "type": "photo", "limit": 50, "threshold": -1}
    again = sam.post("/searches", status=201, data=photo, params=query,
                     headers={"Content-Type": "image/jpeg", "Idempotency-Key": "search-for-her-1"})
    assert gone["face"]["id"] not in [item["face"]["id"] for item in again["candidates"]]
    assert len(again["candidates"]) == len(found["candidates"]) - 1
    sealed = cas.post("/sealed-persons", status=201, data={"reason": "A witness."}, files={"photo": photo})
    assert sealed["faces"] > 0
    assert cas.all("/sealed-persons")[0]["id"] == sealed["person"]
    cas.post(f"/sealed-persons/{sealed['person']}/lift", {"reason": "No longer."}, 204)
    assert cas.get("/retention")["dryRun"] and not cas.post("/retention/runs")["dryRun"]
    assert len(cas.all("/retention/runs")) == 1


def administer(ada, cas, custody):
    other = ada.post("/organisations", {"name": "Harbour Museum"}, 201)
    grant = cas.post(f"/collections/{custody['id']}/grants",
                     {"organisation": other["id"], "purposes": ["missing-person"], "days": 30}, 201)
    assert cas.all(f"/collections/{custody['id']}/grants") == [grant]
    assert "revoked" in cas.post(f"/collections/{custody['id']}/grants/{grant['id']}/revoke")
    assert ada.post(f"/organisations/{other['id']}/suspend")["standing"] == "suspended"
    assert ada.post(f"/organisations/{other['id']}/resume")["standing"] == "active"
    account = ada.post("/accounts", {"name": "zoe", "organisation": other["id"], "roles": ["searcher"]}, 201)["account"]
    assert ada.post(f"/accounts/{account['id']}/roles", {"roles": ["searcher", "examiner"]})["roles"] == ["examiner", "searcher"]
    assert ada.post(f"/accounts/{account['id']}/roles", {"roles": ["searcher", "overseer"]}, 403)["code"] == "account.roles-conflict"
    assert ada.post(f"/accounts/{account['id']}/suspend")["standing"] == "suspended"
    assert ada.post(f"/accounts/{account['id']}/resume")["standing"] == "active"
    assert ada.post(f"/accounts/{account['id']}/reset")["code"]
    policy = ada.get("/policy")
    text = policy["text"].replace("idle-minutes: 15", "idle-minutes: 14")
    check = ada.post("/policy/check", {"text": text})
    assert check["changes"] == [{"path": "sign-in.idle-minutes", "old": "15", "new": "14"}], check["changes"]
    assert ada.post("/policy", {"text": text, "expected": "0" * 64}, 422)["code"] == "policy.changed-meanwhile"
    assert ada.post("/policy", {"text": text, "expected": check["expected"]})["digest"] == check["digest"]
    mine = ada.get("/me")["account"]["id"]
    assert ada.post(f"/accounts/{mine}/suspend", status=403)["code"] == "account.last-administrator"


def fuzz(server, person, known, photo):
    """Schemathesis, by somebody's token, with ids of things that are there, and photos that are photos."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "photo.jpg").write_bytes(photo)
        config = folder / "schemathesis.toml"
        config.write_text("[parameters]\n" + "".join(f'"{name}" = "{value}"\n' for name, value in known.items()))
        command = [
            sys.executable, "-m", "schemathesis.cli", "--config-file", str(config), "run",
            server.address + "/api/v1/openapi.json", "-H", f"Authorization: Bearer {person.token}", "--checks", CHECKS,
            "--max-time", str(SECONDS), "--continue-on-failure", "--warnings", "off", "--suppress-health-check", "all",
            "--request-timeout", "30", "--phases", "examples,coverage,fuzzing", "--no-shrink", "--seed", "1", *MORE,
        ]
        hooks = {"SCHEMATHESIS_HOOKS": "hooks", "LIKENESS_PHOTO": str(folder / "photo.jpg"),
                 "PYTHONPATH": os.pathsep.join([str(SUPPORT), os.environ.get("PYTHONPATH", "")])}
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env={**os.environ, **hooks})
        said = done.stdout + done.stderr
        print(f"--- {person.name}\n{said[-12_000:] if done.returncode else said[said.rfind('Test cases'):]}")
        return done.returncode


def suspicion(ada, ova):
    """A signal that the rules raised, and a look behind it; the probe is kept."""
    policy = ada.get("/policy")
    text = re.sub(r"(?m)^(  odd-hour-searches: )\d+", r"\g<1>1", policy["text"])
    hours = (22, 23) if time.gmtime().tm_hour < 12 else (1, 2)
    for name, hour in zip(["shift-begins", "shift-ends"], hours):
        text = re.sub(rf"(?m)^(  {name}: )\d+", rf"\g<1>{hour}", text)
    ada.post("/policy", {"text": text, "expected": policy["digest"]})
    assert ova.post("/oversight/signals/check")["raised"] > 0
    signal = ova.all("/oversight/signals?kind=odd-hours")[0]["id"]
    search = ova.get(f"/oversight/signals/{signal}")["searchesWithProbe"][-1]
    look = ova.post(f"/oversight/signals/{signal}/looks", {"search": search, "reason": WHY}, 201)
    return signal, look["id"]


def asked_about(cas, photo):
    """A request for which somebody was found, and a protected person."""
    request = cas.post("/requests", {"kind": "access", "reference": "to be spoilt"}, 201)["id"]
    cas.post(f"/requests/{request}/identify", {"means": "certified-copy"})
    cas.post(f"/requests/{request}/searches", status=201, files={"photo": photo})
    person = cas.post("/protected-persons", status=201, data={"reason": "Asked for."}, files={"photo": photo})["person"]
    return request, person


def fuzz_all(server, made, case, custody, found, photo):
    """Things to be spoilt, so that what stands on them does not end with the first call."""
    sam, ann, cas, ada = made["sam"], made["ann"], made["cas"], made["ada"]
    asking = {"case": case["id"], "purpose": "missing-person", "collections": [custody["id"]], "necessity": WHY,
              "proportionality": "One person, one collection, two weeks.", "searches": 20, "days": 14}
    good, spare = (sam.post("/authorisations", asking, 201) for _ in range(2))
    ann.post(f"/authorisations/{good['id']}/approve", {"reason": "Last seen in March."})
    # The probes of the others went with whom they showed.
    sam.post("/searches", status=201, data=photo, params={"authorisation": good["id"], "type": "photo"},
             headers={"Content-Type": "image/jpeg"})
    signal, look = suspicion(made["ada"], made["ova"])
    request, person = asked_about(cas, photo)
    spare_case = sam.post("/cases", {"reference": "to be spoilt"}, 201)
    spare_collection = cas.post("/collections", {"name": "to be spoilt", "controller": "x", "lawfulBasis": "x",
                                                 "source": "x", "retentionDays": 10}, 201)
    cas.post(f"/collections/{spare_collection['id']}/index", {"root": 0}, 202)
    while cas.get(f"/collections/{spare_collection['id']}/index")["state"] == "running":
        time.sleep(0.3)
    spoilt = cas.get(f"/collections/{spare_collection['id']}/photos")["items"][0]
    organisation = ada.post("/organisations", {"name": "Spoilt"}, 201)
    account = ada.post("/accounts", {"name": "spoilt", "organisation": organisation["id"], "roles": ["searcher"]}, 201)
    known = {
        "path.case": spare_case["id"], "path.collection": spare_collection["id"], "path.search": found["search"],
        "path.rank": 1, "path.photo": spoilt["id"], "path.face": spoilt["faces"][0]["id"] if spoilt["faces"] else 1,
        "path.authorisation": spare["id"], "path.organisation": organisation["id"],
        "path.account": account["account"]["id"], "query.authorisation": good["id"], "query.collection": custody["id"],
        "path.request": request, "path.number": 1, "path.person": person, "path.signal": signal, "path.look": look,
        "path.index": 7,
    }
    failed = [person.name for person in [sam, cas, ada, made["ova"]] if fuzz(server, person, known, photo)]
    assert server.process.poll() is None, "the server has ended"
    assert not failed, f"schemathesis has something to say to {failed}"


def main():
    with Server("investigation", "--root", str(ARCHIVE)) as server:
        document = requests.get(server.address + "/api/v1/openapi.json").json()
        assert document["openapi"].startswith("3.1"), document["openapi"]
        made = people(server)
        sam, cas, ada = made["sam"], made["cas"], made["ada"]
        custody = collection(cas)
        strict(cas)
        doors(server, sam, made["ann"])
        case = idempotency(sam)
        found, photo = investigate(made, case, custody)
        erasure(made, found, photo, custody)
        administer(ada, cas, custody)
        print(f"api: the journey is done, {len(document['paths'])} paths are described")
        if SECONDS:
            fuzz_all(server, made, case, custody, found, photo)
    print("api: ok")


with tempfile.TemporaryDirectory(prefix="likeness-photos-") as photo_folder:
    ARCHIVE, _ = photos.make(photo_folder)
    main()
