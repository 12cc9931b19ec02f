"""Does it find people? Rank-1 hit rate and false candidates on people who do not exist.

usage: identification.py LIKENESS FOLDER

FOLDER is an archive of `likeness synth FOLDER --people 300 --shots 5 --probes 300 --strangers 300`, with FOLDER-probes
beside it. Indexes it into a home of its own and searches with each probe: unseen photos of people in the archive, and of
people who are not. The least similarity of each search is -1, so that every threshold can be read off one run.
"""
import csv
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

THRESHOLDS = (0.363, 0.42, 0.5)


def truth(folder):
    with open(folder / "truth.csv", newline="") as file:
        return [row for row in csv.DictReader(file)]


def main(program, folder):
    archive, probes = Path(folder).resolve(), Path(str(Path(folder).resolve()) + "-probes")
    home = tempfile.mkdtemp(prefix="likeness-identification-")
    call = lambda *words: subprocess.run([program, *words, "--home", home + "/home"], capture_output=True, check=True)
    try:
        call("init")
        call("collection", "create", "a", "--controller", "bench", "--lawful-basis", "nobody exists", "--source",
             "synthetic", "--retention", "1")
        report = json.loads(call("index", str(archive), "--collection", "a", "--json").stdout)
        people = {row["path"]: set() for row in truth(archive)}
        for row in truth(archive):
            people[row["path"]].add(row["person"])
        mated, strangers, unusable = [], [], 0
        for row in truth(probes):
            words = [program, "search", str(probes / row["path"]), "--threshold", "-1", "--limit", "20", "--json", "--home",
                     home + "/home"]
            run = subprocess.run(words, capture_output=True, check=False)
            answer = json.loads(run.stdout)
            if "error" in answer:
                unusable += 1
                continue
            shown = [(c["similarity"], row["person"] in people[str(Path(c["photo"]["path"]).relative_to(archive))])
                     for c in answer["candidates"]]
            (strangers if row["person"].startswith("s") else mated).append(shown)
    finally:
        shutil.rmtree(home)

    print(f"gallery: {report['enrolledFaces']} faces in {report['enrolledPhotos']} photos, indexed in {report['seconds']:.1f} s")
    print(f"probes: {len(mated)} of people in it, {len(strangers)} of strangers; "
          f"{unusable} could not be used (no face found, or more than one)")
    print("threshold | rank-1 hits | searches for strangers that show anybody | false candidates a stranger's search")
    for threshold in (-1, *THRESHOLDS):
        hits = np.mean([bool(s) and s[0][0] >= threshold and s[0][1] for s in mated])
        false = [sum(1 for similarity, _ in s if similarity >= threshold) for s in strangers]
        print(f"{threshold:9} | {100 * hits:10.1f}% | {100 * np.mean([f > 0 for f in false]):6.1f}% | {np.mean(false):.2f}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
