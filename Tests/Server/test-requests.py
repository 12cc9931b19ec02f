"""Somebody asks whether they are in a collection, and somebody is erased: the whole course, by a custodian's browser."""

import json
import pathlib
import re
import subprocess
import tempfile
import urllib.error
import urllib.request

import photos
from desk import desk
from looking import SHOTS, look
from office import index, make_collection, staff
from server import PROGRAM

def main():
    with tempfile.TemporaryDirectory(prefix="likeness-photos-") as folder:
        archive, probe = photos.make(folder)
        options = ["--root", str(archive), "--public-page", "127.0.0.1:0"]
        with desk("archive", *options) as (server, person):
            public_page(server, folder)
            people = staff(server, person, {"cas": "custodian", "ova": "overseer"})
            cas = people["cas"]
            make_collection(cas)
            index(cas)
            hostile(cas)
            access(server, cas, probe, folder)
            erasure(server, cas, probe, folder)
            assert people["ova"].go("/requests") == 403
    print("requests: done")


def public_page(server, folder):
    """What a stranger gets at its own port: the page, and nothing else."""
    lines = [server.process.stdout.readline() for _ in range(2)]
    address = next(re.search(r"http://\S+", line)[0] for line in lines if "public page" in line).rstrip("/")
    assert address != server.address
    with urllib.request.urlopen(address + "/", timeout=10) as answer:
        page = answer.read().decode()
        assert answer.status == 200 and "Set-Cookie" not in answer.headers
    assert "Photo collections that are searched for faces" in page and "<script" not in page
    for path in ["/sign-in", "/requests", "/assets/style.css", "/health", "/api/v1/openapi.json", "//", "/..%2f", "/?a=b"]:
        try:
            urllib.request.urlopen(address + path, timeout=10)
            raise AssertionError(f"{path} is there")
        except urllib.error.HTTPError as error:
            assert error.code == 404 and error.read() == b"", (path, error.code)


def receive(cas, kind, reference):
    cas.go("/requests")
    cas.page.check(f"input[name=kind][value={kind}]")
    cas.page.fill("#reference", reference)
    cas.page.click("button:text-is('Record it')")
    assert cas.heading() == reference, cas.page.inner_text("main")


def identify_and_search(cas, probe):
    page = cas.page
    assert page.locator("#photo").count() == 0, "a search before it was checked who asks"
    page.check("input[name=means][value=in-person-document]")
    page.click("button:text-is('It was checked')")
    page.set_input_files("#photo", str(probe))
    page.click("button:has-text('Search')")
    page.wait_for_selector("input[type=radio][value=is]")


def judge(cas):
    """The first is the person: another photo of theirs is in the folder."""
    page = cas.page
    numbers = page.locator("input[type=radio][value=is]").count()
    for number in range(1, numbers + 1):
        page.check(f"input[name=face-{number}][value={'is' if number == 1 else 'is-not'}]")
    page.click("button:text-is('Save')")
    assert "Saved." in page.inner_text("main"), page.inner_text("main")
    return numbers


def hostile(cas):
    receive(cas, "access", "<img src=x onerror=alert(1)>")
    assert cas.page.locator("main img[src=x]").count() == 0
    assert cas.go("/requests/00000000000000000000000000000000") >= 400
    cas.complaints.clear()
    cas.go("/requests")
    cas.page.click("text=<img src=x")
    cas.page.click("summary:has-text('Refuse or withdraw')")
    cas.page.fill("#reason", "Nobody could show that this is about them.")
    cas.page.click("button:text-is('Refuse')")
    assert "Refused." in cas.page.inner_text("main"), cas.page.inner_text("main")


def download(page, selector, folder, name):
    with page.expect_download() as waiting:
        page.click(selector)
    path = pathlib.Path(folder) / name
    waiting.value.save_as(path)
    return path


def verified(server, receipt, key):
    done = subprocess.run([PROGRAM, "ledger", "verify-receipt", receipt, "--key", key], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def access(server, cas, probe, folder):
    page = cas.page
    receive(cas, "access", "DSR-2026-14")
    look(cas, "request-received")
    identify_and_search(cas, probe)
    look(cas, "request-found")
    judge(cas)
    look(cas, "request-judged")
    draft = download(page, "text=with pictures of them", folder, "draft.html").read_text()
    assert "A draft" in draft and "data:image/jpeg" in draft
    page.click("button:text-is('Answer')")
    assert "Answered." in page.inner_text("main"), page.inner_text("main")
    look(cas, "request-answered")
    assert page.locator("img[src*='/faces/'], img[src*='/probes/']").count() == 0
    letter = download(page, "a:text-is('Letter')", folder, "letter.html")
    text = letter.read_text()
    assert "You are in 1 photo" in text and "Main Street Station" in text, text[:4000]
    key = server.likeness("ledger", "key", "show").split()[-1]
    receipt = download(page, "a:text-is('The answer')", folder, "answer.tlog-proof")
    assert "request.answered" in verified(server, receipt, key)
    page.goto(f"file://{letter}")
    shot(page, "letter")


def erasure(server, cas, probe, folder):
    page = cas.page
    receive(cas, "erasure", "DSR-2026-15")
    identify_and_search(cas, probe)
    judge(cas)
    page.click("button:text-is('Erase and answer')")
    assert "Answered." in page.inner_text("main"), page.inner_text("main")
    certificate = download(page, "a:text-is('Certificate')", folder, "certificate.html")
    assert "Certificate of erasure" in certificate.read_text()
    facts = json.loads(download(page, "a:text-is('As JSON')", folder, "certificate.json").read_text())
    assert facts["answer"]["erased"][0]["faces"] == 1, facts["answer"]
    key = server.likeness("ledger", "key", "show").split()[-1]
    for selector, word in [("a:text-is('The erasure')", "erasure.completed"),
                           ("a:text-is('The answer')", "request.answered")]:
        receipt = download(page, selector, folder, "one.tlog-proof")
        assert word in verified(server, receipt, key)
        # Another entry is not proven by it.
        text = receipt.read_text().splitlines()
        place = next(at for at, line in enumerate(text) if line.startswith("index "))
        text[place] = f"index {int(text[place].split()[1]) + 1}"
        receipt.write_text("\n".join(text) + "\n")
        done = subprocess.run([PROGRAM, "ledger", "verify-receipt", receipt, "--key", key], capture_output=True)
        assert done.returncode == 1
    cas.go("/")
    look(cas, "custodian-home")
    cas.go("/requests")
    look(cas, "requests")
    page.goto(f"file://{certificate}")
    shot(page, "certificate")


def shot(page, name):
    if SHOTS:
        for size, width in [("wide", 1440), ("narrow", 390)]:
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=f"{SHOTS}/{name}-{size}.png", full_page=True)
        page.set_viewport_size({"width": 1440, "height": 900})


main()
