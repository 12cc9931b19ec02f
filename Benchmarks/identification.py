"""Does it find people? Rank-1 hit rate and false candidates on people who do not exist.

usage: identification.py LIKENESS FOLDER

FOLDER is an archive of `likeness synth FOLDER --people 300 --shots 5 --probes 300 --strangers 300`, with FOLDER-probes
beside it. Takes the templates of all faces from `likeness faces --embedding` and compares each probe with all of the
archive's: unseen photos of people in it, and photos of people who are not. (That `search` finds exactly what such a
comparison finds is what the gallery's tests show.)
"""
import csv
import json
import subprocess
import sys
from pathlib import Path

import numpy as np

THRESHOLDS = (-1, 0.363, 0.42, 0.5)


def people_by_photo(folder):
    people = {}
    with open(folder / "truth.csv", newline="") as file:
        for row in csv.DictReader(file):
            people.setdefault(row["path"], set()).add(row["person"])
    return people


def faces(program, folder, paths):
    run = subprocess.run([program, "faces", "--json", "--embedding", *(str(folder / path) for path in paths)],
                         capture_output=True, check=False)
    return [[face["embedding"] for face in photo["faces"]] for photo in json.loads(run.stdout)["photos"]]


def main(program, folder):
    archive, probes = Path(folder), Path(str(folder).rstrip("/") + "-probes")
    shown, searched = people_by_photo(archive), people_by_photo(probes)
    found = faces(program, archive, shown)
    owners = [people for people, embeddings in zip(shown.values(), found) for _ in embeddings]
    gallery = np.array([embedding for embeddings in found for embedding in embeddings])

    mated, strangers, unusable = [], [], 0
    for (person,), embeddings in zip(searched.values(), faces(program, probes, searched)):
        if len(embeddings) != 1:
            unusable += 1
            continue
        similarities = gallery @ np.array(embeddings[0])
        best = int(np.argmax(similarities))
        if person.startswith("s"):
            strangers.append(similarities)
        else:
            mated.append((similarities[best], person in owners[best]))

    print(f"gallery: {len(gallery)} faces in {len(shown)} photos of {len(set.union(*shown.values()) - {''})} people")
    print(f"probes: {len(mated)} of people in it, {len(strangers)} of strangers; "
          f"{unusable} more show no face or several, and were not searched with")
    print("| threshold | rank-1 hits | strangers' searches that show anybody | false candidates in a stranger's search |")
    print("|---|---|---|---|")
    for threshold in THRESHOLDS:
        hits = np.mean([right and similarity >= threshold for similarity, right in mated])
        false = [int((similarities >= threshold).sum()) for similarities in strangers]
        shows = np.mean([count > 0 for count in false])
        name = "none" if threshold == -1 else threshold
        print(f"| {name} | {100 * hits:.1f} % | " + ("- | - |" if threshold == -1 else
              f"{100 * shows:.1f} % | {np.mean(false):.2f} |"))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
