import Testing
import TransparencyLog

@Suite("A witness")
struct WitnessTests {
    static let tree = MemoryTree(size: 100)
    /// The same up to 50 entries.
    static let fork = (0..<100).reduce(into: MemoryTree()) { $0.append($1 == 50 ? .empty : tree.leaf($1)) }
    let keys: [VerifierKey]

    init() throws {
        keys = [try Sample.key("other.example", .note, seed: 3).verifierKey, try Sample.log().verifierKey]
    }

    func request(
        old: Int, new: Int, of tree: MemoryTree = tree, hashes: [MerkleHash]? = nil, root: MerkleHash? = nil
    ) throws -> AddCheckpointRequest {
        let made = old <= new ? try ConsistencyProof.make(old: old, new: new, from: tree).hashes : []
        let proof = ConsistencyProof(old: old, new: new, hashes: hashes ?? made)
        let head = TreeHead(size: new, root: root ?? tree.roots[new])
        return try AddCheckpointRequest(proof, to: Sample.checkpoint(head))
    }

    func decide(_ request: AddCheckpointRequest, last: Int?) -> WitnessDecision {
        WitnessDecision(request, keys: keys, last: last.map(Self.tree.head))
    }

    @Test(
        "a history that goes on is cosigned, and so is one that stands still",
        arguments: [(nil, 0), (nil, 1), (nil, 100), (0, 0), (0, 7), (1, 1), (1, 2), (50, 51), (64, 100), (100, 100)])
    func cosigned(last: Int?, new: Int) throws {
        let request = try request(old: last ?? 0, new: new)
        let read = try AddCheckpointRequest(parsing: request.serialised())
        #expect(read == request)
        #expect(decide(read, last: last) == .cosign(request.checkpoint.checkpoint))
    }

    @Test("404: a log whose key is not known, or known only as a witness's")
    func unknown() throws {
        let request = try request(old: 0, new: 5)
        let asWitness = try Sample.key(Sample.origin, .cosignature, seed: 1).verifierKey
        for known in [[], [keys[0]], [asWitness]] {
            #expect(WitnessDecision(request, keys: known, last: nil) == .refuse(.unknownOrigin))
        }
    }

    @Test("403: a checkpoint without the log's signature, or with a wrong one")
    func notSigned() throws {
        let other = try Sample.key(Sample.origin, .note, seed: 2).verifierKey
        let request = try request(old: 0, new: 5)
        #expect(WitnessDecision(request, keys: [other], last: nil) == .refuse(.notSigned))
        let text = String(decoding: request.serialised(), as: UTF8.self).replacing("\n5\n", with: "\n6\n")
        #expect(decide(try AddCheckpointRequest(parsing: text.utf8), last: nil) == .refuse(.notSigned))
    }

    @Test("400: an old size above the checkpoint's, whatever the witness has")
    func oldAbove() throws {
        for last in [nil, 5, 6] { #expect(decide(try request(old: 6, new: 5), last: last) == .refuse(.malformed)) }
    }

    @Test(
        "409 and its size: an old size that is not the last one",
        arguments: [(nil, 5, 9, 0), (5, 0, 9, 5), (5, 4, 9, 5), (50, 9, 9, 50)])
    func conflict(last: Int?, old: Int, new: Int, told: Int) throws {
        let decision = decide(try request(old: old, new: new), last: last)
        #expect(decision == .refuse(.conflict(size: told)))
    }

    @Test("no rollback: a checkpoint smaller than the last one is never cosigned, whatever old size it claims")
    func rollback() throws {
        for old in 0...49 {
            let decision = decide(try request(old: old, new: 49), last: 50)
            #expect(decision == .refuse(.conflict(size: 50)))
        }
        #expect(decide(try request(old: 50, new: 49), last: 50) == .refuse(.malformed))
    }

    @Test("422: a fork, at the same size or a larger one")
    func fork() throws {
        let upToHere = try request(old: 50, new: 100, of: Self.fork)
        #expect(decide(upToHere, last: 50) == .cosign(upToHere.checkpoint.checkpoint))
        for last in 51...99 {
            #expect(decide(try request(old: last, new: 100, of: Self.fork), last: last) == .refuse(.inconsistent))
            #expect(decide(try request(old: last, new: last, of: Self.fork), last: last) == .refuse(.inconsistent))
        }
    }

    @Test("422: a proof that is wrong, missing or not asked for")
    func inconsistent() throws {
        let some = [MerkleHash.empty]
        for (last, new, hashes) in [(nil, 5, some), (0, 5, some), (0, 0, some), (5, 5, some), (5, 9, some), (5, 9, [])]
        {
            let decision = decide(try request(old: last ?? 0, new: new, hashes: hashes), last: last)
            #expect(decision == .refuse(.inconsistent))
        }
    }

    @Test("422: an empty tree with a root of its own")
    func empty() throws {
        let request = try request(old: 0, new: 0, root: Self.tree.roots[1])
        for last in [nil, 0] { #expect(decide(request, last: last) == .refuse(.inconsistent)) }
    }

    @Test(
        "what is not exactly a request is refused",
        arguments: [
            ("old 5", "old"), ("old 5", "old "), ("old 5", "old 05"), ("old 5", "Old 5"), ("old 5", "old  5"),
            ("old 5", "old 5 "), ("old 5", "old -5"), ("old 5", "old 5\r"), ("old 5\n", ""), ("old 5", "old 5\nold 5"),
            ("old 5\n", "old 5\n\n"), ("old 5\n", "old 5\nAAAA\n"), ("\n\nlog", "\nlog"), ("\n\nlog", "\n\n\nlog"),
            ("old 5\n", "old 5\n" + String(repeating: "\(MerkleHash.empty)\n", count: 60)),
            ("old 5", "old 9223372036854775808"), ("log.example/ledger\n9", "log.example/ledger\n09"), ("—", "-"),
        ])
    func refused(from: String, to: String) throws {
        let text = String(decoding: try request(old: 5, new: 9).serialised(), as: UTF8.self)
        #expect(text.contains(from) && code { _ = try AddCheckpointRequest(parsing: text.utf8) } == nil)
        #expect(code { _ = try AddCheckpointRequest(parsing: text.replacing(from, with: to).utf8) } == .malformed)
    }

    @Test("a request of 63 hashes is one, though no proof; of 64 it is none")
    func most() throws {
        for count in [63, 64] {
            let made = code { _ = try request(old: 5, new: 9, hashes: Array(repeating: .empty, count: count)) }
            #expect(made == (count == 63 ? nil : .malformed))
        }
        let proof = ConsistencyProof(old: 5, new: 8, hashes: [])
        #expect(code { _ = try AddCheckpointRequest(proof, to: Sample.checkpoint(Self.tree.head(9))) } == .malformed)
    }

    @Test("answers are those of the specification, and read as they were written")
    func answers() throws {
        let signature = try Sample.witness(1).cosign(Checkpoint(origin: "a", head: .empty), at: 9)
        for (answer, status) in [
            (WitnessAnswer.cosigned([signature]), 200), (.malformed, 400), (.notSigned, 403), (.unknownOrigin, 404),
            (.conflict(size: 20_852_014), 409), (.inconsistent, 422),
        ] {
            #expect(answer.status == status)
            #expect(try WitnessAnswer(status: status, body: answer.body.utf8) == answer)
        }
        #expect(WitnessAnswer.conflict(size: 7).body == "7\n")
        #expect(WitnessAnswer.conflict(size: 7).contentType == "text/x.tlog.size")
        #expect(try WitnessAnswer(status: 404, body: "404 page not found\n".utf8) == .unknownOrigin)
        for (status, body) in [
            (200, ""), (200, "\n"), (200, "— a\n"), (200, String(signature.line.dropLast())),
            (200, signature.line + "\n"),
            (200, String(repeating: signature.line, count: 101)), (409, ""), (409, "7"), (409, "07\n"), (409, "7\n\n"),
            (409, "-7\n"), (201, ""), (500, ""), (-1, ""),
        ] {
            #expect(code { _ = try WitnessAnswer(status: status, body: body.utf8) } == .malformed)
        }
    }

    @Test("the log takes from an answer what witnesses that it knows signed, and nothing of a liar's")
    func taken() throws {
        let signed = try Sample.checkpoint(Self.tree.edge.head)
        let (known, unknown) = (try Sample.witness(1), try Sample.witness(2))
        let good = try known.cosign(signed.checkpoint, at: 9)
        let foreign = try unknown.cosign(signed.checkpoint, at: 9)
        let witnesses = [known.verifierKey]
        func taken(_ signatures: [NoteSignature]) throws -> [NoteSignature] {
            try WitnessAnswer.cosigned(signatures).cosignatures(on: signed.checkpoint, by: witnesses)
        }
        #expect(try taken([foreign, good]) == [good])
        #expect(code { _ = try taken([foreign]) } == .signatureWrong)
        let other = try known.cosign(Checkpoint(origin: Sample.origin, head: .empty), at: 9)
        #expect(code { _ = try taken([other]) } == .signatureWrong)
        #expect(code { _ = try taken([known.cosign(signed.checkpoint, at: 0)]) } == .signatureWrong)
        #expect(try WitnessAnswer.inconsistent.cosignatures(on: signed.checkpoint, by: witnesses) == [])
        try signed.adding([good]).verify(keys: keys, witnesses: witnesses, atLeast: 1)
    }
}
