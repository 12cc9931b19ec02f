"""Leave to search before an approval, in browsers: taken, seen by an approver, approved once and refused once."""

import re
import tempfile

import office
import photos
from desk import desk

ROLES = {"sam": "searcher", "sid": "searcher approver", "ann": "approver", "cas": "custodian"}
DEADLINE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC · 47 h 5\d min left")


def take(sam, reference):
    office.open_case(sam, reference)
    sam.go("/authorisations/new")
    page = sam.page
    page.select_option("#bg-case", label=reference)
    page.select_option("#bg-purpose", "missing-person")
    page.locator("form[action$=break-glass] input[name=collection]").check()
    page.fill("#bg-searches", "2")
    page.fill("#bg-reason", f"A child was seen at the harbour an hour ago: {reference}.")
    page.click("button:text-is('Search before an approval')")
    text = page.inner_text("main")
    assert "break-glass, not approved yet" in text and DEADLINE.search(text), text
    assert page.locator("time.deadline").count() == 1


def decide(ann, searcher, reference, reason, button):
    ann.go("/")
    assert "break-glass, not approved yet" in ann.page.inner_text("main")
    ann.go("/approvals")
    card = ann.page.locator(".card.is-marked", has_text=reference)
    text = card.inner_text()
    assert DEADLINE.search(text) and f"{searcher}: " in text and "1 of 2 searches made" in text, text
    card.locator("text=Read and decide").click()
    text = ann.page.inner_text("main")
    assert DEADLINE.search(text) and "1 made already" in text, text
    request = ann.page.url
    ann.page.fill("#reason", reason)
    ann.page.click(f"button:text-is('{button}')")
    text = ann.page.inner_text("main")
    assert f"{button}d." in text and reference not in text, text
    ann.page.goto(request)
    assert ann.page.locator(".deadline").count() == 0, "decided, it is still counted down"


def approved(sam, ann, probe):
    take(sam, "2026-0001")
    sam.go("/authorisations/new")
    assert "still waits for an answer" in sam.page.inner_text("main"), "one at a time"
    results = office.search(sam, probe)
    shown = sam.page.locator(".candidate").count()
    assert shown > 0
    sam.go("/")
    assert DEADLINE.search(sam.page.inner_text("main"))
    decide(ann, "sam", "2026-0001", "The reason was a good one.", "Approve")
    sam.page.goto(results)
    assert sam.page.locator(".candidate").count() == shown
    sam.page.click("dt:text-is('For') + dd a >> nth=1")
    text = sam.page.inner_text("main")
    assert "Approved" in text and "The reason was a good one." in text and "47 h" not in text, text


def refused(sid, ann, probe):
    take(sid, "2026-0002")
    leave = sid.page.url
    results = office.search(sid, probe)
    assert sid.page.locator(".candidate").count() > 0
    picture = f"{results}/candidates/1/face.jpg"
    assert sid.page.request.get(picture).ok
    # An approver too, but not of this.
    sid.go("/approvals/" + leave.rsplit("/", 1)[1].partition("?")[0])
    assert "Nobody decides on their own request." in sid.page.inner_text("main")
    decide(ann, "sid", "2026-0002", "It could have waited for the morning.", "Refuse")

    sid.page.goto(results)
    assert sid.page.locator(".candidate img").count() == 0, "what was found is still shown"
    assert not sid.page.request.get(picture).ok and not sid.page.request.get(f"{results}/probe.jpg").ok
    sid.page.goto(leave)
    text = sid.page.inner_text("main")
    assert "It could have waited for the morning." in text and "refused" in text, text
    sid.complaints.clear()


def locked(sid, ann):
    """Nothing is asked for or searched with, until an approver has said why it may be."""
    def taken():
        office.open_case(sid, f"2026-1{len(sid.opened)}")
        sid.opened.append(sid.page.url)
        sid.go("/authorisations/new")
        sid.page.locator("form[action$=break-glass] input[name=collection]").check()
        sid.page.fill("#bg-reason", "Somebody was seen at the harbour an hour ago.")
        with sid.page.expect_response("**/authorisations/break-glass") as answer:
            sid.page.click("button:text-is('Search before an approval')")
        return answer.value.status
    sid.opened = []
    assert taken() == 403 and "lock" in sid.page.inner_text("main"), sid.page.inner_text("main")
    ann.go("/approvals")
    card = ann.page.locator("section[aria-labelledby=locked] .card", has_text="sid")
    card.locator("input[name=reason]").fill("We have talked about it.")
    card.locator("button").click()
    assert "They may search again." in ann.page.inner_text("main")
    assert ann.page.locator("section[aria-labelledby=locked]").count() == 0
    assert taken() == 303
    sid.complaints.clear()


def main():
    with tempfile.TemporaryDirectory(prefix="likeness-photos-") as folder:
        archive, probe = photos.make(folder)
        with desk("investigation", "--root", str(archive)) as (server, person):
            people = office.staff(server, person, ROLES)
            sam, sid, ann, cas = (people[name] for name in ROLES)
            office.make_collection(cas)
            office.index(cas)
            approved(sam, ann, probe)
            refused(sid, ann, probe)
            locked(sid, ann)
            server.likeness("ledger", "verify")
            complaints = {name: who.complaints for name, who in people.items() if who.complaints}
            assert not complaints, complaints
    print("break-glass: done")


main()
