"""Photos of people who do not exist, and an unseen one of somebody among them."""

import csv
import pathlib
import subprocess

from server import PROGRAM


def make(folder):
    """Returns the folder to index and the probe, of which another photo is in it."""
    archive, probe, _ = make_with_group(folder)
    return archive, probe


def make_with_group(folder):
    """Returns a photo of several people as well, which is in the folder."""
    archive = pathlib.Path(folder) / "archive"
    done = subprocess.run([PROGRAM, "synth", archive, "--people", "5", "--shots", "3", "--seed", "11"],
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    with open(archive / "truth.csv", newline="") as table:
        faces = [row for row in csv.DictReader(table) if row["person"]]
    photos = {}
    for face in faces:
        photos.setdefault(face["path"], []).append(face["person"])
    alone = [(path, people[0]) for path, people in photos.items() if len(people) == 1]
    path = next(path for path, person in alone
                if path.endswith((".jpg", ".png")) and [other for _, other in alone].count(person) > 1)
    probe = pathlib.Path(folder) / ("probe" + pathlib.Path(path).suffix)
    (archive / path).rename(probe)
    (archive / "truth.csv").unlink()
    return archive, probe, archive / max(photos, key=lambda path: len(photos[path]))


def multiply(archive, times):
    """Adds files that show the same, of other bytes, and some that are no photos: a run that can be watched."""
    originals = sorted(archive.rglob("*.jpg"))
    for number in range(times):
        more = archive / f"more-{number}"
        more.mkdir()
        for photo in originals:
            (more / photo.name).write_bytes(photo.read_bytes() + str(number).encode())
    for number in range(7):
        (archive / f"empty-{number}.jpg").touch()
