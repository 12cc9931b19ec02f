"""An investigation in browsers that run no scripts: all that matters can be done, by links and forms."""

import office


def set_up(server, person, roles):
    people = office.staff(server, person, roles, java_script_enabled=False)
    office.make_collection(people["cas"])
    return people


def running(cas):
    """While another browser has begun a run, this one is told how far it is when it loads the page."""
    cas.page.reload()
    section = cas.page.locator("[data-progress]")
    assert "files" in section.inner_text() and section.locator("button:text-is('Stop')").is_visible()
    assert cas.page.locator("button:text-is('Index')").is_disabled()


def investigate(people, probe, group):
    """From the case to two examiners' verdict; returns the addresses of two searches' results."""
    sam, ann, eve, eli = (people[name] for name in ["sam", "ann", "eve", "eli"])
    office.open_case(sam, "2026-0117")
    office.ask(sam)
    office.approve(ann)
    first = office.search(sam, probe, threshold=-1)
    page = sam.page
    assert page.locator("[data-receipt] button").count() == 0 and page.locator(".keys-help").count() == 0
    page.click("summary:has-text('Receipt')")
    assert "c2sp.org/tlog-proof@v1" in page.inner_text(".receipt pre")

    office.put_down(sam, group)
    faces = page.locator("input[name=face]")
    assert faces.count() > 1 and page.locator("input[name=face]:checked").count() == 0, "a face is chosen for them"
    page.click(f"label.pick[for=face-{faces.count()}]")
    assert faces.last.is_checked()
    page.check("input[name=type][value=scan]")
    page.click("button:text-is('Search')")
    page.wait_for_url("**/searches/*")
    second = page.url

    page.goto(first)
    page.click("#candidate-1 h3 a")
    assert page.locator(".compare-stage img").count() == 2 and page.get_by_role("toolbar").count() == 0
    page.wait_for_load_state()
    missing = "[...document.images].filter((image) => !image.naturalWidth).map((image) => image.src)"
    assert page.evaluate(missing) == []
    page.click("a[rel=next]")
    assert sam.heading() == "Candidate 2"
    page.click("button:text-is('To examiners')")
    assert "with examiners" in page.inner_text("#candidate-2")
    page.click("#candidate-1 button:text-is('Keep')")
    page.click("#candidate-5 button:text-is('Dismiss')")
    assert "1 kept, 1 dismissed" in page.inner_text("main")
    page.click(".switch a:text-is('Grid')")
    assert "view=grid" in page.url

    for examiner in [eve, eli]:
        examiner.go("/reviews")
        examiner.page.click(".rows a")
        assert examiner.page.locator(".compare-stage img").count() == 2
        examiner.page.check("input[value=supports]")
        examiner.page.fill("#reasons", "Ears, nose and the scar over the left eye agree.")
        examiner.page.click("button:text-is('Give this verdict')")
        assert "Your verdict is recorded." in examiner.page.inner_text("main")
    page.goto(f"{first}/candidates/2")
    assert "examiners agree: supports" in page.inner_text("main")
    return first, second


def break_glass(sam):
    """Somebody would come to harm: leave to search before an approval."""
    page = sam.page
    sam.go("/authorisations/new")
    page.select_option("#bg-purpose", "missing-person")
    page.locator("form[action$=break-glass] input[name=collection]").first.check()
    page.fill("#bg-reason", "A child was seen at the harbour an hour ago.")
    page.click("button:text-is('Search before an approval')")
    assert "break-glass" in page.inner_text("main"), page.inner_text("main")
