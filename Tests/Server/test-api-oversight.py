"""Oversight by the API: figures, entries with their proofs, questions, reports, evidence, witnesses and misuse signals."""

import concurrent.futures
import datetime
import io
import json
import os
import pathlib
import re
import subprocess
import tarfile
import tempfile
import time

import requests

import photos
from api_people import NOBODY, closed_to, collection, staff
from server import PASSWORD, PROGRAM, Server

WHY = "Two desks worked on one <missing> child & told each other."
JPEG = {"Content-Type": "image/jpeg"}
THIS_YEAR = str(datetime.datetime.now(datetime.timezone.utc).year)


def work(people, press, probe, group):
    """Two searches on an approval, and one that is refused."""
    sam, ann = people["sam"], people["ann"]
    case = sam.post("/cases", {"reference": "K <1>"}, 201)
    asking = {"case": case["id"], "purpose": "provenance", "collections": [press["id"]], "searches": 10, "days": 30,
              "necessity": "The print is unlabelled; nobody here knows her.", "proportionality": "One person, one collection."}
    good, other = (sam.post("/authorisations", asking, 201)["id"] for _ in range(2))
    ann.post(f"/authorisations/{good}/approve", {"reason": "For the exhibition in May."})
    made = []
    for photo in [probe, group]:
        query = {"authorisation": good, "type": "photo", "threshold": -1, "face": 1}
        made.append(sam.post("/searches", status=201, data=photo, params=query, headers=JPEG)["search"])
    sam.post("/searches", status=403, data=probe, params={"authorisation": other, "type": "photo"}, headers=JPEG)
    return case, made


def likeness(server, name, *words):
    """A command, in a session of somebody's."""
    session = {"LIKENESS_SESSION": str(server.home.parent / name)}
    if not pathlib.Path(session["LIKENESS_SESSION"]).exists():
        password = server.home.parent / "password"
        password.write_text(PASSWORD + "\n")
        command = [PROGRAM, "log-in", name, "--password-file", password, "--home", server.home]
        subprocess.run(command, env=session, check=True, capture_output=True)
    return subprocess.run(
        [PROGRAM, *words, "--home", server.home], env=session, check=True, capture_output=True, text=True).stdout


def in_a_unit(server):
    likeness(server, "admin", "unit", "create", "Picture desk")
    likeness(server, "admin", "unit", "assign", "sam", "--unit", "Picture desk")


def usage(server, ova, people):
    path = "/oversight/usage"
    told = ova.get(path, params={"period": THIS_YEAR})
    assert told["everybody"]["figures"]["searches"] == 2 and told["everybody"]["figures"]["searches-refused"] == 1, told
    assert told["parts"] == [] and told["period"] == THIS_YEAR and ova.get(path)["period"] == THIS_YEAR
    origin, size, root = told["log"]["checkpoint"].split("\n")[:3]
    assert (origin, int(size), root) == (told["log"]["origin"], told["log"]["size"], told["log"]["root"])
    whole = {part["name"]: part for part in ova.get(path, params={"by": "account"})["parts"]}
    assert whole["sam"]["figures"]["searches"] == 2 and whole["sam"]["id"] == people["sam"].id
    # Page by page it is the same.
    names, query = [], {"by": "account", "limit": 1}
    while True:
        page = ova.get(path, params=query)
        names += [part["name"] for part in page["parts"]]
        if "next" not in page:
            break
        query["after"] = page["next"]
    assert names[0] == "sam" and sorted(names) == sorted(whole), names
    organisation = ova.get(path, params={"by": "organisation"})["parts"][0]["id"]
    unit, = ova.get(path, params={"by": "unit", "organisation": organisation})["parts"]
    assert unit["name"] == "Picture desk", unit
    for scope in [{"account": people["sam"].id}, {"organisation": organisation}, {"unit": unit["id"]},
                  {"organisation": organisation, "unit": unit["id"], "account": people["sam"].id}]:
        assert ova.get(path, params=scope)["everybody"]["figures"]["searches"] == 2, scope
    assert ova.get(path, params={"account": people["sam"].id})["everybody"]["name"] == "sam"
    assert ova.get(path, params={"unit": unit["id"], "account": ova.id})["everybody"]["figures"]["searches"] == 0
    assert ova.get(path, params={"account": "f" * 32})["everybody"]["figures"]["searches"] == 0
    assert ova.get(path, params={"period": "1970-01-01..9998-12-31"})["everybody"]["figures"]["searches"] == 2
    searched = ova.get(path + "/searches")
    assert sum(searched["hours"]) == sum(step["count"] for step in searched["steps"]) == 2
    assert [(one["label"], one["count"]) for one in searched["purposes"]] == [("provenance", 2)]
    assert [one["label"] for one in searched["refusals"]] == ["authorisation.not-approved"], searched["refusals"]
    assert [(one["label"], one["count"]) for one in searched["approvers"]] == [("ann", 2)], searched["approvers"]
    by_command(server, told)
    for query, status, code in [
            ("period=last+week", 422, "period.malformed"), ("period=", 400, "form.malformed"),
            ("period=" + "9" * 4000, 422, "period.malformed"), ("by=colour", 400, "form.malformed"),
            ("account=sam", 400, "form.malformed"), ("unit=" + "F" * 32, 400, "form.malformed"),
            ("organisation=", 400, "form.malformed"), ("limit=0", 400, "form.malformed"),
            ("after=!", 400, "form.malformed")]:
        assert ova.get(f"{path}?{query}", status)["code"] == code, query
        if "by" not in query and "limit" not in query and "after" not in query:
            assert ova.get(f"{path}/searches?{query}", status)["code"] == code, query


def by_command(server, told):
    """The command prints the same members."""
    printed = json.loads(likeness(server, "ova", "usage", "--period", THIS_YEAR, "--by", "account", "--json"))
    assert set(printed) == set(told) and printed["everybody"]["figures"]["searches"] == 2, printed.keys()
    assert set(printed["log"]) == set(told["log"]) and set(printed["everybody"]) == set(told["everybody"])


def entries(server, ova, people, folder):
    path = "/oversight/entries"
    told = ova.get(path, params={"measure": "searches"})
    assert told["entries"] == told["counted"] == 2 and "next" not in told, told
    assert ova.all(f"{path}?measure=searches", limit=1) == told["items"]
    shown = ova.get(path, params={"measure": "candidates-shown"})
    assert shown["entries"] == 2 and shown["counted"] == sum(one["count"] for one in shown["items"]) > 10, shown["counted"]
    one = told["items"][0]
    assert one["type"] == "search.started" and one["names"][people["sam"].id] == "sam", one
    assert one["state"] == "disclosed" and json.loads(one["payload"])["purpose"] == "provenance", one
    # The first look is an entry itself.
    ova.get(path)
    whole = ova.get(path)
    assert whole["entries"] == len(ova.all(path, limit=9)) > 20
    entry = ova.get(f"{path}/{one['index']}")
    assert entry["opens"] and entry["payload"] == one["payload"] and json.loads(entry["entry"])["type"] == "search.started"
    key = server.likeness("ledger", "key", "show").split()[-1]
    proof = pathlib.Path(folder) / "entry.tlog-proof"
    for text in [entry["proof"].encode(), ova.get(f"{path}/{one['index']}/proof")]:
        proof.write_bytes(text)
        done = subprocess.run([PROGRAM, "ledger", "verify-receipt", proof, "--key", key, "--json"], capture_output=True, text=True)
        assert done.returncode == 0 and json.loads(done.stdout)["entry"] == entry["entry"], done
    assert ova.get(f"{path}/0")["state"] == "empty" and "opens" not in ova.get(f"{path}/0")
    for index, status in [("99999999", 404), (str((1 << 53) - 1), 404), (str(1 << 53), 404), (str((1 << 63) - 1), 404),
                          ("-1", 404), ("x", 404), ("1e3", 404), ("9" * 400, 404)]:
        for part in ["", "/proof"]:
            assert ova.get(f"{path}/{index}{part}", status)["code"] in ["entry.unknown", "page.unknown"], index
        assert ova.desk.get(f"{server.address}{path}/{index}").status_code == status, f"the page of {index}"
    assert ova.get(f"{path}?measure=faces", 400)["code"] == "form.malformed"


def questions(ova):
    told = ova.get("/oversight/questions")
    text = json.dumps(told)
    assert len(told["answers"]) == 8 and "1 person of 1 organisation made 2 searches." in text, text
    assert any(row.get("account") for answer in told["answers"] for row in answer.get("table", {}).get("rows", [])), text
    assert ova.get("/oversight/questions?period=now", 422)["code"] == "period.malformed"


def reports(server, ova, folder):
    path = "/oversight/reports"
    for body, status, code in [
            ({"period": "2999", "form": "html"}, 422, "report.not-over"),
            ({"period": "2025-01-01..2025-01-09", "form": "csv"}, 422, "report.whole-months"),
            ({"period": "last year", "form": "html"}, 422, "period.malformed"), ({"period": "2025"}, 400, "form.malformed"),
            ({"period": "2025", "form": "pdf"}, 400, "form.malformed"), ({"period": 2025, "form": "csv"}, 400, "form.malformed")]:
        assert ova.post(path, body, status)["code"] == code, body
    assert ova.all(path) == []
    key = server.likeness("ledger", "key", "show").strip()
    for number, (form, kind) in enumerate([("html", "text/html"), ("csv", "text/csv"), ("json", "application/json")]):
        headers = {"Authorization": f"Bearer {ova.token}", "Idempotency-Key": f"report-of-2025-{form}"}
        made = [requests.post(f"{server.address}/api/v1{path}", json={"period": "2025", "form": form}, headers=headers)
                for _ in range(2)]
        assert [answer.status_code for answer in made] == [201, 201] and made[0].content == made[1].content
        assert made[1].headers["content-type"].startswith(kind), made[1].headers
        assert made[1].headers["content-disposition"] == f'attachment; filename="report-2025.{form}"'
        file = pathlib.Path(folder) / f"report.{form}"
        file.write_bytes(made[1].content)
        done = subprocess.run([PROGRAM, "report", "verify", file, "--key", key], capture_output=True, text=True)
        assert done.returncode == 0, done
        assert [one["by"] for one in ova.all(path, limit=2)] == ["ova"] * (number + 1), "sent twice, published once"


def evidence(server, ova, case, key):
    path = "/oversight/evidence"
    assert key
    for body, status, code in [
            ({"period": THIS_YEAR}, 400, "form.malformed"), ({"period": THIS_YEAR, "reason": " "}, 422, "reason.missing"),
            ({"reason": WHY}, 400, "form.malformed"), ({"period": THIS_YEAR, "case": "K", "reason": WHY}, 400, "form.malformed"),
            ({"period": "soon", "reason": WHY}, 422, "period.malformed"), ({"case": NOBODY, "reason": WHY}, 404, "case.unknown"),
            ({"period": THIS_YEAR, "reason": "a\u202eb"}, 422, "text.unusable"),
            ({"period": THIS_YEAR, "reason": WHY, "since": "nonsense"}, None, "log.malformed"),
            ({"period": THIS_YEAR, "reason": WHY, "withoutPayloads": "yes"}, 400, "form.malformed")]:
        if status is None:
            answer = requests.post(f"{server.address}/api/v1{path}", json=body, headers={"Authorization": f"Bearer {ova.token}"})
            assert answer.status_code >= 400 and answer.json()["code"] == code, answer.text
        else:
            assert ova.post(path, body, status)["code"] == code, body
    before = ova.get("/oversight/usage")
    assert before["everybody"]["figures"]["evidence-exported"] == 0, "what is refused leaves nothing"
    for body in [{"period": THIS_YEAR, "since": before["log"]["checkpoint"]}, {"case": case["id"]},
                 {"case": case["reference"], "withoutPayloads": True}]:
        answer = requests.post(f"{server.address}/api/v1{path}", json={"reason": WHY, **body},
                               headers={"Authorization": f"Bearer {ova.token}"})
        assert answer.status_code == 201, answer.text
        pack = re.fullmatch(r'attachment; filename="evidence-([0-9a-f]{32})\.html"', answer.headers["content-disposition"])[1]
        files = json.loads(re.search(r'id="pack">(.*?)</script>', answer.text, re.DOTALL)[1])
        manifest = json.loads(files["manifest"].split("\n")[1])
        assert manifest["pack"] == pack and manifest["entries"]["count"] == len(files["entries.jsonl"].splitlines()), manifest
        assert ("missing" in files["entries.jsonl"]) != ("withoutPayloads" in body)
        assert ("earlier.json" in files) == ("since" in body)
    # What it holds may be erased by the time that it is asked for again: so it is made anew, and that is logged.
    once = {"Idempotency-Key": "evidence-of-the-case"}
    packs = {ova.post(path, {"reason": WHY, "case": case["id"]}, 201, headers=once) for _ in range(2)}
    assert len(packs) == 2 and ova.get("/oversight/usage")["everybody"]["figures"]["evidence-exported"] == 5


def archives(server, ova, case, folder):
    """The whole pack, to be unpacked and verified without the server."""
    path = "/oversight/evidence"
    for form in ["zip", "TAR", "", None, 1]:
        body = {"period": THIS_YEAR, "reason": WHY, "form": form}
        assert ova.post(path, body, 400)["code"] == "form.malformed", form
    kept = ova.get("/oversight/usage")["log"]["checkpoint"]
    key = pathlib.Path(folder) / "log-key"
    key.write_text(server.likeness("ledger", "key", "show"))
    before = ova.get("/oversight/usage")["everybody"]["figures"]["evidence-exported"]
    for body in [{"period": THIS_YEAR, "since": kept}, {"case": case["id"]}, {"case": case["reference"], "withoutPayloads": True}]:
        answer = requests.post(f"{server.address}/api/v1{path}", json={"reason": WHY, "form": "tar", **body},
                               headers={"Authorization": f"Bearer {ova.token}"})
        assert answer.status_code == 201 and answer.headers["content-type"] == "application/x-tar", answer.text[:500]
        name = re.fullmatch(r'attachment; filename="(evidence-[0-9a-f]{32})\.tar"', answer.headers["content-disposition"])[1]
        assert int(answer.headers["content-length"]) == len(answer.content)
        with tarfile.open(fileobj=io.BytesIO(answer.content)) as archive:
            assert all(one.name.split("/")[0] == name for one in archive), archive.getnames()
            archive.extractall(folder, filter="data")
        pack = pathlib.Path(folder) / name
        said = subprocess.run([PROGRAM, "ledger", "verify-pack", pack, "--key", key, "--json"], capture_output=True, text=True)
        assert said.returncode == 0 and json.loads(said.stdout)["problems"] == [], said
        assert (pack / "earlier.json").exists() == ("since" in body)
        # One byte less is not sound.
        entries = pack / "entries.jsonl"
        entries.write_bytes(entries.read_bytes()[:-1])
        assert subprocess.run([PROGRAM, "ledger", "verify-pack", pack, "--key", key], capture_output=True).returncode == 1
    assert ova.get("/oversight/usage")["everybody"]["figures"]["evidence-exported"] == before + 3
    # Whoever goes away in the middle keeps nobody out, and nothing of it stays in the home.
    for _ in range(6):
        with requests.post(f"{server.address}/api/v1{path}", json={"reason": WHY, "form": "tar", "period": THIS_YEAR},
                           headers={"Authorization": f"Bearer {ova.token}"}, stream=True) as answer:
            assert answer.status_code in [201, 429], answer.status_code
            answer.raw.read(10)
    for _ in range(100):
        answer = requests.post(f"{server.address}/api/v1{path}", json={"reason": WHY, "form": "tar", "case": case["id"]},
                               headers={"Authorization": f"Bearer {ova.token}"})
        if answer.status_code == 201:
            break
        time.sleep(0.1)
    assert answer.status_code == 201, answer.text
    held = [os.readlink(one) for one in pathlib.Path(f"/proc/{server.process.pid}/fd").iterdir() if one.exists() or one.is_symlink()]
    assert not [name for name in held if str(server.home) in name and name.endswith("(deleted)")], held
    assert not [one for one in server.home.iterdir() if one.name.startswith(".")], list(server.home.iterdir())


def witnesses(ova, key):
    told = ova.get("/oversight/witnesses")
    assert told["witnesses"] == [] and not told["alarming"] and told["cosignedSize"] == 0 < told["size"], told
    assert told["logKey"] == key and ova.all("/oversight/sealed-hits") == []


def raised(ada, ova, sam):
    """By the rules, once these are strict enough: a search refused, and searches at hours that are none of work."""
    path = "/oversight/signals"
    assert ova.all(path) == []
    policy = ada.get("/policy")
    begins, ends = (22, 23) if datetime.datetime.now(datetime.timezone.utc).hour < 12 else (1, 2)
    text = policy["text"]
    for name, value in [("refused-in-a-day", 1), ("odd-hour-searches", 1), ("shift-begins", begins), ("shift-ends", ends)]:
        text, count = re.subn(rf"(?m)^(  {name}: )\d+", rf"\g<1>{value}", text)
        assert count == 1, name
    ada.post("/policy", {"text": text, "expected": policy["digest"]})
    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        checks = list(pool.map(lambda _: ova.post(path + "/check"), range(3)))
    assert sum(check["raised"] for check in checks) == len(ova.all(path)) >= 2, checks
    assert ova.post(path + "/check")["raised"] == 0
    found = {signal["kind"]: signal for signal in ova.all(path, limit=1)}
    assert {"refused-often", "odd-hours"} <= set(found), found.keys()
    odd = found["odd-hours"]
    assert odd["account"] == "sam" and odd["ids"]["account"] == sam.id and odd["state"] == "open", odd
    assert ova.all(path + "?kind=odd-hours") == [odd] and ova.all(path + "?state=upheld") == []
    for query in ["state=strange", "kind=%3Cscript%3E", "kind=", "after=x"]:
        assert ova.get(f"{path}?{query}", 400)["code"] == "form.malformed", query
    return odd


def decided(ova, odd):
    path = f"/oversight/signals/{odd['id']}"
    shown = ova.get(path)
    assert shown["signal"]["id"] == odd["id"] and "not between" in shown["rule"] and shown["decisions"] == [], shown
    behind = ova.all(path + "/entries", limit=1)
    assert [one["index"] for one in behind] == odd["entries"] and all(one["state"] == "disclosed" for one in behind)
    for body, status, code in [({}, 400, "form.malformed"), ({"reason": "short"}, 403, "signal.unexplained"),
                               ({"reason": " " * 40}, 403, "signal.unexplained"),
                               ({"reason": WHY + "\u202e"}, 422, "text.unusable"),
                               ({"reason": WHY * 400}, 422, "text.unusable")]:
        assert ova.post(path + "/explain", body, status)["code"] == code, body
    assert ova.post(path + "/reopen", {"reason": WHY}, 422)["code"] == "signal.open"
    assert ova.post(path + "/explain", {"reason": WHY})["state"] == "explained"
    assert ova.post(path + "/uphold", {"reason": WHY}, 403)["code"] == "signal.decided"
    assert ova.post(path + "/reopen", {"reason": WHY})["state"] == "open"
    assert ova.post(path + "/uphold", {"reason": WHY})["state"] == "upheld"
    said = ova.get(path)["decisions"]
    assert [one["decision"] for one in said] == ["explained", "reopened", "upheld"], said
    assert {(one["account"], one["reason"]) for one in said} == {("ova", WHY)}
    for part in ["", "/entries"]:
        assert ova.get(f"/oversight/signals/{NOBODY}{part}", 404)["code"] == "signal.unknown"
    for part in ["explain", "uphold", "reopen", "looks"]:
        body = {"reason": WHY, **({"search": odd["searches"][0]} if part == "looks" else {})}
        assert ova.post(f"/oversight/signals/{NOBODY}/{part}", body, 404)["code"] == "signal.unknown"


def looked(server, ova, oli, sam, odd, folder):
    path = f"/oversight/signals/{odd['id']}/looks"
    search = odd["searches"][0]
    assert search in ova.get(f"/oversight/signals/{odd['id']}")["searchesWithProbe"]
    for body, status, code in [({"search": search, "reason": "curious"}, 403, "signal.unexplained"),
                               ({"search": NOBODY, "reason": WHY}, 404, "search.unknown"), ({"reason": WHY}, 400, "form.malformed"),
                               ({"search": 1, "reason": WHY}, 400, "form.malformed")]:
        assert ova.post(path, body, status)["code"] == code, body
    key = {"Idempotency-Key": "look-at-her-once"}
    look, again = (ova.post(path, {"search": search, "reason": WHY}, 201, headers=key) for _ in range(2))
    assert look == again and look["account"] == "ova" and look["ends"] > look["at"], look
    own = f"{path}/{look['id']}"
    assert ova.get(own) == look
    picture = pathlib.Path(folder) / "look.jpg"
    picture.write_bytes(ova.get(own + "/face.jpg"))
    faces = subprocess.run([PROGRAM, "faces", picture, "--json"], capture_output=True, text=True).stdout
    assert len(json.loads(faces)["photos"][0]["faces"]) == 1, "somebody else can be seen"
    for part in ["", "/face.jpg"]:
        assert oli.get(own + part, 403)["code"] == "signal.look-over", "another overseer's look"
        assert sam.get(own + part, 403)["code"] == "role.missing"
        assert ova.get(f"/oversight/signals/{NOBODY}/looks/{look['id']}{part}", 404)["code"] == "page.unknown"
        assert ova.get(f"{path}/{NOBODY}{part}", 403)["code"] == "signal.look-over"
    told = oli.get(f"/oversight/signals/{odd['id']}")["looks"]
    assert [(one["account"], one["search"], one["reason"]) for one in told] == [("ova", search, WHY)], told
    assert oli.get("/oversight/entries", params={"measure": "looks-behind"})["entries"] == 1


def read_of(oli):
    """Whoever reads is read of."""
    shown = [one for one in oli.all("/oversight/entries") if one["type"] in ["usage.read", "log.read"]]
    pages = {json.loads(one["payload"])["what"].split("?")[0].removeprefix("/api/v1") for one in shown}
    for page in ["usage", "usage/searches", "entries", "questions", "reports", "signals", "sealed-hits"]:
        assert f"/oversight/{page}" in pages, (page, pages)
    assert not any(NOBODY in page or "99999999" in page for page in pages if page.startswith("/oversight/")), pages


def for_overseers(people, odd):
    signal = f"/oversight/signals/{odd['id']}"
    got = ["usage", "usage/searches", "entries", "entries/1", "entries/1/proof", "questions", "reports", "witnesses", "signals",
           "sealed-hits"]
    closed_to([people[name] for name in ["sam", "ann", "cas", "ada", "other-sam"]],
              [("GET", f"/oversight/{part}") for part in got] + [("GET", signal), ("GET", signal + "/entries")]
              + [("POST", signal + part) for part in ["/explain", "/uphold", "/reopen", "/looks"]]
              + [("POST", f"/oversight/{part}") for part in ["reports", "evidence", "signals/check"]])
    ova = people["ova"]
    look = ova.new_token("look")
    assert ova.get("/oversight/usage", token=look)["everybody"] and ova.get("/oversight/entries/1", token=look)
    for method, path in [("GET", "/oversight/signals"), ("POST", "/oversight/reports"), ("POST", "/oversight/evidence")]:
        assert ova.ask(method, path, 403, token=look, json={})["code"] == "token.out-of-scope", path


def main():
    with tempfile.TemporaryDirectory(prefix="likeness-photos-") as folder:
        archive, probe, group = photos.make_with_group(folder)
        with Server("archive", "--root", str(archive)) as server:
            people = staff(server, {"sam": "searcher", "ann": "approver", "cas": "custodian", "ova": "overseer",
                                    "oli": "overseer", "other-sam": "searcher"})
            sam, ova, oli = people["sam"], people["ova"], people["oli"]
            press = collection(people["cas"], "press")
            in_a_unit(server)
            case, _ = work(people, press, probe.read_bytes(), group.read_bytes())
            key = server.likeness("ledger", "key", "show").strip()
            usage(server, ova, people)
            entries(server, ova, people, folder)
            questions(ova)
            reports(server, ova, folder)
            evidence(server, ova, case, key)
            archives(server, ova, case, folder)
            witnesses(ova, key)
            odd = raised(people["ada"], ova, sam)
            decided(ova, odd)
            looked(server, ova, oli, sam, odd, folder)
            read_of(oli)
            for_overseers(people, odd)
            server.likeness("ledger", "verify")
    print("api, oversight: ok")


main()
