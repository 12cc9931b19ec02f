import TestSupport
import Testing
import TransparencyLog

@Suite("Inclusion proofs")
struct InclusionProofTests {
    static let tree = MemoryTree(size: 260)

    /// Sizes by their last digit: as many tasks as a table of ten lines.
    @Test("every leaf of every tree up to 256 is proved; what is altered proves nothing", arguments: 0..<10)
    func exhaustive(digit: Int) throws {
        let tree = Self.tree
        var random = SeededRandom(UInt64(digit))
        for size in 1...256 where size % 10 == digit {
            let root = tree.roots[size]
            for index in 0..<size {
                let leaf = tree.leaf(index)
                let proof = try InclusionProof.make(index: index, size: size, from: tree)
                try proof.verify(leaf: leaf, root: root)

                func refused(
                    _ hashes: [MerkleHash]? = nil, index other: Int? = nil, size otherSize: Int? = nil,
                    leaf otherLeaf: MerkleHash? = nil, root otherRoot: MerkleHash? = nil
                ) -> Bool {
                    let altered = InclusionProof(
                        index: other ?? index, size: otherSize ?? size, hashes: hashes ?? proof.hashes)
                    return code { try altered.verify(leaf: otherLeaf ?? leaf, root: otherRoot ?? root) } == .proofWrong
                }

                let bit = Int.random(in: 0..<256, using: &random)
                var wrong = [
                    refused(leaf: leaf.flipping(bit)), refused(root: root.flipping(bit)),
                    refused(proof.hashes + [root]), refused([leaf] + proof.hashes),
                    refused(index: index - 1), refused(index: index + 1), refused(index: index ^ 1),
                    refused(index: (index + Int.random(in: 1..<256, using: &random)) % 256),
                    // With the root of the size that is claimed; a root alone does not tell its size.
                    refused(size: size + 1, root: tree.roots[size + 1]),
                    refused(size: size - 1, root: tree.roots[size - 1]),
                    refused(size: size * 2, root: size <= 128 ? tree.roots[size * 2] : leaf),
                ]
                for place in proof.hashes.indices {
                    wrong.append(refused(proof.hashes.replacing(place, by: proof.hashes[place].flipping(bit))))
                    wrong.append(refused(proof.hashes.removing(place)))
                    wrong.append(refused(proof.hashes.inserting(leaf, at: place)))
                }
                #expect(!wrong.contains(false), "entry \(index) of \(size)")
            }
        }
    }

    @Test("any one bit flipped in any hash is noticed", arguments: 1...24)
    func everyBit(size: Int) throws {
        let tree = Self.tree
        for index in 0..<size {
            let proof = try InclusionProof.make(index: index, size: size, from: tree)
            let noticed = (0..<256).allSatisfy { bit in
                proof.hashes.indices.allSatisfy { place in
                    let hashes = proof.hashes.replacing(place, by: proof.hashes[place].flipping(bit))
                    let altered = InclusionProof(index: index, size: size, hashes: hashes)
                    return code { try altered.verify(leaf: tree.leaf(index), root: tree.roots[size]) } == .proofWrong
                }
            }
            #expect(noticed, "entry \(index) of \(size)")
        }
    }

    @Test(
        "numbers that no tree has are refused and do no harm",
        arguments: [
            (0, 0), (-1, 5), (5, 5), (6, 5), (0, -1), (0, Int.min), (Int.min, Int.max), (Int.max, Int.max),
            (Int.max, Int.min), (Int.min, Int.min), (-1, -1),
        ])
    func hostile(index: Int, size: Int) {
        let hashes = Array(repeating: MerkleHash.empty, count: 70)
        for count in [0, 1, 62, 63, 64, 70] {
            let proof = InclusionProof(index: index, size: size, hashes: Array(hashes.prefix(count)))
            #expect(code { try proof.verify(leaf: .empty, root: .empty) } == .proofWrong)
        }
        #expect(code { _ = try InclusionProof.make(index: index, size: size, from: Self.tree) } == .outOfRange)
    }

    @Test("the largest tree that there can be is judged like any other", arguments: [0, 1 << 62, Int.max - 1])
    func largest(index: Int) {
        for count in 0...70 {
            let proof = InclusionProof(
                index: index, size: .max, hashes: Array(repeating: MerkleHash.empty, count: count))
            #expect(code { try proof.verify(leaf: .empty, root: .empty) } == .proofWrong)
        }
    }

    @Test("a proof is not made from a tree that lacks the hashes")
    func lacking() {
        #expect(code { _ = try InclusionProof.make(index: 3, size: 1000, from: Self.tree) } == .outOfRange)
        #expect(code { _ = try InclusionProof.make(index: 3, size: .max, from: Self.tree) } == .outOfRange)
    }
}
