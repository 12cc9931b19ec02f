"""The peer: OpenCV's own FaceDetectorYN and FaceRecognizerSF on the same two model files.

Decodes the whole photo (EXIF orientation applied), looks for faces in a copy whose long side is at most 640 pixels,
and aligns and embeds each face from the full-size photo, as OpenCV's documentation shows.
"""
import sys
from pathlib import Path

import cv2
import numpy as np

MODELS = Path(__file__).resolve().parents[2] / ".dependencies" / "models"
DETECTION_SIDE = 640
CONFIDENCE = 0.6


class Pipeline:
    def __init__(self, detection_side=DETECTION_SIDE, confidence=CONFIDENCE):
        self.side = detection_side
        self.detector = cv2.FaceDetectorYN.create(
            str(MODELS / "face_detection_yunet_2023mar.onnx"), "", (320, 320), confidence, 0.3, 5000
        )
        self.recogniser = cv2.FaceRecognizerSF.create(str(MODELS / "face_recognition_sface_2021dec.onnx"), "")

    def faces(self, path):
        """[(box, template)]: x, y, width, height in pixels of the upright photo; None when it cannot be decoded."""
        photo = cv2.imread(str(path), cv2.IMREAD_COLOR)
        if photo is None:
            return None
        if str(path).endswith(".webp"):
            photo = turned(photo, webp_orientation(path))
        return self.faces_of(photo)

    def faces_of(self, photo):
        """The same of pixels."""
        scale = min(1.0, self.side / max(photo.shape[:2]))
        small = photo if scale == 1 else cv2.resize(photo, None, fx=scale, fy=scale)
        self.detector.setInputSize((small.shape[1], small.shape[0]))
        _, found = self.detector.detect(small)
        faces = []
        for row in found if found is not None else []:
            row = row.copy()
            row[:14] /= scale
            template = self.recogniser.feature(self.recogniser.alignCrop(photo, row))[0]
            faces.append((row[:4], template / np.linalg.norm(template)))
        return faces


def webp_orientation(path):
    """EXIF orientation of a WebP file, which OpenCV does not look at: 1 to 8."""
    data = Path(path).read_bytes()
    at = data.find(b"EXIF", 12)
    if at < 0:
        return 1
    exif = data[at + 8:]
    exif = exif[6:] if exif.startswith(b"Exif\0\0") else exif
    order = "little" if exif[:2] == b"II" else "big"
    number = lambda start, size: int.from_bytes(exif[start:start + size], order)
    first = number(4, 4)
    for entry in range(first + 2, first + 2 + 12 * number(first, 2), 12):
        if number(entry, 2) == 0x0112:
            return number(entry + 8, 2)
    return 1


def turned(photo, orientation):
    if orientation in (5, 6, 7, 8):
        photo = cv2.transpose(photo)
    flip = {2: 1, 3: -1, 4: 0, 6: 1, 7: -1, 8: 0}.get(orientation)
    return photo if flip is None else cv2.flip(photo, flip)


def overlap(a, b):
    """Intersection over union of two boxes."""
    across = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    down = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    if across <= 0 or down <= 0:
        return 0.0
    shared = across * down
    return shared / (a[2] * a[3] + b[2] * b[3] - shared)


def say_versions():
    print(f"OpenCV {cv2.__version__}, {cv2.getNumThreads()} threads, Python {sys.version.split()[0]}")
