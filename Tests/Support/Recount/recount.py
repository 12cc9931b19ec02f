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
UNKNOWN = "not known any more"
BY_PURPOSE = ["searches", *KINDS, *ACTIONS]
BY_ORGANISATION = ["searches", "searches-refused", "authorisations-refused", "break-glass-used", "charges", "arrests"]


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
        self.search_purposes = {}
        self.case_of = {}
        self.latest_purposes = {}
        self.outcomes = collections.Counter()
        self.made = {}
        self.closed = {}
        self.flows = collections.Counter()
        self.running = []
        self.lost = []

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
            self.purposes[month[:4], payload.get("purpose", UNKNOWN)] += 1
        if kind == "outcome.recorded":
            for figure, _ in self.figures(kind, ids, payload):
                self.outcomes[month[:4], figure, self.purpose(ids)] += 1
        self.hold(kind, ids, payload, month)

    def purpose(self, ids):
        """What was searched for: by the search that an outcome is about, or the latest on its case."""
        if ids.get("search") in self.search_purposes:
            return self.search_purposes[ids["search"]]
        return self.latest_purposes.get(ids["case"], "no search on the case")

    def hold(self, kind, ids, payload, month):
        """What collections hold: (month, photos or faces, which way) -> how many."""
        if kind == "collection.created":
            self.made[ids["collection"]] = (month, payload.get("lawfulBasis", UNKNOWN))
        if kind == "collection.closed":
            self.closed[ids["collection"]] = month
        if kind == "index.started":
            self.running.append((month, ids["collection"], 1))
        if kind == "index.completed":
            self.running.append((month, ids["collection"], -1))
        self.lost += [month] if kind in ("index.completed", "erasure.completed", "retention.run") and not payload else []
        for flow in {"index.completed": ["in"], "erasure.completed": ["erased"], "retention.run": ["expired"]}.get(kind, []):
            for what in ["photos", "faces"]:
                self.flows[month, what, flow] += payload.get(what, 0)

    def learn(self, kind, ids, payload):
        if kind == "organisation.created":
            self.names[ids["organisation"]] = payload["name"]
        if kind == "account.created":
            self.home_of[ids.get("subject") or ids["account"]] = ids["organisation"]
        if kind == "break-glass.used":
            self.break_glass.add(ids["authorisation"])
        if kind in ("authorisation.requested", "break-glass.used") and "case" in ids:
            self.case_of[ids["authorisation"]] = ids["case"]
        if kind == "search.started":
            self.search_purposes[ids["search"]] = purpose = payload.get("purpose", UNKNOWN)
            if ids.get("authorisation") in self.case_of:
                self.latest_purposes[self.case_of[ids["authorisation"]]] = purpose

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
    if len(parts) == 1:
        return parts[0]
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
    if 0 < sum(parts.values()) < len(parts) * smallest:
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


def both_ways(first, second):
    """Two tables of one count: where either tells parts together, the first only, unless one of them is no more than the whole."""
    def is_whole(parts):
        return not parts["together"] and sum(count > 0 for count in parts["single"].values()) <= 1

    if first is None or second is None or is_whole(first) or is_whole(second):
        return first, second
    return (first, None) if first["together"] or second["together"] else (first, second)


def base_told(log, months, smallest):
    """What there was to search in at the end of the last month."""
    last = months[-1]
    bases, since = collections.Counter(), {}
    for collection, (month, basis) in log.made.items():
        if month <= last and log.closed.get(collection, "9999") > last:
            bases[basis] += 1
            since[basis] = min(month, since.get(basis, month))

    def held(what):
        ends = []
        for flow in ["in", "erased", "expired"]:
            counts = [count for (month, name, way), count in log.flows.items() if month <= last and (name, way) == (what, flow)]
            ends.append(bounds(span([month_told(count, smallest) for count in counts], smallest), smallest))
        least, most = ends[0][0] - ends[1][1] - ends[2][1], ends[0][1] - ends[1][0] - ends[2][0]
        return max(0, least) if least == most else [max(0, least), max(0, most)]

    open_runs, is_whole = set(), True
    for month, collection, way in log.running:
        if month <= last:
            is_whole = is_whole and not (way > 0 and collection in open_runs)
            open_runs = open_runs | {collection} if way > 0 else open_runs - {collection}
    return {"collections": [{"basis": basis, "count": bases[basis], "since": since[basis]} for basis in sorted(bases)],
            "closed": sum(month <= last for month in log.closed.values()), "photos": held("photos"), "faces": held("faces"),
            "isWhole": is_whole and not open_runs and not any(month <= last for month in log.lost)}


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
    total, _ = total_told(log.erased, months, smallest)
    compare("erased, in all", report["erased"]["total"], total)
    for month, told in zip(months, report["erased"]["months"], strict=True):
        compare(f"erased, {month}", told, month_told(log.erased[month], smallest))
    base = base_told(log, months, smallest)
    for part, right in base.items():
        compare(f"searched in, {part}", report["base"][part], right)
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

    def purposes(figure):
        counts = log.purposes if figure == "searches" else {
            (at, purpose): count for (at, name, purpose), count in log.outcomes.items() if name == figure}
        return {purpose: count for (at, purpose), count in counts.items() if at == year}

    def organisations(figure):
        parts = collections.Counter({name: 0 for name in log.names.values()})
        for (month, name, home), count in log.counts.items():
            if name == figure and month[:4] == year and count:
                parts[log.names.get(home, "none")] += count
        return dict(parts)

    right = {"purposes": {}, "organisations": {}}
    for figure in dict.fromkeys(BY_PURPOSE + BY_ORGANISATION):
        is_told = isinstance(year_told(of_year(figure), smallest), int)
        first = apart(purposes(figure), smallest) if is_told and figure in BY_PURPOSE else None
        second = apart(organisations(figure), smallest) if is_told and figure in BY_ORGANISATION else None
        first, second = both_ways(first, second)
        if figure in BY_PURPOSE:
            right["purposes"][figure] = first or "withheld"
        if figure in BY_ORGANISATION:
            right["organisations"][figure] = second or "withheld"
    for way, tables in right.items():
        for figure, table in tables.items():
            compare(f"{figure} by {way}, {year}", told[way][figure], table)
        compare(f"tables by {way}, {year}", sorted(told[way]), sorted(tables))


if __name__ == "__main__":
    main()
