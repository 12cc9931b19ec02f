"""Twenty organisations at work: who they are, when they work, and what a lawful case looks like."""

import dataclasses
import heapq
import itertools
import math

import faces
import ledger

DAY, HOUR = 86_400, 3600


@dataclasses.dataclass(eq=False)
class Organisation:
    name: str
    ref: str
    collection: str
    searchers: list
    approvers: list


@dataclasses.dataclass(eq=False)
class Person:
    name: str
    ref: str
    organisation: Organisation
    cases_a_day: float = 0
    away: tuple = (0, 0)


@dataclasses.dataclass(eq=False)
class Authorisation:
    ref: str
    case: str
    purpose: str
    expires: float
    approver: Person


class World:
    """Things happen in the order of their time: whoever wants something later asks by `at`."""

    def __init__(self, log, drawn, random, begun, days, organisations, accounts):
        self.log, self.faces, self.random = log, drawn, random
        self.begun, self.end = begun, begun + days * DAY
        self.waiting, self.order = [], itertools.count()
        self.serial = []
        self.organisations = [self.make(number, accounts / organisations) for number in range(organisations)]
        self.searchers = [person for organisation in self.organisations for person in organisation.searchers]

    def make(self, number, size):
        at, name = self.begun, f"organisation {number + 1}"
        organisation = Organisation(name, self.log.organisation(at, name), ledger.new_id(), [], [])
        self.log.tell(at, "collection.created", {"collection": organisation.collection, "organisation": organisation.ref},
                      {"name": f"photos {number + 1}", "controller": name, "lawfulBasis": "public task", "source": "own photos",
                       "retentionDays": 3650})
        for place in range(round(size)):
            role = "approver" if place < max(3, size / 6) else "searcher"
            person = Person(f"{role}-{number + 1}-{place}", "", organisation)
            person.ref = self.log.account(at, person.name, organisation.ref, [role])
            if role == "searcher":
                person.cases_a_day = self.random.uniform(0.03, 0.09)
                if self.random.random() < 0.01:
                    start = self.begun + self.random.uniform(0.2, 0.8) * (self.end - self.begun)
                    person.away = (start, start + self.random.uniform(100, 200) * DAY)
            (organisation.approvers if role == "approver" else organisation.searchers).append(person)
        return organisation

    # Time

    def at(self, moment, action):
        if moment < self.end:
            heapq.heappush(self.waiting, (moment, next(self.order), action))

    def run(self):
        while self.waiting:
            moment, _, action = heapq.heappop(self.waiting)
            action(moment)

    def work_time(self, moment):
        """The same moment if somebody works then, or one in the next morning. Nobody works on weekends; 6 to 20 UTC."""
        while True:
            hour, weekday = moment % DAY / HOUR, int(moment // DAY + 3) % 7
            if weekday < 5 and 6 <= hour < 20:
                return moment
            moment = (moment // DAY + (hour >= 6)) * DAY + (7 + 4 * self.random.random()) * HOUR

    def soon(self, moment, mean):
        return self.work_time(moment + self.random.exponential(mean))

    # A lawful life

    def live(self):
        for person in self.searchers:
            self.at(self.work_time(self.begun + self.random.uniform(0, 20) * DAY), lambda at, person=person: self.work(at, person))

    def work(self, at, person):
        """A day of somebody's: they log in, and a case may come."""
        if not person.away[0] <= at < person.away[1]:
            self.log.tell(at, "login.succeeded", {"account": person.ref}, {"account": person.name})
            if self.random.random() < person.cases_a_day * 2:
                self.case(at + 60, person)
        self.at(self.work_time(at + 2 * DAY + self.random.normal(0, HOUR)), lambda later: self.work(later, person))

    def case(self, at, person):
        case = self.open(at, person)
        if self.random.random() < 0.01:
            self.emergency(at + 300, person, case)
        else:
            self.ask(at + 300, person, case, lambda later, leave: self.enquire(later, person, leave))
        self.at(self.soon(at + 35 * DAY, 20 * DAY), lambda later: self.close(later, person, case))

    def open(self, at, person):
        case = ledger.new_id()
        self.log.tell(at, "case.opened", {"case": case, "account": person.ref},
                      {"account": person.name, "reference": f"K-{case[:8]}"})
        return case

    def ask(self, at, person, case, then, approver=None, decides=None, days=30, wait=None):
        """Asks for leave, and gets it or not, some hours later; a request that was refused is mended and asked again."""
        leave = Authorisation(ledger.new_id(), case, "missing-person", at + days * DAY,
                              approver or self.random.choice(person.organisation.approvers))
        ids = {"authorisation": leave.ref, "case": case}
        self.log.tell(at, "authorisation.requested", ids | {"account": person.ref}, {
            "account": person.name, "purpose": leave.purpose, "necessity": "n", "proportionality": "p", "searches": 100,
            "collections": [person.organisation.collection], "notBefore": ledger.moment(at) + "Z",
            "expires": ledger.moment(leave.expires) + "Z"})
        refuses = self.random.random() < 0.06 if decides is None else not decides

        def decide(later):
            kind = "authorisation.refused" if refuses else "authorisation.approved"
            self.log.tell(later, kind, ids | {"account": leave.approver.ref},
                          {"account": leave.approver.name, "reason": "because of this"})
            if not refuses:
                self.at(self.soon(later + 60, 4 * HOUR), lambda moment: then(moment, leave))
            elif decides is None and self.random.random() < 0.6:
                self.at(self.soon(later, DAY), lambda moment: self.ask(moment, person, case, then, leave.approver, True))
        self.at(self.soon(at, 3 * HOUR) + 120 if wait is None else at + wait, decide)
        return leave

    def enquire(self, at, person, leave):
        """Searches for those whom the case is about: mostly one, with a few photos over some days."""
        for _ in range(1 + (self.random.random() < 0.12) + (self.random.random() < 0.03)):
            face = self.whom()
            for _ in range(1 + self.random.poisson(1.2)):
                self.at(self.soon(at, 2 * DAY), lambda moment, face=face: self.look(moment, person, leave, face))

    def whom(self):
        """Somebody new; now and then somebody who is wanted elsewhere too."""
        if self.serial and self.random.random() < 0.003:
            return self.random.choice(self.serial)
        of = int(self.random.integers(len(self.faces.people))) if self.random.random() < faces.KIN and self.faces.people else None
        face = self.faces.person(of)
        if self.random.random() < 0.02:
            self.serial.append(face)
        return face

    def look(self, at, person, leave, face, found=None, sealed=(), likeness=1.0):
        if at >= leave.expires:
            return None
        candidates = (0 if self.random.random() < 0.35 else 1 + self.random.poisson(3)) if found is None else found
        search = self.log.search(at, person, leave, self.faces.shot(face, likeness), int(candidates), sealed)
        if candidates and self.random.random() < 0.2:
            self.log.tell(at + 300, "review.requested", {"search": search, "account": person.ref}, {"account": person.name, "rank": 1})
        if self.random.random() < 0.004:
            self.log.tell(at + 400, "search.refused", {"account": person.ref}, {"account": person.name, "code": "search.list-too-long"})
        return search

    def emergency(self, at, person, case):
        leave = Authorisation(ledger.new_id(), case, "missing-person", at + 10 * DAY, self.random.choice(person.organisation.approvers))
        ids = {"authorisation": leave.ref, "case": case}
        self.log.tell(at, "break-glass.used", ids | {"account": person.ref}, {
            "account": person.name, "purpose": leave.purpose, "reason": "r", "expires": ledger.moment(leave.expires) + "Z"})
        self.look(at + 60, person, leave, self.faces.person())
        self.at(self.soon(at, 5 * HOUR) + 120, lambda later: self.log.tell(
            later, "authorisation.approved", ids | {"account": leave.approver.ref}, {"account": leave.approver.name, "reason": "r"}))
        return leave

    def close(self, at, person, case):
        kind, action = [("no-lead", None), ("lead", None), ("ruled-out", None), ("identified", None), ("action-taken", "charge"),
                        ("action-taken", "reunion")][self.random.choice(6, p=[0.55, 0.23, 0.08, 0.07, 0.03, 0.04])]
        self.log.tell(at, "outcome.recorded", {"case": case, "account": person.ref, "outcome": ledger.new_id()}, {
            "account": person.name, "rank": None, "kind": kind, "action": action, "text": "t",
            "corroboration": "c" if action or kind == "identified" else None})
        self.log.tell(at + 60, "case.closed", {"case": case, "account": person.ref}, {"account": person.name})


def nights(random, moment):
    """A moment in the night after another, when nobody works."""
    return math.floor(moment / DAY) * DAY + DAY + random.uniform(1, 4.5) * HOUR
