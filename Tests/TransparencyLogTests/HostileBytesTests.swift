import TestSupport
import Testing
import TransparencyLog

/// Bytes that look like the real thing, to each parser. What a parser takes, it has to have taken whole: written again, it
/// must be the same bytes.
@Suite("Hostile bytes")
struct HostileBytesTests {
    /// A format, some of its texts, and what it writes of the bytes that it reads.
    struct Format: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let samples: [[UInt8]]
        let rewritten: @Sendable ([UInt8]) throws -> [UInt8]
    }

    static func formats() throws -> [Format] {
        let tree = MemoryTree(size: 100)
        let receipt = try Sample.receipt(index: 42, of: tree, witnesses: 2, extra: [1, 2, 3])
        let request = try AddCheckpointRequest(
            ConsistencyProof.make(old: 42, new: 100, from: tree), to: receipt.checkpoint)
        let paths = ["tile/0/000", "tile/63/x001/x234/067.p/255", "tile/entries/x001/000.p/1"]
        let key = try Sample.witness(1).verifierKey.description
        return [
            Format(testDescription: "note", samples: [Array(PeterNeumann.note.utf8), receipt.checkpoint.serialised()]) {
                try SignedNote(parsing: $0).serialised()
            },
            Format(testDescription: "checkpoint", samples: [receipt.checkpoint.serialised()]) {
                try SignedCheckpoint(parsing: $0).serialised()
            },
            Format(
                testDescription: "checkpoint's text",
                samples: [Array("a\n5\n\(MerkleHash.empty)\n".utf8), Array("a\n5\n\(MerkleHash.empty)\nb\n".utf8)]
            ) { try Array(Checkpoint(parsing: String(decoding: $0, as: UTF8.self)).text.utf8) },
            Format(testDescription: "receipt", samples: [receipt.serialised()]) {
                try Receipt(parsing: $0).serialised()
            },
            Format(testDescription: "request", samples: [request.serialised()]) {
                try AddCheckpointRequest(parsing: $0).serialised()
            },
            Format(
                testDescription: "answer",
                samples: [Array(receipt.checkpoint.note.signatures.map(\.line).joined().utf8)]
            ) { try Array(WitnessAnswer(status: 200, body: $0).body.utf8) },
            Format(testDescription: "conflict", samples: [Array("20852014\n".utf8)]) {
                try Array(WitnessAnswer(status: 409, body: $0).body.utf8)
            },
            Format(testDescription: "verifier key", samples: [Array(PeterNeumann.verifierKey.utf8), Array(key.utf8)]) {
                try Array(VerifierKey(parsing: String(decoding: $0, as: UTF8.self)).description.utf8)
            },
            Format(testDescription: "signing key", samples: [Array(PeterNeumann.signingKey.utf8)]) {
                try Array(SigningKey(parsingSecret: String(decoding: $0, as: UTF8.self)).secretText.utf8)
            },
            Format(testDescription: "path", samples: paths.map { Array($0.utf8) }) {
                try Array(TilePath(parsing: String(decoding: $0, as: UTF8.self)).path.utf8)
            },
            Format(testDescription: "bundle", samples: [try EntryBundle.serialise([[1, 2, 3], [], [4]] as [[UInt8]])]) {
                try EntryBundle.serialise(EntryBundle.parse($0, count: 3))
            },
            Format(testDescription: "tile", samples: [HashTile.serialise(tree.levels[0].prefix(3))]) {
                HashTile.serialise(try HashTile.parse($0, count: 3))
            },
        ]
    }

    @Test("what a parser takes it writes again, byte for byte; it never traps", arguments: try formats())
    func mutated(format: Format) throws {
        var random = SeededRandom(2026)
        var taken = 0
        for sample in format.samples {
            #expect(try format.rewritten(sample) == sample)
            for _ in 0..<10_000 {
                let bytes = mutation(of: sample, using: &random)
                do {
                    let rewritten = try format.rewritten(bytes)
                    taken += 1
                    // A String that is made of broken UTF-8 is another text.
                    #expect(rewritten == bytes || String(validating: bytes, as: UTF8.self) == nil)
                } catch {
                    #expect((error as? LogError)?.code == .malformed)
                }
            }
        }
        #expect(taken < 10_000 * format.samples.count)
    }

    /// One to four changes: bits, bytes, pieces left out, doubled or moved, characters that mean something.
    private func mutation(of sample: [UInt8], using random: inout SeededRandom) -> [UInt8] {
        let telling = Array("\n\n \n+-/=0123456789xABCz".utf8) + [0, 0x0D, 0x7F, 0x80, 0xC3, 0xE2, 0xFF]
        var bytes = sample
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let start = Int.random(in: 0...bytes.count, using: &random)
            let end = min(bytes.count, start + Int.random(in: 0...40, using: &random))
            let piece = bytes[start..<end]
            switch Int.random(in: 0..<7, using: &random) {
            case 0 where start < bytes.count: bytes[start] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 1 where start < bytes.count: bytes[start] = telling.randomElement(using: &random) ?? 0
            case 2: bytes.insert(telling.randomElement(using: &random) ?? 0, at: start)
            case 3: bytes.removeSubrange(start..<end)
            case 4: bytes.insert(contentsOf: piece, at: Int.random(in: 0...bytes.count, using: &random))
            case 5: bytes.removeSubrange(start...)
            default: bytes.insert(UInt8.random(in: 0...255, using: &random), at: start)
            }
        }
        return bytes
    }
}
