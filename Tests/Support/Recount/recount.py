#!/usr/bin/env python3
"""Counts a report again from the entries of an evidence pack: by docs/usage.md and docs/reports.md, and by nothing of Likeness's code.

    recount.py PACK REPORT.json

PACK holds the whole log with its payloads; REPORT.json is `likeness report --json`. Prints what differs, and ends with 1 then.
"""

import collections
import json
import pathlib
import sys

PLAIN = {
    "searches": "search.started", "searches-refused": "search.refused", "authorisations-requested": "authorisation.requested",
    "authorisations-revoked": "authorisation.revoked", "break-glass-used": "break-glass.used",
    "break-glass-lapsed": "break-glass.lapsed", "reviews-requested": "review.requested", "reviews": "review.recorded",
    "cases-opened": "case.opened", "cases-exported": "case.exported", "accounts-suspended": "account.suspended",
    "log-ins-failed": "login.failed", "erasures": "erasure.completed", "requests-received": "request.received",
    "requests-answered": "request.answered", "requests-refused": "request.refused", "signals-raised": "signal.raised",
    "signals-explained": "signal.explained", "signals-upheld": "signal.upheld",
}
SUMS = {"photos-enrolled": "index.completed", "photos-erased": "erasure.completed", "photos-expired": "retention.run"}
KINDS = {"outcomes-no-lead": "no-lead", "outcomes-lead": "lead", "outcomes-ruled-out": "ruled-out",
         "outcomes-identified": "identified"}
ACTIONS = {"charges": "charge", "arrests": "arrest", "reunions": "reunion", "publications": "publication",
           "other-actions": "other"}


class Log:
    """Entry by entry: (month, figure, organisation) -> count."""

    def __init__(self):
        self.counts = collections.Counter()
        self.purposes = collections.Counter()
        self.searching = collections.defaultdict(set)
        self.erased = collections.Counter()
        self.home_of = {}
        self.names = {}
        self.break_glass = set()
        self.verdicts = {}

    def read(self, line):
        event = json.loads(line["entry"])
        payload = json.loads(line["payload"]) if line["state"] == "disclosed" else {}
        kind, ids, month = event["type"], event["ids"], event["time"][:7]
        if line["state"] == "erased":
            self.erased[month] += 1
        self.learn(kind, ids, payload)
        home = ids.get("organisation") or self.home_of.get(ids.get("account", ids.get("requester"))) or self.home_of.get(ids.get("subject"))
        for figure, count in self.figures(kind, ids, payload):
            self.counts[month, figure, home] += count
        if kind == "search.started":
            self.searching[month].add(ids["account"])
            self.purposes[month[:4], payload.get("purpose", "not known any more")] += 1

    def learn(self, kind, ids, payload):
        if kind == "organisation.created":
            self.names[ids["organisation"]] = payload["name"]
        if kind == "account.created":
            self.home_of[ids.get("subject") or ids["account"]] = ids["organisation"]
        if kind == "break-glass.used":
            self.break_glass.add(ids["authorisation"])

    def figures(self, kind, ids, payload):
        yield from ((figure, 1) for figure, counted in PLAIN.items() if counted == kind)
        yield from ((figure, payload.get("photos", 0)) for figure, counted in SUMS.items() if counted == kind)
        if kind == "search.completed" and "candidates" in payload:
            yield "candidates-shown", payload["candidates"]
            yield "null-results", int(payload["candidates"] == 0)
        if kind == "authorisation.approved" and ids["authorisation"] not in self.break_glass:
            yield "authorisations-approved", 1
        if kind == "authorisation.refused":
            yield "break-glass-refused" if ids["authorisation"] in self.break_glass else "authorisations-refused", 1
        if kind in ("request.answered", "request.refused") and payload.get("late") is True:
            yield "requests-late", 1
        if kind == "review.recorded" and "verdict" in payload:
            yield "disagreements", self.disagreement((ids["search"], payload["rank"]), payload["verdict"])
        if kind == "outcome.recorded" and payload:
            yield from ((figure, 1) for figure, action in ACTIONS.items() if payload["action"] == action)
            yield from ((figure, 1) for figure, word in KINDS.items() if payload["kind"] == word and not payload["action"])

    def disagreement(self, candidate, verdict):
        first = self.verdicts.setdefault(candidate, verdict)
        if first in (None, verdict):
            return 0
        self.verdicts[candidate] = None
        return 1


def month_told(count, smallest):
    return "few" if 0 < count < smallest else count


def bounds(told, smallest):
    return (1, smallest - 1) if told == "few" else (told, told) if isinstance(told, int) else tuple(told)


def span(parts, smallest):
    ends = [bounds(part, smallest) for part in parts]
    least, most = sum(low for low, _ in ends), sum(high for _, high in ends)
    return least if least == most else [least, most]


def year_told(counts, smallest):
    small = [count for count in counts if 0 < count < smallest]
    others, largest = len(small) - 1, smallest - 1
    if not small or others + largest <= sum(small) <= others * largest + 1:
        return sum(counts)
    return span([month_told(count, smallest) for count in counts], smallest)


def apart(parts, smallest):
    if sum(parts.values()) < len(parts) * smallest:
        return None
    if not any(0 < count < smallest for count in parts.values()):
        return {"single": parts, "together": [], "sum": 0}
    for bound in (smallest, 4 * smallest):
        pool = {name: count for name, count in parts.items() if 0 < count < bound}
        others, total = len(pool) - 1, sum(pool.values())
        if others > 0 and others + smallest - 1 <= total and total - 1 <= others * (bound - 1):
            return {"single": {name: count for name, count in parts.items() if name not in pool},
                    "together": sorted(pool), "sum": total}
    return None


def total_told(counts, months, smallest):
    whole = {year for year in {month[:4] for month in months} if sum(month[:4] == year for month in months) == 12}
    parts = [year_told([counts[month] for month in months if month[:4] == year], smallest) for year in sorted(whole)]
    parts += [month_told(counts[month], smallest) for month in months if month[:4] not in whole]
    return span(parts, smallest), whole


def main():
    pack, report = pathlib.Path(sys.argv[1]), json.loads(pathlib.Path(sys.argv[2]).read_text())["report"]
    log = Log()
    with open(pack / "entries.jsonl") as lines:
        for line in map(json.loads, lines):
            if line["index"] < report["log"]["size"]:
                log.read(line)
    months, smallest, wrong, counted = report["months"], report["smallest"], [], 0

    def compare(what, told, right):
        nonlocal counted
        counted += 1
        if told != right:
            wrong.append(f"{what}: the report says {told}, the entries say {right}")

    whole = set()
    for figure, row in report["counts"].items():
        counts = collections.Counter()
        for (month, name, _), count in log.counts.items():
            if name == figure:
                counts[month] += count
        total, whole = total_told(counts, months, smallest)
        compare(f"{figure}, in all", row["total"], total)
        for month, told in zip(months, row["months"], strict=True):
            compare(f"{figure}, {month}", told, month_told(counts[month], smallest))
    for month, told in zip(months, report["accountsSearching"], strict=True):
        compare(f"people who searched, {month}", told, month_told(len(log.searching[month]), smallest))
    compare("erased", report["erased"], sum(log.erased[month] for month in months))
    compare("years", sorted(report["years"]), sorted(whole))
    for year, told in report["years"].items():
        compare_year(year, told, log, smallest, compare)
    for line in wrong:
        print(line)
    print(f"recount: {counted} numbers, {len(wrong)} wrong")
    sys.exit(1 if wrong else 0)


def compare_year(year, told, log, smallest, compare):
    months = [f"{year}-{month:02}" for month in range(1, 13)]

    def of_year(figure):
        return [sum(count for (month, name, _), count in log.counts.items() if (month, name) == (at, figure)) for at in months]

    purposes = {purpose: count for (at, purpose), count in log.purposes.items() if at == year}
    is_told = isinstance(year_told(of_year("searches"), smallest), int)
    compare(f"purposes, {year}", told["purposes"], apart(purposes, smallest) if is_told else None)
    right = {}
    for figure in ["searches", "searches-refused", "authorisations-refused", "break-glass-used", "charges", "arrests"]:
        parts = collections.Counter({name: 0 for name in log.names.values()})
        for (month, name, home), count in log.counts.items():
            if name == figure and month[:4] == year and count:
                parts[log.names.get(home, "none")] += count
        answer = apart(dict(parts), smallest) if isinstance(year_told(of_year(figure), smallest), int) else None
        if answer is not None:
            right[figure] = answer
    compare(f"organisations, {year}", told["organisations"], right)


if __name__ == "__main__":
    main()
