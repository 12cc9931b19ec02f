"""An investigation's people at work, by pages alone: it goes the same way with scripts and without them."""

WHY = "The family asks, and all other enquiries have led to nothing."
FEW = "One person, one collection, two weeks, and strangers are dismissed at once."


def staff(server, person, team, **options):
    """The administrator, and whoever a name and roles are given for, all signed in."""
    ada = person("admin", **options).set_up(server.first.split("code=")[1]).sign_in()
    people = {"ada": ada}
    for name, roles in team.items():
        ada.go("/accounts")
        ada.page.fill("#name", name)
        for role in roles.split():
            ada.page.check(f"input[value={role}]")
        ada.page.click("button:has-text('Make it')")
        code = ada.page.locator(".secret code").inner_text()
        people[name] = person(name, **options).set_up(code).sign_in()
        assert people[name].page.url == server.address + "/", people[name].page.inner_text("main")
    return people


def make_collection(cas, name="custody", **known):
    cas.go("/collections")
    fields = {"name": name, "controller": "Main Street Station", "basis": "Law enforcement", "source": "Custody suite",
              "retention": "3650", **known}
    for field, text in fields.items():
        cas.page.fill(f"#{field}", text)
    cas.page.click("button:has-text('Make it')")
    assert cas.heading() == name, cas.page.inner_text("main")


def index(cas, table=None):
    """Begins on the collection's page and waits for the end, by loading the page anew as who has no scripts does."""
    page = cas.page
    if table:
        page.set_input_files("#metadata", str(table))
    path = page.url.partition("?")[0]
    page.click("button:text-is('Index')")
    for _ in range(300):
        page.goto(path)
        if page.locator("[data-progress]").count() == 0:
            return
        page.wait_for_timeout(400)
    raise AssertionError("indexing has no end")


def open_case(sam, reference):
    sam.go("/cases")
    sam.page.fill("#reference", reference)
    sam.page.click("button:text-is('Open')")
    assert sam.heading() == reference, sam.page.inner_text("main")


def ask(sam, searches=20, necessity=WHY):
    """On the case's page."""
    page = sam.page
    page.click("text=Ask for one")
    page.select_option("#purpose", "missing-person")
    for box in page.locator("form[action='/authorisations'] input[name=collection]").all():
        box.check()
    page.fill("#searches", str(searches))
    page.fill("#necessity", necessity)
    page.fill("#proportionality", FEW)
    page.click("button:text-is('Ask')")
    assert "waits for an approver" in page.inner_text("main"), page.inner_text("main")


def approve(ann, reason="Last seen in March; the family asks."):
    ann.go("/approvals")
    ann.page.click("tbody a")
    ann.page.fill("#reason", reason)
    ann.page.click("button:text-is('Approve')")
    assert "Approved." in ann.page.inner_text("main"), ann.page.inner_text("main")


def put_down(sam, photo):
    sam.go("/")
    sam.page.set_input_files("#photo", str(photo))
    sam.page.click("button:text-is('Look for faces')")
    sam.page.wait_for_url("**/probes/*")


def search(sam, photo, threshold=None):
    """Returns the results' address."""
    put_down(sam, photo)
    page = sam.page
    page.check("input[name=type][value=photo]")
    if page.locator("input[name=face]:checked").count() == 0:
        page.check("#face-1")
    if page.locator("input[name=authorisation]:checked").count() == 0:
        page.locator("input[name=authorisation]").last.check()
    if threshold is not None:
        page.click("summary:has-text('threshold')")
        page.fill("#threshold", str(threshold))
    page.click("button:text-is('Search')")
    page.wait_for_url("**/searches/*")
    return page.url
