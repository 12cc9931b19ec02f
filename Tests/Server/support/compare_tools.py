"""The tools for comparing, on a candidate's own page: what each does to the two pictures."""

import re
import time

STATE = """() => {
  const section = document.querySelector("[data-compare]");
  const [probe, candidate] = ["probe", "candidate"].map((name) => section.querySelector(`[data-compare-${name}]`));
  const seen = (image) => getComputedStyle(image).visibility === "visible";
  const box = (image) => { const { x, y, width, height } = image.parentElement.getBoundingClientRect();
    return [x, y, width, height].map(Math.round); };
  return { mode: section.dataset.mode, probe: probe.style.transform, candidate: candidate.style.transform,
    light: [probe.style.filter, candidate.style.filter], clip: candidate.parentElement.style.clipPath,
    opacity: candidate.style.opacity, crisp: getComputedStyle(probe).imageRendering === "pixelated",
    magnified: probe.clientWidth / probe.naturalWidth, seen: [seen(probe), seen(candidate)],
    boxes: [box(probe), box(candidate)], level: section.querySelector("output").textContent,
    grid: getComputedStyle(candidate.parentElement, "::after").content !== "none" };
}"""


class Tools:
    """What a page shows, and the ways to get at its tools."""

    def __init__(self, page, address):
        page.goto(address)
        page.get_by_role("toolbar").wait_for()
        page.wait_for_function("() => [...document.images].every((image) => image.complete && image.naturalWidth)")
        self.page, self.stage = page, page.locator("[data-compare-stage]")

    def __getattr__(self, name):
        return self.page.evaluate(STATE)[name]

    def click(self, name):
        self.button(name).click()

    def button(self, name):
        return self.page.get_by_role("button", name=name, exact=True)

    def slide(self, name, value):
        self.page.get_by_label(name, exact=True).fill(str(value))

    def moved(self):
        """Where the pictures are moved to, in hundredths of their size, and how much larger they are; both alike."""
        state = self.page.evaluate(STATE)
        assert state["probe"] == state["candidate"], state
        found = re.fullmatch(r"translate\((-?[\d.]+)%, (-?[\d.]+)%\) scale\(([\d.]+)\)", state["probe"])
        return tuple(float(number) for number in found.groups()) if found else (0, 0, 1)


def near(one, other, by=1.5):
    assert abs(one - other) <= by, f"{one} is not near {other}"


def modes(page, address):
    tools = Tools(page, address)
    assert tools.mode == "side" and tools.button("Side by side").get_attribute("aria-pressed") == "true"
    side, (left, right) = tools.boxes, tools.boxes
    assert right[0] >= left[0] + left[2], "side by side they do not overlap"
    tools.click("Overlay")
    assert tools.boxes[0] == tools.boxes[1] and tools.opacity == "0.5"
    near(tools.boxes[0][2], max(side[0][2], 480), 3)
    tools.slide("Candidate over probe", 20)
    assert tools.opacity == "0.2"
    tools.click("Split")
    assert tools.opacity == "" and tools.clip == "inset(0px 0px 0px 50%)"
    line = page.get_by_role("slider", name="Line between probe and candidate")
    for key, value in [("ArrowLeft", 49), ("ArrowRight", 50), ("PageUp", 60), ("Home", 0), ("ArrowLeft", 0),
                       ("End", 100), ("PageDown", 90), ("Shift+ArrowLeft", 80)]:
        line.press(key)
        assert line.get_attribute("aria-valuenow") == str(value), key
    assert line.get_attribute("aria-valuetext") == "Probe 80 %, candidate 20 %"
    x, y, width, height = tools.boxes[0]
    page.mouse.move(x + width * 0.8, y + height / 3)
    page.mouse.down()
    page.mouse.move(x + width * 0.3, y + height / 2, steps=5)
    page.mouse.up()
    near(int(line.get_attribute("aria-valuenow")), 30)
    page.mouse.click(x + width * 0.6, y + height * 0.8)
    near(int(line.get_attribute("aria-valuenow")), 60)
    tools.click("Grid")
    assert tools.grid
    tools.click("Reset")
    assert not tools.grid and tools.clip == "inset(0px 0px 0px 50%)" and tools.mode == "split"
    tools.click("Side by side")
    assert (tools.clip, tools.opacity, tools.boxes) == ("", "", side) and not line.is_visible()


def flicker(page, address):
    tools = Tools(page, address)
    tools.click("Flicker")
    speed = page.get_by_label("Changes a second")
    assert speed.get_attribute("max") == "4", "more than three flashes a second can bring on a seizure"
    speed.fill("4")
    page.evaluate("""() => { const section = document.querySelector("[data-compare]"); window.turns = 0;
        new MutationObserver(() => window.turns++).observe(section, { attributeFilter: ["data-shown"] }); }""")
    page.wait_for_timeout(1500)
    turns = page.evaluate("window.turns")
    assert 3 <= turns <= 7, f"{turns} turns in a second and a half"
    assert sorted(tools.seen) == [False, True], "one at a time"
    tools.click("Pause")
    before = tools.seen
    page.wait_for_timeout(600)
    assert tools.seen == before, "paused, it goes on"
    tools.click("Show the other")
    assert tools.seen == before[::-1]
    tools.click("Go on")
    page.wait_for_function("(shown) => document.querySelector('[data-compare]').dataset.shown !== shown",
                           arg=page.get_attribute("[data-compare]", "data-shown"))
    tools.click("Side by side")
    assert tools.seen == [True, True]
    # Who asked for less motion changes the pictures by a press.
    page.emulate_media(reduced_motion="reduce")
    tools.click("Flicker")
    turns = page.evaluate("window.turns")
    page.wait_for_timeout(1000)
    assert tools.seen == [True, False] and page.evaluate("window.turns") == turns, "it moves all the same"
    assert not page.get_by_label("Changes a second").is_visible() and not tools.button("Pause").is_visible()
    tools.button("Show the other").press("Enter")
    assert tools.seen == [False, True]
    page.emulate_media(reduced_motion="no-preference")


def zoom(page, address):
    tools = Tools(page, address)
    tools.stage.focus()
    page.keyboard.press("ArrowRight")
    assert tools.moved() == (0, 0, 1), "not zoomed, the arrow is the page's"
    for key in ["+", "=", "ArrowRight"]:
        page.keyboard.press(key)
    assert tools.moved() == (-10, 0, 2) and tools.level == "2×"
    for _ in range(9):
        page.keyboard.press("ArrowDown")
    assert tools.moved() == (-10, -50, 2), "beyond the edge"
    page.keyboard.press("-")
    assert tools.level == "1.5×" and tools.crisp == (1.5 * tools.magnified > 2)
    for _ in range(12):
        tools.click("Zoom in")
    assert tools.level == "16×" and tools.crisp
    tools.click("Reset")
    assert tools.moved() == (0, 0, 1) and not tools.crisp
    # The wheel with Ctrl zooms at the pointer: what is under it stays there. Without it the page scrolls.
    tools.stage.scroll_into_view_if_needed()
    x, y, width, height = tools.boxes[1]
    page.mouse.move(x + width * 0.25, y + height * 0.5)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    page.wait_for_function("() => document.querySelector('[data-compare-probe]').style.transform")
    across, _, scale = tools.moved()
    near(across, 25 * (scale - 1), 0.5)
    level = tools.level
    page.mouse.wheel(0, -100)
    time.sleep(0.1)
    assert tools.level == level
    # A drag moves both, a tap centres.
    page.evaluate("scrollTo(0, 0)")
    x, y, width, height = tools.boxes[1]
    for presses in [["0", "+", "+"], ["0", "+", "+"]]:
        for key in presses:
            tools.stage.press(key)
    page.mouse.move(x + width / 2, y + height / 2)
    page.mouse.down()
    page.mouse.move(x + width * 0.6, y + height * 0.4, steps=4)
    page.mouse.up()
    near(tools.moved()[0], 10)
    near(tools.moved()[1], -10)
    for key in ["0", "+", "+"]:
        tools.stage.press(key)
    page.mouse.click(x + width * 0.6, y + height * 0.6)
    near(tools.moved()[0], -10)
    near(tools.moved()[1], -10)


def light(page, address):
    tools = Tools(page, address)
    tools.click("Light")
    assert tools.button("Light").get_attribute("aria-expanded") == "true"
    tools.slide("Brightness", 150)
    assert tools.light == ["brightness(150%) contrast(100%)"] * 2
    page.get_by_label("candidate", exact=True).check()
    tools.slide("Contrast", 200)
    assert tools.light == ["brightness(150%) contrast(100%)", "brightness(150%) contrast(200%)"]
    page.get_by_label("probe", exact=True).check()
    assert page.get_by_label("Contrast").input_value() == "100", "the slider stands where the probe has it"
    tools.click("Reset")
    assert tools.light == ["", ""] and page.get_by_label("Brightness").input_value() == "100"


def by_keys(page, address):
    tools = Tools(page, address)

    def focused(*keys):
        for key in keys:
            page.keyboard.press(key)
        return page.evaluate("document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent")

    tools.button("Side by side").focus()
    assert focused("ArrowRight") == "Flicker"
    assert focused("End") == "Reset" and focused("ArrowRight") == "Side by side"
    assert focused("ArrowLeft") == "Reset" and focused("Home", "ArrowRight", "ArrowRight") == "Split"
    page.keyboard.press("Enter")
    assert tools.mode == "split"
    assert focused("Tab") == "Probe and candidate", "the tools are one stop, then the stage"
    assert focused("Tab") == "Line between probe and candidate"
    assert focused("Shift+Tab", "Shift+Tab") == "Split", "back, the focus is where it was"
