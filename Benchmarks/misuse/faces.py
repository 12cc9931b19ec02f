"""Templates of people who do not exist, as many as one likes: drawn as those of a few hundred rendered ones are distributed."""

import csv
import json
import math
import pathlib
import shutil
import subprocess

import numpy

# How much photos of one person differ in how poor they are (of the logarithm), and how much relatives share: so that both tails, of
# photos of one person and of photos of two, are as heavy as the rendered people's (`compare` prints them side by side).
POORNESS = 0.35
KINSHIP = 0.6
# How many people are akin to another whom somebody searches.
KIN = 0.03


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
        self.people, self.drawn = [], []

    @staticmethod
    def root(covariance):
        values, vectors = numpy.linalg.eigh(covariance)
        return vectors * numpy.sqrt(numpy.clip(values, 0, None))

    def person(self, of=None):
        """Somebody new, who may be akin to another."""
        own = self.random.standard_normal(len(self.mean))
        if of is not None:
            own = KINSHIP * self.drawn[of] + math.sqrt(1 - KINSHIP ** 2) * own
        self.drawn.append(own)
        self.people.append(self.mean + self.between @ own)
        return len(self.people) - 1

    def shot(self, person, likeness=1.0):
        """A template of one more photo, good or poor; with a smaller `likeness` the photos are more alike, as those of one evening."""
        poor = math.exp(self.random.normal(-POORNESS ** 2, POORNESS))
        vector = self.people[person] + likeness * poor * (self.within @ self.random.standard_normal(len(self.mean)))
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


def compare(groups, seed):
    """Prints how similar photos of one person and of two are: rendered, and drawn."""
    faces = Faces(groups, seed)
    people = []
    for number in range(3000):
        person = faces.person(of=number // 2 if number > 20 and faces.random.random() < KIN else None)
        people.append(numpy.array([faces.shot(person) for _ in range(3)]))
    print(f"{'':10}{'same person, percentiles':>34}{'two people, percentiles':>38}")
    print(f"{'':10}" + "".join(f"{at:>8}" for at in [1, 5, 50]) + f"{'':10}" + "".join(f"{at:>8}" for at in [50, 99, 99.9, 99.99]))
    for name, found in [("rendered", groups), ("drawn", people)]:
        found = [group / numpy.linalg.norm(group, axis=1, keepdims=True) for group in found]
        same = numpy.concatenate([(group @ group.T)[numpy.triu_indices(len(group), 1)] for group in found])
        first = numpy.array([group[0] for group in found])
        two = (first @ first.T)[numpy.triu_indices(len(first), 1)]
        print(f"{name:10}" + "".join(f"{at:8.3f}" for at in numpy.percentile(same, [1, 5, 50])) + f"{'':10}"
              + "".join(f"{at:8.3f}" for at in numpy.percentile(two, [50, 99, 99.9, 99.99])))
