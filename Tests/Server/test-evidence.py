"""An evidence pack's page in a browser, from a file and with no server; and the desk's way to one."""

import base64
import datetime
import pathlib
import re
import subprocess
import tempfile

import axe_core_python
import office
from desk import desk
from playwright.sync_api import sync_playwright
from server import PROGRAM, Server
from witness import Witness, other_key

AXE = (pathlib.Path(axe_core_python.__file__).parent / "axe.min.js").read_text()


class Reader:
    """Somebody who has a page, and no network."""

    def __init__(self, browser):
        self.context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
        self.page = self.context.new_page()
        self.complaints, self.asked = [], []
        self.page.on("console", lambda message: message.type == "error" and self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def open(self, file, key=""):
        """What the page says of itself."""
        self.page.goto(file.as_uri())
        self.page.wait_for_selector("#verdict h2")
        if key:
            self.page.fill("#key", key)
            self.page.click("button")
            self.page.wait_for_function("""!document.querySelector("#verdict").className.includes("is-") ||
                !document.querySelector("#verdict h2").innerText.includes("lies in the pack")""")
            self.page.wait_for_selector("#verdict h2")
        assert not self.complaints, self.complaints
        return self.page.inner_text("#verdict")


def look(page, name):
    for scheme in ["light", "dark"]:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for width in [1440, 1024, 390]:
            page.set_viewport_size({"width": width, "height": 900})
            overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert overflow <= 0, f"{name} is {overflow} pixels wider than {width}"
        page.evaluate(AXE)
        found = page.evaluate("""axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa",
            "best-practice"]}).then(result => result.violations.map(violation =>
            violation.id + ": " + violation.nodes.map(node => node.html.slice(0, 120)).join(" | ")))""")
        assert not found, f"{name}, {scheme}: {found}"
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1440, "height": 900})


def sound(reader, file, key):
    text = reader.open(file)
    assert text.startswith("Not yet proven genuine: it agrees with the key that lies in the pack"), text
    assert reader.open(file, key).startswith("Verified\n"), reader.page.inner_text("#verdict")
    rows = reader.page.inner_text("#rows")
    for words in ["The log was begun", "A collection of photos was made", "<b>Jo</b>", "Evidence left the system", "this export"]:
        assert words in rows, f"{words} in {rows}"
    assert rows.count("✓ verified") == reader.page.locator("#rows tr").count() > 4
    reader.page.select_option("#type", "collection.created")
    assert reader.page.locator("#rows tr:visible").count() == 1
    assert {url.split("#")[0] for url in reader.asked} == {file.as_uri()}, "it asked for more than itself"
    look(reader.page, "the page")


def tampered(reader, file, key, folder):
    text = file.read_text()
    number = re.search(r'\\"index\\":(\d+),\\"key\\":\\"[0-9a-f]{64}\\",\\"payload\\":\\"[^}]*Jo', text)[1]
    lies = [
        ("Jo\\u003c/b>", "Ja\\u003c/b>", f"entries.jsonl, entry {number}"),
        ("\\\"retentionDays\\\\\\\":30", "\\\"retentionDays\\\\\\\":31", f"entries.jsonl, entry {number}"),
        (f'\\"index\\":{number},', f'\\"index\\":{int(number) + 900},', f"entries.jsonl, entry {int(number) + 900}"),
        ('\\"erased\\":0', '\\"erased\\":1', "manifest"),
        (f'"checkpoint":"{key.split("+")[0]}', '"checkpoint":"example.test/other', "checkpoint"),
    ]
    other = pathlib.Path(folder) / "other.html"
    for old, new, named in lies:
        assert old in text, old
        other.write_text(text.replace(old, new))
        for given in ["", key]:
            said = reader.open(other, given)
            assert said.startswith("Not verified: ") and named in said, f"{old}: {said}"
    for broken in ['{}', '{"manifest":null}', 'null', '[', '"' + "[" * 100_000 + '"', '{"entries.jsonl":"[]\\n"}']:
        other.write_text(re.sub(r'(id="pack">).*?(</script>)', lambda found: found[1] + broken + found[2], text, count=1))
        assert reader.open(other).startswith("Not verified: "), broken[:40]
    stranger = "example.test/evidence+4bc6c5ca+AdX4VWnZp4TmVZnGQjnJnjH9X6mqlQ2bq0m6fVxBz1jK"
    assert reader.open(file, stranger).startswith("Not verified: ")
    assert reader.open(file, "nonsense").startswith("Not verified: ")


def from_a_file(browser):
    with tempfile.TemporaryDirectory(prefix="likeness-evidence-") as folder, Server("household", "--root", folder) as server:
        server.likeness(
            "collection", "create", "family", "--controller", "<b>Jo</b>", "--lawful-basis", "own photos", "--source",
            "phone", "--retention", "30")
        pack = pathlib.Path(folder) / "pack"
        server.likeness("evidence", "export", str(pack), "--period", "2020-01-01..2100-12-31", "--reason", "Inspection")
        key = server.likeness("ledger", "key", "show").strip()
        reader = Reader(browser)
        sound(reader, pack / "index.html", key)
        tampered(reader, pack / "index.html", key, folder)


def cosigned(browser):
    """A pack of a log that a real witness watches: the page says what the witness saw, and names what it did not sign."""
    with tempfile.TemporaryDirectory(prefix="likeness-evidence-") as folder:
        folder = pathlib.Path(folder)

        def likeness(*words):
            return subprocess.run(
                [PROGRAM, *words, "--home", folder / "home"], check=True, capture_output=True, text=True).stdout

        likeness("init", "--profile", "household", "--log-name", "example.test/watched")
        (folder / "key").write_text(likeness("ledger", "key", "show"))
        with Witness(folder / "store", "witness.test", folder / "key") as witness:
            (folder / "home/witnesses.txt").write_text(f"{witness.key} {witness.address}\nrequired 1\n")
            likeness("evidence", "export", folder / "pack", "--period", "2020-01-01..2100-12-31", "--reason", "Inspection")
        page, key = folder / "pack/index.html", (folder / "key").read_text().strip()
        reader = Reader(browser)
        said = reader.open(page, key)
        assert said.startswith("Verified\n"), said
        assert re.search(r"The witness witness\.test saw this state of the log on \d{1,2} [A-Z][a-z]+ \d{4}, \d\d:\d\d UTC\.", said), said
        look(reader.page, "a cosigned page")
        text = page.read_text()
        line = re.search(r"\\n(— witness\.test ([A-Za-z0-9+/=]+))\\n", text)
        signature = base64.b64decode(line[2])
        assert len(signature) == 76

        def signed(*altered):
            flipped = bytes(byte ^ (place in altered) for place, byte in enumerate(signature))
            return text.replace(line[2], base64.b64encode(flipped).decode())

        wrong, missing = "the cosignature by witness.test is wrong", "the witness witness.test has not signed it"
        forgeries = [
            ("the last byte", signed(75), "checkpoint", wrong), ("the time", signed(11), "checkpoint", wrong),
            ("all but the key's id", signed(*range(4, 76)), "checkpoint", wrong),
            ("another's id", signed(0), "checkpoint", missing),
            ("without the cosignature", text.replace(line[1] + "\\n", ""), "checkpoint", missing),
            ("another key of that name", text.replace(witness.key, other_key("witness.test")), "witnesses.txt", missing),
            ("no key", text.replace(witness.key, "witness.test+00000000+nothing"), "witnesses.txt", "it is not of the form"),
        ]
        other = folder / "other.html"
        for what, forged, named, why in forgeries:
            assert forged != text, what
            other.write_text(forged)
            for given in ["", key]:
                said = reader.open(other, given)
                assert said.startswith("Not verified: ") and f"{named}: " in said and why in said, f"{what}: {said}"
                assert "saw this state" not in said, what


def from_the_desk():
    with tempfile.TemporaryDirectory(prefix="likeness-evidence-") as folder, desk("archive") as (server, person):
        people = office.staff(server, person, {"ova": "overseer", "sam": "searcher"})
        office.open_case(people["sam"], "K <1>")
        assert people["sam"].go("/oversight/evidence") == 403
        page = people["ova"].page
        assert people["ova"].go("/oversight/evidence") == 200
        look(page, "the desk's")
        page.fill("#period", "last week")
        page.fill("#reason", "Inspection <4>")
        page.click("button:has-text('Export as a page')")
        assert "This is no period." in page.inner_text("main") and page.input_value("#reason") == "Inspection <4>"
        page.check("input[value=case]")
        page.fill("#case", "K <1>")
        # Who the overseer is, stands in their organisation, and so does the case.
        with page.expect_download() as download:
            page.click("button:has-text('Export as a page')")
        file = pathlib.Path(folder) / "evidence.html"
        download.value.save_as(file)
        assert re.fullmatch(r"evidence-[0-9a-f]{32}\.html", download.value.suggested_filename)
        reader = Reader(people["ova"].browser)
        key = server.likeness("ledger", "key", "show").strip()
        assert reader.open(file, key).startswith("Verified\n"), reader.page.inner_text("#verdict")
        assert "Inspection <4>" in reader.page.inner_text("#rows") and "K <1>" in reader.page.inner_text("#facts")
        folder_of(people["ova"], folder, server)
        assert "evidence.exported" in server.likeness("ledger", "show", "--type", "evidence.exported")


def folder_of(ova, folder, server):
    """The same as an archive."""
    page = ova.page
    assert ova.go("/oversight/evidence") == 200
    page.fill("#period", str(datetime.date.today().year))
    page.fill("#reason", "Inspection <5>")
    with page.expect_download() as download:
        page.click("button:has-text('Export as a folder')")
    file = pathlib.Path(folder) / download.value.suggested_filename
    download.value.save_as(file)
    subprocess.run(["tar", "-xf", file, "-C", folder], check=True)
    (pathlib.Path(folder) / "log-key").write_text(server.likeness("ledger", "key", "show"))
    said = subprocess.run([PROGRAM, "ledger", "verify-pack", file.with_suffix(""), "--key", pathlib.Path(folder) / "log-key"],
                          capture_output=True, text=True)
    assert said.returncode == 0 and said.stdout.startswith("Sound: "), said


def main():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        from_a_file(browser)
        cosigned(browser)
        browser.close()
    from_the_desk()
    print("evidence: done")


if __name__ == "__main__":
    main()
