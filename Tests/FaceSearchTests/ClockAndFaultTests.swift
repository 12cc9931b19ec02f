import FaceSearch
import Foundation
import Records
import Rules
import Secrets
import TestStage
import TestSupport
import Testing
import TransparencyLog
import Vocabulary

@Suite("Clocks, races and faults show nobody a candidate")
struct ClockAndFaultTests {
    private func stage() async throws -> (Stage, sam: Actor, ann: Actor) {
        let stage = try await Stage(.investigation)
        let sam = try await stage.person("sam", [.searcher])
        let ann = try await stage.person("ann", [.approver])
        let cas = try await stage.person("cas", [.custodian])
        try await stage.fill("custody", by: cas)
        _ = try await stage.home.openCase("K", as: sam)
        return (stage, sam, ann)
    }

    private func approved(_ stage: Stage, _ sam: Actor, _ ann: Actor, searches: Int = 5) async throws
        -> AuthorisationRef
    {
        let asked = try await stage.home.requestAuthorisation(
            stage.draft("K", in: ["custody"], searches: searches), as: sam)
        return try await stage.home.approve(asked.authorisation.ref, reason: "", as: ann).authorisation.ref
    }

    @Test("a clock that is set forward and back makes nothing that had expired valid again")
    func clock() async throws {
        let (stage, sam, ann) = try await stage()
        let ref = try await approved(stage, sam, ann)
        let before = stage.clock.now
        #expect(try await stage.search(ref, as: sam).candidates.count == 1)
        stage.clock.move(3 * 86_400)
        #expect(await stage.outcome { _ = try await stage.search(ref, as: sam) } == "authorisation.expired")
        // Back: first nothing goes on at all.
        stage.clock.set(before)
        #expect(await stage.outcome { _ = try await stage.search(ref, as: sam) } == "clock.behind")
        #expect(await stage.outcome { _ = try await stage.home.openCase("L", as: sam) } == "clock.behind")
        #expect(await stage.outcome { try await stage.home.acceptClock(as: sam) } == "role.missing")
        // As at a log-in, ten wrong passwords bar the account, and each is logged.
        for _ in 0..<10 {
            #expect(
                await stage.outcome {
                    try await stage.home.acceptClock(name: "ada", password: "wrong", code: nil)
                } == "login.failed")
        }
        #expect(
            await stage.outcome {
                try await stage.home.acceptClock(name: "ada", password: "correct horse battery", code: nil)
            } == "login.failed")
        #expect(try stage.logged().count { $0.type == "login.failed" } == 11)
        try await stage.home.acceptClock(as: stage.administrator)
        #expect(await stage.outcome { _ = try await stage.search(ref, as: sam) } == "authorisation.expired")
        let again = try await approved(stage, sam, ann)
        #expect(try await stage.search(again, as: sam).candidates.count == 1)
        #expect(try stage.logged().contains { $0.type == "clock.accepted" })
    }

    @Test("accepting the clock ends what had expired by the recorded time, though nobody had looked at it then")
    func unnoticed() async throws {
        let (stage, sam, ann) = try await stage()
        let ref = try await approved(stage, sam, ann)
        let before = stage.clock.now
        stage.clock.move(3 * 86_400)
        // Something else is recorded meanwhile.
        try await stage.home.createOrganisation(named: "other", as: stage.administrator)
        stage.clock.set(before)
        try await stage.home.acceptClock(as: stage.administrator)
        #expect(await stage.outcome { _ = try await stage.search(ref, as: sam) } == "authorisation.expired")
    }

    @Test("of many at once on the last search of an authorisation, exactly one passes")
    func lastSearch() async throws {
        let (stage, sam, ann) = try await stage()
        for _ in 0..<5 {
            let ref = try await approved(stage, sam, ann, searches: 1)
            let outcomes = await withTaskGroup(of: String?.self) { group in
                for _ in 0..<6 { group.addTask { await stage.outcome { _ = try await stage.search(ref, as: sam) } } }
                return await group.reduce(into: [String?]()) { $0.append($1) }
            }
            #expect(outcomes.count { $0 == nil } == 1)
            #expect(outcomes.compactMap { $0 }.allSatisfy { $0 == "authorisation.exhausted" })
        }
        let types = try stage.logged().map(\.type)
        #expect(types.count { $0 == "search.completed" } == 5 && types.count { $0 == "search.refused" } == 25)
    }

    @Test("a log that cannot be written shows nobody a candidate and changes nothing; afterwards all goes on")
    func unwritableLog() async throws {
        let (stage, sam, ann) = try await stage()
        let ref = try await approved(stage, sam, ann)
        let log = stage.folder.appending(path: "log").path
        let files = FileManager.default
        // Whoever is root may write anywhere, so the journal is taken away instead.
        try files.moveItem(atPath: log + "/journal", toPath: log + "/elsewhere")
        for _ in 0..<3 {
            #expect(await stage.outcome { _ = try await stage.search(ref, as: sam) } == "log.damaged")
        }
        #expect(await stage.outcome { _ = try await stage.home.openCase("L", as: sam) } == "log.damaged")
        try files.moveItem(atPath: log + "/elsewhere", toPath: log + "/journal")
        // Nothing was taken off the authorisation, and no case was opened.
        _ = try await stage.home.openCase("L", as: sam)
        for _ in 0..<5 { #expect(try await stage.search(ref, as: sam).candidates.count == 1) }
        #expect(try stage.logged().count { $0.type == "search.completed" } == 5)
    }

    @Test("entries that the log lost are put back as they were, so that every proof still holds")
    func lostEntries() async throws {
        let (stage, sam, ann) = try await stage()
        let log = stage.folder.appending(path: "log").path
        let files = FileManager.default
        try files.copyItem(atPath: log, toPath: log + ".early")
        let ref = try await approved(stage, sam, ann)
        let proof = try #require(try await stage.search(ref, as: sam).receipt.proof)
        try files.removeItem(atPath: log)
        try files.moveItem(atPath: log + ".early", toPath: log)
        #expect(try await stage.search(ref, as: sam).candidates.count == 1)
        let key = try Home.logVerifierKey(of: stage.folder)
        let report = try LogAudit(
            Home.publishedLog(of: stage.folder), key: key, kept: [proof.checkpoint.checkpoint]
        ).run()
        #expect(report.problems == [])
    }

    @Test("what a refused break-glass returned is erased, and the searcher waits for an approver")
    func breakGlass() async throws {
        for isAnswered in [true, false] {
            let (stage, sam, ann) = try await stage()
            let taken = try await stage.home.breakGlass(
                stage.draft("K", in: ["custody"], days: 10), reason: "A child was seen an hour ago.", as: sam)
            let ref = taken.authorisation.ref
            #expect(
                await stage.outcome {
                    _ = try await stage.home.breakGlass(
                        stage.draft("K", in: ["custody"]), reason: "Another child was seen there.", as: sam)
                } == "break-glass.unanswered")
            let list = try await stage.search(ref, as: sam)
            let studio = try await Studio1.shared.value
            let database = stage.folder.appending(path: "records.sqlite").path
            func bytes() throws -> [Data] {
                try [database, database + "-wal"].map { try Data(contentsOf: URL(filePath: $0)) }
            }
            // The probe is kept until then.
            let piece = Data(studio.portrait[1000..<1200])
            #expect(try bytes().contains { $0.range(of: piece) != nil })
            if isAnswered {
                _ = try await stage.home.refuse(ref, reason: "No emergency.", as: ann)
            } else {
                stage.clock.move(48 * 3600)
            }
            // Whoever looks first finds it gone, also in the case's file.
            let file = try await stage.home.exportCase("K", as: ann)
            #expect(file.parts.first?.searches.first?.candidates.isEmpty == true)
            #expect(file.parts.first?.searches.first?.probe == nil)
            #expect(await stage.outcome { _ = try await stage.search(ref, as: sam) } == "account.locked")
            #expect(try !bytes().contains { $0.range(of: piece) != nil })
            #expect(
                await stage.outcome { try await stage.home.requestReview(of: list.search, rank: 1, as: sam) }
                    == "search.unknown")
            try await stage.home.unlock("sam", reason: "We have talked.", as: ann)
            #expect(await stage.outcome { _ = try await stage.search(ref, as: sam) } == "authorisation.ended")
            let types = try stage.logged().map(\.type)
            #expect(types.contains(isAnswered ? "authorisation.refused" : "break-glass.lapsed"))
        }
    }

    @Test("examiners are blind to each other, and none examines their own search")
    func reviews() async throws {
        let (stage, sam, ann) = try await stage()
        let examiners = try await withThrowingTaskGroup(of: (Int, Actor).self) { group in
            for number in 0..<3 {
                group.addTask { (number, try await stage.person("eve\(number)", [.examiner, .searcher])) }
            }
            return try await group.reduce(into: [Int: Actor]()) { $0[$1.0] = $1.1 }
        }
        let (eve, eli, els) = (examiners[0]!, examiners[1]!, examiners[2]!)
        let ref = try await approved(stage, sam, ann)
        let list = try await stage.search(ref, as: sam)
        let home = stage.home
        func review(_ actor: Actor, _ verdict: Verdict) async throws -> ReviewPanel.State {
            try await home.review(
                list.search, rank: 1, verdict, reasons: "Ears, nose and the scar agree or not.", as: actor)
        }
        #expect(await stage.outcome { _ = try await review(eve, .supports) } == "review.not-requested")
        #expect(
            await stage.outcome { try await home.requestReview(of: list.search, rank: 1, as: eve) } == "search.unknown")
        try await home.requestReview(of: list.search, rank: 1, as: sam)
        #expect(try await home.waitingReviews(as: eve).count == 1)
        #expect(await stage.outcome { _ = try await review(eve, .supports) } == "review.not-seen")
        for examiner in [eve, eli, els] {
            #expect(try await home.candidateUnderReview(list.search, rank: 1, as: examiner).visible.isEmpty)
        }
        #expect(try await review(eve, .supports) == .waiting(more: 1))
        #expect(await stage.outcome { _ = try await review(eve, .supports) } == "review.twice")
        #expect(try await home.waitingReviews(as: eve).isEmpty)
        #expect(try await home.reviews(of: list.search, rank: 1, as: sam).visible.isEmpty)
        let identified = Outcome(
            .identified, of: Outcome.Candidate(search: list.search, rank: 1), text: "She is A. B.",
            corroboration: "Her passport, and her sister.")
        #expect(
            await stage.outcome { _ = try await home.recordOutcome(identified, of: "K", as: sam) }
                == "outcome.no-finding")
        #expect(try await review(eli, .inconclusive) == .waiting(more: 1))
        #expect(try await review(els, .supports) == .finding(.supports))
        #expect(try await home.reviews(of: list.search, rank: 1, as: sam).visible.count == 3)
        #expect(await stage.outcome { _ = try await review(ann, .supports) } == "role.missing")
        _ = try await home.recordOutcome(identified, of: "K", as: sam)
        // What was found of one candidate is not said of another, and not on another case.
        let another = Outcome(
            .identified, of: Outcome.Candidate(search: list.search, rank: 2), text: "She is A. B.",
            corroboration: "Her passport, and her sister.")
        #expect(
            await stage.outcome { _ = try await home.recordOutcome(another, of: "K", as: sam) } == "search.unknown")
        _ = try await home.openCase("L", as: sam)
        #expect(
            await stage.outcome { _ = try await home.recordOutcome(identified, of: "L", as: sam) } == "search.unknown")
        // A stricter policy, adopted later, changes no finding.
        let stricter = try home.policy().text.replacing("examiners: 2", with: "examiners: 3")
        _ = try await home.adoptPolicy(stricter, as: stage.administrator)
        #expect(try await home.reviews(of: list.search, rank: 1, as: sam).state == .finding(.supports))
        // A searcher who had nothing to do with the case has no business with its faces.
        let other = try await stage.person("other", [.searcher])
        #expect(await stage.outcome { _ = try await home.exportCase("K", as: other) } == "case.not-yours")
        let file = try await home.exportCase("K", as: ann)
        let made = try #require(file.parts.first?.searches.first)
        #expect(made.candidates.first?.reviews.count == 3 && made.receipt != nil && file.outcomes.count == 1)
        #expect(made.looks.map(\.examiner) == [eve, eli, els].map(\.account) && made.looks.allSatisfy { $0.rank == 1 })
    }

    @Test("examiners who found a face to be somebody else's are not overruled by others who are asked anew")
    func askedAnew() async throws {
        let (stage, sam, ann) = try await stage()
        let home = stage.home
        var examiners: [Actor] = []
        for number in 0..<4 { examiners.append(try await stage.person("eve\(number)", [.examiner])) }
        let ref = try await approved(stage, sam, ann)
        var latest = ""
        for (pair, verdict) in [(examiners[..<2], Verdict.doesNotSupport), (examiners[2...], .supports)] {
            let list = try await stage.search(ref, as: sam)
            latest = list.search
            try await home.requestReview(of: list.search, rank: 1, as: sam)
            for examiner in pair {
                _ = try await home.candidateUnderReview(list.search, rank: 1, as: examiner)
                _ = try await home.review(
                    list.search, rank: 1, verdict, reasons: "The ears tell what they tell.", as: examiner)
            }
        }
        let identified = Outcome(
            .identified, of: Outcome.Candidate(search: latest, rank: 1), text: "She is A. B.",
            corroboration: "Her passport, and her sister.")
        #expect(
            await stage.outcome { _ = try await home.recordOutcome(identified, of: "K", as: sam) }
                == "outcome.no-finding")
    }

    @Test("records that were put back to before a revocation do not let it hold again")
    func restoredRecords() async throws {
        let (stage, sam, ann) = try await stage()
        let ref = try await approved(stage, sam, ann)
        let store = try RecordStore(at: stage.folder.appending(path: "records.sqlite").path, access: .writing)
        let early = stage.folder.appending(path: "early.sqlite").path
        try store.overwriteDeleted()
        try FileManager.default.copyItem(atPath: stage.folder.appending(path: "records.sqlite").path, toPath: early)
        _ = try await stage.home.revoke(ref, reason: "", as: ann)
        #expect(await stage.outcome { _ = try await stage.search(ref, as: sam) } == "authorisation.ended")
        // Another home over the same log and the old records, as after a restored backup.
        let copy = stage.folder.appending(path: "restored")
        try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
        for name in ["log", "log.key", "gallery"] {
            try FileManager.default.copyItem(
                at: stage.folder.appending(path: name), to: copy.appending(path: name))
        }
        try FileManager.default.copyItem(atPath: early, toPath: copy.appending(path: "records.sqlite").path)
        let hands = stage.clock
        let restored = try Home.open(at: copy, witnesses: nil, clock: { hands.now })
        let studio = try await Studio1.shared.value
        let failure = await stage.outcome {
            _ = try await restored.search(
                SearchRequest(probe: studio.portrait, probeType: .photo, authorisation: ref), as: sam,
                with: studio.analyzer)
        }
        #expect(failure == "records.rolled-back")
    }

    @Test("a first administrator whose code was lost gets another, and the last one who can come in is not shut out")
    func administrators() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "likeness-stage-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let home = try await Home.create(at: folder, profile: .archive)
        _ = try await home.createFirstAdministrator(named: "ada", organisation: "main")
        let code = try await home.createFirstAdministrator(named: "ada", organisation: "main")
        _ = try await home.setUpAccount(code: code.text, password: "correct horse battery")
        let ada = try home.actor(
            bearing: try await home.logIn(name: "ada", password: "correct horse battery").token)
        func outcome(_ body: () async throws -> Void) async -> String? {
            do { try await body() } catch { return (error as? Failure)?.code.name }
            return nil
        }
        #expect(
            await outcome { _ = try await home.createFirstAdministrator(named: "ada", organisation: "main") }
                == "account.not-first")
        // One who never chose a password does not count.
        _ = try await home.createAccount(named: "bob", in: "main", roles: [.administrator], as: ada)
        for body in [
            { try await home.setStanding(.suspended, ofAccount: "ada", as: ada) },
            { _ = try await home.resetAccount("ada", as: ada) },
            { try await home.setRoles([.custodian], of: "ada", as: ada) },
        ] as [() async throws -> Void] {
            #expect(await outcome(body) == "account.last-administrator")
        }
    }

    @Test("a grant for ever, a text that does not show and a retention without end are refused, and nothing breaks")
    func extremes() async throws {
        let (stage, sam, _) = try await stage()
        let cas = try await stage.person("cass", [.custodian])
        try await stage.home.createOrganisation(named: "north", as: stage.administrator)
        for days in [Int.max, 36_500_000, 3651, 0, -1, Int.min] {
            let failure = await stage.outcome {
                _ = try await stage.home.grantAccess(
                    to: "custody", for: "north", purposes: ["missing-person"], days: days, as: cas)
            }
            #expect(failure == "grant.period", "\(days)")
        }
        #expect(try stage.home.grants(as: cas).isEmpty)
        let failure = await stage.outcome {
            _ = try await stage.home.createCollection(
                named: "x", controller: "c", lawfulBasis: "b", source: "s", retentionDays: .max, as: cas)
        }
        #expect(failure == "collection.incomplete")
        for text in [
            "a\u{1B}[31m long enough text", "a\u{202E} long enough text....", String(repeating: "long ", count: 900),
        ] {
            var draft = stage.draft("K", in: ["custody"])
            draft.necessity = text
            #expect(
                await stage.outcome { _ = try await stage.home.requestAuthorisation(draft, as: sam) }
                    == "text.unusable")
        }
    }
}
