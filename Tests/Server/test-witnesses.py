"""The overseer's witness: set up in the page's own three steps, to a log that is cosigned, one that waits, and the alarm."""

import contextlib
import datetime
import pathlib
import re
import sqlite3
import subprocess
import tempfile

import office
from desk import desk
from looking import look
from server import PROGRAM

ROLES = {"sam": "searcher", "ova": "overseer"}
PAGE = "/oversight/witnesses"


def restart(server, log=None):
    """As an operator does after a change of witnesses.txt."""
    server.process.terminate()
    assert server.process.wait(timeout=30) == 0
    server.process = subprocess.Popen(
        [PROGRAM, "serve", "--home", server.home, "--port", "0"], stdout=subprocess.PIPE, stderr=log, text=True)
    server.address = re.search(r"http://[^\s/]+", server.process.stdout.readline())[0]


@contextlib.contextmanager
def witness(command, folder, port=0):
    """By the command on the page; yields the port that it listens at."""
    process = subprocess.Popen(
        [PROGRAM, *command.split()[1:], "--port", str(port)], cwd=folder, stderr=subprocess.PIPE, text=True)
    try:
        for line in process.stderr:
            if listening := re.match(r"Listening on http://127\.0\.0\.1:(\d+)/", line):
                yield int(listening[1])
                break
        else:
            raise AssertionError("the witness does not listen")
    finally:
        process.terminate()
        assert process.wait(timeout=30) == 0


def state(ova, word, name):
    """Whoever looks at figures is logged, and what is logged is published a moment later; then the page says so."""
    ova.go("/oversight")
    for _ in range(50):
        assert ova.go(PAGE) == 200
        if ova.page.inner_text(".head .state") == word:
            look(ova, name)
            return ova.page.inner_text("main")
        ova.page.wait_for_timeout(100)
    raise AssertionError(f"never {word}: {ova.page.inner_text('main')}")


def days_pass(server):
    """The entries that wait for a witness are two days old."""
    then = (datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=2)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    alter(server, "UPDATE event SET at = ? WHERE log_index IS NOT NULL", then)


def alter(server, statement, *values):
    """In the records, as an operator could who wants them to say something else."""
    records = sqlite3.connect(server.home / "records.sqlite", timeout=10)
    records.execute(statement, values)
    records.commit()
    records.close()


def main():
    with tempfile.TemporaryDirectory(prefix="likeness-witness-") as folder:
        folder = pathlib.Path(folder)
        with desk("archive") as (server, person):
            people = office.staff(server, person, ROLES)
            ova, page = people["ova"], people["ova"].page
            text = state(ova, "no witness", "witness-none")
            assert "No witness yet" in text and "nobody outside" not in text, text

            # The three steps, as they stand there.
            (folder / "log-key.txt").write_text(page.inner_text("[aria-label='The log’s key']") + "\n")
            run, show = [code.replace("/srv/witness", str(folder / "witness"))
                         for code in page.locator("[aria-label=Command]").all_inner_texts()]
            with witness(run, folder) as port:
                key = subprocess.run(
                    [PROGRAM, *show.split()[1:]], check=True, capture_output=True, text=True).stdout.strip()
                line = page.inner_text("[aria-label='A line of witnesses.txt']")
                line = line.replace("witness.example.org+…", key).replace("https://witness.example.org", f"http://127.0.0.1:{port}")
                (server.home / "witnesses.txt").write_text(line + "\n")
                restart(server)
                text = state(ova, "cosigned", "witness-cosigned")
                assert "has cosigned all" in text and re.search(r"All \d+ entries of the log are cosigned\.", text), text
                cosigned = re.search(r"All (\d+)", text)[1]

            # The witness is away.
            restart(server)
            text = state(ova, "waits for a witness", "witness-behind")
            assert "is behind" in text and f"entries {cosigned} are cosigned" in text and "24 hours" in text, text
            assert page.locator("[role=alert]").count() == 0
            days_pass(server)
            text = state(ova, "not cosigned for too long", "witness-alarm")
            assert "The policy allows 24 hours." in text, text
            ova.go("/oversight")
            assert "more than 24 hours" in page.inner_text("[role=alert]")
            ova.go("/")
            assert "not cosigned for too long" in page.inner_text("main")

            with open(folder / "server.log", "w+") as log:
                restart(server, log)
                for _ in range(100):
                    if "the log is not cosigned" in (folder / "server.log").read_text():
                        break
                    page.wait_for_timeout(100)
                else:
                    raise AssertionError("the server does not say it in its own log")

            # It is there again, and remembers.
            with witness(run, folder, port):
                assert "has cosigned all" in state(ova, "cosigned", "witness-again")
                ova.go("/oversight")
                assert page.locator("[role=alert]").count() == 0

            # A note in the records is no cosignature: what counts is on the checkpoint.
            restart(server)
            size = int(re.search(r"log’s ([\d,]+) entries", state(ova, "waits for a witness", "witness-behind"))[1].replace(",", ""))
            alter(server, "UPDATE cosigned SET size = ?", size)
            assert "has cosigned all" not in state(ova, "waits for a witness", "witness-noted")
            alter(server, "UPDATE cosigned SET size = ?", size + 1000)
            assert "put back to an earlier state" in state(ova, "shorter than what was cosigned", "witness-shorter")
            ova.go("/oversight")
            assert "shorter than what a witness has cosigned" in page.inner_text("[role=alert]")
            alter(server, "UPDATE cosigned SET size = 1")
            # The operator takes the witness away: by an empty file, or by none.
            for number, take_away in enumerate([lambda file: file.write_text("# none\n"), lambda file: file.unlink()]):
                take_away(server.home / "witnesses.txt")
                restart(server)
                text = state(ova, "no witness any more", f"witness-forsaken-{number}")
                assert "lists none any more" in text and "witness.example.org" in text and "No witness yet" not in text, text
                ova.go("/oversight")
                assert "has none any more" in page.inner_text("[role=alert]")
                ova.go("/")
                assert "no witness any more" in page.inner_text("main")
            for other in [people["ada"], people["sam"]]:
                assert other.page.request.get(server.address + PAGE).status == 403, other.name
            assert not ova.complaints, ova.complaints
    print("witnesses: done")


main()
