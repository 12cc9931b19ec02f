import FaceSearch
import Foundation
import Records
import Rules
import TestStage
import Testing
import TransparencyLog
import Vocabulary

@Suite("Somebody who asks about themselves is answered, and nobody else learns anything")
struct SubjectRequestStageTests {
    private struct Scene {
        let stage: Stage
        let cas: Actor
        /// Custodian of another organisation.
        let eve: Actor

        var home: Home { stage.home }
    }

    private func scene() async throws -> Scene {
        let stage = try await Stage(.archive)
        let cas = try await stage.person("cas", [.custodian])
        try await stage.home.createOrganisation(named: "other", as: stage.administrator)
        let eve = try await stage.person("eve", [.custodian], in: "other")
        try await stage.fill("press", by: cas)
        try await stage.fill("elsewhere", by: eve)
        return Scene(stage: stage, cas: cas, eve: eve)
    }

    private func open(_ scene: Scene, _ kind: RequestKind, identified: Bool = true) async throws -> RequestRef {
        let made = try await scene.home.receiveRequest(RequestDraft(kind: kind, reference: "DSR-1"), as: scene.cas)
        if identified { try await scene.home.identifyRequest(made.ref, by: .inPersonDocument, as: scene.cas) }
        return made.ref
    }

    @discardableResult
    private func search(_ scene: Scene, _ ref: RequestRef) async throws -> DescribedRequest {
        let studio = try await Studio1.shared.value
        return try await scene.home.searchForRequest(
            ref, photo: studio.portrait, as: scene.cas, with: studio.analyzer)
    }

    private func answer(_ scene: Scene, _ ref: RequestRef, _ choice: AnswerChoice = AnswerChoice()) async throws {
        try await scene.home.answerRequest(ref, choice, as: scene.cas, with: Studio1.shared.value.analyzer)
    }

    /// Whether the photo that was searched with is anywhere in the records' files, free pages and SQLite's log included.
    private func isKept(_ scene: Scene) async throws -> Bool {
        let piece = Data(try await Studio1.shared.value.portrait[1000..<1200])
        let database = scene.stage.folder.appending(path: "records.sqlite").path
        return try [database, database + "-wal"].contains {
            try Data(contentsOf: URL(filePath: $0)).range(of: piece) != nil
        }
    }

    private func faces(_ scene: Scene) throws -> Int { try scene.home.countedFaces() }

    @Test(
        "an access request finds the person in the collections of one's own organisation only, and says so with proof")
    func access() async throws {
        let scene = try await scene()
        let ref = try await open(scene, .access, identified: false)
        #expect(await scene.stage.outcome { try await search(scene, ref) } == "request.not-identified")
        try await scene.home.identifyRequest(ref, by: .other, words: "Known here for ten years.", as: scene.cas)
        let described = try await search(scene, ref)
        #expect(described.progress.found == 1 && described.collections.map(\.name) == ["press"])
        #expect(await scene.stage.outcome { try await answer(scene, ref) } == "request.undecided")
        _ = try await scene.home.judge([1: .isPerson], for: ref, as: scene.cas)
        #expect(try await isKept(scene))
        try await answer(scene, ref)
        #expect(try await !isKept(scene))
        let papers = try await scene.home.papers(of: ref, as: scene.cas)
        let facts = try #require(papers.answer)
        #expect(facts.photos.map(\.collection) == ["press"] && facts.places.map(\.name) == ["press"])
        #expect(facts.photos.first?.shown?.searches == 0)
        #expect(papers.proofs.map(\.type) == ["request.answered"] && !papers.isDraft)
        for proof in papers.proofs { try verify(proof.receipt, papers.logKey) }
        let types = try scene.stage.logged().map(\.type).filter { $0.hasPrefix("request.") }
        #expect(
            types == [
                "request.received", "request.identified", "request.search-started", "request.search-completed",
                "request.answered",
            ])
        // What the log has is ids; the person's file reference is in what it commits to.
        let entries = try scene.stage.logged().map { try String(decoding: $0.bytes, as: UTF8.self) }
        #expect(!entries.contains { $0.contains("DSR-1") })
        for step in [
            { try await search(scene, ref) },
            { try await scene.home.judge([1: .isNot], for: ref, as: scene.cas) },
        ] as [() async throws -> DescribedRequest] {
            #expect(await scene.stage.outcome { _ = try await step() } == "request.ended")
        }
    }

    @Test("a sealed person is found by their own request, and told nothing of searches")
    func sealed() async throws {
        let scene = try await scene()
        let studio = try await Studio1.shared.value
        _ = try await scene.home.seal(studio.portrait, reason: "an order", as: scene.cas, with: studio.analyzer)
        let ref = try await open(scene, .access)
        #expect(try await search(scene, ref).progress.found == 1)
        _ = try await scene.home.judge([1: .isPerson], for: ref, as: scene.cas)
        try await answer(scene, ref)
        let facts = try #require(try await scene.home.papers(of: ref, as: scene.cas).answer)
        #expect(facts.photos.count == 1 && facts.photos.allSatisfy { $0.shown == nil })
    }

    @Test("an erasure takes the confirmed face out of one's own collections alone, and its proofs verify")
    func erasure() async throws {
        for kind in [RequestKind.erasure, .objection] {
            let scene = try await scene()
            let ref = try await open(scene, kind)
            try await search(scene, ref)
            _ = try await scene.home.judge([1: .isPerson], for: ref, as: scene.cas)
            try await answer(scene, ref)
            let papers = try await scene.home.papers(of: ref, as: scene.cas)
            let facts = try #require(papers.answer)
            #expect(facts.found == 1 && facts.confirmed == 1)
            #expect(facts.erased.map(\.collection) == ["press"])
            #expect(facts.erased.map(\.photos) == [1] && facts.erased.map(\.faces) == [1])
            #expect(papers.proofs.map(\.type) == ["erasure.completed", "request.answered"])
            for proof in papers.proofs { try verify(proof.receipt, papers.logKey) }
            #expect(try faces(scene) == 1)
            #expect(try await !isKept(scene))
            // Again: nobody is found, and nothing is erased.
            let again = try await open(scene, kind)
            #expect(try await search(scene, again).progress.found == 0)
            try await answer(scene, again)
            let empty = try #require(try await scene.home.papers(of: again, as: scene.cas).answer)
            #expect(empty.erased.isEmpty && empty.confirmed == 0)
        }
    }

    @Test("who is said to be somebody else is not erased")
    func somebodyElse() async throws {
        let scene = try await scene()
        let ref = try await open(scene, .erasure)
        try await search(scene, ref)
        _ = try await scene.home.judge([1: .isNot], for: ref, as: scene.cas)
        try await answer(scene, ref)
        #expect(try faces(scene) == 2)
    }

    @Test(
        "a request to be sealed seals, with a photo that is not kept; one to be watched over puts the person on the overseers' list"
    )
    func protection() async throws {
        let scene = try await scene()
        let studio = try await Studio1.shared.value
        let ref = try await open(scene, .sealing)
        #expect(await scene.stage.outcome { try await search(scene, ref) } == "request.no-search")
        #expect(await scene.stage.outcome { try await answer(scene, ref) } == "request.no-photo")
        try await answer(scene, ref, AnswerChoice(photo: studio.portrait))
        #expect(try scene.home.sealedPersons(as: scene.cas).map(\.faces) == [1])
        #expect(try await scene.home.papers(of: ref, as: scene.cas).answer?.sealedFaces == 1)
        let alert = try await open(scene, .alert)
        #expect(await scene.stage.outcome { try await answer(scene, alert) } == "request.no-photo")
        try await answer(scene, alert, AnswerChoice(photo: studio.portrait))
        #expect(try scene.home.protectedPersons(as: scene.cas).count == 1)
    }

    @Test("refused and withdrawn requests keep nothing, and late is told in what the log commits to")
    func ended() async throws {
        let scene = try await scene()
        for refuses in [true, false] {
            let ref = try await open(scene, .access)
            try await search(scene, ref)
            #expect(try await isKept(scene))
            scene.stage.clock.move(91 * 86_400)
            if refuses {
                try await scene.home.refuseRequest(ref, because: "Nobody could show who they are.", as: scene.cas)
            } else {
                try await scene.home.withdrawRequest(ref, as: scene.cas)
            }
            #expect(try await !isKept(scene))
            #expect(try scene.home.request(ref, as: scene.cas).isLate == refuses)
            #expect(try await scene.home.papers(of: ref, as: scene.cas).answer == nil)
        }
    }

    @Test("another organisation's requests are unknown, and nobody but a custodian has any")
    func others() async throws {
        let scene = try await scene()
        let ref = try await open(scene, .access)
        try await search(scene, ref)
        let studio = try await Studio1.shared.value
        let searcher = try await scene.stage.person("sam", [.searcher])
        let overseer = try await scene.stage.person("ova", [.overseer])
        for (actor, code) in [
            (scene.eve, "request.unknown"), (searcher, "role.missing"), (overseer, "role.missing"),
            (scene.stage.administrator, "role.missing"),
        ] {
            let home = scene.home
            let tries: [() async throws -> Void] = [
                { _ = try home.request(ref, as: actor) }, { _ = try home.facesFound(for: ref, as: actor) },
                { _ = try home.faceFound(1, for: ref, as: actor) },
                { _ = try await home.papers(of: ref, as: actor) },
                { try await home.identifyRequest(ref, by: .electronicID, as: actor) },
                { _ = try await home.searchForRequest(ref, photo: studio.portrait, as: actor, with: studio.analyzer) },
                { _ = try await home.judge([1: .isPerson], for: ref, as: actor) },
                { try await home.answerRequest(ref, as: actor, with: studio.analyzer) },
                { try await home.refuseRequest(ref, because: "Nobody could show who they are.", as: actor) },
                { try await home.withdrawRequest(ref, as: actor) },
            ]
            for (number, attempt) in tries.enumerated() {
                #expect(await scene.stage.outcome(attempt) == code, "\(number) by \(actor.name)")
            }
        }
        #expect(try scene.home.requests(as: scene.eve).isEmpty)
        #expect(
            await scene.stage.outcome {
                _ = try await scene.home.receiveRequest(
                    RequestDraft(kind: .access, reference: "x", collections: ["elsewhere"]), as: scene.cas)
            } == "collection.other-organisation")
        #expect(try scene.home.request(ref, as: scene.cas).request.state == .identified)
    }

    @Test("hostile references, thresholds and numbers are refused", arguments: ["", " a", "a\nb", "\u{202E}a"])
    func hostile(reference: String) async throws {
        let scene = try await scene()
        #expect(
            await scene.stage.outcome {
                _ = try await scene.home.receiveRequest(
                    RequestDraft(kind: .access, reference: reference), as: scene.cas)
            } == "request.unusable-reference")
        let ref = try await open(scene, .access)
        let studio = try await Studio1.shared.value
        for threshold: Float in [-1, 0, 0.35, 0.91, .nan, .infinity] {
            #expect(
                await scene.stage.outcome {
                    _ = try await scene.home.searchForRequest(
                        ref, photo: studio.portrait, threshold: threshold, as: scene.cas, with: studio.analyzer)
                } == "search.bounds")
        }
        try await search(scene, ref)
        for number in [-1, 0, 2, .max] {
            #expect(
                await scene.stage.outcome {
                    _ = try await scene.home.judge([number: .isPerson], for: ref, as: scene.cas)
                }
                    == "request.face-unknown")
        }
    }

    private func verify(_ receipt: Receipt, _ key: VerifierKey) throws {
        let read = try Receipt(parsing: receipt.serialised())
        try read.verify(entry: read.extra, keys: [key])
        #expect(throws: LogError.self) { try read.verify(entry: read.extra + [0x20], keys: [key]) }
    }
}
