import FaceSearch
import Foundation
import Records
import Rules
import TestStage
import Testing
import Vocabulary

@Suite("A search for somebody who asks that fails is told as cut off")
struct RequestSearchFaultTests {
    @Test("the log has that it was cut off, it counts as none, and the next one is made as if it had not been")
    func failing() async throws {
        let stage = try await Stage(.archive)
        let studio = try await Studio1.shared.value
        let cas = try await stage.person("cas", [.custodian])
        try await stage.fill("press", by: cas)
        let ref = try await stage.home.receiveRequest(RequestDraft(kind: .access, reference: "DSR-1"), as: cas).ref
        try await stage.home.identifyRequest(ref, by: .inPersonDocument, as: cas)
        // The templates are away.
        let gallery = stage.folder.appending(path: "gallery")
        let elsewhere = stage.folder.appending(path: "elsewhere")
        try FileManager.default.moveItem(at: gallery, to: elsewhere)
        let home = try Home.open(at: stage.folder)
        func search() async -> String? {
            await stage.outcome {
                _ = try await home.searchForRequest(ref, photo: studio.portrait, as: cas, with: studio.analyzer)
            }
        }
        #expect(await search() == "home.inconsistent")
        let entries = try stage.logged().filter { $0.ids["request"]?.text == ref.rawValue }
        #expect(
            entries.map(\.type) == [
                "request.received", "request.identified", "request.search-started", "request.search-interrupted",
            ])
        #expect(Set(entries.suffix(2).map { $0.ids["search"] }).count == 1)
        #expect(try home.request(ref, as: cas).progress.searches == 0)
        try? FileManager.default.removeItem(at: gallery)
        try FileManager.default.moveItem(at: elsewhere, to: gallery)
        let found = try await Home.open(at: stage.folder)
            .searchForRequest(ref, photo: studio.portrait, as: cas, with: studio.analyzer)
        #expect(found.progress.found == 1 && found.searches.map { $0.interrupted == nil } == [false, true])
    }
}
