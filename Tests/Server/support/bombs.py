"""Small files that say they are large pictures, or become large when they are read.

All by hand: no library would write them.
"""

import struct
import zlib


def deflated(count):
    """So many zeros, deflated a thousandfold, without ever having them (RFC 1950, RFC 1951)."""
    step = 1 << 24
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(step)) + packer.flush(zlib.Z_FULL_FLUSH)
    last = zlib.compressobj(9, zlib.DEFLATED, -15)
    rest = last.compress(bytes(count % step)) + last.flush()
    # Adler-32 of zeros: 1, and how many there are.
    return b"\x78\xda" + block * (count // step) + rest + struct.pack(">I", count % 65521 << 16 | 1)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, bits, colour, data, *more):
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0))
            + b"".join(chunk(kind, text) for kind, text in more) + chunk(b"IDAT", data) + chunk(b"IEND", b""))


def jpeg(width, height, marker=0xC0, scans=0):
    """A picture of which there is a head, and scans of which nothing is there."""
    head = b"\xff\xd8" + b"\xff\xdb\0\x43\0" + b"\1" * 64
    frame = struct.pack(">BBHBHHB", 0xFF, marker, 17, 8, height, width, 3) + b"\1\x11\0\2\x11\0\3\x11\0"
    codes = b"\xff\xc4\0\x14\0\1" + b"\0" * 15 + b"\0" + b"\xff\xc4\0\x14\x10\1" + b"\0" * 15 + b"\0"
    scan = b"\xff\xda\0\x0c\3\1\0\2\0\3\0\0" + (b"\0\0" if marker == 0xC2 else b"\x3f\0") + b"\0" * 8
    return head + frame + codes + scan * scans + b"\xff\xd9"


def tiff(width, height, compression, strip, rows=None):
    """RGB; with a directory that points at itself for the next one."""
    at = 8 + len(strip) + len(strip) % 2
    tags = [(256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, 8), (259, 3, 1, compression), (262, 3, 1, 2),
            (273, 4, 1, 8), (277, 3, 1, 3), (278, 4, 1, rows or height), (279, 4, 1, len(strip))]
    entries = b"".join(struct.pack("<HHI", *tag[:3]) + struct.pack("<HH" if tag[1] == 3 else "<I", tag[3], *[0] * (tag[1] == 3))
                       for tag in tags)
    return (b"II*\0" + struct.pack("<I", at) + strip + b"\0" * (len(strip) % 2) + struct.pack("<H", len(tags)) + entries
            + struct.pack("<I", at))


def webp(width, height):
    """Lossless, of one colour: as large as WebP gets, in a few bytes."""
    bits = (width - 1) | (height - 1) << 14
    data = b"\x2f" + struct.pack("<I", bits) + b"\0" * 20
    extended = struct.pack("<I", 0) + struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
    body = b"WEBP" + b"VP8X" + struct.pack("<I", 10) + extended + b"VP8L" + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def gif(width, height):
    return b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\0" * 6 + (
        b"," + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\2\2\x4c\1\0;")


def box(kind, *parts):
    data = b"".join(parts)
    return struct.pack(">I", 8 + len(data)) + kind + data


def full(kind, *parts):
    return box(kind, b"\0" * 4, *parts)


def heif(brand, coding, width, height):
    """One item that says how large it is."""
    item = full(b"infe", struct.pack(">HH", 1, 0), coding, b"\0").replace(b"infe\0", b"infe\2", 1)
    sizes = full(b"ispe", struct.pack(">II", width, height))
    properties = box(b"iprp", box(b"ipco", sizes), full(b"ipma", struct.pack(">IHBB", 1, 1, 1, 0x81)))
    places = full(b"iloc", b"\x44\0", struct.pack(">HHHHII", 1, 1, 0, 1, 0, 64))
    return box(b"ftyp", brand, b"\0\0\0\0", b"mif1", brand) + full(
        b"meta", full(b"hdlr", b"\0" * 4, b"pict", b"\0" * 13), full(b"pitm", b"\0\1"), places,
        full(b"iinf", b"\0\1", item), properties) + box(b"mdat", b"\0" * 64)


def all_of_them():
    """Each with its content type."""
    packed = deflated(1 << 29)
    rows = deflated(25 << 20)
    return {
        "png, 30,000 pixels wide": (png(30_000, 30_000, 8, 2, rows), "image/png"),
        "png, two thousand million pixels wide": (png(0x7FFFFFFF, 1, 8, 2, rows), "image/png"),
        "png, half a gigabyte after its picture": (png(40, 40, 8, 2, packed), "image/png"),
        "png, half a gigabyte of text": (png(40, 40, 8, 2, deflated(4840), (b"zTXt", b"a\0\0" + packed)), "image/png"),
        "png, half a gigabyte of text as XMP": (
            png(40, 40, 8, 2, deflated(4840), (b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + packed)), "image/png"),
        "png, half a gigabyte of colour profile": (
            png(40, 40, 8, 2, deflated(4840), (b"iCCP", b"a\0\0" + packed)), "image/png"),
        "jpeg, 30,000 pixels wide": (jpeg(30_000, 30_000), "image/jpeg"),
        "jpeg, as large as may be, of many scans": (jpeg(14_000, 14_000, 0xC2, 2000), "image/jpeg"),
        "tiff, 4,000 million pixels wide": (tiff(0xFFFFFFFF, 0xFFFFFFFF, 1, b"\0" * 64), "image/tiff"),
        "tiff, as large as may be, deflated": (tiff(14_000, 14_000, 8, deflated(588_000_000)), "image/tiff"),
        "tiff, half a gigabyte in a row": (tiff(150_000_000, 1, 8, packed), "image/tiff"),
        "webp, as large as it gets": (webp(16_384, 16_384), "image/webp"),
        "gif, as large as it gets": (gif(65_535, 65_535), "image/gif"),
        "heic, 60,000 pixels wide": (heif(b"heic", b"hvc1", 60_000, 60_000), "image/heic"),
        "avif, 60,000 pixels wide": (heif(b"avif", b"av01", 60_000, 60_000), "image/avif"),
        "svg, as large as it says": (b'<svg xmlns="http://www.w3.org/2000/svg" width="60000" height="60000"/>', "image/jpeg"),
    }


def large():
    """A picture of as many pixels as are taken, in a few kilobytes: one that has to be read."""
    return png(14_000, 14_000, 1, 0, deflated(1751 * 14_000))
