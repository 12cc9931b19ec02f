"""How much of the planted misuse was raised, by the right rule; and how many signals have nothing planted behind them."""

import collections
import datetime

DAY = 86_400


def seconds(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def touches(planted, signal):
    """Whether a signal rests on what was planted: on a search of it, or, for a signal of its kind, on what its account did then."""
    if set(planted["searches"]) & set(signal["searches"]):
        return True
    return (planted["kind"] == signal["kind"] and planted["account"] is not None and planted["account"] == signal.get("account")
            and planted["from"] - DAY <= seconds(signal["last"])
            and seconds(signal["first"]) <= planted["to"] + DAY)


def show(truth, signals, missed=None, surplus=None):
    """Prints a line for each kind; true when 95 % of what was planted is raised, and fewer than 5 % of what is raised is not."""
    by_kind = collections.defaultdict(list)
    for signal in signals:
        by_kind[signal["kind"]].append(signal)
    print(f"{'signal':24} {'planted':>8} {'raised':>8} {'recall':>8} {'signals':>8} {'unplanted':>10} {'precision':>10}")
    planted_in_all = raised_in_all = unplanted_in_all = 0
    kinds = sorted({planted["kind"] for planted in truth} | set(by_kind))
    for kind in kinds:
        planted = [one for one in truth if one["kind"] == kind]
        raised = sum(any(touches(one, signal) for signal in by_kind[kind]) for one in planted)
        for one in planted:
            if missed is not None and not any(touches(one, signal) for signal in by_kind[kind]):
                missed.append(one)
        more = [signal for signal in by_kind[kind] if not any(touches(one, signal) for one in truth)]
        unplanted = len(more)
        if surplus is not None:
            surplus += more
        line(kind, len(planted), raised, len(by_kind[kind]), unplanted)
        planted_in_all, raised_in_all, unplanted_in_all = (
            planted_in_all + len(planted), raised_in_all + raised, unplanted_in_all + unplanted)
    line("all", planted_in_all, raised_in_all, len(signals), unplanted_in_all)
    return raised_in_all >= 0.95 * planted_in_all and unplanted_in_all < 0.05 * len(signals)


def line(kind, planted, raised, signals, unplanted):
    recall = f"{100 * raised / planted:.0f} %" if planted else "-"
    precision = f"{100 * (signals - unplanted) / signals:.0f} %" if signals else "-"
    print(f"{kind:24} {planted:8} {raised:8} {recall:>8} {signals:8} {unplanted:10} {precision:>10}")
