"""An investigation from the first account to the case's file, by browsers, one a person."""

import json
import pathlib
import re
import tempfile

import photos
from desk import desk
from looking import SHOTS, look

REASON = "The family asks, and all other enquiries have led to nothing."


def main():
    with tempfile.TemporaryDirectory(prefix="likeness-photos-") as folder:
        archive, probe = photos.make(folder)
        journey(archive, probe)
    print("journey: done")


def journey(archive, probe):
    with desk("investigation", "--root", str(archive)) as (server, person):
        ada = person("admin").set_up(server.first.split("code=")[1]).sign_in()
        assert ada.heading().startswith("Good day"), ada.heading()
        people = {}
        for name, roles in [("sam", ["searcher"]), ("ann", ["approver"]), ("cas", ["custodian"]),
                            ("eve", ["examiner"]), ("eli", ["examiner"]), ("ova", ["overseer"])]:
            ada.go("/accounts")
            ada.page.fill("#name", name)
            for role in roles:
                ada.page.check(f"input[value={role}]")
            ada.page.click("button:has-text('Make it')")
            code = ada.page.locator(".secret code").inner_text()
            people[name] = person(name).set_up(code).sign_in()
            assert people[name].page.url == server.address + "/", people[name].page.url
        look(ada, "accounts-made")
        ada.go("/accounts")
        look(ada, "accounts")
        sam, ann, cas, eve, eli = (people[name] for name in ["sam", "ann", "cas", "eve", "eli"])

        cas.go("/collections")
        for field, text in [("name", "custody"), ("controller", "Main Street Station"), ("basis", "Law enforcement"),
                            ("source", "Custody suite"), ("retention", "3650")]:
            cas.page.fill(f"#{field}", text)
        cas.page.click("button:has-text('Make it')")
        cas.page.click("button:has-text('Index')")
        cas.page.wait_for_selector("[data-progress]", state="detached", timeout=120_000)
        cas.page.reload()
        look(cas, "collection")
        faces = cas.page.locator(".tally:has-text('faces') b").inner_text()
        assert int(faces.replace(",", "")) > 0, faces

        sam.go("/cases")
        sam.page.fill("#reference", "2026-0117 <Harbour & Quay>")
        sam.page.click("button:has-text('Open')")
        look(sam, "case")
        sam.page.click("text=Ask for one")
        sam.page.select_option("#purpose", "missing-person")
        sam.page.check("form[action='/authorisations'] input[name=collection]")
        sam.page.fill("#necessity", REASON)
        sam.page.fill("#proportionality", "One person, one collection, two weeks, and strangers are dismissed at once.")
        look(sam, "ask")
        sam.page.click("button:text-is('Ask')")
        assert "waits for an approver" in sam.page.inner_text("main"), sam.page.inner_text("main")

        assert sam.go("/approvals") == 403
        sam.complaints.clear()
        ann.go("/approvals")
        look(ann, "approvals")
        ann.page.click("tbody a")
        look(ann, "approval")
        ann.page.fill("#reason", "Last seen in March; the family asks.")
        ann.page.click("button:has-text('Approve')")
        assert "Approved." in ann.page.inner_text("main")

        sam.go("/")
        look(sam, "desk")
        sam.page.set_input_files("#photo", str(probe))
        sam.page.click("button:has-text('Look for faces')")
        sam.page.wait_for_url("**/probes/*")
        sam.page.check("input[name=type][value=photo]")
        if sam.page.locator("input[name=face]:checked").count() == 0:
            sam.page.check("#face-1")
        look(sam, "probe")
        sam.page.click("button:text-is('Search')")
        sam.page.wait_for_url("**/searches/*")
        look(sam, "results")
        results = sam.page.url
        assert "A candidate is a lead, not an identification." in sam.page.inner_text("main")
        assert sam.page.locator(".candidate").count() > 0
        sam.page.click("summary:has-text('Receipt')")
        sam.page.click("button:has-text('Check this receipt here')")
        sam.page.wait_for_selector("[data-receipt] :text('signature')")
        look(sam, "receipt")
        sam.page.goto(results + "/candidates/1")
        look(sam, "candidate")
        sam.page.goto(results)
        sam.page.click("#candidate-1 button:has-text('Keep')")
        sam.page.click("#candidate-1 button:has-text('To examiners')")

        for examiner in [eve, eli]:
            examiner.go("/reviews")
            look(examiner, "reviews")
            examiner.page.click(".rows a")
            text = examiner.page.inner_text("main")
            assert not re.search(r"\bsam\b|imilarity|Synthetic photo", text), text
            look(examiner, "review")
            examiner.page.check("input[value=supports]")
            examiner.page.fill("#reasons", "Ears, nose and the scar over the left eye agree.")
            examiner.page.click("button:has-text('Give this verdict')")
            assert "Your verdict is recorded." in examiner.page.inner_text("main")

        sam.go("/cases")
        sam.page.click("tbody a")
        sam.page.check("input[value=action-taken]")
        sam.page.select_option("#action", "reunion")
        sam.page.select_option("#candidate", index=1)
        sam.page.fill("#text", "Met her sister on 3 March.")
        sam.page.fill("#corroboration", "Birth certificate, and her own account of the house.")
        sam.page.click("button:text-is('Record')")
        look(sam, "case-done")
        assert "Met her sister" in sam.page.inner_text("main")
        with sam.page.expect_download() as download:
            sam.page.click("text=As JSON")
        file = json.loads(pathlib.Path(download.value.path()).read_text())
        assert file["case"] == "2026-0117 <Harbour & Quay>" and len(file["outcomes"]) == 1
        server.likeness("ledger", "verify")

        for name, path in [("organisations", "/organisations"), ("policy", "/policy"), ("health", "/health"),
                           ("account", "/account")]:
            assert ada.go(path) == 200, path
            look(ada, name)
        for name, path in [("photos", None), ("sealed", "/sealed"), ("retention", "/retention")]:
            if path:
                assert cas.go(path) == 200, path
            else:
                cas.go("/collections")
                cas.page.click("tbody a")
                cas.page.click("a:has-text('Photos')")
                cas.page.wait_for_load_state("networkidle")
            look(cas, name)
        cas.go("/collections")
        cas.page.click("tbody a")
        cas.page.click("a:has-text('Photos')")
        cas.page.click(".thumbs a >> nth=0")
        look(cas, "photo")
        complaints = {name: who.complaints for name, who in people.items() if who.complaints}
        assert not complaints, complaints


main()
