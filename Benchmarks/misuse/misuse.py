"""Misuse of each kind, planted among lawful work at known places."""

import ledger
from world import DAY, HOUR, nights


class Misuse:
    def __init__(self, world, each):
        self.world, self.random, self.truth = world, world.random, []
        span = world.end - world.begun
        for kind in ["same-face-cases", "same-face-accounts", "repeated-after-nobody", "after-refusal", "far-more-than-peers",
                     "odd-hours", "burst-before-expiry", "unlike-faces", "hasty-approvals", "same-pair", "closed-case", "leaver",
                     "dormant-woken", "break-glass-habit", "refused-often", "protected-person", "sealed-person"]:
            for number in range(each):
                start = world.work_time(world.begun + span * (0.1 + 0.7 * self.random.random()))
                planted = {"kind": kind, "account": None, "searches": [], "from": start, "to": start}
                self.truth.append(planted)
                world.at(start, lambda at, kind=kind, number=number, planted=planted: self.plant(at, kind, number, planted))

    def plant(self, at, kind, number, planted):
        person = self.random.choice(self.world.searchers)
        planted["account"] = person.name
        getattr(self, kind.replace("-", "_"))(at, person, planted, number)

    def search(self, at, person, leave, face, planted, **more):
        search = self.world.look(at, person, leave, face, **more)
        if search:
            planted["searches"].append(search)
            planted["to"] = max(planted["to"], at)

    def allowed(self, at, person, then, **more):
        """A case of their own making, with an approval by somebody who trusts them."""
        case = self.world.open(at, person)
        return self.world.ask(at + 120, person, case, then, decides=True, **more)

    # The kinds

    def same_face_cases(self, at, person, planted, number):
        """Somebody of their own, every few weeks under another pretext: the former partner."""
        face = self.world.faces.person()
        for place in range(self.random.integers(2, 6)):
            self.world.at(self.world.work_time(at + place * self.random.uniform(5, 25) * DAY), lambda later: self.allowed(
                later, person, lambda moment, leave: self.search(moment, person, leave, face, planted)))

    def same_face_accounts(self, at, person, planted, number):
        """One woman, searched by many: the first time by 110 of them."""
        face = self.world.faces.person()
        count = 110 if number == 0 else int(self.random.integers(4, 15))
        planted["account"] = None
        for other in self.random.choice(self.world.searchers, min(count, len(self.world.searchers)), replace=False):
            self.world.at(self.world.work_time(at + self.random.uniform(0, 40) * DAY), lambda later, other=other: self.allowed(
                later, other, lambda moment, leave: self.search(moment, other, leave, face, planted)))

    def repeated_after_nobody(self, at, person, planted, number):
        face = self.world.faces.person()

        def then(moment, leave):
            for place in range(self.random.integers(6, 10)):
                self.world.at(moment + place * 2 * HOUR, lambda later: self.search(later, person, leave, face, planted, found=0, likeness=0.7))
        self.allowed(at, person, then)

    def after_refusal(self, at, person, planted, number):
        """Refused by one approver, so asked of another."""
        first, second = self.random.choice(person.organisation.approvers, 2, replace=False)
        case, face = self.world.open(at, person), self.world.faces.person()
        self.world.ask(at + 60, person, case, None, first, False, wait=2 * HOUR)
        self.world.at(at + 6 * HOUR, lambda later: self.world.ask(
            later, person, case, lambda moment, leave: self.search(moment, person, leave, face, planted), second, True, wait=HOUR))

    def far_more_than_peers(self, at, person, planted, number):
        monday = (at // DAY - (int(at // DAY + 3) % 7) + 7) * DAY + 8 * HOUR

        def then(moment, leave):
            for place in range(self.random.integers(45, 70)):
                self.world.at(monday + place % 5 * DAY + self.random.uniform(0, 9) * HOUR,
                              lambda later, place=place: self.search(later, person, leave, faces[place % 3], planted))
        faces = [self.world.faces.person() for _ in range(3)]
        self.world.at(monday - 4 * DAY, lambda later: self.allowed(later, person, then, wait=60 * 30))

    def odd_hours(self, at, person, planted, number):
        face = self.world.faces.person()

        def then(moment, leave):
            for place in range(self.random.integers(4, 8)):
                self.world.at(nights(self.random, moment + place * 2 * DAY), lambda later: self.search(later, person, leave, face, planted))
        self.allowed(at, person, then)

    def burst_before_expiry(self, at, person, planted, number):
        face = self.world.faces.person()

        def then(moment, leave):
            for place in range(self.random.integers(7, 12)):
                self.world.at(leave.expires - self.random.uniform(0.2, 9) * HOUR, lambda later: self.search(later, person, leave, face, planted))
        self.allowed(at, person, then, days=12)

    def unlike_faces(self, at, person, planted, number):
        """One case as a key for everybody whom they wonder about."""
        def then(moment, leave):
            for place in range(self.random.integers(6, 12)):
                self.world.at(self.world.work_time(moment + place * DAY),
                              lambda later: self.search(later, person, leave, self.world.faces.person(), planted))
        self.allowed(at, person, then)

    def hasty_approvals(self, at, person, planted, number):
        approver = self.random.choice(person.organisation.approvers)
        planted["account"] = approver.name
        for place in range(self.random.integers(4, 9)):
            def later_on(later):
                planted["to"] = later
                self.allowed(later, self.random.choice(person.organisation.searchers), lambda moment, leave: None, approver=approver,
                             wait=self.random.uniform(3, 12))
            self.world.at(self.world.work_time(at + place * 3 * DAY), later_on)

    def same_pair(self, at, person, planted, number):
        approver = self.random.choice(person.organisation.approvers)
        for place in range(16):
            def later_on(later):
                planted["to"] = later
                self.allowed(later, person, lambda moment, leave: None, approver=approver)
            self.world.at(self.world.work_time(at + place * 1.5 * DAY), later_on)

    def refused(self, at, person, planted, code):
        planted["to"] = at
        self.world.log.tell(at, "search.refused", {"account": person.ref}, {"account": person.name, "code": code})

    def closed_case(self, at, person, planted, number):
        for place in range(3):
            self.world.at(at + place * 600, lambda later: self.refused(later, person, planted, "case.closed"))

    def refused_often(self, at, person, planted, number):
        for place in range(9):
            self.world.at(at + place * 900, lambda later: self.refused(later, person, planted, "authorisation.required"))

    def leaver(self, at, person, planted, number):
        leaving = self.gone(at, person, planted)
        for place in range(self.random.integers(1, 4)):
            self.world.at(at + (place + 3) * DAY, lambda later: self.fail(later, leaving, planted))

    def gone(self, at, person, planted):
        """A colleague who never searched leaves."""
        organisation = person.organisation
        name = f"leaver-{ledger.new_id()[:6]}"
        ref = self.world.log.account(at, name, organisation.ref, ["examiner"])
        self.world.log.tell(at + 60, "account.suspended", {"subject": ref}, {"subject": name})
        planted["account"] = name
        return name, ref

    def fail(self, at, leaving, planted):
        planted["to"] = at
        self.world.log.tell(at, "login.failed", {"account": leaving[1]}, {"account": leaving[0]})

    def dormant_woken(self, at, person, planted, number):
        """An account that nobody used for months makes searches all of a sudden."""
        organisation = person.organisation
        name = f"sleeper-{ledger.new_id()[:6]}"
        from world import Person
        sleeper = Person(name, self.world.log.account(at, name, organisation.ref, ["searcher"]), organisation)
        planted["account"] = name
        face = self.world.faces.person()
        self.world.at(self.world.work_time(at + self.random.uniform(100, 180) * DAY), lambda later: self.allowed(
            later, sleeper, lambda moment, leave: self.search(moment, sleeper, leave, face, planted), wait=HOUR))

    def break_glass_habit(self, at, person, planted, number):
        for place in range(self.random.integers(4, 7)):
            def later_on(later):
                planted["to"] = later
                self.world.emergency(later + 60, person, self.world.open(later, person))
            self.world.at(self.world.work_time(at + place * 8 * DAY), later_on)

    def sealed_person(self, at, person, planted, number):
        face = self.world.faces.person()
        self.allowed(at, person, lambda moment, leave: self.search(moment, person, leave, face, planted, sealed=[ledger.new_id()]))

    def protected_person(self, at, person, planted, number):
        """Somebody who feared just that, and had asked that overseers be told."""
        face = self.world.faces.person()
        ref = ledger.new_id()
        log = self.world.log
        log.db.execute("INSERT INTO protected_person (ref, organisation, model, box, reason, added) VALUES (?, ?, ?, ?, 'asked', ?)",
                       (ref, person.organisation.ref, ledger.MODEL, log.sealed(self.world.faces.shot(face), ref), ledger.moment(at) + ".000Z"))
        log.tell(at, "protection.added", {"person": ref}, {"reason": "asked"})
        self.world.at(self.world.work_time(at + 20 * DAY), lambda later: self.allowed(
            later, person, lambda moment, leave: self.search(moment, person, leave, face, planted)))
