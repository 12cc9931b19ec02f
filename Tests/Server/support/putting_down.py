"""A photo dropped onto the searcher's desk, or pasted there."""

import base64
import pathlib

# By events, with files of any kind: what a hand can do by a mouse is done below.
PUT = """([target, kind, files, text]) => {
  const box = new DataTransfer();
  for (const [name, type, size] of files) box.items.add(new File([new Uint8Array(size)], name, { type }));
  if (text) box.setData("text/plain", text);
  const options = { bubbles: true, cancelable: true };
  const event = kind === "paste" ? new ClipboardEvent(kind, { ...options, clipboardData: box })
    : new DragEvent(kind, { ...options, dataTransfer: box });
  document.querySelector(target).dispatchEvent(event);
  return event.defaultPrevented;
}"""
FORM = "form[data-drop]"


def refusals(page):
    """What is no photo goes nowhere, and the page says why."""
    page.goto("/")
    sent = []
    page.on("request", lambda request: request.method == "POST" and sent.append(request.url))
    says = page.locator("[data-drop-says]")
    limit = int(page.get_attribute(FORM, "data-drop-limit"))
    for target, files, words in [
            (FORM, [("a.txt", "text/plain", 9)], "a.txt is not a photo"),
            (FORM, [("a.pdf", "", 9)], "is not a photo"),
            (FORM, [("a.svg", "image/svg+xml", 9)], "is not a photo"),
            (FORM, [("<b>a.png", "image/png", 0)], "<b>a.png is empty"),
            (FORM, [("a.png", "image/png", limit + 1)], "larger than what can be sent: 64 MiB"),
            (FORM, [("a.png", "image/png", 9), ("b.png", "image/png", 9)], "One photo at a time"),
            (FORM, [], "nothing is fetched from the web"),
            ("h1", [("a.png", "image/png", 9)], "Drop the photo onto this place")]:
        assert page.evaluate(PUT, [target, "drop", files, ""]), "beside the form it would open instead of the page"
        assert words in says.inner_text() and "is-wrong" in says.get_attribute("class"), says.inner_text()
    assert page.evaluate("document.querySelector('#photo').files.length") == 0
    for files, text in [([], "words"), ([("a.txt", "text/plain", 9)], "")]:
        assert not page.evaluate(PUT, ["body", "paste", files, text]), "words are pasted as words"
    page.wait_for_timeout(200)
    assert not sent, sent


def chosen(page, photo):
    """Chosen by the input it is shown, and not sent until the button is pressed."""
    page.goto("/")
    page.set_input_files("#photo", str(photo))
    page.locator(".drop-preview").wait_for(state="visible")
    assert "Not sent yet" in page.inner_text("[data-drop-says]")
    page.set_input_files("#photo", {"name": "x.txt", "mimeType": "text/plain", "buffer": b"x"})
    assert page.input_value("#photo") == "" and "not a photo" in page.inner_text("[data-drop-says]")


def dropped(page, photo):
    """As from a file manager."""
    page.goto("/")
    box = page.locator(FORM).bounding_box()
    devtools = page.context.new_cdp_session(page)
    event = {"x": box["x"] + 50, "y": box["y"] + 50,
             "data": {"items": [], "files": [str(photo)], "dragOperationsMask": 1}}
    for kind in ["dragEnter", "dragOver"]:
        devtools.send("Input.dispatchDragEvent", {"type": kind, **event})
    page.wait_for_selector(f"{FORM}.is-over")
    devtools.send("Input.dispatchDragEvent", {"type": "drop", **event})
    page.wait_for_url("**/probes/*")
    assert page.locator("input[name=face]").count() >= 1, page.inner_text("main")


def pasted(page, photo):
    """A picture in the clipboard, by Ctrl and V."""
    page.goto("/")
    photo_type = "image/png" if str(photo).endswith("png") else "image/jpeg"
    page.evaluate("""async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      canvas.getContext("2d").drawImage(image, 0, 0);
      await navigator.clipboard.write([new ClipboardItem({ "image/png": await canvas.convertToBlob() })]);
    }""", f"data:{photo_type};base64,{base64.b64encode(pathlib.Path(photo).read_bytes()).decode()}")
    page.keyboard.press("Control+V")
    page.wait_for_url("**/probes/*")
    assert "PNG" in page.inner_text(".head"), page.inner_text(".head")
    assert page.locator("input[name=face]").count() >= 1, page.inner_text("main")

