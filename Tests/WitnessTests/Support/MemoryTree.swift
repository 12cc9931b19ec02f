import TransparencyLog

/// A tree of known entries, all its complete subtrees at hand.
struct MemoryTree: TreeHashes, Sendable {
    private var edge = TreeEdge()
    private var hashes: [TreeNode: MerkleHash] = [:]
    private var roots: [MerkleHash] = [.empty]

    mutating func append(_ leaf: MerkleHash) {
        edge.append(leaf) { node, hash in hashes[node] = hash }
        roots.append(edge.root)
    }

    func head(_ size: Int) -> TreeHead { TreeHead(size: size, root: roots[size]) }

    func hash(of node: TreeNode) throws -> MerkleHash {
        guard let hash = hashes[node] else { throw LogError(.outOfRange, "no such node") }
        return hash
    }
}
