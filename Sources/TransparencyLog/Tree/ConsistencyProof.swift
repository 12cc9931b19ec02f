/// That a tree of `new` entries begins with those of an earlier tree of `old` (RFC 9162, section 2.1.4).
///
/// The empty tree is the beginning of every other, and a tree that of itself: both without hashes. A root does not tell
/// its tree's size, so size and root are to be taken from the same signed checkpoint.
public struct ConsistencyProof: Hashable, Sendable {
    public let old: Int
    public let new: Int
    /// From the old tree's last complete subtree up to the root's child: at most 64.
    public let hashes: [MerkleHash]

    /// Takes anything; ``verify(oldRoot:newRoot:)`` judges it.
    public init(old: Int, new: Int, hashes: [MerkleHash]) {
        self.old = old
        self.new = new
        self.hashes = hashes
    }

    /// - Throws: ``LogError`` `.outOfRange` unless 0 <= old <= new, and whatever reading a hash throws.
    public static func make(old: Int, new: Int, from tree: some TreeHashes) throws -> ConsistencyProof {
        guard old >= 0, old <= new else { throw LogError(.outOfRange, "from size \(old) to \(new)") }
        let hashes = old == 0 ? [] : try subproof(of: old, in: 0..<new, oldRootIsKnown: true, from: tree)
        return ConsistencyProof(old: old, new: new, hashes: hashes)
    }

    /// SUBPROOF(m, D_n, b) of RFC 9162, section 2.1.4.1.
    private static func subproof(
        of old: Int, in entries: Range<Int>, oldRootIsKnown: Bool, from tree: some TreeHashes
    ) throws -> [MerkleHash] {
        if old == entries.upperBound { return oldRootIsKnown ? [] : [try tree.root(of: entries)] }
        let left = entries.lowerBound..<entries.split
        let right = entries.split..<entries.upperBound
        return old <= entries.split
            ? try subproof(of: old, in: left, oldRootIsKnown: oldRootIsKnown, from: tree) + [tree.root(of: right)]
            : try subproof(of: old, in: right, oldRootIsKnown: false, from: tree) + [tree.root(of: left)]
    }

    /// The algorithm of RFC 9162, section 2.1.4.2.
    ///
    /// - Throws: ``LogError`` `.proofWrong`.
    public func verify(oldRoot: MerkleHash, newRoot: MerkleHash) throws {
        guard old >= 0, old <= new else { throw wrong("no such sizes") }
        if old == 0 || old == new {
            // The RFC asks this only of trees that differ in size and are not empty.
            guard hashes.isEmpty else { throw wrong("too many hashes") }
            guard old != 0 || oldRoot == .empty else { throw wrong("the empty tree has another root") }
            guard old != new || oldRoot == newRoot else { throw wrong("one size, two roots") }
            return
        }

        // A complete old tree is itself the first hash, and not sent.
        let path = old & (old - 1) == 0 ? [oldRoot] + hashes : hashes
        guard let first = path.first else { throw wrong("too few hashes") }
        var node = old - 1
        var last = new - 1
        while node & 1 == 1 {
            node >>= 1
            last >>= 1
        }
        var oldHash = first
        var newHash = first
        for hash in path.dropFirst() {
            guard last > 0 else { throw wrong("too many hashes") }
            if node & 1 == 1 || node == last {
                oldHash = .node(hash, oldHash)
                newHash = .node(hash, newHash)
                while node & 1 == 0, node > 0 {
                    node >>= 1
                    last >>= 1
                }
            } else {
                newHash = .node(newHash, hash)
            }
            node >>= 1
            last >>= 1
        }
        guard last == 0 else { throw wrong("too few hashes") }
        guard oldHash == oldRoot else { throw wrong("it leads to another old root") }
        guard newHash == newRoot else { throw wrong("it leads to another new root") }
    }

    private func wrong(_ what: String) -> LogError { LogError(.proofWrong, "from size \(old) to \(new): \(what)") }
}
