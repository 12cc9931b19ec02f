#!/usr/bin/env python3
"""What a reader of a PDF gets, as JSON: its text, its language and title, how it is tagged, and what it says it conforms to.

    read_pdf.py FILE.pdf
"""

import collections
import json
import re
import sys

import pypdf


def tags(node, counts, depth=0):
    """How often each structure element stands in the tree."""
    node = node.get_object()
    assert depth < 100
    if isinstance(node, pypdf.generic.ArrayObject):
        for child in node:
            tags(child, counts, depth)
    elif isinstance(node, pypdf.generic.DictionaryObject):
        if "/S" in node:
            counts[node["/S"]] += 1
        if "/K" in node:
            tags(node["/K"], counts, depth + 1)
    return counts


def main():
    reader = pypdf.PdfReader(sys.argv[1], strict=True)
    root = reader.trailer["/Root"]
    conformance = re.search(r'pdfuaid:part="(\d+)"', root["/Metadata"].get_data().decode())
    print(json.dumps({
        "language": root.get("/Lang"), "title": reader.metadata.title, "pages": len(reader.pages),
        "isTagged": root["/MarkInfo"]["/Marked"] == True, "pdfUA": conformance and int(conformance[1]),
        "tags": tags(root["/StructTreeRoot"]["/K"], collections.Counter()),
        "text": "\n".join(page.extract_text() for page in reader.pages),
    }))


main()
