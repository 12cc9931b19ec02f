/// What a tree was at one time: how many entries, and their root.
public struct TreeHead: Hashable, Sendable {
    public let size: Int
    public let root: MerkleHash

    public init(size: Int, root: MerkleHash) {
        self.size = size
        self.root = root
    }

    public static let empty = TreeHead(size: 0, root: .empty)
}
