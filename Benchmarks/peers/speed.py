"""How many photos a second, beside OpenCV's pipeline, in one run and in turns, both on all cores.

usage: speed.py LIKENESS FOLDER [ROUNDS]

Ours is the whole `likeness index` into an empty home: reading, hashing, decoding, detection, templates, records and
templates flushed to disk, and also starting up and loading the models. OpenCV's is decoding, detection and templates,
timed after its models are loaded.
"""
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from opencv_pipeline import Pipeline, say_versions


def ours(program, folder):
    home = tempfile.mkdtemp(prefix="likeness-bench-")
    call = lambda *words: subprocess.run([program, *words, "--home", home + "/home"], capture_output=True, check=True)
    try:
        call("init")
        call("collection", "create", "bench", "--controller", "bench", "--lawful-basis", "nobody exists", "--source",
             "synthetic", "--retention", "1")
        begun = time.perf_counter()
        run = call("index", str(folder), "--collection", "bench", "--json")
        seconds = time.perf_counter() - begun
        report = json.loads(run.stdout)
        return report["enrolledPhotos"] / seconds, report["enrolledFaces"]
    finally:
        shutil.rmtree(home)


def theirs(pipeline, paths):
    begun = time.perf_counter()
    faces = sum(len(pipeline.faces(path)) for path in paths)
    return len(paths) / (time.perf_counter() - begun), faces


def main(program, folder, rounds=3):
    say_versions()
    paths = sorted(Path(folder).glob("**/*.jpg"))
    pipeline = Pipeline()
    theirs(pipeline, paths[:3])
    # The peer takes long: a part of the photos says its rate.
    part = paths[: max(20, len(paths) // 4)]
    ratios = []
    for number in range(int(rounds)):
        our_rate, our_faces = ours(program, folder)
        their_rate, their_faces = theirs(pipeline, part)
        ratios.append(our_rate / their_rate)
        print(f"round {number + 1}: ours {our_rate:6.1f} photos/s ({our_faces} faces in {len(paths)}), OpenCV "
              f"{their_rate:6.1f} ({their_faces} faces in {len(part)}), ratio {ratios[-1]:.2f}")
    print(f"{Path(folder).name}: median ratio {statistics.median(ratios):.2f}, "
          f"from {min(ratios):.2f} to {max(ratios):.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
