"""kill -9 in the middle of `index`, at 100 random instants: nothing lost, nothing twice.

usage: kill_index.py LIKENESS FOLDER [TIMES]

After each kill the number of enrolled photos may only have grown, `doctor` must be content, and what the last plain
progress line reported as enrolled must be there. At the end one undisturbed run must lead to exactly the counts of a home
that nobody disturbed.
"""
import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time


def main(program, folder, times=100):
    homes = tempfile.mkdtemp(prefix="likeness-kill-")
    seed = random.randrange(1 << 30)
    chance = random.Random(seed)
    print(f"seed {seed}")

    def call(home, *words):
        return subprocess.run([program, *words, "--home", f"{homes}/{home}"], capture_output=True, text=True, check=False)

    def make(home):
        assert call(home, "init").returncode == 0
        assert call(home, "collection", "create", "a", "--controller", "a", "--lawful-basis", "b", "--source", "c",
                    "--retention", "1").returncode == 0

    def counts(home):
        shown = json.loads(call(home, "collection", "show", "a", "--json").stdout)
        return shown["photos"], shown["faces"]

    try:
        make("calm")
        begun = time.monotonic()
        assert call("calm", "index", folder, "--collection", "a").returncode == 0
        whole_run = time.monotonic() - begun
        expected = counts("calm")
        least, finished, kills, partial = 0, 0, 0, 0
        make("killed-0")
        for _ in range(int(times)):
            home = f"killed-{finished}"
            run = subprocess.Popen([program, "index", folder, "--collection", "a", "--home", f"{homes}/{home}"],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0.05, whole_run))
            run.send_signal(signal.SIGKILL)
            kills += run.wait() == -signal.SIGKILL
            now = counts(home)
            assert now[0] >= least, f"lost photos: {now[0]} after {least}"
            assert call(home, "doctor").returncode == 0, call(home, "doctor").stdout
            partial += least < now[0] < expected[0]
            least = now[0]
            if now[0] == expected[0]:
                assert now == expected, (now, expected)
                finished, least = finished + 1, 0
                make(f"killed-{finished}")
        home = f"killed-{finished}"
        assert call(home, "index", folder, "--collection", "a").returncode == 0
        assert counts(home) == expected, (counts(home), expected)
        print(f"{times} runs, {kills} ended by kill -9, {partial} of them after a part "
              f"was enrolled, {finished} homes filled on the way: nothing lost, nothing twice "
              f"({expected[0]} photos, {expected[1]} faces)")
    finally:
        shutil.rmtree(homes)


if __name__ == "__main__":
    main(*sys.argv[1:])
