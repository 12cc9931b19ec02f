/// That a tree of `size` entries has a certain one at `index` (RFC 9162, section 2.1.3).
///
/// A root does not tell its tree's size, so size and root are to be taken from the same signed checkpoint.
public struct InclusionProof: Hashable, Sendable {
    /// From 0.
    public let index: Int
    public let size: Int
    /// From the leaf's sibling up to the root's child: at most 63.
    public let hashes: [MerkleHash]

    /// Takes anything; ``verify(leaf:root:)`` judges it.
    public init(index: Int, size: Int, hashes: [MerkleHash]) {
        self.index = index
        self.size = size
        self.hashes = hashes
    }

    /// - Throws: ``LogError`` `.outOfRange` when the tree has no such entry, and whatever reading a hash throws.
    public static func make(index: Int, size: Int, from tree: some TreeHashes) throws -> InclusionProof {
        guard index >= 0, index < size else { throw LogError(.outOfRange, "entry \(index) of \(size)") }
        return InclusionProof(index: index, size: size, hashes: try path(to: index, in: 0..<size, of: tree))
    }

    /// PATH(m, D_n) of RFC 9162, section 2.1.3.1.
    private static func path(
        to index: Int, in entries: Range<Int>, of tree: some TreeHashes
    ) throws -> [MerkleHash] {
        guard entries.count > 1 else { return [] }
        let left = entries.lowerBound..<entries.split
        let right = entries.split..<entries.upperBound
        return index < entries.split
            ? try path(to: index, in: left, of: tree) + [tree.root(of: right)]
            : try path(to: index, in: right, of: tree) + [tree.root(of: left)]
    }

    /// The algorithm of RFC 9162, section 2.1.3.2.
    ///
    /// - Parameters:
    ///   - leaf: ``MerkleHash/leaf(_:)`` of the entry.
    ///   - root: of the tree of `size` entries.
    /// - Throws: ``LogError`` `.proofWrong`.
    public func verify(leaf: MerkleHash, root: MerkleHash) throws {
        guard index >= 0, index < size else { throw LogError(.proofWrong, "entry \(index) of \(size)") }
        var node = index
        var last = size - 1
        var hash = leaf
        for sibling in hashes {
            guard last > 0 else { throw LogError(.proofWrong, "too many hashes for entry \(index) of \(size)") }
            if node & 1 == 1 || node == last {
                hash = .node(sibling, hash)
                // A right edge that is not complete has no sibling on the levels up to its next left one.
                while node & 1 == 0, node > 0 {
                    node >>= 1
                    last >>= 1
                }
            } else {
                hash = .node(hash, sibling)
            }
            node >>= 1
            last >>= 1
        }
        guard last == 0 else { throw LogError(.proofWrong, "too few hashes for entry \(index) of \(size)") }
        guard hash == root else { throw LogError(.proofWrong, "entry \(index) of \(size) leads to another root") }
    }
}
