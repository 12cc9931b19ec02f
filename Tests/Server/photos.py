"""Photos of people who do not exist, and an unseen one of somebody among them."""

import csv
import pathlib
import subprocess

from server import PROGRAM


def make(folder):
    """Returns the folder to index and the probe, of which another photo is in it."""
    archive = pathlib.Path(folder) / "archive"
    subprocess.run([PROGRAM, "synth", archive, "--people", "5", "--shots", "3", "--seed", "11"],
                   check=True, capture_output=True)
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
    return archive, probe
