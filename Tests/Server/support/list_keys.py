"""Single keys in the list of candidates: they press what the page offers, and nothing else."""


def focused(page):
    return page.evaluate("document.activeElement.id || document.activeElement.tagName")


def open_list(page, address):
    page.goto(address)
    page.locator(".keys-help").wait_for()


def act(page, key, rank, words):
    """Presses a key that sends a form: the page comes again, with the place kept."""
    with page.expect_navigation(url="**/searches/*"):
        page.keyboard.press(key)
    page.wait_for_function("(id) => document.activeElement.id === id", arg=f"candidate-{rank}")
    assert words in page.inner_text(f"#candidate-{rank} .state"), page.inner_text(f"#candidate-{rank}")


def in_a_list(page, results):
    open_list(page, results)
    press = page.keyboard.press
    press("ArrowDown")
    assert focused(page) == "BODY", "outside of the list the arrows scroll"
    for keys, rank in [("j", 1), ("jj", 3), ("k", 2), (["ArrowDown", "ArrowDown"], 4), (["ArrowUp"], 3),
                       (["Control+j", "Alt+k", "Shift+J"], 3)]:
        for key in keys:
            press(key)
        assert focused(page) == f"candidate-{rank}", (keys, focused(page))
    assert page.locator("[data-key-item][tabindex='0']").count() == 1, "more than one stop for Tab"
    act(page, "x", 3, "dismissed")
    act(page, "s", 3, "kept")
    press("j")
    act(page, "e", 4, "with examiners")
    assert page.locator("#candidate-4 [data-key-examine]").count() == 0
    press("e")
    page.wait_for_timeout(200)
    assert focused(page) == "candidate-4", "what the page no longer offers is pressed"
    press("Enter")
    page.wait_for_url("**/candidates/4")
    page.go_back()


def in_a_grid(page, results):
    open_list(page, results)
    page.keyboard.press("g")
    page.wait_for_url("**?view=grid")
    page.locator(".keys-help").wait_for()
    tops = page.evaluate("[...document.querySelectorAll('[data-key-item]')].map((item) => item.offsetTop)")
    row = tops.count(tops[0])
    assert 1 < row < len(tops), tops
    for key, rank in [("j", 1), ("ArrowDown", 1 + row), ("ArrowRight", 2 + row), ("ArrowUp", 2), ("ArrowUp", 2),
                      ("ArrowLeft", 1)]:
        page.keyboard.press(key)
        assert focused(page) == f"candidate-{rank}", (key, focused(page))
    page.keyboard.press("l")
    page.wait_for_url("**?view=list")


def help_dialog(page, results):
    open_list(page, results)
    page.keyboard.press("j")
    page.keyboard.press("Shift+?")
    dialog = page.get_by_role("dialog", name="Keys")
    text = dialog.inner_text()
    assert all(words in text for words in ["keep", "dismiss", "send to examiners", "show as a grid"]), text
    for key in ["Tab", "x", "g"]:
        page.keyboard.press(key)
    page.wait_for_timeout(200)
    assert "view=" not in page.url and "dismissed" not in page.inner_text("#candidate-1 .state")
    page.keyboard.press("Escape")
    assert not dialog.is_visible() and focused(page) == "candidate-1", "the focus comes back"
    # Who speaks to their machine turns single keys off, and they stay off.
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Single keys work").uncheck()
    page.get_by_role("button", name="Close").click()
    open_list(page, results)
    page.keyboard.press("j")
    assert focused(page) == "BODY"
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Single keys work").check()
