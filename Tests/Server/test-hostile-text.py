"""Names, captions and words that would be programs: on every page that anybody can reach they stay text, and nothing runs."""

import pathlib
import re
import tempfile

import office
import photos
from desk import desk
from hostile_text import FORBIDDEN, SAID, SCRIPT, name, spoil, text

LINKS = "[...document.querySelectorAll('a[href^=\"/\"]')].map((link) => link.getAttribute('href').split('#')[0])"
ROLES = {"searcher": "searcher", "approver": "approver", "custodian": "custodian", "examiner": "examiner",
         "second": "examiner", "overseer": "overseer"}


class Watch:
    """What ran, what a page holds that it must not, and all that was said."""

    def __init__(self):
        self.ran, self.said, self.pages, self.people = [], "", set(), []

    def over(self, who):
        self.people.append(who)
        who.page.on("dialog", lambda dialog: (self.ran.append(f"{who.page.url}: {dialog.message}"), dialog.dismiss()))
        return who

    def look(self, who):
        found = who.page.evaluate(FORBIDDEN)
        assert not found, (who.name, who.page.url, found)
        self.said += who.page.evaluate(SAID) + "\n"
        self.check(who)

    def check(self, who):
        assert not self.ran, self.ran
        assert not who.complaints, (who.page.url, who.complaints)

    def walk(self, who):
        """Every page that links lead to."""
        waiting, seen = ["/"], set()
        while waiting:
            path = waiting.pop(0)
            kind = self.kind(path)
            if kind in seen or path.endswith((".html", ".json", "/receipt", "/proof")):
                continue
            seen.add(kind)
            status = who.go(path)
            assert status == 200, (who.name, path, status)
            self.look(who)
            waiting += who.page.evaluate(LINKS)
        self.pages |= {re.sub(r"[0-9a-f]{32}|\d+", "…", path.partition("?")[0]) for path in seen}
        return len(seen)

    @staticmethod
    def kind(path):
        """Figures have an address for each period and for whomever they are of: one of each kind says all."""
        place, _, query = path.partition("?")
        if not place.startswith("/oversight") or not query:
            return path
        return place + "?" + re.sub(r"[0-9a-f]{32}|\d+", "…", re.sub(r"period=[^&]*", "period=…", query))

    def missing(self, texts):
        return [words for words in texts if " ".join(words.split()) not in self.said]


def work(server, people, archive, table, probe):
    """Everybody does what they do, in such words; returns these."""
    ada, sam, ann, cas = (people[who] for who in ["ada", "searcher", "approver", "custodian"])
    ada.go("/organisations")
    ada.page.fill("#name", name("organisation"))
    ada.page.click("button:text-is('Add')")
    about = {field: text(f"collection {field}")[:200] for field in ["controller", "basis", "source"]}
    office.make_collection(cas, name("collection"), **about)
    office.index(cas, table)
    collection = cas.page.url
    cas.page.click("summary:has-text('Grant it')")
    cas.page.check("form[action$=grants] input[value=missing-person]")
    cas.page.click("button:text-is('Grant')")
    cas.go("/sealed")
    cas.page.set_input_files("#photo", str(probe))
    cas.page.fill("#threshold", "1")
    cas.page.fill("#reason", text("sealed"))
    cas.page.click("button:text-is('Seal')")

    office.open_case(sam, text("case"))
    office.ask(sam, necessity=text("necessity"))
    office.approve(ann, reason=text("approved"))
    results = office.search(sam, probe, threshold=-1)
    sam.page.click("#candidate-1 button:text-is('To examiners')")
    for who in ["examiner", "second"]:
        people[who].go("/reviews")
        people[who].page.click(".rows a")
        people[who].page.check("input[value=supports]")
        people[who].page.fill("#reasons", text(f"seen by {who}"))
        people[who].page.click("button:text-is('Give this verdict')")
    sam.go("/cases")
    sam.page.click("tbody a")
    sam.page.check("input[value=lead]")
    sam.page.fill("#text", text("outcome"))
    sam.page.fill("#corroboration", text("corroboration"))
    sam.page.click("button:text-is('Record')")
    sam.go("/authorisations/new")
    sam.page.locator("form[action$=break-glass] input[name=collection]").check()
    sam.page.fill("#bg-reason", text("break-glass"))
    sam.page.click("button:text-is('Search before an approval')")
    ada.go("/account")
    ada.page.fill("#label", text("token")[:100])
    ada.page.click("form[action='/account/tokens'] button")
    ada.go("/policy")
    ada.page.fill("#policy", ada.page.input_value("#policy") + f"# {text('policy')}\n")
    ada.page.click("button:text-is('Check it')")
    ada.page.click("button:text-is('Adopt')")
    return collection, results, [name("organisation"), name("collection"), *about.values(), text("sealed"),
        text("case"), text("necessity"), text("approved"), text("seen by examiner"), text("outcome"),
        text("corroboration"), text("break-glass"), text("token")[:100], text("policy")]


def addresses(watch, sam):
    """What stands in an address, or was typed before a refusal, is shown as it is or not at all."""
    for path in ["/?done=" + SCRIPT, "/searches/" + SCRIPT.replace("/", ""), "/sign-in?key=" + SCRIPT,
                 "/set-up?code=" + SCRIPT, "/authorisations/new?case=" + SCRIPT, "/" + SCRIPT.replace("/", "")]:
        sam.go(path)
        sam.complaints = [words for words in sam.complaints if "404" not in words and "400" not in words]
        watch.look(sam)
    sam.go("/sign-in")
    for field in ["name", "password", "code"]:
        sam.page.fill(f"#{field}", SCRIPT)
    sam.page.click("button:text-is('Sign in')")
    assert sam.page.input_value("#name") == SCRIPT
    sam.complaints = [words for words in sam.complaints if "401" not in words]
    watch.look(sam)


def case_file(watch, ann, folder):
    """The page that goes to a court is opened from a disk, where no server says what may run."""
    ann.go("/cases")
    ann.page.click("tbody a")
    with ann.page.expect_download() as download:
        ann.page.click("a:text-is('Case file')")
    sheet = pathlib.Path(folder) / "case-file.html"
    download.value.save_as(sheet)
    ann.page.goto(sheet.as_uri())
    found = ann.page.evaluate(FORBIDDEN)
    assert not found, found
    said = ann.page.evaluate(SAID)
    assert text("outcome") in said and text("case") in said
    watch.check(ann)


def main():
    with tempfile.TemporaryDirectory(prefix="likeness-photos-") as folder:
        archive, probe = photos.make(folder)
        table, in_files = spoil(archive)
        with desk("investigation", "--root", str(archive)) as (server, person):
            watch = Watch()
            people = office.staff(server, lambda who, **options: watch.over(person(who, **options)),
                                  {name(who): roles for who, roles in ROLES.items()})
            people = {"ada": people["ada"], **{who: people[name(who)] for who in ROLES}}
            collection, results, in_words = work(server, people, archive, table, probe)
            walked = sum(watch.walk(who) for who in people.values())
            for path in [collection, results + "/candidates/1?others=shown", results + "?view=grid"]:
                who = people["custodian" if path == collection else "searcher"]
                who.page.goto(path)
                watch.look(who)
            missing = watch.missing([*in_files, *in_words, *map(name, ROLES)])
            assert not missing, missing
            addresses(watch, people["searcher"])
            case_file(watch, people["approver"], folder)
            assert server.process.poll() is None
    print(f"hostile text: {walked} pages of {len(watch.pages)} kinds")


main()
