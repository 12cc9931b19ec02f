"""Live progress, the copy button, and the deadline that counts down."""

import datetime
import re

from playwright.sync_api import expect

WATCH = """() => {
  const bar = document.querySelector("[data-progress] progress"), text = document.querySelector("[data-progress-text]");
  new MutationObserver(() => window.report([bar.value, bar.max, text.textContent])).observe(text, { childList: true });
}"""
WORDS = r"[\d,]+ of [\d,]+ photos, [\d,]+ faces, [\d,]+ not readable\.( (Less than a minute|About \d+ min) left\.)?"


def progress(page, path, meanwhile):
    """Server-sent events, from the first photo to the page that comes anew at the end."""
    reports = []
    page.expose_function("report", lambda report: reports.append(report))
    page.goto(path)
    page.click("button:text-is('Index')")
    page.locator(".progress-trouble").wait_for(state="attached")
    page.evaluate(WATCH)
    meanwhile()
    page.locator("[data-progress]").wait_for(state="detached", timeout=120_000)
    done = [value for value, _, _ in reports]
    assert done == sorted(done) and len(set(done)) > 2 and done[-1] <= reports[-1][1], reports
    assert all(re.fullmatch(WORDS, words) for _, _, words in reports), reports
    assert int(page.locator(".tally:has-text('faces') b").inner_text()) > 0


def lost_connection(page, path):
    """It is said, and mended without anybody's doing; `page` is of somebody who comes while a run is under way."""
    page.route("**/progress", lambda route: route.fulfill(status=502))
    page.goto(path)
    trouble = page.locator(".progress-trouble")
    trouble.filter(has_text="The connection was lost").wait_for()
    assert trouble.get_attribute("role") == "status"
    page.unroute("**/progress")
    page.locator("[data-progress]").wait_for(state="detached", timeout=60_000)


def copy(person):
    """The code of a token, with the clipboard of today and with the way from before it."""
    for way in ["", "Object.defineProperty(navigator, 'clipboard', { value: undefined })"]:
        again = person.again(permissions=["clipboard-read", "clipboard-write"])
        page = again.page
        if way:
            page.add_init_script(way)
        page.goto("/account")
        page.fill("#label", "a program")
        page.locator("form[action='/account/tokens'] button").click()
        token = page.inner_text(".shown-once code")
        page.click(".shown-once button")
        # The clipboard answers when it likes: what it leads to is waited for.
        expect(page.locator(".shown-once button")).to_have_text("Copied")
        page.locator(".unseen:text('Copied')").wait_for(state="attached")
        page.locator("#label").focus()
        page.keyboard.press("Control+V")
        expect(page.locator("#label")).to_have_value(token)
        page.wait_for_function("() => document.querySelector('.shown-once button').textContent === 'Copy'")
        assert not again.complaints, again.complaints
        again.context.close()


def deadline(approver):
    """Until an approver's answer to a break-glass, in words that say how urgent it is."""
    page = approver.again().page
    page.goto("/approvals")
    due = datetime.datetime.fromisoformat(page.get_attribute("time[data-deadline]", "data-deadline"))
    said = page.inner_text("time[data-deadline]")
    assert re.search(r"by\s+\d{4}-\d\d-\d\d \d\d:\d\d UTC · 47 h 5\d min left", said), said
    page.clock.install(time=due - datetime.timedelta(hours=23, minutes=12, seconds=30))
    page.goto("/approvals")
    left = page.locator(".deadline-left")
    for hours, words, urgency in [(0, "23 h 12 min left", ""), (18, "soon: 5 h 12 min left", "is-soon"),
                                  (4.5, "urgent: 42 min left", "is-urgent"),
                                  (0.63, r"urgent: 4 min \d+ s left", "is-urgent")]:
        page.clock.fast_forward(int(hours * 3600_000))
        left.filter(has_text=re.compile(f"^{words}$")).wait_for()
        assert urgency in page.get_attribute("time[data-deadline]", "class")
    in_words(page)
    before = left.inner_text()
    page.clock.run_for(2000)
    assert left.inner_text() != before, "in the last minutes each second counts"
    page.clock.fast_forward(6 * 60_000)
    assert re.fullmatch(r"overdue( by 1 min)?", left.inner_text()), left.inner_text()
    assert "is-overdue" in page.get_attribute("time[data-deadline]", "class")
    assert page.get_attribute("time[data-deadline]", "aria-live") == "off", "a countdown that speaks drowns all else"


def in_words(page):
    """By minutes that are left."""
    minute = 60_000
    said = {23.2 * 60: "23 h 12 min left", 48 * 60: "2 days 0 h left", 6 * 60: "6 h 0 min left",
            6 * 60 - 0.001: "soon: 5 h 59 min left", 60: "soon: 1 h 0 min left", 59.9: "urgent: 59 min left",
            5: "urgent: 5 min left", 4.999: "urgent: 4 min 59 s left", 0.999: "urgent: 59 s left", 0: "overdue",
            -0.99: "overdue", -1: "overdue by 1 min", -125: "overdue by 2 h 5 min"}
    found = page.evaluate("""async (times) => {
      const { countdown } = await import("/assets/deadline.js");
      return times.map((time) => countdown(time).words);
    }""", [left * minute for left in said])
    assert found == list(said.values()), found
