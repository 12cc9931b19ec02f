#!/usr/bin/env python3
"""How long an overseer waits: each page of theirs, and the report, over a home that simulate.py filled.

    pages.py PROGRAM HOME [--rounds 5] [--settle 120]

Starts a server, waits until it has read the log once (as it does by itself after its start), and asks for each page as a browser
would. Prints the median and the longest of the rounds; fails when a page took a second, or the report thirty.
"""

import argparse
import datetime
import http.cookiejar
import pathlib
import re
import statistics
import subprocess
import sys
import time
import urllib.parse
import urllib.request

PASSWORD = "simulation of use"


class Overseer:
    def __init__(self, address):
        self.address = address
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        key = re.search(r'name="csrf" value="([^"]*)"', self.get("/sign-in"))[1]
        form = urllib.parse.urlencode({"csrf": key, "name": "ova", "password": PASSWORD})
        self.browser.open(self.address + "/sign-in", form.encode()).read()

    def get(self, path):
        return self.browser.open(self.address + path).read().decode()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("home", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--settle", type=float, default=120, help="seconds in which the server may apply the rules of misuse, as it does daily")
    told = parser.parse_args()
    process = subprocess.Popen([told.program, "serve", "--home", told.home, "--port", "0"], stdout=subprocess.PIPE, text=True)
    try:
        address = re.search(r"http://[^/\s]+", process.stdout.readline())[0]
        slow = ask(Overseer(address), told.rounds, told.settle)
        rss = re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{process.pid}/status").read_text())[1]
        print(f"memory of the server: {int(rss) // 1024} MiB")
    finally:
        process.terminate()
        process.wait()
    slow += report(told.program, told.home)
    sys.exit(1 if slow else 0)


def ask(overseer, rounds, settle):
    year = datetime.date.today().year
    everything = f"period={year - 4}-01-01..{year}-12-31"
    begun = time.perf_counter()
    first = overseer.get(f"/oversight?{everything}")
    print(f"the first page after the start, which waits for the log to be read: {time.perf_counter() - begun:.1f} s")
    time.sleep(settle)
    account = re.search(r'/oversight\?[^"]*account=[0-9a-f]{32}[^"]*', first.replace("&amp;", "&"))
    signals = overseer.get("/oversight/signals")
    signal = re.search(r"/oversight/signals/[0-9a-f]{32}", signals)
    paths = ["/oversight", f"/oversight?period={year - 1}", f"/oversight?{everything}", account and account[0],
             f"/oversight/questions?{everything}", f"/oversight/entries?{everything}", f"/oversight/entries?measure=searches&{everything}",
             "/oversight/entries/500", "/oversight/report", "/oversight/witnesses", "/oversight/evidence", "/oversight/signals",
             signal and signal[0]]
    slow = []
    print(f"{'page':52}{'median':>9}{'longest':>9}")
    for path in filter(None, paths):
        times = []
        for _ in range(rounds):
            begun = time.perf_counter()
            overseer.get(path)
            times.append(time.perf_counter() - begun)
        print(f"{re.sub('[0-9a-f]{32}', 'ID', path):52}{statistics.median(times):7.3f} s{max(times):7.3f} s")
        if statistics.median(times) >= 1:
            slow.append(path)
    return slow


def report(program, home):
    period = str(datetime.date.today().year - 1)
    subprocess.run([program, "log-in", "ova", "--password-file", "-", "--home", home], check=True, stdout=subprocess.DEVNULL,
                   input=PASSWORD + "\n", text=True)
    begun = time.perf_counter()
    subprocess.run([program, "report", "--period", period, "--json", "--home", home], check=True, stdout=subprocess.DEVNULL)
    took = time.perf_counter() - begun
    print(f"report of {period}, by the command, with reading the log: {took:.1f} s")
    return ["report"] if took >= 30 else []


if __name__ == "__main__":
    main()
