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

    private func pack() async throws -> Pack {
        let kept = try Home.publishedLog(of: stage.stage.folder).checkpoint()
        return try await stage.export(EvidenceRequest(.period(try Period(parsing: stage.day)), earlier: kept))
    }

    @Test("any altered byte of any file is found, and its file named, with the key from elsewhere or the pack's own")
    func bytes() async throws {
        let pack = try await pack()
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
        let pack = try await pack()
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

    @Test(
        "Go's own code agrees on sound packs and on tampered ones",
        .enabled(if: GoAuditor.isInstalled, "it takes Debian's golang-go and golang-golang-x-mod-dev"))
    func inGo() async throws {
        let auditor = try GoAuditor.built.get()
        let key = try stage.key.description
        let packs = [
            try await pack(), try await stage.export(EvidenceRequest(.caseFile("K-2"))),
            try await stage.export(EvidenceRequest(.caseFile("K-2"), withPayloads: false)),
            try await stage.export(EvidenceRequest(.period(try Period(parsing: "1999")))),
        ]
        defer { for pack in packs { pack.remove() } }
        for pack in packs {
            let (code, line) = try auditor.audit(["-pack", pack.path, key])
            #expect(code == 0 && line.hasPrefix("OK: \(pack.manifest.counts.all) entries,"), "\(line)")
        }
        let pack = packs[0]
        var random = SeededRandom(13)
        for name in try pack.names where name != "index.html" {
            let sound = try pack.read(name)
            for _ in 0..<6 {
                var bytes = sound
                let place = Int.random(in: 0..<bytes.count, using: &random)
                bytes[place] ^= 1
                try pack.write(bytes, to: name)
                #expect(try auditor.audit(["-pack", pack.path, key]).code == 1, "\(name), byte \(place)")
                #expect(try pack.verify(key: stage.key).names(name))
            }
            try pack.write(sound, to: name)
        }
        // Signed anew, so that no hash tells.
        let lines = try pack.lines
        for forged in [
            lines.map { $0.replacing("The family asks", with: "The people ask") }, Array(lines[0..<4] + lines[5...]),
        ] {
            let bytes = Array(forged.map { $0 + "\n" }.joined().utf8)
            try pack.write(bytes, to: "entries.jsonl")
            let old = try #require(pack.manifest.files["entries.jsonl"])
            try pack.resign(
                stage.signingKey,
                replacing: [
                    (old.sha256, Pack.sha256(bytes)), ("\"bytes\":\(old.bytes)", "\"bytes\":\(bytes.count)"),
                    ("\"count\":\(lines.count)", "\"count\":\(forged.count)"),
                    (
                        "\"disclosed\":\(pack.manifest.counts.disclosed)",
                        "\"disclosed\":\(pack.manifest.counts.disclosed - lines.count + forged.count)"
                    ),
                ])
            let (code, line) = try auditor.audit(["-pack", pack.path, key])
            #expect(code == 1 && line.hasPrefix("WRONG: entries.jsonl: entry "), "\(line)")
            try pack.resign(
                stage.signingKey,
                replacing: [
                    (Pack.sha256(bytes), old.sha256), ("\"bytes\":\(bytes.count)", "\"bytes\":\(old.bytes)"),
                    ("\"count\":\(forged.count)", "\"count\":\(lines.count)"),
                    (
                        "\"disclosed\":\(pack.manifest.counts.disclosed - lines.count + forged.count)",
                        "\"disclosed\":\(pack.manifest.counts.disclosed)"
                    ),
                ])
        }
    }

    @Test("removed, added and renamed files are named")
    func files() async throws {
        let pack = try await pack()
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

    @Test("an operator who removes, doubles, moves or adds entries and signs the manifest anew is found out")
    func signedAnew() async throws {
        let pack = try await pack()
        defer { pack.remove() }
        let key = try stage.signingKey
        let lines = try pack.lines
        let count = pack.manifest.counts
        func forge(_ lines: [String], disclosed: Int? = nil) throws -> PackReport {
            let bent = try pack.copy()
            defer { bent.remove() }
            let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
            try bent.write(bytes, to: "entries.jsonl")
            try bent.resign(
                key,
                replacing: [
                    ("\"count\":\(count.all)", "\"count\":\(lines.count)"),
                    ("\"disclosed\":\(count.disclosed)", "\"disclosed\":\(disclosed ?? count.disclosed)"),
                ])
            return try bent.verify(key: stage.key)
        }
        #expect(try forge(lines).names("entries.jsonl") == false)
        for place in 1..<lines.count - 1 {
            var fewer = lines
            let gone = try PackLine(fewer.remove(at: place)).index
            let report = try forge(fewer, disclosed: count.disclosed - 1)
            #expect(report.problems.contains { $0.kind == .range && $0.entry == gone }, "\(report.problems)")
        }
        let first = try PackLine(lines[2]).index
        #expect(
            try forge([lines[0], lines[2], lines[1]] + Array(lines[3...])).names("entries.jsonl", entry: first - 1))
        #expect(
            try forge(Array(lines[0...2]) + Array(lines[2...]), disclosed: count.disclosed + 1).problems.contains {
                $0.kind == .range && $0.entry == first
            })
        // Another text for an entry, under its own key.
        #expect(lines.contains { $0.contains("The family asks") })
        for (number, line) in lines.enumerated() where line.contains("The family asks") {
            var other = lines
            other[number] = line.replacing("The family asks", with: "The people ask")
            let report = try forge(other)
            #expect(report.names("entries.jsonl", entry: try PackLine(line).index))
            #expect(report.problems.contains { $0.kind == .payload })
        }
    }

    @Test("a narrower period, other numbers or another export in a manifest that is signed anew do not bear out")
    func numbers() async throws {
        let pack = try await pack()
        defer { pack.remove() }
        let (range, counts) = (pack.manifest.range, pack.manifest.counts)
        let lies = [
            ("\"first\":\(range.lowerBound)", "\"first\":\(range.lowerBound + 1)"),
            ("\"end\":\(range.upperBound)", "\"end\":\(range.upperBound - 1)"),
            ("\"end\":\(range.upperBound)", "\"end\":\(range.upperBound + 1)"),
            ("\"disclosed\":\(counts.disclosed)", "\"disclosed\":\(counts.disclosed + 1)"),
            ("\"erased\":0", "\"erased\":1"), ("\"withheld\":0", "\"withheld\":9007199254740991"),
            ("\"pack\":\"\(pack.manifest.pack)\"", "\"pack\":\"\(String(repeating: "a", count: 32))\""),
            ("\"size\":\(pack.manifest.head.size)", "\"size\":9007199254740991"),
            ("\"entry\":\(pack.manifest.exportEntry)", "\"entry\":\(range.lowerBound)"),
            ("\"account\":\"", "\"account\":\"\(String(repeating: "b", count: 32))\",\"x\":\""),
        ]
        for (old, new) in lies {
            let bent = try pack.copy()
            defer { bent.remove() }
            try bent.resign(stage.signingKey, replacing: [(old, new)])
            let report = try bent.verify(key: stage.key)
            // The page holds the manifest too: that it differs is not all that is to be found.
            #expect(report.problems.contains { $0.file != "index.html" }, "\(new)")
        }
    }

    @Test("one that is signed throughout with another key is sound only by that key, and says so")
    func forgedKey() async throws {
        let pack = try await pack()
        defer { pack.remove() }
        let forger = try SigningKey(name: try stage.key.name)
        let note = try SignedNote(parsing: pack.read("checkpoint"))
        try pack.write(
            SignedNote(text: note.text, signatures: [forger.sign(note.text)]).serialised(), to: "checkpoint")
        try pack.write("\(forger.verifierKey)\n".utf8, to: "key.txt")
        try pack.resign(forger)
        let report = try pack.verify(key: stage.key)
        for name in ["manifest", "checkpoint", "key.txt"] { #expect(report.names(name)) }
        #expect(report.problems.contains { $0.kind == .signature && $0.file == "manifest" })
        #expect(try pack.verify(key: nil).keyIsFromPack)
    }

    @Test("a witness that has not cosigned is missed")
    func witnesses() async throws {
        let pack = try await pack()
        defer { pack.remove() }
        let witness = try SigningKey(name: "witness.example", kind: .cosignature)
        #expect(try pack.verify(key: stage.key, witnesses: [witness.verifierKey]).names("checkpoint"))
        let signed = try SignedCheckpoint(parsing: pack.read("checkpoint"))
        let cosigned = try signed.adding([witness.cosign(signed.checkpoint, at: 1_700_000_000)])
        try pack.write(cosigned.serialised(), to: "checkpoint")
        let report = try pack.verify(key: stage.key, witnesses: [witness.verifierKey])
        #expect(report.cosignatures.map(\.time) == [1_700_000_000])
        #expect(report.problems.allSatisfy { $0.kind == .changed || $0.kind == .page })
    }

    @Test("its page may not be altered, not even by who signs the manifest")
    func pageData() async throws {
        let pack = try await pack()
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
