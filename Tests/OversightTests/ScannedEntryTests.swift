import FaceSearch
import Foundation
import Oversight
import TestStage
import Testing
import TransparencyLog

@Suite("Entries are read by the million as they are read one by one")
struct ScannedEntryTests {
    /// The ids that docs/ledger.md says of each type.
    private static let documented: [String: Set<String>] = {
        let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "docs/ledger.md")
        let lines = (try? String(contentsOf: page, encoding: .utf8))?.split(separator: "\n") ?? []
        var documented: [String: Set<String>] = [:]
        let table = lines.drop { $0 != "| type | what happened | ids |" }.dropFirst(2).prefix { $0.hasPrefix("|") }
        for line in table {
            let cells = line.split(separator: "|", omittingEmptySubsequences: false)
            var family = ""
            for word in cells[1].matches(of: #/`([a-z.-]+)`/#).map({ String($0.1) }) {
                if !word.hasPrefix(".") { family = String(word.prefix { $0 != "." }) }
                documented[word.hasPrefix(".") ? family + word : word] = Set(
                    cells[3].matches(of: #/`([a-z]+)`/#).map { String($0.1) })
            }
        }
        return documented
    }()

    private func parts(_ entry: ScannedEntry) -> [String] {
        ["\(String(describing: entry.type)) \(entry.at) \(entry.hasCommitment)"]
            + entry.ids.map { "\($0.name.rawValue) \($0.id.text)" }.sorted()
    }

    /// That it is read fast, and as it is read carefully, with all of its ids.
    private func check(_ event: LoggedEvent) throws {
        try event.bytes.withUnsafeBytes { bytes in
            let fast = try #require(ScannedEntry(scanning: bytes), "\(event.type): \(event.ids.keys.sorted())")
            let slow = try #require(ScannedEntry(reading: bytes))
            #expect(parts(fast) == parts(slow))
            #expect(fast.ids.count == event.ids.count && fast.type?.rawValue == event.type)
        }
    }

    @Test("each type, with each of the ids that docs/ledger.md says of it", arguments: EventType.allCases)
    func types(type: EventType) throws {
        let names = try #require(Self.documented[type.rawValue], "docs/ledger.md has no row of \(type.rawValue)")
        let ids = Dictionary(uniqueKeysWithValues: names.union(["account"]).map { ($0, PseudonymousID.random()) })
        let commitment = try Commitment.make(to: .object(["account": .string("jo")])).commitment
        for commitment in [nil, commitment] {
            try check(LoggedEvent(type.rawValue, at: Date(), ids: ids, commitment: commitment))
            try check(LoggedEvent(type.rawValue, at: Date(), commitment: commitment))
        }
    }

    @Test("docs/ledger.md names no type that there is not")
    func catalogue() {
        #expect(Set(Self.documented.keys) == Set(EventType.allCases.map(\.rawValue)))
    }

    @Test("a real log, whose entries have no id that docs/ledger.md does not say")
    func logs() async throws {
        let stages = [try await EvidenceStage.shared.value.stage, try await ReportTests.Years.shared.value.stage]
        var types: Set<String> = []
        for event in try stages.flatMap({ try $0.logged() }) {
            try check(event)
            types.insert(event.type)
            let told = try #require(Self.documented[event.type])
            #expect(Set(event.ids.keys).subtracting(["account"]).isSubset(of: told), "\(event.type)")
        }
        #expect(types.count > 15)
    }

    @Test("what only a later version knows is left to the careful reader")
    func later() throws {
        for event in [
            LoggedEvent("a.later-type", ids: ["account": .random()]),
            LoggedEvent("search.started", ids: ["account": .random(), "later": .random()]),
        ] {
            try event.bytes.withUnsafeBytes { bytes in
                #expect(ScannedEntry(scanning: bytes) == nil)
                let slow = try #require(ScannedEntry(reading: bytes))
                #expect(slow.ids.map(\.name) == [.account])
            }
        }
    }
}
