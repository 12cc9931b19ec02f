/// A complete subtree's place: level 0 holds the entries' hashes; node `index` of level `level` covers the entries from
/// `index * 2^level` on, `2^level` of them.
public struct TreeNode: Hashable, Sendable {
    public let level: Int
    public let index: Int

    public init(level: Int, index: Int) {
        self.level = level
        self.index = index
    }

    /// The complete subtrees that make up a tree of `size` entries, from left (largest) to right.
    public static func peaks(ofSize size: Int) -> [TreeNode] { size > 0 ? peaks(of: 0..<size) : [] }

    /// The same of a part of a tree.
    ///
    /// - Precondition: the part starts at a multiple of the largest subtree, as every part does that RFC 9162 splits off.
    static func peaks(of entries: Range<Int>) -> [TreeNode] {
        var peaks: [TreeNode] = []
        var start = entries.lowerBound
        for level in stride(from: Int.bitWidth - 2, through: 0, by: -1) where entries.count & (1 << level) != 0 {
            peaks.append(TreeNode(level: level, index: start >> level))
            start += 1 << level
        }
        return peaks
    }
}
