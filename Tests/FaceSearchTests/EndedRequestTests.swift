import FaceSearch
import Foundation
import Records
import Rules
import TestStage
import Testing
import Vocabulary

@Suite("What is kept of somebody who asked goes with its time")
struct EndedRequestTests {
    private static let day: TimeInterval = 86_400

    /// Whether any file of the home has these bytes.
    private func holds(_ stage: Stage, _ text: String) throws -> Bool {
        let files = FileManager.default.enumerator(at: stage.folder, includingPropertiesForKeys: nil)?.allObjects ?? []
        return files.compactMap { $0 as? URL }.contains { file in
            (try? Data(contentsOf: file))?.range(of: Data(text.utf8)) != nil
        }
    }

    @Test("retention erases ended requests with references, reasons and answers; open ones stay, and so does the log")
    func retention() async throws {
        let stage = try await Stage(.archive)
        let studio = try await Studio1.shared.value
        let cas = try await stage.person("cas", [.custodian])
        try await stage.fill("press", by: cas, retentionDays: 3650)
        func receive(_ kind: RequestKind, _ reference: String) async throws -> RequestRef {
            let ref = try await stage.home.receiveRequest(RequestDraft(kind: kind, reference: reference), as: cas).ref
            try await stage.home.identifyRequest(ref, by: .other, words: "MARKERWORDS: known for ten years.", as: cas)
            return ref
        }
        func search(_ ref: RequestRef) async throws {
            _ = try await stage.home.searchForRequest(ref, photo: studio.portrait, as: cas, with: studio.analyzer)
            _ = try await stage.home.judge([1: .isPerson], for: ref, as: cas)
        }
        let answered = try await receive(.access, "MARKERANSWERED")
        try await search(answered)
        try await stage.home.answerRequest(answered, as: cas, with: studio.analyzer)
        let refused = try await receive(.erasure, "MARKERREFUSED")
        try await search(refused)
        try await stage.home.refuseRequest(refused, because: "MARKERREASON: nobody could show it.", as: cas)
        let withdrawn = try await receive(.sealing, "MARKERWITHDRAWN")
        try await stage.home.withdrawRequest(withdrawn, as: cas)
        let open = try await receive(.access, "MARKEROPEN")
        let markers = ["MARKERANSWERED", "MARKERREFUSED", "MARKERWITHDRAWN", "MARKERREASON"]
        for marker in markers { #expect(try holds(stage, marker)) }

        let days = try stage.home.policy().policy.payloadRetentionDays
        stage.clock.move(Self.day * (Double(days) - 1))
        _ = try await stage.home.runRetention(as: stage.administrator)
        #expect(try stage.home.requests(as: cas).count == 4)
        // One that ends now has its whole time before it.
        let late = try await receive(.alert, "MARKERLATE")
        try await stage.home.withdrawRequest(late, as: cas)
        stage.clock.move(Self.day * 1.5)
        let before = try stage.home.loggedEntries()
        #expect(try stage.home.previewRetention(as: stage.administrator).requests == 3)
        #expect(try await stage.home.runRetention(as: stage.administrator).requests == 3)
        #expect(Set(try stage.home.requests(as: cas).map(\.ref)) == [open, late])
        for ref in [answered, refused, withdrawn] {
            #expect(await stage.outcome { _ = try stage.home.request(ref, as: cas) } == "request.unknown")
            #expect(await stage.outcome { _ = try await stage.home.papers(of: ref, as: cas) } == "request.unknown")
        }
        for marker in markers { #expect(try !holds(stage, marker), "\(marker)") }
        #expect(try holds(stage, "MARKEROPEN") && holds(stage, "MARKERLATE"))
        #expect(try stage.home.loggedEntries() > before)
        let told = try stage.logged().filter { $0.ids["request"]?.text == answered.rawValue }.map(\.type)
        #expect(told.count == 5, "that it was asked and answered stays in the log")
    }
}
