import Testing
import TransparencyLog

@Suite("Checkpoints and cosignatures")
struct CheckpointTests {
    static let text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"

    @Test("the specification's checkpoint is read and written")
    func known() throws {
        let checkpoint = try Checkpoint(parsing: Self.text)
        #expect(checkpoint.origin == "example.com/behind-the-sofa" && checkpoint.size == 20_852_163)
        #expect(checkpoint.root.description == "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")
        #expect(checkpoint.text == Self.text && checkpoint.extensions == [])
    }

    @Test("the specification's cosigned checkpoint is read and written, with the time of its cosignature")
    func knownNote() throws {
        let note = """
            \(Self.text)
            — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
            — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==

            """
        let checkpoint = try SignedCheckpoint(parsing: note.utf8)
        #expect(checkpoint.serialised() == Array(note.utf8))
        #expect(checkpoint.note.signatures.map { Cosignature($0.bytes)?.time } == [nil, 1_679_315_147])
    }

    @Test("extension lines are kept as they are")
    func extensions() throws {
        let text = Self.text + "one\n two \n—\n"
        let checkpoint = try Checkpoint(parsing: text)
        #expect(checkpoint.extensions == ["one", " two ", "—"])
        #expect(checkpoint.text == text)
        let head = checkpoint.head
        #expect(try Checkpoint(origin: checkpoint.origin, head: head, extensions: checkpoint.extensions) == checkpoint)
    }

    @Test(
        "what is not exactly a checkpoint is refused",
        arguments: [
            "", "\n", "a\n", "a\n1\n", "\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n", String(text.dropLast()),
            text + "\n", text + "a\n\nb\n", text + "a", text.replacing("208", with: "0208"),
            text.replacing("208", with: "+208"), text.replacing("208", with: "-208"),
            text.replacing("208", with: " 208"),
            text.replacing("20852163", with: "0x208"), text.replacing("20852163", with: ""),
            text.replacing("20852163", with: "00"), text.replacing("20852163", with: "9223372036854775808"),
            text.replacing("20852163", with: "99999999999999999999999"), text.replacing("20852163", with: "٣"),
            text.replacing("q2I=", with: "q2J="), text.replacing("q2I=", with: "q2I"),
            text.replacing("q2I=", with: "q2I=="),
            text.replacing("q2I=", with: "q2IA"), text.replacing("CsUY", with: ""), text.replacing("/Xa", with: "_Xa"),
            text.replacing("CsUY", with: " CsUY"), text.replacing("\n", with: "\r\n"),
            text.replacing("example", with: "\u{1}"),
        ])
    func refused(text: String) {
        #expect(code { _ = try Checkpoint(parsing: text) } == .malformed)
    }

    @Test("the largest size and none are sizes", arguments: [0, 1, Int.max])
    func sizes(size: Int) throws {
        let checkpoint = try Checkpoint(origin: "a", head: TreeHead(size: size, root: .empty))
        #expect(try Checkpoint(parsing: checkpoint.text) == checkpoint)
    }

    @Test("no line of a checkpoint can bring further lines with it")
    func lines() {
        let head = TreeHead.empty
        for line in ["", "a\nb", "a\n1\n\(MerkleHash.empty)\nb", "a\n", "\n", "a\u{0}"] {
            #expect(code { _ = try Checkpoint(origin: line, head: head) } == .malformed)
            #expect(code { _ = try Checkpoint(origin: "a", head: head, extensions: [line]) } == .malformed)
        }
        #expect(code { _ = try Checkpoint(origin: "a", head: TreeHead(size: -1, root: .empty)) } == .malformed)
    }

    @Test("a log's key counts only for the origin that is its name")
    func origin() throws {
        let key = try Sample.log()
        let foreign = try Checkpoint(origin: "other.example", head: .empty)
        #expect(code { _ = try SignedCheckpoint(foreign, by: key) } == .malformed)
        let signed = try SignedCheckpoint(SignedNote(text: foreign.text, signatures: [key.sign(foreign.text)]))
        #expect(code { try signed.verify(keys: [key.verifierKey]) } == .signatureWrong)
        try Sample.checkpoint(.empty).verify(keys: [
            key.verifierKey, Sample.key("other.example", .note, seed: 9).verifierKey,
        ])
    }

    @Test("as many witnesses as are asked for must have signed, each counted once")
    func witnesses() throws {
        let log = try Sample.log().verifierKey
        let signed = try Sample.checkpoint(MemoryTree(size: 5).edge.head)
        let keys = try (1...3).map { try Sample.witness($0) }
        let known = keys.map(\.verifierKey)
        let two = try signed.adding(keys.prefix(2).map { try $0.cosign(signed.checkpoint, at: 1234) })
        for atLeast in 0...2 {
            let cosigned = try two.verify(keys: [log], witnesses: known, atLeast: atLeast)
            #expect(cosigned.map(\.witness) == Array(known.prefix(2)) && cosigned.map(\.time) == [1234, 1234])
        }
        #expect(code { try two.verify(keys: [log], witnesses: known, atLeast: 3) } == .signatureWrong)
        #expect(code { try two.verify(keys: [log], witnesses: [known[0]], atLeast: 2) } == .signatureWrong)
        #expect(code { try two.verify(keys: [log], witnesses: [known[0], known[0]], atLeast: 2) } == .signatureWrong)
        #expect(code { try signed.verify(keys: [log], witnesses: known, atLeast: 1) } == .signatureWrong)
        #expect(code { try two.verify(keys: [], witnesses: known, atLeast: 2) } == .signatureWrong)
        #expect(code { try two.verify(keys: known, witnesses: []) } == .malformed)
        #expect(code { try two.verify(keys: [log], witnesses: [log]) } == .malformed)
    }

    @Test("one witness with two keys, or one key under two names, is one witness")
    func sameWitness() throws {
        let log = try Sample.log().verifierKey
        let signed = try Sample.checkpoint(.empty)
        for names in [("w.example", "w.example", UInt8(1), UInt8(2)), ("w.example", "v.example", 1, 1)] {
            let keys = try [
                Sample.key(names.0, .cosignature, seed: names.2), Sample.key(names.1, .cosignature, seed: names.3),
            ]
            let cosigned = try signed.adding(keys.map { try $0.cosign(signed.checkpoint, at: 5) })
            let known = keys.map(\.verifierKey)
            #expect(try cosigned.verify(keys: [log], witnesses: known, atLeast: 1).count == 2)
            #expect(code { try cosigned.verify(keys: [log], witnesses: known, atLeast: 2) } == .signatureWrong)
        }
    }

    @Test("a cosignature holds for its time, its checkpoint and its witness alone")
    func cosignature() throws {
        let key = try Sample.witness(1)
        let checkpoint = try Checkpoint(origin: "a", head: .empty)
        let signature = try key.cosign(checkpoint, at: 1_700_000_000)
        #expect(signature.bytes.count == 72)
        #expect(key.verifierKey.verifies(signature.bytes, of: checkpoint.text))
        #expect(!key.verifierKey.verifies(signature.bytes, of: checkpoint.text + "b\n"))
        #expect(try !Sample.witness(2).verifierKey.verifies(signature.bytes, of: checkpoint.text))
        for place in signature.bytes.indices {
            let bent = signature.bytes.replacing(place, by: signature.bytes[place] ^ 1)
            #expect(!key.verifierKey.verifies(bent, of: checkpoint.text))
        }
        for count in [0, 8, 64, 71] {
            #expect(!key.verifierKey.verifies(Array(signature.bytes.prefix(count)), of: checkpoint.text))
        }
        #expect(!key.verifierKey.verifies(signature.bytes + [0], of: checkpoint.text))
        #expect(
            Cosignature(time: 0x0102, signature: Array(repeating: 7, count: 64))?.bytes.prefix(9) == [
                0, 0, 0, 0, 0, 0, 1, 2, 7,
            ])
        #expect(Cosignature([0x80] + Array(repeating: 0, count: 71)) == nil)
        #expect(Cosignature([0x7F] + Array(repeating: 0xFF, count: 71))?.time == .max)
        #expect(
            String(decoding: Cosignature.message(time: 7, text: "a\n"), as: UTF8.self) == "cosignature/v1\ntime 7\na\n")
    }

    @Test("a witness's key signs no notes, a log's no cosignatures, and none signs before 1970")
    func kinds() throws {
        let checkpoint = try Checkpoint(origin: Sample.origin, head: .empty)
        #expect(code { _ = try Sample.witness(1).sign(checkpoint.text) } == .malformed)
        #expect(code { _ = try Sample.log().cosign(checkpoint, at: 1) } == .malformed)
        #expect(code { _ = try Sample.witness(1).cosign(checkpoint, at: -1) } == .malformed)
    }
}
