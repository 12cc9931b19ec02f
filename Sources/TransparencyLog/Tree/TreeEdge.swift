/// The right edge of a growing tree: the roots of its complete subtrees, all that appending needs to know.
///
/// At most 63 hashes, whatever the tree's size.
public struct TreeEdge: Hashable, Sendable {
    public private(set) var size: Int
    /// As ``TreeNode/peaks(ofSize:)`` names them.
    public private(set) var peaks: [MerkleHash]

    /// Of a tree without entries.
    public init() {
        size = 0
        peaks = []
    }

    /// Of a tree that is there.
    ///
    /// - Parameter peaks: the hashes of ``TreeNode/peaks(ofSize:)``.
    /// - Throws: ``LogError`` `.outOfRange` when the size is negative or above 2^62, or has not so many peaks.
    public init(size: Int, peaks: [MerkleHash]) throws {
        guard size >= 0, size <= 1 << 62, size.nonzeroBitCount == peaks.count else {
            throw LogError(.outOfRange, "\(peaks.count) peaks for a tree of size \(size)")
        }
        self.size = size
        self.peaks = peaks
    }

    /// Of the first `size` entries of a tree that is there.
    /// - Throws: ``LogError`` `.outOfRange` when the size is negative or above 2^62, and whatever reading a hash throws.
    public init(size: Int, from tree: some TreeHashes) throws {
        try self.init(size: size, peaks: TreeNode.peaks(ofSize: size).map(tree.hash(of:)))
    }

    public var root: MerkleHash { .root(ofPeaks: peaks) }

    public var head: TreeHead { TreeHead(size: size, root: root) }

    public mutating func append(_ leaf: MerkleHash) { append(leaf) { _, _ in } }

    /// - Parameters:
    ///   - leaf: ``MerkleHash/leaf(_:)`` of the next entry.
    ///   - completed: is told every subtree that this entry completes, the leaf itself first, then upwards. When it
    ///     throws, nothing was appended.
    public mutating func append(
        _ leaf: MerkleHash, completed: (TreeNode, MerkleHash) throws -> Void
    ) rethrows {
        var hash = leaf
        try completed(TreeNode(level: 0, index: size), hash)
        // Each set bit at the size's low end is a peak of the same height as what has just been completed.
        let merged = (~size).trailingZeroBitCount
        for (below, peak) in peaks.suffix(merged).reversed().enumerated() {
            hash = .node(peak, hash)
            try completed(TreeNode(level: below + 1, index: size >> (below + 1)), hash)
        }
        peaks.removeLast(merged)
        peaks.append(hash)
        size += 1
    }
}
