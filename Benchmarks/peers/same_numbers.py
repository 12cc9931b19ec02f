"""Do we find the faces that OpenCV finds, and make the same templates of them?

usage: same_numbers.py LIKENESS FOLDER…

Prints, over all photos that both can decode: the share of OpenCV's faces that we find with an intersection over union of
0.7 or more, and the cosine of our template to OpenCV's for those.
"""
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
from opencv_pipeline import Pipeline, overlap, say_versions


def ours(program, paths):
    run = subprocess.run(
        [program, "faces", "--json", "--embedding", *map(str, paths)], capture_output=True, check=False
    )
    return json.loads(run.stdout)["photos"]


def main(program, folders):
    say_versions()
    paths = sorted(p for f in folders for p in Path(f).rglob("*") if p.is_file() and p.suffix != ".csv")
    pipeline = Pipeline()
    photos = total = found = extra = 0
    undecoded, cosines, missed = [], [], []
    for path, answer in zip(paths, ours(program, paths)):
        theirs = pipeline.faces(path)
        if theirs is None:
            undecoded.append(path.suffix)
            continue
        photos += 1
        for box, template in theirs:
            total += 1
            best = max(answer["faces"], key=lambda face: overlap(face["box"], box), default=None)
            if best is None or overlap(best["box"], box) < 0.7:
                missed.append(path.name)
                continue
            found += 1
            cosines.append(float(np.dot(template, best["embedding"])))
        extra += max(0, len(answer["faces"]) - len(theirs))
    cosines = np.array(cosines)
    print(f"{photos} photos decoded by both; OpenCV could not decode {len(undecoded)} ({', '.join(sorted(set(undecoded)))})")
    print(f"{found} of OpenCV's {total} faces found with IoU >= 0.7: {100 * found / total:.2f} % (at least 99 wanted)")
    print(f"{extra} faces found by us alone")
    print(f"cosine of the templates: median {np.median(cosines):.4f} (0.99 wanted), "
          f"5th percentile {np.percentile(cosines, 5):.4f} (0.97 wanted), least {cosines.min():.4f}")
    if missed:
        print("missed in: " + ", ".join(sorted(set(missed))[:20]))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
