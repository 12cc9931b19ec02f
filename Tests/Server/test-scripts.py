"""The desk's scripts in the real pages of a real home, and everything that has to go without them."""

import tempfile
import time

import compare_tools
import list_keys
import photos
import putting_down
import receipt_check
import small_scripts
import without_scripts
from desk import desk

ROLES = {"sam": "searcher", "ann": "approver", "cas": "custodian", "eve": "examiner", "eli": "examiner"}


class Report:
    """What was done, and how long it took."""

    def __init__(self):
        self.begun = time.monotonic()

    def __call__(self, words):
        print(f"scripts: {words}, {time.monotonic() - self.begun:.1f} s", flush=True)
        self.begun = time.monotonic()


def main():
    report = Report()
    with tempfile.TemporaryDirectory(prefix="likeness-photos-") as folder:
        archive, probe, group = photos.make_with_group(folder)
        photos.multiply(archive, 5)
        report("photos are drawn")
        with desk("investigation", "--root", str(archive)) as (server, person):
            scripts(server, person, probe, group, report)


def scripts(server, person, probe, group, report):
    people = without_scripts.set_up(server, person, ROLES)
    report("accounts and a collection without scripts")
    cas = people["cas"]
    watching, late = (cas.again(java_script_enabled=True) for _ in range(2))
    path = cas.page.url.partition("?")[0]
    small_scripts.progress(watching.page, path, meanwhile=lambda: (
        without_scripts.running(cas), small_scripts.lost_connection(late.page, path)))
    late.complaints.clear()
    report("progress")
    first, second = without_scripts.investigate(people, probe, group)
    without_scripts.break_glass(people["sam"])
    report("an investigation without scripts")

    sam = people["sam"].again(java_script_enabled=True, permissions=["clipboard-read", "clipboard-write"])
    page = sam.page
    for check in [compare_tools.modes, compare_tools.flicker, compare_tools.zoom, compare_tools.light,
                  compare_tools.by_keys]:
        check(page, f"{first}/candidates/1")
    report("the tools for comparing")
    for check in [list_keys.in_a_list, list_keys.in_a_grid, list_keys.help_dialog]:
        check(page, first)
    report("keys")
    ways = receipt_check.check(page, first, second, server)
    sam.complaints = [words for words in sam.complaints if "ERR_FAILED" not in words]
    report(f"a receipt, and {ways} that are wrong")
    for check in [putting_down.chosen, putting_down.dropped, putting_down.pasted]:
        check(page, probe)
    putting_down.refusals(page)
    report("putting a photo down")
    small_scripts.copy(people["sam"])
    small_scripts.deadline(people["ann"])
    report("copying, and a deadline")

    everybody = [*people.values(), sam, watching, late]
    complaints = {who.name: who.complaints for who in everybody if who.complaints}
    assert not complaints, complaints
    print("scripts: done")


main()
