import FaceSearch
import Foundation
import Records
import Rules
import TestStage
import Testing

@Suite("What the overseer is told of witnesses")
struct WitnessStatusTests {
    @Test(
        "a home that never had a witness raises no alarm; one whose witnesses were taken away does, until there is one again"
    )
    func takenAway() async throws {
        let stage = try await Stage(.archive)
        let olga = try await stage.person("olga", [.overseer])
        let never = try stage.home.witnessStatus(as: olga)
        #expect(!never.isForsaken && never.former.isEmpty)
        #expect(!never.isAlarming(at: stage.clock.now.addingTimeInterval(86_400 * 365)))

        // One had cosigned; witnesses.txt lists none.
        let records = try RecordStore(at: stage.folder.appending(path: "records.sqlite").path, access: .writing)
        let seen = CosignedRecord(witness: "witness.example.org", size: 2, at: stage.clock.now)
        try records.transaction { try $0.note(seen) }
        let now = try stage.home.witnessStatus(as: olga)
        #expect(now.isForsaken && now.former == [seen] && now.witnesses.isEmpty)
        #expect(now.isAlarming(at: stage.clock.now), "at once, not after hours")
        #expect(!now.isShortened)
        #expect(try stage.home.witnessStatus(as: nil).isForsaken)
    }

    @Test("a log that is shorter than what a witness cosigned is told, though that witness is listed no more")
    func shortened() async throws {
        let stage = try await Stage(.archive)
        let records = try RecordStore(at: stage.folder.appending(path: "records.sqlite").path, access: .writing)
        try records.transaction { try $0.note(CosignedRecord(witness: "w", size: 1_000_000, at: stage.clock.now)) }
        #expect(try stage.home.witnessStatus(as: nil).isShortened)
    }
}
