import TransparencyLog

/// A tree of known entries, all its complete subtrees at hand.
struct MemoryTree: TreeHashes, Sendable {
    private(set) var edge = TreeEdge()
    /// By level, then by index.
    private(set) var levels: [[MerkleHash]] = []
    /// The root of every size from 0 on.
    private(set) var roots: [MerkleHash] = [.empty]

    init() {}

    init(size: Int) {
        for index in 0..<size { append(.leaf(Array("entry \(index)".utf8))) }
    }

    mutating func append(_ leaf: MerkleHash) {
        edge.append(leaf) { node, hash in
            if node.level == levels.count { levels.append([]) }
            levels[node.level].append(hash)
        }
        roots.append(edge.root)
    }

    func leaf(_ index: Int) -> MerkleHash { levels[0][index] }

    func head(_ size: Int) -> TreeHead { TreeHead(size: size, root: roots[size]) }

    func hash(of node: TreeNode) throws -> MerkleHash {
        guard levels.indices.contains(node.level), levels[node.level].indices.contains(node.index) else {
            throw LogError(.outOfRange, "no such node")
        }
        return levels[node.level][node.index]
    }
}
