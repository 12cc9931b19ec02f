import FaceSearch
import Foundation
import Oversight
import Testing
import TransparencyLog

@Suite("A pack that was altered and signed anew")
struct EvidenceForgeryTests {
    let stage: EvidenceStage

    init() async throws { stage = try await EvidenceStage.shared.value }

    @Test("an operator who removes, doubles, moves or adds entries and signs the manifest anew is found out")
    func signedAnew() async throws {
        let pack = try await stage.dayPack()
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
        let pack = try await stage.dayPack()
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
        let pack = try await stage.dayPack()
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
        let pack = try await stage.dayPack()
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
}
