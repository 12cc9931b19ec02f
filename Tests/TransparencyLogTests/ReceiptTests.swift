import Testing
import TransparencyLog

@Suite("Receipts")
struct ReceiptTests {
    static let tree = MemoryTree(size: 100)
    let keys: [VerifierKey]
    let witnesses: [VerifierKey]

    init() throws {
        keys = [try Sample.log().verifierKey]
        witnesses = try (1...3).map { try Sample.witness($0).verifierKey }
    }

    func entry(_ index: Int) -> [UInt8] { Array("entry \(index)".utf8) }

    @Test("a receipt's text is that of the specification")
    func text() throws {
        let receipt = try Sample.receipt(index: 3, of: MemoryTree(size: 5), witnesses: 1, extra: [1, 2, 3, 4])
        let lines = String(decoding: receipt.serialised(), as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.prefix(3) == ["c2sp.org/tlog-proof@v1", "extra AQIDBA==", "index 3"])
        #expect(lines[3...5].map(String.init) == receipt.hashes.map(\.description))
        #expect(lines[6...8] == ["", "log.example/ledger", "5"])
        #expect(lines[11].hasPrefix("— log.example/ledger ") && lines[12].hasPrefix("— witness.example/1 "))
        #expect(lines[13...] == [""])
    }

    @Test("every receipt is read as it was written, and holds for its entry", arguments: [0, 1, 63, 64, 99])
    func verified(index: Int) throws {
        for witnessed in 0...2 {
            let receipt = try Sample.receipt(
                index: index, of: Self.tree, witnesses: witnessed, extra: witnessed == 0 ? [] : [0xFF])
            let read = try Receipt(parsing: receipt.serialised())
            #expect(read == receipt)
            let cosigned = try read.verify(
                entry: entry(index), keys: keys, witnesses: witnesses, atLeast: witnessed)
            #expect(cosigned.map(\.time) == (0..<witnessed).map { 1001 + $0 })
            #expect(cosigned.map(\.witness) == Array(witnesses.prefix(witnessed)))
        }
    }

    @Test("a receipt holds for no other entry, index, hash, root, log or number of witnesses")
    func wrong() throws {
        let receipt = try Sample.receipt(index: 42, of: Self.tree, witnesses: 2)
        func verify(_ receipt: Receipt, entry: [UInt8], atLeast: Int = 2) -> LogError.Code? {
            code { try receipt.verify(entry: entry, keys: keys, witnesses: witnesses, atLeast: atLeast) }
        }
        func altered(index: Int? = nil, hashes: [MerkleHash]? = nil) throws -> Receipt {
            let proof = InclusionProof(index: index ?? 42, size: 100, hashes: hashes ?? receipt.hashes)
            return try Receipt(proof, in: receipt.checkpoint)
        }
        #expect(verify(receipt, entry: entry(42)) == nil)
        #expect(verify(receipt, entry: entry(43)) == .proofWrong)
        #expect(verify(receipt, entry: []) == .proofWrong)
        #expect(verify(receipt, entry: entry(42), atLeast: 3) == .signatureWrong)
        for index in [0, 41, 43, 99, 100, Int.max] {
            #expect(verify(try altered(index: index), entry: entry(42)) == .proofWrong)
        }
        for place in receipt.hashes.indices {
            let bent = receipt.hashes.replacing(place, by: receipt.hashes[place].flipping(200))
            #expect(verify(try altered(hashes: bent), entry: entry(42)) == .proofWrong)
            #expect(verify(try altered(hashes: receipt.hashes.removing(place)), entry: entry(42)) == .proofWrong)
        }
        let other = try Sample.key(Sample.origin, .note, seed: 2).verifierKey
        #expect(code { try receipt.verify(entry: entry(42), keys: [other]) } == .signatureWrong)

        // Signed for a tree of 99 entries, with the tree of 100 written over it.
        let text = String(decoding: receipt.serialised(), as: UTF8.self)
        let forged = try Receipt(parsing: text.replacing("\n100\n", with: "\n99\n").utf8)
        #expect(verify(forged, entry: entry(42)) == .signatureWrong)
    }

    @Test("no receipt is made of a proof that is not the checkpoint's")
    func mismatched() throws {
        let checkpoint = try Sample.checkpoint(Self.tree.edge.head)
        for proof in [
            InclusionProof(index: 0, size: 99, hashes: []), InclusionProof(index: -1, size: 100, hashes: []),
            InclusionProof(index: 0, size: 100, hashes: Array(repeating: .empty, count: 64)),
        ] {
            #expect(code { _ = try Receipt(proof, in: checkpoint) } == .malformed)
        }
    }

    /// Each turns a good receipt into one that is refused.
    static let refusals: [(String, String)] = [
        ("c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2"), ("c2sp.org/tlog-proof@v1", " c2sp.org/tlog-proof@v1"),
        ("c2sp.org/tlog-proof@v1\n", ""), ("extra AQIDBA==", "extra"), ("extra AQIDBA==", "extra "),
        ("extra AQIDBA==", "extra AQIDBA"), ("extra AQIDBA==", "extra AQIDBB=="), ("extra AQIDBA==", "extra  AQIDBA=="),
        ("extra AQIDBA==", "Extra AQIDBA=="), ("extra AQIDBA==", "extra AQIDBA==\nextra AQIDBA=="),
        ("index 3", "index"),
        ("index 3", "index "), ("index 3", "index 03"), ("index 3", "index +3"), ("index 3", "index -3"),
        ("index 3", "index 3 "), ("index 3", "index  3"), ("index 3", "index 9223372036854775808"), ("index 3\n", ""),
        ("index 3", "index 3\nindex 3"), ("extra AQIDBA==\nindex 3", "index 3\nextra AQIDBA=="),
        ("index 3\n", "index 3\n\n"), ("index 3\n", "index 3\nAAAA\n"), ("\n\nlog.example", "\nlog.example"),
        ("\n\nlog.example", "\n\n\nlog.example"), ("\n5\n", "\n05\n"), ("index 3", "index 3\r"),
        ("index 3\n", "index 3\n" + String(repeating: "\(MerkleHash.empty)\n", count: 61)),
    ]

    @Test("what is not exactly a receipt is refused", arguments: refusals)
    func refused(from: String, to: String) throws {
        let good = try Sample.receipt(index: 3, of: MemoryTree(size: 5), extra: [1, 2, 3, 4])
        let text = String(decoding: good.serialised(), as: UTF8.self)
        #expect(text.contains(from) && code { _ = try Receipt(parsing: text.utf8) } == nil)
        #expect(code { _ = try Receipt(parsing: text.replacing(from, with: to).utf8) } == .malformed)
    }

    @Test("a receipt cut off anywhere is refused")
    func cut() throws {
        let bytes = try Sample.receipt(index: 3, of: MemoryTree(size: 5)).serialised()
        for end in bytes.indices { #expect(code { _ = try Receipt(parsing: bytes.prefix(end)) } == .malformed) }
        #expect(code { _ = try Receipt(parsing: bytes + [0x0A]) } == .malformed)
    }
}
