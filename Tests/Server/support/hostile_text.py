"""Text that would be a program in a page that took it for one, in every field that a page shows."""

import csv
import os
import struct

# What begins with a letter is a name; what has no slash may be a file's.
MARKS = '"><img src=x onerror=alert(1)>\'{{7*7}}{{{name}}}'
SCRIPT = MARKS + "</title></textarea><script>alert(2)</script><a href=javascript:alert(3)>x</a>"

FORBIDDEN = """() => [...document.querySelectorAll("*")].filter((element) =>
  [...element.attributes].some(({ name, value }) => /^on/.test(name) || /^\\s*(javascript|vbscript):/i.test(value) &&
    ["href", "src", "action", "formaction", "data"].includes(name)) ||
  element.matches("iframe, object, embed, base, [src=x], script:not([src='/assets/desk.js'])"))
  .map((element) => element.outerHTML.slice(0, 200))"""
# Everything that a page says, to eyes or to ears, and what its fields hold.
SAID = """() => [document.title, document.body.textContent,
  ...[...document.querySelectorAll("input, textarea, option")].map((field) => field.value),
  ...[...document.querySelectorAll("[alt], [aria-label]")].map((element) => element.alt ?? element.ariaLabel)]
  .join(" ").replace(/\\s+/g, " ")"""


def text(place):
    return f"{place} {SCRIPT}"


def name(place):
    return f"{place}{MARKS}"


def spoil(archive):
    """Renames files and folders, and lets one photo say something of itself; returns the table and what has to be shown."""
    photos = sorted(archive.rglob("*.jpg"))
    assert len(photos) >= 5
    folder = archive / name("folder")
    folder.mkdir()
    names = [name("file").encode(), name("javascript:alert(4)").encode(), b"caf\xe9\xff" + MARKS.encode(),
             b"catalogue.jpg", b"exif.jpg"]
    for photo, new in zip(photos, names):
        os.rename(os.fsencode(photo), os.fsencode(folder) + b"/" + new)
    (folder / name("empty")).with_suffix(".jpg").touch()
    shown = [name("folder"), name("file"), name("javascript:alert(4)"), "caf\\xE9\\xFF" + MARKS, name("empty")]
    exif = folder / "exif.jpg"
    exif.write_bytes(with_exif(exif.read_bytes(), {270: text("EXIF description"), 315: text("EXIF artist")}))
    shown += [text("EXIF description"), text("EXIF artist")]

    table = archive.parent / "catalogue.csv"
    fields = {field: text(f"catalogue {field}") for field in ["caption", "credit", "source", "taken"]}
    with open(table, "w", newline="") as file:
        rows = csv.DictWriter(file, ["path", *fields])
        rows.writeheader()
        rows.writerow({"path": f"{folder.name}/catalogue.jpg", **fields})
    return table, shown + list(fields.values())


def with_exif(photo, texts):
    """A JPEG whose only metadata is EXIF's (Exif 2.32, section 4.5) first directory, of texts by their tags."""
    place, rest = 2, b""
    while photo[place + 1] != 0xDA:
        length = struct.unpack(">H", photo[place + 2:place + 4])[0] + 2
        # APP1 and APP13: EXIF, XMP, IPTC.
        if photo[place + 1] not in (0xE1, 0xED):
            rest += photo[place:place + length]
        place += length
    entries, values = b"", b""
    begin = 8 + 2 + 12 * len(texts) + 4
    for tag, value in sorted(texts.items()):
        bytes_ = value.encode() + b"\0"
        entries += struct.pack(">HHII", tag, 2, len(bytes_), begin + len(values))
        values += bytes_
    tiff = b"MM\0*" + struct.pack(">IH", 8, len(texts)) + entries + b"\0\0\0\0" + values
    segment = b"Exif\0\0" + tiff
    return photo[:2] + b"\xff\xe1" + struct.pack(">H", len(segment) + 2) + segment + rest + photo[place:]
