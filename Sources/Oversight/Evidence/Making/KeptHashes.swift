import TransparencyLog

/// Remembers the hashes of a tree that were asked for: the proofs of neighbours have most of theirs in common.
final class KeptHashes: TreeHashes {
    private let tree: LogLeaves
    private var kept: [TreeNode: MerkleHash] = [:]
    private static let most = 1 << 16

    init(_ tree: LogLeaves) { self.tree = tree }

    func hash(of node: TreeNode) throws -> MerkleHash {
        if let hash = kept[node] { return hash }
        let hash = try tree.hash(of: node)
        if kept.count >= Self.most { kept.removeAll(keepingCapacity: true) }
        kept[node] = hash
        return hash
    }
}
