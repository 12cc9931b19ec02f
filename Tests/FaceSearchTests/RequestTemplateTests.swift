import FaceSearch
import Foundation
import Records
import Rules
import TestStage
import Testing
import Vocabulary

@Suite("Searches for requests are watched as others are")
struct RequestTemplateTests {
    private struct Scene {
        let stage: Stage
        let cas: Actor
        let olga: Actor
        let studio: Studio1
        let records: RecordStore
        var home: Home { stage.home }

        init(changing: (String) -> String = { $0 }) async throws {
            stage = try await Stage(.archive, changing: changing)
            cas = try await stage.person("cas", [.custodian])
            olga = try await stage.person("olga", [.overseer])
            studio = try await Studio1.shared.value
            try await stage.fill("press", by: cas, retentionDays: 3650)
            records = try RecordStore(at: stage.folder.appending(path: "records.sqlite").path, access: .writing)
        }

        func request(_ kind: RequestKind = .access, _ reference: String) async throws -> RequestRef {
            let ref = try await home.receiveRequest(RequestDraft(kind: kind, reference: reference), as: cas).ref
            try await home.identifyRequest(ref, by: .inPersonDocument, as: cas)
            return ref
        }

        @discardableResult
        func search(_ ref: RequestRef, _ photo: [UInt8]? = nil) async throws -> String {
            let described = try await home.searchForRequest(
                ref, photo: photo ?? studio.portrait, as: cas, with: studio.analyzer)
            return try #require(described.searches.last?.id)
        }

        /// Searches, says that all that was found is the person, and answers.
        func answered(_ ref: RequestRef) async throws -> String {
            let search = try await search(ref)
            let found = try home.facesFound(for: ref, as: cas)
            let verdicts = Dictionary(uniqueKeysWithValues: found.map { ($0.number, RequestFace.Verdict.isPerson) })
            _ = try await home.judge(verdicts, for: ref, as: cas)
            try await home.answerRequest(ref, as: cas, with: studio.analyzer)
            return search
        }

        func boxes() throws -> [String] {
            try records.look { try $0.sealedTemplates(after: 0, limit: 100) }.map(\.search)
        }
    }

    private static let reason = "To ask the custodian who this person is."

    @Test("its template is kept, sealed, and compared with those of other searches, and with protected persons")
    func kept() async throws {
        let scene = try await Scene()
        let first = try await scene.search(scene.request(.access, "DSR-1"))
        let second = try await scene.search(scene.request(.access, "DSR-2"))
        let other = try await scene.search(scene.request(.access, "DSR-3"), scene.studio.stranger)
        #expect(try scene.boxes() == [first, second, other])
        let person = try await scene.home.protect(
            scene.studio.portrait, reason: "asked", as: scene.cas, with: scene.studio.analyzer)
        let likeness = try await scene.home.probeLikeness(as: scene.olga)
        #expect([first, second, other].map { likeness.groups[$0] } == [0, 0, 1] && likeness.unreadable == 0)
        #expect(likeness.resemblances.map(\.search) == [first, second])
        #expect(likeness.resemblances.allSatisfy { $0.person == person })
    }

    @Test("where the policy keeps none, none is kept of these either")
    func noneKept() async throws {
        let scene = try await Scene { $0.replacing(/template-days: \d+/, with: "template-days: 0") }
        try await scene.search(scene.request(.access, "DSR-1"))
        #expect(try scene.boxes().isEmpty)
    }

    @Test("an overseer looks at the face while the request is open, and not when it has ended")
    func looking() async throws {
        let scene = try await Scene()
        let home = scene.home
        let ref = try await scene.request(.access, "DSR-1")
        let search = try await scene.search(ref)
        let draft = SignalDraft(
            kind: .sameFaceCases, key: ["x"], account: scene.cas.account, searches: [search], entries: [1],
            first: Date(),
            last: Date())
        let signal = try await home.raiseSignals([draft], as: nil).raised[0]
        #expect(try home.signal(signal, as: scene.olga).searchesWithProbe == [search])
        let look = try await home.lookBehind(signal, search: search, reason: Self.reason, as: scene.olga)
        #expect(try home.probe(of: look.record.ref, as: scene.olga).photo == scene.studio.portrait)
        try await home.withdrawRequest(ref, as: scene.cas)
        #expect(
            await scene.stage.outcome { _ = try home.probe(of: look.record.ref, as: scene.olga) } == "signal.no-probe")
        #expect(
            await scene.stage.outcome {
                _ = try await home.lookBehind(signal, search: search, reason: Self.reason, as: scene.olga)
            } == "signal.no-probe")
        #expect(try home.signal(signal, as: scene.olga).looks.map(\.record.search) == [search])
        #expect(try scene.boxes() == [search], "withdrawing a request is no way to be forgotten")
    }

    @Test("a sealed person who was found is told to overseers, in what the entry stands for alone")
    func sealed() async throws {
        let scene = try await Scene()
        let home = scene.home
        _ = try await home.seal(
            scene.studio.portrait, reason: "court order", threshold: 0.5, as: scene.cas, with: scene.studio.analyzer)
        try await scene.search(scene.request(.access, "DSR-1"))
        let size = try home.loggedEntries()
        let entries = try home.loggedRecords(from: 0, to: size, as: scene.olga)
        let completed = try #require(
            entries.last { LoggedEvent($0.entry)?.type == "request.search-completed" })
        let payload = String(decoding: try #require(completed.opening?.payload), as: UTF8.self)
        #expect(payload.contains(/"sealedHits":\["[0-9a-f]{32}"\]/))
        #expect(!String(decoding: completed.entry, as: UTF8.self).contains("sealed"))
    }

    @Test("its box goes after the policy's days, with the person whom it confirmed, and with the record of the request")
    func erased() async throws {
        // After its days.
        var scene = try await Scene { $0.replacing(/template-days: \d+/, with: "template-days: 40") }
        try await scene.search(scene.request(.access, "DSR-1"))
        let administrator = scene.stage.administrator
        scene.stage.clock.move(39 * 86_400)
        #expect(try scene.home.previewRetention(as: administrator).templates == 0)
        scene.stage.clock.move(2 * 86_400)
        #expect(try scene.home.previewRetention(as: administrator).templates == 1)
        #expect(try await scene.home.runRetention(as: administrator).templates == 1)
        #expect(try scene.boxes().isEmpty)

        // With the person: of three requests, those whose findings are erased, also where nothing else tells of these any more. But not
        // before the rules have seen them.
        scene = try await Scene()
        let others = try await scene.search(scene.request(.access, "DSR-2"), scene.studio.stranger)
        let asked = try await scene.answered(scene.request(.access, "DSR-1"))
        let theirs = try await scene.answered(scene.request(.erasure, "DSR-3"))
        #expect(try scene.boxes() == [others, asked, theirs])
        let again = scene.stage.administrator
        _ = try await scene.home.runRetention(as: again)
        #expect(try scene.boxes() == [others, asked, theirs], "erasing is no way to hide from the rules")
        #expect(try await scene.home.probeLikeness(as: scene.olga).groups.count == 3)
        scene.stage.clock.move(2 * 86_400 + 1)
        #expect(try scene.home.previewRetention(as: again).templates == 2)
        #expect(try await scene.home.runRetention(as: again).templates == 2)
        #expect(try scene.boxes() == [others])

        // With the request's record, which would say when it is due.
        scene = try await Scene {
            $0.replacing(/log-payload-days: \d+/, with: "log-payload-days: 30")
                .replacing(/template-days: \d+/, with: "template-days: 365")
        }
        let ended = try await scene.request(.access, "DSR-1")
        try await scene.search(ended)
        try await scene.home.withdrawRequest(ended, as: scene.cas)
        scene.stage.clock.move(31 * 86_400)
        _ = try await scene.home.runRetention(as: scene.stage.administrator)
        #expect(try scene.boxes().isEmpty)
    }
}
