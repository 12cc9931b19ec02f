import FaceSearch
import Records
import Rules
import TestStage
import Testing
import Vocabulary

@Suite("One request is about one person")
struct RequestOnePersonTests {
    @Test("a second photo of the person is searched with; one of somebody else is not, and nothing is logged of it")
    func otherFace() async throws {
        let stage = try await Stage(.archive)
        let studio = try await Studio1.shared.value
        let home = stage.home
        let cas = try await stage.person("cas", [.custodian])
        try await stage.fill("press", by: cas)
        let ref = try await home.receiveRequest(RequestDraft(kind: .access, reference: "DSR-1"), as: cas).ref
        try await home.identifyRequest(ref, by: .inPersonDocument, as: cas)
        func search(_ photo: [UInt8]) async -> String? {
            await stage.outcome {
                _ = try await home.searchForRequest(ref, photo: photo, as: cas, with: studio.analyzer)
            }
        }
        #expect(await search(studio.portrait) == nil)
        let size = try home.loggedEntries()
        #expect(await search(studio.stranger) == "request.other-face")
        #expect(try home.loggedEntries() == size)
        #expect(await search(studio.again) == nil)
        #expect(try home.request(ref, as: cas).searches.count == 2)
        // Another person's request is a request of their own.
        let other = try await home.receiveRequest(RequestDraft(kind: .access, reference: "DSR-2"), as: cas).ref
        try await home.identifyRequest(other, by: .inPersonDocument, as: cas)
        let asked = await stage.outcome {
            _ = try await home.searchForRequest(other, photo: studio.stranger, as: cas, with: studio.analyzer)
        }
        #expect(asked == nil)
    }
}
