"""A search's receipt, checked in the page: the true one is right, and whatever was altered in it is not."""

import base64
import pathlib
import re
import subprocess
import tempfile

from server import PROGRAM

CHECK = """async ([receipts, key]) => {
  const { ReceiptError, verifyReceipt } = await import("/assets/receipt.js");
  const answers = [];
  for (const text of receipts) {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    try { answers.push((await verifyReceipt(bytes, key)).signature); } catch (error) {
      answers.push(error instanceof ReceiptError ? error.step : `${error}`);
    }
  }
  return answers;
}"""
STEPS = ["form", "entry", "path", "signature"]


def shown(page, results):
    """Presses the button; returns the verdict and each step's sign."""
    page.goto(results)
    page.click("summary:has-text('Receipt')")
    page.click("button:text-is('Check this receipt here')")
    page.locator(".receipt-verdict").wait_for()
    return page.inner_text(".receipt-verdict"), [
        sign.inner_text() for sign in page.locator(".receipt-steps .receipt-sign").all()]


def check(page, results, other_results, server):
    verdict, signs = shown(page, results)
    assert "This receipt is right: the search is entry" in verdict and signs == ["✓"] * 6, (verdict, signs)
    assert "search.completed" in page.inner_text(".receipt-facts")
    place = page.locator("[data-receipt]")
    address, key = place.get_attribute("data-receipt-url"), place.get_attribute("data-receipt-key")
    receipt = page.request.get(address).body()
    assert page.inner_text(".receipt pre").strip() == receipt.decode().strip()
    assert key == server.likeness("ledger", "key", "show").strip()

    for body, words, last in [
            (altered(receipt, b"index "), "is not right", "–"),
            (page.request.get(f"{other_results}/receipt").body(), "not this search’s", "✗"),
            (None, "could not be fetched", None)]:
        page.route("**/receipt", lambda route: route.fulfill(body=body) if body else route.abort())
        verdict, signs = shown(page, results)
        assert words in verdict and (signs[-1:] or [None])[0] == last, (verdict, signs)
        page.unroute("**/receipt")

    ways = [*flips(receipt), *structural(receipt).values()]
    answers = ask(page, ways, key)
    assert set(answers) <= set(STEPS), set(answers) - set(STEPS)
    right = still_right(receipt)
    assert set(ask(page, [receipt, *right], key)) == {"right"}
    assert ask(page, [receipt], "") == ["key"]
    assert set(ask(page, other_base64(receipt), key)) == {"form"}
    assert set(answers[:len(receipt)]) == set(STEPS), "each part of it counts"
    as_the_program(page, key, [receipt, *right, *structural(receipt).values(), *flips(receipt)[::150]])
    return len(ways)


def ask(page, receipts, key):
    return page.evaluate(CHECK, [[base64.b64encode(receipt).decode() for receipt in receipts], key])


def as_the_program(page, key, receipts):
    """The page and `likeness ledger verify-receipt` say the same."""
    with tempfile.TemporaryDirectory(prefix="likeness-receipts-") as folder:
        file, key_file = pathlib.Path(folder) / "receipt", pathlib.Path(folder) / "key"
        key_file.write_text(key)
        for receipt, answer in zip(receipts, ask(page, receipts, key)):
            file.write_bytes(receipt)
            done = subprocess.run(
                [PROGRAM, "ledger", "verify-receipt", file, "--key", key_file], capture_output=True, text=True)
            assert (done.returncode == 0) == (answer == "right"), (answer, done.stdout + done.stderr, receipt)


def altered(receipt, after):
    """The byte behind some bytes is another digit."""
    place = receipt.index(after) + len(after)
    return receipt[:place] + (b"1" if receipt[place:place + 1] != b"1" else b"2") + receipt[place + 1:]


def flips(receipt):
    """One bit of each byte, so that no part is left out."""
    return [receipt[:place] + bytes([byte ^ 1 << place % 8]) + receipt[place + 1:]
            for place, byte in enumerate(receipt)]


def other_base64(receipt):
    """The same bytes in base64 that is not canonical: in the bits of a last character that stand for nothing."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    text, ways = receipt.decode(), []
    for end in re.finditer(r"(.)(=+)\n", text):
        other = letters[letters.index(end[1]) ^ 1]
        ways.append((text[:end.start()] + other + text[end.start() + 1:]).encode())
    assert ways
    return ways


def structural(receipt):
    text = receipt.decode()
    head, note = text.split("\n\n", 1)
    _, extra, index, *hashes = head.split("\n")
    signature = note.rsplit("\n\n", 1)[1]
    one_hash = base64.b64encode(b"\1" * 32).decode()
    ways = {
        "no newline at the end": text[:-1],
        "Windows' newlines": text.replace("\n", "\r\n"),
        "a byte order mark": "\ufeff" + text,
        "a space after the index": text.replace(index, index + " "),
        "a leading zero": text.replace("index ", "index 0"),
        "a negative index": text.replace("index ", "index -"),
        "no entry": text.replace(extra + "\n", ""),
        "nothing": "",
        "no signature": text.replace(signature, ""),
        "a hash more": text.replace("\n\n", f"\n{one_hash}\n\n", 1),
        "a hash less": text.replace(hashes[-1] + "\n", "", 1),
        "hashes the other way round": text.replace("\n".join(hashes), "\n".join(hashes[::-1])),
        "64 hashes": text.replace("\n\n", "\n" + "\n".join([one_hash] * 64) + "\n\n", 1),
        "a line more in the checkpoint": text.replace("\n\n—", "\nmore\n\n—"),
        "signed by another name": text.replace("— ", "— another"),
        "a hyphen for a dash": text.replace("— ", "- "),
    }
    assert all(way != text for way in ways.values()), [name for name, way in ways.items() if way == text]
    return {name: way.encode() for name, way in ways.items()}


def still_right(receipt):
    """With a line of another signer."""
    text = receipt.decode()
    signature = text.rsplit("\n\n", 1)[1]
    other = "— witness.example.org " + base64.b64encode(bytes(76)).decode() + "\n"
    return [(text + other).encode(), text.replace(signature, other + signature).encode()]
