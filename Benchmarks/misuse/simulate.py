#!/usr/bin/env python3
"""Years of lawful use by hundreds of accounts, with misuse planted in it; then: how much of it do the rules find, and how much else?

    simulate.py PROGRAM OLD-HOME FOLDER [--years 3] [--accounts 300] [--organisations 20] [--each 20] [--seed 1] [--busy 1.0] [--limit KEY=NUMBER]

OLD-HOME is the program that makes a home which is some years old. Prints precision and recall of each signal.
"""

import argparse
import json
import pathlib
import re
import shutil
import subprocess
import sys
import time

import numpy

import faces
import ledger
import misuse
import score
import world

PASSWORD = "simulation of use"


def options():
    parser = argparse.ArgumentParser()
    for name in ["program", "old_home", "folder"]:
        parser.add_argument(name, type=pathlib.Path)
    parser.add_argument("--years", type=float, default=3)
    parser.add_argument("--accounts", type=int, default=300)
    parser.add_argument("--organisations", type=int, default=20)
    parser.add_argument("--each", type=int, default=20, help="planted misuses of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--busy", type=float, default=1.0, help="times the usual number of cases")
    parser.add_argument("--rendered", type=int, default=150, help="people who are rendered to learn how templates are distributed")
    parser.add_argument("--limit", action="append", default=[], help="KEY=NUMBER of the policy's section signals, instead of its standard")
    return parser.parse_args()


def main():
    chosen = options()
    home = chosen.folder / "home"
    shutil.rmtree(home, ignore_errors=True)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    subprocess.run([chosen.old_home, home, str(chosen.years + 0.1)], check=True)
    set_limits(chosen.program, home, chosen.limit)
    likeness(chosen.program, home, "log-in", "ova", password=True)
    groups = faces.rendered(chosen.program, chosen.folder, chosen.rendered, 4, chosen.seed)
    print(f"{len(groups)} rendered people, {sum(map(len, groups))} photos of one face each")
    faces.compare(groups, chosen.seed)
    begun = time.time()
    log = ledger.Ledger(home)
    random = numpy.random.default_rng(chosen.seed)
    days = int(chosen.years * 365.25)
    start = int(time.time() - (days + 1) * world.DAY) // world.DAY * world.DAY + 8 * world.HOUR
    at_work = world.World(log, faces.Faces(groups, chosen.seed), random, start, days, chosen.organisations, chosen.accounts)
    for person in at_work.searchers:
        person.cases_a_day *= chosen.busy
    planted = misuse.Misuse(at_work, chosen.each)
    at_work.live()
    at_work.run()
    log.end()
    (chosen.folder / "truth.json").write_text(json.dumps(planted.truth))
    print(f"{days} days, {chosen.accounts} accounts, {len(at_work.faces.people)} faces, {log.events} entries: written in "
          f"{time.time() - begun:.0f} s")
    begun = time.time()
    checked = json.loads(likeness(chosen.program, home, "signals", "check", "--json"))
    print(f"checked in {time.time() - begun:.0f} s (of these {checked['seconds']:.1f} s reading, comparing, deciding): "
          f"{checked['raised']} signals")
    found = json.loads(likeness(chosen.program, home, "signals", "list", "--limit", "10000", "--json"))["signals"]
    missed, surplus = [], []
    is_good = score.show(planted.truth, found, missed, surplus)
    (chosen.folder / "missed.json").write_text(json.dumps(missed, indent=1, default=str))
    (chosen.folder / "surplus.json").write_text(json.dumps(surplus, indent=1))
    sys.exit(0 if is_good else 1)


def set_limits(program, home, limits):
    if not limits:
        return
    likeness(program, home, "log-in", "ada", password=True)
    policy = likeness(program, home, "policy", "show")
    for key, number in (limit.split("=") for limit in limits):
        policy, found = re.subn(rf"(?m)^  {key}: .*$", f"  {key}: {number}", policy)
        assert found == 1, key
    (home.parent / "policy.yaml").write_text(policy)
    likeness(program, home, "policy", "adopt", home.parent / "policy.yaml")


def likeness(program, home, *words, password=False):
    arguments = [program, *words, "--home", home]
    if password:
        secret = home.parent / "password"
        secret.write_text(PASSWORD + "\n")
        arguments += ["--password-file", secret]
    run = subprocess.run(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    if run.returncode not in (0, 1):
        sys.exit(run.stderr)
    return run.stdout


if __name__ == "__main__":
    main()
