import Foundation
import TestSupport
import Testing
import TransparencyLog

@Suite(
    "Checked by Go's own code",
    .enabled(
        if: GoAuditor.isInstalled, "it takes Debian's golang-go and golang-golang-x-mod-dev: apt-get install both"))
struct GoAuditorTests {
    static let size = 10_000
    let log: ExportedLog
    let auditor: GoAuditor
    let key: VerifierKey

    init() async throws {
        auditor = try GoAuditor.built.get()
        key = try Sample.log().verifierKey
        log = try await ExportedLog(
            entries: (0..<Self.size).map { Array("entry \($0)".utf8) }, key: Sample.log(), witness: Sample.witness(1))
    }

    func audit(_ more: [String] = []) throws -> (code: Int32, line: String) {
        try auditor.audit([log.folder.path, key.description] + more)
    }

    /// Changes one bit of a file of the log.
    func bend(_ name: String, at place: Int) throws {
        var bytes = try log.read(name)
        bytes[place] ^= 1
        try log.write(bytes, to: name)
    }

    @Test("it finds 10,000 entries, their tiles, proofs, receipts and cosignature right")
    func right() throws {
        let checkpoint = try SignedCheckpoint(parsing: log.read("checkpoint"))
        var receipts: [String] = []
        for index in [0, 1, 255, 256, 4095, 9999] {
            let proof = try InclusionProof.make(index: index, size: Self.size, from: log.tree)
            let receipt = try Receipt(proof, in: checkpoint, extra: index == 1 ? [1] : [])
            receipts.append(try log.write(receipt.serialised(), to: "\(index).tlog-proof"))
        }
        let early = try Receipt(
            InclusionProof.make(index: 42, size: 1000, from: log.tree), in: Sample.checkpoint(log.tree.head(1000)))
        receipts.append(try log.write(early.serialised(), to: "early.tlog-proof"))

        let witness = try Sample.witness(1).verifierKey.description
        let (code, line) = try audit(["-witness", witness] + receipts)
        #expect(code == 0)
        #expect(line.contains("OK: 10000 entries, 41 tiles,") && line.contains(" 7 receipts, 1 cosignatures\n"))
    }

    @Test(
        "it rejects one bit changed in an entry or a tile",
        arguments: [
            ("tile/entries/000", 2, "root"), ("tile/entries/039.p/16", 5, "root"),
            ("tile/entries/017", 0, "tile/entries/017"),
            ("tile/0/000", 0, "tile/0/000"), ("tile/0/039.p/16", 511, "tile/0/039.p/16"),
            ("tile/1/000.p/39", 40, "tile/1/000.p/39"),
        ])
    func tampered(file: String, place: Int, named: String) throws {
        try bend(file, at: place)
        let (code, line) = try audit()
        #expect(code == 1)
        #expect(line.hasPrefix("WRONG:") && line.contains(named))
    }

    @Test("it rejects a checkpoint with another text, another signature or another log's")
    func badSignature() throws {
        let good = try log.read("checkpoint")
        let text = String(decoding: good, as: UTF8.self)
        let other = try Sample.key(Sample.origin, .note, seed: 2)
        let forged = try SignedCheckpoint(Checkpoint(parsing: SignedCheckpoint(parsing: good).note.text), by: other)
        // Inside the base64 of the log's signature: 64 characters after its name.
        let signature = try #require(text.range(of: "— \(Sample.origin) "))
        var bent = good
        bent[text.utf8.distance(from: text.startIndex, to: signature.upperBound) + 64] ^= 1
        for wrong in [Array(text.replacing("\n10000\n", with: "\n10001\n").utf8), bent, forged.serialised()] {
            try log.write(wrong, to: "checkpoint")
            let (code, line) = try audit()
            #expect(code == 1)
            #expect(line.hasPrefix("WRONG: checkpoint:"))
        }
    }

    @Test("it rejects a cosignature of another checkpoint, and a receipt of another entry")
    func badReceipt() throws {
        let checkpoint = try SignedCheckpoint(parsing: log.read("checkpoint"))
        let proof = try InclusionProof.make(index: 42, size: Self.size, from: log.tree)
        let moved = try Receipt(
            InclusionProof(index: 43, size: Self.size, hashes: proof.hashes), in: checkpoint)
        let file = try log.write(moved.serialised(), to: "moved.tlog-proof")
        let (code, line) = try audit([file])
        #expect(code == 1)
        #expect(line.contains("moved.tlog-proof"))

        let foreign = try Sample.witness(1).cosign(Checkpoint(origin: Sample.origin, head: .empty), at: 1)
        try log.write(checkpoint.adding([foreign]).serialised(), to: "checkpoint")
        let (cosigned, why) = try audit(["-witness", Sample.witness(1).verifierKey.description])
        #expect(cosigned == 1)
        #expect(why.hasPrefix("WRONG: checkpoint: invalid signature"))
    }
}
