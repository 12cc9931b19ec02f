"""Names that lead out of where they belong, and values that would be headers: by every address that gives something out."""

import html
import pathlib
import re
import subprocess
import tempfile
import time

import requests

from runs import Run
from server import PROGRAM, ROOT
from wire import Wire, ask

ACCESS = ROOT / "Tests/WebTests/Snapshots/access.txt"
LEADS_OUT = [
    "..%2f..%2f..%2f..%2fetc%2fpasswd", "%2e%2e%2f%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..%252f..%252f..%252fetc%252fpasswd",
    "%252e%252e%252fetc%252fpasswd", "..%5c..%5c..%5cetc%5cpasswd", "%c0%ae%c0%ae%c0%afetc%c0%afpasswd",
    "%e0%80%ae%e0%80%ae%e0%80%afetc", "../../../../../../etc/passwd", "....//....//etc/passwd", "..;/..;/etc/passwd",
    "%2fetc%2fpasswd", "//etc/passwd", "file:%2f%2f%2fetc%2fpasswd", "..%2frecords.sqlite", "records.sqlite", "log.key",
    "..%2flog.key", "%00", "1%00", "%00.jpg", "style.css%00.svg", "..%00%2fetc%2fpasswd", ".", "..", "%2e%2e", "~root",
    "%0d%0aX-Evil:%201", "1%0d%0aSet-Cookie:%20evil=1", "%0aX-Evil:1", "%0d%0a%0d%0aevil", "%e5%98%8d%e5%98%8aX-Evil:1",
    "%ff%fe", "%", "%zz", "%u002e", "-1", "+1", "0x1", "1e0", "%31%00", "9223372036854775808", "99999999999999999999999",
    "%d9%a1", "1' OR '1'='1", "a" * 5000,
]
EVIL = "x\r\nX-Evil: 1\r\nSet-Cookie: evil=1\r\n\r\n<p>"


def check(answer, what):
    assert answer is not None and answer.status < 500, (what, answer)
    assert not re.search(rb"(?im)^(x-evil|set-cookie: *evil)", answer.head), (what, answer.head)
    assert not re.search(rb"root:.?:0:0|SQLite format 3|PRIVATE KEY", answer.body), (what, answer.body[:200])
    return answer


def known(server, photo):
    """Things that are there, by the names that addresses have for them."""
    mine = {"Authorization": f"Bearer {server.owners_token()}"}

    def api(method, path, **parts):
        done = requests.request(method, f"{server.address}/api/v1{path}", headers=mine, timeout=30, **parts)
        assert done.ok, done.text
        return done.json()

    me = api("GET", "/me")
    own = {"name": "own photos", "controller": "x", "lawfulBasis": "x", "source": "x", "retentionDays": 100}
    collection = api("POST", "/collections", json=own)["id"]
    run = {"state": "running"}
    for _ in range(300):
        if run["state"] != "running" and run["state"] != "done":
            api("POST", f"/collections/{collection}/index", json={"root": 0})
        run = api("GET", f"/collections/{collection}/index")
        if run["state"] == "done":
            break
        time.sleep(0.05)
    found = api("POST", "/searches?face=1", files={"photo": (EVIL, photo)}, data={"threshold": "-1"})
    return mine, {"account": me["account"]["id"], "collection": collection, "search": found["search"], "rank": "1",
                  "photo": "1", "face": "1", "name": "style.css", "organisation": me["organisation"]["id"]}


def addresses(things):
    """Each address that gives something out, and which of its parts varies."""
    for line in ACCESS.read_text().splitlines():
        method, path = line.partition(": ")[0].split(" ")
        names = re.findall(r":(\w+)", path)
        for name in names if method == "GET" else []:
            filled = path
            for other in names:
                if other != name:
                    filled = re.sub(rf":{other}\b", things.get(other, "0" * 32), filled)
            yield re.sub(rf":{name}\b", "{}", filled), name


def walk(server, things, headers):
    """Every lead out in every place of every address; returns how many that were."""
    wire, count, found = None, 0, 0
    for path, name in addresses(things):
        if name in things:
            found += ask(server, path.format(things[name]), headers=headers(path)).status == 200
        for lead in LEADS_OUT:
            wire = wire or Wire(server.address)
            target = path.format(lead.replace(" ", "%20"))
            wire.ask(target, headers=headers(path))
            answer = check(wire.answer(), target)
            # A plus sign or the digits of another script are numbers to some readers, and lead nowhere else.
            allowed = (400, 403, 404, 410, 422) + ((200,) if lead in ("+1", "%d9%a1") else ())
            assert answer.status in allowed, (target, answer)
            count += 1
            if answer.is_last or answer.status == 400:
                wire.close()
                wire = None
    assert found > 15, f"only {found} addresses give anything out"
    return count


def heads(server, cookie, key):
    """What is typed comes back in no head, whichever way it came."""
    form = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    evil = requests.utils.quote(EVIL, safe="")
    for path in ["/?done={}", "/sign-in?key={}", "/set-up?code={}", "/cases?after={}", "/sign-on/return?code={}&state={}",
                 "/accounts?{}={}", "/searches/{}/candidates/1", "/%0d%0aX-Evil:%201", "/assets/%0d%0aX-Evil:%201"]:
        check(ask(server, path.replace("{}", evil), headers={"Cookie": cookie}), path)
    statuses = set()
    for path in ["/collections", "/cases", "/searches", "/sealed", "/account/tokens", "/account/password", "/retention",
                 f"/collections/{evil}/index", f"/photos/{evil}/erase", "/sign-in", "/set-up"]:
        for csrf in [key, evil]:
            fields = {"csrf": csrf, **{name: evil for name in [
                "name", "controller", "basis", "source", "probe", "label", "scope", "reference", "code", "password", "again"]},
                "retention": "100", "days": "1", "reason": evil}
            body = "&".join(f"{name}={value}" for name, value in fields.items()).encode()
            statuses.add((csrf == key, check(ask(server, path, "POST", form, body), path).status))
    # Without the form's key all stops at the door; with it, not.
    assert {(False, 403), (True, 422)} <= statuses, statuses
    for name, value in [("Host", "127.0.0.1\tX-Evil: 1"), ("Cookie", "likeness=%0d%0aX-Evil: 1"),
                        ("X-Forwarded-Host", "evil.example"), ("Origin", "https://evil.example"), ("Accept", evil)]:
        answer = check(ask(server, "/", headers={name: value}), name)
        assert b"evil" not in answer.head.lower() and b"evil.example" not in answer.body, (name, answer)


def main():
    with tempfile.TemporaryDirectory(prefix="likeness-photos-") as folder:
        folder = pathlib.Path(folder) / "photos"
        subprocess.run([PROGRAM, "synth", folder, "--portraits", "1"], check=True, capture_output=True)
        photo = next(folder.rglob("*.jpg")).read_bytes()
        with Run("household", "--root", str(folder)) as server:
            mine, things = known(server, photo)
            server.stop()
            server.start()
            desk = requests.Session()
            assert desk.get(server.address + server.first).ok
            cookie = "; ".join(f"{kept.name}={kept.value}" for kept in desk.cookies)
            key = re.search(r'name="csrf" value="([^"]+)"', desk.get(server.address + "/account").text)[1]
            count = walk(server, things, lambda path: mine if path.startswith("/api/") else {"Cookie": cookie})
            heads(server, cookie, requests.utils.quote(html.unescape(key), safe=""))
            assert not re.search(r"failed|Fatal|error", server.log()), server.log()[-2000:]
            server.stop()
    print(f"paths: {count} leads out, none followed")


main()
