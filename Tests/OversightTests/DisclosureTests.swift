import FaceSearch
import Foundation
import Oversight
import Records
import Rules
import Testing
import TransparencyLog

@Suite("What overseers may read")
struct DisclosureTests {
    @Test("a household's owner reads every entry of the log with what opens it")
    func owners() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "likeness-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let home = try await Home.create(at: folder, profile: .household)
        let owner = try home.owner()
        let size = try await home.publishedCheckpoint().checkpoint.size
        let records = try home.loggedRecords(from: 0, to: size, as: owner)
        #expect(records.map(\.index) == Array(0..<size) && size > 2)
        for record in records {
            let event = try #require(LoggedEvent(record.entry))
            #expect((event.commitment == nil) == (record.opening == nil))
        }
        try await home.noteReading(OversightReading(.usage, of: "/oversight"), as: owner)
        try await home.noteReading(OversightReading(.usage, of: "/oversight"), as: owner)
        #expect(try await home.publishedCheckpoint().checkpoint.size == size + 1)
    }
}
