import FaceSearch
import Foundation
import Records
import Rules
import TestStage
import Testing
import TransparencyLog
import Vocabulary

@Suite("What searches keep of a person goes with the person, and with its time")
struct ErasedTracesTests {
    /// A case with one search that showed one face, reviewed by one examiner.
    private func stage() async throws -> (stage: Stage, cas: Actor, ann: Actor, list: CandidateList) {
        let stage = try await Stage(.investigation)
        let sam = try await stage.person("sam", [.searcher])
        let ann = try await stage.person("ann", [.approver])
        let cas = try await stage.person("cas", [.custodian])
        let eve = try await stage.person("eve", [.examiner])
        try await stage.fill("custody", by: cas, retentionDays: 3650)
        _ = try await stage.home.openCase("K", as: sam)
        let asked = try await stage.home.requestAuthorisation(stage.draft("K", in: ["custody"]), as: sam)
        _ = try await stage.home.approve(asked.authorisation.ref, reason: "", as: ann)
        let list = try await stage.search(asked.authorisation.ref, as: sam)
        try await stage.home.requestReview(of: list.search, rank: 1, as: sam)
        _ = try await stage.home.candidateUnderReview(list.search, rank: 1, as: eve)
        _ = try await stage.home.review(
            list.search, rank: 1, .supports, reasons: "MARKERREASONS: the ears agree.", as: eve)
        return (stage, cas, ann, list)
    }

    /// Whether any file of the home has these bytes.
    private func holds(_ stage: Stage, _ bytes: Data) throws -> Bool {
        let files = FileManager.default.enumerator(at: stage.folder, includingPropertiesForKeys: nil)?.allObjects ?? []
        // The photos that were indexed lie beside the home here.
        return files.compactMap { $0 as? URL }.filter { !$0.path.contains("/photos-") }.contains { file in
            (try? Data(contentsOf: file))?.range(of: bytes) != nil
        }
    }

    private func check(_ stage: Stage, _ ann: Actor, _ list: CandidateList) async throws {
        let studio = try await Studio1.shared.value
        #expect(try !holds(stage, Data(studio.portrait[1000..<1200])))
        let file = try await stage.home.exportCase("K", as: ann)
        let search = try #require(file.parts.first?.searches.first)
        #expect(search.probe == nil && search.candidates.isEmpty)
        // That the search was made, and what it was, stays provable.
        let proof = try #require(list.receipt.proof)
        try proof.verify(entry: proof.extra, keys: [try Home.logVerifierKey(of: stage.folder)])
        #expect(search.receipt != nil)
    }

    @Test("erasing a face takes the probe, its place in the list and the examiners' words with it")
    func erasure() async throws {
        let (stage, cas, ann, list) = try await stage()
        let studio = try await Studio1.shared.value
        #expect(try holds(stage, Data(studio.portrait[1000..<1200])))
        #expect(try holds(stage, Data("MARKERREASONS".utf8)))
        let photo = try #require(list.candidates.first?.photo.id)
        _ = try await stage.home.erase(ErasureRequest(photos: [photo], reason: "asked by letter"), as: cas)
        try await check(stage, ann, list)
        #expect(try !holds(stage, Data("MARKERREASONS".utf8)))
    }

    @Test(
        "retention erases probes and lists when their time is over; the payloads behind the log have a time of their own"
    )
    func retention() async throws {
        let (stage, _, ann, list) = try await stage()
        stage.clock.move(20 * 86_400)
        #expect(try await stage.home.runRetention(as: stage.administrator).results == 0)
        stage.clock.move(400 * 86_400)
        let report = try await stage.home.runRetention(as: stage.administrator)
        #expect(report.results == 1)
        try await check(stage, ann, list)
        #expect(try holds(stage, Data("MARKERREASONS".utf8)))
        stage.clock.move(2000 * 86_400)
        #expect(try await stage.home.runRetention(as: stage.administrator).openings > 0)
        #expect(try !holds(stage, Data("MARKERREASONS".utf8)))
        // Figures of later years name organisations; what else was said then is not told any more.
        let olga = try await stage.person("olga", [.overseer])
        for (index, event) in try stage.logged().enumerated()
        where ["organisation.created", "account.created", "search.started"].contains(event.type) {
            let record = try #require(try stage.home.loggedRecords(from: index, to: index + 1, as: olga).first)
            let isNew = event.ids["subject"]?.text == olga.account.rawValue
            #expect((record.opening != nil) == (event.type == "organisation.created" || isNew), "\(event.type)")
        }
    }
}
