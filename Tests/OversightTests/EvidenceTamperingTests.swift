import FaceSearch
import Foundation
import Oversight
import TestStage
import TestSupport
import Testing
import TransparencyLog
import Vocabulary

@Suite("A pack that was tampered with")
struct EvidenceTamperingTests {
    let stage: EvidenceStage

    init() async throws { stage = try await EvidenceStage.shared.value }

    @Test("any altered byte of any file is found, and its file named, with the key from elsewhere or the pack's own")
    func bytes() async throws {
        let pack = try await stage.dayPack()
        defer { pack.remove() }
        var random = SeededRandom(11)
        for name in try pack.names {
            let sound = try pack.read(name)
            for round in 0..<50 {
                var bytes = sound
                let place = Int.random(in: 0..<bytes.count, using: &random)
                bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                try pack.write(bytes, to: name)
                let report = try pack.verify(key: round.isMultiple(of: 2) ? stage.key : nil)
                #expect(report.names(name), "\(name), byte \(place)")
            }
            try pack.write(sound, to: name)
        }
        #expect(try pack.verify(key: stage.key).isSound)
    }

    @Test("an altered byte of an entry's line is found at that entry or line, whatever the manifest says")
    func entries() async throws {
        let pack = try await stage.dayPack()
        defer { pack.remove() }
        let lines = try pack.lines
        var random = SeededRandom(12)
        for _ in 0..<200 {
            let number = Int.random(in: lines.indices, using: &random)
            var line = Array(lines[number].utf8)
            let place = Int.random(in: line.indices, using: &random)
            line[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            // Two lines of one, or an index or a state that is another sound one, are told by the gap that they leave.
            guard !line.contains(0x0A) else { continue }
            var all = lines.map { Array($0.utf8) }
            all[number] = line
            try pack.write(all.flatMap { $0 + [0x0A] }, to: "entries.jsonl")
            let report = try pack.verify(key: stage.key)
            let index = try PackLine(lines[number]).index
            #expect(
                report.problems.contains {
                    $0.file == "entries.jsonl" && ($0.entry == index || $0.line == number + 1)
                        || $0.kind == .count
                }, "line \(number + 1), byte \(place)")
        }
    }

    @Test("removed, added and renamed files are named")
    func files() async throws {
        let pack = try await stage.dayPack()
        defer { pack.remove() }
        for name in try pack.names {
            let bent = try pack.copy()
            defer { bent.remove() }
            try FileManager.default.moveItem(atPath: bent.path + "/" + name, toPath: bent.path + "/other")
            let report = try bent.verify(key: stage.key)
            #expect(report.names(name) && report.names("other"))
            try FileManager.default.removeItem(atPath: bent.path + "/other")
            #expect(try bent.verify(key: stage.key).names(name))
        }
    }

    @Test("its page may not be altered, not even by who signs the manifest")
    func pageData() async throws {
        let pack = try await stage.dayPack()
        defer { pack.remove() }
        let page = try pack.text("index.html")
        for (old, new) in [
            ("The family asks", "The people ask"), ("Verified", "verified"), ("</main>", "<p>And more.</p></main>"),
        ] {
            #expect(page.contains(old))
            try pack.write(page.replacing(old, with: new).utf8, to: "index.html")
            #expect(try pack.verify(key: stage.key).problems.map(\.file) == ["index.html"])
        }
    }
}
