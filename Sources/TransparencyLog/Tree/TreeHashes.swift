/// Where proofs take hashes from: memory, tiles on a disk, tiles that somebody else serves.
public protocol TreeHashes {
    /// The hash of a complete subtree.
    /// - Throws: ``LogError`` when it is not there or damaged.
    func hash(of node: TreeNode) throws -> MerkleHash
}

extension TreeHashes {
    /// The root of the first `size` entries.
    /// - Throws: ``LogError`` `.outOfRange` when the size is negative, and whatever reading a hash throws.
    public func root(ofSize size: Int) throws -> MerkleHash {
        guard size >= 0 else { throw LogError(.outOfRange, "a tree of size \(size)") }
        return try root(of: 0..<size)
    }

    /// MTH(D[entries]) of RFC 9162, section 2.1.1, for a part that the section's recursion reaches.
    func root(of entries: Range<Int>) throws -> MerkleHash {
        MerkleHash.root(ofPeaks: try TreeNode.peaks(of: entries).map(hash(of:)))
    }
}

extension MerkleHash {
    /// - Parameter peaks: the hashes of complete subtrees, from left (largest) to right.
    static func root(ofPeaks peaks: [MerkleHash]) -> MerkleHash {
        guard var root = peaks.last else { return .empty }
        for peak in peaks.dropLast().reversed() { root = .node(peak, root) }
        return root
    }
}

extension Range<Int> {
    /// Where RFC 9162, section 2.1.1, splits a tree of two or more entries: after the largest power of two of them that
    /// is less than all.
    var split: Int { lowerBound + (1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)) }
}
