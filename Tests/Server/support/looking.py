"""Looking at a page as people with different screens, eyes and means do."""

import os
import pathlib

import axe_core_python

# Where screenshots go; nowhere unless it is set.
SHOTS = os.environ.get("LIKENESS_SHOTS")
AXE = (pathlib.Path(axe_core_python.__file__).parent / "axe.min.js").read_text()
SIZES = [("wide", 1440, 900), ("middle", 1024, 768), ("narrow", 390, 844)]


def look(person, name):
    """Looks at a page as people with different screens, eyes and means do."""
    page = person.page
    for scheme in ["light", "dark"]:
        # Colours that are still changing are neither.
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for size, width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            # Past the window's edge nothing is seen.
            overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert overflow <= 0, f"{name} is {overflow} pixels wider than {width}"
            small = page.evaluate("""[...document.querySelectorAll("body *")].filter(element =>
                element.checkVisibility() && !element.closest("svg") && !element.closest(".out-of-sight") &&
                [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()) &&
                parseFloat(getComputedStyle(element).fontSize) < 14).map(element => element.outerHTML.slice(0, 80))""")
            assert not small, f"{name}: text under 14 pixels: {small}"
            if SHOTS:
                pathlib.Path(SHOTS).mkdir(exist_ok=True)
                page.screenshot(path=f"{SHOTS}/{name}-{size}-{scheme}.png", full_page=True)
        page.evaluate(AXE)
        found = page.evaluate("""axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa",
            "best-practice"]}).then(result => result.violations.map(violation =>
            violation.id + ": " + violation.nodes.map(node => node.html.slice(0, 120)).join(" | ")))""")
        assert not found, f"{name}, {scheme}: {found}"
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    page.set_viewport_size({"width": 1440, "height": 900})
