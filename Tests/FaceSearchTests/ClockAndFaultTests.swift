import FaceSearch
import Foundation
import Records
import Rules
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
                stage.draft("K", in: ["custody"], days: 10), reason: "It cannot wait.", as: sam)
            let ref = taken.authorisation.ref
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
        #expect(try home.waitingReviews(as: eve).count == 1)
        #expect(try await review(eve, .supports) == .waiting(more: 1))
        #expect(await stage.outcome { _ = try await review(eve, .supports) } == "review.twice")
        #expect(try home.waitingReviews(as: eve).isEmpty)
        #expect(try await home.candidateUnderReview(list.search, rank: 1, as: eli).visible.isEmpty)
        #expect(try home.reviews(of: list.search, rank: 1, as: sam).visible.isEmpty)
        let identified = Outcome(.identified, text: "", corroboration: "Her passport.")
        #expect(
            await stage.outcome { _ = try await home.recordOutcome(identified, of: "K", as: sam) }
                == "outcome.no-finding")
        #expect(try await review(eli, .inconclusive) == .waiting(more: 1))
        #expect(try await review(els, .supports) == .finding(.supports))
        #expect(try home.reviews(of: list.search, rank: 1, as: sam).visible.count == 3)
        #expect(await stage.outcome { _ = try await review(ann, .supports) } == "role.missing")
        _ = try await home.recordOutcome(identified, of: "K", as: sam)
        let file = try await home.exportCase("K", as: ann)
        let made = try #require(file.parts.first?.searches.first)
        #expect(made.candidates.first?.reviews.count == 3 && made.receipt != nil && file.outcomes.count == 1)
    }
}
