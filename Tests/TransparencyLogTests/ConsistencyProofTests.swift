import TestSupport
import Testing
import TransparencyLog

@Suite("Consistency proofs")
struct ConsistencyProofTests {
    static let tree = MemoryTree(size: 260)

    @Test("every two trees up to 256 are proved consistent; what is altered proves nothing", arguments: 0..<10)
    func exhaustive(digit: Int) throws {
        let tree = Self.tree
        var random = SeededRandom(UInt64(digit))
        for new in 0...256 where new % 10 == digit {
            for old in 0...new {
                let roots = (tree.roots[old], tree.roots[new])
                let proof = try ConsistencyProof.make(old: old, new: new, from: tree)
                try proof.verify(oldRoot: roots.0, newRoot: roots.1)

                func refused(
                    _ hashes: [MerkleHash]? = nil, old otherOld: Int? = nil, new otherNew: Int? = nil,
                    oldRoot: MerkleHash? = nil, newRoot: MerkleHash? = nil
                ) -> Bool {
                    let altered = ConsistencyProof(
                        old: otherOld ?? old, new: otherNew ?? new, hashes: hashes ?? proof.hashes)
                    return code {
                        try altered.verify(oldRoot: oldRoot ?? roots.0, newRoot: newRoot ?? roots.1)
                    } == .proofWrong
                }

                let bit = Int.random(in: 0..<256, using: &random)
                var wrong = [
                    refused(oldRoot: roots.0.flipping(bit)),
                    refused(proof.hashes + [roots.1]), refused([roots.0] + proof.hashes),
                    // With the roots of the sizes that are claimed; a root alone does not tell its size.
                    refused(old: old - 1, oldRoot: tree.roots[max(old - 1, 0)]),
                    // From nothing and to itself, nothing is to be proved.
                    old == 0 || refused(old: old + 1, oldRoot: tree.roots[old + 1]),
                    old == 0 || refused(new: new + 1, newRoot: tree.roots[new + 1]),
                    old == 0 || refused(new: new - 1, newRoot: tree.roots[max(new - 1, 0)]),
                    // Whatever the new root is, it is consistent with a tree that had nothing.
                    (old == 0 && new > 0) || refused(newRoot: roots.1.flipping(bit)),
                    old == new || refused(old: new, new: old),
                ]
                // One entry of two makes a proof of one hash; of nothing, none at all.
                if old == 1 { wrong[3] = proof.hashes.isEmpty || wrong[3] }
                for place in proof.hashes.indices {
                    wrong.append(refused(proof.hashes.replacing(place, by: proof.hashes[place].flipping(bit))))
                    wrong.append(refused(proof.hashes.removing(place)))
                    wrong.append(refused(proof.hashes.inserting(roots.0, at: place)))
                }
                #expect(!wrong.contains(false), "from \(old) to \(new)")
            }
        }
    }

    @Test("any one bit flipped in any hash is noticed", arguments: 1...24)
    func everyBit(new: Int) throws {
        let tree = Self.tree
        for old in 1...new {
            let proof = try ConsistencyProof.make(old: old, new: new, from: tree)
            let noticed = (0..<256).allSatisfy { bit in
                proof.hashes.indices.allSatisfy { place in
                    let hashes = proof.hashes.replacing(place, by: proof.hashes[place].flipping(bit))
                    let altered = ConsistencyProof(old: old, new: new, hashes: hashes)
                    return code { try altered.verify(oldRoot: tree.roots[old], newRoot: tree.roots[new]) }
                        == .proofWrong
                }
            }
            #expect(noticed, "from \(old) to \(new)")
        }
    }

    @Test("a history that was rewritten is not consistent, wherever the change", arguments: [1, 2, 7, 8, 64, 100])
    func rewritten(old: Int) throws {
        for changed in 0..<old {
            var other = MemoryTree()
            for index in 0..<128 { other.append(index == changed ? .empty : Self.tree.leaf(index)) }
            let proof = try ConsistencyProof.make(old: old, new: 128, from: other)
            #expect(
                code { try proof.verify(oldRoot: Self.tree.roots[old], newRoot: other.roots[128]) } == .proofWrong)
        }
    }

    @Test(
        "numbers that no tree has are refused and do no harm",
        arguments: [
            (-1, 5), (6, 5), (0, -1), (0, Int.min), (Int.min, Int.max), (Int.max, Int.min), (Int.min, Int.min),
            (-1, -1),
            (Int.max, Int.max - 1),
        ])
    func hostile(old: Int, new: Int) {
        for count in [0, 1, 62, 63, 64, 70] {
            let proof = ConsistencyProof(old: old, new: new, hashes: Array(repeating: .empty, count: count))
            #expect(code { try proof.verify(oldRoot: .empty, newRoot: .empty) } == .proofWrong)
        }
        #expect(code { _ = try ConsistencyProof.make(old: old, new: new, from: Self.tree) } == .outOfRange)
    }

    @Test(
        "the largest tree that there can be is judged like any other",
        arguments: [1, 3, 1 << 62, (1 << 62) - 1, (1 << 62) + 1, Int.max - 1])
    func largest(old: Int) {
        for count in 0...70 {
            let proof = ConsistencyProof(old: old, new: .max, hashes: Array(repeating: .empty, count: count))
            #expect(code { try proof.verify(oldRoot: .empty, newRoot: .empty) } == .proofWrong)
        }
    }
}
