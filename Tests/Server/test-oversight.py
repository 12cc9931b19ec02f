"""The overseer's desk in browsers: figures that lead to their entries, an entry with its proof, questions, a report, witnesses."""

import datetime
import json
import pathlib
import re
import subprocess
import tempfile

import office
import photos
from desk import desk
from looking import look
from server import PROGRAM

ROLES = {"sam": "searcher", "ann": "approver", "cas": "custodian", "ova": "overseer", "oli": "overseer"}


def headline(page, text):
    card = page.locator(".headline", has=page.locator(f".headline-text:text-is('{text}')"))
    return card.locator(".headline-count")


def figures(ova):
    assert ova.go("/oversight") == 200
    look(ova, "usage")
    page = ova.page
    assert headline(page, "Searches").inner_text().startswith("2"), page.inner_text(".headlines")
    # From a number to its entries, and to one of them with what it stands for.
    headline(page, "Searches").click()
    assert page.locator("tbody tr").count() == 2 and "2 entries" in page.inner_text(".head"), page.inner_text("main")
    look(ova, "entries")
    page.locator("tbody a").first.click()
    text = page.inner_text("main")
    assert "a search began" in text and "missing-person" in text and "Verified." in text, text
    look(ova, "entry")
    with page.expect_download() as download:
        page.click("text=Download its proof")
    return pathlib.Path(download.value.path()).read_text()


def scopes(ova):
    ova.go("/oversight")
    page = ova.page
    page.click("section[aria-labelledby=organisation] tbody a")
    page.click("section[aria-labelledby=account] tbody a:text-is('sam')")
    assert ova.heading() == "Use: sam" and headline(page, "Searches").inner_text().startswith("2")
    look(ova, "usage-account")
    page.click("text=Last year")
    assert headline(page, "Searches").inner_text() == "0" and ova.heading() == "Use: sam"
    assert ova.go("/oversight?period=last+week") == 422 and ova.go("/oversight?account=sam") == 404
    assert ova.go("/oversight?account=" + "f" * 32) == 200
    assert ova.go("/oversight/entries/99999999") == 404 and ova.go("/oversight/entries?measure=faces") == 404
    ova.complaints.clear()


def questions(ova):
    assert ova.go("/oversight/questions") == 200
    look(ova, "questions")
    text = ova.page.inner_text("main")
    for answer in ["1 person of 1 organisation made 2 searches.", "2 searches were made on an approval by somebody else",
                   "No charge and no arrest was recorded"]:
        assert answer in text, text
    for summary in ova.page.locator("summary").all():
        summary.click()
    look(ova, "questions-open")
    # Sentences have dates as people read them.
    today = datetime.datetime.now(datetime.UTC)
    assert f"made on {today.day} {today:%B %Y} by sam" in text, text


def words(ova):
    """Each word of the glossary, from a link on each page that uses them."""
    for path in ["/oversight", "/oversight/questions", "/oversight/report", "/oversight/evidence"]:
        ova.go(path)
        ova.page.click("main >> text=What the words mean")
        assert ova.heading() == "Words", path
    text = ova.page.inner_text("main").lower()
    for word in ["search", "refused search", "authorisation", "break-glass", "candidate", "null result", "outcome", "corroborated", "checkpoint",
                 "witness", "cosigned", "log range", "signal", "few", "held back"]:
        assert word in text, word
    look(ova, "words")


def report(server, ova, folder):
    assert ova.go("/oversight/report") == 200
    look(ova, "report")
    page = ova.page
    page.fill("#period", "2999")
    page.click("button:text-is('Make and download')")
    assert "not over" in page.inner_text("[role=alert]")
    ova.complaints.clear()
    page.fill("#period", "2025")
    with page.expect_download() as download:
        page.click("button:text-is('Make and download')")
    file = pathlib.Path(folder) / "report.html"
    file.write_bytes(pathlib.Path(download.value.path()).read_bytes())
    key = server.likeness("ledger", "key", "show").strip()
    subprocess.run([PROGRAM, "report", "verify", file, "--key", key], check=True, stdout=subprocess.DEVNULL)
    text = file.read_text()
    assert "The words of this report" in text and text.rindex("<h2>") == text.index("<h2>The words of this report")
    file.write_text(text.replace("How to read it", "How to trust it"))
    wrong = subprocess.run([PROGRAM, "report", "verify", file, "--key", key, "--json"], capture_output=True, text=True)
    assert wrong.returncode == 1 and re.search(r"Line \d+ of the file", json.loads(wrong.stdout)["problems"][0]), wrong.stdout
    ova.go("/oversight/report")
    assert page.locator("section[aria-labelledby=made] li").count() == 1


def main():
    with tempfile.TemporaryDirectory(prefix="likeness-photos-") as folder:
        archive, probe, group = photos.make_with_group(folder)
        with desk("investigation", "--root", str(archive)) as (server, person):
            people = office.staff(server, person, ROLES)
            sam, ann, cas, ova, oli = (people[name] for name in ROLES)
            office.make_collection(cas)
            office.index(cas)
            office.open_case(sam, "2026-0117")
            office.ask(sam)
            office.approve(ann)
            for photo in [probe, group]:
                office.search(sam, photo)
            proof = pathlib.Path(folder) / "entry.tlog-proof"
            proof.write_text(figures(ova))
            key = server.likeness("ledger", "key", "show").strip()
            subprocess.run([PROGRAM, "ledger", "verify-receipt", proof, "--key", key], check=True, stdout=subprocess.DEVNULL)
            scopes(ova)
            questions(ova)
            words(ova)
            report(server, ova, folder)
            assert ova.go("/oversight/witnesses") == 200 and "No witness yet" in ova.page.inner_text("main")
            look(ova, "witnesses")
            # Whoever reads is read of.
            oli.go("/oversight/entries")
            text = oli.page.inner_text("main")
            assert "an overseer read figures" in text and "an overseer read entries" in text, text
            for other in [sam, ann, cas, people["ada"]]:
                for path in ["/oversight", "/oversight/questions", "/oversight/entries", "/oversight/entries/1", "/oversight/report",
                             "/oversight/witnesses", "/oversight/words"]:
                    assert other.page.request.get(path).status == 403, (other.name, path)
            complaints = {name: who.complaints for name, who in people.items() if who.complaints}
            assert not complaints, complaints
    print("oversight: done")


main()
