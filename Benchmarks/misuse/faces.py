"""Templates of people who do not exist, as many as one likes: drawn as those of a few hundred rendered ones are distributed."""

import csv
import json
import pathlib
import shutil
import subprocess

import numpy


class Faces:
    """Normal distributions between people and within one, fitted to templates of rendered people, in their principal axes."""

    def __init__(self, groups, seed):
        self.random = numpy.random.default_rng(seed)
        means = numpy.array([group.mean(axis=0) for group in groups])
        within = numpy.concatenate([group - group.mean(axis=0) for group in groups])
        self.mean = means.mean(axis=0)
        self.between = self.root(numpy.cov(means.T))
        shots = numpy.mean([len(group) for group in groups])
        self.within = self.root(numpy.cov(within.T) * shots / (shots - 1))
        self.people = []

    @staticmethod
    def root(covariance):
        values, vectors = numpy.linalg.eigh(covariance)
        return vectors * numpy.sqrt(numpy.clip(values, 0, None))

    def person(self):
        self.people.append(self.mean + self.between @ self.random.standard_normal(len(self.mean)))
        return len(self.people) - 1

    def shot(self, person, likeness=1.0):
        """A template of one more photo; with a smaller `likeness` the photos are more alike, as those of one evening."""
        vector = self.people[person] + likeness * (self.within @ self.random.standard_normal(len(self.mean)))
        return (vector / numpy.linalg.norm(vector)).astype("<f4")


def rendered(program, folder, people, shots, seed):
    """Templates of rendered people: a list of arrays, one for each person."""
    folder = pathlib.Path(folder)
    kept = folder / f"templates-{people}-{shots}-{seed}.json"
    if not kept.exists():
        photos = folder / "photos"
        shutil.rmtree(photos, ignore_errors=True)
        subprocess.run([program, "synth", photos, "--people", str(people), "--shots", str(shots), "--seed", str(seed)],
                       check=True, stdout=subprocess.DEVNULL)
        found = subprocess.run([program, "faces", *sorted(photos.rglob("*.jpg")), "--json", "--embedding"], check=False,
                               stdout=subprocess.PIPE).stdout
        kept.write_text(json.dumps(group_by_person(photos, json.loads(found))))
    return [numpy.array(group) for group in json.loads(kept.read_text())]


def group_by_person(photos, found):
    person_of = {}
    with open(photos / "truth.csv", newline="") as rows:
        for row in csv.DictReader(rows):
            person_of.setdefault(pathlib.Path(row["path"]).name, []).append(row["person"])
    groups = {}
    for photo in found["photos"]:
        persons = person_of.get(pathlib.Path(photo["path"]).name, [])
        if len(persons) == 1 and len(photo["faces"]) == 1:
            groups.setdefault(persons[0], []).append(photo["faces"][0]["embedding"])
    return [group for group in groups.values() if len(group) > 1]
