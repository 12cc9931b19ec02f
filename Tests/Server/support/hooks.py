"""What schemathesis is told, so that it gets further than the first refusal: photos that are photos, keys that are new."""

import os
import pathlib
import uuid

import schemathesis
from hypothesis import strategies as st

PHOTO = pathlib.Path(os.environ["LIKENESS_PHOTO"]).read_bytes()
PHOTOS = st.sampled_from([PHOTO, PHOTO, PHOTO[:5000], b"", b"GIF89a"])

schemathesis.openapi.format("binary", PHOTOS)
for kind in ["image/*", "image/jpeg"]:
    schemathesis.openapi.media_type(kind, PHOTOS)


@schemathesis.hook
def before_call(context, case, kwargs):
    key = (case.headers or {}).get("Idempotency-Key")
    if key and len(key) >= 8 and key.isascii() and key.isprintable():
        case.headers["Idempotency-Key"] = uuid.uuid4().hex
